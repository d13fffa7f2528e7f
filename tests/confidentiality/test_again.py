"""The same sheets in two waves, by hand: who came is told apart only where nobody else answered otherwise."""

import numpy as np
import pytest

from confidentiality.again import sheets, telling
from measure.tally import Codes, Group, Responses
from tests.confidentiality.worlds import tree

TREE = tree({"R": None, "A": "R", "B": "R"})
T = 10
Sheet = tuple[str, int, int, int]
"""Unit, value of an attribute (0 none), two answers."""


def block(*rows: Sheet) -> Responses:
    units = ("B", "A")
    unit, tenure, first, second = (np.array(column) for column in zip(*rows, strict=True))
    place = np.array([units.index(each) for each in unit.tolist()])
    answers: dict[str, Codes] = {"q1": first.astype(np.int64), "q2": second.astype(np.int64)}
    return Responses(units, place, {"tenure": ("new", "old")}, {"tenure": tenure.astype(np.int64)}, answers)


def found(before: list[Sheet], now: list[Sheet], items: tuple[str, ...] = ("q1", "q2")) -> frozenset[Group]:
    one, other = (sheets([block(*rows[:5]), block(*rows[5:])], items, tuple(TREE.units)) for rows in (before, now))
    return telling(one, other, TREE, T)


TWELVE: list[Sheet] = [("A", 1, place, place % 3) for place in range(12)]
OTHERS: list[Sheet] = [("B", 0, place, 1) for place in range(30)]
ELSE: list[Sheet] = [("B", 0, place, 2) for place in range(30)]


def joined(count: int) -> list[Sheet]:
    return [("A", 1, 50 + place, 0) for place in range(count)]


@pytest.mark.parametrize(("came", "tells"), [(0, False), (1, True), (T - 1, True), (T, False)])
def test_few_who_joined_are_what_is_new(came: int, tells: bool) -> None:
    groups = {("A", "", ""), ("A", "tenure", "new")} | {("R", "tenure", "new")}
    assert found(TWELVE + OTHERS, TWELVE + ELSE + joined(came)) == (groups if tells else set())
    assert found(TWELVE + ELSE + joined(came), TWELVE + OTHERS) == (groups if tells else set())


def test_where_one_answered_otherwise_nothing_follows() -> None:
    other: list[Sheet] = [("A", 1, 0, 2), *TWELVE[1:]]
    assert found(TWELVE + OTHERS, other + ELSE + joined(1)) == set()


def test_where_one_came_and_one_went_nothing_follows() -> None:
    assert found(TWELVE + OTHERS, TWELVE[1:] + joined(2) + ELSE) == set()


def test_the_whole_tells_where_all_came_again() -> None:
    assert ("R", "", "") in found(TWELVE + OTHERS, TWELVE + OTHERS + joined(3))


def test_a_handful_of_different_sheets_comes_again_by_chance() -> None:
    """Nine kinds of sheets are not enough, ten are; how often each comes does not matter."""
    few: list[Sheet] = [("A", 1, place % 9, 0) for place in range(40)]
    assert found(few + OTHERS, few + ELSE + joined(1)) == set()
    ten: list[Sheet] = [("A", 1, place % 10, 0) for place in range(40)]
    assert ("A", "", "") in found(ten + OTHERS, ten + ELSE + joined(1))


def test_only_what_both_waves_asked_is_compared() -> None:
    """The second answers differ; the first are the same twelve."""
    other: list[Sheet] = [(unit, tenure, first, second + 1) for unit, tenure, first, second in TWELVE]
    assert found(TWELVE + OTHERS, other + ELSE + joined(1)) == set()
    assert ("A", "", "") in found(TWELVE + OTHERS, other + ELSE + joined(1), ("q1",))


def test_the_same_answers_in_another_unit_are_other_people() -> None:
    moved: list[Sheet] = [("B", tenure, first, second) for _, tenure, first, second in TWELVE]
    assert found(TWELVE + OTHERS, moved + ELSE + joined(1)) == set()


def test_a_unit_that_is_no_more_is_left_out() -> None:
    """Sheets of a unit that the tree does not know stand in none of its groups, the last one's neither."""
    rows = block(*TWELVE, *OTHERS)
    known = sheets([rows], ("q1", "q2"), ("A", "R"))
    assert {known.units[place] for place in known.groups["", ""] if place >= 0} == {"A"}
