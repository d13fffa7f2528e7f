"""Small departments compared fairly (METHOD 4): funnel plot, shrinkage towards the parent's mean, rank intervals.

Departments are compared as parts of one family (one level of the tree, one indicator, one wave). Whether one is
unusual is asked of how it works, so the finite population correction is off; its rank is a description of this
wave's staff, so there the caller may give effective sizes instead of bases. Fewer than ten departments: raw only.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import asin, sin, sqrt

import numpy as np
from numpy.typing import NDArray

from measure.change import family_q
from measure.interval import Interval, Stratum, effective_size, quantile

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
FEWEST = 10
WINSORISED = 0.1
KEPT_SPREAD = 0.6787429  # mean square of a standard normal of which 10 % at each end are winsorised
KEPT_SPREAD_ERROR = 0.9202  # relative standard error of that mean square, times the root of how many departments
UNUSUAL_LINE, WARNING_LINE = 0.998, 0.95
FALSE_FLAGS = 0.05
MOSTLY = 0.5
DRAWS, FEWEST_DRAWS, DRAWN = 2000, 400, 1_000_000  # of each department, and of all together in a large family
LARGEST_PRECISION = 1e6  # of the prior, in answers; beyond it all departments are alike
CENSUS = 1e9  # stands for an infinite effective size


@dataclass(frozen=True)
class Departments:
    """Favourable and all answers of each department; with effective sizes instead of bases for a finite population."""

    favourable: Floats
    base: Floats

    @classmethod
    def of(cls, cells: Iterable[Stratum]) -> "Departments":
        held = [(cell.favourable, cell.base) for cell in cells]
        return cls(*np.array(held, dtype=np.float64).reshape(-1, 2).T)

    @classmethod
    def of_this_wave(cls, cells: Iterable[Stratum]) -> "Departments":
        """With the finite population correction where the headcount is known: a census is certain of itself."""
        held = [(cell.share, cell.base if cell.people is None else effective_size([cell])) for cell in cells]
        share, size = np.array(held, dtype=np.float64).reshape(-1, 2).T
        size = np.minimum(size, CENSUS)
        return cls(share * size, size)

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
    phi = float(np.mean(np.clip(plain, *np.quantile(plain, [WINSORISED, 1 - WINSORISED])) ** 2))
    tau2 = _additive(phi, variance)
    z = off / np.sqrt(variance + tau2)
    beyond = np.abs(z) > quantile(UNUSUAL_LINE)
    excess = max(0.0, 1 - (len(z) - 1) / (len(z) * phi)) if phi else 0.0
    ps = _chances(departments, beyond, phi) if beyond.any() else np.ones(len(departments))
    unusual = np.array([q is not None and q <= FALSE_FLAGS for q in family_q(ps.tolist())]) & beyond
    return Funnel(departments.overall, phi, tau2, excess, *(tuple(each.tolist()) for each in (z, beyond, unusual, ps)))


def _additive(phi: float, variance: Floats) -> float:
    """The variance between departments that makes their mean squared z `phi`; 0 where chance is enough."""
    count, weight = len(variance), 1 / variance
    room = float(weight.sum() - (weight**2).sum() / weight.sum())
    return max(0.0, (count * phi - (count - 1)) / room)


def _chances(departments: Departments, beyond: Flags, phi: float) -> Floats:
    """The tails of the beta-binomial that those beyond the lines stand in, for a false discovery rate.

    The spread is taken with what winsorising took from it, one standard error wider, because an estimate that is too
    small flags the innocent; the beta-binomial has the skewness of small departments near 0 and 1, which z has not.
    Departments within the lines count in the correction as unsuspicious, so it is never too lenient.
    """
    wider = phi / KEPT_SPREAD * (1 + KEPT_SPREAD_ERROR / sqrt(len(departments)))
    between = min(0.9, 4 * _additive(wider, 1 / (4 * departments.base)))
    ps = np.ones(len(departments))
    ps[beyond] = _tails(departments, beyond, between)
    return ps


def _tails(departments: Departments, some: Flags, between: float) -> Floats:
    """Two-sided tail probability of some departments where shares vary by `between` times p (1 - p)."""
    from scipy.stats import betabinom, binom  # here, because it takes half a second that most commands need not

    x, n = (np.rint(column[some]) for column in (departments.favourable, departments.base))
    centre = departments.overall
    if between < 1 / LARGEST_PRECISION:
        low, high = binom.cdf(x, n, centre), binom.sf(x - 1, n, centre)
    else:
        alpha, beta = np.array([centre, 1 - centre]) * (1 / between - 1)
        low, high = betabinom.cdf(x, n, alpha, beta), betabinom.sf(x - 1, n, alpha, beta)
    return np.asarray(np.minimum(1.0, 2 * np.minimum(low, high)))


@dataclass(frozen=True)
class Posterior:
    """What is known of each department's share after shrinking: a beta distribution each."""

    alpha: Floats
    beta: Floats

    @property
    def mean(self) -> Floats:
        return np.asarray(self.alpha / (self.alpha + self.beta))

    def bounds(self, confidence: float = 0.95) -> tuple[Floats, Floats]:
        from scipy.special import betaincinv

        low, high = (
            np.asarray(betaincinv(self.alpha, self.beta, q)) for q in (0.5 - confidence / 2, 0.5 + confidence / 2)
        )
        return low, high


def shrunk(departments: Departments, means: Floats | None = None) -> Posterior | None:
    """Beta-binomial empirical Bayes: every department moves towards its parent's mean, the smaller the further.

    `means` are the parents' shares, one a department; without them all have one parent, whose mean is estimated too.
    None below ten departments, which then stand raw. METHOD 4.
    """
    if len(departments) < FEWEST:
        return None
    centre, precision = _prior(departments, means)
    return Posterior(centre * precision + departments.favourable, (1 - centre) * precision + _rest(departments))


def _rest(departments: Departments) -> Floats:
    return np.asarray(departments.base - departments.favourable)


def _prior(departments: Departments, means: Floats | None) -> tuple[Floats, float]:
    """Maximum likelihood of the prior's mean (unless given) and its precision, in answers."""
    from scipy.optimize import minimize

    known = None if means is None else np.clip(means, 1e-6, 1 - 1e-6)

    def loss(at: Floats) -> tuple[float, Floats]:
        return _loss(departments, at, known)

    centre = min(max(departments.overall, 1e-3), 1 - 1e-3)
    start = [np.log(centre / (1 - centre)), np.log(20.0)]
    bounds = [(-9.0, 9.0), (0.0, float(np.log(LARGEST_PRECISION)))]
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"ftol": 1e-14, "gtol": 1e-9})
    mean = 1 / (1 + np.exp(-found.x[0])) if known is None else known
    return np.broadcast_to(np.asarray(mean), len(departments)), float(np.exp(found.x[1]))


def _loss(departments: Departments, at: Floats, known: Floats | None) -> tuple[float, Floats]:
    """Minus the log likelihood of (logit of the mean, log of the precision) and its gradient."""
    from scipy.special import betaln, digamma

    mean = np.asarray(1 / (1 + np.exp(-at[0]))) if known is None else known
    precision = np.exp(at[1])
    a, b = mean * precision, (1 - mean) * precision
    value = betaln(a + departments.favourable, b + _rest(departments)) - betaln(a, b)
    total = digamma(precision) - digamma(precision + departments.base)
    by_a = digamma(a + departments.favourable) - digamma(a) + total
    by_b = digamma(b + _rest(departments)) - digamma(b) + total
    by_mean = ((by_a - by_b) * a * (1 - mean)).sum() if known is None else 0.0
    return -float(value.sum()), -np.array([by_mean, (by_a * a + by_b * b).sum()])


@dataclass(frozen=True)
class Standing:
    """Ranks a department may hold (1 = highest share), and its likeliest quartile (1 = highest) with its probability."""

    low: int
    high: int
    quartile: int
    certainty: float


def standings(departments: Departments, means: Floats | None = None, seed: int = 0) -> list[Standing]:
    """The 95 % rank interval and the quartile of every department, from draws of all shares together.

    Fewer than ten departments are not shrunk (Jeffreys' prior instead). The same seed gives the same answer.
    """
    if not len(departments):
        return []
    own = shrunk(departments, means) or Posterior(departments.favourable + 0.5, _rest(departments) + 0.5)
    count = max(FEWEST_DRAWS, min(DRAWS, DRAWN // len(departments)))
    draws = np.random.default_rng(seed).beta(own.alpha, own.beta, (count, len(departments)))
    ranks = np.empty(draws.shape, np.int64)
    np.put_along_axis(ranks, np.argsort(-draws, axis=1), np.arange(1, len(departments) + 1)[None, :], axis=1)
    low, high = np.quantile(ranks, [0.025, 0.975], axis=0, method="inverted_cdf")
    quartiles = (4 * (ranks - 1)) // len(departments) + 1
    parts = np.stack([(quartiles == quarter).mean(axis=0) for quarter in (1, 2, 3, 4)])
    likeliest: Sequence[int] = (parts.argmax(axis=0) + 1).tolist()
    return [
        Standing(*each) for each in zip(low.tolist(), high.tolist(), likeliest, parts.max(axis=0).tolist(), strict=True)
    ]
