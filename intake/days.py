"""Texts -> days: Japanese eras, years first or last, months by name, spreadsheet serials; the column tells which number is what."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from intake.normalise import fold

_ERAS = {"令和": 2018, "令": 2018, "r": 2018, "平成": 1988, "平": 1988, "h": 1988, "昭和": 1925, "昭": 1925, "s": 1925}
_ERA_DAY = re.compile(
    r"^(令和|令|平成|平|昭和|昭|[rhs])\s*\.?\s*(\d{1,2}|元)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?"
)
_ERA_YEAR = re.compile(r"(令和|平成|昭和|(?<![a-z])[rh])\s*\.?(\d{1,2}|元)\s*年度?")
_YEAR_FIRST = re.compile(r"^(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?")
_YEAR_LAST = re.compile(r"^(\d{1,2})([./-])(\d{1,2})[./-](\d{4}|\d{2})(?!\d)")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:\d{4}(?:\d{2})?)?$")
_SERIAL = re.compile(r"^(\d{5})(?:\.\d+)?$")
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = "|".join(_MONTHS)
_MONTH_FIRST = re.compile(
    rf"^({_NAMED})[a-z]*\.?[\s-]+(\d{{1,2}})(?:st|nd|rd|th)?,?[\s-]+(?:\d{{1,2}}:\S+\s+(?:\S+\s+)?)?(\d{{4}})"
)
_MONTH_SECOND = re.compile(rf"^(\d{{1,2}})(?:st|nd|rd|th)?[\s-]+({_NAMED})[a-z]*\.?,?[\s-]+(\d{{4}}|\d{{2}})(?!\d)")
_PLAIN_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)\s*(?:年度?)?")
_EXCEL_EPOCH = date(1899, 12, 30)
_NARROWER = 3


@dataclass(frozen=True)
class Order:
    """Which number of 3/4/25 is what; `doubtful` when the column could be read in another order too."""

    day_first: bool = False
    year_first: bool = False
    doubtful: bool = False


PLAIN = Order()


def day(text: str, order: Order = PLAIN) -> date | None:
    """The day a cell names, its time left aside; None when it names none."""
    folded = _WEEKDAY.sub("", fold(text))
    if era := _ERA_DAY.match(folded):
        return _day(_era_year(era[1], era[2]), int(era[3]), int(era[4]))
    if first := _YEAR_FIRST.match(folded) or _COMPACT.match(folded):
        return _day(int(first[1]), int(first[2]), int(first[3]))
    if last := _YEAR_LAST.match(folded):
        return _in_order(last, order)
    if serial := _SERIAL.match(folded):
        return _EXCEL_EPOCH + timedelta(days=int(serial[1]))
    return _named_month(folded)


def _named_month(folded: str) -> date | None:
    if first := _MONTH_FIRST.match(folded):
        return _day(int(first[3]), _MONTHS.index(first[1]) + 1, int(first[2]))
    if second := _MONTH_SECOND.match(folded):
        return _day(_full(int(second[3])), _MONTHS.index(second[2]) + 1, int(second[1]))
    return None


def _in_order(match: re.Match[str], order: Order) -> date | None:
    one, two, three = int(match[1]), int(match[3]), int(match[4])
    if order.year_first and len(match[4]) == 2:
        return _day(_full(one), two, three)
    month, of_month = (two, one) if order.day_first else (one, two)
    return _day(_full(three), month, of_month)


def _full(year: int) -> int:
    return year + 2000 if year < 100 else year


def _day(year: int, month: int, of_month: int) -> date | None:
    try:
        return date(year, month, of_month)
    except ValueError:
        return None


def _era_year(era: str, year: str) -> int:
    return _ERAS[era] + (1 if year == "元" else int(year))


def order(texts: Sequence[str], day_first: bool | None = None) -> Order:
    """The order that reads the whole column; of several the usual one, doubtful unless dots or a hint decide.

    Of two orders that both fit, the one that puts the column into a far shorter time is taken, and is doubtful still.
    """
    matches = [match for match in (_YEAR_LAST.match(_WEEKDAY.sub("", fold(text))) for text in texts) if match]
    fits = [(one, span) for one in _orders(matches) if (span := _span(matches, one)) is not None]
    if day_first is not None:
        return next((one for one, _ in fits if one.year_first and _years_first(matches)), Order(day_first))
    if not fits:
        return PLAIN
    chosen, shortest = fits[0]
    for other, span in fits[1:]:
        if span * _NARROWER < shortest:
            chosen, shortest = other, span
    sure = len(fits) == 1 or all(match[2] == "." for match in matches) or _years_first(matches)
    return Order(chosen.day_first, chosen.year_first, not sure and len({m[0] for m in matches}) > 0)


def _orders(matches: Sequence[re.Match[str]]) -> list[Order]:
    """The orders to try, the likeliest first: dots are written with the day first."""
    dots = bool(matches) and all(match[2] == "." for match in matches)
    known = [Order(dots), Order(not dots)]
    return [Order(year_first=True), *known] if _years_first(matches) else known


def _years_first(matches: Sequence[re.Match[str]]) -> bool:
    """25/04/01, 25/04/02: the same two digits in front of all, and days behind."""
    short = [match for match in matches if len(match[4]) == 2]
    if len(short) < len(matches) or not short:
        return False
    fronts, backs = {match[1] for match in short}, {match[4] for match in short}
    return len(fronts) == 1 and 20 <= int(next(iter(fronts))) <= 60 and (len(backs) > 1 or int(next(iter(backs))) < 20)


def _span(matches: Sequence[re.Match[str]], one: Order) -> int | None:
    """How many days lie between the first and the last day of the column; None when a cell is no day in this order."""
    found = [_in_order(match, one) for match in matches]
    days = [found_day for found_day in found if found_day is not None]
    if len(days) < len(found) or not days:
        return None
    return (max(days) - min(days)).days


@lru_cache(maxsize=4_096)
def year(text: str) -> int | None:
    """The (fiscal) year a wording speaks of, such as 2025年度, R7年度, FY2025; None when it speaks of none."""
    folded = fold(text)
    if era := _ERA_YEAR.search(folded):
        return _era_year(era[1], era[2])
    plain = _PLAIN_YEAR.search(folded)
    return int(plain[1]) if plain else None
