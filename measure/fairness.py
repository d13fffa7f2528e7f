"""Small departments compared fairly (METHOD 4): funnel plot, shrinkage towards the parent's mean, rank intervals.

Departments are compared as parts of one family (one level of the tree, one indicator, one wave). Whether one is
unusual is asked of how it works, so the finite population correction is off; its rank is a description of this
wave's staff, so there the caller may give effective sizes instead of bases. Fewer than ten departments: raw only.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, sin, sqrt

import numpy as np
from numpy.typing import NDArray

from measure.change import adjusted
from measure.interval import Interval, Stratum, quantile
from measure.prior import LARGEST_PRECISION, prior
from measure.ranks import drawn, quarters, ranked

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
FEWEST = 10
WINSORISED = 0.1
KEPT_SPREAD = 0.6787429  # mean square of a standard normal of which 10 % at each end are winsorised
KEPT_SPREAD_ERROR = 0.9202  # relative standard error of that mean square, times the root of how many departments
WIDER = 2  # standard errors of it that the spread is taken wider
UNUSUAL_LINE, WARNING_LINE = 0.998, 0.95
FALSE_FLAGS = 0.05
MOSTLY = 0.5
CENSUS = 1e9  # stands for an infinite effective size


@dataclass(frozen=True)
class Departments:
    """Favourable and all answers of each department."""

    favourable: Floats
    base: Floats

    @classmethod
    def of(cls, cells: Iterable[Stratum]) -> "Departments":
        held = [(cell.favourable, cell.base) for cell in cells]
        return cls(*np.array(held, dtype=np.float64).reshape(-1, 2).T)

    @property
    def share(self) -> Floats:
        return np.asarray(self.favourable / self.base)

    @property
    def overall(self) -> float:
        return float(self.favourable.sum() / self.base.sum())

    def __len__(self) -> int:
        return len(self.base)


@dataclass(frozen=True)
class Funnel:
    """The funnel plot of one family: its centre (a share), how much wider than chance it is, and who stands outside.

    `phi` and `tau2` are the winsorised dispersion and the additive variance on the arcsine scale; `explained` is the
    part of the departments' spread that is more than chance; `beyond` stand outside the 99.8 % lines, `unusual` do so
    and stay so after correction for how many departments were looked at; `p` is the tail each stands in, 1 within them.
    """

    centre: float
    phi: float
    tau2: float
    explained: float
    z: tuple[float, ...]
    beyond: tuple[bool, ...]
    unusual: tuple[bool, ...]
    p: tuple[float, ...]

    @property
    def truly_differ(self) -> bool:
        """Most of the spread is more than chance."""
        return self.explained > MOSTLY

    def limits(self, base: float, line: float = UNUSUAL_LINE) -> Interval:
        """Where a department of this base may stand without being beyond `line` (0.95 or 0.998), as shares."""
        middle, reach = asin(sqrt(self.centre)), quantile(line) * sqrt(1 / (4 * base) + self.tau2)
        low, high = max(0.0, middle - reach), min(np.pi / 2, middle + reach)
        return Interval(sin(low) ** 2, sin(high) ** 2)


def funnel(departments: Departments) -> Funnel | None:
    """Funnel plot with additive overdispersion, z on the arcsine scale; None below ten departments.

    Source: Spiegelhalter (2005), Qual. Saf. Health Care 14, 347-351, and Stat. Med. 24, 1185-1202; METHOD 4.
    """
    if len(departments) < FEWEST or not 0 < departments.overall < 1:
        return None
    variance = 1 / (4 * departments.base)
    off = np.arcsin(np.sqrt(departments.share)) - asin(sqrt(departments.overall))
    plain = off / np.sqrt(variance)
    phi = float(np.mean(np.clip(plain, *_ends(plain)) ** 2))
    tau2 = _additive(phi, variance)
    z = off / np.sqrt(variance + tau2)
    beyond = np.abs(z) > quantile(UNUSUAL_LINE)
    excess = max(0.0, 1 - (len(z) - 1) / (len(z) * phi)) if phi else 0.0
    ps = _chances(departments, beyond, phi) if beyond.any() else np.ones(len(departments))
    unusual = (adjusted(ps) <= FALSE_FLAGS) & beyond
    return Funnel(departments.overall, phi, tau2, excess, *(tuple(each.tolist()) for each in (z, beyond, unusual, ps)))


def _ends(values: Floats) -> tuple[float, float]:
    """The quantiles beyond which values are winsorised, by linear interpolation."""
    ordered, at = np.sort(values), WINSORISED * (len(values) - 1)
    place, part = int(at), at - int(at)
    low, high = ordered[place : place + 2], ordered[::-1][place : place + 2]
    return float(low[0] + part * (low[-1] - low[0])), float(high[0] + part * (high[-1] - high[0]))


def _additive(phi: float, variance: Floats) -> float:
    """The variance between departments that makes their mean squared z `phi`; 0 where chance is enough."""
    count, weight = len(variance), 1 / variance
    room = float(weight.sum() - (weight**2).sum() / weight.sum())
    return max(0.0, (count * phi - (count - 1)) / room)


def _chances(departments: Departments, beyond: Flags, phi: float) -> Floats:
    """The tails of the beta-binomial that those beyond the lines stand in, for a false discovery rate.

    The spread is taken with what winsorising took from it, two standard errors wider, because an estimate that is too
    small flags the innocent; the beta-binomial has the skewness of small departments near 0 and 1, which z has not.
    Departments within the lines count in the correction as unsuspicious, so it is never too lenient.
    """
    wider = phi / KEPT_SPREAD * (1 + WIDER * KEPT_SPREAD_ERROR / sqrt(len(departments)))
    between = min(0.9, 4 * _additive(wider, 1 / (4 * departments.base)))
    ps = np.ones(len(departments))
    ps[beyond] = _tails(departments, beyond, between)
    return ps


def _tails(departments: Departments, some: Flags, between: float) -> Floats:
    """Two-sided tail probability of some departments where shares vary by `between` times p (1 - p)."""
    x, n = (np.rint(column[some]) for column in (departments.favourable, departments.base))
    centre = departments.overall
    above = x > n * centre  # the tail is counted from the nearer end
    x, own = np.where(above, n - x, x), np.where(above, 1 - centre, centre)
    room = 1 / between - 1 if between > 1 / LARGEST_PRECISION else LARGEST_PRECISION
    return np.asarray(np.minimum(1.0, 2 * _lower_tail(x, n, (own * room, (1 - own) * room))))


def _lower_tail(x: Floats, n: Floats, of: tuple[Floats, Floats]) -> Floats:
    """P(X <= x) of beta-binomials: the chance of 0, and of every further one by its ratio to the one before."""
    from scipy.special import betaln

    alpha, beta = (side[:, None] for side in of)
    k, whole = np.arange(x.max()), n[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = np.log((whole - k) / (k + 1) * (k + alpha) / (whole - k - 1 + beta))
    first = betaln(alpha, whole + beta) - betaln(alpha, beta)
    logs = np.concatenate([first, first + np.cumsum(ratios, axis=1)], axis=1)
    return np.asarray(np.where(np.arange(x.max() + 1) <= x[:, None], np.exp(logs), 0.0).sum(axis=1))


@dataclass(frozen=True)
class Posterior:
    """What is known of each department's share after shrinking: a beta distribution each."""

    alpha: Floats
    beta: Floats

    @property
    def mean(self) -> Floats:
        return np.asarray(self.alpha / (self.alpha + self.beta))

    def arcsine(self) -> tuple[Floats, Floats]:
        """Middle and standard deviation of asin(sqrt(share)); Beta(a, b) has its median near (a - 1/3) / (a + b - 2/3)."""
        total = self.alpha + self.beta
        middle = (np.maximum(self.alpha - 1 / 3, 1e-6)) / (np.maximum(total - 2 / 3, 2e-6))
        return np.arcsin(np.sqrt(np.minimum(middle, 1.0))), 1 / (2 * np.sqrt(total))

    def bounds(self, confidence: float = 0.95) -> tuple[Floats, Floats]:
        from scipy.special import betaincinv

        low, high = (
            np.asarray(betaincinv(self.alpha, self.beta, q)) for q in (0.5 - confidence / 2, 0.5 + confidence / 2)
        )
        return low, high


def shrunk(departments: Departments, means: Floats | None = None, sizes: Floats | None = None) -> Posterior | None:
    """Beta-binomial empirical Bayes: every department moves towards its parent's mean, the smaller the further.

    `means` are the parents' shares, one a department; without them all have one parent, whose mean is estimated too.
    `sizes` are effective sizes of this wave's staff: how departments differ is learnt from answers, but a share that
    nearly everybody has given is nearly certain. None below ten departments, which then stand raw. METHOD 4.
    """
    if len(departments) < FEWEST:
        return None
    centre, precision = prior(departments, means)
    size, share = departments.base if sizes is None else sizes, departments.share
    return Posterior(centre * precision + share * size, (1 - centre) * precision + (1 - share) * size)


@dataclass(frozen=True)
class Standing:
    """Ranks a department may hold (1 = highest share), and its likeliest quartile (1 = highest) with its probability."""

    low: int
    high: int
    quartile: int
    certainty: float


def standings(departments: Departments, means: Floats | None = None, sizes: Floats | None = None) -> list[Standing]:
    """The 95 % rank interval and the quartile of every department.

    Shares are normal on the arcsine scale around the median of their posterior. Fewer than ten departments are not
    shrunk (Jeffreys' prior instead) and are ranked over fixed draws, more of them in closed form (measure/ranks.py).
    """
    if not len(departments):
        return []
    own = shrunk(departments, means, sizes)
    if own is None:
        size = departments.base if sizes is None else sizes
        own = Posterior(departments.share * size + 0.5, (1 - departments.share) * size + 0.5)
    belief = own.arcsine()
    found, parts = (ranked if len(departments) >= FEWEST else drawn)(*belief), quarters(*belief)
    columns = (found.low, found.high, parts.argmax(axis=1) + 1, parts.max(axis=1))
    return [Standing(*each) for each in zip(*(column.tolist() for column in columns), strict=True)]
