"""Moving together: the same correlations as numpy's, a planted lead found, false alarms held, short series refused."""

import math

import numpy as np
import pytest

from measure.leadlag import DOUBT, FEWEST, LAGS, Together, detectable, lead_lag


def walks(count: int, random: np.random.Generator, drift: float = 0.5) -> tuple[list[float], list[float]]:
    """Two series with a common direction and nothing else in common: trends that any eye would call alike."""
    first, second = np.cumsum(drift + random.normal(size=(2, count)), axis=1).tolist()
    return first, second


@pytest.mark.parametrize("lag", range(-LAGS, LAGS + 1))
def test_correlations_are_those_of_the_changes(lag: int) -> None:
    """Second method: numpy.corrcoef of the two lists of changes, one of them moved by hand."""
    first, second = walks(30, np.random.default_rng(3))
    ours, theirs = np.diff(first), np.diff(second)
    pairs = [(ours[at], theirs[at + lag]) for at in range(len(ours)) if 0 <= at + lag < len(theirs)]
    expected = np.corrcoef(np.array(pairs).T)[0, 1]
    found = next(each for each in lead_lag(first, second).lags if each.waves == lag)
    assert (found.pairs, found.correlation) == (len(pairs), pytest.approx(expected))


@pytest.mark.parametrize("lead", [0, 1, 2])
def test_a_planted_lead_is_found_with_its_lag_and_sign(lead: int) -> None:
    random = np.random.default_rng(lead)
    changes: np.ndarray = np.asarray(random.normal(size=40))
    first: np.ndarray = np.cumsum(changes)
    noise: np.ndarray = np.asarray(random.normal(size=40))
    second: np.ndarray = np.cumsum(-2 * np.roll(changes, lead) + 0.3 * noise)
    found = lead_lag(first.tolist(), second.tolist())
    assert found.verdict is Together.MOVES
    assert found.lag is not None
    assert (found.lag.waves, found.lag.correlation < -0.9) == (lead, True)


def test_common_trends_alone_are_not_called_together() -> None:
    """400 pairs of independent walks that both rise: at most the 5 % that the test allows, with its own error on top."""
    random = np.random.default_rng(11)
    found = [lead_lag(*walks(24, random), at).verdict for at in range(400)]
    levels = [abs(np.asarray(np.corrcoef(walks(24, random)))[0, 1]) for _ in range(50)]
    assert np.median(levels) > 0.8  # the levels look alike
    assert found.count(Together.MOVES) <= 400 * DOUBT + 2.6 * math.sqrt(400 * DOUBT * (1 - DOUBT))


def test_neighbours_that_resemble_each_other_do_not_raise_alarms() -> None:
    """Changes that carry on for a while (AR(1), .4) in both series: at most twice the nominal rate."""
    random = np.random.default_rng(12)
    alarms = 0
    for at in range(200):
        noise = random.normal(size=(2, 60))
        for step in range(1, 60):
            noise[:, step] += 0.4 * noise[:, step - 1]
        first, second = np.cumsum(noise, axis=1).tolist()
        alarms += lead_lag(first, second, at).verdict is Together.MOVES
    assert alarms <= 2 * 200 * DOUBT


@pytest.mark.parametrize(("values", "changes"), [(range(FEWEST), FEWEST - 1), ([0.0] * 40, 39), ([], 0)])
def test_short_series_and_series_that_stand_still_say_nothing(values: list[float], changes: int) -> None:
    found = lead_lag(list(values), [float(value**2 % 7) for value in values])
    assert (found.verdict, found.lags, found.p) == (Together.UNTOLD, (), None)
    assert found.changes == max(0, changes)


def test_they_do_not_is_said_only_where_a_connection_would_have_been_seen() -> None:
    """n - 3 = ((z_.995 + z_.8) / atanh .6)^2 = ((2.5758 + .8416) / .6931)^2 = 24.3 changes are needed."""
    assert detectable(28) < 0.6 < detectable(27)
    short, long = (lead_lag(*walks(count, np.random.default_rng(5))) for count in (15, 60))
    assert (short.verdict, long.verdict) == (Together.UNTOLD, Together.DOES_NOT)
