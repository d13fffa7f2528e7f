"""What the overview says before it shows anything: the sentence, what follows from it, and what else moved."""

from dataclasses import dataclass, replace

from actions.funnel import FunnelReport
from actions.refused import Refused
from actions.speed import SpeedReport
from actions.targets import InTime
from actions.view import Query
from charts.reading import ahead, silent, whole_way
from charts.trend import Line
from text import finding, formats, funnel
from text.lookup import say
from ui import ask, funnels, gather
from ui.markup import Markup, join, tag
from ui.parts import part
from ui.pieces import together
from ui.visit import Visit


@dataclass(frozen=True)
class Opening:
    """The sentence itself, the line under it, and one line for each further thing."""

    lead: str
    then: str
    rest: tuple[str, ...]


def opening(visit: Visit, lines: tuple[Line, ...], first: SpeedReport, stages: FunnelReport) -> Opening | None:
    """The opening of a visit's newest wave; `first` is the outlook of the first line. None where nothing has data."""
    return part(visit, ("opening",), lambda: _opening(visit, lines, first, stages), lines, first, stages)


def _opening(visit: Visit, lines: tuple[Line, ...], first: SpeedReport, stages: FunnelReport) -> Opening | None:
    lang, readings = visit.lang, gather.readings(visit, lines)
    if not readings:
        return None
    readings = (replace(readings[0], label_since_first=_whole_way(visit, lines[0])), *readings[1:])
    then = ahead(readings[0], lines[0].points[-1], (first.velocity, first.target), lang)
    then += _missed(visit, gather.leading(visit)[0], first)
    if stages.stages and stages.strict:
        then.append(funnel.barrier_sentence(funnels.told(visit, stages), lang))
    rest = (*_corrected(visit), *silent(lines[0].points, lang), *finding.rest(readings, lang))
    return Opening(finding.lead(readings[0], lang), say("finding.space", lang).join(then), rest)


def _whole_way(visit: Visit, line: Line) -> str | None:
    """What may be said of the change since the first wave; None where the two cannot be held against each other."""
    if (ends := whole_way(line.points)) is None:
        return None
    asked = Query(indicator=gather.leading(visit)[0], guideline=visit.guideline.key, level=0)
    try:
        found = ask.change(visit.site, (ends[0].wave, ends[1].wave), asked)
    except Refused:
        return None
    return next((row.label for row in found), None)


def _missed(visit: Visit, key: str, first: SpeedReport) -> list[str]:
    """That the target's day has passed without it, where the interval of that time leaves no doubt."""
    aim, lang = first.target, visit.lang
    if aim is None or aim.by is None:
        return []
    missed = (row.target for row in ask.targets(visit.site, visit.guideline.key) if row.in_time is InTime.MISSED)
    if not any((each.indicator, each.share, each.day) == (key, aim.share, aim.by) for each in missed):
        return []
    blanks = {"day": formats.day(aim.by, lang), "target": formats.percent(aim.share, lang)}
    return [say("outlook.missed", lang, **blanks)]


def _corrected(visit: Visit) -> list[str]:
    """That what is shown took the place of what had been published."""
    last = visit.closed[-1]
    if last.version == 1:
        return []
    return [say("outlook.corrected", visit.lang, wave=visit.labels[last.wave].long, version=last.version)]


def drawn(found: Opening) -> Markup:
    """As it stands at the top of the page."""
    return join(
        tag("h1", together(found.lead), class_="sd-lead"),
        tag("p", together(found.then), class_="sd-then"),
        tag("div", *(tag("p", together(line)) for line in found.rest), class_="sd-rest"),
    )
