"""The one view in which service KPIs and penetration stand together: if wished for, and never as one figure."""

import streamlit as st

from actions.leadlag import Beside
from actions.view import Query
from charts.dots import Dot, Scale, dots_figure
from charts.table import Table
from kpi.definitions import ServiceKpi
from measure.leadlag import Lag
from text import beside, formats
from text.lookup import say
from ui import ask
from ui.pickers import Choice, select
from ui.pieces import draw, findings, heading, note
from ui.plots import Plot, plot
from ui.scope import indicator_choice
from ui.visit import Visit

NONE = "none"
TICKS = (-1, -0.5, 0, 0.5, 1)


def section(visit: Visit, kpis: tuple[ServiceKpi, ...]) -> None:
    """Nothing is compared until a KPI is chosen."""
    lang = visit.lang
    draw(heading(say("beside.title", lang), say("beside.under", lang)))
    row = st.container(key="pickers2", horizontal=True)
    names = {NONE: say("beside.none", lang)} | {kpi.key: kpi.name(lang) for kpi in kpis}
    key = select(Choice("kpi", say("beside.kpi", lang), names, NONE), row)
    indicator = select(indicator_choice(visit), row)
    if key == NONE:
        return
    found = ask.kpi_beside(visit.site, key, Query(indicator=indicator, guideline=visit.guideline.key))
    told = beside.sentence(found.found, (names[key], visit.indicator_name(indicator)), lang)
    draw(findings([told]), note(beside.warning(lang)))
    if found.found.lags:
        _chart(visit, found, names[key], told)


def _chart(visit: Visit, found: Beside, name: str, told: str) -> None:
    lang = visit.lang
    title = say("beside.chart", lang, kpi=name, indicator=visit.indicator_name(found.indicator))
    rows = tuple(_dot(lag, lag == found.found.lag, lang) for lag in found.found.lags)
    ticks = {"tickvals": list(TICKS), "ticktext": [formats.signed_hundredths(value) for value in TICKS], "tickangle": 0}
    scale = Scale(-1.05, 1.05, ticks, 0.0)
    heads = tuple(say(f"beside.column.{head}", lang) for head in ("shift", "correlation", "pairs"))
    plot(
        visit.site,
        Plot(
            key=("beside", visit.guideline.key, found.kpi, found.indicator),
            title=title,
            under=say("beside.chart_under", lang),
            alt=f"{title} {told}",
            make=lambda: dots_figure(rows, scale, visit.site.look),
            table=Table(title, heads, tuple(_cells(lag, lang) for lag in found.found.lags), frozenset({1, 2})),
            how="beside",
        ),
    )


def _dot(lag: Lag, largest: bool, lang: str) -> Dot:
    shift, text, _ = _cells(lag, lang)
    return Dot(shift, text, lag.correlation, filled=largest, slot=4)


def _cells(lag: Lag, lang: str) -> tuple[str, str, str]:
    kind = "same" if lag.waves == 0 else "later" if lag.waves > 0 else "earlier"
    shift = say(f"beside.shift.{kind}", lang, count=abs(lag.waves))
    return shift, formats.signed_hundredths(lag.correlation), formats.number(lag.pairs)
