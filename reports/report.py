"""A report as it is handed out, whatever the file: its sentence, cards, parts with chart and table, and what it rests on.

It is made of published cells alone (reports/parts.py); every format writes this and nothing else.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from charts.table import Table
from reports.sheet import Sheet
from text import formats
from text.lookup import LANGUAGES

UNSAFE = re.compile(r"[^\w.\-]+")


def file_name(parts: Sequence[str], made: date, ending: str) -> str:
    """A name that every system takes: the parts that say something, and the day."""
    plain = [UNSAFE.sub("-", part).strip("-.") for part in (*parts, made.isoformat())]
    return "_".join(part for part in plain if part) + f".{ending}"


class Shape(StrEnum):
    """How a chart is drawn: lines over waves, bars on one base, dots with intervals."""

    LINES = "lines"
    BARS = "bars"
    DOTS = "dots"


@dataclass(frozen=True)
class Series:
    """One line or kind of mark: a share (0..1) for every category with the ends of its interval; None is a gap.

    `slots` colours every mark by itself where they differ.
    """

    name: str
    slot: int
    values: tuple[float | None, ...]
    lows: tuple[float | None, ...] = ()
    highs: tuple[float | None, ...] = ()
    slots: tuple[int, ...] = ()

    def slot_at(self, place: int) -> int:
        return self.slots[place] if self.slots else self.slot

    def reach(self, place: int) -> tuple[float, float] | None:
        """The interval at a place, where there is one."""
        if not self.lows or self.values[place] is None:
            return None
        low, high = self.lows[place], self.highs[place]
        return None if low is None or high is None else (low, high)


@dataclass(frozen=True)
class Chart:
    """What is drawn, on a 0-100 % axis; `line` is a share to hold it against, with its words.

    `texts` say a category's value in words: 72 %, < 10 %, not shown.
    """

    shape: Shape
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alt: str
    line: tuple[float, str] | None = None
    texts: tuple[str, ...] = ()

    def told(self, place: int) -> str:
        """What is said beside a category's name, because its mark does not say it: < 10 %, not shown."""
        drawn = {series.values[place] for series in self.series}
        plain = {formats.percent(value, lang) for value in drawn if value is not None for lang in LANGUAGES}
        return "" if not self.texts or self.texts[place] in plain else self.texts[place]


@dataclass(frozen=True)
class Part:
    """One thing a report says: the sentences first, then the evidence."""

    key: str
    title: str
    sentences: tuple[str, ...] = ()
    chart: Chart | None = None
    table: Table | None = None
    foot: str = ""


@dataclass(frozen=True)
class Card:
    """One indicator at a glance: its share, and lines on interval, change, speed and target."""

    name: str
    slot: int
    share: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Heading:
    """What the report is about, in which language, and on which day it was made."""

    lang: str
    product: str
    guideline: str
    unit: str
    wave: str
    made: date

    def file(self, ending: str) -> str:
        """A file name that says guideline, wave, unit and date."""
        return file_name((self.guideline, self.wave, self.unit), self.made, ending)


@dataclass(frozen=True)
class Report:
    """`facts` say how good the data are, `method` defines the words, `closing` what is hidden and where it comes from.

    `rows` are the published cells it stands on, one a row; `cells` and `hidden` count them.
    """

    heading: Heading
    lead: str
    rest: tuple[str, ...]
    cards: tuple[Card, ...]
    parts: tuple[Part, ...]
    facts: tuple[tuple[str, str], ...]
    method: tuple[Part, ...]
    closing: tuple[str, ...]
    rows: Sheet
    cells: int
    hidden: int
