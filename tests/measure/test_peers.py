"""A unit among its fellows (METHOD 5): what is learnt from them, and that nothing later is ever used."""

from datetime import date, timedelta

import numpy as np
import pytest

from measure.kalman import DAYS_A_QUARTER, Seen, beside, expit
from measure.peers import Fellows
from measure.speed import foreseen, outlook, summary

START = date(2021, 5, 15)


def day(wave: int) -> date:
    return START + timedelta(days=round(DAYS_A_QUARTER * 4 * wave))


def units(count: int, waves: int, drawn_back: float, noise: float) -> list[list[Seen]]:
    """Yearly waves of units around a common level of one half: apart by 0.5 logits, drawn back by a part of it a year."""
    random = np.random.default_rng(7)
    apart = random.normal(0, 0.5, count)
    series: list[list[Seen]] = [[] for _ in range(count)]
    for wave in range(waves):
        seen = expit(apart + noise * random.standard_normal(count))
        for own, share in zip(series, seen.tolist(), strict=True):
            own.append(Seen(day(wave), share))
        apart = (1 - drawn_back) * apart + 0.5 * np.sqrt(1 - (1 - drawn_back) ** 2) * random.standard_normal(count)
    return series


def among(series: list[list[Seen]]) -> Fellows:
    found = Fellows.among(series)
    assert found is not None
    return found


def test_too_few_fellows_or_waves_teach_nothing() -> None:
    assert Fellows.among(units(9, 6, 0.1, 0.1)) is None
    assert Fellows.among(units(20, 2, 0.1, 0.1)) is None
    assert Fellows.among([]) is None


def weighted(fellows: Fellows, axis: str, last: int) -> float:
    return float(np.exp(fellows.weights(day(last))) @ getattr(beside(), axis))


def test_what_draws_units_back_and_the_noise_of_their_waves_are_learnt() -> None:
    loose, tight = among(units(60, 9, 0.02, 0.05)), among(units(60, 9, 0.3, 0.05))
    assert weighted(tight, "pull", 8) > weighted(loose, "pull", 8)
    quiet, loud = among(units(60, 9, 0.02, 0.03)), among(units(60, 9, 0.02, 0.35))
    assert weighted(loud, "wave", 8) > 2 * weighted(quiet, "wave", 8)
    assert np.exp(quiet.weights(day(8))).sum() == pytest.approx(1)


def test_a_forecast_knows_nothing_of_what_came_later() -> None:
    """The same past under two futures: forecasts made before they part are the same to the last bit."""
    series = units(20, 9, 0.1, 0.1)
    other = [[*own[:6], *(Seen(w.day, 1 - w.share) for w in own[6:])] for own in series]
    first, second = (foreseen(s[0], fellows=among(s)) for s in (series, other))
    early = [one for one in first if one.origin + 1 <= 5]
    assert len(early) == 3
    assert early == [one for one in second if one.origin + 1 <= 5]
    assert first[3].share == second[3].share  # foretold from the first six waves, whatever the seventh was


def test_fellows_that_draw_a_unit_back_foretell_that_it_comes_back() -> None:
    """A unit far above the others: seen alone it stays, seen among them it comes nearer."""
    series = units(60, 9, 0.3, 0.05)
    far = [Seen(day(wave), share) for wave, share in enumerate([0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.6, 0.75, 0.8])]
    alone, beside_them = outlook(far), outlook(far, fellows=among([*series, far]))
    assert beside_them.forecast[-1].share < alone.forecast[-1].share - 0.05
    assert alone.velocity is not None
    assert beside_them.velocity is not None
    assert beside_them.velocity.points_per_quarter < alone.velocity.points_per_quarter


def test_where_all_come_back_forecasts_among_fellows_are_nearer() -> None:
    series = units(40, 9, 0.3, 0.1)
    known = among(series)
    together = summary([one for own in series for one in foreseen(own, fellows=known)])
    apart = summary([one for own in series for one in foreseen(own)])
    assert together.error < apart.error
    assert together.error < together.error_same
    assert 0.8 <= together.inside <= 0.98


def test_a_series_on_days_of_its_own_is_foretold_alone() -> None:
    known = among(units(20, 6, 0.1, 0.1))
    own = [Seen(day(wave) + timedelta(days=30), 0.5) for wave in range(6)]
    assert not known.knows(own)
    assert outlook(own, 0.6, fellows=known) == outlook(own, 0.6)
