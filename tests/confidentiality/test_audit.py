"""Audit B against full enumeration: the reference cases, and small random cubes by property."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from confidentiality.answers import Facts, Rule, facts
from confidentiality.audit import Attack, Seen, step, ties
from confidentiality.pattern import cube
from measure.tally import Group
from tests.confidentiality.worlds import golden, golden_groups, golden_tree, tree, worlds


@pytest.mark.parametrize("case", range(12))
def test_intervals_are_those_of_enumeration(case: int) -> None:
    told = golden()[case]
    groups = golden_groups(told)
    counts = {group: int(n) for group, n in zip(groups, told["n"], strict=True)}
    yes = dict(zip(groups, told["x"], strict=True))
    people = cube(counts, golden_tree(told))
    known = facts(people, {"x": (yes, counts)})
    shown = frozenset((g, "x") for g, hidden in zip(groups, told["suppressed"], strict=True) if not hidden)
    attack = Attack(known, Seen(shown))
    for group, low, high in zip(groups, told["lo"], told["hi"], strict=True):
        assert attack.interval((group, "x")) == pytest.approx((low, high), abs=1e-6), group


TREE = tree({"R": None, "A": "R", "B": "R"})
LEAVES: list[Group] = [(unit, "s", value) for unit in "AB" for value in "pq"]
ABOVE: dict[Group, list[Group]] = {
    (u, k, v): [(u, k, v), (u, "", ""), ("R", k, v), ("R", "", "")] for u, k, v in LEAVES
}
GROUPS = sorted({group for above in ABOVE.values() for group in above})
Four = tuple[int, int, int, int]


def crossed(sizes: Four, answers: Four) -> tuple[Facts, dict[Group, int]]:
    """Two units by two values under one root, and how many of each said yes."""
    counts, yes = dict.fromkeys(GROUPS, 0), dict.fromkeys(GROUPS, 0)
    for leaf, size, answer in zip(LEAVES, sizes, answers, strict=True):
        for group in ABOVE[leaf]:
            counts[group] += size
            yes[group] += min(answer, size)
    return facts(cube(counts, TREE), {"x": (yes, counts)}), counts


SIZES = st.tuples(*[st.integers(0, 4)] * 4)


@given(SIZES, SIZES, st.sets(st.sampled_from(GROUPS)), st.sets(st.sampled_from(GROUPS)))
@hypothesis_settings(max_examples=120, deadline=None)
def test_the_attack_finds_what_enumerating_every_world_finds(
    sizes: Four, answers: Four, hidden: set[Group], coded: set[Group]
) -> None:
    """Coded counts are known to within one of the truth, towards the middle."""
    known, counts = crossed(sizes, answers)
    held = [group for group in GROUPS if counts[group]]
    bounds = {
        (group, "x"): (min(known.count((group, "x")), counts[group] - 1.0), known.count((group, "x")) + 1)
        for group in coded - hidden
        if counts[group]
    }
    shown = frozenset((g, "x") for g in held if g not in hidden | coded)
    attack = Attack(known, Seen(shown, bounds))
    possible: dict[Group, set[int]] = {group: set() for group in held}
    for world in worlds(counts, LEAVES, ABOVE):
        agrees = all(world[cell] == known.count(cell) for cell in shown)
        if agrees and all(low <= world[cell] <= high for cell, (low, high) in bounds.items()):
            for group in held:
                possible[group].add(world[group, "x"])
    for group in held:
        cell = (group, "x")
        assert attack.interval(cell) == pytest.approx((min(possible[group]), max(possible[group])), abs=1e-6)
    unknown = [(group, "x") for group in held if (group, "x") not in shown]
    assert attack.pinned(unknown) == [cell for cell in unknown if len(possible[cell[0]]) == 1]


def test_measures_of_one_base_limit_each_other() -> None:
    """A 3 and B 4, hidden; together 3 yes and 4 no: nobody is in between, and A may hold 0..3 of either."""
    org = tree({"R": None, "A": "R", "B": "R"})
    counts = {("R", "", ""): 7, ("A", "", ""): 3, ("B", "", ""): 4}
    yes = {("R", "", ""): 3, ("A", "", ""): 3, ("B", "", ""): 0}
    no = {group: counts[group] - yes[group] for group in counts}
    together = Rule((("yes", 1.0), ("no", 1.0)), high=counts)
    known = facts(cube(counts, org), {"yes": (yes, counts), "no": (no, counts)}, [together])
    attack = Attack(known, Seen(frozenset({(("R", "", ""), m) for m in ("yes", "no")})))
    found = {
        (x, y)
        for x, y in product(range(4), repeat=2)
        if x + y <= 3 and 3 - x >= 0 and 4 - y >= 0 and (3 - x) + (4 - y) <= 4
    }
    assert attack.interval((("A", "", ""), "yes")) == (min(x for x, _ in found), max(x for x, _ in found))
    assert attack.interval((("A", "", ""), "no")) == (min(y for _, y in found), max(y for _, y in found))


def test_all_of_them_said_yes_is_found() -> None:
    """A 3 and B 9 are hidden, all 12 said yes: so did all of A."""
    org = tree({"R": None, "A": "R", "B": "R", "C": "R"})
    counts = {("R", "", ""): 40, ("A", "", ""): 3, ("B", "", ""): 9, ("C", "", ""): 28}
    yes = counts | {("R", "", ""): 22, ("C", "", ""): 10}
    known = facts(cube(counts, org), {"x": (yes, counts)})
    seen = Seen(frozenset({(("R", "", ""), "x"), (("C", "", ""), "x")}))
    assert Attack(known, seen).pinned(known.cells()) == [(("A", "", ""), "x"), (("B", "", ""), "x")]


def test_an_answer_that_weighs_less_than_one_is_open_when_it_may_be_either_way() -> None:
    """One person of weight .6 whose hidden answer may be 0 or .6 is not pinned; with whole answers 1 would be needed."""
    people = cube({("R", "", ""): 21, ("A", "", ""): 1, ("B", "", ""): 20}, TREE)
    groups: dict[Group, float] = {("R", "", ""): 12.6, ("A", "", ""): 0.6, ("B", "", ""): 12.0}
    favourable: dict[Group, float] = {("R", "", ""): 5.5, ("A", "", ""): 0.0, ("B", "", ""): 5.5}
    known = facts(people, {"m": (favourable, groups)})
    hidden = [(("A", "", ""), "m"), (("B", "", ""), "m")]
    seen = Seen(frozenset({(("R", "", ""), "m")}))
    assert Attack(known, seen).pinned(hidden) == []
    assert Attack(known, Seen(frozenset({(("R", "", ""), "m"), hidden[1]}))).pinned(hidden[:1]) == hidden[:1]


def test_what_can_move_one_way_only_and_by_one_only_is_open() -> None:
    """Of A 3 and B 9, hidden, one said yes: it was of B, and may be of A."""
    counts = {("R", "", ""): 12, ("A", "", ""): 3, ("B", "", ""): 9}
    known = facts(cube(counts, TREE), {"x": ({("R", "", ""): 1, ("A", "", ""): 0, ("B", "", ""): 1}, counts)})
    for places in ([0], [1], [0, 1]):
        assert Attack(known, Seen(frozenset({(("R", "", ""), "x")})))._stuck(np.array(places)) == set()


WEIGHTED: list[tuple[dict[str, float], float]] = [
    ({"R": 12.6, "A": 0.6, "B": 12.0}, 0.3),  # half of the lightest
    ({"R": 7.5, "A": 3.0, "B": 4.5}, 1.0),  # never more than one answer
    ({"R": 21.0, "A": 1.0, "B": 20.0}, 1.0),  # whole people
]


@pytest.mark.parametrize(("bases", "least"), WEIGHTED)
def test_how_far_an_answer_has_to_be_able_to_move(bases: dict[str, float], least: float) -> None:
    people = cube({("R", "", ""): 21, ("A", "", ""): 1, ("B", "", ""): 20}, TREE)
    sizes = {(unit, "", ""): base for unit, base in bases.items()}
    assert step(facts(people, {"m": (sizes, sizes)})) == pytest.approx(least)


def test_weighted_answers_are_open_from_one_answer_on() -> None:
    """Of A 3 and B 4.5, hidden, 1.4 together said yes: either may lie anywhere up to 1.4, which is one and more."""
    people = cube({("R", "", ""): 7, ("A", "", ""): 3, ("B", "", ""): 4}, TREE)
    sizes: dict[Group, float] = {("R", "", ""): 7.5, ("A", "", ""): 3.0, ("B", "", ""): 4.5}
    for together, pinned in ((1.4, ""), (0.9, "AB")):
        yes: dict[Group, float] = {("R", "", ""): together, ("A", "", ""): 0.0, ("B", "", ""): together}
        attack = Attack(facts(people, {"m": (yes, sizes)}), Seen(frozenset({(("R", "", ""), "m")})))
        assert "".join(unit for (unit, _, _), _ in attack.pinned([((u, "", ""), "m") for u in "AB"])) == pinned


INFINITE = float("inf")
LIMITS: list[tuple[float | None, float | None, tuple[float, float] | None]] = [  # of A, where 3 are counted
    (2, 5, (2 - 3, 5 - 3)),
    (3, 3, (0, 0)),
    (None, 5, (-INFINITE, 5 - 3)),
    (2, None, (2 - 3, INFINITE)),
    (4, 5, None),  # a limit that the counts do not keep tells nobody anything
    (1, 2, None),
    (3 + 5e-7, 5, (0, 5 - 3)),  # what floats lose
    (2, 3 - 5e-7, (2 - 3, 0)),
]


@pytest.mark.parametrize(("low", "high", "expected"), LIMITS)
def test_limits_are_how_far_a_count_may_move(
    low: float | None, high: float | None, expected: tuple[float, float] | None
) -> None:
    a: Group = ("A", "", "")
    people = cube({a: 9}, TREE)
    rule = Rule((("x", 1.0),), *(None if limit is None else {a: limit} for limit in (low, high)))
    found = list(ties(facts(people, {"x": ({a: 3.0}, {a: 9.0})}, [rule]), {(a, "x"): 0}))
    assert found == ([] if expected is None else [([((a, "x"), 1.0)], *expected)])


def test_a_limit_that_names_no_group_is_nobody() -> None:
    """x less y is at least 0 and y less x at most 0: written once for all groups."""
    a: Group = ("A", "", "")
    known = facts(
        cube({a: 9}, TREE),
        {"x": ({a: 5.0}, {a: 9.0}), "y": ({a: 3.0}, {a: 9.0})},
        [Rule((("x", 1.0), ("y", -1.0)), low={}), Rule((("y", 1.0), ("x", -1.0)), high={})],
    )
    assert [limits for _, *limits in ties(known, {(a, "x"): 0})] == [[3 - 5, INFINITE], [-INFINITE, 5 - 3]]


def test_sums_that_the_counts_do_not_keep_tell_nothing() -> None:
    """R 5 = A 2 + B 3 is a sum; of R 6 nobody can say who the sixth is."""
    people = cube({("R", "", ""): 7, ("A", "", ""): 3, ("B", "", ""): 4}, TREE)
    sizes: dict[Group, float] = {("R", "", ""): 7.0, ("A", "", ""): 3.0, ("B", "", ""): 4.0}
    for whole, expected in ((5.0, 1), (6.0, 0), (4.0, 0)):
        yes: dict[Group, float] = {("R", "", ""): whole, ("A", "", ""): 2.0, ("B", "", ""): 3.0}
        known = facts(people, {"x": (yes, sizes)})
        assert [list(terms) for terms, *_ in ties(known, dict.fromkeys(known.cells()))] == [
            [((("R", "", ""), "x"), 1.0), ((("A", "", ""), "x"), -1.0), ((("B", "", ""), "x"), -1.0)]
        ] * expected
