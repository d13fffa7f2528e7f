"""Targets: which one counts where, and the probability that one is reached by its day."""

from datetime import date, timedelta

import pytest

from measure.kalman import DAYS_A_QUARTER, Seen
from measure.speed import Aim, Verdict, outlook
from measure.target import SetTarget, in_force

TODAY = date(2026, 1, 1)
PATH = ("TOWN", "A", "A1")
WAVES = [Seen(date(2023, 1, 1) + timedelta(days=91 * at), 0.30 + 0.02 * at, 800) for at in range(12)]
LAST = WAVES[-1].day


def target(unit: str, share: float, day: date | None = None) -> SetTarget:
    return SetTarget(guideline="g", indicator="i", unit=unit, share=share, day=day)


@pytest.mark.parametrize(
    ("targets", "share"),
    [
        ([], None),
        ([target("TOWN", 0.5)], 0.5),
        ([target("TOWN", 0.5), target("A", 0.6)], 0.6),
        ([target("A", 0.6), target("A1", 0.7), target("B", 0.9)], 0.7),
        ([target("A1", 0.7, date(2027, 1, 1)), target("A1", 0.6, date(2026, 6, 1)), target("A1", 0.9)], 0.6),
        ([target("A1", 0.7, date(2025, 1, 1)), target("A1", 0.9)], 0.9),
        ([target("A1", 0.6, date(2024, 1, 1)), target("A1", 0.7, date(2025, 1, 1))], 0.7),
        ([target("A1", 0.6, TODAY), target("A1", 0.7, TODAY + timedelta(days=1))], 0.6),
    ],
)
def test_the_nearest_unit_then_the_next_day_counts(targets: list[SetTarget], share: float | None) -> None:
    found = in_force(targets, PATH, TODAY)
    assert (found and found.share) == share


def due(share: float, quarters: float) -> float | None:
    day = LAST + timedelta(days=round(quarters * DAYS_A_QUARTER))
    found = outlook(WAVES, Aim(share, day)).target
    assert found is not None
    assert found.by == day
    return found.probability_by


def test_the_middle_of_the_fan_is_reached_half_the_time() -> None:
    """The fan's middle at a quarter parts the paths in two; a survey's own noise leaves the middle where it is."""
    for at in (0, 3, 7):
        chance = due(outlook(WAVES).forecast[at].share, at + 1)
        assert chance == pytest.approx(0.5, abs=0.06)


def test_the_higher_the_less_likely() -> None:
    chances = [due(share, 4) or 0.0 for share in (0.3, 0.5, 0.55, 0.6, 0.65, 0.9)]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] > 0.95
    assert chances[-1] < 0.05


def test_beyond_five_years_and_before_the_last_wave_no_probability_is_given() -> None:
    assert due(0.6, 20.5) is None
    assert due(0.6, -1) is None
    assert due(0.6, 0) is not None


def test_too_few_waves_say_so() -> None:
    found = outlook(WAVES[:2], Aim(0.6, LAST)).target
    assert found is not None
    assert (found.verdict, found.by, found.probability_by) == (Verdict.TOO_FEW_WAVES, LAST, None)
