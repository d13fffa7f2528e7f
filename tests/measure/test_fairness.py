"""Small departments compared fairly (METHOD 4): against R's tables, by hand and by their laws."""

import math

import numpy as np
import pytest
from scipy.stats import betabinom

from measure.fairness import CENSUS, Departments, Funnel, funnel, shrunk, standings
from measure.interval import Stratum
from tests.golden.tables import rows

TABLE = rows("betabinom_funnel")
PARAMETERS = {row["name"]: float(row["value"]) for row in rows("betabinom_funnel_params")}
SIXTY = Departments.of(Stratum(int(row["x"]), int(row["n"])) for row in rows("depts_betabinom"))


def column(name: str) -> list[float]:
    return [float(row[name]) for row in TABLE]


def the_funnel(departments: Departments) -> Funnel:
    found = funnel(departments)
    assert found is not None
    return found


def alike(favourable: list[int], base: int) -> Departments:
    return Departments.of(Stratum(x, base) for x in favourable)


def test_the_funnel_agrees_with_r() -> None:
    found = the_funnel(SIXTY)
    assert math.asin(math.sqrt(found.centre)) == pytest.approx(PARAMETERS["target"], abs=1e-12)
    assert found.phi == pytest.approx(PARAMETERS["phi"], abs=1e-12)
    assert found.tau2 == pytest.approx(PARAMETERS["tau2"], abs=1e-12)
    assert found.z == pytest.approx(column("adjz"), abs=1e-12)
    assert found.beyond == tuple(abs(z) > 3.0902323 for z in column("adjz"))


def test_most_of_the_spread_is_more_than_chance() -> None:
    """tau^2 beside the chance of a typical department: (60 phi - 59) / (60 phi)."""
    found = the_funnel(SIXTY)
    assert found.explained == pytest.approx(1 - 59 / (60 * PARAMETERS["phi"]))
    assert found.truly_differ


def test_a_department_is_beyond_a_line_exactly_when_it_is_outside_its_limits() -> None:
    found = the_funnel(SIXTY)
    for share, base, beyond in zip(SIXTY.share, SIXTY.base, found.beyond, strict=True):
        limits = found.limits(float(base))
        assert beyond == (not limits.low <= share <= limits.high)
        assert found.limits(float(base), 0.95).low >= limits.low


def test_the_unusual_are_the_outlier_and_nobody_else() -> None:
    """Nineteen departments near one half and one that nobody of 100 knows of: 2^-100 is no chance."""
    found = the_funnel(alike([50, 48, 52, 51, 49, 47, 53, 50, 46, 54, 50, 49, 51, 52, 48, 50, 53, 47, 50, 1], 100))
    assert [place for place, is_so in enumerate(found.unusual) if is_so] == [19]
    assert not found.truly_differ


@pytest.mark.parametrize("spread", [0.0, 0.5])
def test_chances_are_the_tails_of_scipys_beta_binomial(spread: float) -> None:
    """Twelve of 50 to 300 answers, and one far off; alike, the tails are binomial."""
    random = np.random.default_rng(5)
    base = random.integers(50, 300, 13)
    shares = 1 / (1 + np.exp(-spread * random.standard_normal(13)))
    favourable = random.binomial(base, shares)
    favourable[0] = base[0] // 12
    found = the_funnel(Departments(favourable.astype(float), base.astype(float)))
    wider = found.phi / 0.6787429 * (1 + 2 * 0.9202 / math.sqrt(13))
    weight = 4 * base
    room = weight.sum() - (weight**2).sum() / weight.sum()
    between = 4 * max(0.0, (13 * wider - 12) / room)
    centre = favourable.sum() / base.sum()
    tail = betabinom(base[0], centre * (1 / between - 1), (1 - centre) * (1 / between - 1))
    assert found.beyond[0]
    assert found.p[0] == pytest.approx(2 * tail.cdf(favourable[0]), rel=1e-9)


def test_shrinking_agrees_with_r() -> None:
    found = shrunk(SIXTY)
    assert found is not None
    alpha, beta = found.alpha - SIXTY.favourable, found.beta - (SIXTY.base - SIXTY.favourable)
    assert alpha[0] == pytest.approx(PARAMETERS["alpha"], rel=1e-4)
    assert beta[0] == pytest.approx(PARAMETERS["beta"], rel=1e-4)
    assert found.mean == pytest.approx(column("eb"), abs=1e-6)
    low, high = found.bounds()
    assert low == pytest.approx(column("eb_lo"), abs=1e-6)
    assert high == pytest.approx(column("eb_hi"), abs=1e-6)


def test_a_known_parents_mean_is_what_small_departments_move_to() -> None:
    """Two parents, .3 and .7: the precision is the best of a grid under scipy's own beta-binomial."""
    base = np.array([12, 40, 25, 60, 18, 30, 22, 50, 15, 35])
    favourable = np.array([8, 6, 12, 9, 1, 27, 12, 45, 6, 31])
    means = np.repeat([0.3, 0.7], 5)
    found = shrunk(Departments(favourable.astype(float), base.astype(float)), means)
    assert found is not None
    precision = float((found.alpha + found.beta)[0] - base[0])

    def likelihood(at: float) -> float:
        return float(betabinom.logpmf(favourable, base, means * at, (1 - means) * at).sum())

    assert all(likelihood(precision) >= likelihood(other) - 1e-9 for other in np.geomspace(1, 1e6, 200))
    pull = precision / (precision + base)
    assert found.mean == pytest.approx(pull * means + (1 - pull) * favourable / base)


@pytest.mark.parametrize("count", [0, 1, 9])
def test_fewer_than_ten_stand_raw(count: int) -> None:
    few = alike([5] * count, 10)
    assert (funnel(few), shrunk(few)) == (None, None)
    assert [(s.low, s.high) for s in standings(few)] == [(1, count)] * count


def test_where_everybody_or_nobody_is_favourable_there_is_no_funnel() -> None:
    assert funnel(alike([10] * 12, 10)) is None
    assert funnel(alike([0] * 12, 10)) is None


def test_ranks_of_departments_far_apart_are_certain() -> None:
    """0/4000, 500/4000 ... 3500/4000: each step is 60 standard errors."""
    found = standings(alike([500 * step for step in range(8)], 4000))
    assert [(s.low, s.high) for s in found] == [(rank, rank) for rank in range(8, 0, -1)]


def test_ranks_of_departments_alike_are_open_and_the_same_every_time() -> None:
    same = alike([6] * 20, 12)
    found = standings(same)
    assert all(s.low <= 2 and s.high >= 19 for s in found)
    assert found == standings(same)


def test_a_census_knows_its_own_rank() -> None:
    """All 20 of each department answered, one favourable answer apart: this wave's order is a fact."""
    census = Departments.of(Stratum(x, 20, 20) for x in (3, 5, 4))
    found = standings(census, sizes=np.full(3, CENSUS))
    assert [(s.low, s.high) for s in found] == [(3, 3), (1, 1), (2, 2)]
    many = Departments.of(Stratum(x, 40, 40) for x in range(5, 35))
    found = standings(many, sizes=np.full(30, CENSUS))
    assert [(s.low, s.high) for s in found] == [(rank, rank) for rank in range(30, 0, -1)]
