"""Norms one by one: how many hold each to be important beside how many practise it, on one scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from charts.look import Look
from charts.palette import SLOTS, translucent
from charts.template import FONT_SIZE, SMALL, figure, percent_ticks, plain, width
from text import formats
from text.lookup import say

ROW = 62  # pixels: the name, and below it the two shares
ROOM = 44  # half-width characters that a phone has room for beside each other
LEFT, RIGHT, TOP, BOTTOM = 14, 18, 44, 34
IMPORTANCE, PRACTICE = 3, 0  # slots
NAME_UP = 18  # pixels from the middle of a row up to its name


@dataclass(frozen=True)
class Share:
    """One side of a norm, 0..1; None where it is not shown or was not asked."""

    share: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Norm:
    """One norm: its name, both sides, and what may be said of it in a word; `weak` is only liked, which stands out."""

    name: str
    importance: Share
    practice: Share
    word: str
    weak: bool = False


def norms_figure(norms: Sequence[Norm], look: Look) -> go.Figure:
    """In the guideline's order, on a 0-100 % axis with a line at one half; a bar joins the two sides."""
    apart = any(width(f"{norm.name}\u3000{norm.word}") > ROOM for norm in norms)
    row = ROW + SMALL * apart
    up = NAME_UP + SMALL * apart / 2
    height = row * len(norms)
    middles = [row * at + row / 2 + up / 2 for at in range(len(norms))]
    placed = list(zip(middles, norms, strict=True))
    layout = {
        "height": TOP + BOTTOM + height,
        "margin": {"l": LEFT, "r": RIGHT, "t": TOP, "b": BOTTOM},
        "xaxis": {"range": [-2, 102]} | percent_ticks(25),
        "yaxis": {"range": [height, 0], "showticklabels": False, "showgrid": False},
        "legend": {"y": 1, "yanchor": "bottom"},
        "showlegend": True,
        "hovermode": "closest",
        "annotations": [_name(norm, at - up, look, "<br>" if apart else "\u3000") for at, norm in placed],
        "shapes": [_half(look)],
    }
    traces = [_joined(placed, look)]
    for side, slot in (("importance", IMPORTANCE), ("practice", PRACTICE)):
        traces += [_reaches(placed, (side, slot), look), _marks(placed, (side, slot), look)]
    return figure(traces, layout, look.colours)


Placed = Sequence[tuple[float, Norm]]


def _joined(placed: Placed, look: Look) -> dict[str, Any]:
    """The gap between the sides as a thin bar."""
    x: list[float | None] = []
    y: list[float | None] = []
    for at, norm in placed:
        if norm.importance.share is not None and norm.practice.share is not None:
            x += [100 * norm.importance.share, 100 * norm.practice.share, None]
            y += [at, at, None]
    line = {"width": 2, "color": look.colours.muted}
    return {"type": "scatter", "x": x, "y": y, "mode": "lines", "line": line, "hoverinfo": "skip", "showlegend": False}


def _reaches(placed: Placed, of: tuple[str, int], look: Look) -> dict[str, Any]:
    x: list[float | None] = []
    y: list[float | None] = []
    for at, norm in placed:
        side: Share = getattr(norm, of[0])
        if side.low is not None and side.high is not None:
            x += [100 * side.low, 100 * side.high, None]
            y += [at, at, None]
    line = {"width": 8, "color": translucent(look.colours.series[of[1]], 0.35)}
    return {"type": "scatter", "x": x, "y": y, "mode": "lines", "line": line, "hoverinfo": "skip", "showlegend": False}


def _marks(placed: Placed, of: tuple[str, int], look: Look) -> dict[str, Any]:
    known = [(at, norm, getattr(norm, of[0])) for at, norm in placed if getattr(norm, of[0]).share is not None]
    colour, name = look.colours.series[of[1]], say(f"norms.{of[0]}", look.lang)
    return {
        "type": "scatter",
        "name": name,
        "x": [100 * side.share for _, _, side in known],
        "y": [at for at, _, _ in known],
        "mode": "markers",
        "marker": {"symbol": SLOTS[of[1]].marker, "size": 11, "color": colour},
        "customdata": [
            f"<b>{plain(norm.name)}</b><br>{name} <b>{formats.percent(side.share, look.lang)}</b><br>"
            + say("chart.hover.interval", look.lang, interval=formats.percent_range(side.low, side.high, look.lang))
            for _, norm, side in known
        ],
        "hovertemplate": "%{customdata}<extra></extra>",
        "meta": of[0],
    }


def _name(norm: Norm, at: float, look: Look, gap: str) -> dict[str, Any]:
    word = f"<b>{plain(norm.word)}</b>" if norm.weak else plain(norm.word)
    return {
        "x": 0,
        "xanchor": "left",
        "xshift": 6,
        "bgcolor": look.colours.surface,
        "y": at,
        "yanchor": "middle",
        "text": f"{plain(norm.name)}{gap}<span style='font-size:{SMALL}px'>{word}</span>",
        "showarrow": False,
        "align": "left",
        "font": {"size": FONT_SIZE, "color": look.colours.text},
    }


def _half(look: Look) -> dict[str, Any]:
    line = {"width": 1.5, "dash": "dot", "color": look.colours.muted}
    return {"type": "line", "x0": 50, "x1": 50, "y0": 0, "y1": 1, "yref": "paper", "layer": "below", "line": line}
