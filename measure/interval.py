"""The interval of a share in a finite population (METHOD 1): Wilson at the design-determined effective size.

Conventions: shares are 0..1; an infinite effective size is a census, whose interval is the point itself;
an unknown headcount means no finite population correction; n = 0 has no share and no interval.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import NormalDist
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Number = TypeVar("Number", float, Floats)
CONFIDENCE = 0.95
ROUNDING = 1e-9  # keeps a bound that is a whole person from being floored or raised by one for its last bit


@dataclass(frozen=True)
class Interval:
    """Lower and upper bound of a share, 0..1."""

    low: float
    high: float


@dataclass(frozen=True)
class Stratum:
    """`favourable` of `base` answers out of `headcount` people (None: unknown)."""

    favourable: float
    base: int
    headcount: int | None = None

    @property
    def share(self) -> float:
        return self.favourable / self.base

    @property
    def people(self) -> int | None:
        """Headcount, never below the answers counted: late joiners and wrong headcounts mean a census."""
        return None if self.headcount is None else max(self.headcount, self.base)


def quantile(confidence: float = CONFIDENCE) -> float:
    """The two-sided standard normal quantile of a confidence level."""
    return NormalDist().inv_cdf(0.5 + confidence / 2)


def wilson(share: float, size: float, confidence: float = CONFIDENCE) -> Interval:
    """Wilson score interval of `share` at the (effective, perhaps fractional or infinite) sample size `size`.

    Source: Wilson (1927), J. Am. Stat. Assoc. 22; METHOD 1.
    """
    low, high = score_bounds(share, size, quantile(confidence) ** 2)
    return Interval(max(0.0, low), min(1.0, high))


def score_bounds(share: Number, size: Number, z2: float) -> tuple[Number, Number]:
    """The roots s of (p - s)^2 = z^2 s (1 - s) / n, of one share or of many; the share itself where n is infinite."""
    part = z2 / size
    centre = (share + part / 2) / (1 + part)
    spread = (share * (1 - share) * part + part * part / 4) ** 0.5 / (1 + part)
    return centre - spread, centre + spread


def bounds_of(favourable: Floats, base: Floats, people: Floats) -> tuple[Floats, Floats]:
    """`share_interval` of many cells at once; people are NaN where unknown, and a base of 0 has NaN bounds."""
    with np.errstate(divide="ignore", invalid="ignore"):
        known = np.maximum(people, base)
        left = np.where(known > base, (known - base) / ((known - 1) * base), 0.0)
        size = np.where(np.isnan(known), base, np.where(left > 0, 1 / left, np.inf))
        low, high = score_bounds(favourable / base, np.where(base > 0, size, np.nan), quantile() ** 2)
        certain = np.maximum(favourable, np.floor(low * known + ROUNDING)) / known
        possible = np.minimum(known - base + favourable, np.ceil(high * known - ROUNDING)) / known
    plain = np.isnan(known)
    return np.where(plain, np.maximum(low, 0.0), certain), np.where(plain, np.minimum(high, 1.0), possible)


def implied_size(share: float, bounds: Interval, confidence: float = CONFIDENCE) -> float:
    """The effective size at which Wilson's interval of `share` is `bounds`: wilson() turned round.

    A bound L solves (p - L)^2 = z^2 L (1 - L) / n; the bound further from the share is read, as it is rounded least.
    """
    bound = max(bounds.low, bounds.high, key=lambda b: abs(b - share))
    if bound == share:
        return math.inf
    return quantile(confidence) ** 2 * bound * (1 - bound) / (bound - share) ** 2


def effective_size(strata: Iterable[Stratum]) -> float:
    """Design-determined effective size: 1 / sum_h W_h^2 (N_h - n_h) / ((N_h - 1) n_h); infinite in a census.

    Every stratum needs a headcount and at least one answer. With one stratum this is n (N - 1) / (N - n).
    """
    people = [(stratum, stratum.people or stratum.base) for stratum in strata]
    total = sum(size for _, size in people)
    variance = sum((size / total) ** 2 * _unanswered(stratum.base, size) for stratum, size in people)
    return math.inf if variance == 0 else 1 / variance


def _unanswered(base: int, people: int) -> float:
    """Variance factor of one stratum, (N - n) / ((N - 1) n); 0 where everybody answered."""
    return 0.0 if base >= people else (people - base) / ((people - 1) * base)


def stratified_share(strata: Iterable[Stratum]) -> float:
    """p = sum_h W_h x_h / n_h with W_h = N_h / N."""
    rows = [(stratum, stratum.people or stratum.base) for stratum in strata]
    return sum(size * stratum.share for stratum, size in rows) / sum(size for _, size in rows)


def share_interval(cell: Stratum, confidence: float = CONFIDENCE) -> Interval | None:
    """Interval of one cell's share, clipped to what is certain of its people; None when nobody answered.

    low >= max(x, floor(low N)) / N and high <= min(N - n + x, ceil(high N)) / N (METHOD 1).
    """
    if cell.base == 0:
        return None
    if cell.people is None:
        return wilson(cell.share, cell.base, confidence)
    raw = wilson(cell.share, effective_size([cell]), confidence)
    people, x = cell.people, cell.favourable
    low = max(x, math.floor(raw.low * people + ROUNDING)) / people
    high = min(people - cell.base + x, math.ceil(raw.high * people - ROUNDING)) / people
    return Interval(low, high)


def bounds_without_assumption(share: float, response_rate: float) -> Interval:
    """What the share of all people could be if those who did not answer were all one way: [r p, r p + 1 - r]."""
    rate = min(response_rate, 1.0)
    return Interval(rate * share, rate * share + 1 - rate)
