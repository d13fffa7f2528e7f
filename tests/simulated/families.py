"""How often a family of departments in which nothing happened still has somebody flagged."""

import math
from dataclasses import dataclass

import numpy as np

from measure.change import ChangeLabel, Pair, family_q, label, score_p
from measure.fairness import Departments, funnel


@dataclass(frozen=True)
class World:
    """A family: how many departments, how many answers each (from, to), their mean share, and their true spread (logits)."""

    departments: int
    bases: tuple[int, int]
    share: float
    spread: float

    def shares(self, random: np.random.Generator) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
        centre = math.log(self.share / (1 - self.share))
        return np.asarray(1 / (1 + np.exp(-(centre + self.spread * random.standard_normal(self.departments)))))

    def sizes(self, random: np.random.Generator) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
        return random.integers(self.bases[0], self.bases[1] + 1, self.departments)


WORLDS = tuple(
    World(departments, bases, share, spread)
    for departments in (10, 20, 40, 80)
    for bases in ((10, 40), (30, 300))
    for share in (0.5, 0.8, 0.95)
    for spread in (0.0, 0.3, 0.6)
)


def unusual(world: World, rounds: int) -> float:
    """The part of families with a department called unusual though all are draws from one distribution."""
    random = np.random.default_rng(rounds)
    flagged = 0
    for _ in range(rounds):
        sizes = world.sizes(random)
        found = funnel(Departments(random.binomial(sizes, world.shares(random)).astype(float), sizes.astype(float)))
        flagged += found is not None and any(found.unusual)
    return flagged / rounds


def clear(world: World, rounds: int) -> float:
    """The part of families with a clear change between two waves though no true share moved."""
    random = np.random.default_rng(rounds)
    flagged = 0
    for _ in range(rounds):
        shares, sizes, later = world.shares(random), world.sizes(random), world.sizes(random)
        before, after = random.binomial(sizes, shares) / sizes, random.binomial(later, shares) / later
        columns = (before.tolist(), sizes.tolist(), after.tolist(), later.tolist())
        pairs = [Pair(*each) for each in zip(*columns, strict=True)]
        qs = family_q([score_p(pair) for pair in pairs])
        flagged += any(label(pair, q) is ChangeLabel.CLEAR for pair, q in zip(pairs, qs, strict=True))
    return flagged / rounds
