"""What hiding costs against the cheapest there is, found by trying every set of cells on small cubes."""

from itertools import combinations

import numpy as np

from confidentiality.pattern import Cube, cube, exposed, hide
from measure.tally import Group
from tests.confidentiality.worlds import tree

TREE = tree({"R": None, "A": "R", "B": "R", "a1": "A", "a2": "A", "a3": "A", "b1": "B", "b2": "B", "b3": "B"})
T = 10


def random_cube(seed: int) -> Cube:
    chance = np.random.default_rng(seed)
    leaves = {leaf: int(chance.choice([4, 7, 12, 15, 20, 30])) for leaf in ("a1", "a2", "a3", "b1", "b2", "b3")}
    units = {unit: sum(n for leaf, n in leaves.items() if unit in TREE.path(leaf)) for unit in TREE.units}
    return cube({(unit, "", ""): n for unit, n in units.items()}, TREE)


def cheapest(people: Cube, small: frozenset[Group]) -> float:
    """The least price of further cells that leave no group below the minimum computable."""
    others = sorted(people.counts.keys() - small - people.never)
    prices = [
        sum(people.prices[group] for group in more)
        for size in range(len(others) + 1)
        for more in combinations(others, size)
        if not exposed(people, small | set(more), T)
    ]
    return min(prices)


def test_hiding_costs_at_most_a_fifth_more_than_the_cheapest() -> None:
    paid = best = 0.0
    for seed in range(12):
        people = random_cube(seed)
        small = frozenset(group for group, count in people.counts.items() if count < T)
        paid += sum(people.prices[group] for group in hide(people, T).keys() - small)
        best += cheapest(people, small)
    assert best > 0
    assert paid <= 1.2 * best
