"""Hiding: boundaries, what a subtraction would give away, and full enumeration as the attacker's second method."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from confidentiality.cube import HiddenBy
from confidentiality.pattern import cube, exposed, hide
from measure.organisation import OrgTree, Unit
from measure.questionnaire import Wording
from measure.tally import Group

T = 10


def tree(**parents: str | None) -> OrgTree:
    since = date(2025, 4, 1)
    return OrgTree.of(Unit(code=c, name=Wording(ja=c, en=c), parent=p, valid_from=since) for c, p in parents.items())


def whole(**counts: int) -> dict[Group, int]:
    return {(unit, "", ""): count for unit, count in counts.items()}


def hidden_units(counts: dict[Group, int], org: OrgTree) -> dict[str, HiddenBy]:
    return {unit: why for (unit, _, _), why in hide(cube(counts, org), T).items()}


@pytest.mark.parametrize(("a", "hidden"), [(T - 1, True), (T, False), (T + 1, False), (0, False)])
def test_the_boundary_is_the_minimum_itself(a: int, hidden: bool) -> None:
    found = hidden_units(whole(R=a + 40, A=a, B=20, C=20), tree(R=None, A="R", B="R", C="R"))
    assert (found.get("A") is HiddenBy.PRIMARY) is hidden


def test_a_single_small_unit_takes_its_cheapest_sibling_along() -> None:
    """R 55 = A 5 + B 20 + C 30: hiding A alone leaves 55 - 20 - 30 = 5."""
    found = hidden_units(whole(R=55, A=5, B=20, C=30), tree(R=None, A="R", B="R", C="R"))
    assert found == {"A": HiddenBy.PRIMARY, "B": HiddenBy.COMPLEMENTARY}


def test_two_small_units_that_together_reach_the_minimum_need_nobody_else() -> None:
    """R 42 = A 5 + B 7 + C 30: the hidden ones are 12 together."""
    found = hidden_units(whole(R=42, A=5, B=7, C=30), tree(R=None, A="R", B="R", C="R"))
    assert set(found) == {"A", "B"}


def test_people_of_a_unit_itself_are_a_group_although_no_page_shows_them() -> None:
    """R 43 = A 20 + B 20 + 3 in R itself: showing both gives the three away."""
    found = hidden_units(whole(R=43, A=20, B=20), tree(R=None, A="R", B="R"))
    assert len(found) == 1
    assert set(found.values()) == {HiddenBy.COMPLEMENTARY}


def test_people_without_a_segment_are_a_group_too() -> None:
    """R 43 = audience x 20 + y 20 + 3 without an answer."""
    counts = {("R", "", ""): 43, ("R", "audience", "x"): 20, ("R", "audience", "y"): 20}
    assert len(hide(cube(counts, tree(R=None)), T)) == 1


def test_the_root_stays_unless_it_is_itself_too_small() -> None:
    assert "R" not in hidden_units(whole(R=25, A=5, B=20), tree(R=None, A="R", B="R"))
    assert "R" in hidden_units(whole(R=9, A=5, B=4), tree(R=None, A="R", B="R"))


def test_without_complementary_hiding_the_audit_bites() -> None:
    people = cube(whole(R=55, A=5, B=20, C=30), tree(R=None, A="R", B="R", C="R"))
    assert exposed(people, frozenset({("A", "", "")}), T) == [("A", "", "")]
    assert exposed(people, frozenset({("A", "", ""), ("B", "", "")}), T) == []


def test_a_parent_that_is_hidden_must_not_be_the_sum_of_what_is_shown() -> None:
    """R > (A 4, B > (b1 12, b2 15)): hiding A and B while b1 and b2 are shown would give B, and so A."""
    counts = whole(R=31, A=4, B=27, b1=12, b2=15)
    people = cube(counts, tree(R=None, A="R", B="R", b1="B", b2="B"))
    found = hide(people, T)
    assert exposed(people, frozenset(found), T) == []
    assert {unit for unit, _, _ in found} & {"b1", "b2"}


DEEP = tree(R=None, A="R", B="R", a1="A", a2="A", b1="B", b2="B")
FLAT = tree(R=None, A="R", B="R")
PLACES = {
    "deep": [("a1", ""), ("a2", ""), ("b1", ""), ("b2", "")],
    "crossed": [("A", "x"), ("A", "y"), ("B", "x"), ("B", "y")],
}
MOST = 8


def counted(kind: str, people: tuple[int, ...]) -> dict[Group, int]:
    """Every count that follows from how many stand in each of the four places."""
    org, found = DEEP if kind == "deep" else FLAT, dict[Group, int]()
    for (unit, value), count in zip(PLACES[kind], people, strict=True):
        for above in org.path(unit):
            for group in {(above, "", ""), (above, "s" if value else "", value)}:
                found[group] = found.get(group, 0) + count
    return found


@given(st.sampled_from(sorted(PLACES)), st.tuples(*[st.integers(0, 4)] * 4))
@hypothesis_settings(max_examples=60)
def test_enumerating_every_possible_world_finds_no_group_below_the_minimum(kind: str, people: tuple[int, ...]) -> None:
    """Minimum 3: every small cell holds 3 or more in some world that agrees with all that is shown.

    An attacker knows which of the four places are empty, and nothing of the others but what the cells say.
    """
    minimum, truth = 3, counted(kind, people)
    held = {group: count for group, count in truth.items() if count}
    hidden = hide(cube(truth, DEEP if kind == "deep" else FLAT), minimum)
    shown = {group: count for group, count in held.items() if group not in hidden}
    most = dict.fromkeys(held, 0)
    for world in product(*(range(MOST) if count else (0,) for count in people)):
        counts = counted(kind, world)
        if all(counts[group] == count for group, count in shown.items()):
            most = {group: max(most[group], counts[group]) for group in held}
    assert {group for group, count in held.items() if count < minimum and most[group] < minimum} == set()
