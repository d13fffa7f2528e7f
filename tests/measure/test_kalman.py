"""The filter behind METHOD 5, against matrix exponentials and dense normal algebra."""

from datetime import date

import numpy as np
import pytest
from scipy.linalg import block_diag, expm
from scipy.stats import multivariate_normal

from measure.kalman import (
    DAYS_A_QUARTER,
    Floats,
    Grid,
    Seen,
    Series,
    alone,
    beside,
    draw,
    expit,
    filtered,
    onward,
    step,
)

DAYS = [date(2023, 2, 15), date(2023, 5, 17), date(2024, 2, 14), date(2024, 3, 1), date(2025, 9, 10)]
WAVES = [Seen(day, x / 40, 40) for day, x in zip(DAYS, [12, 15, 24, 22, 40], strict=True)]
SOME = [0, 7, 77, 205, 300, -1]
GRIDS = pytest.mark.parametrize("of", [alone(), beside()], ids=["alone", "beside"])


def exact(of: Grid, quarters: float, place: int) -> tuple[Floats, Floats]:
    """Transition and noise of da = (b - c a) dt + l dB', db = -k b dt + s dB, by Van Loan's matrix exponential."""
    drift = np.array([[-of.pull[place], 1.0], [0.0, -of.fading[place]]])
    noise = np.diag([of.level[place] ** 2, of.slope[place] ** 2])
    whole = expm(np.block([[-drift, noise], [np.zeros((2, 2)), drift.T]]) * quarters)
    return whole[2:, 2:].T, whole[2:, 2:].T @ whole[:2, 2:]


@pytest.mark.parametrize("quarters", [0.01, 0.5, 1.0, 4.0, 20.0])
@pytest.mark.parametrize("place", SOME)
@GRIDS
def test_a_stretch_of_time_is_solved_exactly(of: Grid, quarters: float, place: int) -> None:
    by, (way, noise) = step(quarters, of), exact(of, quarters, place)
    assert way == pytest.approx(np.array([[by.stays[place], by.way[place]], [0, by.kept[place]]]), rel=1e-9)
    found = [by.level[place], by.both[place], by.slope[place]]
    assert found == pytest.approx([noise[0, 0], noise[0, 1], noise[1, 1]], rel=1e-6, abs=1e-15)


def dense(of: Grid, series: Series, place: int) -> tuple[float, Floats, Floats]:
    """Log likelihood of all waves, and mean and covariance of the last level and slope, by conditioning at once."""
    count = len(series.logits)
    start = np.diag([of.first[0] ** 2, of.first[1] ** 2])
    way, noises = [np.eye(2)], [start]
    for gap in np.diff(series.quarters):
        move, noise = exact(of, float(gap), place)
        way.append(move)
        noises.append(noise)
    rows = [[np.zeros((2, 2))] * count for _ in range(count)]
    for now in range(count):
        total = np.eye(2)
        for then in range(now, -1, -1):
            rows[now][then] = total
            total = total @ way[then]
    spread = np.block(rows) @ block_diag(*noises) @ np.block(rows).T
    seen = spread[::2, ::2] + np.diag(series.variances + of.wave[place] ** 2)
    last = spread[-2:, ::2]
    mean = last @ np.linalg.solve(seen, series.logits)
    rest = spread[-2:, -2:] - last @ np.linalg.solve(seen, last.T)
    return float(multivariate_normal(np.zeros(count), seen).logpdf(series.logits)), mean, rest


@GRIDS
def test_the_filter_is_the_normal_distribution_given_all_waves(of: Grid) -> None:
    series = Series.of(WAVES)
    state = filtered(series, of)[-1]
    likelihoods = []
    for place in SOME:
        likelihood, mean, rest = dense(of, series, place)
        likelihoods.append(likelihood + of.prior[place])
        assert [state.level[place], state.slope[place]] == pytest.approx(mean, rel=1e-8)
        found = [state.level_variance[place], state.covariance[place], state.slope_variance[place]]
        assert found == pytest.approx([rest[0, 0], rest[0, 1], rest[1, 1]], rel=1e-7)
    weights = np.log(state.weight[SOME])
    assert weights - weights[0] == pytest.approx(np.array(likelihoods) - likelihoods[0], abs=1e-8)


def test_every_state_knows_the_earlier_waves_alone() -> None:
    whole, first = filtered(Series.of(WAVES)), filtered(Series.of(WAVES[:3]))
    assert whole[2].level == pytest.approx(first[2].level)
    assert whole[2].weight == pytest.approx(first[2].weight)


@GRIDS
def test_two_half_ways_are_one_way(of: Grid) -> None:
    state = filtered(Series.of(WAVES), of)[-1]
    once, twice = state.after(3.0), state.after(1.25).after(1.75)
    for name in ("level", "slope", "level_variance", "covariance", "slope_variance"):
        assert getattr(once, name) == pytest.approx(getattr(twice, name))


@pytest.mark.parametrize(
    ("share", "base", "inner", "variance"),
    [
        (0.25, 40, 10.5 / 41, 1 / (40 * (10.5 / 41) * (30.5 / 41))),
        (1.0, 10, 10.5 / 11, 1 / (10 * (10.5 / 11) * (0.5 / 11))),
        (0.0, 10, 0.5 / 11, 1 / (10 * (10.5 / 11) * (0.5 / 11))),
        (0.4, None, 0.4, (0.01**2 / 12) / 0.24**2),  # no base: nothing but the rounding is known
        (1.0, None, 0.995, (0.01**2 / 12) / (0.995 * 0.005) ** 2),
    ],
)
def test_what_a_wave_says(share: float, base: int | None, inner: float, variance: float) -> None:
    series = Series.of([Seen(DAYS[0], share, base)])
    assert expit(series.logits) == pytest.approx([inner])
    assert series.variances == pytest.approx([variance])


def test_time_is_real_time_in_quarters() -> None:
    assert Series.of(WAVES).quarters == pytest.approx([(day - DAYS[0]).days / DAYS_A_QUARTER for day in DAYS])


@GRIDS
def test_draws_have_the_moments_of_the_state(of: Grid) -> None:
    """20,000 draws: means within five standard errors of the mixture's, variances within 5 %."""
    state = filtered(Series.of(WAVES), of)[-1]
    drawn = draw(state, 20000, np.random.default_rng(1))
    for name, variance in (("level", "level_variance"), ("slope", "slope_variance")):
        mean = float(state.weight @ getattr(state, name))
        spread = float(state.weight @ (getattr(state, variance) + (getattr(state, name) - mean) ** 2))
        assert float(getattr(drawn, name).mean()) == pytest.approx(mean, abs=5 * (spread / 20000) ** 0.5)
        assert float(getattr(drawn, name).var()) == pytest.approx(spread, rel=0.05)


@GRIDS
def test_paths_arrive_where_the_state_says(of: Grid) -> None:
    state = filtered(Series.of(WAVES), of)[-1]
    random = np.random.default_rng(2)
    levels = onward(draw(state, 20000, random), 8, random)
    later = state.after(8.0)
    mean = float(later.weight @ later.level)
    spread = float(later.weight @ (later.level_variance + (later.level - mean) ** 2))
    assert float(levels[:, 7].mean()) == pytest.approx(mean, abs=5 * (spread / 20000) ** 0.5)
    assert float(levels[:, 7].var()) == pytest.approx(spread, rel=0.05)
