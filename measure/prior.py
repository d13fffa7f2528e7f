"""How much departments differ: the beta distribution of their true shares, by maximum likelihood (METHOD 4).

The likelihood of beta-binomial counts needs no special function: log B(a + x, b + n - x) - log B(a, b) is a sum of
log(a + j), log(b + j) and log(a + b + j), and over all departments j counts those with more than j such answers. So a
step of Newton's method costs as much as the largest department is large, however many departments there are.
Source: Smith (1983), Algorithm AS 189, Appl. Stat. 32, 196-204.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from measure.fairness import Departments

Floats = NDArray[np.float64]
LARGEST_PRECISION = 1e6  # in answers; beyond it all departments are alike
SMALLEST_PRECISION = 1.0
ROUNDS, CLOSE, NEAR = 60, 1e-7, 1e-4
GUESS, WIDER = float(np.log(40.0)), 0.3  # logarithms of the precision
LONGEST = 1.5  # of a step, in logits of the mean and logarithms of the precision


@dataclass(frozen=True)
class Above:
    """How many departments have more than 0, 1, 2 ... answers of a kind."""

    favourable: Floats
    rest: Floats
    base: Floats

    @classmethod
    def of(cls, departments: "Departments") -> "Above":
        x, n = np.rint(departments.favourable).astype(np.int64), np.rint(departments.base).astype(np.int64)
        return cls(*(_above(column) for column in (x, np.maximum(n - x, 0), n)))

    def slopes(self, alpha: float, beta: float) -> tuple[Floats, Floats]:
        """First and second derivatives of the log likelihood by (alpha, beta)."""
        one, two, all_ = (
            1 / (at + np.arange(len(count)))
            for at, count in ((alpha, self.favourable), (beta, self.rest), (alpha + beta, self.base))
        )
        whole, curve = float(self.base @ all_), float(self.base @ all_**2)
        first = np.array([self.favourable @ one - whole, self.rest @ two - whole])
        own = np.diag([-float(self.favourable @ one**2), -float(self.rest @ two**2)])
        return first, own + curve


def _above(counts: NDArray[np.int64]) -> Floats:
    held = np.bincount(counts)
    return np.asarray(len(counts) - np.cumsum(held)[:-1], dtype=np.float64)


def prior(departments: "Departments", means: Floats | None = None) -> tuple[Floats, float]:
    """The mean (one a department; estimated unless given) and the precision, in answers, of the true shares."""
    if means is not None:
        known = np.clip(means, 1e-6, 1 - 1e-6)
        return known, _precision(departments, known)
    at = _climbed(Above.of(departments), departments.overall)
    mean = 1 / (1 + np.exp(-at[0]))
    return np.full(len(departments), mean), float(np.exp(at[1]))


def _climbed(above: Above, overall: float) -> Floats:
    """Newton's method on (logit of the mean, logarithm of the precision), held within bounds."""
    centre = min(max(overall, 1e-3), 1 - 1e-3)
    at, lowest, highest = np.array([np.log(centre / (1 - centre)), GUESS]), *_bounds()
    for _ in range(ROUNDS):
        slope, curve = _in_logs(above, at)
        move = _uphill(slope, curve)
        later = np.array([np.clip(at[0] + move[0], -9.0, 9.0), np.clip(at[1] + move[1], lowest, highest)])
        if np.abs(later - at).max() < CLOSE:
            return later
        at = later
    return at


def _bounds() -> tuple[float, float]:
    return float(np.log(SMALLEST_PRECISION)), float(np.log(LARGEST_PRECISION))


def _in_logs(above: Above, at: Floats) -> tuple[Floats, Floats]:
    """Derivatives by (logit of the mean, logarithm of the precision) out of those by (alpha, beta)."""
    mean, precision = 1 / (1 + np.exp(-at[0])), np.exp(at[1])
    a, b = mean * precision, (1 - mean) * precision
    first, second = above.slopes(a, b)
    turn = np.array([[a * (1 - mean), -a * (1 - mean)], [a, b]])
    bend = a * (1 - mean)
    own = np.array(
        [
            [bend * (1 - 2 * mean) * (first[0] - first[1]), bend * (first[0] - first[1])],
            [bend * (first[0] - first[1]), a * first[0] + b * first[1]],
        ]
    )
    return np.asarray(turn @ first), np.asarray(turn @ second @ turn.T + own)


def _uphill(slope: Floats, curve: Floats) -> Floats:
    """Newton's step where the likelihood is curved like a hill in a direction, else a plain step up; none too long."""
    values, ways = np.linalg.eigh(curve)
    along = ways.T @ slope
    step = np.where(values < 0, -along / np.where(values < 0, values, 1.0), np.sign(along))
    return np.asarray(np.clip(ways @ step, -LONGEST, LONGEST))


def _precision(departments: "Departments", means: Floats) -> float:
    """The precision at which the likelihood's slope by its logarithm is 0; means known.

    Secants from the moment estimate on, never against the slope and never further than LONGEST.
    """
    lowest, highest = _bounds()
    at = _moments(departments, means)
    slope = _slope(at, departments, means)
    move = WIDER if slope > 0 else -WIDER
    for _ in range(ROUNDS):
        later = min(max(at + move, lowest), highest)
        if abs(later - at) < NEAR:
            return float(np.exp(later))
        found = _slope(later, departments, means)
        secant = found * (later - at) / (slope - found) if slope != found else 0.0
        way = 1.0 if found > 0 else -1.0
        move = way * min(abs(secant), LONGEST) if secant * way >= 0 else way * WIDER
        at, slope = later, found
    return float(np.exp(at))


def _moments(departments: "Departments", means: Floats) -> float:
    """The logarithm of the precision at which scaled squares are as large as they are found."""
    squares = departments.base * (departments.share - means) ** 2 / (means * (1 - means))
    between = float((squares.sum() - len(means)) / max((departments.base - 1).sum(), 1.0))
    lowest, highest = _bounds()
    return float(np.clip(np.log(1 / between - 1), lowest, highest)) if 0 < between < 1 else highest


def _slope(at: float, departments: "Departments", means: Floats) -> float:
    from scipy.special import digamma

    precision = np.exp(at)
    a, b = means * precision, (1 - means) * precision
    rest = departments.base - departments.favourable
    total = digamma(precision) - digamma(precision + departments.base)
    by_a = digamma(a + departments.favourable) - digamma(a) + total
    by_b = digamma(b + rest) - digamma(b) + total
    return float((by_a * a + by_b * b).sum())
