"""The look every figure shares: font, sizes, grid and margins, and text kept from becoming markup."""

import html
import re
from typing import Any

import plotly.graph_objects as go

from charts.palette import Palette

FONT = "'Noto Sans JP', 'Noto Sans CJK JP', 'Hiragino Sans', 'Yu Gothic UI', Meiryo, sans-serif"
FONT_SIZE = 13
SMALL = 12
PARTS = re.compile(r"(?<=[：・、])|(?=（)|(?<=[ぁ-ん])(?=[ァ-ヶ一-龠])|(?<=[ァ-ヶー])(?=[一-龠])")
"""Where a Japanese name may be broken: after a mark, before a bracket, and where a word begins as its letters show."""
AXIS = re.compile(r"[xy]axis\d*")
LEGEND = {
    "orientation": "h",
    "x": 0,
    "xanchor": "left",
    "yanchor": "top",
    "itemclick": False,
    "itemdoubleclick": False,
}


def _plain(colours: Palette) -> dict[str, Any]:
    """The layout that every figure begins with; Streamlit's own is switched off with theme=None."""
    font = {"family": FONT, "size": FONT_SIZE, "color": colours.text}
    frame = {"bgcolor": colours.surface, "bordercolor": colours.muted}
    return {
        "font": font,
        "colorway": list(colours.series),
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "xaxis": {},
        "yaxis": {},
        "dragmode": False,
        "hoverlabel": {**frame, "font": font, "align": "left"},
        "legend": LEGEND | {"font": {"size": SMALL, "color": colours.text}},
        "datarevision": 0,
    }


def _axis(colours: Palette) -> dict[str, Any]:
    return {
        "gridcolor": colours.grid,
        "linecolor": colours.muted,
        "tickcolor": colours.muted,
        "showline": False,  # said, for where a colour is given Plotly draws the line, and ticks
        "ticks": "",
        "tickfont": {"size": SMALL, "color": colours.muted},
        "zeroline": False,
        "automargin": False,
        "fixedrange": True,
    }


def figure(traces: list[dict[str, Any]], layout: dict[str, Any], colours: Palette) -> go.Figure:
    """Traces and layout in our look.

    A figure once made stays as it is (`datarevision`), and brings no template: for either, Plotly would draw it a second
    time as soon as Streamlit has told it how wide it is.
    """
    whole, axis = _over(_plain(colours), layout), _axis(colours)
    axes = {name: _over(axis, given) for name, given in whole.items() if AXIS.fullmatch(name)}
    return go.Figure({"data": traces, "layout": whole | axes})


def _over(plain: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """What is given laid over what is plain, at every depth."""
    deeper = {
        name: _over(plain[name], own)
        for name, own in given.items()
        if isinstance(own, dict) and isinstance(plain.get(name), dict)
    }
    return plain | given | deeper


def still(drawn: go.Figure) -> go.Figure:
    """A figure that will not change any more: it is written out once, however often it is shown."""
    written = drawn.to_dict()
    written["layout"].pop("template", None)  # Plotly's own, which says nothing that a figure of ours does not
    drawn.__dict__["to_dict"] = lambda: written
    return drawn


def percent_ticks(step: int) -> dict[str, Any]:
    """Ticks of a 0-100 % axis every `step` percent."""
    values = list(range(0, 101, step))
    return {"tickvals": values, "ticktext": [f"{value}\u00a0%" for value in values], "tickangle": 0}


def plain(text: str) -> str:
    """Data as Plotly text: a name that looks like markup is shown as it is written."""
    return html.escape(text, quote=False)


def width(text: str) -> int:
    """How wide a text is in half-width characters; Japanese characters count two."""
    return sum(1 if ord(character) < 0x2E80 else 2 for character in text)


def wrapped(text: str, columns: int, lines: int = 4) -> list[str]:
    """`text` in at most `lines` lines of `columns` half-width characters, broken at spaces, the last cut with …."""
    rows: list[str] = [""]
    for word in _words(text, columns):
        if width((rows[-1] + word).rstrip()) <= columns:
            rows[-1] += word
        else:
            rows.append(word.lstrip())
    rows = [row.rstrip() for row in rows if row.strip()]
    if len(rows) <= lines:
        return rows
    return [*rows[: lines - 1], _cut(rows[lines - 1], columns)]


def _words(text: str, columns: int) -> list[str]:
    """Pieces a line may break between: at spaces, at the places of PARTS and, where none of that is enough, inside
    anything wider than a line."""
    pieces: list[str] = []
    for word in text.split(" "):
        pieces += [piece for part in PARTS.split(word) for piece in _whole(part, columns)]
        pieces[-1:] = [pieces[-1] + " "] if pieces else []
    return pieces


def _whole(part: str, columns: int) -> list[str]:
    """A part in one piece where it fits a line, else letter by letter in evenly long lines."""
    if width(part) <= columns:
        return [part]
    lines = -(-width(part) // columns)
    even = -(-width(part) // lines) + 1
    rows = [""]
    for letter in part:
        if width(rows[-1] + letter) > min(columns, even):
            rows.append("")
        rows[-1] += letter
    return rows


def _cut(row: str, columns: int) -> str:
    while width(row) > columns - 2:
        row = row[:-1]
    return row + "…"
