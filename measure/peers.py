"""A unit among its fellows (METHOD 5): the movement they share, and its own beside it, drawn back to theirs.

The level that all share is the median of the fellows' logits, wave by wave; its own level and slope are followed like
any series. What a unit does besides is the same model on the distance from that median, where the level is drawn back
to it at a rate that is learnt. How units of this tree behave (how noisy a wave is, how far they drift, how strongly they
are drawn back) is learnt from the fellows' waves up to the day of the forecast and from nothing later: the weights of the
grid are their mixture, found by a few rounds of expectation and maximisation from equal weights.
Sources: Laird (1978), J. Am. Stat. Assoc. 73, 805-811 (the mixture); Efron and Morris (1975), J. Am. Stat. Assoc. 70.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median

import numpy as np

from measure.kalman import (
    Drawn,
    Floats,
    Seen,
    Series,
    State,
    beside,
    draw,
    filtered,
    onward,
)

FEWEST = 10  # fellows with enough waves, and shown on a day for its median to count
FEWEST_WAVES = 3
LARGEST = 120  # of whom behaviour is learnt
ROUNDS = 10
KEPT = 0.1  # of the weights stays equal, so that no behaviour is ruled out


@dataclass(frozen=True)
class Paths:
    """Where a series may stand now and go: logits of its level now and at every step, what it moves by in a quarter."""

    level: Floats
    pace: Floats
    wave_sd: Floats
    levels: Floats

    @classmethod
    def of(cls, now: Drawn, levels: Floats) -> "Paths":
        return cls(now.level, now.pace, now.wave_sd, levels)


@dataclass(frozen=True)
class Ahead:
    """How many paths, steps ahead and quarters a step, and the randomness to draw them with."""

    count: int
    steps: int
    quarters: float
    random: np.random.Generator

    def paths(self, state: State) -> Paths:
        """Of a series of its own."""
        now = draw(state, self.count, self.random)
        return Paths.of(now, onward(now, self.steps, self.random, self.quarters))


@dataclass(frozen=True)
class Fellows:
    """What is known of the units beside one: days, the median on each, its filter, and how each unit behaved so far."""

    days: tuple[date, ...]
    medians: tuple[Seen, ...]
    common: tuple[State, ...]
    behaviour: tuple[tuple[tuple[date, ...], Floats], ...]
    learnt: dict[date, Floats] = field(default_factory=dict)

    @classmethod
    def among(cls, series: Iterable[Sequence[Seen]]) -> "Fellows | None":
        """None where fewer than ten fellows have three waves."""
        held = [waves for waves in series if len(waves) >= FEWEST_WAVES]
        by_day: dict[date, list[float]] = {}
        for wave in (wave for waves in held for wave in waves):
            by_day.setdefault(wave.day, []).append(wave.share)
        days = tuple(sorted(day for day, shares in by_day.items() if len(shares) >= FEWEST))
        if len(held) < FEWEST or len(days) < FEWEST_WAVES:
            return None
        medians = tuple(Seen(day, median(by_day[day])) for day in days)
        plain = cls(days, medians, tuple(filtered(Series.of(medians))), ())
        some = [held[place * len(held) // LARGEST] for place in range(LARGEST)] if len(held) > LARGEST else held
        own = [(tuple(wave.day for wave in shown), plain.followed(shown)) for w in some if (shown := plain.shown(w))]
        behaviour = tuple((seen, np.stack([state.score for state in states])) for seen, states in own)
        return cls(days, medians, plain.common, behaviour)

    def shown(self, waves: Sequence[Seen]) -> list[Seen]:
        """The waves of a series on days that have a median."""
        return [wave for wave in waves if wave.day in self.days]

    def knows(self, waves: Sequence[Seen]) -> bool:
        """Whether a series can be foretold beside its fellows: three of its waves, the last among them, are on their days."""
        return len(self.shown(waves)) >= FEWEST_WAVES and waves[-1].day in self.days

    def followed(self, waves: Sequence[Seen]) -> list[State]:
        """The states of a series' distance from the median."""
        series, common = Series.of(waves), Series.of([self.medians[self.days.index(w.day)] for w in waves])
        return filtered(Series(series.quarters, series.logits - common.logits, series.variances), beside())

    def weights(self, day: date) -> Floats:
        """The logarithm of the grid's weights, learnt from waves up to `day`."""
        if day not in self.learnt:
            told = [scores[sum(d <= day for d in days) - 1] for days, scores in self.behaviour if days[0] <= day]
            likely = np.exp(np.stack(told) - np.max(told, axis=1, keepdims=True))
            equal = np.full(likely.shape[1], 1 / likely.shape[1])
            weight = equal
            for _ in range(ROUNDS):
                own = weight * likely
                weight = (1 - KEPT) * (own / own.sum(axis=1, keepdims=True)).mean(axis=0) + KEPT * equal
            self.learnt[day] = np.log(weight)
        return self.learnt[day]

    def paths(self, waves: Sequence[Seen], ahead: Ahead, states: Sequence[State] = ()) -> Paths:
        """Of a series that was last seen with the last of `waves`, from waves up to then alone.

        `states` are those of the distance of the same series, or of a longer one that begins with it, where they are known.
        """
        day = waves[-1].day
        place = self.days.index(day)
        shown = self.shown(waves)
        now = (states or self.followed(shown))[len(shown) - 1]
        own = draw(now.weighed(self.weights(day)), ahead.count, ahead.random)
        shared = draw(self.common[place], ahead.count, ahead.random)
        middle = Series.of(self.medians[place : place + 1]).logits
        moved = onward(shared, ahead.steps, ahead.random, ahead.quarters) - shared.level[:, None]
        levels = middle + moved + onward(own, ahead.steps, ahead.random, ahead.quarters)
        return Paths(middle + own.level, shared.pace + own.pace, own.wave_sd, levels)
