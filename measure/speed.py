"""Speed and the date a target is reached (METHOD 5), read off about 2,000 sampled paths of a damped local trend.

Conventions: shares are 0..1, velocity is percentage points a quarter. A fan holds what a survey of the same size as
the last one would find, so its noise is in it and its coverage can be counted afterwards; a target is reached by the
share itself. Fewer than three waves have no velocity and no fan, fewer than four no date; a date is only given where
four paths in five stand at the target at one time within five years. Paths that touched it once and fell back do not
count: over simulated curves, counting them gave three times as many dates, and two in five of those never came.

Whether it is reached and when are told apart, as in a cure model (Farewell (1982), Biometrics 38, 1041-1046): the range
of dates is that of the paths that come to stand there; how many do is the chance beside it. So it does not end where we
stop looking (after five years) only because some paths never come.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from measure.kalman import DAYS_A_QUARTER, Floats, Seen, Series, State, expit, filtered, logit
from measure.peers import Ahead, Fellows, Paths

PATHS = 2000
CONFIDENCE = 0.9
QUANTILES = ((1 - CONFIDENCE) / 2, 0.5, (1 + CONFIDENCE) / 2)
HORIZON = 20  # quarters that are looked ahead for a target: five years
FAN = 8  # quarters that a fan is drawn for
FEWEST_FOR_VELOCITY, FEWEST_FOR_DATE = 3, 4
LIKELY, UNLIKELY = 0.8, 0.2
ROUNDS = 25  # Newton's method on a logit has long converged by then
EARLY, LATE = 0.05, 0.9  # of the paths stand at a target on its earliest date, and from its latest quarter on
NEARLY_ALL = 0.975  # of those that ever do; where that is fewer than LATE of all, it makes the latest quarter


class Verdict(StrEnum):
    """What may be said of a target."""

    TOO_FEW_WAVES = "too_few_waves"
    REACHED = "reached"
    EXPECTED = "expected"
    CANNOT_TELL = "cannot_tell_yet"
    NOT_AT_THIS_PACE = "not_at_this_pace"


@dataclass(frozen=True)
class Velocity:
    """Percentage points a quarter at the last wave, with the 90 % interval."""

    points_per_quarter: float
    low: float
    high: float


@dataclass(frozen=True)
class Fan:
    """Where a survey on that date would come out: the middle, and the bounds that hold nine in ten."""

    date: datetime.date
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class Target:
    """Whether and when `share` is reached; dates only where `verdict` allows them.

    EXPECTED has both dates; CANNOT_TELL has the earliest alone ("between then and not within five years"). `by` is the
    day it is due, `probability_by` how likely it stands there on that day; None without one or beyond five years.
    """

    share: float
    verdict: Verdict
    probability: float | None = None
    earliest: datetime.date | None = None
    latest: datetime.date | None = None
    by: datetime.date | None = None
    probability_by: float | None = None


@dataclass(frozen=True)
class Aim:
    """A share to reach, and the day it is due if there is one."""

    share: float
    by: datetime.date | None = None


@dataclass(frozen=True)
class Outlook:
    """The speed of a series and where it leads; None and empty where the waves are too few to say."""

    velocity: Velocity | None = None
    forecast: tuple[Fan, ...] = ()
    target: Target | None = None


def outlook(
    waves: Sequence[Seen], target: float | Aim | None = None, seed: int = 0, fellows: Fellows | None = None
) -> Outlook:
    """Speed, fan and target of a series in order of time, beside its fellows where there are some.

    The same seed gives the same answer.
    """
    aim = Aim(target) if isinstance(target, float) else target
    if len(waves) < FEWEST_FOR_VELOCITY:
        return Outlook(target=None if aim is None else Target(aim.share, Verdict.TOO_FEW_WAVES, by=aim.by))
    random = np.random.default_rng(seed)
    paths = _paths(waves, Ahead(PATHS, HORIZON, 1.0, random), fellows)
    found = None if aim is None else _target(aim, paths, waves)
    return Outlook(_velocity(paths), _fan(paths, waves[-1], random), found)


def _paths(waves: Sequence[Seen], ahead: Ahead, fellows: Fellows | None, known: "Known | None" = None) -> Paths:
    if fellows and fellows.knows(waves):
        return fellows.paths(waves, ahead, known.beside if known else ())
    return ahead.paths((known.alone if known else filtered(Series.of(waves)))[len(waves) - 1])


@dataclass(frozen=True)
class Known:
    """The states of a whole series, alone and beside its fellows; those of its first waves are the first of them."""

    alone: Sequence[State]
    beside: Sequence[State]

    @classmethod
    def of(cls, waves: Sequence[Seen], fellows: Fellows | None) -> "Known":
        shown = fellows.shown(waves) if fellows else []
        return cls(filtered(Series.of(waves)), fellows.followed(shown) if fellows and shown else ())


def _velocity(paths: Paths) -> Velocity:
    """100 p (1 - p) b: what the slope on the logit is worth in points at the level the series stands at."""
    share = expit(paths.level)
    low, middle, high = np.quantile(100 * share * (1 - share) * paths.pace, QUANTILES)
    return Velocity(float(middle), float(low), float(high))


def _fan(paths: Paths, last: Seen, random: np.random.Generator) -> tuple[Fan, ...]:
    found = surveyed(paths.levels[:, :FAN], paths.wave_sd[:, None], last.base, random)
    rows = np.quantile(found, QUANTILES, axis=0).T.tolist()
    days = [_days_on(last.day, quarters) for quarters in range(1, len(rows) + 1)]
    return tuple(Fan(day, middle, low, high) for day, (low, middle, high) in zip(days, rows, strict=True))


def surveyed(levels: Floats, wave_sd: Floats, base: float | None, random: np.random.Generator) -> Floats:
    """Shares that surveys with `base` answers would find at these levels: with a wave's own noise, then chance."""
    shares = expit(levels + wave_sd * random.standard_normal(levels.shape))
    if base is None:
        return shares
    chance = np.sqrt(shares * (1 - shares) / base) * random.standard_normal(levels.shape)
    return np.asarray(np.clip(shares + chance, 0.0, 1.0))


def _days_on(day: datetime.date, quarters: float) -> datetime.date:
    return day + datetime.timedelta(days=round(quarters * DAYS_A_QUARTER))


def _target(aim: Aim, paths: Paths, waves: Sequence[Seen]) -> Target:
    """The part of the paths that stand at the target, quarter by quarter, and on the day it is due."""
    if len(waves) < FEWEST_FOR_DATE:
        return Target(aim.share, Verdict.TOO_FEW_WAVES, by=aim.by)
    height = float(logit(np.array(min(max(aim.share, 1e-6), 1 - 1e-6))))
    standing = (np.column_stack([paths.level, paths.levels]) >= height).mean(axis=0)
    found = dated(aim.share, np.maximum.accumulate(standing), waves[-1].day)
    if aim.by is None:
        return found
    ahead = (aim.by - waves[-1].day).days / DAYS_A_QUARTER
    due = float(np.interp(ahead, range(len(standing)), standing)) if 0 <= ahead <= len(standing) - 1 else None
    return replace(found, by=aim.by, probability_by=due)


def dated(share: float, there: Floats, day: datetime.date) -> Target:
    """The honesty rules of METHOD 5, from the part of the paths at the target on `day` and after each quarter."""
    probability = float(there[-1])
    if there[0] >= LIKELY:
        return Target(share, Verdict.REACHED, probability)
    if probability < UNLIKELY:
        return Target(share, Verdict.NOT_AT_THIS_PACE, probability)
    earliest = _days_on(day, float(np.interp(EARLY, there, range(len(there)))))  # not only at a quarter's end
    if probability < LIKELY:
        return Target(share, Verdict.CANNOT_TELL, probability, earliest)
    last = max(1, int(np.argmax(there >= min(LATE, NEARLY_ALL * probability))))
    return Target(share, Verdict.EXPECTED, probability, earliest, _days_on(day, last))


@dataclass(frozen=True)
class Pace:
    """The average pace since the first wave: a straight line on the logit, its slope a quarter and standard error."""

    start: float
    slope: float
    error: float
    dispersion: float


def average_pace(series: Series, bases: Floats) -> Pace | None:
    """Quasi-binomial trend of all waves by iterated least squares; None below three waves. It foretells nothing.

    The dispersion is Pearson's, from shares weighted by their bases, and widens the standard error (METHOD 5).
    """
    if len(bases) < FEWEST_FOR_VELOCITY:
        return None
    design, shares = np.column_stack([np.ones_like(bases), series.quarters]), expit(series.logits)
    at = np.zeros(2)
    for _ in range(ROUNDS):
        fitted = expit(design @ at)
        weight = bases * fitted * (1 - fitted)
        information = design.T @ (weight[:, None] * design)
        at = at + np.linalg.solve(information, design.T @ (bases * (shares - fitted)))
    fitted = expit(design @ at)
    dispersion = float((bases * (shares - fitted) ** 2 / (fitted * (1 - fitted))).sum() / (len(bases) - 2))
    error = float(np.sqrt(dispersion * np.linalg.inv(information)[1, 1]))
    return Pace(float(at[0]), float(at[1]), error, dispersion)


@dataclass(frozen=True)
class Foreseen:
    """One wave as it was forecast from earlier ones alone, beside what came and what the two plain rules said."""

    origin: int
    outcome: float
    share: float
    low: float
    high: float
    same: float
    line: float

    @property
    def inside(self) -> bool:
        return self.low <= self.outcome <= self.high


@dataclass(frozen=True)
class Backtest:
    """A series' own history of forecasts: how many, the part inside the 90 % fan, and mean absolute errors in points.

    `error_same` is that of "the same as last time", `error_line` that of a straight line through the earlier waves.
    """

    forecasts: int
    inside: float
    error: float
    error_same: float
    error_line: float


def backtest(waves: Sequence[Seen], fellows: Fellows | None = None) -> Backtest | None:
    """Forecast every wave from those before it (from the third on); None where there is no such wave."""
    found = foreseen(waves, fellows=fellows)
    return summary(found) if found else None


def summary(found: Sequence[Foreseen]) -> Backtest:
    """Counts and mean errors of forecasts, of one series or of many together."""
    errors = [(abs(one.share - o), abs(one.same - o), abs(one.line - o)) for one in found for o in (one.outcome,)]
    model, same, line = (100 * sum(each) / len(found) for each in zip(*errors, strict=True))
    return Backtest(len(found), sum(one.inside for one in found) / len(found), model, same, line)


def foreseen(
    waves: Sequence[Seen], steps: int = 1, fellows: Fellows | None = None, latest: int | None = None
) -> list[Foreseen]:
    """Forecasts of the wave `steps` on, made at each wave from the third (rolling origin), from earlier waves alone.

    `latest` takes the newest of them only.
    """
    origins = range(FEWEST_FOR_VELOCITY - 1, len(waves) - steps)[-latest if latest else 0 :]
    if not origins:
        return []
    known, random = Known.of(waves, fellows), np.random.default_rng(0)
    found = []
    for origin in origins:
        distance = (waves[origin + steps].day - waves[origin].day).days / DAYS_A_QUARTER
        paths = _paths(waves[: origin + 1], Ahead(PATHS, 1, distance, random), fellows, known)
        found.append(_foreseen(waves, (origin, origin + steps), paths, random))
    return found


def _foreseen(waves: Sequence[Seen], pair: tuple[int, int], paths: Paths, random: np.random.Generator) -> Foreseen:
    origin, aim = pair
    days = [wave.day.toordinal() - waves[origin].day.toordinal() for wave in waves]
    found = surveyed(paths.levels[:, 0], paths.wave_sd, waves[origin].base, random)
    low, middle, high = np.quantile(found, QUANTILES).tolist()
    past = [wave.share for wave in waves[: origin + 1]]
    slope, start = np.polyfit(days[: origin + 1], past, 1)
    line = float(start + slope * days[aim])
    return Foreseen(origin, waves[aim].share, middle, low, high, past[-1], line)
