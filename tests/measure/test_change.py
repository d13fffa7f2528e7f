"""Change between two waves (METHOD 3) against R's tables and by hand."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from measure.change import (
    CODES,
    ChangeLabel,
    Pair,
    Pairs,
    family_q,
    label,
    minimum_detectable,
    moved,
    mover,
    score_p,
)
from tests.golden.tables import rows


def pair_of(row: dict[str, str]) -> Pair:
    """The tables take the first sample minus the second, so the second is the earlier wave."""
    x1, n1, x2, n2 = (int(row[name]) for name in ("x1", "n1", "x2", "n2"))
    return Pair(x2 / n2, n2, x1 / n1, n1)


@pytest.mark.parametrize("row", rows("two_proportions"), ids=lambda r: f"{r['x1']}/{r['n1']}-{r['x2']}/{r['n2']}")
def test_mover_is_newcombes_interval_and_p_is_the_score_test(row: dict[str, str]) -> None:
    found = mover(pair_of(row))
    assert found.low == pytest.approx(float(row["newcombe_lo"]), abs=1e-12)
    assert found.high == pytest.approx(float(row["newcombe_hi"]), abs=1e-12)
    if row["p_score"]:
        assert score_p(pair_of(row)) == pytest.approx(float(row["p_score"]), rel=1e-9)
    else:
        assert score_p(pair_of(row)) is None


def test_q_is_benjamini_hochberg_and_an_unknown_p_spoils_nothing() -> None:
    table = rows("padjust")
    ps: list[float | None] = [float(row["p"]) for row in table]
    found = family_q([None, *ps])
    assert found[0] is None
    assert found[1:] == [pytest.approx(float(row["BH"]), abs=1e-12) for row in table]
    assert family_q([None, None]) == [None, None]


@pytest.mark.parametrize(
    ("before", "after", "size", "q", "expected"),
    [
        (0.50, 0.60, 1000, 0.001, ChangeLabel.CLEAR),
        (0.50, 0.52, 20000, 0.001, ChangeLabel.POSSIBLE),  # certain, but below three points
        (0.50, 0.56, 600, 0.20, ChangeLabel.POSSIBLE),  # excludes 0 by itself, not after correction
        (0.50, 0.51, 1000, 0.70, ChangeLabel.NONE),
        (0.50, 0.60, 30, 0.60, ChangeLabel.TOO_SMALL),
        (0.10, 0.90, 20, 0.0001, ChangeLabel.CLEAR),  # few people, but beyond doubt
    ],
)
def test_labels(before: float, after: float, size: int, q: float, expected: ChangeLabel) -> None:
    assert label(Pair(before, size, after, size), q) is expected


def test_minimum_detectable_change_by_hand() -> None:
    """1.96 + 0.8416 standard errors of a difference of two samples of 98 at one half (with a pseudo-answer each way)."""
    expected = 100 * (1.959963984540054 + 0.8416212335729143) * math.sqrt(0.25 * (1 / 98 + 1 / 98))
    assert minimum_detectable(Pair(0.5, 98, 0.5, 98)) == pytest.approx(expected)


NUMBERS = st.tuples(st.integers(0, 40), st.integers(1, 40)).map(lambda xn: (min(xn) / xn[1], float(xn[1])))


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=30))
def test_many_changes_at_once_are_what_each_is_by_itself(
    cells: list[tuple[tuple[float, float], tuple[float, float]]],
) -> None:
    pairs = [Pair(*before, *after) for before, after in cells]
    found = moved(Pairs(*np.array([[*before, *after] for before, after in cells]).T))
    ps = [score_p(pair) for pair in pairs]
    qs = family_q(ps)
    for place, (pair, p, q) in enumerate(zip(pairs, ps, qs, strict=True)):
        bounds = mover(pair)
        assert (found.low[place], found.high[place]) == pytest.approx((bounds.low, bounds.high), abs=1e-12)
        assert found.minimum[place] == pytest.approx(minimum_detectable(pair))
        assert np.isnan(found.p[place]) if p is None else found.p[place] == pytest.approx(p)
        assert np.isnan(found.q[place]) if q is None else found.q[place] == pytest.approx(q)
        if abs(bounds.low) > 1e-9 and abs(bounds.high) > 1e-9:
            assert CODES[found.codes[place]] is label(pair, q)


def test_a_change_without_a_base_has_no_interval_and_spoils_no_other() -> None:
    found = moved(Pairs(*np.array([[0.5, np.nan, 0.6, 100], [0.5, 100, 0.7, 100], [0.0, 50, 0.0, 50]]).T))
    assert [CODES[code] for code in found.codes] == [ChangeLabel.NO_INTERVAL, ChangeLabel.CLEAR, ChangeLabel.NONE]
    assert np.isnan(found.low[0])
    assert found.q[1] == pytest.approx(found.p[1])  # the only one that could be tested
