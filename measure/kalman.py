"""The damped local linear trend behind METHOD 5: a level and a slope on the logit, seen wave by wave through noise.

Time is real time in quarters, so waves may be any distance apart: the slope b fades as db = -k b dt + s dB (an
Ornstein-Uhlenbeck process, k = -log of the damping a quarter) and the level moves as da = b dt + l dB'. A wave shows
the level with its sampling variance 1 / (n p q) (no finite population correction: the unit is followed over time)
and with a noise of its own, sd w. Where a figure came without a base its sampling variance is unknown and counts as
wave noise; only the rounding to a whole percent is known then.
The four hyper-parameters are never fitted: everything is an average over a grid of them, weighted by a weak
log-normal prior and by how well each foresaw the waves. Sources: Harvey (1989), Forecasting, ch. 4 and 6; Gardner and
McKenzie (1985), Manage. Sci. 31, 1237-1246.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
DAYS_A_QUARTER = 365.2425 / 4
WAVE_SDS = (0.02, 0.05, 0.1, 0.2, 0.4)  # logits
LEVEL_SDS = (0.01, 0.02, 0.04, 0.08, 0.16, 0.3)  # logits a root of a quarter
SLOPE_SDS = (0.003, 0.01, 0.03, 0.08)  # logits a quarter, a root of a quarter
DAMPINGS = {
    0.6: 0.3,
    0.8: 0.27,
    0.9: 0.2,
    0.97: 0.13,
    0.99: 0.1,
}  # what is left of a slope after a quarter: its prior weight
CENTRES = ((0.1, 1.0), (0.08, 0.7), (0.015, 1.0))  # median and log-sd of the priors of the three sds
FIRST_LEVEL_SD, FIRST_SLOPE_SD = 2.0, 0.1  # what is held possible before the first wave
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


@dataclass(frozen=True)
class Grid:
    """Every combination of the hyper-parameters, with the logarithm of its prior weight; one entry a combination."""

    wave: Floats
    level: Floats
    slope: Floats
    fading: Floats
    prior: Floats


@cache
def grid() -> Grid:
    axes = np.meshgrid(WAVE_SDS, LEVEL_SDS, SLOPE_SDS, list(DAMPINGS), indexing="ij")
    wave, level, slope, damping = (axis.ravel() for axis in axes)
    prior = np.log([DAMPINGS[kept] for kept in damping.tolist()])
    for sds, (median, spread) in zip((wave, level, slope), CENTRES, strict=True):
        prior = prior - 0.5 * (np.log(sds / median) / spread) ** 2
    return Grid(wave, level, slope, -np.log(damping), prior)


@dataclass(frozen=True)
class Step:
    """What a stretch of time does: the part of a slope that is kept, the way it leads, and the variances it adds."""

    kept: Floats
    way: Floats
    level: Floats
    both: Floats
    slope: Floats


def step(quarters: float, of: Grid) -> Step:
    """Exact moments of level and slope after `quarters`, for every combination of the grid."""
    fading, kept = of.fading, np.exp(-of.fading * quarters)
    way, unit = (1 - kept) / fading, of.slope**2
    slope = unit / (2 * fading) * (1 - kept**2)
    both = unit / 2 * way**2
    level = unit / fading**2 * (quarters - 2 * way + (1 - kept**2) / (2 * fading)) + of.level**2 * quarters
    return Step(kept, way, level, both, slope)


@dataclass(frozen=True)
class State:
    """What the waves so far say of level and slope (means and covariances) and of each combination (weight)."""

    weight: Floats
    level: Floats
    slope: Floats
    level_variance: Floats
    covariance: Floats
    slope_variance: Floats

    def after(self, quarters: float) -> "State":
        """The same, carried forward without seeing anything."""
        by = step(quarters, grid())
        lead, own = by.way, self.slope_variance
        return State(
            self.weight,
            self.level + lead * self.slope,
            by.kept * self.slope,
            self.level_variance + 2 * lead * self.covariance + lead**2 * own + by.level,
            by.kept * (self.covariance + lead * own) + by.both,
            by.kept**2 * own + by.slope,
        )


def filtered(series: Series) -> list[State]:
    """The state after every wave, each from that wave and the earlier ones alone (Kalman filter)."""
    of, states = grid(), list[State]()
    zeros, score = np.zeros_like(of.wave), of.prior
    ahead = State(zeros, zeros, zeros, zeros + FIRST_LEVEL_SD**2, zeros, zeros + FIRST_SLOPE_SD**2)
    for place, value in enumerate(series.logits):
        if place:
            ahead = states[-1].after(series.quarters[place] - series.quarters[place - 1])
        total = ahead.level_variance + series.variances[place] + of.wave**2
        score = score - 0.5 * (np.log(total) + (value - ahead.level) ** 2 / total)
        states.append(_updated(ahead, value, total, score))
    return states


def _updated(ahead: State, value: float, total: Floats, score: Floats) -> State:
    """The state once a wave is seen; `total` is the variance of what was expected of it."""
    surprise, weight = value - ahead.level, np.exp(score - score.max())
    gain, turn = ahead.level_variance / total, ahead.covariance / total
    return State(
        weight / weight.sum(),
        ahead.level + gain * surprise,
        ahead.slope + turn * surprise,
        ahead.level_variance * (1 - gain),
        ahead.covariance * (1 - gain),
        ahead.slope_variance - turn * ahead.covariance,
    )


@dataclass(frozen=True)
class Drawn:
    """Levels and slopes drawn from a state, one entry a path, and the combination that each path belongs to."""

    combination: NDArray[np.intp]
    level: Floats
    slope: Floats

    @property
    def wave_sd(self) -> Floats:
        return np.asarray(grid().wave[self.combination])


def draw(state: State, count: int, random: np.random.Generator) -> Drawn:
    """`count` paths at the time of `state`; combinations come up as often as they weigh."""
    spots = (np.arange(count) + random.random()) / count
    pick = np.minimum(np.searchsorted(np.cumsum(state.weight), spots), len(state.weight) - 1)
    first, second = random.standard_normal((2, count))
    sd = np.sqrt(state.level_variance[pick])
    lean = state.covariance[pick] / sd
    rest = np.sqrt(np.maximum(state.slope_variance[pick] - lean**2, 0.0))
    return Drawn(pick, state.level[pick] + sd * first, state.slope[pick] + lean * first + rest * second)


def onward(now: Drawn, steps: int, random: np.random.Generator) -> Floats:
    """The levels (logits) of every path after 1, 2 ... `steps` quarters, paths x quarters."""
    by = step(1.0, grid())
    sd = np.sqrt(by.level)
    lean = by.both / sd
    rest = np.sqrt(np.maximum(by.slope - lean**2, 0.0))
    kept, way, sd, lean, rest = (part[now.combination] for part in (by.kept, by.way, sd, lean, rest))
    level, slope, levels = now.level, now.slope, np.empty((len(now.level), steps))
    for place in range(steps):
        first, second = random.standard_normal((2, len(level)))
        level, slope = level + way * slope + sd * first, kept * slope + lean * first + rest * second
        levels[:, place] = level
    return levels
