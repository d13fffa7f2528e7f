"""What is hidden so that an answer comes open, by hand: sections of one root, each with how many said yes of how many."""

import pytest

from confidentiality.answers import Cell, Facts, facts
from confidentiality.audit import Attack, Seen
from confidentiality.mend import _is_open, mend
from confidentiality.pattern import cube
from tests.confidentiality.worlds import tree

Told = dict[str, tuple[int, int]]
"""Said yes, of how many."""


def cell(unit: str) -> Cell:
    return (unit, "", ""), "x"


def town(told: Told, divisions: str = "") -> Facts:
    """Sections of R, or of the divisions by which their names begin."""
    parents: dict[str, str | None] = {"R": None} | dict.fromkeys(divisions, "R")
    parents |= {unit: unit[0] if divisions else "R" for unit in told}
    org = tree(parents)
    sums = {u: tuple(sum(told[leaf][side] for leaf in org.leaves(u)) for side in (0, 1)) for u in org.units}
    people = cube({(unit, "", ""): size for unit, (_, size) in sums.items()}, org)
    yes, sizes = ({(u, "", ""): float(pair[side]) for u, pair in sums.items()} for side in (0, 1))
    return facts(people, {"x": (yes, sizes)})


def mended(known: Facts, bare: dict[str, float], prices: dict[str, float], coded: Told | None = None) -> set[str]:
    """What is hidden besides, where all is shown but the bare cells and those without a price whose name is small."""
    bounds = {cell(unit): (float(low), float(high)) for unit, (low, high) in (coded or {}).items()}
    unseen = {cell(unit) for unit in bare} | bounds.keys() | {c for c in known.cells() if c[0][0].islower()}
    seen = Seen(frozenset(known.cells()) - unseen, bounds)
    found = mend(known, seen, {cell(u): need for u, need in bare.items()}, {cell(u): p for u, p in prices.items()})
    return {unit for (unit, _, _), _ in found}


ALL_YES: Told = {"A": (3, 3), "B": (9, 9), "C": (10, 28), "D": (20, 40)}


@pytest.mark.parametrize(
    ("prices", "hidden"),
    [
        ({"C": 2, "D": 3, "R": 9}, {"C"}),
        ({"C": 3, "D": 2, "R": 9}, {"D"}),
        ({"R": 9}, {"R"}),
        ({}, set()),  # what has no price is never hidden
    ],
)
def test_the_cheapest_that_opens_a_cell_is_hidden(prices: dict[str, float], hidden: set[str]) -> None:
    """All of A and B said yes: one less in A is one more in another."""
    known = town(ALL_YES)
    assert mended(known, {"A": 0, "B": 0}, prices) == hidden
    shown = frozenset(known.cells()) - {cell(unit) for unit in {"A", "B"} | hidden}
    assert Attack(known, Seen(shown)).pinned([cell("A"), cell("B")]) == ([] if hidden else [cell("A"), cell("B")])


def test_what_another_movement_has_opened_is_not_paid_for_again() -> None:
    """A of P and B of Q: either needs a sister of its own, P and Q being shown."""
    told = {"Pa": (3, 3), "Pc": (9, 20), "Qb": (4, 4), "Qd": (9, 20)}
    assert mended(town(told, "PQ"), {"Pa": 0, "Qb": 0}, {"Pc": 1, "Qd": 1}) == {"Pc", "Qd"}


@pytest.mark.parametrize(("dear", "hidden"), [(4, {"Pc", "P", "Q"}), (1.5, {"Pc", "Qd"})])
def test_what_is_hidden_for_one_moves_for_nothing_for_the_next(dear: float, hidden: set[str]) -> None:
    """Nobody of a and b said yes. One more of a is one less of c, at 3; then one more of b is one less of d, at 4, or of
    c, who is free, with P and Q at 1 each.
    """
    told = {"Pa": (0, 3), "Pc": (10, 20), "Qb": (0, 3), "Qd": (10, 20)}
    assert mended(town(told, "PQ"), {"Pa": 0, "Qb": 0}, {"Pc": 3, "Qd": dear, "P": 1, "Q": 1}) == hidden


def test_hidden_cells_move_for_nothing() -> None:
    """One less of A is one more of b, hidden anyway, however cheap C is."""
    assert mended(town({"A": (3, 9), "b": (4, 9), "C": (9, 20)}), {"A": 0}, {"C": 0.5}) == set()


def test_of_more_and_fewer_the_cheaper_is_taken() -> None:
    """A up takes one from C, who all said yes; A down gives one to D, where nobody did."""
    told = {"A": (4, 9), "C": (20, 20), "D": (0, 20)}
    assert mended(town(told), {"A": 0}, {"C": 5, "D": 3}) == {"D"}
    assert mended(town(told), {"A": 0}, {"C": 3, "D": 5}) == {"C"}


CODED: list[tuple[float, tuple[int, int], set[str]]] = [
    (0, (19, 20), set()),  # one less of A may be C's twentieth: its bound says nothing else
    (0, (19, 19), {"C"}),
    (2, (19, 20), {"C"}),  # two more in A are not within it
    (2, (17, 19), set()),
    (2, (18, 19), {"C"}),
]


@pytest.mark.parametrize(("need", "bound", "hidden"), CODED)
def test_what_is_coded_moves_within_its_bound_and_further_at_its_price(
    need: float, bound: tuple[int, int], hidden: set[str]
) -> None:
    told = {"A": (4, 9), "C": (19, 20)}
    assert mended(town(told), {"A": need}, {"C": 2}, {"C": bound}) == hidden


@pytest.mark.parametrize(("need", "hidden"), [(1, {"C"}), (5, {"C"}), (6, set())])
def test_a_cell_gets_the_room_that_it_needs_or_none(need: float, hidden: set[str]) -> None:
    """A 4 of 9 can hold five more, however much C has to give."""
    assert mended(town({"A": (4, 9), "C": (19, 20)}), {"A": need}, {"C": 2}) == hidden


ALMOST = 1e-9
OPEN = [
    (1, 0, True),
    (-1, 0, True),
    (1 - ALMOST, 0, True),
    (0.5, 0, False),
    (0, 0, False),
    (2, 2, True),
    (2 - ALMOST, 2, True),
    (3, 2, True),
    (1, 2, False),
    (-2, 2, False),
]


@pytest.mark.parametrize(("moved", "need", "is_open"), OPEN)
def test_open_is_one_either_way_or_what_is_needed(moved: float, need: float, is_open: bool) -> None:
    assert _is_open(moved, need) is is_open
