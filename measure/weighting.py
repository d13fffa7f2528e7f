"""Weighting to headcounts (METHOD 2): post-stratification, raking where a cell table is missing, and merging of classes.

Inside one department answers are not weighted; a figure over several is the mean of its weight classes by headcount.
Classes are published cells, so a weighted figure tells no more than they do. Shares are 0..1, weights are people an
answer stands for.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from measure.indicators import Estimate
from measure.interval import Stratum, stratified_share

Floats = NDArray[np.float64]
FEWEST = 10
ROUNDS, TOLERANCE = 100, 1e-8
HEAVIEST = 5.0  # times the median weight


class MarginProblem(ValueError):
    """The margins cannot be met: their totals differ, or nobody answered where people are."""


@dataclass(frozen=True)
class WeightClass:
    """The answers of one department x segment; `path` leads from the root of the tree down to it."""

    path: tuple[str, ...]
    favourable: float
    base: int
    headcount: int

    def merged(self, other: "WeightClass", into: tuple[str, ...]) -> "WeightClass":
        name = "+".join(sorted((self.path[-1], other.path[-1])))
        sums = (self.favourable + other.favourable, self.base + other.base, self.headcount + other.headcount)
        return WeightClass((*into, name), *sums)


@dataclass
class _Node:
    """What hangs below one place of the tree while classes are merged."""

    own: list[WeightClass] = field(default_factory=list)
    below: dict[str, "_Node"] = field(default_factory=dict)


def collapsed(classes: Iterable[WeightClass]) -> list[WeightClass]:
    """Classes of ten answers or more: a smaller one joins the smallest beside it, or failing that goes up to the parent.

    One class may stay small: that of everybody, when fewer than ten answered at all.
    """
    root = _Node()
    for one in classes:
        place = root
        for step in one.path[:-1]:
            place = place.below.setdefault(step, _Node())
        place.own.append(one)
    return _gathered(root, ())


def _gathered(place: _Node, path: tuple[str, ...]) -> list[WeightClass]:
    """The classes at and below a place, merged until none is small or only one is left."""
    held = [*place.own, *(one for step, node in place.below.items() for one in _gathered(node, (*path, step)))]
    held.sort(key=lambda one: (one.base, one.path))
    while len(held) > 1 and held[0].base < FEWEST:
        first, second, *rest = held
        held = sorted([first.merged(second, path), *rest], key=lambda one: (one.base, one.path))
    return held


def post_stratified(strata: Sequence[Stratum]) -> Estimate:
    """Share weighted to headcounts with the standard error of a post-stratified simple sample.

    Every stratum needs answers and a headcount. Source: Holt and Smith (1979), J. R. Stat. Soc. A 142, 33-46.
    """
    n, people = sum(s.base for s in strata), sum(s.people or s.base for s in strata)
    scatter = sum(((s.people or s.base) / s.base) ** 2 * s.base * s.share * (1 - s.share) for s in strata)
    variance = (1 - n / people) * n / (n - 1) * scatter
    return Estimate(stratified_share(strata), math.sqrt(max(0.0, variance)) / people)


@dataclass(frozen=True)
class Raked:
    """One weight a cell of the table, how many rounds they took, and how many answers were held to the heaviest."""

    weights: Floats
    rounds: int
    capped: int


def raked(counts: Floats, margins: Sequence[Floats]) -> Raked:
    """Weights under which the table of answers has the headcounts of `margins`, one array an axis of the table.

    Iterative proportional fitting from equal weights. Weights beyond five times the median answer's are held there and
    counted. Raises MarginProblem. Source: Deming and Stephan (1940), Ann. Math. Stat. 11, 427-444.
    """
    _check(counts, margins)
    weights, rounds = np.full(counts.shape, margins[0].sum() / counts.sum()), 0
    while rounds < ROUNDS and _off(weights * counts, margins) > TOLERANCE:
        rounds += 1
        for axis, margin in enumerate(margins):
            held = _along(weights * counts, axis)
            factor = np.divide(margin, held, out=np.ones_like(held), where=held > 0)
            weights = weights * factor.reshape([-1 if place == axis else 1 for place in range(counts.ndim)])
    heaviest = HEAVIEST * float(np.median(np.repeat(weights.ravel(), counts.astype(np.int64).ravel())))
    return Raked(np.minimum(weights, heaviest), rounds, int(counts[weights > heaviest].sum()))


def _along(table: Floats, axis: int) -> Floats:
    return np.asarray(table.sum(axis=tuple(place for place in range(table.ndim) if place != axis)))


def _off(table: Floats, margins: Sequence[Floats]) -> float:
    return max(float(np.abs(_along(table, axis) - margin).max()) for axis, margin in enumerate(margins))


def _check(counts: Floats, margins: Sequence[Floats]) -> None:
    totals = [float(margin.sum()) for margin in margins]
    if max(totals) - min(totals) > 0.5:
        raise MarginProblem(f"totals of the margins differ: {', '.join(f'{total:g}' for total in totals)}")
    for axis, margin in enumerate(margins):
        if bool(((_along(counts, axis) == 0) & (margin > 0)).any()):
            raise MarginProblem(f"nobody answered in a group of margin {axis + 1}")


def raked_share(favourable: Floats, counts: Floats, by: Raked) -> Estimate:
    """The share under raked weights; its standard error is that of what the margins leave unexplained.

    Residuals come from sweeping the margins' plain means out of the answers, axis by axis, as R's survey package does.
    """
    n, people = float(counts.sum()), float((by.weights * counts).sum())
    fitted = np.zeros_like(counts)
    for _ in range(ROUNDS):
        for axis in range(counts.ndim):
            left, held = _along(favourable - fitted * counts, axis), _along(counts, axis)
            mean = np.divide(left, held, out=np.zeros_like(left), where=held > 0)
            fitted = fitted + mean.reshape([-1 if place == axis else 1 for place in range(counts.ndim)])
    rest = favourable * (1 - fitted) ** 2 + (counts - favourable) * fitted**2
    centre = float((by.weights * (favourable - counts * fitted)).sum())
    scatter = float((by.weights**2 * rest).sum()) - centre**2 / n
    variance = max(0.0, (1 - n / people) * n / (n - 1) * scatter)
    return Estimate(float((by.weights * favourable).sum()) / people, math.sqrt(variance) / people)
