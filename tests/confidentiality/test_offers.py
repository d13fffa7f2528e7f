"""What is offered to small organisations, by hand: what a choice shows, which levels are tried, which segments are worth it."""

from collections.abc import Mapping

import pytest

from confidentiality.choices import Bases, Choices
from confidentiality.proposal import MANY, Offer, _depths, offer, propose
from measure.organisation import OrgTree
from measure.tally import Group
from tests.confidentiality.worlds import tree

T = 10


def one(**change: int) -> Offer:
    plain = {"depth": 1, "segment_depth": 1, "units": 7, "shown_units": 5, "cells": 12, "shown_cells": 10}
    return Offer.model_validate(plain | change)


def test_what_is_shown_counts_for_a_choice_and_what_is_hidden_against_it() -> None:
    """A unit as much as three of its segments."""
    assert one().worth == 3 * (5 - 2) + (10 - 2)
    assert one(shown_units=0).worth == 3 * (0 - 7) + (10 - 2)
    assert one(shown_cells=0).worth == 3 * (5 - 2) + (0 - 12)


DEEP = tree({"R": None, "A": "R", "B": "R", "a1": "A", "a2": "A", "a3": "A"})
LEAVES = {"a1": {"p": 12, "q": 14}, "a2": {"p": 2, "q": 2}, "a3": {"p": 0, "q": 0}, "B": {"p": 20, "q": 30}}


def headed(org: OrgTree, leaves: Mapping[str, Mapping[str, int]], key: str = "s") -> Bases:
    """Each unit with all below it, by the values of a segment."""
    people: dict[Group, int] = {}
    for leaf, values in leaves.items():
        for unit in org.path(leaf):
            told = {(unit, "", ""): sum(values.values())} | {(unit, key, value): n for value, n in values.items()}
            people |= {group: people.get(group, 0) + count for group, count in told.items()}
    return Bases(people, org, T)


OFFERS: list[tuple[Choices, tuple[int, int], tuple[int, int], tuple[int, int]]] = [
    # a1 26, a2 4, B 50 of R 80: a2 takes a1 along; its four by two values take those of a1 along
    (Choices(), (2, 2), (3, 5), (6, 10)),
    (Choices(depth=9, segment_depth=4), (2, 2), (3, 5), (6, 10)),
    (Choices(depth=1), (1, 1), (3, 3), (6, 6)),
    (Choices(segment_depth=1), (2, 1), (3, 5), (6, 6)),
    (Choices(depth=1, segment_depth=2), (1, 1), (3, 3), (6, 6)),
    (Choices(depth=0), (0, 0), (1, 1), (2, 2)),
    (Choices(without=("s",)), (2, 2), (3, 5), (0, 0)),
]


@pytest.mark.parametrize(("choices", "depths", "units", "cells"), OFFERS)
def test_what_a_choice_shows_of_each_level(
    choices: Choices, depths: tuple[int, int], units: tuple[int, int], cells: tuple[int, int]
) -> None:
    """Nobody is in a3, so that it is neither shown nor hidden."""
    found = offer(headed(DEEP, LEAVES), choices)
    assert (found.depth, found.segment_depth) == depths
    assert (found.shown_units, found.units) == units
    assert (found.shown_cells, found.cells) == cells
    assert found.without == choices.without


def test_levels_of_nobody_are_no_levels() -> None:
    assert offer(headed(DEEP, LEAVES | {"a1": {}, "a2": {}}), Choices()).depth == 1
    assert offer(headed(DEEP, {"a3": {"p": 0}}), Choices()) == one(
        depth=0, segment_depth=0, units=0, shown_units=0, cells=0, shown_cells=0
    )


CHAINS: list[tuple[str, list[int]]] = [("R", [0]), ("RA", [1]), ("RAB", [1, 2]), ("RABC", [1, 2, 3])]


@pytest.mark.parametrize(("chain", "depths"), CHAINS)
def test_every_level_below_the_top_is_tried(chain: str, depths: list[int]) -> None:
    """Each unit stands in the one before; the top alone is tried where there is nothing else."""
    org = tree(dict(zip(chain, (None, *chain), strict=False)))
    assert list(_depths(headed(org, {chain[-1]: {"p": 20}}))) == depths


def test_of_levels_that_show_as_much_the_deeper_is_proposed() -> None:
    """Of A 50 the two below, 26 and 4, are hidden and the two of B 35, 15 and 20, are shown: as much as without them."""
    org = tree({"R": None, "A": "R", "B": "R", "a1": "A", "a2": "A", "b1": "B", "b2": "B"})
    sizes = {"a1": 26, "a2": 4, "b1": 15, "b2": 20}
    found = propose(headed(org, {unit: {"": size} for unit, size in sizes.items()}, ""), Choices())
    assert found is not None
    assert (found.best.depth, found.best.shown_units, found.best.units) == (2, 5, 7)


SEGMENTED: list[tuple[dict[str, int], bool]] = [
    ({"p": 5, "q": 6, "r": 20, "t": 20}, False),  # two are hidden and two shown
    ({"p": 5, "q": 6, "r": 20, "t": 20, "u": 20}, True),
    ({"p": 5, "q": 6, "r": 20}, False),
]


@pytest.mark.parametrize(("values", "proposed"), SEGMENTED)
def test_a_segment_is_proposed_where_it_shows_more_than_it_hides(values: dict[str, int], proposed: bool) -> None:
    found = propose(headed(tree({"R": None}), {"R": values}), Choices())
    assert found is not None
    assert found.best.without == (() if proposed else ("s",))


def test_every_segment_that_shows_more_is_proposed_as_deep_as_it_does() -> None:
    """By s and by u all is large at both levels; by v hardly anybody is anything."""
    org = tree({"R": None, "A": "R", "B": "R"})
    by_s = headed(org, {unit: {"p": 20, "q": 20} for unit in "AB"})
    by_u = headed(org, {unit: {"x": 15, "y": 25} for unit in "AB"}, "u")
    by_v = headed(org, {unit: {"x": 2, "y": 3, "z": 35} for unit in "AB"}, "v")
    found = propose(Bases({**by_s.people, **by_u.people, **by_v.people}, org, T), Choices(without=("s", "u")))
    assert found is not None
    assert (found.best.without, found.best.depth, found.best.segment_depth) == (("v",), 1, 1)
    assert (found.best.shown_units, found.best.units) == (3, 3)
    assert (found.best.shown_cells, found.best.cells) == (3 * 2 * 2, 3 * 2 * 2)
    assert found.now.without == ("s", "u")


@pytest.mark.parametrize(("others", "proposed"), [(7, False), (8, True), (9, True)])
def test_a_segment_may_cost_a_tenth_of_the_units_and_no_more(others: int, proposed: bool) -> None:
    """Ten people, p 4 and q 6, can only be hidden with the total of the two: one unit of `others` + 2."""
    org = tree({"R": None} | {f"u{number}": "R" for number in range(others + 1)})
    known = headed(
        org,
        {"R": {"p": 20, "q": 20}, "u0": {"p": 4, "q": 6}} | {f"u{n}": {"p": 20, "q": 20} for n in range(1, others + 1)},
    )
    found = propose(known, Choices())
    assert found is not None
    assert (found.now.shown_units, found.now.units) == (others + 1, others + 2)
    assert (found.best.segment_depth, found.best.shown_units) == ((1, others + 1) if proposed else (0, others + 2))


def test_as_many_groups_as_may_be_are_still_told() -> None:
    leaves = {f"s{number}": {"": 20} for number in range(MANY - 1)}
    org = tree({"R": None} | dict.fromkeys(leaves, "R"))
    known = headed(org, leaves, "")
    assert len(known.people) == MANY
    found = propose(known, Choices())
    assert found is not None
    assert found.best.shown_units == MANY


def test_a_segment_that_shows_as_much_as_it_hides_is_left_out_beside_one_that_shows_more() -> None:
    """Of s two values are hidden and two shown; of u all three are shown."""
    org = tree({"R": None})
    by_s = headed(org, {"R": {"p": 5, "q": 6, "r": 20, "t": 20}})
    by_u = headed(org, {"R": {"x": 11, "y": 20, "z": 20}}, "u")
    found = propose(Bases({**by_s.people, **by_u.people}, org, T), Choices())
    assert found is not None
    assert found.best.without == ("s",)
