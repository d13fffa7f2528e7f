"""Do two series move together, and which one first: changes from wave to wave, correlated at leads and lags.

Any two series with a trend resemble each other, so levels are never compared (Yule 1926, J. R. Stat. Soc. 89, 1-63;
Granger and Newbold 1974, J. Econometrics 2, 111-120): only changes, less their mean. The p value is that of the
largest correlation over all lags when the second series' changes are put in another order, block by block, so that
neighbours stay neighbours (blocks: Künsch 1989, Ann. Stat. 17, 1217-1241). Together is not because of: a third thing
may move both.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
LAGS = 2  # waves by which one may precede the other
FEWEST = 10  # changes; below that nothing is said
ORDERS, DOUBT, POWER = 1999, 0.05, 0.8
WORTH_SEEING = 0.6  # a correlation that must have been found four times in five before "they do not" is said


class Together(StrEnum):
    """What may be said; UNTOLD says nothing."""

    MOVES = "moves_together"
    DOES_NOT = "does_not_move_together"
    UNTOLD = "cannot_tell"


@dataclass(frozen=True)
class Lag:
    """The correlation when the second series' changes are read `waves` later (negative: earlier), over so many pairs."""

    waves: int
    correlation: float
    pairs: int


@dataclass(frozen=True)
class LeadLag:
    """What two series tell together: `lag` is the one with the largest correlation, its p that of all lags at once.

    `detectable` is the correlation that so many changes would show four times in five; `lags` are empty where there
    are too few changes, or where one series stands still.
    """

    verdict: Together
    changes: int
    lag: Lag | None = None
    p: float | None = None
    detectable: float | None = None
    lags: tuple[Lag, ...] = ()


def lead_lag(first: Sequence[float], second: Sequence[float], seed: int = 0) -> LeadLag:
    """Compare two series that were read at the same waves, in order of time; the same seed gives the same answer."""
    ours, theirs = np.diff(np.asarray(first, float)), np.diff(np.asarray(second, float))
    count = len(ours)
    if count < FEWEST or not all(_moves(each) for each in (ours, theirs)):
        return LeadLag(Together.UNTOLD, count)
    orders = _orders(count, np.random.default_rng(seed))
    found = _correlations(ours, theirs[orders])
    sizes = np.array([count - abs(lag) for lag in _lags()])
    largest = (np.abs(found) * np.sqrt(sizes)).max(axis=1)
    p = float(np.mean(largest >= largest[0] * (1 - 1e-9)))
    lags = tuple(Lag(k, float(r), int(n)) for k, r, n in zip(_lags(), found[0], sizes, strict=True))
    top = max(lags, key=lambda lag: abs(lag.correlation) * math.sqrt(lag.pairs))
    least = detectable(count)
    return LeadLag(_verdict(p, least), count, top, p, least, lags)


def detectable(changes: int) -> float:
    """tanh((z_(1 - .05 / 2 lags) + z_.8) / sqrt(n - 3)): Fisher's transformation, all lags tested at once (Bonferroni)."""
    normal = NormalDist()
    reach = normal.inv_cdf(1 - DOUBT / (2 * len(_lags()))) + normal.inv_cdf(POWER)
    return math.tanh(reach / math.sqrt(changes - 3))


def _verdict(p: float, least: float) -> Together:
    if p <= DOUBT:
        return Together.MOVES
    return Together.DOES_NOT if least <= WORTH_SEEING else Together.UNTOLD


def _lags() -> range:
    return range(-LAGS, LAGS + 1)


def _moves(changes: Floats) -> bool:
    """Whether there is anything to correlate at every lag."""
    inner = changes[LAGS:-LAGS]
    return bool(np.ptp(inner) > 1e-12)


def _orders(count: int, random: np.random.Generator) -> NDArray[np.int64]:
    """The order as it is, and 1,999 others in which blocks of about n^(1/3) changes, cut anywhere, change places."""
    block = np.arange(count) // max(1, round(count ** (1 / 3)))
    places = random.random((ORDERS, int(block[-1]) + 1))[:, block]
    others = (np.argsort(places, axis=1, kind="stable") + random.integers(count, size=(ORDERS, 1))) % count
    return np.concatenate([np.arange(count)[None], others])


def _correlations(ours: Floats, theirs: Floats) -> Floats:
    """Pearson's r at every lag (columns) for every order (rows)."""
    count, found = len(ours), []
    for lag in _lags():
        mine = ours[max(0, -lag) : count - max(0, lag)]
        other = theirs[:, max(0, lag) : count - max(0, -lag)]
        mine, other = mine - mine.mean(), other - other.mean(axis=1, keepdims=True)
        below = np.sqrt((mine**2).sum() * (other**2).sum(axis=1))
        found.append(np.divide(other @ mine, below, out=np.zeros(len(other)), where=below > 1e-12))
    return np.stack(found, axis=1)
