"""The norm for speed: when a share passed 20, 50 and 80 %, how long that took, who was fast, how far behind others are.

Surveys see a passing only between two waves, and with chance in each, so it has a middle and two bounds. The middle is
read off the closest line that never falls (isotonic regression weighted by answers; Barlow et al. 1972, Statistical
Inference under Order Restrictions). `earliest` is the last wave up to which every 95 % interval stayed below, `latest`
the first wave whose interval lies wholly at the level or above; None where no wave says so. Whoever is not there yet
counts as "not within so many months", never as slow by a made-up date: medians are Kaplan and Meier's (1958, J. Am.
Stat. Assoc. 53, 457-481). Months have 30.44 days.
"""

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median

import numpy as np
from scipy.optimize import isotonic_regression
from scipy.stats import CensoredData, ecdf

from measure.interval import Interval, wilson
from measure.kalman import Seen

LEVELS = (0.2, 0.5, 0.8)
MONTH = 30.44
FEWEST = 5  # units; below that there is no norm


class Reach(StrEnum):
    """Whether a level was passed in the waves that are known."""

    BEFORE = "before_the_first_wave"
    PASSED = "passed"
    NOT_YET = "not_yet"


@dataclass(frozen=True)
class Passing:
    """When a series passed a level: its middle (of PASSED alone) and its bounds; `last` is its newest wave."""

    reach: Reach
    first: date
    last: date
    day: date | None = None
    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True)
class Months:
    """A time in months with its bounds: `months` is None where only a bound is known, `high` None where none is."""

    months: float | None
    low: float
    high: float | None


@dataclass(frozen=True)
class Norm:
    """How long units took to a level: the median over all, with its 95 % interval, and who is surely on either side.

    `median` is None where half of them are not there yet or half were there `before` the first wave, `high` where the
    interval has no end.
    """

    level: float
    units: int
    there: int
    before: int = 0
    median: float | None = None
    low: float | None = None
    high: float | None = None
    fast: tuple[str, ...] = ()
    slow: tuple[str, ...] = ()


def passing(waves: Sequence[Seen], level: float) -> Passing | None:
    """When a series in order of time passed a level and stayed; None without a wave."""
    if not waves:
        return None
    first, last = waves[0].day, waves[-1].day
    line = isotonic_regression([w.share for w in waves], weights=[w.base or 1.0 for w in waves]).x
    earliest, latest = _bounds(waves, level)
    if line[0] >= level:
        return Passing(Reach.BEFORE, first, last, None, None, latest)
    if line[-1] < level:
        return Passing(Reach.NOT_YET, first, last, None, earliest, latest)
    at = int(np.argmax(line >= level))
    part = (level - line[at - 1]) / (line[at] - line[at - 1])
    day = waves[at - 1].day + timedelta(days=round(float(part) * (waves[at].day - waves[at - 1].day).days))
    return Passing(Reach.PASSED, first, last, day, earliest, latest)


def _bounds(waves: Sequence[Seen], level: float) -> tuple[date | None, date | None]:
    """The last wave up to which all are surely below, and the first that is surely there."""
    ends = [wilson(wave.share, wave.base) if wave.base else Interval(0.0, 1.0) for wave in waves]
    open_at = next((at for at, end in enumerate(ends) if end.high >= level), len(waves))
    there = next((wave.day for wave, end in zip(waves, ends, strict=True) if end.low >= level), None)
    return (waves[open_at - 1].day if open_at else None), there


def since(start: date, found: Passing) -> Months:
    """From a common start to a passing; what is not there yet has at least the months to its newest wave."""
    low = max(0.0, _months(start, found.earliest)) if found.earliest else 0.0
    if found.reach is Reach.NOT_YET:
        return Months(None, low, None)
    high = _months(start, found.latest) if found.latest else None
    if found.reach is Reach.BEFORE or found.day is None:
        return Months(None, 0.0, high)
    return Months(_months(start, found.day), low, high)


@dataclass(frozen=True)
class Stretch:
    """Where a passing stands in months on an axis, and the time in which it may have been."""

    months: float
    low: float
    high: float


def stretch(start: date, found: Passing) -> Stretch:
    """Before the first wave: any time up to it. Not yet: from when it surely was not on; without an end, to the newest."""
    first, last = (max(0.0, _months(start, day)) for day in (found.first, found.last))
    told = since(start, found)
    if found.reach is Reach.BEFORE:
        return Stretch(first, 0.0, first)
    if found.reach is Reach.NOT_YET or told.months is None:
        return Stretch(last, min(told.low, last), last)
    middle = max(0.0, told.months)
    return Stretch(middle, min(told.low, middle), max(middle, last if told.high is None else told.high))


def between(first: Passing, second: Passing) -> Months | None:
    """From one level to the next; None where the first was passed before anybody asked, or not yet."""
    if first.reach is not Reach.PASSED or first.day is None:
        return None
    low = _months(first.latest, second.earliest) if first.latest and second.earliest else 0.0
    if second.reach is not Reach.PASSED or second.day is None:
        return Months(None, max(low, _months(first.day, second.last)), None)
    high = _months(first.earliest, second.latest) if first.earliest and second.latest else None
    return Months(_months(first.day, second.day), max(0.0, low), high)


def norm(level: float, start: date, found: Mapping[str, Passing]) -> Norm:
    """The median time to a level over all units, and the units that are surely faster or slower than it."""
    there = {unit: each for unit, each in found.items() if each.reach is not Reach.NOT_YET}
    before = sum(each.reach is Reach.BEFORE for each in found.values())
    if len(found) < FEWEST or 2 * before >= len(found):
        return Norm(level, len(found), len(there), before)
    middle, low, high = _median(
        [_months(start, each.day or each.first) for each in there.values()], _waiting(start, found)
    )
    if middle is None:
        return Norm(level, len(found), len(there), before, None, low, None)
    times = {unit: since(start, each) for unit, each in found.items()}
    fast = sorted((t.high, unit) for unit, t in times.items() if t.high is not None and t.high < middle)
    slow = sorted((-t.low, unit) for unit, t in times.items() if t.low > middle)
    sides = tuple(unit for _, unit in fast), tuple(unit for _, unit in slow)
    return Norm(level, len(found), len(there), before, middle, low, high, *sides)


def behind(start: date, own: Passing, fast: Sequence[Passing]) -> Months | None:
    """How many months later than the middle of the fast units; what is not there yet is at least so far behind."""
    if not fast:
        return None
    theirs = median(_months(start, each.day or each.first) for each in fast)
    if own.reach is Reach.NOT_YET:
        return Months(None, max(0.0, _months(start, own.last) - theirs), None)
    mine = since(start, own)
    if mine.months is None:
        return Months(None, 0.0, 0.0)
    high = None if mine.high is None else max(0.0, mine.high - theirs)
    return Months(mine.months - theirs, max(0.0, mine.low - theirs), high)


def _waiting(start: date, found: Mapping[str, Passing]) -> list[float]:
    return [_months(start, each.last) for each in found.values() if each.reach is Reach.NOT_YET]


def _median(there: Sequence[float], waiting: Sequence[float]) -> tuple[float | None, float | None, float | None]:
    """Kaplan and Meier's median with the bounds at which its log-log interval passes one half."""
    if not there:
        return None, max(waiting, default=None), None
    found = ecdf(CensoredData(uncensored=np.array(there), right=np.array(waiting))).sf
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # where nobody waits any more an end is not defined: None here
        ends = found.confidence_interval(method="log-log")
    sides = (_half(curve.quantiles, curve.probabilities) for curve in (found, ends.low, ends.high))
    middle, low, high = sides
    return middle, low, high


def _half(times: Sequence[float], shares: Sequence[float]) -> float | None:
    return next((float(t) for t, s in zip(times, shares, strict=True) if s <= 0.5), None)


def _months(start: date, end: date) -> float:
    return (end - start).days / MONTH
