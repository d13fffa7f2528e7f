"""Service KPIs on a page: their panels, their table, and the panel below a trend. No survey result is read here."""

from collections.abc import Sequence
from itertools import pairwise

from charts.ahead import Ahead
from charts.service import (
    TimeAxis,
    below_trend,
    calendar,
    service_figure,
    service_table,
    titled,
    value_text,
)
from charts.table import Table
from kpi.definitions import ServiceKpi
from text import formats
from text.lookup import say
from ui import ask
from ui.plots import Plot, plot
from ui.visit import Site, Visit

YEAR, SLACK = 365, 45  # days


def known(site: Site) -> tuple[ServiceKpi, ...]:
    """The KPIs that have a value."""
    return tuple(kpi for kpi in ask.kpis(site) if kpi.values)


def panels(site: Site, kpis: Sequence[ServiceKpi]) -> None:
    """Every KPI over the calendar."""
    time, title = calendar(kpis, site.lang), say("service.chart", site.lang)
    plot(site, _plot(site, kpis, (time, 0), (title, say("service.chart_under", site.lang), "service")))


def panel(visit: Visit, ahead: Ahead, right: int) -> None:
    """Below a trend, on its axis; nothing where no KPI has two values in that time."""
    lang = visit.lang
    time = below_trend(visit.axis, ahead, lang)
    kpis = [kpi for kpi in map(time.within, known(visit.site)) if len(kpi.values) > 1]
    if kpis:
        words = (say("service.panel", lang), say("service.apart", lang), "service-panel")
        plot(visit.site, _plot(visit.site, kpis, (time, right), words))


def _plot(site: Site, kpis: Sequence[ServiceKpi], place: tuple[TimeAxis, int], words: tuple[str, str, str]) -> Plot:
    (time, right), (title, under, key) = place, words
    return Plot(
        key=(key, time.first, time.last, right),
        title=title,
        under=under,
        alt=" ".join([title, *(said(kpi, site.lang) for kpi in kpis)]),
        make=lambda: service_figure(kpis, time, site.look, right),
        table=lambda: service_table(kpis, title, site.lang),
        how="service",
        foot=_foot(kpis, site.lang),
        apart=True,
    )


def _foot(kpis: Sequence[ServiceKpi], lang: str) -> str:
    """From when to when, how the scales run, and whose figures these are."""
    days = [each.day for kpi in kpis for each in kpi.values]
    first, last = (formats.day(day, lang) for day in (min(days), max(days)))
    owners = say("finding.comma", lang).join(dict.fromkeys(kpi.answers(lang) for kpi in kpis))
    parts = (say("format.days", lang, first=first, last=last), say("service.scale", lang), owners)
    return say("chart.foot_gap", lang).join(part for part in parts if part and part != formats.NOTHING)


def said(kpi: ServiceKpi, lang: str) -> str:
    """What a KPI did over a year, in a sentence: numbers, and no judgement."""
    last, before = kpi.values[-1], year_before(kpi)
    blanks = {
        "name": kpi.name(lang),
        "value": value_text(kpi, last.value, lang),
        "day": formats.day(last.day, lang),
    }
    if before is None:
        return say("service.now", lang, **blanks)
    change = formats.signed_quantity(last.value - before)
    return say("service.year", lang, **blanks, change=change, before=value_text(kpi, before, lang))


def year_before(kpi: ServiceKpi) -> float | None:
    """The value of about a year before the newest."""
    last = kpi.values[-1].day
    near = [each for each in kpi.values if abs((last - each.day).days - YEAR) <= SLACK]
    return min(near, key=lambda each: abs((last - each.day).days - YEAR)).value if near else None


def listed(kpis: Sequence[ServiceKpi], lang: str) -> Table:
    """One row a KPI: what it is, who answers for it, its newest value and its changes."""
    names = ("kpi", "value", "day", "step", "year", "owner", "definition")
    heads = tuple(say(f"service.column.{name}", lang) for name in names)
    rows = tuple(_row(kpi, lang) for kpi in kpis)
    return Table(say("service.listed", lang), heads, rows, frozenset({1, 3, 4}), frozenset({6}))


def _row(kpi: ServiceKpi, lang: str) -> tuple[str, ...]:
    last, before = kpi.values[-1], year_before(kpi)
    steps = [later.value - earlier.value for earlier, later in pairwise(kpi.values)]
    return (
        titled(kpi, lang),
        value_text(kpi, last.value, lang),
        formats.day(last.day, lang),
        formats.signed_quantity(steps[-1]) if steps else formats.NOTHING,
        formats.NOTHING if before is None else formats.signed_quantity(last.value - before),
        kpi.answers(lang),
        kpi.definition(lang) or formats.NOTHING,
    )
