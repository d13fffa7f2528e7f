"""Change between two waves (METHOD 3): interval, test, correction for many comparisons, and its label.

Waves are compared over time, so the finite population correction is off: both are samples of how the unit works.
Conventions: points are percentage points, later minus earlier; shares, p and q are 0..1.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

import numpy as np

from measure.interval import Floats, Interval, quantile, score_bounds, wilson

CLEAR_Q = 0.05
CLEAR_POINTS = 3.0
TOO_SMALL_POINTS = 15.0
POWER = 0.8


class ChangeLabel(StrEnum):
    """The words METHOD 3 allows for the difference of two waves; NO_INTERVAL where no base is known."""

    CLEAR = "clear_change"
    POSSIBLE = "possible"
    NONE = "no_detectable_change"
    TOO_SMALL = "too_small_to_tell"
    NO_INTERVAL = "no_interval"


@dataclass(frozen=True)
class Pair:
    """Share and effective size of the same cell in an earlier and a later wave."""

    before: float
    size_before: float
    after: float
    size_after: float

    @property
    def points(self) -> float:
        return 100 * (self.after - self.before)


@dataclass(frozen=True)
class Pairs:
    """Many pairs at once, one entry a cell; a size of 0 has no change."""

    before: Floats
    size_before: Floats
    after: Floats
    size_after: Floats

    @property
    def points(self) -> Floats:
        return np.asarray(100 * (self.after - self.before))


@dataclass(frozen=True)
class Moved:
    """Interval (as shares), p, q within the family, and smallest detectable change in points of many pairs.

    NaN is "cannot be said"; `labels` is a code of CODES an entry.
    """

    low: Floats
    high: Floats
    p: Floats
    q: Floats
    minimum: Floats
    codes: "np.ndarray[tuple[int], np.dtype[np.int64]]"


def moved(pairs: Pairs) -> Moved:
    """All that METHOD 3 says of one family of changes, or of several, each along the last axis."""
    from scipy.special import erfc

    with np.errstate(divide="ignore", invalid="ignore"):
        low, high = _between(pairs)
        p = np.asarray(erfc(np.sqrt(_squared_z(pairs) / 2)))
        minimum = _detectable(pairs)
    q, points = adjusted(p), np.abs(pairs.points)
    clear, possible = (q <= CLEAR_Q) & (points >= CLEAR_POINTS), (low > 0) | (high < 0)
    rules = [np.isnan(low), clear, possible, minimum > TOO_SMALL_POINTS]
    return Moved(low, high, p, q, minimum, np.select(rules, range(len(rules)), len(rules)))


CODES = (ChangeLabel.NO_INTERVAL, ChangeLabel.CLEAR, ChangeLabel.POSSIBLE, ChangeLabel.TOO_SMALL, ChangeLabel.NONE)
"""The label of each code, in the order in which the rules are tried."""


def _between(pairs: Pairs) -> tuple[Floats, Floats]:
    z2, gap = quantile() ** 2, pairs.after - pairs.before
    sides = ((pairs.before, pairs.size_before), (pairs.after, pairs.size_after))
    ends = (score_bounds(share, np.where(size > 0, size, np.nan), z2) for share, size in sides)
    (low0, high0), (low1, high1) = ((np.maximum(low, 0.0), np.minimum(high, 1.0)) for low, high in ends)
    down = np.sqrt((pairs.after - low1) ** 2 + (high0 - pairs.before) ** 2)
    up = np.sqrt((high1 - pairs.after) ** 2 + (pairs.before - low0) ** 2)
    return gap - down, gap + up


def _squared_z(pairs: Pairs) -> Floats:
    """z^2 of the pooled score test; NaN where there is nothing to test."""
    size = pairs.size_before + pairs.size_after
    pooled = (pairs.before * pairs.size_before + pairs.after * pairs.size_after) / size
    variance = pooled * (1 - pooled) * (1 / pairs.size_before + 1 / pairs.size_after)
    return np.asarray((pairs.after - pairs.before) ** 2 / np.where(variance > 0, variance, np.nan))


def _detectable(pairs: Pairs) -> Floats:
    share = (pairs.before * pairs.size_before + 1) / (pairs.size_before + 2)
    spread = np.sqrt(share * (1 - share) * (1 / pairs.size_before + 1 / pairs.size_after))
    return np.asarray(100 * (quantile() + NormalDist().inv_cdf(POWER)) * spread)


def mover(pair: Pair) -> Interval:
    """Newcombe's method 10 interval of after - before from two Wilson intervals, as shares (-1..1).

    Source: Newcombe (1998), Stat. Med. 17, 873-890; METHOD 3.
    """
    before, after = wilson(pair.before, pair.size_before), wilson(pair.after, pair.size_after)
    gap = pair.after - pair.before
    down = math.hypot(pair.after - after.low, before.high - pair.before)
    up = math.hypot(after.high - pair.after, pair.before - before.low)
    return Interval(gap - down, gap + up)


def score_p(pair: Pair) -> float | None:
    """Two-sided p of the pooled score test; None where both shares are 0 or both are 1 (nothing to test)."""
    size = pair.size_before + pair.size_after
    pooled = (pair.before * pair.size_before + pair.after * pair.size_after) / size
    variance = pooled * (1 - pooled) * (1 / pair.size_before + 1 / pair.size_after)
    if variance <= 0:
        return None
    return math.erfc(abs(pair.after - pair.before) / math.sqrt(2 * variance))


def adjusted(ps: Floats) -> Floats:
    """Benjamini-Hochberg q values of families, each along the last axis; NaN stays NaN and counts for nothing."""
    order, held = np.argsort(ps, axis=-1), np.count_nonzero(~np.isnan(ps), axis=-1)[..., None]
    steps = np.take_along_axis(ps, order, axis=-1) * held / np.arange(1, ps.shape[-1] + 1)
    least = np.fmin.accumulate(steps[..., ::-1], axis=-1)[..., ::-1]
    found = np.empty_like(ps)
    np.put_along_axis(found, order, np.minimum(least, 1.0), axis=-1)
    return np.asarray(np.where(np.isnan(ps), np.nan, found))


def family_q(ps: Sequence[float | None]) -> list[float | None]:
    """Benjamini-Hochberg q values of one family (indicator x tree level x wave pair); None stays None."""
    found = adjusted(np.array([math.nan if p is None else p for p in ps], dtype=np.float64)).tolist()
    return [None if math.isnan(q) else q for q in found]


def minimum_detectable(pair: Pair) -> float:
    """Smallest change in points that a 5 % two-sided test would find with 80 % power, at the earlier wave's share.

    The share is kept off 0 and 1 by a pseudo-answer each way, so that an extreme first wave is not read as certain.
    """
    share = (pair.before * pair.size_before + 1) / (pair.size_before + 2)
    spread = math.sqrt(share * (1 - share) * (1 / pair.size_before + 1 / pair.size_after))
    return 100 * (quantile() + NormalDist().inv_cdf(POWER)) * spread


def label(pair: Pair, q: float | None) -> ChangeLabel:
    """The word for a change whose two bases are known.

    What is clear or possible is said before what is too small: a large change in a small unit is still seen.
    """
    if q is not None and q <= CLEAR_Q and abs(pair.points) >= CLEAR_POINTS:
        return ChangeLabel.CLEAR
    bounds = mover(pair)
    if bounds.low > 0 or bounds.high < 0:
        return ChangeLabel.POSSIBLE
    if minimum_detectable(pair) > TOO_SMALL_POINTS:
        return ChangeLabel.TOO_SMALL
    return ChangeLabel.NONE
