"""What is drawn around the lines of a trend: the fans after the last wave, the target, and the initiatives as marks.

A trend's axis counts waves; dates in between and after are placed by real time, so that a fan is as long as it says.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import Any

from charts.look import Look
from charts.palette import Palette, translucent
from charts.template import SMALL, plain, width, wrapped
from measure.speed import Fan
from text import formats
from text.lookup import say

OPACITY, ALONE = 0.13, 0.2
YEAR = 365.25
COLUMN = 6.8  # pixels of a half-width character
ROWS = 5  # marks stand in at most so many rows above the plot
NAME_COLUMNS = 32
PLOT = 314  # pixels from the axis to the top of a trend
FLAG = 16  # pixels of a row of names


@dataclass(frozen=True)
class Ray:
    """The fan of one line: its name, its slot, the last share it starts from (0..1) and what lies ahead."""

    name: str
    slot: int
    start: float
    fan: tuple[Fan, ...]


@dataclass(frozen=True)
class Mark:
    """Something that was done on a day: a labelled mark on the time axis."""

    name: str
    day: date


@dataclass(frozen=True)
class Ahead:
    """What surrounds the lines: `days` are the waves' own, in the order of the axis; the target is a share."""

    days: tuple[date, ...] = ()
    rays: tuple[Ray, ...] = ()
    target: float | None = None
    marks: tuple[Mark, ...] = ()

    @property
    def last(self) -> float:
        """Where the axis ends."""
        ends = [self.place(ray.fan[-1].date) for ray in self.rays if ray.fan]
        return max([len(self.days) - 1.0, *ends])

    @property
    def gap(self) -> float:
        """Days between two waves, as usual of late."""
        return median([(b - a).days for a, b in pairwise(self.days[-5:])] or [YEAR / 4])

    def place(self, day: date) -> float:
        """The place of a day on the axis of waves: between two waves by time, outside by their usual distance."""
        days = self.days
        if not days or day >= days[-1]:
            return len(days) - 1 + ((day - days[-1]).days / self.gap if days else 0.0)
        if day < days[0]:
            return (day - days[0]).days / self.gap
        at = max(place for place, wave in enumerate(days) if wave <= day)
        return at + (day - days[at]).days / max(1, (days[at + 1] - days[at]).days)


NOTHING_AHEAD = Ahead()


def fans(ahead: Ahead, look: Look) -> list[dict[str, Any]]:
    """One filled shape for every fan, opening from the last observed share; it has no middle line."""
    opacity = ALONE if len(ahead.rays) == 1 else OPACITY
    found: list[dict[str, Any]] = []
    for ray in ahead.rays:
        if ray.fan:
            found += [_shape(ahead, ray, look.colours, opacity), _hovers(ahead, ray, look)]
    return found


def _shape(ahead: Ahead, ray: Ray, colours: Palette, opacity: float) -> dict[str, Any]:
    there = [len(ahead.days) - 1.0, *(ahead.place(step.date) for step in ray.fan)]
    upper, lower = ([ray.start, *(getattr(step, side) for step in ray.fan)] for side in ("high", "low"))
    colour = colours.series[ray.slot]
    return {
        "type": "scatter",
        "x": there + there[::-1],
        "y": [100 * share for share in upper + lower[::-1]],
        "fill": "toself",
        "fillcolor": translucent(colour, opacity),
        "mode": "lines",
        "line": {"width": 0},
        "hoverinfo": "skip",
        "showlegend": False,
        "meta": "fan",
    }


def _hovers(ahead: Ahead, ray: Ray, look: Look) -> dict[str, Any]:
    """Unseen points on the upper and lower edge that tell the range on hover."""
    texts = [
        f"<b>{plain(ray.name)}</b><br>{formats.month_of_year(step.date, look.lang)}<br>"
        + say("chart.hover.fan", look.lang, interval=formats.percent_range(step.low, step.high, look.lang))
        for step in ray.fan
    ]
    return {
        "type": "scatter",
        "x": [ahead.place(step.date) for step in ray.fan] * 2,
        "y": [100 * step.high for step in ray.fan] + [100 * step.low for step in ray.fan],
        "mode": "markers",
        "marker": {"size": 10, "color": "rgba(0,0,0,0)"},
        "customdata": texts * 2,
        "hovertemplate": "%{customdata}<extra></extra>",
        "showlegend": False,
        "meta": "fan-hover",
    }


def ticks(ahead: Ahead, lang: str) -> tuple[list[float], list[str]]:
    """Marks on the axis at one and two years after the last wave, as far as the fans reach."""
    if not ahead.days or ahead.last <= len(ahead.days) - 1:
        return [], []
    years = [(n, ahead.place(ahead.days[-1] + timedelta(days=YEAR * n))) for n in (1, 2)]
    known = [(n, place) for n, place in years if place <= ahead.last + 0.1]
    return [place for _, place in known], [say("chart.years_on", lang, count=n) for n, _ in known]


def target_shapes(ahead: Ahead, look: Look) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The target as a line across, named at its right end, where fans are rather than lines."""
    if ahead.target is None:
        return [], []
    at, colour = 100 * ahead.target, look.colours.text
    line = {"width": 1.5, "dash": "8px,4px", "color": colour}
    shape = {"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": at, "y1": at, "layer": "below", "line": line}
    words = {
        "x": 1,
        "xref": "paper",
        "xanchor": "right",
        "xshift": -2,
        "y": at,
        "yanchor": "bottom",
        "text": say("outlook.aim", look.lang, target=formats.percent(ahead.target, look.lang)),
        "showarrow": False,
        "font": {"size": SMALL, "color": colour},
    }
    return [shape], [words]


def mark_shapes(ahead: Ahead, look: Look, pixels: float) -> tuple[list[dict[str, Any]], list[dict[str, Any]], int]:
    """Every initiative as a thin upright line with its name above the plot, in rows so that none covers another.

    `pixels` is the room of one place of the axis; the last of what is answered is how many rows were needed.
    """
    shapes, words = [], []
    ends = [float("-inf")] * ROWS
    for mark in sorted(ahead.marks, key=lambda mark: mark.day):
        [name, *rest] = wrapped(mark.name, NAME_COLUMNS, 2)
        name, at, room = (f"{name}…" if rest else name), ahead.place(mark.day), ahead.last + 1
        long = (COLUMN * width(name) + 14) / pixels
        first = at - long if at > room / 2 else at
        row = next((place for place in range(ROWS) if ends[place] <= first), min(range(ROWS), key=ends.__getitem__))
        ends[row] = first + long
        shapes.append(_upright(at, row, look.colours))
        words.append(_flag((name, at > room / 2), at, row, look.colours))
    return shapes, words, 1 + max((place for place in range(ROWS) if ends[place] > float("-inf")), default=-1)


def _upright(at: float, row: int, colours: Palette) -> dict[str, Any]:
    """From the axis up to the row in which its name stands."""
    line = {"width": 1, "dash": "2px,3px", "color": colours.muted}
    top = 1 + FLAG * row / PLOT
    return {"type": "line", "x0": at, "x1": at, "y0": 0, "y1": top, "yref": "paper", "layer": "below", "line": line}


def _flag(named: tuple[str, bool], at: float, row: int, colours: Palette) -> dict[str, Any]:
    """The name beside its mark: to the right of it, or to the left in the later half."""
    name, left = named
    return {
        "x": at,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": 2 + FLAG * row,
        "xanchor": "right" if left else "left",
        "xshift": 5 if left else -5,
        "text": f"{plain(name)}\u00a0▾" if left else f"▾\u00a0{plain(name)}",
        "showarrow": False,
        "font": {"size": SMALL, "color": colours.text},
    }
