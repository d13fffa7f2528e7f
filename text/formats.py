"""How numbers, shares, dates and waves are written: 72 %, +5 pt, 12,345人, 2026年度 第1回.

Rounding happens here and nowhere before. Halves go to the even neighbour, as Python rounds. None is "—", never 0.
"""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from measure.wave import fiscal_year
from text.lookup import say

NOTHING = "—"
MINUS = "\u2212"
REIWA_BEGINS = 2019


class Measure(StrEnum):
    """What a figure counts: shares of 0..1, percentage points, or whole things."""

    SHARE = "share"
    POINTS = "points"
    COUNT = "count"


class Figure(str):
    """Numbers as they are written, one or the two ends of a range; spreadsheets have them back unrounded."""

    numbers: tuple[float, ...]
    measure: Measure

    def __new__(cls, words: str = "", measure: Measure = Measure.COUNT, *numbers: float) -> "Figure":
        figure = super().__new__(cls, words)
        figure.numbers, figure.measure = numbers, measure
        return figure


def percent(share: float | None, lang: str) -> str:
    """A share of 0..1 in whole percent."""
    if share is None:
        return NOTHING
    return Figure(say("format.percent", lang, value=f"{100 * share:.0f}"), Measure.SHARE, share)


def percent_range(low: float | None, high: float | None, lang: str) -> str:
    """Two shares as one range; — when either is missing."""
    if low is None or high is None:
        return NOTHING
    words = say("format.percent_range", lang, low=f"{100 * low:.0f}", high=f"{100 * high:.0f}")
    return Figure(words, Measure.SHARE, low, high)


def signed(points: float) -> str:
    """+5, −3, ±0: a number of points with its sign, in whole points."""
    whole = round(points)
    return "±0" if whole == 0 else f"+{whole}" if whole > 0 else f"{MINUS}{-whole}"


def points(value: float | None, lang: str) -> str:
    """A difference in percentage points with its sign."""
    return NOTHING if value is None else Figure(say("format.points", lang, value=signed(value)), Measure.POINTS, value)


def distance(value: float | None, lang: str) -> str:
    """How far apart, whichever way: 8 points, and 0.4 points where whole ones would say nothing."""
    if value is None:
        return NOTHING
    return say("format.distance", lang, value=f"{abs(value):.{0 if abs(value) >= 1 else 1}f}")


def points_range(low: float | None, high: float | None, lang: str) -> str:
    """The interval of a difference; — when either bound is missing."""
    if low is None or high is None:
        return NOTHING
    words = say("format.points_range", lang, low=signed(low), high=signed(high))
    return Figure(words, Measure.POINTS, low, high)


def fine(value: float) -> str:
    """+0.5, −0.3, ±0.0: points with one decimal, for speeds and parts that whole points would swallow."""
    tenths = round(value, 1)
    return "±0.0" if tenths == 0 else f"+{tenths:.1f}" if tenths > 0 else f"{MINUS}{-tenths:.1f}"


def signed_hundredths(value: float) -> str:
    """+0.62, −0.31, ±0.00: a correlation."""
    hundredths = round(value, 2)
    if hundredths == 0:
        return "±0.00"
    return f"{MINUS}{-hundredths:.2f}" if hundredths < 0 else f"+{hundredths:.2f}"


def fine_points(value: float | None, lang: str) -> str:
    """A difference in percentage points with its sign and one decimal."""
    return NOTHING if value is None else Figure(say("format.points", lang, value=fine(value)), Measure.POINTS, value)


def number(value: int | None) -> str:
    """A count with thousands separated; — when it is not known."""
    return NOTHING if value is None else Figure(f"{value:,}", Measure.COUNT, value)


def change(value: int) -> str:
    """+120, −3: by how many something grows."""
    return f"+{value:,}" if value > 0 else f"{MINUS}{-value:,}" if value < 0 else "±0"


def quantity(value: float) -> str:
    """1,285, 41.7, 0.25: a quantity in whatever it is measured, with no more digits than it has, two decimals at most."""
    rounded = f"{abs(value):,.2f}".rstrip("0").rstrip(".")
    return f"{MINUS}{rounded}" if value < 0 and rounded != "0" else rounded


def signed_quantity(value: float) -> str:
    """+3.2, −120: by how much a quantity changed."""
    return quantity(value) if value < 0 else "±0" if quantity(value) == "0" else f"+{quantity(value)}"


def short_month(value: int, lang: str) -> str:
    """4月, Apr."""
    return say("format.month", lang, month=value if lang == "ja" else calendar.month_abbr[value])


def people(value: int | None, lang: str) -> str:
    """A count of people."""
    return NOTHING if value is None else Figure(say("format.people", lang, value=f"{value:,}"), Measure.COUNT, value)


def day(value: date, lang: str) -> str:
    """2026年4月1日, 1 April 2026."""
    month = str(value.month) if lang == "ja" else calendar.month_name[value.month]
    return say("format.day", lang, year=value.year, month=month, day=value.day)


def month(value: int, lang: str) -> str:
    """4月, April."""
    return say("format.month", lang, month=value if lang == "ja" else calendar.month_name[value])


def calendar_year(value: int, lang: str) -> str:
    """2026年（令和8年）, 2026; years before Reiwa stay as they are."""
    if lang != "ja" or value < REIWA_BEGINS:
        return say("format.calendar_year", lang, year=value)
    count = value - REIWA_BEGINS + 1
    return say("format.calendar_year_era", lang, year=value, era="元" if count == 1 else count)


def month_of_year(value: date, lang: str) -> str:
    """2027年6月, June 2027."""
    return say("format.month_of_year", lang, year=value.year, month=month(value.month, lang))


def year(value: int, lang: str) -> str:
    """The fiscal year that begins in the calendar year `value`."""
    return say("format.fiscal_year", lang, year=value)


def era_year(value: int) -> str:
    """The fiscal year in Japanese reckoning (令和8年度); years before Reiwa stay as they are (2018年度)."""
    if value < REIWA_BEGINS:
        return say("format.fiscal_year", "ja", year=value)
    count = value - REIWA_BEGINS + 1
    return say("format.era_year", "ja", year="元" if count == 1 else count)


@dataclass(frozen=True)
class WaveLabel:
    """What a wave is called: its own name, short and shorter for an axis, its year, and in full."""

    name: str
    tick: str
    short: str
    year: str
    long: str


def wave_labels(starts: Mapping[str, date], lang: str, year_begins: int = 4) -> dict[str, WaveLabel]:
    """Labels of one guideline's waves (name to first day) by name, in time order.

    The first wave of fiscal year 2026 is 2026年度 第1回 / FY2026 W1; with at most one wave a year the year is enough.
    """
    by_year: dict[int, list[str]] = {}
    for name, first_day in sorted(starts.items(), key=lambda item: (item[1], item[0])):
        by_year.setdefault(fiscal_year(first_day, year_begins), []).append(name)
    yearly = all(len(fellows) == 1 for fellows in by_year.values())
    labels: dict[str, WaveLabel] = {}
    for key, fellows in by_year.items():
        for place, name in enumerate(fellows, start=1):
            labels[name] = _yearly(name, key, lang) if yearly else _numbered(name, (key, place), lang)
    return labels


def _yearly(name: str, key: int, lang: str) -> WaveLabel:
    return WaveLabel(name, str(key), str(key), "", year(key, lang))


def _numbered(name: str, place: tuple[int, int], lang: str) -> WaveLabel:
    key, count = place
    full = say("format.wave", lang, year=key, number=count)
    return WaveLabel(name, str(count), say("format.wave_short", lang, number=count), year(key, lang), full)
