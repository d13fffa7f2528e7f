"""Did an initiative help (METHOD 7): against R's two-way fixed effects, by hand, and by its refusals."""

import math
from itertools import combinations

import numpy as np
import pytest

from measure.initiative import Refusal, Verdict, effect, moments, rollout
from measure.panel import NEVER, Floats, Panel, drift, held, permuted, two_way
from tests.golden.tables import rows


def golden() -> Panel:
    table = rows("did_panel")
    depts = sorted({row["dept"] for row in table})
    shares, bases = np.zeros((len(depts), 8)), np.zeros((len(depts), 8))
    starts = np.full(len(depts), NEVER)
    for row in table:
        place = depts.index(row["dept"]), int(row["wave"]) - 1
        shares[place], bases[place] = float(row["p"]), float(row["n"])
        starts[place[0]] = int(row["g"]) - 1
    return Panel(shares, bases, starts)


def made(treated: int, others: int, gain: float = 0.0, drifting: float = 0.0) -> Panel:
    """Eight waves, the treated from the fifth on; everybody rises a point a wave, departments differ, with small noise."""
    random = np.random.default_rng(treated + 2 * others)
    starts = np.array([4] * treated + [NEVER] * others)
    own, waves = random.normal(0.5, 0.05, (len(starts), 1)), np.arange(8)
    shares = own + 0.01 * waves + random.normal(0, 0.01, (len(starts), 8)) + gain * held(starts, 8)
    return Panel(shares + drifting * drift(starts, 8), np.full((len(starts), 8), 100.0), starts)


def test_the_effect_and_its_clustered_error_agree_with_r() -> None:
    panel, known = golden(), rows("did_twfe")[0]
    values, errors = two_way(panel, held(panel.starts, 8)[None])
    assert values[0] == pytest.approx(float(known["est"]), abs=1e-10)
    assert errors[0] == pytest.approx(float(known["se_CL_HC1"]), abs=1e-10)
    assert (panel.bases > 0).sum() == int(known["n"])
    assert permuted(panel, held).observed == pytest.approx(float(known["est"]), abs=1e-10)


def test_two_departments_and_two_waves_by_hand() -> None:
    """The treated rose .3, the other .1: .2 more, whatever the weights."""
    panel = Panel(np.array([[0.4, 0.7], [0.5, 0.6]]), np.array([[10.0, 30.0], [20.0, 5.0]]), np.array([1, NEVER]))
    assert two_way(panel, held(panel.starts, 2)[None])[0] == pytest.approx([0.2])


def test_permutation_counts_every_assignment_once() -> None:
    """Two of six: 15 assignments; p is the part of them with a t at least as large, worked out one by one."""
    random = np.random.default_rng(5)
    panel = Panel(
        random.uniform(0.3, 0.6, (6, 5)), random.integers(20, 90, (6, 5)).astype(float), np.array([3, 3, *[NEVER] * 4])
    )
    squares = {}
    for chosen in combinations(range(6), 2):
        starts = np.array([3 if place in chosen else NEVER for place in range(6)])
        value, error = two_way(Panel(panel.shares, panel.bases, starts), held(starts, 5)[None])
        squares[chosen] = float((value / error)[0] ** 2)
    expected = sum(square >= squares[0, 1] * (1 - 1e-9) for square in squares.values()) / 15
    found = permuted(panel, held)
    assert len(found.value) == 15
    assert found.p() == pytest.approx(expected)


def test_the_interval_holds_exactly_what_the_test_does_not_reject() -> None:
    found = permuted(golden(), held)
    low, high = found.interval()
    assert low < found.observed < high
    for inside, outside in ((low + 1e-4, low - 1e-4), (high - 1e-4, high + 1e-4)):
        assert found.p(inside) > 0.05 >= found.p(outside)
    assert (low > 0) == (found.p() <= 0.05)


def test_too_few_assignments_have_an_open_interval() -> None:
    """One of five: the smallest p is 1/5."""
    panel = Panel(made(1, 4).shares, made(1, 4).bases, made(1, 4).starts)
    assert permuted(panel, held).interval() == (-math.inf, math.inf)


def test_the_same_seed_says_the_same() -> None:
    assert effect(golden(), 3) == effect(golden(), 3)


@pytest.mark.parametrize(
    ("panel", "why", "numbers"),
    [
        (made(4, 12), Refusal.HELD, (4, 12)),
        (made(0, 12), Refusal.HELD, (0, 12)),
        (made(5, 7), Refusal.COMPARISON, (5, 7)),
        (
            Panel(made(6, 12).shares, made(6, 12).bases, np.array([1] * 6 + [NEVER] * 12)),
            Refusal.EARLIER_WAVES,
            (6, 12),
        ),
        (Panel(made(6, 12).shares, made(6, 12).bases, np.array([8] * 6 + [NEVER] * 12)), Refusal.LATER_WAVES, (0, 0)),
    ],
)
def test_what_cannot_be_assessed_has_no_figures(panel: Panel, why: Refusal, numbers: tuple[int, int]) -> None:
    found = effect(panel)
    assert (found.verdict, found.refusal) == (Verdict.NOT_ASSESSED, why)
    assert (found.points, found.low, found.high, found.p, found.around) == (None, None, None, None, ())
    if why is not Refusal.LATER_WAVES:
        assert (found.held, found.compared) == numbers


def test_departments_hidden_before_or_after_do_not_count() -> None:
    """Five held it, but one of them is shown in no wave after the start."""
    panel = made(5, 9)
    panel.bases[0, 4:] = 0
    panel.shares[0, 4:] = np.nan
    found = effect(panel)
    assert (found.verdict, found.refusal, found.held) == (Verdict.NOT_ASSESSED, Refusal.HELD, 4)


@pytest.mark.parametrize(
    ("panel", "verdict"),
    [
        (made(6, 12, gain=0.08), Verdict.ROSE_MORE),
        (made(6, 12, gain=-0.08), Verdict.ROSE_LESS),
        (made(6, 12), Verdict.NO_DIFFERENCE),
        (made(6, 12, drifting=0.03), Verdict.NOT_PARALLEL),
    ],
)
def test_verdicts(panel: Panel, verdict: Verdict) -> None:
    found = effect(panel)
    assert found.verdict is verdict
    assert found.p is not None
    assert found.p_before is not None
    assert (found.p_before <= 0.05) == (verdict is Verdict.NOT_PARALLEL)
    assert (found.held, found.compared) == (6, 12)


def test_the_effect_is_found_with_cells_missing() -> None:
    panel = made(6, 12, gain=0.08)
    panel.bases[3, 2] = panel.bases[10, 6] = 0
    panel.shares[3, 2] = panel.shares[10, 6] = np.nan
    found = effect(panel)
    assert found.low is not None
    assert found.high is not None
    assert found.low <= 8 <= found.high


def test_leads_and_lags_stand_around_the_wave_before() -> None:
    """Of two groups without noise: 0 before the start, .08 from it on."""
    starts = np.array([3] * 5 + [NEVER] * 8)
    shares: Floats = 0.4 + 0.02 * np.arange(6) + np.linspace(0, 0.1, 13)[:, None] + 0.08 * held(starts, 6)
    found = moments(Panel(shares, np.full((13, 6), 50.0), starts))
    assert [(m.wave, round(m.points, 6)) for m in found] == [(-3, 0), (-2, 0), (0, 8), (1, 8), (2, 8)]


def test_a_rollout_is_an_order_of_all_units_drawn_by_lot() -> None:
    units = ["A", "B", "C", "D"]
    assert sorted(rollout(units, 1)) == units
    assert rollout(units, 1) == rollout(reversed_units := units[::-1], 1)
    assert reversed_units[0] == "D"
    assert len({rollout(units, seed) for seed in range(40)}) > 10
