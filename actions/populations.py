"""What a report carries of audiences within staff, and apart from them of surveys of others, each by itself.

Nothing here is added up or averaged over two of them; every figure is a published cell of one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from actions import audiences, panels, said
from actions.audiences import AudienceReport, StageStanding, Standing
from actions.panels import PanelReport
from actions.subject import Subject
from confidentiality.cube import CellStatus, Level, TrendPoint
from measure.indicators import Share
from reports import parts
from reports.report import Part
from text import audience as words
from text import formats, outlook
from text.finding import change_words
from text.lookup import say

SLOT = 0
PLAIN = ("indicator", "share", "interval", "change", "label")
STAGED = ("came", "before", "stage", "aim")
NUMBERS = frozenset({1, 2, 3, 5, 6})


def audience_parts(of: Subject) -> Iterator[Part]:
    """One part an audience in the order of the guideline: where it stops, its stages, its own indicators and targets."""
    for each in audiences.audiences(of.site.person, of.site.store, of.query(unit=of.unit)):
        yield _audience(of, each)


def _audience(of: Subject, found: AudienceReport) -> Part:
    lang, name = of.lang, found.name.text(of.lang)
    stages = tuple(stage.name.text(lang) for stage in found.stages)
    told = [words.sentence(said.audience_told(found, lang), lang), *([words.aims(stages, lang)] if stages else [])]
    size = words.size(found.headcount, found.response_rate, lang)
    title = say("audience.part", lang, audience=name, unit=of.name)
    rows = [
        *(_stage(of, stage, stage.stage == found.barrier) for stage in found.stages),
        *(_own(of, i) for i in found.own),
    ]
    plain = Part(
        f"audience-{found.audience}",
        title,
        tuple(told),
        foot=say("chart.foot_gap", lang).join((of.scope.labels[found.wave].long, size)),
    )
    made = parts.listed(
        plain, rows, (*_headings(lang), *(say(f"audience.column.{head}", lang) for head in STAGED)), SLOT
    )
    return replace(made, table=replace(made.table, numbers=NUMBERS) if made.table else None)


def _headings(lang: str) -> tuple[str, ...]:
    return tuple(say(f"table.{head}", lang) for head in PLAIN)


def _stage(of: Subject, found: StageStanding, stops: bool) -> parts.Mark:
    """The stage's own indicator, then how many came so far and how many of those before."""
    lang = of.lang
    ways = [None if each is None else each.share for each in (found.came, found.conversion)]
    name = found.name.text(lang)
    stage = say("audience.stopped", lang, stage=name) if stops else name
    return _mark(of, found.standing, (*(formats.percent(way, lang) for way in ways), stage))


def _own(of: Subject, found: Standing) -> parts.Mark:
    return _mark(of, found, (formats.NOTHING, formats.NOTHING, formats.NOTHING))


def _mark(of: Subject, found: Standing, more: Sequence[str]) -> parts.Mark:
    name, cell = found.name.text(of.lang), found.level
    told = (*_moved(cell, of.lang), *more, _aim(of, found))
    return parts.Mark(name, _share(cell), parts.share_text(cell, of.lang), told)


def _aim(of: Subject, found: Standing) -> str:
    """The audience's own target; what is to be expected of it is said from the newest wave alone."""
    if found.aim is None or found.outlook is None or not of.is_newest:
        return formats.NOTHING
    told, target = outlook.target_words(found.outlook, of.lang), formats.percent(found.aim.share, of.lang)
    return say("audience.aim", of.lang, target=target, words=told)


def _moved(cell: TrendPoint, lang: str) -> tuple[str, str, str]:
    interval = formats.percent_range(cell.low, cell.high, lang) if cell.status is CellStatus.SHOWN else formats.NOTHING
    if (change := cell.change) is None:
        return interval, formats.NOTHING, formats.NOTHING
    return interval, formats.points(change.points, lang), change_words(change.label, change.points, lang)


def _share(cell: Level) -> Share | None:
    """A share with its interval; without one it stands for itself."""
    if cell.share is None:
        return None
    low = cell.share if cell.low is None else cell.low
    return Share(cell.share, low, cell.share if cell.high is None else cell.high)


def panel_parts(of: Subject) -> Iterator[Part]:
    """One part a survey of others beside the guideline of staff, in the newest report of the whole."""
    if of.is_root and of.is_newest:
        for each in panels.panels(of.site.person, of.site.store, of.guideline.key):
            yield _panel(of, each)


def _panel(of: Subject, found: PanelReport) -> Part:
    lang, name = of.lang, found.name.text(of.lang)
    apart = say("panel.under", lang)
    if found.wave is None:
        return Part(
            f"panel-{found.guideline}", say("panel.part", lang, panel=name), (say("panel.waiting", lang), apart)
        )
    title = say("panel.part_of", lang, panel=name, wave=found.wave)
    told = [words.panel_sentence((name, found.wave, i.name.text(lang)), i.level.share, lang) for i in found.figures]
    asked = say("panel.asked", lang, wave=found.wave, responses=formats.people(found.responses, lang))
    rows = [
        parts.Mark(i.name.text(lang), _share(i.level), parts.share_text(i.level, lang), _moved(i.level, lang))
        for i in found.figures
    ]
    plain = Part(f"panel-{found.guideline}", title, (*told[:1], apart, *told[1:]), foot=asked)
    return parts.listed(plain, rows, _headings(lang), SLOT)
