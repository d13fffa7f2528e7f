"""What a change is made of: its parts as bars that begin where the part before ended, and the whole below them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import plotly.graph_objects as go

from charts.compare import BOTTOM, NAME_COLUMNS, NAME_PIXELS, TOP, named_rows, places
from charts.dots import Dot, points_scale
from charts.look import Look
from charts.table import Table
from charts.template import SMALL, figure, plain, wrapped
from text import formats
from text.lookup import say

BAR = 18
WIDE = 1.959964  # standard errors on either side of a 95 % interval


@dataclass(frozen=True)
class Step:
    """One part of a change in points, with its standard error where that is known; `total` for the whole."""

    name: str
    points: float
    error: float | None = None
    total: bool = False

    @property
    def reach(self) -> tuple[float, float] | None:
        """Its 95 % interval."""
        return None if self.error is None else (self.points - WIDE * self.error, self.points + WIDE * self.error)


def steps_figure(steps: Sequence[Step], look: Look, slot: int = 0) -> go.Figure:
    """Bars from where the part before ended; the total begins at 0. Rises are filled, falls are hatched."""
    starts = [0.0 if s.total else start for s, start in zip(steps, _starts(steps), strict=True)]
    names = [wrapped(step.name, NAME_COLUMNS) for step in steps]
    middles, height = places([max(2, len(name)) for name in names])
    ends = [Dot("", "", start + s.points, *_ends(s, start)) for s, start in zip(steps, starts, strict=True)]
    scale = points_scale([*ends, *(Dot("", "", start) for start in starts)])
    layout = {
        "height": TOP + BOTTOM + height,
        "margin": {"l": NAME_PIXELS, "r": 76, "t": TOP, "b": BOTTOM},
        "xaxis": {"range": [scale.low, scale.high], **scale.ticks},
        "yaxis": named_rows(names, (middles, height), look) | {"showgrid": False},
        "showlegend": False,
        "bargap": 0,
        "annotations": [_value(step, at, look) for step, at in zip(steps, middles, strict=True)],
    }
    bars = [_bar(s, (start, at), slot, look) for s, start, at in zip(steps, starts, middles, strict=True)]
    return figure(bars, layout, look.colours)


def _starts(steps: Sequence[Step]) -> list[float]:
    return [0.0, *accumulate(0.0 if step.total else step.points for step in steps)][: len(steps)]


def _ends(step: Step, start: float) -> tuple[float | None, float | None]:
    return (None, None) if step.reach is None else (start + step.reach[0], start + step.reach[1])


def _bar(step: Step, place: tuple[float, float], slot: int, look: Look) -> dict[str, Any]:
    start, at = place
    colour = look.colours.text if step.total else look.colours.series[slot]
    hatch = {"shape": "/" if step.points < 0 else "", "fillmode": "overlay", "fgcolor": look.colours.surface}
    reach = {"type": "data", "array": [WIDE * (step.error or 0.0)], "visible": step.error is not None}
    return {
        "type": "bar",
        "orientation": "h",
        "x": [step.points],
        "base": [start],
        "y": [at],
        "width": BAR,
        "marker": {"color": colour, "pattern": hatch},
        "error_x": reach | {"color": look.colours.muted, "thickness": 2, "width": 5},
        "customdata": [f"<b>{plain(step.name)}</b><br>{_words(step, look.lang)}"],
        "hovertemplate": "%{customdata}<extra></extra>",
        "meta": "total" if step.total else "part",
    }


def _words(step: Step, lang: str) -> str:
    rows = [formats.fine_points(step.points, lang)]
    if step.reach is not None:
        rows.append(say("chart.hover.interval", lang, interval=_range(step.reach, lang)))
    return "<br>".join(rows)


def _range(reach: tuple[float, float] | None, lang: str) -> str:
    if reach is None:
        return formats.NOTHING
    return say("format.points_range", lang, low=formats.fine(reach[0]), high=formats.fine(reach[1]))


def _value(step: Step, at: float, look: Look) -> dict[str, Any]:
    text = formats.fine_points(step.points, look.lang)
    return {
        "x": 1,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 6,
        "y": at,
        "text": f"<b>{text}</b>" if step.total else text,
        "showarrow": False,
        "font": {"size": SMALL, "color": look.colours.text},
    }


def steps_table(steps: Sequence[Step], caption: str, lang: str) -> Table:
    """One row a part, and the whole."""
    heads = tuple(say(f"moved.column.{head}", lang) for head in ("part", "points", "interval"))
    rows = tuple((s.name, formats.fine_points(s.points, lang), _range(s.reach, lang)) for s in steps)
    return Table(caption, heads, rows, frozenset({1, 2}))
