"""Dots with their intervals, one row each, on a scale of shares or of signed points: speeds, changes, effects, peers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from charts.compare import BOTTOM, NAME_COLUMNS, NAME_PIXELS, TOP, named_rows, places
from charts.look import Look
from charts.palette import SLOTS, translucent
from charts.template import SMALL, figure, percent_ticks, plain, wrapped
from text import formats

STEPS = (0.5, 1, 2, 5, 10, 20, 50)
MOST_TICKS = 3  # on each side of 0
VALUE_COLUMN = 7.2  # pixels of a half-width character


@dataclass(frozen=True)
class Dot:
    """One row. `value`, `low` and `high` are in the units of the scale; None is said in `text` and not drawn.

    A filled dot is beyond doubt: its interval leaves the reference out.
    """

    name: str
    text: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    slot: int = 0
    filled: bool = True
    hover: str = ""


@dataclass(frozen=True)
class Scale:
    """The axis: its ends, its ticks, and the reference line with its words."""

    low: float
    high: float
    ticks: dict[str, Any]
    line: float | None = None
    words: str = ""


def points_scale(dots: Sequence[Dot], words: str = "") -> Scale:
    """A scale of signed points, as wide to either side of 0 as the widest interval needs."""
    reach = max((abs(end) for dot in dots for end in (dot.value, dot.low, dot.high) if end is not None), default=1.0)
    step = next((step for step in STEPS if reach <= MOST_TICKS * step), STEPS[-1])
    values = [step * at for at in range(-MOST_TICKS, MOST_TICKS + 1) if step * abs(at) <= reach + step]
    texts = [formats.fine(value) if step < 1 else formats.signed(value) for value in values]
    end = max(abs(values[0]), reach) * 1.02
    return Scale(-end, end, {"tickvals": values, "ticktext": texts, "tickangle": 0}, 0.0, words)


def share_scale(line: float | None = None, words: str = "") -> Scale:
    """0 to 100 %, with an optional reference in percent."""
    return Scale(0, 100, percent_ticks(25), line, words)


def beside(told: tuple[str, str], share: float, ends: tuple[float, float], of: tuple[int, float | None]) -> Dot:
    """The row of a share (0..1, as its interval is): name and words, its slot and the line in percent it is held against."""
    (low, high), (slot, line) = (100 * end for end in ends), of
    return Dot(*told, 100 * share, low, high, slot, line is not None and not low <= line <= high)


def dots_figure(dots: Sequence[Dot], scale: Scale, look: Look) -> go.Figure:
    """First row on top; the value in words at the right end of every row."""
    names = [wrapped(dot.name, NAME_COLUMNS) for dot in dots]
    middles, height = places([len(name) for name in names])
    widest = max((len(dot.text) for dot in dots if dot.value is not None), default=4)
    layout = {
        "height": TOP + BOTTOM + height,
        "margin": {"l": NAME_PIXELS, "r": 14 + round(VALUE_COLUMN * widest), "t": TOP, "b": BOTTOM},
        "xaxis": {"range": [scale.low, scale.high], **scale.ticks},
        "yaxis": named_rows(names, (middles, height), look),
        "showlegend": False,
        "hovermode": "closest",
        "shapes": _line(scale, look),
        "annotations": [*_words(scale, look), *_values(zip(middles, dots, strict=True), look)],
    }
    shown = [(at, dot) for at, dot in zip(middles, dots, strict=True) if dot.value is not None]
    return figure([*_intervals(shown, look), _marks(shown, look)], layout, look.colours)


def _intervals(shown: Sequence[tuple[float, Dot]], look: Look) -> list[dict[str, Any]]:
    return [
        {
            "type": "scatter",
            "x": [dot.low, dot.high],
            "y": [at, at],
            "mode": "lines",
            "line": {"width": 5, "color": translucent(look.colours.series[dot.slot], 0.4)},
            "hoverinfo": "skip",
        }
        for at, dot in shown
        if dot.low is not None and dot.high is not None
    ]


def _marks(shown: Sequence[tuple[float, Dot]], look: Look) -> dict[str, Any]:
    colours = [look.colours.series[dot.slot] for _, dot in shown]
    fills = [colour if dot.filled else look.colours.surface for colour, (_, dot) in zip(colours, shown, strict=True)]
    return {
        "type": "scatter",
        "x": [dot.value for _, dot in shown],
        "y": [at for at, _ in shown],
        "mode": "markers",
        "marker": {
            "symbol": [SLOTS[dot.slot].marker for _, dot in shown],
            "size": 9,
            "color": fills,
            "line": {"width": 2, "color": colours},
        },
        "customdata": [dot.hover or f"<b>{plain(dot.name)}</b><br>{plain(dot.text)}" for _, dot in shown],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _line(scale: Scale, look: Look) -> list[dict[str, Any]]:
    if scale.line is None:
        return []
    line = {"width": 1.5, "dash": "dot", "color": look.colours.muted}
    at = scale.line
    return [{"type": "line", "x0": at, "x1": at, "y0": 0, "y1": 1, "yref": "paper", "layer": "below", "line": line}]


def _words(scale: Scale, look: Look) -> list[dict[str, Any]]:
    if scale.line is None or not scale.words:
        return []
    return [
        {
            "x": scale.line,
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "text": plain(scale.words),
            "showarrow": False,
            "font": {"size": SMALL, "color": look.colours.muted},
        }
    ]


def _values(placed: Iterable[tuple[float, Dot]], look: Look) -> list[dict[str, Any]]:
    """The value at the right edge of every row, and the reason in the row where there is none."""
    base = {"xref": "paper", "showarrow": False, "yanchor": "middle", "xanchor": "left"}
    found = []
    for at, dot in placed:
        if dot.value is None:
            own = {"x": 0, "xshift": 4, "font": {"size": SMALL, "color": look.colours.muted}}
            own |= {"bgcolor": look.colours.surface}
        else:
            own = {"x": 1, "xshift": 6, "font": {"size": SMALL, "color": look.colours.text}}
        found.append(base | own | {"y": at, "text": plain(dot.text)})
    return found
