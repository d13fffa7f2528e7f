"""The damped local linear trend behind METHOD 5: a level and a slope on the logit, seen wave by wave through noise.

Time is real time in quarters, so waves may be any distance apart: the slope b fades as db = -k b dt + s dB (an
Ornstein-Uhlenbeck process, k = -log of the damping a quarter) and the level moves as da = (b - c a) dt + l dB', where
c draws a unit back to what its fellows do (measure/peers.py) and is 0 for a series of its own. A wave shows
the level with its sampling variance 1 / (n p q) (no finite population correction: the unit is followed over time)
and with a noise of its own, sd w. Where a figure came without a base its sampling variance is unknown and counts as
wave noise; only the rounding to a whole percent is known then.
The hyper-parameters are never fitted: everything is an average over a grid of them, weighted by a weak prior and by
how well each foresaw the waves. Sources: Harvey (1989), Forecasting, ch. 4 and 6; Gardner and
McKenzie (1985), Manage. Sci. 31, 1237-1246.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Axis = Mapping[float, float]
"""The values of one hyper-parameter with their prior weights."""
DAYS_A_QUARTER = 365.2425 / 4
STRETCHES = 256  # of time that are kept: 7 MB
RESOLUTION = 0.01  # figures without a base are taken to be whole percents


@dataclass(frozen=True)
class Seen:
    """One wave of a series: the middle of its fieldwork, its share, and the answers that stand behind it if known."""

    day: date
    share: float
    base: float | None = None


@dataclass(frozen=True)
class Series:
    """Waves in order of time: quarters since the first, the logit of each share and its sampling variance."""

    quarters: Floats
    logits: Floats
    variances: Floats

    @classmethod
    def of(cls, waves: Sequence[Seen]) -> "Series":
        days = [(wave.day - waves[0].day).days / DAYS_A_QUARTER for wave in waves]
        shares = np.array([_inner(wave) for wave in waves])
        spread = shares * (1 - shares)
        known = np.array([wave.base or 0 for wave in waves])
        rounding = RESOLUTION**2 / 12 / spread**2
        variances = np.where(known > 0, 1 / (np.maximum(known, 1) * spread), rounding)
        return cls(np.array(days), logit(shares), variances)


def _inner(wave: Seen) -> float:
    """The share kept off 0 and 1: half an answer each way, or half a percent where no base is known."""
    if wave.base:
        return (wave.share * wave.base + 0.5) / (wave.base + 1)
    return min(max(wave.share, RESOLUTION / 2), 1 - RESOLUTION / 2)


def logit(share: Floats) -> Floats:
    return np.asarray(np.log(share / (1 - share)))


def expit(value: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-value)))


@dataclass(frozen=True, eq=False)
class Grid:
    """Every combination of the hyper-parameters, with the logarithm of its prior weight; one entry a combination.

    Standard deviations are logits: of a wave's noise, of the level a root of a quarter, of the slope a quarter and a root
    of a quarter; `fading` and `pull` are the rates a quarter at which slope and level go back to 0. `first` are the
    standard deviations of level and slope that are held possible before the first wave.
    """

    wave: Floats
    level: Floats
    slope: Floats
    fading: Floats
    pull: Floats
    prior: Floats
    first: tuple[float, float]

    @classmethod
    def over(cls, first: tuple[float, float], *axes: Axis) -> "Grid":
        """Every combination of five axes, in the order of the fields; a damping is what a quarter leaves of a slope."""
        columns = [mesh.ravel() for mesh in np.meshgrid(*(list(axis) for axis in axes), indexing="ij")]
        weights = [mesh.ravel() for mesh in np.meshgrid(*(list(axis.values()) for axis in axes), indexing="ij")]
        wave, level, slope, damping, pull = columns
        prior = np.sum([np.log(weight) for weight in weights], axis=0)
        return cls(wave, level, slope, -np.log(damping), pull, prior, first)


def _around(values: Sequence[float], median: float, spread: float) -> Axis:
    """A log-normal prior over the values of an axis."""
    return {value: float(np.exp(-0.5 * (np.log(value / median) / spread) ** 2)) for value in values}


def _alike(*values: float) -> Axis:
    return dict.fromkeys(values, 1.0)


@cache
def alone() -> Grid:
    """For a series of its own, with weak priors."""
    return Grid.over(
        (2.0, 0.2),
        _around((0.02, 0.05, 0.1, 0.2, 0.4), 0.07, 0.4),
        _around((0.01, 0.02, 0.04, 0.08, 0.16, 0.3), 0.02, 0.7),
        _around((0.003, 0.01, 0.03, 0.08), 0.035, 0.9),
        {0.8: 0.25, 0.9: 0.25, 0.95: 0.2, 0.98: 0.2, 0.995: 0.1},
        _alike(0.0),
    )


@cache
def beside() -> Grid:
    """For what a series does besides moving with its fellows, to which it is drawn back; their waves give the weights."""
    return Grid.over(
        (1.0, 0.03),
        _alike(0.02, 0.05, 0.1, 0.2, 0.4),
        _alike(0.01, 0.03, 0.06, 0.12),
        _alike(0.003, 0.02),
        _alike(0.8, 0.95),
        _alike(0.0, 0.01, 0.03, 0.06),
    )


@dataclass(frozen=True)
class Step:
    """What a stretch of time does: the parts of slope and level that are kept, the way a slope leads, the variances."""

    kept: Floats
    stays: Floats
    way: Floats
    level: Floats
    both: Floats
    slope: Floats


@lru_cache(STRETCHES)
def step(quarters: float, of: Grid) -> Step:
    """Exact moments of level and slope after `quarters`, for every combination of the grid.

    Kept for the last stretches asked for: all series of a store lie on the same few days.
    """
    fading, pull, kept, stays = of.fading, of.pull, np.exp(-of.fading * quarters), np.exp(-of.pull * quarters)
    apart, unit = pull - fading, of.slope**2
    way = (kept - stays) / apart
    slope, mixed, level = (_reach(rate, quarters) for rate in (2 * fading, fading + pull, 2 * pull))
    both = unit / apart * (slope - mixed)
    moved = unit / apart**2 * (slope - 2 * mixed + level) + of.level**2 * level
    return Step(kept, stays, way, moved, both, unit * slope)


def _reach(rate: Floats, quarters: float) -> Floats:
    """The integral of exp(-rate t) over the quarters; the quarters themselves at rate 0."""
    safe = np.where(rate > 0, rate, 1.0)
    return np.asarray(np.where(rate > 0, -np.expm1(-safe * quarters) / safe, quarters))


@dataclass(frozen=True)
class State:
    """What the waves so far say of level and slope (means and covariances) and of each combination of the grid.

    `score` is the logarithm of prior times likelihood.
    """

    of: Grid
    score: Floats
    level: Floats
    slope: Floats
    level_variance: Floats
    covariance: Floats
    slope_variance: Floats

    @property
    def weight(self) -> Floats:
        found = np.exp(self.score - self.score.max())
        return np.asarray(found / found.sum())

    def weighed(self, by: Floats) -> "State":
        """The same under a further prior, given by its logarithm."""
        return replace(self, score=self.score + by)

    def after(self, quarters: float) -> "State":
        """The same, carried forward without seeing anything."""
        by = step(quarters, self.of)
        lead, own = by.way, self.slope_variance
        return State(
            self.of,
            self.score,
            by.stays * self.level + lead * self.slope,
            by.kept * self.slope,
            by.stays**2 * self.level_variance + 2 * by.stays * lead * self.covariance + lead**2 * own + by.level,
            by.kept * (by.stays * self.covariance + lead * own) + by.both,
            by.kept**2 * own + by.slope,
        )


def filtered(series: Series, of: Grid | None = None) -> list[State]:
    """The state after every wave, each from that wave and the earlier ones alone (Kalman filter)."""
    of, states = of or alone(), list[State]()
    zeros = np.zeros_like(of.wave)
    level, slope = of.first
    ahead = State(of, of.prior, zeros, zeros, zeros + level**2, zeros, zeros + slope**2)
    for place, value in enumerate(series.logits):
        if place:
            ahead = states[-1].after(series.quarters[place] - series.quarters[place - 1])
        states.append(_updated(ahead, value, ahead.level_variance + series.variances[place] + of.wave**2))
    return states


def _updated(ahead: State, value: float, total: Floats) -> State:
    """The state once a wave is seen; `total` is the variance of what was expected of it."""
    surprise = value - ahead.level
    gain, turn = ahead.level_variance / total, ahead.covariance / total
    return State(
        ahead.of,
        ahead.score - 0.5 * (np.log(total) + surprise**2 / total),
        ahead.level + gain * surprise,
        ahead.slope + turn * surprise,
        ahead.level_variance * (1 - gain),
        ahead.covariance * (1 - gain),
        ahead.slope_variance - turn * ahead.covariance,
    )


@dataclass(frozen=True)
class Drawn:
    """Levels and slopes drawn from a state, one entry a path, and the combination that each path belongs to."""

    of: Grid
    combination: NDArray[np.intp]
    level: Floats
    slope: Floats

    @property
    def wave_sd(self) -> Floats:
        return np.asarray(self.of.wave[self.combination])

    @property
    def pace(self) -> Floats:
        """What the level moves by in a quarter."""
        return np.asarray(self.slope - self.of.pull[self.combination] * self.level)


def draw(state: State, count: int, random: np.random.Generator) -> Drawn:
    """`count` paths at the time of `state`; combinations come up as often as they weigh."""
    weight, spots = state.weight, (np.arange(count) + random.random()) / count
    pick = np.minimum(np.searchsorted(np.cumsum(weight), spots), len(weight) - 1)
    first, second = random.standard_normal((2, count))
    sd = np.sqrt(state.level_variance[pick])
    lean = state.covariance[pick] / sd
    rest = np.sqrt(np.maximum(state.slope_variance[pick] - lean**2, 0.0))
    return Drawn(state.of, pick, state.level[pick] + sd * first, state.slope[pick] + lean * first + rest * second)


def onward(now: Drawn, steps: int, random: np.random.Generator, quarters: float = 1.0) -> Floats:
    """The levels (logits) of every path after 1, 2 ... `steps` times so many quarters, paths x steps."""
    by = step(quarters, now.of)
    sd = np.sqrt(by.level)
    lean = by.both / sd
    rest = np.sqrt(np.maximum(by.slope - lean**2, 0.0))
    parts = (by.kept, by.stays, by.way, sd, lean, rest)
    kept, stays, way, sd, lean, rest = (part[now.combination] for part in parts)
    level, slope, levels = now.level, now.slope, np.empty((steps, len(now.level)))
    for place in range(steps):
        first, second = random.standard_normal((2, len(level)))
        level, slope = stays * level + way * slope + sd * first, kept * slope + lean * first + rest * second
        levels[place] = level
    return levels.T
