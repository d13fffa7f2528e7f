"""The norm for speed: passings by hand, bounds that hold the truth, medians as another way counts them, censoring kept."""

from datetime import date, timedelta

import numpy as np
import pytest

from measure.kalman import Seen
from measure.pace import FEWEST, MONTH, Passing, Reach, behind, between, norm, passing, since, stretch

START = date(2023, 1, 1)


def wave(at: int, share: float, base: float | None = 100_000) -> Seen:
    return Seen(START + timedelta(days=100 * at), share, base)


def series(*shares: float) -> list[Seen]:
    return [wave(at, share) for at, share in enumerate(shares)]


@pytest.mark.parametrize(
    ("shares", "reach", "days"),
    [
        ((0.1, 0.3, 0.6, 0.9), Reach.PASSED, 100 + 100 * 0.2 / 0.3),
        ((0.1, 0.4, 0.3, 0.6), Reach.PASSED, 200 + 100 * (0.5 - 0.35) / 0.25),  # .4 and .3 are pooled to .35
        ((0.6, 0.7), Reach.BEFORE, None),
        ((0.1, 0.2), Reach.NOT_YET, None),
        ((0.1, 0.6, 0.3), Reach.NOT_YET, None),  # it was passed and did not stay
    ],
)
def test_a_passing_is_where_the_line_that_never_falls_meets_the_level(
    shares: tuple[float, ...], reach: Reach, days: float | None
) -> None:
    found = passing(series(*shares), 0.5)
    assert found is not None
    assert found.reach is reach
    assert found.day == (None if days is None else START + timedelta(days=round(days)))


def test_bounds_are_the_waves_that_leave_no_doubt() -> None:
    """With 100 answers .45 and .55 are in doubt about .5 (half an interval is .1), .3 and .7 are not."""
    waves = [wave(at, share, 100) for at, share in enumerate((0.3, 0.45, 0.55, 0.7))]
    found = passing(waves, 0.5)
    assert found is not None
    assert (found.earliest, found.latest) == (waves[0].day, waves[3].day)
    told = since(START, found)
    assert (told.low, told.months, told.high) == pytest.approx((0, 150 / MONTH, 300 / MONTH))


@pytest.mark.parametrize(
    ("shares", "base", "waves"),
    [
        # where the mark stands and how far the band reaches, in waves from the start
        ((0.6, 0.7, 0.8), None, (0, 0, 0)),
        ((0.1, 0.2, 0.3), 100_000, (2, 2, 2)),
        ((0.1, 0.2, 0.45), 100, (2, 1, 2)),
        ((0.3, 0.7), 100_000, (0.5, 0, 1)),
        ((0.3, 0.45, 0.55), 100, (1.5, 0, 2)),
    ],
)
def test_a_band_reaches_as_far_as_is_not_known(
    shares: tuple[float, ...], base: float | None, waves: tuple[float, float, float]
) -> None:
    """With 100 answers .45 and .55 are in doubt about .5; a passing with no sure end goes on to the newest wave."""
    found = passing([wave(at, share, base) for at, share in enumerate(shares)], 0.5)
    assert found
    at = stretch(START, found)
    assert (at.months, at.low, at.high) == pytest.approx([100 * each / MONTH for each in waves])


def test_a_leg_and_what_is_not_there_yet() -> None:
    waves = series(0.1, 0.3, 0.6, 0.7)
    first, second, third = (passing(waves, level) for level in (0.2, 0.5, 0.8))
    assert first
    assert second
    assert third
    leg, waiting = between(first, second), between(second, third)
    assert leg
    assert waiting
    assert leg.months == pytest.approx((167 - 50) / MONTH)
    assert (waiting.months, waiting.low) == (None, pytest.approx((300 - 167) / MONTH))
    assert between(third, third) is None


def test_the_truth_lies_between_the_bounds() -> None:
    """300 logistic rises of 12 waves with 120 answers each: nine in ten passings inside their bounds, or more."""
    random, inside, counted = np.random.default_rng(4), 0, 0
    for _ in range(300):
        middle, width = random.uniform(250, 850), random.uniform(80, 250)
        shares = [1 / (1 + np.exp(-(100 * at - middle) / width)) for at in range(12)]
        found = passing([wave(at, random.binomial(120, p) / 120, 120) for at, p in enumerate(shares)], 0.5)
        assert found is not None
        truth = START + timedelta(days=round(middle))
        inside += (found.earliest or date.min) <= truth <= (found.latest or date.max)
        counted += 1
    assert inside / counted >= 0.9


def at_day(days: float) -> Passing:
    day = START + timedelta(days=round(days))
    return Passing(Reach.PASSED, START, START + timedelta(days=1000), day, day - timedelta(10), day + timedelta(10))


def never(days: int) -> Passing:
    last = START + timedelta(days=days)
    return Passing(Reach.NOT_YET, START, last, None, last, None)


def test_the_median_counts_those_that_are_not_there_yet() -> None:
    """Five of nine are there: half of all by the fifth; without the waiting ones it would be the third."""
    found = {f"U{n}": at_day(100 * n) for n in range(1, 6)} | {f"W{n}": never(900) for n in range(4)}
    told = norm(0.5, START, found)
    assert told.median == pytest.approx(500 / MONTH)
    assert (told.units, told.there) == (9, 5)
    assert told.fast == ("U1", "U2", "U3", "U4")
    assert set(told.slow) == {"W0", "W1", "W2", "W3"}


def test_where_half_are_not_there_no_median_is_made_up() -> None:
    found = {f"U{n}": at_day(100 * n) for n in range(1, 4)} | {f"W{n}": never(900) for n in range(5)}
    told = norm(0.5, START, found)
    assert (told.median, told.high, told.fast, told.slow) == (None, None, (), ())
    assert norm(0.5, START, {f"U{n}": at_day(100) for n in range(FEWEST - 1)}).median is None


def test_behind_the_fast_in_months() -> None:
    fast = [at_day(100), at_day(200), at_day(300)]
    own, waiting = behind(START, at_day(500), fast), behind(START, never(800), fast)
    assert own
    assert waiting
    assert (own.months, own.low, own.high) == pytest.approx((300 / MONTH, 290 / MONTH, 310 / MONTH))
    assert (waiting.months, waiting.low) == (None, pytest.approx(600 / MONTH))
    assert behind(START, at_day(500), []) is None


def test_where_half_were_there_before_anybody_asked_no_time_is_made_up() -> None:
    """Four of eight were there at the first wave: how long they took is not known, so neither is the median."""
    early = Passing(Reach.BEFORE, START + timedelta(days=300), START + timedelta(days=1000))
    found = {f"E{n}": early for n in range(4)} | {f"U{n}": at_day(400 + 100 * n) for n in range(4)}
    told = norm(0.5, START, found)
    assert (told.before, told.median, told.fast) == (4, None, ())
    assert norm(0.5, START, {**found, "U9": at_day(900)}).median == pytest.approx(400 / MONTH)
