"""Change between two waves (METHOD 3): interval, test, correction for many comparisons, and its label.

Waves are compared over time, so the finite population correction is off: both are samples of how the unit works.
Conventions: points are percentage points, later minus earlier; shares, p and q are 0..1.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

from measure.interval import Interval, quantile, wilson

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


def family_q(ps: Sequence[float | None]) -> list[float | None]:
    """Benjamini-Hochberg q values of one family (indicator x tree level x wave pair); None stays None.

    A missing p is dropped first: one NaN would turn every q of the family into NaN.
    """
    known = [p for p in ps if p is not None]
    if not known:
        return [None] * len(ps)
    from scipy.stats import false_discovery_control  # here, because it takes half a second that most commands need not

    adjusted = iter(false_discovery_control(known, method="bh"))
    return [None if p is None else float(next(adjusted)) for p in ps]


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
