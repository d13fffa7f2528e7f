"""How answers add up: what remainders answered, by subtraction, and whether counts are those of whole people."""

import pytest

from confidentiality.answers import facts, spread
from confidentiality.pattern import OWN, WITHOUT, Cube, cube
from measure.tally import Group
from tests.confidentiality.worlds import tree

TREE = tree({"R": None, "A": "R", "B": "R"})
OF_R: Group = ("R", "", OWN)


def people() -> Cube:
    """R 43 = A 20 + B 20 + 3 of its own; by age R 43 = old 30 (20 of them in A) + 13 who do not say."""
    counts = {("R", "", ""): 43, ("A", "", ""): 20, ("B", "", ""): 20, ("R", "age", "old"): 30, ("A", "age", "old"): 20}
    return cube(counts, TREE)


def whole(**answers: float) -> dict[Group, float]:
    return {(unit, "", ""): count for unit, count in answers.items()}


@pytest.mark.parametrize(
    ("answers", "own"),
    [
        (whole(R=10, A=4, B=5), 10 - 4 - 5),
        (whole(R=10, A=4), 10 - 4),  # of B nobody answered so
        (whole(R=9.5, A=4, B=5), 0.5),
        (whole(R=1, A=4, B=5), 0),  # counts of different sources: never less than nobody
        ({}, 0),
    ],
)
def test_a_remainder_answered_what_the_parts_leave(answers: dict[Group, float], own: float) -> None:
    found = spread(people(), answers)
    assert {group: count for group, count in found.items() if not group[1]} == whole(R=0, A=0, B=0) | answers | {
        OF_R: own
    }


def test_those_without_a_value_answered_the_rest_too() -> None:
    answers = whole(R=10, A=4, B=5) | {("R", "age", "old"): 7.0, ("A", "age", "old"): 4.0}
    found = spread(people(), answers)
    assert found["R", "age", WITHOUT] == 10 - 7
    assert found["R", "age", "old" + OWN] == 7 - 4


@pytest.mark.parametrize(
    ("yes", "is_whole"),
    [(whole(R=3, A=1, B=2), True), (whole(R=3.5, A=1.5, B=2), False), (whole(R=2.5, A=0.5, B=1.5), False)],
)
def test_counts_of_whole_people_are_told_from_weighted_ones(yes: dict[Group, float], is_whole: bool) -> None:
    counts = whole(R=43, A=20, B=20)
    assert facts(people(), {"x": (yes, counts), "y": (whole(R=1), counts)}).whole is is_whole


def test_where_nobody_is_asked_there_is_nothing_to_learn() -> None:
    known = facts(people(), {"x": (whole(R=3, A=3), whole(R=23, A=20))})
    assert {group for group, _ in known.cells()} == {("R", "", ""), ("A", "", ""), OF_R, ("R", "age", WITHOUT)}
    assert known.limit((("B", "", ""), "x")) == known.count((("B", "", ""), "x")) == 0
