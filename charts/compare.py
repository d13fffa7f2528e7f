"""The comparison: one dot with its interval for every unit, a line for the whole, hidden units shown as hidden."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from charts.look import Look, drawn, share_text
from charts.palette import SLOTS, Palette, translucent
from charts.template import SMALL, figure, percent_ticks, plain, wrapped
from confidentiality.cube import CellStatus, Comparison, Level
from text import formats
from text.lookup import say

NAME_COLUMNS = 19
NAME_PIXELS = 132
LINE = 16  # pixels of one line of a name
GAP = 16  # pixels between two rows
TOP, BOTTOM = 30, 34


@dataclass(frozen=True)
class Row:
    """One unit of a comparison as it is drawn; rows keep the order they are given in."""

    name: str
    cell: Comparison


def compare_figure(rows: Sequence[Row], whole: Level | None, look: Look, slot: int = 0) -> go.Figure:
    """A dot plot on a 0-100 % axis, first row on top. Filled dots differ from the whole, hollow ones need not."""
    names = [wrapped(row.name, NAME_COLUMNS) for row in rows]
    middles, height = places([len(name) for name in names])
    placed = list(zip(middles, rows, strict=True))
    shown = [(at, row) for at, row in placed if drawn(row.cell) is not None]
    layout = {
        "height": TOP + BOTTOM + height,
        "margin": {"l": NAME_PIXELS, "r": 46, "t": TOP, "b": BOTTOM},
        "xaxis": {"range": [0, 100]} | percent_ticks(25),
        "yaxis": named_rows(names, (middles, height), look),
        "showlegend": False,
        "hovermode": "closest",
        "shapes": _whole_line(whole, look.colours),
        "annotations": [*_whole_label(whole, look), *_values(placed, look)],
    }
    return figure([_intervals(shown, slot, look), _dots(shown, whole, slot, look)], layout, look.colours)


def places(lines: Sequence[int]) -> tuple[list[float], float]:
    """The middle of every row in pixels from the top, and the height of all; a row is as high as its name."""
    middles: list[float] = []
    top = 0.0
    for count in lines:
        size = GAP + LINE * count
        middles.append(top + size / 2)
        top += size
    return middles, top


def named_rows(names: Sequence[Sequence[str]], at: tuple[list[float], float], look: Look) -> dict[str, Any]:
    """The axis of rows at the `places` of their names, first row on top."""
    middles, height = at
    return {
        "range": [height, 0],
        "tickvals": middles,
        "ticktext": ["<br>".join(plain(line) for line in name) for name in names],
        "tickfont": {"color": look.colours.text},
        "ticklabelstandoff": 6,
    }


def differs(cell: Level, whole: Level | None) -> bool | None:
    """Whether the interval of a cell leaves out the share of the whole; None where that cannot be said."""
    if whole is None or whole.share is None or cell.low is None or cell.high is None:
        return None
    return not cell.low <= whole.share <= cell.high


def _intervals(shown: Sequence[tuple[float, Row]], slot: int, look: Look) -> dict[str, Any]:
    x: list[float | None] = []
    y: list[float | None] = []
    for at, row in shown:
        if row.cell.low is not None and row.cell.high is not None:
            x += [100 * row.cell.low, 100 * row.cell.high, None]
            y += [at, at, None]
    line = {"width": 5, "color": translucent(look.colours.series[slot], 0.4)}
    return {"type": "scatter", "x": x, "y": y, "mode": "lines", "line": line, "hoverinfo": "skip"}


def _dots(shown: Sequence[tuple[float, Row]], whole: Level | None, slot: int, look: Look) -> dict[str, Any]:
    colour, marker = look.colours.series[slot], SLOTS[slot].marker
    fills = [look.colours.surface if differs(row.cell, whole) is False else colour for _, row in shown]
    return {
        "type": "scatter",
        "x": [100 * (drawn(row.cell) or 0.0) for _, row in shown],
        "y": [at for at, _ in shown],
        "mode": "markers",
        "marker": {"symbol": marker, "size": 9, "color": fills, "line": {"width": 2, "color": colour}},
        "customdata": [_hover(row, look.lang) for _, row in shown],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _hover(row: Row, lang: str) -> str:
    lines = [f"<b>{plain(row.name)}</b>", f"<b>{share_text(row.cell, lang)}</b>"]
    if row.cell.low is not None and row.cell.status is CellStatus.SHOWN:
        interval = formats.percent_range(row.cell.low, row.cell.high, lang)
        lines.append(say("chart.hover.interval", lang, interval=interval))
    if row.cell.base is not None:
        lines.append(say("chart.hover.base", lang, base=formats.number(row.cell.base)))
    return "<br>".join(lines)


def _values(placed: Sequence[tuple[float, Row]], look: Look) -> list[dict[str, Any]]:
    """The value at the right edge of every row, and the reason where there is none."""
    base = {"xref": "paper", "showarrow": False, "yanchor": "middle"}
    marks: list[dict[str, Any]] = []
    for at, row in placed:
        text = share_text(row.cell, look.lang)
        if drawn(row.cell) is None:
            own = {"font": {"size": SMALL, "color": look.colours.muted}, "bgcolor": look.colours.surface}
            marks.append(base | own | {"x": 0, "xanchor": "left", "xshift": 4, "y": at, "text": text})
        else:
            own = {"font": {"size": SMALL, "color": look.colours.text}}
            marks.append(base | own | {"x": 1, "xanchor": "left", "xshift": 6, "y": at, "text": text})
    return marks


def _whole_line(whole: Level | None, colours: Palette) -> list[dict[str, Any]]:
    if whole is None or whole.share is None:
        return []
    at = 100 * whole.share
    line = {"width": 1.5, "dash": "dot", "color": colours.muted}
    return [{"type": "line", "x0": at, "x1": at, "y0": 0, "y1": 1, "yref": "paper", "layer": "below", "line": line}]


def _whole_label(whole: Level | None, look: Look) -> list[dict[str, Any]]:
    if whole is None or whole.share is None:
        return []
    return [
        {
            "x": 100 * whole.share,
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "xanchor": "right" if whole.share > 0.8 else "left" if whole.share < 0.2 else "center",
            "text": say("chart.whole", look.lang, share=formats.percent(whole.share, look.lang)),
            "showarrow": False,
            "font": {"size": SMALL, "color": look.colours.muted},
        }
    ]
