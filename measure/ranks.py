"""Ranks that departments may hold, from normal beliefs about each (METHOD 4): in closed form, or over fixed draws.

In closed form: rank(t) = 1 + the expected number of others above t, and its variance sum p (1 - p), both read off the
pooled quantiles of all beliefs. The interval joins what a department does not know of itself (rank at its own bounds)
and what it does not know of the others, as Newcombe's MOVER joins two intervals.
Sources: Goldstein and Spiegelhalter (1996), J. R. Stat. Soc. A 159; Lin, Louis, Paddock and Ridgeway (2006), Bayesian
Anal. 1, 915-946.
"""

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from measure.interval import quantile

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
DRAWS = 1000
QUARTERS, PARTS, SMALLEST_WOBBLE = 4, 9, 1e-4
GOLDEN = 0.6180339887498949
NODES, FEWEST_NODES, MOST_NODES = 1500, 2, 64  # quantiles of all beliefs together, and of each


@dataclass(frozen=True)
class Ranks:
    """Best and worst rank (1 = highest) of each department."""

    low: Ints
    high: Ints


@dataclass(frozen=True)
class Pool:
    """Sorted quantiles of all beliefs, and of the lower and the higher of two draws of each; `each` per department."""

    one: Floats
    lower: Floats
    higher: Floats
    each: int

    @classmethod
    def of(cls, middle: Floats, spread: Floats) -> "Pool":
        each = int(np.clip(NODES // len(middle), FEWEST_NODES, MOST_NODES))
        one, lower, higher = (np.sort((middle + spread * z).ravel()) for z in _nodes(each, len(middle)))
        return cls(one, lower, higher, each)

    def above(self, t: Floats) -> Floats:
        """Expected number of departments above t."""
        return np.asarray((len(self.one) - np.searchsorted(self.one, t)) / self.each)

    def wobble(self, t: Floats) -> Floats:
        """Variance of that number, sum p (1 - p): half of how often t parts two draws of one department."""
        parted = np.searchsorted(self.lower, t) - np.searchsorted(self.higher, t)
        return np.asarray(np.maximum(parted, 0) / (2 * self.each))


@lru_cache(maxsize=64)
def _nodes(each: int, count: int) -> tuple[Floats, Floats, Floats]:
    """Standard normals, and the lower and the higher of two, nodes x departments.

    Every department has its nodes in equal parts of the probability, at another place in them (a golden ratio further
    than the one before), so that few nodes each make many different ones together.
    """
    from scipy.special import ndtri

    q = (np.arange(each)[:, None] + (0.5 + GOLDEN * np.arange(count)) % 1) / each
    q = np.clip(q, 1e-9, 1 - 1e-9)
    return ndtri(q), ndtri(1 - np.sqrt(1 - q)), ndtri(np.sqrt(q))


def ranked(middle: Floats, spread: Floats) -> Ranks:
    """Of many departments, in closed form."""
    from scipy.special import ndtr

    count, reach, pool = len(middle), quantile(), Pool.of(middle, spread)
    tail = float(ndtr(reach))

    order = np.argsort(middle)  # the pool is searched faster in order
    ends = [middle[order] + way * reach * spread[order] for way in (0, 1, -1)]
    here, above, below = (1 + pool.above(t) - own for t, own in zip(ends, (0.5, 1 - tail, tail), strict=True))
    others = reach**2 * np.maximum(pool.wobble(ends[0]) - 0.25, 0.0)
    best, worst = np.empty((2, count))
    best[order] = here - np.sqrt((here - above) ** 2 + others)
    worst[order] = here + np.sqrt((below - here) ** 2 + others)
    low, high = (np.clip(np.rint(end), 1, count).astype(np.int64) for end in (best, worst))
    return Ranks(low, high)


def drawn(middle: Floats, spread: Floats) -> Ranks:
    """Of few departments, over draws that are always the same ones."""
    count = len(middle)
    if count == 1:
        return Ranks(np.ones(1, np.int64), np.ones(1, np.int64))
    draws = middle + spread * _normals()[:, :count]
    ranks = (draws[:, None, :] > draws[:, :, None]).sum(axis=2, dtype=np.int8) + np.int8(1)
    ordered = np.sort(ranks, axis=0).astype(np.int64)
    low, high = ordered[int(0.025 * DRAWS) - 1], ordered[int(np.ceil(0.975 * DRAWS)) - 1]
    return Ranks(low, high)


def quarters(middle: Floats, spread: Floats) -> Floats:
    """The chance of each quarter of the ranks (the first is the highest), departments x quarters.

    Given where a department itself stands, its rank is normal; that is averaged over equal parts of what it may be.
    """
    from scipy.special import ndtr, ndtri

    count, pool = len(middle), Pool.of(middle, spread)
    edges = np.array([-(-count * quarter // QUARTERS) + 0.5 for quarter in range(1, QUARTERS)])
    below, parts = np.zeros((count, QUARTERS - 1)), (np.arange(PARTS) + 0.5) / PARTS
    for q in parts.tolist():
        t = middle + float(ndtri(q)) * spread
        rank, wobble = pool.above(t) + q, np.maximum(pool.wobble(t) - q * (1 - q), 0.0)
        below += ndtr((edges - rank[:, None]) / np.sqrt(wobble + SMALLEST_WOBBLE)[:, None]) / PARTS
    return np.asarray(np.diff(below, prepend=0.0, append=1.0, axis=1))


@cache
def _normals() -> Floats:
    return np.random.default_rng(0).standard_normal((DRAWS, 10))
