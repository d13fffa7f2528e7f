"""Tenure as a length of time or a day of arrival: to the band that holds it, edges and all; what is wrong is told by its row."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.block import decode
from intake.mapping import to_toml
from intake.problems import Kind
from intake.task import Outcome
from intake.tenure import LONGEST, Told, band_of, since, span
from measure.questionnaire import Given, Segment, SegmentValue, Unfit, Wording
from measure.tally import Responses
from tests.intake.office import KNOWS, Rows, guideline, read, write
from text.lookup import LANGUAGES, say

FIELDWORK = (date(2026, 6, 1), date(2026, 6, 12))
N = Wording(ja="x", en="x")
BANDS = (("under", (0.0, 0.5)), ("half", (0.5, 1.0)), ("one", (1.0, 3.0)), ("three", (3.0,)))
VALUES = tuple(SegmentValue(key=key, name=N, years=years) for key, years in BANDS)

ARRIVALS = [
    # arrival -> whole months to 1 June 2026
    (date(2026, 6, 1), 0),
    (date(2026, 6, 12), 0),
    (date(2026, 5, 31), 0),
    (date(2026, 5, 1), 1),
    (date(2026, 5, 2), 0),
    (date(2025, 12, 1), 6),
    (date(2025, 12, 2), 5),
    (date(2025, 6, 1), 12),
    (date(2025, 6, 2), 11),
    (date(2024, 2, 29), 27),
    (date(2023, 6, 1), 36),
    (date(1956, 6, 1), LONGEST),
]


@pytest.mark.parametrize(("arrived", "months"), ARRIVALS)
def test_whole_months_since_the_arrival(arrived: date, months: int) -> None:
    assert since(arrived, FIELDWORK) == Told(months)


def test_who_comes_after_the_last_day_or_seventy_years_ago_is_a_fault() -> None:
    assert since(date(2026, 6, 13), FIELDWORK) == Told(fault=Kind.ARRIVED_LATER)
    assert since(date(1956, 5, 1), FIELDWORK) == Told(fault=Kind.TENURE_TOO_LONG)


SPANS = [
    ("18", Given.MONTHS, 18),
    ("18", Given.YEARS, 216),
    ("1.5", Given.YEARS, 18),
    ("１８", Given.MONTHS, 18),
    ("0", Given.YEARS, 0),
    ("1年6か月", Given.MONTHS, 18),
    ("1年6ヶ月", Given.YEARS, 18),
    ("6か月", Given.YEARS, 6),
    ("2年", Given.MONTHS, 24),
    ("2 years 3 months", Given.MONTHS, 27),
    ("3 yrs", Given.MONTHS, 36),
    ("-3", Given.MONTHS, None),
    ("年", Given.MONTHS, None),
    ("long", Given.MONTHS, None),
    ("2024-04-01", Given.MONTHS, None),
]


@pytest.mark.parametrize(("text", "told", "months"), SPANS)
def test_months_of_a_length_of_time(text: str, told: Given, months: float | None) -> None:
    assert span(text, told) == (None if months is None else pytest.approx(months))


@pytest.mark.parametrize(
    ("months", "band"),
    [
        (0, "under"),
        (5.9, "under"),
        (6, "half"),
        (11.99, "half"),
        (12, "one"),
        (35, "one"),
        (36, "three"),
        (839, "three"),
    ],
)
def test_a_band_holds_its_first_edge_and_not_its_second(months: float, band: str) -> None:
    found = band_of(months, VALUES)
    assert found is not None
    assert found.key == band


def test_between_bands_there_is_none() -> None:
    assert band_of(12, (VALUES[0], VALUES[3])) is None
    assert band_of(0, VALUES[1:]) is None


@given(st.dates(date(1957, 1, 1), FIELDWORK[0]), st.integers(0, 400))
def test_who_came_earlier_has_been_there_as_long_or_longer(arrived: date, days: int) -> None:
    earlier = date.fromordinal(arrived.toordinal() - days)
    one, other = since(arrived, FIELDWORK).months, since(earlier, FIELDWORK).months
    assert one is not None
    assert other is None or other >= one


def test_without_bands_nothing_can_be_given() -> None:
    with pytest.raises(ValueError, match="given") as caught:
        Segment(key="tenure", name=N, values=(SegmentValue(key="a", name=N),), given=Given.MONTHS)
    assert isinstance(caught.value.errors()[0]["ctx"]["error"], Unfit)  # type: ignore[attr-defined]  # pydantic's own


def asked(folder: Path, told: Given, cells: Sequence[str], suffix: str = "csv") -> Outcome:
    """A file of one answer a row with its tenure, read for a guideline that says how tenure is told."""
    segment = Segment(key="tenure", name=N, values=VALUES, given=told)
    rows: Rows = [["所属", "tenure", KNOWS.text.ja], *(["010", cell, "はい"] for cell in cells)]
    asking = guideline(KNOWS).model_copy(update={"segments": (segment,)})
    more = {"guideline": asking, "segments": {"tenure": ("under", "one")}, "fieldwork": FIELDWORK}
    return read(write(folder, rows, suffix), "", KNOWS, **more)


def bands(outcome: Outcome) -> list[str]:
    """The bands of the responses, in order: rows are shuffled on the way."""
    assert outcome.block is not None, outcome.problems
    found = decode(outcome.block)
    assert isinstance(found, Responses)
    names = ("", *found.segment_values["tenure"])
    return sorted(names[code] for code in found.segments["tenure"].tolist())


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_days_of_arrival_become_bands_and_are_not_kept(tmp_path: Path, suffix: str) -> None:
    """In whatever way a day is written; a band's own name and no answer stay what they are."""
    cells = ["2026/05/01", "令和7年12月1日", "2025-06-01", "2021年4月1日", "one", "", "無回答"]
    outcome = asked(tmp_path, Given.ARRIVAL, cells, suffix)
    assert bands(outcome) == sorted(["under", "half", "one", "three", "one", "", ""])
    assert outcome.block is not None
    assert "令和7年12月1日".encode() not in outcome.block


@pytest.mark.parametrize(
    ("told", "cells", "found"),
    [
        (Given.MONTHS, ["5", "6", "12", "36", "1年6か月"], ["under", "half", "one", "three", "one"]),
        (Given.YEARS, ["0", "0.5", "1", "3", "11か月"], ["under", "half", "one", "three", "half"]),
    ],
)
def test_numbers_become_bands(tmp_path: Path, told: Given, cells: list[str], found: list[str]) -> None:
    assert bands(asked(tmp_path, told, cells)) == sorted(found)


@pytest.mark.parametrize(
    ("told", "cell", "kind", "expected"),
    [
        (Given.MONTHS, "忘れた", Kind.UNREADABLE_TENURE, "months"),
        (Given.MONTHS, "-1", Kind.UNREADABLE_TENURE, "months"),
        (Given.MONTHS, "900", Kind.TENURE_TOO_LONG, "under, half, one, three"),
        (Given.YEARS, "2024", Kind.TENURE_TOO_LONG, "under, half, one, three"),
        (Given.ARRIVAL, "去年", Kind.UNREADABLE_TENURE, "arrival"),
        (Given.ARRIVAL, "2027-04-01", Kind.ARRIVED_LATER, "under, half, one, three"),
        (Given.ARRIVAL, "1926-04-01", Kind.TENURE_TOO_LONG, "under, half, one, three"),
    ],
)
def test_what_is_wrong_is_told_by_its_row(tmp_path: Path, told: Given, cell: str, kind: Kind, expected: str) -> None:
    good = {Given.ARRIVAL: "2025-06-01"}.get(told, "3")
    outcome = asked(tmp_path, told, [good, cell])
    assert [(p.kind, p.row, p.column, p.found, p.expected) for p in outcome.problems] == [
        (kind, 3, "tenure", cell, expected)
    ]
    assert outcome.block is None
    for lang in LANGUAGES:
        assert cell in say(f"problem.{kind}", lang, **outcome.problems[0].blanks())


def test_a_file_learns_no_days(tmp_path: Path) -> None:
    """What a day came to in this wave is not remembered for the next: then it is another band."""
    outcome = asked(tmp_path, Given.ARRIVAL, ["2025-06-01"])
    assert outcome.mapping is not None
    assert "2025" not in to_toml(outcome.mapping)
