"""Funnel, conversions, scalability, index and reception (METHOD 8) against R's tables and by hand."""

import math
from collections.abc import Callable, Mapping
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measure.indicators import (
    Joint,
    RatioStratum,
    Share,
    Steps,
    barrier,
    conversions,
    penetration,
    ratio,
    reception,
    scalability,
    stages,
)
from measure.interval import Stratum, share_interval, wilson
from tests.golden.tables import rows

Person = dict[str, str]
SHEETS, PEOPLE = rows("responses"), rows("population")


def strata(wave: str, dept: str, values: Callable[[Person], tuple[float, float]]) -> list[RatioStratum]:
    """Sums of (y, x) in every stratum of a department (or ALL) of the reference survey."""
    found = []
    for place in PEOPLE:
        if place["wave"] == wave and dept in ("ALL", place["dept"]):
            key = (place["wave"], place["dept"], place["segment"])
            pairs = [values(r) for r in SHEETS if (r["wave"], r["dept"], r["segment"]) == key]
            sums = [sum(y**a * x**b for y, x in pairs) for a, b in ((1, 0), (0, 1), (2, 0), (1, 1), (0, 2))]
            found.append(RatioStratum(len(pairs), int(place["N"]), *sums))
    return found


def asked(person: Person, *items: str) -> float:
    """Whether a person said yes to all of these."""
    return float(all(person[item] == "1" for item in items))


@pytest.mark.parametrize("row", rows("survey_conversion"), ids=lambda r: f"{r['wave']}-{r['dept']}-{r['num']}")
def test_conversions_of_a_stratified_survey_agree_with_r(row: dict[str, str]) -> None:
    found = ratio(strata(row["wave"], row["dept"], lambda p: (asked(p, row["num"], row["den"]), asked(p, row["den"]))))
    assert found is not None
    assert found.value == pytest.approx(float(row["est"]), abs=1e-12)
    assert found.error == pytest.approx(float(row["se"]), abs=1e-12)


def on_scale(person: Person, statistic: str) -> tuple[float, float]:
    """The scale's value, +1 / 0 / -1 or top two, and whether the person answered it at all."""
    if not person["likert"]:
        return 0.0, 0.0
    value = int(person["likert"])
    return {"L": float(value), "net": float((value > 3) - (value < 3)), "top2": float(value > 3)}[statistic], 1.0


@pytest.mark.parametrize("row", rows("survey_likert"), ids=lambda r: f"{r['wave']}-{r['dept']}-{r['stat']}")
def test_means_and_net_favourable_among_those_who_answered_agree_with_r(row: dict[str, str]) -> None:
    sums = strata(row["wave"], row["dept"], lambda p: on_scale(p, row["stat"]))
    found = ratio(sums)
    assert found is not None
    assert sum(stratum.x for stratum in sums) == int(row["n"])
    assert found.value == pytest.approx(float(row["est"]), abs=1e-12)
    assert found.error == pytest.approx(float(row["se"]), abs=1e-12)


def test_a_ratio_needs_something_below() -> None:
    assert ratio([RatioStratum(5, 9, 0, 0, 0, 0, 0)]) is None
    assert ratio([RatioStratum(0, 9, 0, 0, 0, 0, 0)]) is None


def test_without_headcounts_the_population_is_not_finite() -> None:
    """3 of 4: s^2 = 4 / 3 * 3/16 = .25, error = sqrt(.25 / 4)."""
    found = ratio([RatioStratum(4, None, 3, 4, 3, 3, 4)])
    assert found is not None
    assert (found.value, found.error) == pytest.approx((0.75, math.sqrt(0.25 / 4)))
    finite = ratio([RatioStratum(4, 8, 3, 4, 3, 3, 4)])
    assert finite is not None
    assert finite.error == pytest.approx(math.sqrt(0.25 / 4 * (1 - 4 / 8)))


def test_the_stages_stand_on_one_base() -> None:
    steps = Steps((60, 30, 12), 100, 250)
    found = stages(steps)
    assert [one.share for one in found] == [0.6, 0.3, 0.12]
    for one, x in zip(found, steps.reached, strict=True):
        interval = share_interval(Stratum(x, 100, 250))
        assert interval is not None
        assert (one.low, one.high) == (interval.low, interval.high)


def test_conversions_are_successive_ratios_with_a_finite_population() -> None:
    """60 of 100, 30 of 60, 12 of 30; sizes grow by (N - 1) / (N - n) = 249 / 150."""
    found = conversions(Steps((60, 30, 12), 100, 250))
    for one, (went, of) in zip(found, ((60, 100), (30, 60), (12, 30)), strict=True):
        assert one is not None
        bounds = wilson(went / of, of * 249 / 150)
        assert (one.share, one.low, one.high) == pytest.approx((went / of, bounds.low, bounds.high))


@pytest.mark.parametrize(
    ("steps", "shares"),
    [
        (Steps((0, 0, 0), 20), [0.0, None, None]),  # nobody knows: nobody could go on
        (Steps((20, 0, 0), 20), [1.0, 0.0, None]),
        (Steps((0, 0, 0), 0), [None, None, None]),
        (Steps((5, 5), 5, 5), [1.0, 1.0]),  # a census
    ],
)
def test_conversions_where_nobody_is_left(steps: Steps, shares: list[float | None]) -> None:
    assert [None if one is None else one.share for one in conversions(steps)] == shares


@pytest.mark.parametrize(
    ("intervals", "expected"),
    [
        ([(0.7, 0.8), (0.2, 0.3), (0.4, 0.5)], 1),
        ([(0.7, 0.8), (0.2, 0.41), (0.4, 0.5)], None),  # they overlap
        ([(0.1, 0.2), (0.2, 0.41), (0.4, 0.5)], None),  # they touch
        ([(0.1, 0.19), (0.2, 0.41)], 0),
        ([(0.1, 0.19)], None),
        ([], None),
    ],
)
def test_a_barrier_is_named_only_where_the_intervals_separate(
    intervals: list[tuple[float, float]], expected: int | None
) -> None:
    assert barrier([Share((low + high) / 2, low, high) for low, high in intervals]) == expected


def test_a_stage_that_nobody_could_reach_is_no_barrier() -> None:
    assert barrier([Share(0.05, 0.0, 0.1), None, None]) is None


def joint(counts: Mapping[tuple[int, ...], float]) -> Joint:
    """From how many gave each pattern of answers, e.g. (1, 1, 0) for knows, has read, nothing changed."""
    length = len(next(iter(counts)))
    single = tuple(sum(n for p, n in counts.items() if p[i]) for i in range(length))
    pairs = {(i, j): sum(n for p, n in counts.items() if p[i] and p[j]) for i, j in combinations(range(length), 2)}
    return Joint(sum(counts.values()), single, pairs)


def test_a_perfect_scale_has_h_1_and_independent_answers_have_0() -> None:
    assert scalability(joint({(1, 1, 1): 10, (1, 1, 0): 20, (1, 0, 0): 30, (0, 0, 0): 40})) == pytest.approx(1)
    independent = {
        p: math.prod(s if x else 1 - s for x, s in zip(p, (0.7, 0.5, 0.2), strict=True))
        for p in product((0, 1), repeat=3)
    }
    assert scalability(joint(independent)) == pytest.approx(0, abs=1e-12)


def test_h_is_one_less_the_errors_over_the_expected_errors() -> None:
    """Loevinger's own words: an error is a harder stage without an easier one; expected as if independent."""
    counts: dict[tuple[int, ...], float] = {(1, 1): 25.0, (1, 0): 40.0, (0, 1): 5.0, (0, 0): 30.0}
    errors, expected = 5, 100 * (1 - 0.65) * 0.3
    assert scalability(joint(counts)) == pytest.approx(1 - errors / expected)


@pytest.mark.parametrize("counts", [{(1, 1, 1): 10.0}, {(0, 0, 0): 10.0}, {(1, 0, 0): 10.0}])
def test_where_all_answer_alike_there_is_no_h(counts: dict[tuple[int, ...], float]) -> None:
    assert scalability(joint(counts)) is None
    assert scalability(Joint()) is None


def test_joint_counts_add_up() -> None:
    one: dict[tuple[int, ...], float] = {(1, 1): 3.0, (1, 0): 4.0}
    other: dict[tuple[int, ...], float] = {(1, 1): 1.0, (0, 1): 2.0}
    both: dict[tuple[int, ...], float] = {(1, 1): 4.0, (1, 0): 4.0, (0, 1): 2.0}
    assert joint(one) + joint(other) == joint(both)
    assert Joint() + joint(one) == joint(one) + Joint() == joint(one)


def test_the_index_is_the_mean_of_its_three_parts_and_needs_a_scale() -> None:
    parts = [Share(share, 0, 1) for share in (0.6, 0.3, 0.12)]
    assert penetration(parts, 0.3) == pytest.approx((0.6 + 0.3 + 0.12) / 3)
    assert penetration(parts, None) == pytest.approx(0.34)
    assert penetration(parts, 0.29) is None
    assert penetration(parts[:2], 0.9) is None


def test_reception_shows_both_parts_and_their_difference() -> None:
    found = reception(Stratum(50, 100), 20)
    assert found is not None
    assert (found.favourable.share, found.unfavourable.share, found.net.share) == (0.5, 0.2, pytest.approx(0.3))
    plain = 1.959963984540054 * math.sqrt((0.5 + 0.2 - 0.3**2) / 100)
    assert found.net.low == pytest.approx(0.3 - plain, abs=0.02)
    assert found.net.high == pytest.approx(0.3 + plain, abs=0.02)
    assert reception(Stratum(0, 0), 0) is None


@given(
    st.integers(1, 80).flatmap(
        lambda n: st.tuples(st.integers(0, n), st.just(n)).flatmap(
            lambda g: st.tuples(st.just(g[0]), st.integers(0, g[1] - g[0]), st.just(g[1]), st.integers(g[1], 300))
        )
    )
)
def test_net_favourable_lies_in_its_interval_within_minus_1_and_1(cell: tuple[int, int, int, int]) -> None:
    good, bad, n, people = cell
    for known in (None, people):
        found = reception(Stratum(good, n, known), bad)
        assert found is not None
        assert -1 - 1e-9 <= found.net.low <= found.net.share + 1e-9
        assert found.net.share - 1e-9 <= found.net.high <= 1 + 1e-9
        assert (found.net.high - found.net.low < 1e-9) == (known == n)  # certain only in a census
