"""Ranks (METHOD 4): the closed form against draws of all beliefs together, and against arithmetic."""

import numpy as np
import pytest

from measure.ranks import Floats, drawn, quarters, ranked


def by_draws(middle: Floats, spread: Floats) -> tuple[Floats, Floats, Floats]:
    """2.5 % and 97.5 % quantiles of every rank, and the chance of its quarters, over 4,000 draws."""
    draws = middle + spread * np.random.default_rng(3).standard_normal((4000, len(middle)))
    ranks = (-draws).argsort(axis=1).argsort(axis=1) + 1
    low, high = np.quantile(ranks, [0.025, 0.975], axis=0)
    quarter = (4 * (ranks - 1)) // len(middle)
    return low, high, np.stack([(quarter == place).mean(axis=0) for place in range(4)], axis=1)


WORLDS = [(count, apart) for count in (10, 15, 40, 200, 2300) for apart in (0.02, 0.1, 0.4)]


@pytest.mark.parametrize(("count", "apart"), WORLDS)
def test_the_closed_form_is_near_what_draws_say(count: int, apart: float) -> None:
    """Departments of 10 to 600 answers, apart by little, by as much as they are uncertain, and by much."""
    random = np.random.default_rng(count)
    middle = random.normal(0.9, apart, count)
    spread = 1 / (2 * np.sqrt(np.exp(random.uniform(np.log(10), np.log(600), count))))
    low, high, parts = by_draws(middle, spread)
    found = ranked(middle, spread)
    off = np.concatenate([found.low - low, found.high - high])
    assert np.abs(off).mean() <= 0.5 + 0.01 * count
    assert np.abs(off).max() <= 2 + 0.05 * count
    assert np.abs(quarters(middle, spread) - parts).mean() <= 0.03
    assert np.abs(quarters(middle, spread) - parts).max() <= 0.12


def test_departments_far_apart_have_one_rank() -> None:
    middle = np.linspace(0.3, 1.2, 40)
    found = ranked(middle, np.full(40, 1e-4))
    assert found.low.tolist() == found.high.tolist() == list(range(40, 0, -1))
    assert quarters(middle, np.full(40, 1e-4)).argmax(axis=1).tolist() == [3 - place // 10 for place in range(40)]


def test_two_alike_may_each_be_first() -> None:
    found = drawn(np.array([0.8, 0.8, 0.2]), np.array([0.05, 0.05, 0.05]))
    assert found.low.tolist() == [1, 1, 3]
    assert found.high.tolist() == [2, 2, 3]
