"""Departments over waves: two-way fixed effects, and the test that permutes which departments were treated (METHOD 7).

Tables are departments x waves; effects are shares. The permutation test compares studentised effects, so it keeps its
size also where those that were treated are systematically small or large; its interval is the test turned round.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Starts = NDArray[np.int64]
NEVER = -1
PERMUTATIONS, CHUNK = 1999, 2_000_000
CONFIDENCE = 0.95
FURTHEST = 1.0  # a share cannot move further
HALVINGS = 40


@dataclass(frozen=True)
class Entry:
    """One shown cell, its department and wave by their places."""

    department: int
    wave: int
    share: float
    base: float


@dataclass(frozen=True)
class Panel:
    """Shares, the answers behind them (0 where nothing is shown), and the first wave after each department's start.

    `starts` holds a wave's place, or NEVER for a department that was not treated. Every department is shown somewhere.
    """

    shares: Floats
    bases: Floats
    starts: Starts

    @classmethod
    def of(cls, starts: Sequence[int], waves: int, entries: Iterable[Entry]) -> "Panel":
        """A panel of these departments; what has no entry is not shown."""
        shares, bases = np.zeros((2, len(starts), waves))
        for entry in entries:
            shares[entry.department, entry.wave], bases[entry.department, entry.wave] = entry.share, entry.base
        return cls(shares, bases, np.array(starts, dtype=np.int64))

    def of_rows(self, wanted: NDArray[np.bool_]) -> "Panel":
        """These departments alone."""
        return Panel(self.shares[wanted], self.bases[wanted], self.starts[wanted])

    @property
    def waves(self) -> int:
        return int(self.shares.shape[1])

    @property
    def treated(self) -> Starts:
        """The starts of those that were treated."""
        return self.starts[self.starts >= 0]


def held(starts: Starts, waves: int) -> Floats:
    """1 from a department's first wave after its start on, else 0; any number of assignments at once."""
    return ((starts[..., None] >= 0) & (np.arange(waves) >= starts[..., None])).astype(np.float64)


def drift(starts: Starts, waves: int) -> Floats:
    """How many waves have passed, for the treated, else 0: what they move by a wave more than the others."""
    return np.where(starts[..., None] >= 0, np.arange(waves), 0).astype(np.float64)


@dataclass(frozen=True)
class Fixed:
    """The fixed effects of one panel, ready to be taken out of any table of departments x waves."""

    weight: Floats
    waves: Floats
    inverse: Floats

    @classmethod
    def of(cls, weight: Floats) -> "Fixed":
        count = weight.shape[1]
        dummies = np.broadcast_to(np.eye(count)[1:, None, :], (count - 1, *weight.shape))
        flat = _centred(np.asarray(dummies), weight).reshape(count - 1, -1)
        inverse = np.linalg.pinv((flat * weight.ravel()) @ flat.T, hermitian=True)
        return cls(weight, flat, np.asarray(inverse, dtype=np.float64))

    def without(self, tables: Floats) -> Floats:
        """What departments and waves do not explain of each table (the last two axes)."""
        rest = _centred(tables, self.weight).reshape(*tables.shape[:-2], -1)
        fitted = (rest * self.weight.ravel()) @ self.waves.T @ self.inverse @ self.waves
        return np.asarray((rest - fitted).reshape(tables.shape))


def _centred(tables: Floats, weight: Floats) -> Floats:
    return np.asarray(tables - ((tables * weight).sum(axis=-1) / weight.sum(axis=-1))[..., None])


def two_way(panel: Panel, regressors: Floats) -> tuple[Floats, Floats]:
    """Coefficients of the regressors (k x departments x waves), departments and waves fixed, weighted by answers.

    Standard errors are clustered by department with the small-sample factor (CR1).
    Source: Cameron and Miller (2015), J. Hum. Resour. 50, 317-372.
    """
    fixed, weight = Fixed.of(panel.bases), panel.bases
    x, y = fixed.without(regressors), fixed.without(np.nan_to_num(panel.shares))
    inverse = np.linalg.pinv(np.einsum("kdt,dt,ldt->kl", x, weight, x), hermitian=True)
    values = inverse @ np.einsum("kdt,dt,dt->k", x, weight, y)
    scores = np.einsum("kdt,dt,dt->dk", x, weight, y - np.tensordot(values, x, axes=1))
    units, cells = len(weight), int((weight > 0).sum())
    free = max(cells - (units + panel.waves - 1 + len(values)), 1)
    spread = units / (units - 1) * (cells - 1) / free * inverse @ scores.T @ scores @ inverse
    return values, np.sqrt(np.maximum(np.diag(spread), 0.0))


@dataclass(frozen=True)
class Permuted:
    """Every assignment's effect and its variance as functions of a true effect d; the first entry is the observed one.

    effect(d) = value - d * echo, variance(d) = plain - 2 d * both + d^2 * own.
    """

    value: Floats
    echo: Floats
    plain: Floats
    both: Floats
    own: Floats

    @property
    def observed(self) -> float:
        return float(self.value[0])

    def p(self, effect: float = 0.0) -> float:
        """Two-sided p of the true effect being `effect`; the observed assignment is one of them."""
        variance = self.plain - 2 * effect * self.both + effect**2 * self.own
        squares = (self.value - effect * self.echo) ** 2
        t = np.divide(squares, variance, out=np.full_like(squares, np.inf), where=variance > 1e-18)
        return float(np.mean(t >= t[0] * (1 - 1e-9)))

    def interval(self) -> tuple[float, float]:
        """The effects that the test does not reject; infinite where assignments are too few to reject any."""
        return self._end(-1.0), self._end(1.0)

    def _end(self, way: float) -> float:
        doubt, inside, outside = 1 - CONFIDENCE, 0.0, math.sqrt(float(self.plain[0])) or 1e-6
        while self.p(self.observed + way * outside) > doubt:
            inside, outside = outside, 2 * outside
            if inside > FURTHEST:
                return way * math.inf
        for _ in range(HALVINGS):
            middle = (inside + outside) / 2
            rejected = self.p(self.observed + way * middle) <= doubt
            inside, outside = (inside, middle) if rejected else (middle, outside)
        return self.observed + way * outside


def permuted(panel: Panel, make: Callable[[Starts, int], Floats], seed: int = 0) -> Permuted:
    """The effect of `make(starts)` under every way (or 1,999 random ones) to hand the starts to the departments.

    Sources: MacKinnon and Webb (2020), J. Econometrics 218, 435-450; DiCiccio and Romano (2017), J. Am. Stat. Assoc. 112.
    """
    fixed = Fixed.of(panel.bases)
    outcome = fixed.without(np.nan_to_num(panel.shares))
    own = fixed.without(make(panel.starts, panel.waves))
    chunks = _assignments(panel.starts, max(1, CHUNK // panel.shares.size), seed)
    parts = [_effects(fixed, fixed.without(make(starts, panel.waves)), (outcome, own)) for starts in chunks]
    return Permuted(*np.concatenate(parts, axis=1))


def _effects(fixed: Fixed, x: Floats, tables: tuple[Floats, Floats]) -> Floats:
    """The five rows of Permuted for assignments `x`; a clustered variance is that of the departments' scores."""
    below = np.einsum("bdt,dt,bdt->b", x, fixed.weight, x)
    below = np.where(below > 1e-12, below, np.inf)
    value, echo = (np.einsum("bdt,dt,dt->b", x, fixed.weight, table) / below for table in tables)
    plain, own = (
        np.einsum("bdt,dt,bdt->bd", x, fixed.weight, table - each[:, None, None] * x) / below[:, None]
        for table, each in zip(tables, (value, echo), strict=True)
    )
    return np.stack([value, echo, (plain**2).sum(axis=1), (plain * own).sum(axis=1), (own**2).sum(axis=1)])


def _assignments(starts: Starts, chunk: int, seed: int) -> Iterator[Starts]:
    """The observed assignment, then all others where one start makes them few, else 1,999 at random."""
    treated, kinds = np.flatnonzero(starts >= 0), np.unique(starts[starts >= 0])
    if len(kinds) == 1 and math.comb(len(starts), len(treated)) <= PERMUTATIONS + 1:
        sets = [chosen for chosen in combinations(range(len(starts)), len(treated)) if chosen != tuple(treated)]
        others = np.full((len(sets), len(starts)), NEVER)
        for row, chosen in zip(others, sets, strict=True):
            row[list(chosen)] = kinds[0]
    else:
        random = np.random.default_rng(seed)
        others = np.stack([random.permutation(starts) for _ in range(PERMUTATIONS)])
    rows = np.concatenate([starts[None], others])
    for first in range(0, len(rows), chunk):
        yield rows[first : first + chunk]
