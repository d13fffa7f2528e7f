"""What those who come and go do to a level (METHOD 6): arrivals beside stayers, learning and turnover, a half-life.

Everything is read from tenure bands of anonymous waves, so nobody is followed. Over a time that a band's edge names,
arrivals are those whose tenure is shorter than it: the change is what the stayers learned plus what was lost or won
by arrivals taking the place of those who left. That takes leavers for like everybody else, which waves cannot tell.
Shares are 0..1, effects and gaps percentage points, tenures years; waves are compared over time, so no finite correction.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from measure.decomposition import Side
from measure.interval import quantile

Floats = NDArray[np.float64]
HALF_LIVES = np.geomspace(0.1, 30.0, 241)
OPEN_BAND = 15.0  # years that a band without an end is taken to be wide
FEWEST_BANDS = 3
ONE_MORE, TWO_MORE = 3.841, 5.991  # 95 % points of chi-square with one and two degrees of freedom
SHAPE = (6.635, 9.210, 11.345, 13.277, 15.086, 16.812)  # 99 % points with one to six
WIDEST_PART = 0.25  # half an interval; where it is wider, which part is turnover cannot be told


@dataclass(frozen=True)
class Band:
    """People whose tenure is from `since` up to and without `until` years (None: no end), and how they stand."""

    since: float
    until: float | None
    share: float
    size: float

    @property
    def end(self) -> float:
        return self.since + OPEN_BAND if self.until is None else self.until


class HalfVerdict(StrEnum):
    """What may be said of the time in which half of the difference at arrival is gone."""

    TOLD = "told"
    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    CANNOT_TELL = "cannot_tell"
    NO_DIFFERENCE = "no_difference"
    OTHER_SHAPE = "other_shape"
    TOO_FEW_BANDS = "too_few_bands"


@dataclass(frozen=True)
class HalfLife:
    """Years until half is gone, with the 95 % interval; a bound that the data leave open is None.

    `arriving` is the share at the first day, `settled` that of those who stay for long; None unless both ends are told.
    """

    verdict: HalfVerdict
    years: float | None = None
    low: float | None = None
    high: float | None = None
    arriving: float | None = None
    settled: float | None = None


def half_life(bands: Sequence[Band]) -> HalfLife:
    """Fit settled + (arriving - settled) 2^(-t / h) to the bands' shares, h over a grid; its interval by the profile.

    A band's share is the curve's mean over it. Refused: fewer than three bands, no difference by tenure (two more
    parameters gain less than chance), a course that no such curve follows (99 %), and an h that runs off both ends.
    """
    known = [band for band in bands if band.size > 0]
    if len(known) < FEWEST_BANDS:
        return HalfLife(HalfVerdict.TOO_FEW_BANDS)
    shares, weights = (np.array(row) for row in zip(*((b.share, 1 / _variance(b)) for b in known), strict=True))
    fits = [_fitted(_left(known, h), shares, weights) for h in HALF_LIVES.tolist()]
    misfit = np.array([fit[0] for fit in fits])
    best, mean = int(misfit.argmin()), float((weights * shares).sum() / weights.sum())
    if float((weights * (shares - mean) ** 2).sum()) - misfit[best] < TWO_MORE:
        return HalfLife(HalfVerdict.NO_DIFFERENCE)
    spare = len(known) - FEWEST_BANDS
    if spare and misfit[best] > SHAPE[min(spare, len(SHAPE)) - 1]:
        return HalfLife(HalfVerdict.OTHER_SHAPE)
    return _told(misfit, best, (fits[best][1], fits[best][2]))


def _told(misfit: Floats, best: int, levels: tuple[float, float]) -> HalfLife:
    """The verdict by which ends of the grid the profile's interval leaves out."""
    inside = np.flatnonzero(misfit <= misfit[best] + ONE_MORE)
    low = None if inside[0] == 0 else float(HALF_LIVES[inside[0]])
    high = None if inside[-1] == len(HALF_LIVES) - 1 else float(HALF_LIVES[inside[-1]])
    if low is None and high is None:
        return HalfLife(HalfVerdict.CANNOT_TELL)
    verdict = HalfVerdict.AT_MOST if low is None else HalfVerdict.AT_LEAST if high is None else HalfVerdict.TOLD
    if verdict is not HalfVerdict.TOLD:
        return HalfLife(verdict, None, low, high)
    settled, arriving = (min(max(level, 0.0), 1.0) for level in levels)
    return HalfLife(verdict, float(HALF_LIVES[best]), low, high, arriving, settled)


def _variance(band: Band) -> float:
    return Side(1.0, band.share, band.size).variance or math.inf


def _left(bands: Sequence[Band], half: float) -> Floats:
    """What is left of the difference, as the mean over each band."""
    rate = math.log(2) / half
    return np.array([(math.exp(-rate * b.since) - math.exp(-rate * b.end)) / (rate * (b.end - b.since)) for b in bands])


def _fitted(left: Floats, shares: Floats, weights: Floats) -> tuple[float, float, float]:
    """Chi-square, the settled and the arriving level of the weighted least squares line over what is left."""
    centre, middle = (float((weights * row).sum() / weights.sum()) for row in (left, shares))
    spread = float((weights * (left - centre) ** 2).sum())
    slope = float((weights * (left - centre) * (shares - middle)).sum()) / spread if spread > 1e-12 else 0.0
    settled = middle - slope * centre
    return float((weights * (shares - settled - slope * left) ** 2).sum()), settled, settled + slope


@dataclass(frozen=True)
class Points:
    """Percentage points with their 95 % interval."""

    points: float
    low: float
    high: float


@dataclass(frozen=True)
class Part:
    """Which part (0..1) of what learning and turnover moved together was turnover, with its 95 % interval."""

    share: float
    low: float
    high: float


@dataclass(frozen=True)
class Balance:
    """The change of the whole: what the stayers learned, and what arrivals in place of leavers brought or took.

    `arrived` is the part of the people who arrived. `part` is None where the interval is too wide to say it.
    """

    total: float
    learning: Points
    turnover: Points
    arrived: float
    part: Part | None


def balance(before: Side, arrivals: Side, stayers: Side) -> Balance | None:
    """P1 - P0 = (1 - a) (S1 - P0) + a (A1 - P0), a the arrivals' part of the people; None where a base is not known."""
    variances = [side.variance for side in (before, arrivals, stayers)]
    v0, va, vs = (math.nan if v is None else v for v in variances)
    if math.isnan(v0 + va + vs) or arrivals.weight + stayers.weight <= 0:
        return None
    a = arrivals.weight / (arrivals.weight + stayers.weight)
    learned, turned = (1 - a) * (stayers.share - before.share), a * (arrivals.share - before.share)
    spreads = (1 - a) ** 2 * (vs + v0), a**2 * (va + v0), a * (1 - a) * v0
    return Balance(
        total=100 * (learned + turned),
        learning=_points(learned, spreads[0]),
        turnover=_points(turned, spreads[1]),
        arrived=a,
        part=_part(learned, turned, spreads),
    )


def _points(effect: float, variance: float) -> Points:
    reach = quantile() * math.sqrt(variance)
    return Points(100 * effect, 100 * (effect - reach), 100 * (effect + reach))


def _part(learned: float, turned: float, spreads: tuple[float, float, float]) -> Part | None:
    """|turnover| / (|learning| + |turnover|) by the delta method."""
    moved = abs(learned) + abs(turned)
    if moved <= 0:
        return None
    own = abs(learned) / moved**2 * math.copysign(1, turned)
    other = -abs(turned) / moved**2 * math.copysign(1, learned)
    variance = other**2 * spreads[0] + own**2 * spreads[1] + 2 * own * other * spreads[2]
    share, reach = abs(turned) / moved, quantile() * math.sqrt(max(variance, 0.0))
    if reach > WIDEST_PART:
        return None
    return Part(share, max(0.0, share - reach), min(1.0, share + reach))


def edge(edges: Sequence[float], years: float, slack: float = 0.15) -> float | None:
    """The band's edge that so many years between two waves come to; None where none is near (15 %)."""
    near = [each for each in edges if abs(each - years) <= slack * each]
    return min(near, key=lambda each: abs(each - years)) if near else None
