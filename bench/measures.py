"""How long the measures take: a tree of 2,300 units on 10 indicators over 40 waves, and against statsmodels' loops."""

import datetime
import warnings
from collections import deque
from functools import cache
from statistics import median

import numpy as np
from statsmodels.stats import multitest, proportion

from bench import clock
from measure.change import Pairs, moved
from measure.fairness import Departments, funnel, shrunk
from measure.interval import Floats, bounds_of
from measure.kalman import Seen
from measure.ranks import drawn, ranked
from measure.speed import outlook

LEVELS = (1, 8, 40, 251, 2000)  # units a level: 2,300 in all
INDICATORS, WAVES = 10, 40
FORECASTS = 20
Cell = tuple[Floats, Floats, Floats]
"""Favourable answers, answers and people of the units of one level."""


@cache
def cells() -> dict[tuple[int, int, int], Cell]:
    """One entry an indicator, wave and level."""
    random, found = np.random.default_rng(4), {}
    for indicator, wave, level in np.ndindex(INDICATORS, WAVES, len(LEVELS)):
        people = random.integers(20, 200, LEVELS[level]) * 2000 // LEVELS[level]
        answers = random.binomial(people, 0.6) + 1
        share = np.clip(random.normal(0.4 + 0.01 * wave, 0.08, LEVELS[level]), 0.02, 0.98)
        x, n, big = (each.astype(np.float64) for each in (random.binomial(answers, share), answers, people))
        found[indicator, wave, level] = x, n, big
    return found


def everything(rounds: int) -> float:
    """Seconds of processor time for intervals, changes, funnel, shrinking and ranks of every family, on one core."""
    cells()
    indicator(0)
    return median(clock.processor_seconds(lambda: deque(map(indicator, range(INDICATORS)), 0)) for _ in range(rounds))


def indicator(number: int) -> None:
    """Intervals and changes of a level over all waves at once, the rest wave by wave."""
    for level in range(len(LEVELS)):
        held = [cells()[number, wave, level] for wave in range(WAVES)]
        x, n, people = (np.stack(column) for column in zip(*held, strict=True))
        bounds_of(x, n, people)
        moved(Pairs(x[:-1] / n[:-1], n[:-1], x[1:] / n[1:], n[1:]))
        for wave in range(WAVES):
            compared(Departments(x[wave], n[wave]), _parents(number, wave, level))


def _parents(number: int, wave: int, level: int) -> Floats | None:
    """The share of each unit's parent; None at the root."""
    if not level:
        return None
    favourable, base, _ = cells()[number, wave, level - 1]
    return np.resize(favourable / base, LEVELS[level])


def compared(departments: Departments, means: Floats | None) -> None:
    funnel(departments)
    own = shrunk(departments, means)
    if own is not None:
        ranked(*own.arcsine())
    else:
        drawn(np.arcsin(np.sqrt(departments.share)), 1 / (2 * np.sqrt(departments.base)))


def pairs(before: Cell, after: Cell) -> Pairs:
    return Pairs(before[0] / before[1], before[1], after[0] / after[1], after[1])


def family(rounds: int) -> float:
    """Intervals of two waves of 2,000 units, their changes with intervals and tests, and the correction."""
    before, after = (cells()[0, wave, len(LEVELS) - 1] for wave in (0, 1))

    def ours() -> None:
        bounds_of(*before)
        bounds_of(*after)
        moved(pairs(before, after))

    def theirs() -> None:
        ps = []
        for side in (before, after):
            proportion.proportion_confint(side[0], side[1], method="wilson")
        for x0, n0, x1, n1 in zip(*before[:2], *after[:2], strict=True):
            proportion.confint_proportions_2indep(x1, n1, x0, n0, compare="diff", method="newcomb")
            found = proportion.test_proportions_2indep(x1, n1, x0, n0, compare="diff", return_results=False)
            ps.append(found[1])
        multitest.multipletests(ps, method="fdr_bh")

    warnings.simplefilter("ignore", RuntimeWarning)  # statsmodels', of shares of 0
    return clock.in_turns(lambda: clock.seconds(ours), lambda: clock.seconds(theirs), rounds).ratio


def forecast() -> float:
    """Milliseconds of processor time for velocity, fan and target of one series of 40 waves."""
    start, random = datetime.date(2016, 2, 1), np.random.default_rng(6)
    shares = np.clip(0.3 + 0.01 * np.arange(WAVES) + random.normal(0, 0.02, WAVES), 0.02, 0.98).tolist()
    waves = [Seen(start + datetime.timedelta(days=91 * place), share, 400) for place, share in enumerate(shares)]
    outlook(waves, 0.8)
    return 1000 * clock.processor_seconds(lambda: [outlook(waves, 0.8) for _ in range(FORECASTS)]) / FORECASTS
