"""Lengths of time and days of arrival -> bands of tenure, whose edges the guideline names.

A band holds its first edge and not its second. From a day of arrival to the first day of fieldwork only whole months
count, so whoever came exactly a year before stands at the edge; who came while it was under way has been there for
none. Days and lengths are not kept: only the band is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from intake import days
from intake.normalise import compact, fold, is_unanswered
from intake.problems import Kind, Problem
from intake.table import Codes
from intake.task import ColumnSeen
from intake.work import Work
from measure.questionnaire import Given, Segment, SegmentValue

MONTHS = 12
LONGEST = 70 * MONTHS  # months that nobody works
_NUMBER = r"(\d+(?:\.\d+)?)"
_SPAN = re.compile(
    rf"^(?:{_NUMBER}\s*(?:年間?|years?|yrs?\.?|y))?\s*(?:と|,|and)?\s*"
    rf"(?:{_NUMBER}\s*(?:か月|ヶ月|カ月|ケ月|ヵ月|個月|箇月|月間?|months?|mos?\.?|m))?(?:間)?$"
)
_PLAIN = re.compile(rf"^{_NUMBER}$")


@dataclass(frozen=True)
class Told:
    """What a cell comes to: months, or the kind of its fault; neither where nothing is told."""

    months: float | None = None
    fault: Kind | None = None


def read(work: Work, column: ColumnSeen, segment: Segment) -> tuple[tuple[str, ...], Codes]:
    """The segment's values and the code of every row; what fits no band is a fault of its row."""
    cells, rules = work.cells(column), work.labels(column)
    words = [str(rules.get(fold(text), text.strip())) for text in cells.labels]
    order = days.order(words, work.mapping.day_first)
    known = tuple(dict.fromkeys((*work.task.segments.get(segment.key, ()), *(band.key for band in segment.bands))))
    at = {compact(value): place for place, value in enumerate(known, 1)}
    codes, faults = [], []
    for word in words:
        code, fault = at.get(compact(word), 0), None
        if not code and not is_unanswered(word, work.missing):
            told = _told(word, segment, (order, work.task.fieldwork))
            band = None if told.months is None else band_of(told.months, segment.bands)
            code = 0 if band is None else at[compact(band.key)]
            fault = told.fault or (None if band else Kind.TENURE_OUT_OF_BANDS)
        codes.append(code)
        faults.append(fault)
    _report(work, column, faults, segment)
    return known, cells.spread(codes)


def _report(work: Work, column: ColumnSeen, faults: Sequence[Kind | None], segment: Segment) -> None:
    for kind in dict.fromkeys(fault for fault in faults if fault is not None):
        marked = [fault is kind for fault in faults]
        expected = segment.given if kind is Kind.UNREADABLE_TENURE else ", ".join(band.key for band in segment.bands)
        work.fault(marked, column, lambda text, kind=kind, expected=expected: _problem(kind, text, expected))  # type: ignore[misc]  # bound now


def _problem(kind: Kind, text: str, expected: str | None) -> Problem:
    return Problem(kind=kind, found=text, expected=expected)


def _told(word: str, segment: Segment, when: tuple[days.Order, tuple[date, date] | None]) -> Told:
    order, fieldwork = when
    if segment.given is Given.ARRIVAL:
        arrived = days.day(word, order)
        return Told(fault=Kind.UNREADABLE_TENURE) if arrived is None or fieldwork is None else since(arrived, fieldwork)
    months = span(word, segment.given or Given.MONTHS)
    if months is None:
        return Told(fault=Kind.UNREADABLE_TENURE)
    return Told(months) if months <= LONGEST else Told(fault=Kind.TENURE_TOO_LONG)


def span(word: str, given: Given) -> float | None:
    """The months that a cell names: 18, 1年6か月, 2 years; a bare number is of what the guideline says."""
    folded = fold(word)
    if plain := _PLAIN.match(folded):
        return float(plain[1]) * (MONTHS if given is Given.YEARS else 1)
    found = _SPAN.match(folded)
    if found is None or not (found[1] or found[2]):
        return None
    return float(found[1] or 0) * MONTHS + float(found[2] or 0)


def since(arrived: date, fieldwork: tuple[date, date]) -> Told:
    """Whole months from the arrival to the first day of fieldwork; nobody answers who comes after its last."""
    first, last = fieldwork
    if arrived > last:
        return Told(fault=Kind.ARRIVED_LATER)
    months = MONTHS * (first.year - arrived.year) + first.month - arrived.month - (first.day < arrived.day)
    return Told(max(0, months)) if months <= LONGEST else Told(fault=Kind.TENURE_TOO_LONG)


def band_of(months: float, bands: Sequence[SegmentValue]) -> SegmentValue | None:
    """The band whose years hold so many months, its first edge included."""
    for band in bands:
        low, high = (band.years or (0.0,))[0], (band.years or (0.0,))[1:]
        if MONTHS * low <= months + 1e-9 and not (high and months + 1e-9 >= MONTHS * high[0]):
            return band
    return None
