"""What the overview says before it shows anything: the sentence, what follows from it, and what else moved."""

from collections.abc import Sequence
from dataclasses import dataclass

from actions.funnel import FunnelReport
from actions.speed import SpeedReport
from charts.reading import ahead, silent
from charts.trend import Line
from text import finding, funnel
from text.lookup import say
from ui import funnels, gather
from ui.markup import Markup, join, tag
from ui.pieces import together
from ui.visit import Visit


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
    then = ahead(readings[0], lines[0].points[-1], (first.velocity, first.target), lang)
    if stages.stages and stages.strict:
        then.append(funnel.barrier_sentence(funnels.told(visit, stages), lang))
    rest = (*silent(lines[0].points, lang), *finding.rest(readings, lang))
    return Opening(finding.lead(readings[0], lang), say("finding.space", lang).join(then), rest)


def drawn(found: Opening) -> Markup:
    """As it stands at the top of the page."""
    return join(
        tag("h1", together(found.lead), class_="sd-lead"),
        tag("p", together(found.then), class_="sd-then"),
        tag("div", *(tag("p", together(line)) for line in found.rest), class_="sd-rest"),
    )
