"""Arrivals and stayers: the balance is arithmetic, the half-life is found where it was planted and refused elsewhere."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from measure.decomposition import Side
from measure.rotation import Band, HalfVerdict, balance, edge, half_life

YEARS = ((0.0, 0.5), (0.5, 1.0), (1.0, 2.0), (2.0, 4.0), (4.0, 8.0), (8.0, None))
share = st.floats(0.02, 0.98)
people = st.floats(5.0, 5000.0)


def curve(half: float, arriving: float = 0.3, settled: float = 0.8) -> list[float]:
    """The mean over each band, by adding up many short pieces rather than by the integral."""
    found = []
    for since, until in YEARS:
        times = np.linspace(since, since + 15 if until is None else until, 20001)
        middle = (times[1:] + times[:-1]) / 2
        found.append(float((settled + (arriving - settled) * 2 ** (-middle / half)).mean()))
    return found


def bands(shares: list[float], size: float) -> list[Band]:
    return [Band(since, until, each, size) for (since, until), each in zip(YEARS, shares, strict=True)]


@given(share, share, share, people, people)
def test_learning_and_turnover_add_up_to_the_change(
    p0: float, new: float, old: float, come: float, stay: float
) -> None:
    found = balance(Side(come + stay, p0, come + stay), Side(come, new, come), Side(stay, old, stay))
    assert found is not None
    later = (come * new + stay * old) / (come + stay)
    assert found.total == pytest.approx(100 * (later - p0), abs=1e-9)
    assert found.learning.points + found.turnover.points == pytest.approx(found.total, abs=1e-9)
    assert found.arrived == pytest.approx(come / (come + stay))


def test_a_balance_by_hand() -> None:
    """50 % before; a fifth arrived at 30 %, those who stayed stand at 60 %: .8 x 10 - .2 x 20 = +8 - 4 = +4, a third of both."""
    found = balance(Side(1000, 0.5, 1000), Side(200, 0.3, 200), Side(800, 0.6, 800))
    assert found is not None
    assert found.part is not None
    assert (found.learning.points, found.turnover.points) == pytest.approx((8.0, -4.0))
    assert found.part.share == pytest.approx(4 / 12)
    reach = 1.959964 * 0.8 * math.sqrt(0.5 * 0.5 / 1000 + (481 / 802) * (321 / 802) / 800)
    assert found.learning.high - found.learning.points == pytest.approx(100 * reach, rel=1e-6)


def test_no_part_is_told_of_a_change_within_chance() -> None:
    found = balance(Side(100, 0.5, 100), Side(20, 0.48, 20), Side(80, 0.52, 80))
    assert found is not None
    assert found.part is None


def test_without_bases_there_is_no_balance() -> None:
    assert balance(Side(100, 0.5), Side(20, 0.4), Side(80, 0.6)) is None


@pytest.mark.parametrize("half", [0.5, 1.0, 2.0, 4.0])
def test_a_planted_half_life_is_found(half: float) -> None:
    found = half_life(bands(curve(half), 1e5))
    assert found.verdict is HalfVerdict.TOLD
    assert found.years == pytest.approx(half, rel=0.05)
    assert (found.arriving, found.settled) == pytest.approx((0.3, 0.8), abs=0.02)


@pytest.mark.parametrize("half", [0.7, 1.5, 3.0])
def test_its_interval_holds_the_truth_in_nineteen_of_twenty(half: float) -> None:
    """300 draws of 400 answers a band: what is said (told, at most, at least) is wrong in 5 %, chance of the draws aside."""
    random, wrong = np.random.default_rng(1), 0
    for _ in range(300):
        found = half_life(bands((random.binomial(400, curve(half)) / 400).tolist(), 400))
        wrong += (found.low or 0.0) > half or (found.high or math.inf) < half
    assert wrong / 300 <= 0.05 + 3 * math.sqrt(0.05 * 0.95 / 300)


@pytest.mark.parametrize(
    ("shares", "size", "verdict"),
    [
        ([0.6] * 6, 400, HalfVerdict.NO_DIFFERENCE),
        ([0.3, 0.9, 0.3, 0.9, 0.3, 0.9], 400, HalfVerdict.OTHER_SHAPE),
        (curve(0.05), 4000, HalfVerdict.AT_MOST),
        (curve(25.0, 0.2, 0.9), 4000, HalfVerdict.AT_LEAST),
        ([0.5, 0.6, 0.62, 0.6, 0.61, 0.6], 0, HalfVerdict.TOO_FEW_BANDS),
    ],
)
def test_what_the_data_cannot_tell_is_refused(shares: list[float], size: float, verdict: HalfVerdict) -> None:
    assert half_life(bands(shares, size)).verdict is verdict


def test_bands_that_do_not_differ_get_no_time_in_nineteen_of_twenty() -> None:
    random = np.random.default_rng(2)
    told = [half_life(bands((random.binomial(400, 0.6, 6) / 400).tolist(), 400)).verdict for _ in range(400)]
    assert told.count(HalfVerdict.NO_DIFFERENCE) >= 400 * 0.92


@pytest.mark.parametrize(("years", "found"), [(1.0, 1.0), (1.1, 1.0), (1.3, None), (2.9, 3.0), (0.25, None)])
def test_two_waves_lie_an_edge_apart_or_not(years: float, found: float | None) -> None:
    assert edge([1.0, 3.0, 10.0], years) == found
