"""What is published of a tree and what it costs, by hand."""

import pytest

from confidentiality.choices import Bases, Choices, Price, prices
from measure.tally import Group
from tests.confidentiality.worlds import tree

TREE = tree({"R": None, "A": "R", "B": "R", "a1": "A", "a2": "A", "b1": "B"})
LEVELS = [["R"], ["R", "A", "B"], ["R", "A", "B", "a1", "a2", "b1"]]


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_the_tree_is_cut_below_the_lowest_level(depth: int) -> None:
    chosen = Choices(depth=depth)
    assert list(chosen.cut(TREE).units) == LEVELS[depth]
    assert [unit for unit in TREE.units if chosen.publishes((unit, "", ""), TREE)] == LEVELS[depth]


PUBLISHED = [
    (("A", "", ""), True),
    (("A", "age", "old"), True),
    (("A", "grade", "1"), False),  # left out
    (("a1", "", ""), True),
    (("a1", "age", "old"), False),  # below the lowest level with segments
    (("X", "", ""), False),  # no unit of this tree
]


@pytest.mark.parametrize(("group", "published"), PUBLISHED)
def test_what_is_published(group: Group, published: bool) -> None:
    chosen = Choices(without=("grade",), segment_depth=1)
    assert chosen.publishes(group, TREE) is published
    assert chosen.kept({group: 7}, TREE) == ({group: 7} if published else {})


def test_segments_are_never_published_below_the_units() -> None:
    chosen = Choices(depth=1, segment_depth=2)
    assert not chosen.publishes(("a1", "age", "old"), TREE)
    assert chosen.publishes(("A", "age", "old"), TREE)


COUNTS = {"R": 60, "A": 34, "B": 26, "a1": 4, "a2": 30, "b1": 26}


def test_the_price_is_the_units_hidden_with_one_choice_less() -> None:
    """a1 4 takes a2 along; by age everybody is hidden or not with their unit; above the sections nothing is small."""
    people = {(unit, "", ""): count for unit, count in COUNTS.items()}
    people |= {("R", "age", value): count for value, count in (("old", 5), ("young", 55))}
    found = list(prices(Bases(people, TREE, 10), Choices()))
    sections = 2
    assert found == [
        Price(depth=30, units=6, hidden=sections),
        Price(without=("age",), depth=30, units=6, hidden=sections),
        Price(depth=1, units=3, hidden=0),
    ]


@pytest.mark.parametrize(("depth", "asked"), [(0, [0]), (1, [1]), (2, [2, 1]), (30, [30, 1])])
def test_the_lowest_level_may_be_left_out_down_to_the_first(depth: int, asked: list[int]) -> None:
    bases = Bases({(unit, "", ""): 40 for unit in TREE.units}, TREE, 10)
    assert [price.depth for price in prices(bases, Choices(depth=depth))] == asked


def test_a_wave_without_units_has_its_price_too() -> None:
    assert list(prices(Bases({}, tree({}), 10), Choices())) == [Price(depth=30, units=0, hidden=0)]
