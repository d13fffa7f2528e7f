"""What moved between two waves on a page: the units' changes, and the change of the whole taken apart."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from actions.decompose import FUNNEL, UNIT, DecomposeReport, Split
from actions.refused import Refused
from actions.view import ChangeRow, Query
from charts.dots import Dot, dots_figure, points_scale
from charts.slope import Slope
from charts.steps import Step
from charts.table import Table
from measure.change import ChangeLabel
from measure.organisation import OrgTree
from text import finding, formats, moved
from text.lookup import say
from ui import ask, funnels
from ui.pickers import Choice
from ui.scope import wave_name
from ui.visit import Visit


@dataclass(frozen=True)
class Asked:
    """What the page asks: between which waves, on which indicator, units of which level."""

    since: str
    until: str
    query: Query
    tree: OrgTree

    @property
    def between(self) -> tuple[str, str]:
        return self.since, self.until

    @property
    def key(self) -> tuple[str, str, str, str]:
        return self.since, self.until, self.query.indicator or "", str(self.query.level)


def first_choice(visit: Visit) -> Choice:
    """The earlier wave; first the one before the last."""
    names = {wave.wave: wave_name(visit, wave.wave) for wave in visit.closed[:-1]}
    return Choice("from", say("moved.from", visit.lang), names, visit.closed[-2].wave)


def last_choice(visit: Visit, since: str) -> Choice:
    """The later wave: any after the earlier one."""
    waves = [wave.wave for wave in visit.closed]
    names = {wave: wave_name(visit, wave) for wave in reversed(waves[waves.index(since) + 1 :])}
    return Choice("to", say("moved.to", visit.lang), names, next(iter(names)))


def rows(visit: Visit, asked: Asked) -> tuple[ChangeRow, ...]:
    """The changes of the level's units, in the order of the tree."""
    return ask.change(visit.site, asked.between, asked.query)


def whole_sentence(visit: Visit, asked: Asked) -> str | None:
    """How the whole moved; None where it is not shown in both waves."""
    found = ask.change(visit.site, asked.between, replace(asked.query, level=0))
    if not found:
        return None
    lang, name = visit.lang, visit.indicator_name(asked.query.indicator or "")
    words = finding.change_words(found[0].label, found[0].points, lang)
    blanks = {"name": name, "since": visit.labels[asked.since].long, "until": visit.labels[asked.until].long}
    return say("moved.whole", lang, points=formats.points(found[0].points, lang), words=words, **blanks)


def slopes(visit: Visit, asked: Asked, changes: Sequence[ChangeRow]) -> tuple[Slope, ...]:
    """The units that are shown in both waves, from share to share."""
    first, last = (
        {cell.unit: cell.share for cell in ask.compare(visit.site, replace(asked.query, wave=wave))}
        for wave in asked.between
    )
    return tuple(
        Slope(
            visit.unit_name(asked.tree, row.unit),
            before,
            after,
            formats.points(row.points, visit.lang),
            row.label == ChangeLabel.CLEAR,
        )
        for row in changes
        if (before := first.get(row.unit)) is not None and (after := last.get(row.unit)) is not None
    )


def dots(visit: Visit, asked: Asked, changes: Sequence[ChangeRow]) -> tuple[Dot, ...]:
    """The changes with their intervals; units that are not shown in both waves say so."""
    known, lang = {row.unit: row for row in changes}, visit.lang
    slot = visit.slots[asked.query.indicator or ""]
    found = []
    for code in asked.tree.preorder():
        if asked.tree.level(code) != asked.query.level:
            continue
        name, row = visit.unit_name(asked.tree, code), known.get(code)
        if row is None:
            found.append(Dot(name, say("moved.not_both", lang), slot=slot))
            continue
        clear = row.label == ChangeLabel.CLEAR
        found.append(Dot(name, formats.points(row.points, lang), row.points, row.low, row.high, slot, clear))
    return tuple(found)


def drawn(visit: Visit, asked: Asked, changes: Sequence[ChangeRow]) -> Any:
    """The same as a figure."""
    found = dots(visit, asked, changes)
    return dots_figure(found, points_scale(found, say("moved.nothing", visit.lang)), visit.site.look)


def changes_table(visit: Visit, asked: Asked, changes: Sequence[ChangeRow], caption: str) -> Table:
    """One row a unit: its change with interval, label, q and what could have been detected."""
    lang = visit.lang
    names = ("unit", "points", "interval", "label", "q", "detectable")
    body = tuple(
        (
            visit.unit_name(asked.tree, row.unit),
            formats.points(row.points, lang),
            formats.points_range(row.low, row.high, lang),
            finding.change_words(row.label, row.points, lang),
            formats.NOTHING if row.q is None else f"{row.q:.3f}",
            formats.points(row.minimum_detectable, lang).lstrip("+"),
        )
        for row in changes
    )
    return Table(caption, tuple(say(f"moved.column.{name}", lang) for name in names), body, frozenset({1, 2, 4, 5}))


def counted(changes: Sequence[ChangeRow], lang: str) -> str:
    """How many units moved clearly, either way."""
    clear = [row.points for row in changes if row.label == ChangeLabel.CLEAR]
    up = sum(points > 0 for points in clear)
    return moved.counted(up, len(clear) - up, len(changes) - len(clear), lang)


@dataclass(frozen=True)
class TakenApart:
    """One way of taking the change apart: its key, its title, its steps, the sentence and the refusal if any."""

    by: str
    title: str
    steps: tuple[Step, ...] = ()
    sentence: str = ""


def splits(visit: Visit, asked: Asked) -> list[TakenApart]:
    """By units, by the stages of the funnel, and by every attribute that both waves asked."""
    ways = [UNIT, FUNNEL, *(segment.key for segment in ask.segments(visit.site, asked.until))]
    return [found for by in ways if (found := _split(visit, asked, by)) and found.steps]


def _split(visit: Visit, asked: Asked, by: str) -> TakenApart | None:
    query = Query(indicator=asked.query.indicator, guideline=asked.query.guideline)
    try:
        report = ask.decomposition(visit.site, Split(asked.since, asked.until, by), query)
    except Refused:
        return None
    lang = visit.lang
    names = {segment.key: segment.name.text(lang) for segment in ask.segments(visit.site, asked.until)}
    title = say("moved.by_segment" if by in names else f"moved.by_{by}", lang, name=names.get(by, ""))
    steps = _stages(visit, report) if by == FUNNEL else _sums(report, by, lang)
    if not steps:
        return None
    parts = {step.name: (step.points, step.error) for step in steps if not step.total}
    return TakenApart(by, title, steps, moved.parts_sentence((steps[-1].name, steps[-1].points), parts, lang))


def _sums(report: DecomposeReport, by: str, lang: str) -> tuple[Step, ...]:
    """Within, composition, entered and left, and what cannot be told apart, in points."""
    if report.total is None:
        return ()
    kind = "unit" if by == UNIT else "segment"
    given = {
        "within": (report.within, report.within_error),
        "composition": (report.composition, report.composition_error),
        "entered_left": (report.entered_left, None),
        "unexplained": (report.unexplained, None),
    }
    found = [
        Step(say(f"moved.part_of.{kind}_{name}", lang), 100 * value, None if error is None else 100 * error)
        for name, (value, error) in given.items()
        if value is not None and (name in ("within", "composition") or abs(value) > 0.0005)
    ]
    return (*found, Step(say("moved.total", lang), 100 * report.total, total=True))


def _stages(visit: Visit, report: DecomposeReport) -> tuple[Step, ...]:
    """What each stage's conversion added to the share that came all the way."""
    if report.total is None or not report.parts:
        return ()
    found = [
        Step(
            say("moved.stage", visit.lang, stage=funnels.stage_name(visit, part.part)),
            100 * (part.effect or 0.0),
            None if part.error is None else 100 * part.error,
        )
        for part in report.parts
    ]
    return (*found, Step(say("moved.total_funnel", visit.lang), 100 * report.total, total=True))
