"""An initiative before and after: how far those that held it were from the others, wave by wave around the start."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from charts.dots import Dot, points_scale
from charts.look import Look
from charts.palette import SLOTS, translucent
from charts.table import Table
from charts.template import SMALL, figure
from measure.initiative import Moment
from text import formats
from text.lookup import say

HEIGHT = 340
BEFORE = -1  # the last wave before the start, which all others are held against


def moments_figure(moments: Sequence[Moment], look: Look, slot: int = 0) -> go.Figure:
    """Leads are hollow and lags filled; the last wave before the start is 0 by definition; a line marks the start."""
    scale = points_scale([Dot("", "", each.points, each.low, each.high) for each in moments])
    waves = sorted({BEFORE, *(each.wave for each in moments)})
    layout = {
        "height": HEIGHT,
        "margin": {"l": 44, "r": 16, "t": 30, "b": 56},
        "xaxis": {
            "tickvals": waves,
            "ticktext": [formats.signed(wave + 1 if wave >= 0 else wave) for wave in waves],
            "tickangle": 0,
            "range": [waves[0] - 0.6, waves[-1] + 0.6],
            "showgrid": False,
            "title": {"text": say("initiatives.axis", look.lang), "font": {"size": SMALL}},
        },
        "yaxis": {"range": [scale.low, scale.high], **scale.ticks},
        "showlegend": False,
        "hovermode": "closest",
        "shapes": _lines(look),
        "annotations": [_start(look)],
    }
    return figure([*_reaches(moments, look, slot), _marks(moments, look, slot)], layout, look.colours)


def _reaches(moments: Sequence[Moment], look: Look, slot: int) -> list[dict[str, Any]]:
    line = {"width": 5, "color": translucent(look.colours.series[slot], 0.4)}
    return [
        {"type": "scatter", "x": [m.wave] * 2, "y": [m.low, m.high], "mode": "lines", "line": line, "hoverinfo": "skip"}
        for m in moments
    ]


def _marks(moments: Sequence[Moment], look: Look, slot: int) -> dict[str, Any]:
    points = sorted([*((m.wave, m.points, m) for m in moments), (BEFORE, 0.0, None)], key=lambda each: each[0])
    colour = look.colours.series[slot]
    return {
        "type": "scatter",
        "x": [wave for wave, _, _ in points],
        "y": [value for _, value, _ in points],
        "mode": "markers",
        "marker": {
            "symbol": SLOTS[slot].marker,
            "size": 9,
            "color": [colour if wave >= 0 else look.colours.surface for wave, _, _ in points],
            "line": {"width": 2, "color": colour},
        },
        "customdata": [_hover(moment, look.lang) for _, _, moment in points],
        "hovertemplate": "%{customdata}<extra></extra>",
        "meta": "moments",
    }


def _hover(moment: Moment | None, lang: str) -> str:
    if moment is None:
        return say("initiatives.reference", lang)
    interval = formats.points_range(moment.low, moment.high, lang)
    rows = (wave_words(moment.wave, lang), f"<b>{formats.points(moment.points, lang)}</b>")
    return "<br>".join([*rows, say("chart.hover.interval", lang, interval=interval)])


def wave_words(wave: int, lang: str) -> str:
    """How many waves before or after the start: the first wave that saw it is number 1."""
    return say("initiatives.after" if wave >= 0 else "initiatives.before", lang, count=wave + 1 if wave >= 0 else -wave)


def _lines(look: Look) -> list[dict[str, Any]]:
    quiet = {"width": 1.5, "dash": "dot", "color": look.colours.muted}
    zero = {"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": 0, "y1": 0, "layer": "below", "line": quiet}
    start = {"type": "line", "x0": -0.5, "x1": -0.5, "y0": 0, "y1": 1, "yref": "paper", "layer": "below"}
    return [zero, start | {"line": {"width": 2, "color": look.colours.text}}]


def _start(look: Look) -> dict[str, Any]:
    return {
        "x": -0.5,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "text": say("initiatives.start", look.lang),
        "showarrow": False,
        "font": {"size": SMALL, "color": look.colours.text},
    }


def moments_table(moments: Sequence[Moment], caption: str, lang: str) -> Table:
    """One row a wave around the start."""
    heads = tuple(say(f"initiatives.column.{head}", lang) for head in ("when", "points", "interval"))
    rows = tuple(
        (
            wave_words(each.wave, lang),
            formats.points(each.points, lang),
            formats.points_range(each.low, each.high, lang),
        )
        for each in moments
    )
    return Table(caption, heads, rows, frozenset({1, 2}))
