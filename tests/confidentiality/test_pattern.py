"""Hiding: boundaries, what a subtraction would give away, and full enumeration as the attacker's second method."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from confidentiality.cube import HiddenBy
from confidentiality.pattern import OWN, _enough, cube, exposed, hide, structure
from measure.nests import Nest
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


HIGH = tree(R=None, A="R", B="R", a1="A", a2="A")


@pytest.mark.parametrize(
    ("group", "price"),
    [
        (("a1", "", ""), 9**0.5 * 3),  # a unit's own figure is dearer than one of its segments
        (("a1", "age", "old"), 4**0.5),
        (("B", "", ""), 25**0.5 * 3),
        (("A", "", ""), 36**0.5 * 3 * 2),  # each level above the lowest doubles
        (("R", "", ""), 64**0.5 * 3 * 2 * 2),
        (("R", "age", "old"), 16**0.5 * 2 * 2),
    ],
)
def test_large_and_upper_groups_are_dear(group: Group, price: float) -> None:
    counts = whole(R=64, A=36, B=25, a1=9, a2=27) | {("R", "age", "old"): 16, ("a1", "age", "old"): 4}
    assert cube(counts, HIGH).prices[group] == pytest.approx(price)


@pytest.mark.parametrize(("r", "own", "sums"), [(40, None, 1), (41, 1, 1), (50, 10, 1), (39, None, 0)])
def test_what_a_sum_leaves_is_a_group_from_one_on(r: int, own: int | None, sums: int) -> None:
    """A 20 and B 20: parts that come to more than their total are no sum."""
    found = cube(whole(R=r, A=20, B=20), FLAT)
    assert found.counts.get(("R", "", OWN)) == own
    assert len(found.relations) == sums
    assert found.unshown == ({("R", "", OWN)} if own else set())
    assert found.never == {("R", "", "")}


OLD: Group = ("R", "age", "old")
GRADES = [("R", "grade", grade) for grade in ("1", "2", "3")]
NEST = Nest(within=("age", "old"), key="grade", values=("1", "2"))


@pytest.mark.parametrize(
    ("groups", "parts"),
    [
        ([OLD, *GRADES], GRADES[:2]),  # who is of grade 3 is not old
        ([OLD, GRADES[0]], GRADES[:1]),  # nobody is of grade 2
        ([OLD], None),
        ([OLD, GRADES[2]], None),
        (GRADES, None),
    ],
)
def test_values_within_a_value_of_another_segment_are_a_sum(groups: list[Group], parts: list[Group] | None) -> None:
    known, relations = structure([("R", "", ""), *groups], tree(R=None), (NEST,))
    found = [relation for relation in relations if relation.total == OLD]
    assert [[part for part in each.parts if part != each.rest] for each in found] == ([] if parts is None else [parts])
    assert all(relation.rest in known for relation in relations)


def test_who_is_old_and_has_no_grade_is_a_group() -> None:
    """Thirty are old, 25 of grade 1 or 2: five have neither."""
    counts = {("R", "", ""): 60, OLD: 30} | dict(zip(GRADES, (12, 13, 20), strict=True))
    [found] = [each for each in cube(counts, tree(R=None), (NEST,)).relations if each.total == OLD]
    assert cube(counts, tree(R=None), (NEST,)).counts[found.rest] == 30 - 12 - 13


def test_what_is_hidden_on_other_grounds_stays_and_helps() -> None:
    """C is hidden already: A 5 needs nobody else. What the cube does not hold is no cell."""
    people = cube(whole(R=55, A=5, B=20, C=30), tree(R=None, A="R", B="R", C="R"))
    already = frozenset({("A", "", ""), ("C", "", ""), ("X", "", "")})
    assert hide(people, T, already) == {("A", "", ""): HiddenBy.PRIMARY, ("C", "", ""): HiddenBy.COMPLEMENTARY}


def test_where_even_all_that_is_hidden_holds_too_few_the_whole_is_hidden() -> None:
    """Of R's ten, one is in B: with somebody in A, B holds nine at most, whatever is hidden below."""
    found = hidden_units(whole(R=10, A=9, B=1), FLAT)
    assert found == {"R": HiddenBy.COMPLEMENTARY, "A": HiddenBy.PRIMARY, "B": HiddenBy.PRIMARY}
    assert set(hidden_units(whole(R=11, A=10, B=1), FLAT)) == {"A", "B"}


def test_the_last_resort_is_everything_but_the_whole_and_then_the_whole() -> None:
    some = {("A", "", ""): HiddenBy.PRIMARY}
    enough = cube(whole(R=55, A=5, B=20, C=27), tree(R=None, A="R", B="R", C="R"))  # and three in R itself
    assert {unit for unit, _, _ in _enough(enough, T, dict(some))} == {"A", "B", "C"}
    few = cube(whole(R=10, A=1, B=9), FLAT)
    assert {unit for unit, _, _ in _enough(few, T, dict(some))} == {"A", "B", "R"}
    safe = cube(whole(R=55, A=25, B=30), FLAT)
    assert _enough(safe, T, {}) == {}


@pytest.mark.parametrize(
    ("a", "b", "stay", "bare"),
    [
        (5, 5, 0, "AB"),  # ten together, and somebody is in each
        (5, 6, 0, ""),  # either may be ten
        (4, 7, 0, ""),
        (4, 6, 0, "AB"),
        (5, 6, 2, "A"),  # two stay in B, so that A is nine at most
        (5, 6, 1, ""),
    ],
)
def test_two_hidden_ones_share_what_they_have(a: int, b: int, stay: int, bare: str) -> None:
    people = cube(whole(R=a + b + 30, A=a, B=b, C=30), tree(R=None, A="R", B="R", C="R"))
    hidden = frozenset({("A", "", ""), ("B", "", "")})
    least = {("B", "", ""): stay} if stay else None
    assert "".join(unit for unit, _, _ in exposed(people, hidden, T, least)) == bare


@pytest.mark.parametrize(("own", "bare"), [(4, [("A", "", ""), ("R", "", OWN)]), (5, [("R", "", OWN)]), (6, [])])
def test_a_remainder_may_be_empty_and_a_cell_that_is_not_shown_may_not(own: int, bare: list[Group]) -> None:
    """A 5 is hidden beside people of R itself."""
    people = cube(whole(R=5 + own + 30, A=5, B=30), FLAT)
    assert exposed(people, frozenset({("A", "", "")}), T) == bare


def test_a_small_group_that_is_shown_is_bare_whatever_else_is_hidden() -> None:
    people = cube(whole(R=55, A=5, B=20, C=30), tree(R=None, A="R", B="R", C="R"))
    assert exposed(people, frozenset({("B", "", ""), ("C", "", "")}), T) == [("A", "", "")]


def test_of_groups_of_nobody_those_stay_that_are_told() -> None:
    """R 20 is all A's; nobody is in B or in b below it, nor in what b leaves of B."""
    org = tree(R=None, A="R", B="R", b="B")
    r, a, b, below = ((unit, "", "") for unit in ("R", "A", "B", "b"))
    own = ("B", "", OWN)
    counts = {r: 20, a: 20, b: 0, below: 0}
    plain, told = cube(counts, org), cube(counts, org, told=frozenset({b}))
    assert plain.counts == {r: 20, a: 20}
    assert [(each.total, each.parts) for each in plain.relations] == [(r, (a,))]
    assert told.counts == {r: 20, a: 20, b: 0, own: 0}
    assert {each.total: each.parts for each in told.relations} == {r: (a, b), b: (own,)}
    assert told.prices[b] == 3 * 1**0.5 * 2  # as of one, above one level


def test_segments_are_sums_down_to_the_lowest_level_at_which_any_of_their_values_is_published() -> None:
    """By s down to A, of which p alone is told; by u at the top. Nobody can say who of A is of no u."""
    org = tree(R=None, A="R", a="A")
    counts: dict[Group, int] = {(unit, "", ""): 40 for unit in "RAa"}
    counts |= {("R", "s", "p"): 15, ("R", "s", "q"): 25, ("A", "s", "p"): 15, ("R", "u", "x"): 40}
    sums = {(relation.total[0], relation.rest[1]) for relation in cube(counts, org).relations if not relation.total[1]}
    assert sums == {("R", "s"), ("A", "s"), ("R", "u"), ("R", ""), ("A", "")}


@pytest.mark.parametrize(("people", "bare"), [(0, False), (1, True), (9, True), (10, False)])
def test_of_what_is_shown_few_are_bare_and_nobody_is_not(people: int, bare: bool) -> None:
    a: Group = ("A", "", "")
    assert exposed(cube({a: people}, tree(A=None), told=frozenset({a})), frozenset(), 10) == ([a] if bare else [])
