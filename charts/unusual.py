"""The funnel plot: shares against how many answers stand behind them, with the limits beyond which a unit is unusual."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from charts.look import Look
from charts.palette import SLOTS
from charts.template import SMALL, figure, percent_ticks, plain
from text import formats
from text.lookup import say

HEIGHT = 420


@dataclass(frozen=True)
class Spot:
    """One shown unit: what its answers are worth, its share (0..1), how many they are; unusual ones are filled and named."""

    name: str
    worth: float
    share: float
    base: int
    unusual: bool = False


@dataclass(frozen=True)
class Limits:
    """The curves: at so many answers, the bounds of 95 % and of 99.8 %; and the share of all together."""

    worth: tuple[float, ...]
    warning: tuple[tuple[float, float], ...]
    unusual: tuple[tuple[float, float], ...]
    centre: float


def unusual_figure(spots: Sequence[Spot], limits: Limits, look: Look, slot: int = 0) -> go.Figure:
    """Small units on the left, where chance alone spreads them wide; the limits narrow to the right."""
    widest = max((spot.worth for spot in spots), default=1.0)
    layout = {
        "height": HEIGHT,
        "margin": {"l": 44, "r": 56, "t": 14, "b": 56},
        "xaxis": {
            "range": [0, 1.04 * widest],
            "title": {"text": say("unusual.axis", look.lang), "font": {"size": SMALL}},
            "showgrid": False,
            "showline": True,
        },
        "yaxis": {"range": [-2, 103]} | percent_ticks(20),
        "showlegend": False,
        "hovermode": "closest",
        "annotations": [*_ends(limits, look), *(_name(spot, widest, look) for spot in spots if spot.unusual)],
    }
    return figure([*_curves(limits, look), _spots(spots, slot, look)], layout, look.colours)


def _curves(limits: Limits, look: Look) -> list[dict[str, Any]]:
    lines = [("solid", limits.unusual, "99.8"), ("dash", limits.warning, "95")]
    found: list[dict[str, Any]] = [_curve(limits, [limits.centre] * len(limits.worth), "dot", look)]
    for dash, bounds, _ in lines:
        for side in (0, 1):
            found.append(_curve(limits, [bound[side] for bound in bounds], dash, look))
    return found


def _curve(limits: Limits, shares: Sequence[float], dash: str, look: Look) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": list(limits.worth),
        "y": [100 * share for share in shares],
        "mode": "lines",
        "line": {"width": 1.5, "dash": dash, "color": look.colours.muted},
        "hoverinfo": "skip",
        "meta": dash,
    }


def _ends(limits: Limits, look: Look) -> list[dict[str, Any]]:
    """The curves named at their right end, pushed apart where they are close."""
    if not limits.worth:
        return []
    pairs = [(limits.unusual[-1][1], "99.8"), (limits.warning[-1][1], "95")]
    marks, last = [], 200.0
    for share, percent in pairs:
        last = min(100 * share, last - 5)
        marks.append((last, say("format.percent", look.lang, value=percent)))
    marks.append((min(100 * limits.centre, last - 5), say("unusual.centre", look.lang)))
    base = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 3, "showarrow": False}
    font = {"size": SMALL, "color": look.colours.muted}
    return [base | {"y": at, "text": words, "font": font} for at, words in marks]


def _spots(spots: Sequence[Spot], slot: int, look: Look) -> dict[str, Any]:
    colour = look.colours.series[slot]
    return {
        "type": "scatter",
        "x": [spot.worth for spot in spots],
        "y": [100 * spot.share for spot in spots],
        "mode": "markers",
        "marker": {
            "symbol": SLOTS[slot].marker,
            "size": 9,
            "color": [colour if spot.unusual else look.colours.surface for spot in spots],
            "line": {"width": 2, "color": colour},
        },
        "customdata": [
            f"<b>{plain(spot.name)}</b><br><b>{formats.percent(spot.share, look.lang)}</b><br>"
            + say("chart.hover.base", look.lang, base=formats.number(spot.base))
            for spot in spots
        ],
        "hovertemplate": "%{customdata}<extra></extra>",
        "meta": "spots",
    }


def _name(spot: Spot, widest: float, look: Look) -> dict[str, Any]:
    left = spot.worth > widest / 2
    return {
        "x": spot.worth,
        "y": 100 * spot.share,
        "xanchor": "right" if left else "left",
        "xshift": -9 if left else 9,
        "text": plain(spot.name),
        "showarrow": False,
        "font": {"size": SMALL, "color": look.colours.text},
    }
