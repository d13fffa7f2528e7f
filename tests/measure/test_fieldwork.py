"""Counting who answered and when, as a table of responses says."""

from datetime import date

import numpy as np

from measure.fieldwork import by_day, by_unit
from measure.tally import Responses

MONDAY = date(2026, 2, 9)
DAYS = (MONDAY - date(1970, 1, 1)).days


def test_units_and_days_are_counted_and_no_day_is_none() -> None:
    """A, A, C on Monday, C on Tuesday, one of A on no day; B has nobody."""
    unit, day = np.array([0, 0, 2, 2, 0]), np.array([DAYS, DAYS, DAYS, DAYS + 1, -1])
    found = Responses(("A", "B", "C"), unit, day=day)
    assert by_unit(found) == {"A": 3, "C": 2}
    assert by_day(found) == {MONDAY: 3, date(2026, 2, 10): 1}


def test_a_file_without_days_has_none() -> None:
    assert by_day(Responses(("A",), np.array([0, 0]))) == {}
