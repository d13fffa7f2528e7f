"""What hiding costs against the cheapest there is, by an integer programme of its own (scipy's), also where a tree is crossed.

The programme: which further cells to hide (0 or 1), so that for every small group there is a world of whole people that
agrees with all that is shown and gives that group the minimum or more. Every small group has a world of its own.
"""

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_array

from confidentiality.pattern import Cube, cube, exposed, hide
from measure.tally import Group
from tests.confidentiality.worlds import tree

T = 10
FIFTH = 1.2
MOST = 200.0  # people that a hidden group may have in an imagined world
DEEP = tree({"R": None, "A": "R", "B": "R", "a1": "A", "a2": "A", "a3": "A", "b1": "B", "b2": "B", "b3": "B"})
FLAT = tree({"R": None, "A": "R", "B": "R", "C": "R"})


def deep(seed: int) -> Cube:
    """Six sections of two divisions."""
    chance = np.random.default_rng(seed)
    leaves = {leaf: int(chance.choice([4, 7, 12, 15, 20, 30])) for leaf in ("a1", "a2", "a3", "b1", "b2", "b3")}
    people = {unit: sum(n for leaf, n in leaves.items() if unit in DEEP.path(leaf)) for unit in DEEP.units}
    return cube({(unit, "", ""): n for unit, n in people.items()}, DEEP)


def crossed(seed: int) -> Cube:
    """Three units by three values: the tree on one side, the values on the other."""
    chance, found = np.random.default_rng(seed), dict[Group, int]()
    for unit in "ABC":
        for value in "xyz":
            people = int(chance.choice([4, 8, 11, 14, 18, 25, 40]))
            for above in FLAT.path(unit):
                for group in ((above, "s", value), (above, "", "")):
                    found[group] = found.get(group, 0) + people
    return cube(found, FLAT)


Line = tuple[dict[int, float], float, float]
"""What each column counts in a sum, and the least and most of it."""


def lines(people: Cube, small: list[Group]) -> Iterator[Line]:
    """The worlds: the first columns say what is hidden, then every small group has one a group, how it moves."""
    place = {group: number for number, group in enumerate(people.counts)}
    for world, short in enumerate(small):
        start = len(place) * (1 + world)
        for relation in people.relations:
            yield (
                {start + place[relation.total]: 1.0} | {start + place[part]: -1.0 for part in relation.parts},
                0.0,
                0.0,
            )
        for group, number in place.items():
            count, there = people.counts[group], float(group not in people.unshown)
            if group in small or group in people.unshown:
                yield {start + number: 1.0}, T - count if group == short else there - count, MOST
            else:
                yield {start + number: 1.0, number: -MOST}, -np.inf, 0.0
                yield {start + number: 1.0, number: count - there}, 0.0, np.inf


def cheapest(people: Cube) -> float:
    """The least price of the cells that are hidden beside the small ones."""
    small = [group for group, count in people.counts.items() if count < T]
    told, size, worlds = list(lines(people, small)), len(people.counts), len(small)
    matrix = lil_array((len(told), size * (1 + worlds)))
    for number, (terms, _, _) in enumerate(told):
        for column, value in terms.items():
            matrix[number, column] = value
    price = [0.0 if g in small or g in people.unshown else people.prices[g] for g in people.counts] + [
        0.0
    ] * size * worlds
    hidden = np.array([0.0 if group in people.never else 1.0 for group in people.counts])
    bounds = Bounds(np.repeat([0.0, -np.inf], [size, size * worlds]), np.append(hidden, np.full(size * worlds, np.inf)))
    limits = LinearConstraint(matrix.tocsr(), [low for _, low, _ in told], [high for _, _, high in told])
    found = milp(price, constraints=limits, integrality=1, bounds=bounds)
    assert found.success
    return float(found.fun)


@pytest.mark.parametrize("kind", [deep, crossed])
def test_hiding_costs_at_most_a_fifth_more_than_the_optimum(kind: Callable[[int], Cube]) -> None:
    paid = best = 0.0
    for seed in range(16):
        people = kind(seed)
        small = [group for group, count in people.counts.items() if count < T]
        hidden = hide(people, T)
        assert exposed(people, frozenset(hidden), T) == []
        paid += sum(people.prices[group] for group in hidden if group not in small)
        best += cheapest(people) if small else 0.0
    assert best > 0
    assert best - 1e-6 <= paid <= FIFTH * best
