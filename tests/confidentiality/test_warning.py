"""What stands out and what does not: planted moves are found, chance is not, standing still needs power."""

from collections.abc import Sequence

import numpy as np
import pytest

from confidentiality.cube import CellStatus, ChangeLabel, Comparison, Level
from confidentiality.warning import Step, below, moved, stalled, thinned
from measure.interval import wilson
from tests.simulated.pages import INDICATORS, depth, flagged, page, tree


def cell(unit: str, wave: str, favourable: float, base: int, **more: object) -> Level:
    share = favourable / base
    bounds = wilson(share, base)
    return Level.model_validate(
        {
            "wave": wave,
            "unit": unit,
            "indicator": "aware",
            "status": CellStatus.SHOWN,
            "base": base,
            "favourable": favourable,
        }
        | {"share": share, "low": bounds.low, "high": bounds.high, "effective_base": base, "response_rate": 0.5}
        | more
    )


def step(*cells: tuple[str, int, int, int]) -> Step:
    """(unit, favourable before, favourable after, of how many)."""
    before = [cell(unit, "W1", x, n) for unit, x, _, n in cells]
    return Step("aware", before, [cell(unit, "W2", y, n) for unit, _, y, n in cells])


FLAT = tuple((f"F{place}", 50, 50, 100) for place in range(8))
DEPTH = dict.fromkeys((*(f"F{place}" for place in range(8)), "A", "B"), 1)


def test_a_planted_fall_is_found_among_those_that_did_not_move() -> None:
    (found,) = moved([step(*FLAT, ("A", 80, 40, 100))], DEPTH)
    assert (found.after.unit, found.change.label, found.change.points) == ("A", ChangeLabel.CLEAR, pytest.approx(-40))
    assert found.q <= 0.025


def test_the_same_fall_is_not_enough_where_ever_more_was_looked_at() -> None:
    """50 of 100 to 34 of 100: p .022 alone, not clear among nine, and less so beside other indicators."""
    alone = step(("A", 50, 34, 100))
    assert [flag.after.unit for flag in moved([alone], DEPTH)] == ["A"]
    assert moved([step(*FLAT, ("A", 50, 34, 100))], DEPTH) == []
    assert moved([alone, *(step(("B", 50, 50, 100)) for _ in range(5))], DEPTH) == []


def test_a_small_move_of_many_is_no_clear_change() -> None:
    """2 points of 20,000: beyond chance, but less than 3 points."""
    assert moved([step(("A", 10_000, 9_600, 20_000))], DEPTH) == []


def test_standing_still_takes_power_and_room() -> None:
    """Of 10,000 a rise by 3 points is ruled out; of 100 it is not; at 95 % there is nowhere to go."""
    assert [flag.after.unit for flag in stalled([step(("A", 5000, 5000, 10_000), ("B", 50, 50, 100))], DEPTH)] == ["A"]
    assert stalled([step(("A", 9500, 9500, 10_000))], DEPTH) == []
    assert stalled([step(("A", 5000, 4000, 10_000))], DEPTH) == []  # that is a fall
    assert stalled([step(("A", 5000, 5290, 10_000))], DEPTH) == []  # 2.9 points: 3 are not ruled out


THIN = [
    (0.6, 200, 0.4, 130, True),  # 14.0 points before, 17.4 now
    (0.6, 200, 0.57, 130, False),  # the rate hardly fell: fewer were asked
    (0.6, 400, 0.4, 260, False),  # 12.3 points are still seen
    (0.6, 130, 0.3, 60, False),  # 17.4 points: not enough before either
    (0.1, 200, 0.05, 130, True),  # five points of the rate are a fall
]


@pytest.mark.parametrize(("rate_before", "base_before", "rate", "base", "expected"), THIN)
def test_a_rate_that_no_longer_suffices(
    rate_before: float, base_before: int, rate: float, base: int, expected: bool
) -> None:
    before = cell("A", "W1", base_before / 2, base_before, response_rate=rate_before)
    after = cell("A", "W2", base / 2, base, response_rate=rate)
    found = thinned(Step("aware", [before], [after]))
    assert [thin.after.unit for thin in found] == (["A"] if expected else [])
    if expected:
        assert (found[0].detectable_before, found[0].detectable) == pytest.approx((14.008, 17.375), abs=0.01)


def test_half_of_the_false_flags_is_spent_on_changes() -> None:
    """50 of 100 to 36: p .045 is a clear change of its own, and no flag; to 34 it is .022."""
    assert moved([step(("A", 50, 36, 100))], DEPTH) == []
    assert [flag.after.unit for flag in moved([step(("A", 50, 34, 100))], DEPTH)] == ["A"]


@pytest.mark.parametrize(
    ("before", "after", "base", "still"),
    [
        (800, 800, 1600, False),  # 3 points are 1.70 standard errors of 1.77 points: p .045
        (1200, 1200, 2400, True),  # 2.08 of 1.44: p .019
        (5000, 5100, 10_000, True),  # 2 further points are 2.83 of .71
        (2000, 2040, 4000, False),  # 1.79 of 1.12: p .037
        (0, 0, 10_000, True),  # nobody has come to it, and nobody comes
        (8900, 8900, 10_000, True),
        (9000, 9000, 10_000, False),  # nearly everybody has come
    ],
)
def test_standing_still_is_a_rise_by_three_points_ruled_out(before: int, after: int, base: int, still: bool) -> None:
    found = stalled([step(("A", before, after, base))], DEPTH)
    assert [flag.after.unit for flag in found] == (["A"] if still else [])


def test_what_came_without_a_base_neither_stalls_nor_thins() -> None:
    given = {"base": None, "effective_base": None, "low": None, "high": None}
    before, after = (cell("A", wave, 50, 100).model_copy(update=given) for wave in ("W1", "W2"))
    assert stalled([Step("aware", [before], [after])], DEPTH) == []
    hidden = after.model_copy(update={"status": CellStatus.HIDDEN})
    assert thinned(Step("aware", [before], [hidden])) == []


def test_a_unit_that_is_no_longer_shown_is_told_without_figures_and_without_the_reason() -> None:
    before = cell("A", "W1", 100, 200)
    hidden = {"wave": "W2", "unit": "A", "indicator": "aware", "status": CellStatus.HIDDEN}
    after = Level.model_validate(hidden)
    assert [thin.detectable for thin in thinned(Step("aware", [before], [after]))] == [None]


def rows(shares: Sequence[float], base: int, indicator: str) -> list[Comparison]:
    cells = [cell(f"F{place}", "W1", share * base, base, indicator=indicator) for place, share in enumerate(shares)]
    return [Comparison(**each.model_dump(), depth=1) for each in cells]


def test_a_unit_far_below_its_like_is_found_and_one_above_is_not() -> None:
    spread = np.linspace(0.45, 0.55, 30).tolist()
    (found,) = below([rows([0.1, 0.9, *spread], 100, "aware")], {})
    assert (found.row.unit, found.ranks, found.among) == ("F0", (32, 32), 32)
    assert found.typical == pytest.approx(0.5, abs=0.01)
    assert below([rows(spread, 100, "aware")], {}) == []


def test_nobody_is_as_far_below_as_can_be() -> None:
    spread = np.linspace(0.45, 0.55, 30).tolist()
    assert [low.row.unit for low in below([rows([0.0, *spread], 100, "aware")], {})] == ["F0"]


def test_hardly_a_page_of_noise_has_a_flag() -> None:
    """30 pages of 300 units and 4 indicators on which nothing moved: one or two may be flagged, five are too many."""
    assert len(tree().units) == 300
    assert len(INDICATORS) == 4
    assert sum(flagged(page(seed), depth()) for seed in range(30)) <= 4
