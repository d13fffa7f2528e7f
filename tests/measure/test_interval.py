"""The interval of a share (METHOD 1) against R's tables, exact enumeration and its own laws."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from measure.interval import (
    Stratum,
    bounds_of,
    bounds_without_assumption,
    effective_size,
    implied_size,
    share_interval,
    stratified_share,
    wilson,
)
from tests.golden.tables import rows


@pytest.mark.parametrize("row", rows("proportion_intervals"), ids=lambda r: f"{r['x']}/{r['n']}")
def test_wilson_agrees_with_r(row: dict[str, str]) -> None:
    found = wilson(int(row["x"]) / int(row["n"]), int(row["n"]))
    assert found.low == pytest.approx(float(row["wilson_lo"]), abs=1e-12)
    assert found.high == pytest.approx(float(row["wilson_hi"]), abs=1e-12)


STRATIFIED = [row for row in rows("survey_svyciprop") if row["label"].split(":")[1] == "st" and row["var"] == "know"]


@pytest.mark.parametrize("row", STRATIFIED, ids=lambda r: r["label"])
def test_share_and_effective_size_agree_with_the_stratified_design(row: dict[str, str]) -> None:
    """Rows w<wave>:st:<domain> are stratified with finite populations: est = sum W p, and our n_eff is the design's part."""
    wave, _, domain = row["label"].split(":")
    strata = [
        Stratum(sum(int(r["know"]) for r in answered), len(answered), int(p["N"]))
        for p in rows("population")
        if p["wave"] == wave[1:] and domain in ("ALL", p["dept"])
        for answered in [
            [
                r
                for r in rows("responses")
                if (r["wave"], r["dept"], r["segment"]) == (p["wave"], p["dept"], p["segment"])
            ]
        ]
    ]
    assert stratified_share(strata) == pytest.approx(float(row["est"]), abs=1e-12)
    n = {s: s.base for s in strata}
    weight = {s: (s.headcount or 0) / sum(t.headcount or 0 for t in strata) for s in strata}
    by_hand = sum(weight[s] ** 2 * ((s.headcount or 0) - n[s]) / (((s.headcount or 0) - 1) * n[s]) for s in strata)
    assert effective_size(strata) == (math.inf if by_hand == 0 else pytest.approx(1 / by_hand))


@pytest.mark.parametrize(
    ("x", "n", "people", "low", "high"),
    [
        (0, 5, 5, 0, 0),  # a census is a point
        (5, 5, 5, 1, 1),
        (3, 8, 8, 3 / 8, 3 / 8),
        (1, 1, 8, 1 / 8, 1),  # one answer of eight: at least that one, at most all
        (0, 1, 8, 0, 7 / 8),  # the one who answered said no
        (5, 9, 7, 5 / 9, 5 / 9),  # more answers than people: taken for a census
    ],
)
def test_edges(x: int, n: int, people: int, low: float, high: float) -> None:
    found = share_interval(Stratum(x, n, people))
    assert found is not None
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))


def test_nobody_answered_is_no_interval_rather_than_zero() -> None:
    assert share_interval(Stratum(0, 0, 10)) is None


def test_an_unknown_headcount_means_no_correction() -> None:
    assert share_interval(Stratum(30, 60)) == wilson(0.5, 60)


def test_one_stratum_has_the_effective_size_n_times_N_minus_1_over_N_minus_n() -> None:
    assert effective_size([Stratum(10, 40, 100)]) == pytest.approx(40 * (100 - 1) / (100 - 40))


@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n), st.integers(n, 600))))
def test_the_interval_holds_the_share_and_only_what_is_possible(cell: tuple[int, int, int]) -> None:
    x, n, people = cell
    found = share_interval(Stratum(x, n, people))
    assert found is not None
    assert x / people - 1e-12 <= found.low <= x / n + 1e-12
    assert x / n - 1e-12 <= found.high <= (people - n + x) / people + 1e-12


def test_without_assumption_those_who_kept_silent_may_all_be_one_way() -> None:
    found = bounds_without_assumption(0.75, 0.4)
    assert (found.low, found.high) == (pytest.approx(0.4 * 0.75), pytest.approx(0.4 * 0.75 + 0.6))


CELL = st.tuples(st.integers(0, 60), st.integers(0, 60), st.one_of(st.none(), st.integers(1, 90)))


@given(st.lists(CELL.map(lambda c: (min(c[0], c[1]), c[1], c[2])), min_size=1, max_size=20))
def test_many_intervals_at_once_are_what_each_is_by_itself(cells: list[tuple[int, int, int | None]]) -> None:
    table = np.array([(x, n, math.nan if people is None else people) for x, n, people in cells], dtype=float)
    low, high = bounds_of(*table.T)
    for place, (x, n, people) in enumerate(cells):
        alone = share_interval(Stratum(x, n, people))
        if alone is None:
            assert np.isnan(low[place])
        else:
            assert (low[place], high[place]) == pytest.approx((alone.low, alone.high), abs=1e-9)


@given(st.floats(0, 1), st.floats(1, 1e5))
def test_the_size_behind_an_interval_can_be_read_off_it(share: float, size: float) -> None:
    assert implied_size(share, wilson(share, size)) == pytest.approx(size, rel=1e-6)
