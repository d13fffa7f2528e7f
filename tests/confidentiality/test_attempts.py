"""What an attacker may try, one test an idea: each is shown to work on figures that are not protected, and not on ours."""

import pytest

from confidentiality.attack import Known, attack
from confidentiality.cube import Level
from tests.confidentiality.worlds import tree

T = 10
TOWN = tree({"R": None, "A": "R", "B": "R"})


def cell(unit: str, told: tuple[int, int] | None, segment: str | None = None) -> Level:
    """A row of the indicator x: so many favourable of so many, or hidden."""
    plain = {"wave": "W", "unit": unit, "segment": segment, "indicator": "x", "status": "hidden"}
    if told is not None:
        plain |= {"status": "shown", "favourable": told[0], "base": told[1], "share": told[0] / told[1]}
    return Level.model_validate(plain)


@pytest.mark.parametrize(
    ("whole", "a", "b", "learned"),
    [
        ((4, 20), 20, 0, []),  # A is all of the whole, whose twenty answers are shown
        ((4, 9), 9, 0, ["A"]),  # nine are too few, whoever they are
        ((0, 20), 19, 1, ["A", "B"]),  # nobody of the whole, so nobody of either
    ],
)
def test_a_unit_that_holds_all_the_people_of_the_whole_is_the_whole(
    whole: tuple[int, int], a: int, b: int, learned: list[str]
) -> None:
    """By somebody who knows how many were asked in each."""
    rows = {(each.unit, "", ""): each for each in (cell("R", whole), cell("A", None), cell("B", None))}
    held = {group: row for group, row in rows.items() if {"R": 1, "A": a, "B": b}[group[0]]}
    sizes = {("R", "", ""): whole[1], ("A", "", ""): a, ("B", "", ""): b}
    assert [group[0] for (group, _) in attack("x", Known(held, TOWN, T, sizes)).pinned] == learned
