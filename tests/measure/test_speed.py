"""Speed and the date a target is reached (METHOD 5): the honesty rules, laws by hand, and R's plain trend."""

from datetime import date, timedelta

import numpy as np
import pytest

from measure.kalman import DAYS_A_QUARTER, Seen, Series
from measure.speed import Foreseen, Verdict, average_pace, backtest, dated, foreseen, outlook, summary
from tests.golden.tables import rows

START = date(2021, 5, 15)


def quarterly(shares: list[float], base: int | None = 2000) -> list[Seen]:
    days = [START + timedelta(days=round(DAYS_A_QUARTER * place)) for place in range(len(shares))]
    return [Seen(day, share, base) for day, share in zip(days, shares, strict=True)]


def rising(count: int, by: float = 0.02, first: float = 0.3) -> list[Seen]:
    return quarterly([first + by * place for place in range(count)])


@pytest.mark.parametrize("count", [0, 1, 2])
def test_fewer_than_three_waves_have_no_speed_no_fan_and_no_date(count: int) -> None:
    found = outlook(rising(count), 0.8)
    assert (found.velocity, found.forecast) == (None, ())
    assert found.target is not None
    assert (found.target.verdict, found.target.probability) == (Verdict.TOO_FEW_WAVES, None)
    assert backtest(rising(count)) is None


def test_three_waves_have_a_speed_but_no_date() -> None:
    found = outlook(rising(3, by=0.1, first=0.5), 0.71)
    assert found.velocity is not None
    assert len(found.forecast) == 8
    assert found.target is not None
    assert (found.target.verdict, found.target.earliest, found.target.latest) == (Verdict.TOO_FEW_WAVES, None, None)


@pytest.mark.parametrize(
    ("waves", "target", "verdict"),
    [
        (rising(16), 0.55, Verdict.REACHED),  # it stands at 60 %
        (rising(16), 0.66, Verdict.EXPECTED),  # three quarters on
        (quarterly([0.5, 0.51, 0.49, 0.5, 0.5, 0.51, 0.49, 0.5]), 0.55, Verdict.CANNOT_TELL),
        (quarterly([0.5, 0.51, 0.49, 0.5, 0.5, 0.51, 0.49, 0.5]), 0.95, Verdict.NOT_AT_THIS_PACE),
        (rising(16, by=-0.01, first=0.6), 0.8, Verdict.NOT_AT_THIS_PACE),
    ],
)
def test_verdicts(waves: list[Seen], target: float, verdict: Verdict) -> None:
    """A date stands only beside "expected", and an earliest one beside "cannot tell yet"."""
    found = outlook(waves, target).target
    assert found is not None
    assert found.probability is not None
    assert found.verdict is verdict
    assert (found.latest is not None) == (verdict is Verdict.EXPECTED)
    assert (found.earliest is not None) == (verdict in (Verdict.EXPECTED, Verdict.CANNOT_TELL))
    assert {
        Verdict.REACHED: found.probability >= 0.8,
        Verdict.EXPECTED: found.probability >= 0.8,
        Verdict.CANNOT_TELL: 0.2 <= found.probability < 0.8,
        Verdict.NOT_AT_THIS_PACE: found.probability < 0.2,
    }[verdict]


def test_an_expected_date_is_between_the_first_and_the_late_paths() -> None:
    """Two points a quarter from 60 %: 66 % is three quarters off, and that lies between the two dates."""
    found = outlook(rising(16), 0.66).target
    assert found is not None
    assert found.earliest is not None
    assert found.latest is not None
    assert START + timedelta(days=round(DAYS_A_QUARTER * 15)) < found.earliest <= found.latest
    assert found.earliest <= START + timedelta(days=round(DAYS_A_QUARTER * 18)) <= found.latest


STANDING = (
    # after so many quarters the part of the paths at the target: verdict, earliest and latest quarter
    ([0.81, 0.9], Verdict.REACHED, None, None),
    ([0.0, 0.1, 0.5, 0.9, 1.0], Verdict.EXPECTED, 0.5, 3),  # one in twenty half way to one in ten; nine in ten
    ([0.2, 0.6, 0.79, 0.8, 0.8], Verdict.EXPECTED, 0.0, 2),  # .975 x .8 = .78 do, of those that ever do
    ([0.2, 0.6, 0.79, 0.84, 0.88], Verdict.EXPECTED, 0.0, 4),  # .975 x .88 = .858
    ([0.79, 0.8, 0.8], Verdict.EXPECTED, 0.0, 1),  # it is not there yet
    ([0.0, 0.0, 0.2, 0.79], Verdict.CANNOT_TELL, 1.25, None),
    ([0.0, 0.1, 0.19], Verdict.NOT_AT_THIS_PACE, None, None),
)


@pytest.mark.parametrize(("there", "verdict", "earliest", "latest"), STANDING)
def test_dates_are_read_off_the_paths_that_stand_there(
    there: list[float], verdict: Verdict, earliest: float | None, latest: int | None
) -> None:
    found = dated(0.7, np.array(there), START)
    days = [None if q is None else START + timedelta(days=round(DAYS_A_QUARTER * q)) for q in (earliest, latest)]
    assert (found.verdict, found.earliest, found.latest) == (verdict, *days)


@pytest.mark.parametrize("by", [0.02, -0.02])
def test_a_steady_pace_is_found(by: float) -> None:
    """2 points a quarter over 16 waves of 20,000 answers."""
    waves = [Seen(w.day, w.share, 20000) for w in rising(16, by=by, first=0.35 if by > 0 else 0.65)]
    found = outlook(waves).velocity
    assert found is not None
    assert found.low <= 100 * by <= found.high
    assert found.points_per_quarter == pytest.approx(100 * by, abs=0.7)
    assert (found.low > 0) if by > 0 else (found.high < 0)


def test_nothing_moves_where_nothing_moves() -> None:
    found = outlook(quarterly([0.5] * 12))
    assert found.velocity is not None
    assert found.velocity.low < 0 < found.velocity.high
    assert found.velocity.points_per_quarter == pytest.approx(0, abs=0.2)


def test_a_fan_opens_with_time_and_stays_between_0_and_1() -> None:
    found = outlook(quarterly([0.9, 0.95, 0.97, 0.99, 1.0], 30)).forecast
    assert all(0 <= fan.low <= fan.share <= fan.high <= 1 for fan in found)
    middling = outlook(rising(10)).forecast
    widths = [fan.high - fan.low for fan in middling]
    assert widths[0] < widths[3] < widths[7]
    assert [fan.date for fan in middling] == [
        rising(10)[-1].day + timedelta(days=round(DAYS_A_QUARTER * q)) for q in range(1, 9)
    ]


def test_waves_any_distance_apart_are_taken_in_real_time() -> None:
    """The same rise in half the time is twice the pace."""
    slow = [Seen(START + timedelta(days=182 * k), 0.3 + 0.03 * k, 20000) for k in range(12)]
    fast = [Seen(START + timedelta(days=91 * k), 0.3 + 0.03 * k, 20000) for k in range(12)]
    one, other = outlook(slow).velocity, outlook(fast).velocity
    assert one is not None
    assert other is not None
    assert one.points_per_quarter == pytest.approx(1.5, abs=0.5)
    assert other.points_per_quarter == pytest.approx(3.0, abs=0.8)


def test_the_same_seed_says_the_same() -> None:
    assert outlook(rising(9), 0.8, 7) == outlook(rising(9), 0.8, 7)
    assert foreseen(rising(9)) == foreseen(rising(9))


def test_a_forecast_is_made_from_earlier_waves_alone() -> None:
    waves = rising(8)
    other = [*waves[:7], Seen(waves[7].day, 0.05, 2000)]
    one, two = foreseen(waves), foreseen(other)
    assert [(f.share, f.low, f.high) for f in one] == [(f.share, f.low, f.high) for f in two]
    assert [f.origin for f in one] == [2, 3, 4, 5, 6]
    assert two[-1].outcome == 0.05


def test_the_plain_rules_beside_the_forecast() -> None:
    """A straight line through a straight line misses nothing; the same as last time misses a step: two points."""
    found = backtest(rising(8))
    assert found is not None
    assert found.forecasts == 5
    assert found.error_same == pytest.approx(2.0)
    assert found.error_line == pytest.approx(0.0, abs=0.05)  # quarters are rounded to days


def test_summary_by_hand() -> None:
    """Errors |.5 - .4| and |.5 - .7|: mean .15; inside one of two."""
    table = [Foreseen(2, 0.5, 0.4, 0.3, 0.6, 0.45, 0.5), Foreseen(3, 0.5, 0.7, 0.6, 0.8, 0.5, 0.6)]
    found = summary(table)
    assert (found.forecasts, found.inside) == (2, 0.5)
    assert (found.error, found.error_same, found.error_line) == pytest.approx((15.0, 2.5, 5.0))


def test_the_average_pace_has_rs_standard_error() -> None:
    """R's quasi-binomial trend; a standard error without the dispersion of shares weighted by bases is 17 times less."""
    table = rows("trend_input")
    t, n, x = (np.array([float(row[name]) for row in table]) for name in ("t", "n", "x"))
    known = {name: float(value) for name, value in rows("trend_quasibinomial")[0].items()}
    found = average_pace(Series(t, np.log(x / (n - x)), np.zeros_like(t)), n)
    assert found is not None
    assert (found.start, found.slope) == pytest.approx((known["b0"], known["b1"]), abs=1e-8)
    assert found.error == pytest.approx(known["se_b1"], abs=1e-8)
    assert found.dispersion == pytest.approx(known["phi"], abs=1e-8)
    assert average_pace(Series(t[:2], t[:2], t[:2]), n[:2]) is None
