"""What a survey can see: by the textbook's formula, and as the inverse of the smallest detectable change."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from measure.planning import Seen, detectable, plan

REACH = 1.959964 + 0.841621  # normal quantiles of .975 and .8


def test_five_points_around_one_half_take_1570_answers() -> None:
    """2 x .25 x (2.8016 / .05)^2 = 1,569.8."""
    found = plan(Seen(0.5, 200, 3000), 5)
    assert (found.needed, found.more, found.possible) == (1570, 1370, True)
    assert found.needed_rate == pytest.approx(1570 / 3000)
    assert found.detectable == pytest.approx(100 * REACH * (2 * 0.25 / 200) ** 0.5, abs=1e-4)
    assert found.waves == 8  # (14.008 / 5)^2 = 7.85
    assert found.enough is False


@pytest.mark.parametrize(
    ("headcount", "possible", "rate"), [(1569, False, None), (1570, True, 1.0), (None, None, None)]
)
def test_a_unit_may_not_have_people_enough(headcount: int | None, possible: bool | None, rate: float | None) -> None:
    found = plan(Seen(0.5, 100, headcount), 5)
    assert (found.possible, found.needed_rate) == (possible, rate)


def test_answers_that_are_worth_less_see_less() -> None:
    """Half as much worth: as many answers again, and a change that is the root of two larger."""
    plain, weighted = plan(Seen(0.5, 200, 4000), 5), plan(Seen(0.5, 200, 4000, worth=100), 5)
    assert weighted.needed == 3140
    assert weighted.detectable == pytest.approx(plain.detectable * 2**0.5, rel=1e-3)


def test_what_is_seen_already_needs_nothing() -> None:
    found = plan(Seen(0.5, 5000, 6000), 5)
    assert (found.enough, found.more, found.waves) == (True, 0, 1)


@given(some.integers(10, 5000), some.floats(0, 1), some.floats(0.5, 40))
def test_the_needed_answers_see_the_wished_change_and_one_fewer_does_not(base: int, part: float, wished: float) -> None:
    share = round(part * base) / base
    found, steady = plan(Seen(share, base), wished), (share * base + 1) / (base + 2)
    assert reach(steady, found.needed) <= wished * (1 + 1e-5)
    assert found.needed == 1 or reach(steady, found.needed - 1) >= wished * (1 - 1e-5)
    assert detectable(Seen(share, base)) == pytest.approx(reach(steady, base), rel=1e-5)
    assert found.detectable / found.waves**0.5 <= wished * (1 + 1e-5)


def reach(share: float, answers: int) -> float:
    return float(100 * REACH * (2 * share * (1 - share) / answers) ** 0.5)
