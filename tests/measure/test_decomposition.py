"""What moved the total (METHOD 6) against R's DasGuptR tables and by hand."""

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measure.decomposition import Factor, Part, Side, bridge, decompose, factor_effects
from measure.organisation import Lineage, LineageKind
from tests.golden.tables import rows

SHARE_RATE = {row["component"]: row for row in rows("dasgupta_share_rate")}
FUNNEL = {row["component"]: row for row in rows("dasgupta_funnel3")}


def golden_parts() -> list[Part]:
    sides = {
        (row["dept"], row["segment"], row["wave"]): Side(int(row["N"]), float(row["p"]), int(row["N"]))
        for row in rows("dasgupta_input")
    }
    cells = dict.fromkeys((dept, segment) for dept, segment, _ in sides)
    return [Part("/".join(cell), sides[*cell, "1"], sides[*cell, "2"]) for cell in cells]


def test_learning_and_reorganisation_agree_with_r() -> None:
    found = decompose(golden_parts())
    assert found is not None
    assert found.total == pytest.approx(float(SHARE_RATE["crude"]["diff"]), abs=1e-12)
    assert found.within == pytest.approx(float(SHARE_RATE["p"]["diff"]), abs=1e-12)
    assert found.composition == pytest.approx(float(SHARE_RATE["share"]["diff"]), abs=1e-12)
    assert found.entered_left == pytest.approx(0, abs=1e-12)


def test_the_funnels_factors_agree_with_r() -> None:
    """know x read|know x changed|read: .61 x .60 x .46 before, .68 x .66 x .44 after."""
    factors = [Factor("know", 0.61, 0.68), Factor("read_k", 0.60, 0.66), Factor("chg_r", 0.46, 0.44)]
    assert math.prod(f.before for f in factors) == pytest.approx(float(FUNNEL["crude"]["w1"]))
    assert math.prod(f.after for f in factors) == pytest.approx(float(FUNNEL["crude"]["w2"]))
    for effect in factor_effects(factors):
        assert effect.effect == pytest.approx(float(FUNNEL[effect.key]["diff"]), abs=1e-12)
        assert effect.error is None


def test_two_parts_by_hand() -> None:
    """A: 100 people at .5, then 300 at .6; B: 100 at .2, then 100 at .2."""
    found = decompose(
        [Part("A", Side(100, 0.5, 50), Side(300, 0.6, 80)), Part("B", Side(100, 0.2, 40), Side(100, 0.2, 20))]
    )
    assert found is not None
    assert found.total == pytest.approx((0.75 * 0.6 + 0.25 * 0.2) - (0.5 * 0.5 + 0.5 * 0.2))
    assert [(e.key, e.within, e.composition) for e in found.parts] == [
        ("A", pytest.approx((0.5 + 0.75) / 2 * 0.1), pytest.approx(0.55 * 0.25)),
        ("B", 0, pytest.approx(0.2 * -0.25)),
    ]
    v = [p * (1 - p) / n for p, n in ((26 / 52, 50), (49 / 82, 80), (9 / 42, 40), (5 / 22, 20))]
    assert found.within_error == pytest.approx(math.sqrt(0.625**2 * (v[0] + v[1]) + 0.375**2 * (v[2] + v[3])))
    assert found.composition_error == pytest.approx(math.sqrt(0.125**2 * sum(v)))


def test_who_entered_and_left_stands_apart() -> None:
    """A alone is in both waves and did not move; 100 of .9 left, 200 of .2 came."""
    found = decompose(
        [
            Part("A", Side(300, 0.5, 9), Side(300, 0.5, 9)),
            Part("gone", Side(100, 0.9, 9), None),
            Part("new", None, Side(200, 0.2, 9)),
        ]
    )
    assert found is not None
    assert (found.within, found.composition) == (0, 0)
    entered, left = 200 / 500 * (0.2 - 0.5), 100 / 400 * (0.9 - 0.5)
    assert found.entered_left == pytest.approx(entered - left)
    assert found.total == pytest.approx(found.entered_left)


@pytest.mark.parametrize(
    "parts",
    [[], [Part("gone", Side(100, 0.9), None)], [Part("gone", Side(10, 0.9), None), Part("new", None, Side(10, 0.9))], [Part("A", Side(0, 0.5), Side(9, 0.5))]],
)  # fmt: skip
def test_without_a_common_part_nothing_can_be_said(parts: list[Part]) -> None:
    assert decompose(parts) is None


def test_without_bases_there_is_no_standard_error() -> None:
    found = decompose([Part("A", Side(100, 0.5), Side(300, 0.6, 80))])
    assert found is not None
    assert (found.within_error, found.composition_error) == (None, None)


SIDES = st.builds(Side, st.floats(1, 1000), st.floats(0, 1), st.integers(1, 500))
PARTS = st.builds(Part, st.text(min_size=1, max_size=2), st.none() | SIDES, st.none() | SIDES)


@given(st.lists(PARTS, max_size=6), SIDES, SIDES)
def test_the_three_always_add_up(parts: list[Part], before: Side, after: Side) -> None:
    found = decompose([*parts, Part("here", before, after)])
    assert found is not None
    assert found.within + found.composition + found.entered_left == pytest.approx(found.total, abs=1e-9)


RATES = st.floats(0, 1)


@given(st.lists(st.builds(Factor, st.just("f"), RATES, RATES, st.just(50.0), st.just(80.0)), min_size=1, max_size=4))
def test_the_factors_always_add_up(factors: list[Factor]) -> None:
    found = factor_effects(factors)
    change = math.prod(f.after for f in factors) - math.prod(f.before for f in factors)
    assert sum(effect.effect for effect in found) == pytest.approx(change, abs=1e-9)


def test_the_error_of_a_single_factor_is_that_of_a_difference() -> None:
    """Rates with a pseudo-answer each way: 31 / 52 and 57 / 82."""
    (found,) = factor_effects([Factor("know", 0.6, 0.7, 50, 80)])
    p, q = 31 / 52, 57 / 82
    assert found.error == pytest.approx(math.sqrt(p * (1 - p) / 50 + q * (1 - q) / 80))


def link(kind: LineageKind, source: str, target: str) -> Lineage:
    return Lineage(day=date(2025, 4, 1), kind=kind, source=source, target=target)


def test_a_bridge_puts_together_what_was_renamed_merged_split_and_moved() -> None:
    links = [
        link(LineageKind.RENAME, "old", "new"),
        link(LineageKind.MERGE, "m1", "m3"),
        link(LineageKind.MERGE, "m2", "m3"),
        link(LineageKind.SPLIT, "s1", "s2"),
        link(LineageKind.SPLIT, "s1", "s3"),
        link(LineageKind.TRANSFER, "s3", "t"),
    ]
    found = bridge(["old", "m1", "m2", "s1", "alone", "new", "m3", "s2", "s3", "t"], links)
    assert found["old"] == found["new"] == "new+old"
    assert found["m1"] == found["m2"] == found["m3"] == "m1+m2+m3"
    assert found["s1"] == found["s2"] == found["t"] == "s1+s2+s3+t"
    assert found["alone"] == "alone"
