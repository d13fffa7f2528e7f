"""The same sheets in two waves, by hand: who came is told apart only where nobody else answered otherwise."""

import numpy as np
import pytest

from confidentiality.again import NOWHERE, sheets, telling
from measure.questionnaire import UNION
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
    return telling(one, other, TREE, T).apart


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
    assert {known.units[place] for place in known.groups["", ""] if place != NOWHERE} == {"A"}


def test_files_of_a_wave_may_ask_for_different_attributes() -> None:
    """The second file says nothing of tenure: its sheets stand in their units alone."""
    with_tenure = block(("A", 1, 0, 0), ("B", 2, 0, 0))
    bare = Responses(("R", "A"), np.array([0, 1, 1]), {}, {}, {"q1": np.array([1, 1, 2])})
    known = sheets([with_tenure, bare], ("q1", "q2"), ("R", "A", "B"))
    assert {key: list(places) for key, places in known.groups.items()} == {
        ("", ""): [1, 2, 0, 1, 1],
        ("tenure", "new"): [1, NOWHERE, NOWHERE, NOWHERE, NOWHERE],
        ("tenure", "old"): [NOWHERE, 2, NOWHERE, NOWHERE, NOWHERE],
    }
    assert known.counts(np.arange(5)) == {
        ("R", "", ""): 1,
        ("A", "", ""): 3,
        ("B", "", ""): 1,
        ("A", "tenure", "new"): 1,
        ("B", "tenure", "old"): 1,
    }


def test_an_audience_of_several_values_is_whoever_has_one_of_them() -> None:
    """Of A's sheets the first is new and the second old; "new or rare" is the first, as nobody is rare; nobody is rare or odd."""
    wide, odd = ("tenure", f"new{UNION}rare"), ("tenure", f"rare{UNION}odd")
    rows = block(("A", 1, 0, 0), ("A", 2, 0, 0), ("B", 2, 0, 0), ("B", 0, 0, 0))
    known = sheets([rows], ("q1",), ("R", "A", "B"), [("tenure", f"new{UNION}old"), wide, odd])
    assert list(known.groups["tenure", f"new{UNION}old"]) == [1, 1, 2, NOWHERE]
    assert list(known.groups[wide]) == [1, NOWHERE, NOWHERE, NOWHERE]
    assert odd not in known.groups


def test_a_question_that_a_file_does_not_have_is_unanswered() -> None:
    """What is not asked and what is not answered are the same sheet."""
    asked = Responses(("A",), np.zeros(1, np.int64), {}, {}, {"q1": np.array([4]), "q2": np.array([0])})
    bare = Responses(("A",), np.zeros(1, np.int64), {}, {}, {"q1": np.array([4])})
    known = sheets([asked, bare], ("q1", "q2"), ("A",))
    assert known.hashes[0] == known.hashes[1]


def test_people_of_an_upper_unit_itself_are_told_apart_too() -> None:
    """Those who stand in the whole directly, and in no department, are the first unit's own."""
    top: list[Sheet] = [("B", 0, place, 2) for place in range(12)]
    rows, more = block(*top), block(*top, ("B", 0, 77, 0))
    one, other = (sheets([each], ("q1", "q2"), ("B", "R", "A")) for each in (rows, more))
    assert telling(one, other, TREE, T).apart == {("B", "", ""), ("R", "", "")}


def test_all_that_lies_within_such_a_group_is_known_too_however_few_its_sheets() -> None:
    """A came again, nine of them new and three old, and one old joined: the new are the same, the old are one more.

    Nobody's tenure is known in B: who is new or old in all is who is so in A.
    """
    aged = [(unit, 1 + (place > 8), place, answer) for unit, _, place, answer in TWELVE]
    rows = [block(*aged, *OTHERS), block(*aged, *ELSE, ("A", 2, 50, 0))]
    one, other = (sheets([each], ("q1", "q2"), tuple(TREE.units)) for each in rows)
    found = telling(one, other, TREE, T)
    groups = {(unit, "tenure", value) for unit in "AR" for value in ("new", "old")}
    assert found.quiet == {("A", "", ""), *groups}
    assert found.apart == {("A", "", ""), ("A", "tenure", "old"), ("R", "tenure", "old")}
    assert found.same == {("A", "tenure", "new"), ("R", "tenure", "new")}


def test_where_nobody_came_or_left_all_is_the_same_and_nobody_apart() -> None:
    one, other = (sheets([block(*rows)], ("q1", "q2"), tuple(TREE.units)) for rows in (TWELVE + OTHERS, TWELVE + ELSE))
    found = telling(one, other, TREE, T)
    assert (found.apart, found.same) == (set(), {("A", "", ""), ("A", "tenure", "new"), ("R", "tenure", "new")})
    assert found.same == found.quiet
