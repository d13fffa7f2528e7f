"""Counting who answered and when, as a table of responses says, and who may be told of day by day."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from measure.fieldwork import UnitRate, by_unit, by_unit_and_day, courses, followed, rates
from measure.organisation import OrgTree, Unit
from measure.questionnaire import Wording
from measure.tally import Responses

MONDAY, TUESDAY = date(2026, 2, 9), date(2026, 2, 10)
DAYS = (MONDAY - date(1970, 1, 1)).days


def tree(**parents: str) -> OrgTree:
    """A tree of these units by their parents, below R."""
    named = {"R": None, **parents}
    return OrgTree.of(
        Unit(code=code, name=Wording(ja=code, en=code), parent=up, valid_from=MONDAY) for code, up in named.items()
    )


def test_units_and_days_are_counted_and_no_day_is_none() -> None:
    """A, A, C on Monday, C on Tuesday, one of A on no day; B has nobody."""
    unit, day = np.array([0, 0, 2, 2, 0]), np.array([DAYS, DAYS, DAYS, DAYS + 1, -1])
    found = Responses(("A", "B", "C"), unit, day=day)
    assert by_unit(found) == {"A": 3, "C": 2}
    assert by_unit_and_day(found) == {("A", MONDAY): 2, ("C", MONDAY): 1, ("C", TUESDAY): 1}


def test_a_file_without_days_has_none() -> None:
    assert by_unit_and_day(Responses(("A",), np.array([0, 0]))) == {}


def test_a_course_adds_up_over_days_and_over_the_units_below() -> None:
    """R of 100 is A of 60 and B of 40: 3 + 1 on Monday, 5 of B on Tuesday."""
    here = tree(A="R", B="R")
    daily = {("A", MONDAY): 3, ("B", MONDAY): 1, ("B", TUESDAY): 5}
    units = {unit.unit: unit for unit in rates(here, {"R": 100, "A": 60, "B": 40}, {"A": 3, "B": 6})}
    found = {course.unit: course for course in courses(here, units, daily, 10)}
    assert {code: course.answered for code, course in found.items()} == {"R": (4, 9), "A": (3, 3), "B": (1, 6)}
    assert found["R"].rates() == (0.04, 0.09)


@pytest.mark.parametrize(
    ("people", "told"),
    [
        ({"R": 100, "A": 60, "B": 30, "C": 10}, {"R", "A", "B", "C"}),
        ({"R": 100, "A": 60, "B": 31, "C": 9}, {"R", "A"}),  # R less A and B would be the nine of C
        ({"R": 100, "A": 91, "C": 9}, {"R"}),
        ({"R": 100, "A": 60, "B": 20, "C": 9, "D": 9}, {"R", "A", "B"}),  # 18 of C and D, and two of R's own
        ({"R": 95, "A": 60, "B": 30}, {"R", "A"}),  # five of R's own
        ({"R": 9, "A": 9}, set()),
    ],
)
def test_nobody_is_told_of_by_day_who_could_be_fewer_than_ten(people: dict[str, int], told: set[str]) -> None:
    here = tree(**{code: "R" for code in people if code != "R"})
    units = {unit.unit: unit for unit in rates(here, people, {})}
    assert set(followed(here, units, 10)) == told


@given(some.lists(some.tuples(some.integers(0, 30), some.integers(0, 6)), min_size=1, max_size=9))
def test_what_is_left_of_a_unit_is_enough_or_nobody(made: list[tuple[int, int]]) -> None:
    """Units of any sizes, each below an earlier one: from those told, no group of one to nine is a difference."""
    names = [f"U{at}" for at in range(len(made))]
    here = tree(
        **{name: ["R", *names][up % (at + 1)] for at, (name, (_, up)) in enumerate(zip(names, made, strict=True))}
    )
    own = {"R": 5} | {name: size for name, (size, _) in zip(names, made, strict=True)}
    whole = {code: sum(own[below] for below in here.subtree(code)) for code in here.units}
    told = followed(here, {unit.unit: unit for unit in rates(here, whole, {})}, 10)
    for code in told:
        assert here.units[code].parent is None or here.units[code].parent in told
        left = whole[code] - sum(whole[child] for child in here.children(code) if child in told)
        assert left == 0 or left >= 10


def test_a_unit_lacks_what_the_target_takes() -> None:
    """70 % of 40 is 28, of 41 it is 28.7: 29."""
    assert UnitRate("A", 20, 40).lacking(0.7) == 8
    assert UnitRate("A", 20, 41).lacking(0.7) == 9
    assert UnitRate("A", 29, 41).lacking(0.7) == 0
