"""Service KPIs over time: one panel each with a scale of its own, never in one plot with a survey's result.

On a page of their own they stand on a calendar; below a trend they stand on that trend's axis, so that the same moment
is at the same place in both.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import plotly.graph_objects as go

from charts.ahead import Ahead
from charts.look import Look
from charts.table import Table
from charts.template import SMALL, figure, plain
from charts.trend import wave_axis
from kpi.definitions import ServiceKpi
from text import formats
from text.formats import WaveLabel
from text.lookup import say

HEAD, PLOT, GAP = 22, 84, 14  # pixels of a panel: its name, its plot, and the room below
BOTTOM, LEFT = 48, 44
COLUMN = 7.2  # pixels of a half-width character
ROOM = 0.12  # of the values' range above and below them
FEW_YEARS = 3


@dataclass(frozen=True)
class TimeAxis:
    """Where a day stands, the axis itself, and from which day to which it reaches."""

    place: Callable[[date], float]
    axis: dict[str, Any]
    first: date
    last: date

    def within(self, kpi: ServiceKpi) -> ServiceKpi:
        """The KPI with the values that the axis shows."""
        values = tuple(each for each in kpi.values if self.first <= each.day <= self.last)
        return kpi.model_copy(update={"values": values})


def calendar(kpis: Sequence[ServiceKpi], lang: str) -> TimeAxis:
    """Days as they are, with the beginnings of calendar years (and their halves where there are few) named."""
    days = sorted(each.day for kpi in kpis for each in kpi.values)
    first, last = days[0], days[-1]
    months = (1, 7) if last.year - first.year < FEW_YEARS else (1,)
    named = [date(year, month, 1) for year in range(first.year, last.year + 1) for month in months]
    shown = [day for day in named if first <= day <= last] or [first]
    edge = max(10.0, (last - first).days * 0.02)
    axis = {
        "tickvals": [day.toordinal() for day in shown],
        "ticktext": [_year(day, shown, lang) for day in shown],
        "range": [first.toordinal() - edge, last.toordinal() + edge],
    }
    return TimeAxis(lambda day: float(day.toordinal()), axis | _PLAIN, first, last)


_PLAIN = {"tickangle": 0, "showgrid": False, "showline": True, "ticks": "outside", "ticklen": 4}


def _year(day: date, shown: Sequence[date], lang: str) -> str:
    """The month, and the year under the first of each year."""
    first = next(each for each in shown if each.year == day.year)
    month = formats.short_month(day.month, lang)
    return f"{month}<br>{say('format.calendar_year', lang, year=day.year)}" if day == first else month


def below_trend(waves: Sequence[WaveLabel], ahead: Ahead, lang: str) -> TimeAxis:
    """The axis of a trend over these waves."""
    days = ahead.days
    edge = round(ahead.gap)
    first, last = days[0].toordinal() - edge // 3, days[-1].toordinal() + edge
    return TimeAxis(ahead.place, wave_axis(waves, ahead, lang), date.fromordinal(first), date.fromordinal(last))


def service_figure(kpis: Sequence[ServiceKpi], time: TimeAxis, look: Look, right: int = 0) -> go.Figure:
    """One panel a KPI, first on top; `right` is the margin of a trend above, so that both axes are equally long."""
    height = len(kpis) * (HEAD + PLOT + GAP)
    widest = max(len(value_text(kpi, kpi.values[-1].value, look.lang)) for kpi in kpis)
    layout = {
        "height": height + BOTTOM,
        "margin": {"l": LEFT, "r": max(right, 14 + round(COLUMN * widest)), "t": 0, "b": BOTTOM},
        "xaxis": time.axis | {"anchor": _axis(len(kpis) - 1)},
        "showlegend": False,
        "hovermode": "closest",
        "annotations": [mark for at, kpi in enumerate(kpis) for mark in _words(kpi, (at, height), time, look)],
    }
    scales = {f"yaxis{_number(at)}": _scale(kpi, (at, height), look) for at, kpi in enumerate(kpis)}
    traces = [_line(kpi, at, time, look) for at, kpi in enumerate(kpis)]
    return figure(traces, layout | scales, look.colours)


def _number(at: int) -> str:
    return "" if at == 0 else str(at + 1)


def _axis(at: int) -> str:
    return f"y{_number(at)}"


def _scale(kpi: ServiceKpi, place: tuple[int, int], look: Look) -> dict[str, Any]:
    at, height = place
    values = [each.value for each in kpi.values]
    low, high = min(values), max(values)
    room = (high - low) * ROOM or abs(high) * ROOM or 1.0
    top = 1 - (at * (HEAD + PLOT + GAP) + HEAD) / height
    return {
        "domain": [top - PLOT / height, top],
        "range": [low - room, high + room],
        "tickvals": [low, high] if high > low else [high],
        "ticktext": [formats.quantity(low), formats.quantity(high)] if high > low else [formats.quantity(high)],
        "gridcolor": look.colours.grid,
    }


def _line(kpi: ServiceKpi, at: int, time: TimeAxis, look: Look) -> dict[str, Any]:
    hover = [
        f"<b>{plain(kpi.name(look.lang))}</b><br>{formats.day(each.day, look.lang)}<br>"
        + plain(value_text(kpi, each.value, look.lang))
        for each in kpi.values
    ]
    return {
        "type": "scatter",
        "name": plain(kpi.name(look.lang)),
        "x": [time.place(each.day) for each in kpi.values],
        "y": [each.value for each in kpi.values],
        "yaxis": _axis(at),
        "mode": "lines+markers",
        "line": {"color": look.colours.muted, "width": 2},
        "marker": {"size": 6, "color": look.colours.text},
        "customdata": hover,
        "hovertemplate": "%{customdata}<extra></extra>",
        "meta": "service",
    }


def _words(kpi: ServiceKpi, place: tuple[int, int], time: TimeAxis, look: Look) -> list[dict[str, Any]]:
    """Its name above the panel, and its newest value where its line ends."""
    at, height = place
    plainly = {"showarrow": False, "xref": "paper", "font": {"size": SMALL, "color": look.colours.text}}
    name = plainly | {"yref": "paper", "x": 0, "xanchor": "left", "xshift": -LEFT + 4, "yanchor": "top"}
    last = kpi.values[-1]
    value = {
        "xref": "x",
        "x": time.place(last.day),
        "xanchor": "left",
        "xshift": 9,
        "y": last.value,
        "yref": _axis(at),
        "yanchor": "middle",
    }
    return [
        name | {"y": 1 - at * (HEAD + PLOT + GAP) / height, "text": f"<b>{plain(titled(kpi, look.lang))}</b>"},
        plainly | value | {"text": f"<b>{plain(value_text(kpi, last.value, look.lang))}</b>"},
    ]


def titled(kpi: ServiceKpi, lang: str) -> str:
    """Its name and what it is measured in."""
    return say("service.titled", lang, name=kpi.name(lang), unit=kpi.unit(lang))


def value_text(kpi: ServiceKpi, value: float, lang: str) -> str:
    """A value with its unit of measure: 41 %, 12.5日."""
    unit = kpi.unit(lang)
    gap = "\u00a0" if unit[:1].isascii() else ""
    return f"{formats.quantity(value)}{gap}{unit}"


def service_table(kpis: Sequence[ServiceKpi], caption: str, lang: str) -> Table:
    """One row a value, newest first, KPI by KPI."""
    heads = tuple(say(f"service.column.{head}", lang) for head in ("kpi", "day", "value"))
    rows = tuple(
        (kpi.name(lang), formats.day(each.day, lang), value_text(kpi, each.value, lang))
        for kpi in kpis
        for each in reversed(kpi.values)
    )
    return Table(caption, heads, rows, frozenset({2}))
