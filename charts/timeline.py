"""The timeline of initiatives: when each was held, on the same axis of waves as a trend."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import plotly.graph_objects as go

from charts.ahead import Ahead
from charts.look import Look
from charts.template import FONT_SIZE, figure, plain
from charts.trend import wave_axis
from text import formats
from text.formats import WaveLabel
from text.lookup import say

ROW, BAR = 46, 12
SHORTEST = 0.12  # places of the axis that the shortest initiative takes


@dataclass(frozen=True)
class Held:
    """One initiative: its name, its first and last day, and in how many units it was held."""

    name: str
    first: date
    last: date
    units: int


def timeline_figure(held: Sequence[Held], waves: Sequence[WaveLabel], days: tuple[date, ...], look: Look) -> go.Figure:
    """One bar each, first begun on top, its name above it; waves as on a trend."""
    axis, height = Ahead(days), ROW * len(held)
    middles = [ROW * at + ROW - BAR for at in range(len(held))]
    first = min([0.0, *(axis.place(each.first) for each in held)])
    last = max([len(days) - 1.0, *(axis.place(each.last) for each in held)])
    placed = list(zip(middles, held, strict=True))
    layout = {
        "height": height + 80,
        "margin": {"l": 16, "r": 16, "t": 8, "b": 56},
        "xaxis": wave_axis(waves, axis, look.lang) | {"range": [first - 0.4, last + 0.4], "showgrid": True},
        "yaxis": {"range": [height, 0], "showticklabels": False, "showgrid": False},
        "showlegend": False,
        "bargap": 0,
        "annotations": [_name(each, at, look) for at, each in placed],
    }
    return figure([_bar(each, at, axis, look) for at, each in placed], layout, look.colours)


def _bar(held: Held, at: float, axis: Ahead, look: Look) -> dict[str, Any]:
    start, end = axis.place(held.first), axis.place(held.last)
    between = say("format.days", look.lang, first=_day(held.first, look), last=_day(held.last, look))
    units = say("initiatives.units", look.lang, count=held.units)
    return {
        "type": "bar",
        "orientation": "h",
        "base": [start],
        "x": [max(end - start, SHORTEST)],
        "y": [at],
        "width": BAR,
        "marker": {"color": look.colours.series[0]},
        "customdata": [f"<b>{plain(held.name)}</b><br>{between}<br>{units}"],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _day(value: date, look: Look) -> str:
    return formats.day(value, look.lang)


def _name(held: Held, at: float, look: Look) -> dict[str, Any]:
    """The name above its bar, at the left edge, where a phone has room for it."""
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": at - BAR / 2,
        "yanchor": "bottom",
        "text": plain(held.name),
        "showarrow": False,
        "font": {"size": FONT_SIZE, "color": look.colours.text},
    }
