"""What the overview says before it shows anything: the sentence, what follows from it, and what else moved."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from actions.funnel import FunnelReport
from actions.speed import SpeedReport
from charts.trend import Line
from confidentiality.cube import CellStatus
from measure.speed import Verdict
from text import finding, formats, funnel, outlook
from text.finding import Reading
from text.lookup import say
from ui import funnels, gather
from ui.markup import Markup, join, tag
from ui.pieces import together
from ui.visit import Visit

FEW_ANSWERED = 0.3  # below this share of those asked, the overview says so beside its sentence


@dataclass(frozen=True)
class Opening:
    """The sentence itself, the line under it, and one line for each further thing."""

    lead: str
    then: str
    rest: tuple[str, ...]


def opening(visit: Visit, lines: Sequence[Line], first: SpeedReport, stages: FunnelReport) -> Opening | None:
    """The opening of a visit's newest wave; `first` is the outlook of the first line. None where nothing has data."""
    lang, readings = visit.lang, gather.readings(visit, lines)
    if not readings:
        return None
    then = _ahead(readings[0], lines[0], first, lang)
    if stages.stages and stages.strict:
        then.append(funnel.barrier_sentence(funnels.told(visit, stages), lang))
    rest = (*_silent(lines[0], lang), *finding.rest(readings, lang))
    return Opening(finding.lead(readings[0], lang), say("finding.space", lang).join(then), rest)


def _silent(line: Line, lang: str) -> list[str]:
    """That most did not answer, where that may matter more than chance."""
    rate = line.points[-1].response_rate
    if rate is None or rate >= FEW_ANSWERED:
        return []
    return [say("finding.low_response", lang, rate=formats.percent(rate, lang))]


def _ahead(reading: Reading, line: Line, found: SpeedReport, lang: str) -> list[str]:
    """How fast, and when the target; of a bound no more than that it is beyond the target, of what is hidden nothing."""
    last = line.points[-1]
    if last.status is CellStatus.CODED:
        beyond = found.target is not None and (last.low or 0.0) >= found.target.share
        reached = replace(found.target, verdict=Verdict.REACHED) if beyond and found.target else None
        return [outlook.target_sentence(reading.name, reached, lang)] if reached else []
    return [outlook.brief(reading.name, found.velocity, found.target, lang)] if reading.shown else []


def drawn(found: Opening) -> Markup:
    """As it stands at the top of the page."""
    return join(
        tag("h1", together(found.lead), class_="sd-lead"),
        tag("p", together(found.then), class_="sd-then"),
        tag("div", *(tag("p", together(line)) for line in found.rest), class_="sd-rest"),
    )
