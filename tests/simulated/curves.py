"""Six kinds of curves that a share may follow, seen by surveys: what a forecast makes of each is counted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from measure.kalman import DAYS_A_QUARTER, Seen, expit, logit
from measure.speed import Verdict, outlook

Floats = NDArray[np.float64]
Curve = Callable[[Floats, np.random.Generator], Floats]
START = date(2020, 1, 15)
SEEN_QUARTERS, AHEAD, FIVE_YEARS = 16, 4, 20
WAVE_SD = 0.1  # logits: 2.5 points at one half
NEAREST, FURTHEST = 0.03, 0.97


def _flat(t: Floats, random: np.random.Generator) -> Floats:
    return np.full_like(t, random.uniform(0.3, 0.9))


def _straight(t: Floats, random: np.random.Generator) -> Floats:
    first, last = random.uniform(0.2, 0.5), random.uniform(0.6, 0.9)
    return np.asarray(first + (last - first) * t / 20)


def _s_curve(t: Floats, random: np.random.Generator) -> Floats:
    low, high = random.uniform(0.1, 0.3), random.uniform(0.7, 0.95)
    return low + (high - low) * expit(random.uniform(0.3, 0.8) * (t - random.uniform(5, 15)))


def _saturating(t: Floats, random: np.random.Generator) -> Floats:
    low, high = random.uniform(0.2, 0.5), random.uniform(0.6, 0.9)
    return np.asarray(high - (high - low) * np.exp(-t / random.uniform(3, 8)))


def _turning(t: Floats, random: np.random.Generator) -> Floats:
    top, height = random.uniform(7, 13), random.uniform(0.05, 0.2)
    return np.asarray(random.uniform(0.4, 0.7) + height * (1 - ((t - top) / 12) ** 2))


def _step(t: Floats, random: np.random.Generator) -> Floats:
    return np.asarray(random.uniform(0.3, 0.6) + random.uniform(0.1, 0.25) * (t >= random.uniform(4, 16)))


CURVES: dict[str, Curve] = {
    "flat": _flat,
    "straight": _straight,
    "S-curve": _s_curve,
    "saturating": _saturating,
    "turning": _turning,
    "step": _step,
}


@dataclass(frozen=True)
class World:
    """One series: the true curve, when it was surveyed, and how many answered each time."""

    curve: str
    seed: int
    quarters: Floats
    base: int

    @classmethod
    def draw(cls, curve: str, seed: int) -> "World":
        """Every quarter, half-year or year, or at uneven distances, over four years; 40 to 3,000 answers."""
        random = np.random.default_rng([seed, 1])
        gaps = [np.full(16, 1.0), np.full(8, 2.0), np.full(4, 4.0), random.choice([1.0, 2.0, 3.0], 16)][seed % 4]
        quarters = np.concatenate([[0.0], np.cumsum(gaps)])
        return cls(curve, seed, quarters[quarters <= SEEN_QUARTERS], int(np.exp(random.uniform(3.7, 8))))

    def truth(self, quarters: Floats) -> Floats:
        return np.clip(CURVES[self.curve](quarters, np.random.default_rng([self.seed, 2])), NEAREST, FURTHEST)

    def surveyed(self) -> tuple[list[Seen], float]:
        """The waves, and what a survey four quarters after the last of them finds."""
        random = np.random.default_rng([self.seed, 3])
        quarters = np.append(self.quarters, self.quarters[-1] + AHEAD)
        shares = expit(logit(self.truth(quarters)) + WAVE_SD * random.standard_normal(len(quarters)))
        found = (random.binomial(self.base, shares) / self.base).tolist()
        waves = [Seen(day_of(q), share, self.base) for q, share in zip(quarters[:-1].tolist(), found[:-1], strict=True)]
        return waves, float(found[-1])


def day_of(quarters: float) -> date:
    return START + timedelta(days=round(quarters * DAYS_A_QUARTER))


@dataclass(frozen=True)
class Row:
    """What came of many forecasts of one kind of curve, four quarters ahead; errors in points."""

    curve: str
    inside: float
    error: float
    error_same: float
    error_line: float


def row(curve: str, count: int) -> Row:
    """Forecast `count` series of one kind."""
    results = [_one(World.draw(curve, seed)) for seed in range(count)]
    return Row(curve, *(float(np.mean(column)) for column in zip(*results, strict=True)))


def _one(world: World) -> tuple[float, float, float, float]:
    waves, outcome = world.surveyed()
    fan = outlook(waves, seed=world.seed).forecast[AHEAD - 1]
    slope, start = np.polyfit(world.quarters, [wave.share for wave in waves], 1)
    line = float(start + slope * (world.quarters[-1] + AHEAD))
    misses = [100 * abs(said - outcome) for said in (fan.share, waves[-1].share, line)]
    return float(fan.low <= outcome <= fan.high), misses[0], misses[1], misses[2]


@dataclass(frozen=True)
class Promise:
    """One target: what was said of it, and whether the true curve came to it within five years."""

    curve: str
    verdict: Verdict
    came: bool
    in_time: bool


def promises(count: int) -> list[Promise]:
    """Targets from 3 points below to 20 points above where each series stands."""
    return [_promise(World.draw(curve, seed)) for curve in CURVES for seed in range(count)]


def _promise(world: World) -> Promise:
    waves, _ = world.surveyed()
    later = world.quarters[-1] + np.arange(0, FIVE_YEARS + 0.01, 0.25)
    truth = world.truth(later)
    aim = float(min(FURTHEST - 0.01, truth[0] + np.random.default_rng([world.seed, 4]).uniform(-0.03, 0.2)))
    found = outlook(waves, aim, world.seed).target
    assert found is not None
    there = np.flatnonzero(truth >= aim)
    dates = found.earliest, found.latest
    arrived = day_of(float(later[there[0]])) if len(there) else None
    slack = timedelta(days=round(DAYS_A_QUARTER / 2))
    in_time = bool(arrived and dates[0] and dates[1] and dates[0] - slack <= arrived <= dates[1] + slack)
    return Promise(world.curve, found.verdict, bool(len(there)), in_time)


def rows(count: int) -> Sequence[Row]:
    return [row(curve, count) for curve in CURVES]
