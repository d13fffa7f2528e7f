"""How often the interval of a share holds the true share: exactly, by enumeration, and for strata by simulation."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.stats import hypergeom

from measure.interval import Stratum, effective_size, share_interval, stratified_share, wilson

PEOPLE = (8, 12, 20, 40, 80, 150, 300, 800, 2000)
ANSWERS = (1, 2, 3, 5, 8, 10, 20, 30, 50, 100, 200, 400)
EPSILON = 1e-12


@dataclass(frozen=True)
class Cell:
    """Coverage with n of N answers: the mean over every true number of favourable people, and the worst of them."""

    people: int
    answers: int
    mean: float
    worst: float


def cell(people: int, answers: int) -> Cell:
    """Exact: every true K of N, every x, weighed by the hypergeometric distribution."""
    intervals = [share_interval(Stratum(x, answers, people)) for x in range(answers + 1)]
    low = np.array([found.low for found in intervals if found]) - EPSILON
    high = np.array([found.high for found in intervals if found]) + EPSILON
    true = np.arange(people + 1)[:, None]
    chance = hypergeom.pmf(np.arange(answers + 1)[None, :], people, true, answers)
    covered = (chance * ((low <= true / people) & (true / people <= high))).sum(axis=1)
    return Cell(people, answers, float(covered.mean()), float(covered.min()))


def cells() -> Iterator[Cell]:
    for people in PEOPLE:
        wanted = {*ANSWERS, people // 2, people * 4 // 5, people - 1, people}
        yield from (cell(people, answers) for answers in sorted(wanted) if 1 <= answers <= people)


STRATA: dict[str, tuple[tuple[int, int], ...]] = {
    "even": ((100, 40),) * 6,
    "one census": ((220, 60), (40, 40), (150, 30), (480, 120)),
    "tiny ones": ((8, 8), (8, 5), (8, 1), (12, 6), (60, 25)),
    "uneven rates": ((300, 30), (300, 270), (40, 4), (15, 15)),
    "one each": ((30, 1), (20, 1), (10, 1), (5, 1)),
}
"""Designs: the people and the answers of each stratum."""


def stratified(design: str, rounds: int) -> float:
    """The part of surveys whose interval holds the true share; each has its own true shares, strata differing."""
    random = np.random.default_rng(len(design))
    return sum(_holds(STRATA[design], random) for _ in range(rounds)) / rounds


def _holds(strata: tuple[tuple[int, int], ...], random: np.random.Generator) -> bool:
    centre = random.uniform(-2.5, 2.5)
    shares = 1 / (1 + np.exp(-(centre + random.normal(0, 0.7, len(strata)))))
    true = [int(random.binomial(people, share)) for (people, _), share in zip(strata, shares, strict=True)]
    found = [
        Stratum(float(random.hypergeometric(k, people - k, n)), n, people)
        for k, (people, n) in zip(true, strata, strict=True)
    ]
    interval = wilson(stratified_share(found), effective_size(found))
    whole = sum(true) / sum(people for people, _ in strata)
    return bool(interval.low - EPSILON <= whole <= interval.high + EPSILON)
