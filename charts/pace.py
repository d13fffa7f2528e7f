"""How many months units took to three levels: one row a unit, a lane for each level, with what is not known drawn as such.

A level that was passed is a mark on its band, which goes on to the newest wave where it has no sure end. One that was
not is an open triangle to the right at the newest wave: it took at least so long. One that was passed before anybody
asked is an open triangle to the left at the first wave.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from charts.compare import BOTTOM, NAME_COLUMNS, NAME_PIXELS, TOP, named_rows, places
from charts.look import Look
from charts.palette import SLOTS, translucent
from charts.template import SMALL, figure, plain, wrapped
from measure.pace import Reach, Stretch
from text.lookup import say

LANE = 9  # pixels between the lanes of a row
STEPS = (3, 6, 12, 24, 36, 60, 120)
MOST_TICKS = 6
SYMBOLS = {Reach.BEFORE: "triangle-left", Reach.NOT_YET: "triangle-right"}
BAND, QUIET = 0.4, 0.25
RIGHT = 78


@dataclass(frozen=True)
class Lane:
    """One level of one unit: whether it was passed, its mark and its band in months, and what is told of it."""

    reach: Reach
    at: Stretch
    text: str


@dataclass(frozen=True)
class Course:
    """One unit, its lanes by level, what stands at the end of its row, and whether it is surely fast."""

    name: str
    lanes: tuple[Lane, ...]
    text: str
    fast: bool = False


@dataclass(frozen=True)
class Middle:
    """Which level is looked at, and by when half of the units had reached it (None: cannot be told)."""

    level: int
    months: float | None = None
    low: float | None = None
    high: float | None = None
    words: str = ""


def pace_figure(rows: Sequence[Course], middle: Middle, look: Look, slot: int = 0) -> go.Figure:
    """First row on top; the level that is looked at has the indicator's colour, the others are quiet."""
    names = [wrapped(row.name, NAME_COLUMNS) for row in rows]
    middles, height = places([max(2, len(name)) for name in names])
    placed, end = list(zip(middles, rows, strict=True)), _end(rows)
    levels = range(max((len(row.lanes) for row in rows), default=0))
    layout = {
        "height": TOP + BOTTOM + height,
        "margin": {"l": NAME_PIXELS, "r": RIGHT, "t": TOP, "b": BOTTOM},
        "xaxis": {"range": [0, end * 1.03], **_ticks(end, look.lang)},
        "yaxis": named_rows(names, (middles, height), look),
        "showlegend": False,
        "hovermode": "closest",
        "shapes": _middle(middle, end, look),
        "annotations": [*_words(middle, look), *(_value(row, at, look) for at, row in placed)],
    }
    traces = [trace for level in levels for trace in _level(placed, (level, level == middle.level), look, slot)]
    return figure(traces, layout, look.colours)


def _end(rows: Sequence[Course]) -> float:
    return max([1.0, *(lane.at.high for row in rows for lane in row.lanes)])


def _ticks(end: float, lang: str) -> dict[str, Any]:
    step = next((step for step in STEPS if end <= MOST_TICKS * step), STEPS[-1])
    values = [step * at for at in range(math.floor(end / step) + 1)]
    texts = [str(value) if value else say("pace.tick", lang, months=value) for value in values]
    return {"tickvals": values, "ticktext": texts, "tickangle": 0}


def _level(
    placed: Sequence[tuple[float, Course]], which: tuple[int, bool], look: Look, slot: int
) -> Iterator[dict[str, Any]]:
    """The bands and the marks of one level over all rows."""
    level, chosen = which
    colour = look.colours.series[slot] if chosen else look.colours.muted
    lanes = [(at + LANE * (level - 1), row, row.lanes[level]) for at, row in placed]
    x: list[float | None] = []
    y: list[float | None] = []
    for at, _, lane in lanes:
        x += [lane.at.low, lane.at.high, None]
        y += [at, at, None]
    line = {"width": 5, "color": translucent(colour, BAND if chosen else QUIET)}
    yield {"type": "scatter", "x": x, "y": y, "mode": "lines", "line": line, "hoverinfo": "skip", "meta": "pace-band"}
    yield {
        "type": "scatter",
        "x": [lane.at.months for _, _, lane in lanes],
        "y": [at for at, _, _ in lanes],
        "mode": "markers",
        "marker": {
            "symbol": [SYMBOLS.get(lane.reach, SLOTS[level].marker) for _, _, lane in lanes],
            "size": 9,
            "color": [colour if lane.reach is Reach.PASSED else look.colours.surface for _, _, lane in lanes],
            "line": {"width": 2 if chosen else 1.5, "color": colour},
        },
        "customdata": [f"<b>{plain(row.name)}</b><br>{plain(lane.text)}" for _, row, lane in lanes],
        "hovertemplate": "%{customdata}<extra></extra>",
        "meta": "pace",
    }


def _middle(middle: Middle, end: float, look: Look) -> list[dict[str, Any]]:
    """When half of the units were there, with its interval."""
    if middle.months is None:
        return []
    upright = {"y0": 0, "y1": 1, "yref": "paper", "layer": "below"}
    low, high = middle.low or 0.0, end if middle.high is None else middle.high
    ground = {"fillcolor": translucent(look.colours.muted, 0.12), "line": {"width": 0}}
    line = {"width": 1.5, "dash": "dot", "color": look.colours.muted}
    return [
        upright | ground | {"type": "rect", "x0": low, "x1": high},
        upright | {"type": "line", "x0": middle.months, "x1": middle.months, "line": line},
    ]


def _words(middle: Middle, look: Look) -> list[dict[str, Any]]:
    if middle.months is None:
        return []
    font = {"size": SMALL, "color": look.colours.muted}
    place = {"x": middle.months, "y": 1, "yref": "paper", "yanchor": "bottom", "showarrow": False}
    return [place | {"text": plain(middle.words), "font": font}]


def _value(row: Course, at: float, look: Look) -> dict[str, Any]:
    """What is told of the level that is looked at; who is surely fast says so."""
    fast = f"<br><b>{plain(say('pace.mark_fast', look.lang))}</b>" if row.fast else ""
    place = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 6, "y": at, "yanchor": "middle", "align": "left"}
    font = {"size": SMALL, "color": look.colours.text}
    return place | {"text": f"{plain(row.text)}{fast}", "showarrow": False, "font": font}
