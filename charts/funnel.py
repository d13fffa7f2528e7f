"""The funnel: how far people came, as bars on one base, and between them how many of one stage came to the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from charts.look import Look
from charts.table import Table
from charts.template import FONT_SIZE, SMALL, figure, percent_ticks, plain
from text import formats
from text.lookup import say

BAR, STEP = 44, 40  # pixels of a bar and of the room between two bars
LEFT, RIGHT, TOP, BOTTOM = 12, 56, 26, 34


@dataclass(frozen=True)
class Bar:
    """One stage: its name and share of everybody, and what part of those at the stage before came here (0..1).

    `stops` marks the stage where most are lost beyond doubt; a stage whose share is not shown has none.
    """

    name: str
    slot: int
    share: float | None
    low: float | None = None
    high: float | None = None
    came: float | None = None
    came_range: tuple[float, float] | None = None
    stops: bool = False


def funnel_figure(bars: Sequence[Bar], look: Look) -> go.Figure:
    """First stage on top, all on a 0-100 % axis; names stand above their bars, so that a phone has room."""
    height = len(bars) * (BAR + STEP)
    middles = [at * (BAR + STEP) + STEP / 2 + BAR / 2 for at in range(len(bars))]
    layout = {
        "height": TOP + BOTTOM + height,
        "margin": {"l": LEFT, "r": RIGHT, "t": TOP, "b": BOTTOM},
        "xaxis": {"range": [0, 100]} | percent_ticks(25),
        "yaxis": {"range": [height, 0], "showticklabels": False, "showgrid": False},
        "showlegend": False,
        "bargap": 0,
        "annotations": [words for at, bar in zip(middles, bars, strict=True) for words in _words(bar, at, look)],
    }
    return figure([_bar(bar, at, look) for at, bar in zip(middles, bars, strict=True)], layout, look.colours)


def _bar(bar: Bar, at: float, look: Look) -> dict[str, Any]:
    share = 100 * (bar.share or 0.0)
    low, high = (share if end is None else 100 * end for end in (bar.low, bar.high))
    reach = {"type": "data", "array": [high - share], "arrayminus": [share - low], "thickness": 2, "width": 5}
    return {
        "type": "bar",
        "orientation": "h",
        "x": [share],
        "y": [at],
        "width": BAR - 18,
        "marker": {"color": look.colours.series[bar.slot]},
        "error_x": reach | {"color": look.colours.text, "visible": bar.low is not None},
        "customdata": [_hover(bar, look.lang)],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _hover(bar: Bar, lang: str) -> str:
    rows = [f"<b>{plain(bar.name)}</b>", f"<b>{formats.percent(bar.share, lang)}</b>"]
    if bar.low is not None:
        rows.append(say("chart.hover.interval", lang, interval=formats.percent_range(bar.low, bar.high, lang)))
    return "<br>".join(rows)


def _words(bar: Bar, at: float, look: Look) -> list[dict[str, Any]]:
    """The name above the bar with what part came here, and the share at the end of the bar."""
    came = "" if bar.came is None else say("funnel.came", look.lang, share=formats.percent(bar.came, look.lang))
    stop = f"\u3000<b>{say('funnel.stops', look.lang)}</b>" if bar.stops else ""
    base = {"xref": "paper", "showarrow": False, "align": "left"}
    name = {"x": 0, "xanchor": "left", "yanchor": "bottom", "y": at - BAR / 2 + 8, "font": {"size": FONT_SIZE}}
    end = 100 * (bar.high or bar.share or 0.0)
    value = {"x": end, "xref": "x", "xanchor": "left", "xshift": 8, "y": at, "font": {"size": FONT_SIZE + 2}}
    text = f"<b>{plain(bar.name)}</b>" + (f"\u3000{came}" if came else "") + stop
    small = {"font": {"size": SMALL, "color": look.colours.muted}} if bar.share is None else {}
    shown = say("status.hidden", look.lang) if bar.share is None else f"<b>{formats.percent(bar.share, look.lang)}</b>"
    return [base | name | {"text": text}, base | value | {"text": shown} | small]


def funnel_table(bars: Sequence[Bar], caption: str, lang: str) -> Table:
    """One row a stage: its share with interval, and what part of the stage before came to it."""
    heads = ("stage", "share", "interval", "came", "came_interval")
    rows = tuple(
        (
            bar.name,
            formats.percent(bar.share, lang),
            formats.percent_range(bar.low, bar.high, lang),
            formats.percent(bar.came, lang),
            formats.percent_range(*bar.came_range, lang) if bar.came_range else formats.NOTHING,
        )
        for bar in bars
    )
    return Table(caption, tuple(say(f"funnel.column.{head}", lang) for head in heads), rows, frozenset({1, 2, 3, 4}))
