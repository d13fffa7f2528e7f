"""The funnel on a page: its bars, its findings in words, and the chart with its table."""

from actions.funnel import FunnelReport
from actions.said import funnel_told
from actions.view import Query
from charts.funnel import Bar, funnel_figure, funnel_table
from charts.palette import STAGE_SLOTS
from measure.questionnaire import Stage
from text import funnel
from text.funnel import Told
from text.lookup import say
from ui import ask
from ui.markup import tag
from ui.pieces import draw, together
from ui.plots import Plot, plot
from ui.summary import foot
from ui.visit import Visit


def report(visit: Visit, wave: str, unit: str | None = None, segment: str | None = None) -> FunnelReport:
    """The funnel of one unit in one wave."""
    return ask.funnel(visit.site, Query(wave=wave, unit=unit, segment=segment))


def stage_name(visit: Visit, stage: str) -> str:
    """The name of the indicator that stands for a stage."""
    found = (each.key for each in visit.guideline.indicators if each.stage == stage)
    return visit.indicator_name(next(found))


def told(visit: Visit, found: FunnelReport) -> Told:
    """What the funnel says, in names."""
    return funnel_told(found, tuple(stage_name(visit, each.stage) for each in found.stages))


def bars(visit: Visit, found: FunnelReport) -> tuple[Bar, ...]:
    """The stages as bars; the first has no stage before it."""
    ways = dict(enumerate(found.conversions[1:], start=1))
    rows = []
    for at, each in enumerate(found.stages):
        way = ways.get(at)
        reach = (way.low, way.high) if way and way.low is not None and way.high is not None else None
        came, stops = (way.share if way else None), found.barrier == each.stage
        slot = STAGE_SLOTS[Stage(each.stage)]
        rows.append(Bar(stage_name(visit, each.stage), slot, each.share, each.low, each.high, came, reach, stops))
    return tuple(rows)


def section(visit: Visit, found: FunnelReport, title: str) -> None:
    """The funnel with its barrier, its contradictions and its index; left out where no stage is asked."""
    if not found.stages:
        return
    lang, words = visit.lang, told(visit, found)
    first = funnel.barrier_sentence(words, visit.lang)
    plot(
        visit,
        Plot(
            key=("funnel", found.wave, found.unit, found.segment or ""),
            title=title,
            under=say("funnel.under" if found.strict else "funnel.under_loose", lang),
            alt=f"{title} {first}",
            make=lambda: funnel_figure(bars(visit, found), visit.site.look),
            table=lambda: funnel_table(bars(visit, found), title, lang),
            finding=first,
            how="funnel",
            foot=foot(visit, found.wave, found.base, Query(unit=found.unit, segment=found.segment)),
        ),
    )
    if more := funnel.quality_sentences(words, lang):
        draw(tag("div", *(tag("p", together(line), class_="sd-note") for line in more)))
