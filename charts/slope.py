"""The slope chart: every unit as a line from one wave to another; clear changes stand out, the rest stay quiet."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from charts.ends import End, Ends, end_labels
from charts.look import Look
from charts.template import SMALL, figure, percent_ticks, plain
from text import formats

HEIGHT = 440
LEFT, TOP, BOTTOM = 44, 14, 52
QUIET, LOUD = 1.2, 3.0


@dataclass(frozen=True)
class Slope:
    """One unit: its shares (0..1) in both waves, the words of its change, and whether that change is clear."""

    name: str
    before: float
    after: float
    words: str
    clear: bool

    @property
    def falls(self) -> bool:
        return self.after < self.before


def slope_figure(slopes: Sequence[Slope], waves: tuple[str, str], look: Look, slot: int = 0) -> go.Figure:
    """Clear rises are solid and clear falls dashed, both named at their end; all others are thin and grey."""
    loud = [slope for slope in slopes if slope.clear]
    ends = end_labels([End(s.name, s.words, slot, 100 * s.after) for s in loud], HEIGHT)
    layout = {
        "height": HEIGHT,
        "margin": {"l": LEFT, "r": max(ends.margin, 40), "t": TOP, "b": BOTTOM},
        "xaxis": {"range": [-0.08, 1.08], "tickvals": [0, 1], "ticktext": list(waves), "showgrid": False},
        "yaxis": {"range": [-2, 103]} | percent_ticks(20),
        "showlegend": False,
        "hovermode": "closest",
        "annotations": _names(ends, look),
    }
    ordered = sorted(slopes, key=lambda slope: slope.clear)
    return figure([_line(slope, slot, look) for slope in ordered], layout, look.colours)


def _line(slope: Slope, slot: int, look: Look) -> dict[str, Any]:
    colour = look.colours.series[slot] if slope.clear else look.colours.muted
    dash = "dash" if slope.clear and slope.falls else "solid"
    shares = formats.percent(slope.before, look.lang), formats.percent(slope.after, look.lang)
    return {
        "type": "scatter",
        "x": [0, 1],
        "y": [100 * slope.before, 100 * slope.after],
        "mode": "lines+markers",
        "line": {"width": LOUD if slope.clear else QUIET, "color": colour, "dash": dash},
        "marker": {"size": 8 if slope.clear else 5, "color": colour},
        "opacity": 1 if slope.clear else 0.6,
        "customdata": [f"<b>{plain(slope.name)}</b><br>{shares[0]} → {shares[1]}<br>{plain(slope.words)}"] * 2,
        "hovertemplate": "%{customdata}<extra></extra>",
        "meta": "clear" if slope.clear else "quiet",
    }


def _names(ends: Ends, look: Look) -> list[dict[str, Any]]:
    """The clear ones' names at their ends; where they would cover each other, their figures alone."""
    return [
        {
            "x": 1,
            "xref": "paper",
            "y": end.y,
            "text": "<br>".join([f"<b>{plain(end.value)}</b>", *(plain(row) for row in end.rows)]),
            "xanchor": "left",
            "yanchor": "middle",
            "xshift": 4,
            "align": "left",
            "showarrow": False,
            "font": {"size": SMALL, "color": look.colours.text},
        }
        for end in ends.ends
    ]
