"""How a wave's responses come in: response rates day by day, the whole and one unit in front of all the others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import plotly.graph_objects as go

from charts.ends import End, Ends, end_labels
from charts.look import Look
from charts.palette import SLOTS
from charts.table import Table
from charts.template import SMALL, figure, percent_ticks, plain
from text import formats
from text.fieldwork import Named
from text.lookup import say

HEIGHT = 360
LEFT, TOP, BOTTOM = 44, 30, 40
STEPS = (1, 2, 7, 14, 28, 91)
MOST_TICKS = 6
QUIET, LOUD = 1.2, 3.0
NARROW = 250  # pixels that a plot has on a phone; what of them is still ahead holds the names


@dataclass(frozen=True)
class Course:
    """The days with responses, the first and last day of the fieldwork, and the response rate to reach (0..1)."""

    days: tuple[date, ...]
    first: date
    last: date
    target: float

    @property
    def edges(self) -> tuple[date, date]:
        """What the axis reaches over: the fieldwork, and whatever came later."""
        return min(self.first, self.days[0]), max(self.last, self.days[-1])


def daily_figure(loud: Sequence[Named], quiet: Sequence[Named], course: Course, look: Look) -> go.Figure:
    """The loud ones thick, with marks and named at their ends; the quiet ones thin and grey behind them."""
    ends = end_labels([_end(unit, slot, look.lang) for slot, unit in enumerate(loud)], HEIGHT)
    first, last = course.edges
    ahead = round(NARROW * (last - course.days[-1]).days / max(1, (last - first).days))
    layout = {
        "height": HEIGHT,
        "margin": {"l": LEFT, "r": max(ends.margin - ahead, 24), "t": TOP, "b": BOTTOM},
        "xaxis": {"range": [first.toordinal() - 0.5, last.toordinal() + 0.5], **_ticks(first, last, look.lang)},
        "yaxis": {"range": [-2, 103]} | percent_ticks(20),
        "showlegend": False,
        "hovermode": "closest",
        "shapes": _marks(course, look),
        "annotations": [*_words(course, look), *_names(ends, course, look)],
    }
    back = [_line(unit, None, course, look) for unit in quiet]
    return figure([*back, *(_line(unit, slot, course, look) for slot, unit in enumerate(loud))], layout, look.colours)


def _end(unit: Named, slot: int, lang: str) -> End:
    return End(unit.name, formats.percent(unit.rate, lang), slot, 100 * unit.rate)


def _ticks(first: date, last: date, lang: str) -> dict[str, Any]:
    length = (last - first).days
    step = next((step for step in STEPS if length < MOST_TICKS * step), STEPS[-1])
    days = [first + timedelta(days=at) for at in range(0, length + 1, step)]
    texts = [formats.short_day(day, lang) for day in days]
    plainly = {"tickangle": 0, "showgrid": False, "showline": True, "ticks": "outside", "ticklen": 4}
    return {"tickvals": [day.toordinal() for day in days], "ticktext": texts} | plainly


def _line(unit: Named, slot: int | None, course: Course, look: Look) -> dict[str, Any]:
    colour = look.colours.muted if slot is None else look.colours.series[slot]
    style = SLOTS[slot or 0]
    words = (
        f"<b>{plain(unit.name)}</b><br>{formats.day(day, look.lang)}<br>"
        + say("daily.hover", look.lang, rate=formats.percent(rate, look.lang), count=formats.people(count, look.lang))
        for day, rate, count in zip(course.days, unit.course.rates(), unit.course.answered, strict=True)
    )
    return {
        "type": "scatter",
        "name": plain(unit.name),
        "x": [day.toordinal() for day in course.days],
        "y": [100 * rate for rate in unit.course.rates()],
        "mode": "lines" if slot is None and len(course.days) > 1 else "lines+markers",
        "line": {"width": QUIET if slot is None else LOUD, "color": colour, "dash": style.dash},
        "marker": {"symbol": style.marker, "size": 4 if slot is None else 7, "color": colour},
        "opacity": 0.45 if slot is None else 1,
        "customdata": list(words),
        "hovertemplate": "%{customdata}<extra></extra>",
        "meta": "quiet" if slot is None else "loud",
    }


def _marks(course: Course, look: Look) -> list[dict[str, Any]]:
    """The target across, and upright the end of the fieldwork."""
    across = {"x0": 0, "x1": 1, "xref": "paper", "y0": 100 * course.target, "y1": 100 * course.target}
    end = course.last.toordinal()
    upright = {"x0": end, "x1": end, "y0": 0, "y1": 1, "yref": "paper"}
    return [
        across | {"type": "line", "line": {"width": 1.5, "dash": "dash", "color": look.colours.text}},
        upright
        | {"type": "line", "layer": "below", "line": {"width": 1.5, "dash": "dot", "color": look.colours.muted}},
    ]


def _words(course: Course, look: Look) -> Iterator[dict[str, Any]]:
    font = {"size": SMALL, "color": look.colours.muted}
    target = say("daily.target", look.lang, target=formats.percent(course.target, look.lang))
    end = say("daily.end", look.lang, day=formats.short_day(course.last, look.lang))
    first, last = course.edges
    side = "right" if course.last - first > last - course.last else "left"
    yield {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": 100 * course.target,
        "yanchor": "bottom",
        "text": target,
    } | {
        "showarrow": False,
        "font": font,
    }
    upright = {"x": course.last.toordinal(), "xanchor": side, "y": 1, "yref": "paper", "yanchor": "bottom"}
    yield upright | {"text": end, "showarrow": False, "font": font}


def _names(ends: Ends, course: Course, look: Look) -> Iterator[dict[str, Any]]:
    """Where the lines end now; what is left of the fieldwork is to the right of it."""
    for end in ends.ends:
        mark = f'<span style="color:{look.colours.series[end.slot]}">{SLOTS[end.slot].mark}</span>'
        yield {
            "x": course.days[-1].toordinal(),
            "y": end.y,
            "text": "".join((f"{mark} <b>{end.value}</b>", *(f"<br>{plain(row)}" for row in end.rows))),
            "xanchor": "left",
            "yanchor": "middle",
            "xshift": 8,
            "align": "left",
            "showarrow": False,
            "bgcolor": look.colours.surface,
            "font": {"size": SMALL, "color": look.colours.text},
        }


def daily_table(units: Sequence[Named], days: Sequence[date], caption: str, lang: str) -> Table:
    """One row a day, the newest first: how many came, how many there are in all, and each unit's response rate."""
    whole = units[0].course.answered
    rated = [unit for unit in units if unit.course.people]
    rows = [
        (
            formats.day(day, lang),
            formats.number(whole[at] - (whole[at - 1] if at else 0)),
            formats.number(whole[at]),
            *(formats.percent(unit.course.rates()[at], lang) for unit in rated),
        )
        for at, day in enumerate(days)
    ]
    heads = (*(say(f"daily.column.{key}", lang) for key in ("day", "count", "whole")), *(unit.name for unit in rated))
    return Table(caption, heads, tuple(reversed(rows)), frozenset(range(1, len(heads))))
