"""Who is unusual and which rank each may hold: what of a published cell goes into it, as tables."""

from typing import Any

import pytest

from confidentiality.cube import CellStatus, Comparison, Weighting
from confidentiality.standing import _answers, _towards, estimates, families, placed, shown_parents, worth
from measure.fairness import CENSUS
from measure.interval import wilson

SHOWN, HIDDEN = CellStatus.SHOWN, CellStatus.HIDDEN


def row(unit: str = "A", share: float | None = 0.4, base: int | None = 50, **more: object) -> Comparison:
    plain = {"wave": "W", "unit": unit, "indicator": "know", "status": SHOWN, "depth": 1, "share": share, "base": base}
    return Comparison.model_validate(plain | more)


WIDE, NOBODY = wilson(0.4, 30), wilson(0.0, 30)
RAKED: dict[str, Any] = {"weighting": Weighting.RAKED, "low": WIDE.low, "high": WIDE.high}
WORTH: list[tuple[Comparison, tuple[float, float, float]]] = [  # share, worth among this wave's staff, and over time
    (row(), (0.4, 50, 50)),
    (row(effective_base=40.0), (0.4, 50, 40)),
    (row(headcount=150), (0.4, 50 * 149 / 100, 50)),  # n (N - 1) / (N - n)
    (row(headcount=50), (0.4, CENSUS, 50)),  # everybody answered
    (row(share=0.0), (0.0, 50, 50)),
    (row(**RAKED), (0.4, 30, 50)),  # a weighted figure is worth what its interval says
    (row(**RAKED, headcount=150, effective_base=25.0), (0.4, 30, 25)),
    (row(share=0.0, weighting=Weighting.RAKED, low=NOBODY.low, high=NOBODY.high), (0.0, 30, 50)),
    (row(base=None), (0.4, 0, 0)),
]


@pytest.mark.parametrize(("cell", "expected"), WORTH)
def test_what_a_cell_s_answers_are_worth(cell: Comparison, expected: tuple[float, float, float]) -> None:
    assert _answers(cell) == pytest.approx(expected)
    assert worth(cell) == expected[2]


def test_only_shown_cells_with_a_base_are_in_a_family() -> None:
    rows = [
        row("A"),
        row("B", status=HIDDEN, share=None, base=None),
        row("C", base=None),  # given without a base
        row("D", status=HIDDEN, share=0.5),
        row("E", share=None),
        row("F", depth=2),
        row("G", share=0.0),
    ]
    found = families(rows, {})
    assert {depth: [each.unit for each in family.rows] for depth, family in found.items()} == {1: ["A", "G"], 2: ["F"]}


def test_parents_that_are_shown() -> None:
    rows = [
        row("P", share=0.3),
        row("Q", status=HIDDEN, share=None),
        row("S", status=HIDDEN, share=0.7),
        row("T", share=None),
    ]
    parents = {"a": "P", "b": "Q", "c": None, "d": "S", "e": "T", "f": "P"}
    assert shown_parents(rows, parents) == {"a": 0.3, "f": 0.3}


def test_units_are_drawn_to_their_parents_where_all_of_these_are_shown() -> None:
    rows = [row("A"), row("B")]
    both = _towards(rows, {"A": 0.3, "B": 0.5, "C": 0.9})
    assert both is not None
    assert both.tolist() == [0.3, 0.5]
    assert _towards(rows, {"A": 0.3}) is None


def alike(count: int) -> list[Comparison]:
    """One of whom nobody says yes among so many in whom half do."""
    return [row("low", 0.02, 100), *(row(f"F{place}", 0.45 + 0.01 * (place % 11), 100) for place in range(count - 1))]


@pytest.mark.parametrize(("count", "flagged"), [(9, False), (10, True), (30, True)])
def test_from_ten_on_the_unusual_are_told(count: int, flagged: bool) -> None:
    rows = [row("hidden", status=HIDDEN, share=None, base=None), *alike(count)]
    found = placed(rows, {})
    assert [each.unit for each in found] == [each.unit for each in rows]
    hidden, low, *others = found
    assert (hidden.unusual, hidden.rank) == (None, None)
    assert low.unusual is (True if flagged else None)
    assert {other.unusual for other in others} == {False if flagged else None}
    assert low.rank is not None
    assert (low.rank.low, low.rank.high) == (count, count)  # 1 is the highest share
    assert all(each.rank is not None and 1 <= each.rank.low <= each.rank.high <= count for each in others)


def test_a_small_unit_is_drawn_further_to_its_parent_than_a_large_one() -> None:
    rows = [row("small", 0.8, 10), row("large", 0.8, 1000), *alike(20)]
    [family] = families(rows, {}).values()
    found = estimates(family, {each.unit: 0.5 for each in rows})
    assert found is not None
    small, large, *_ = found.mean.tolist()
    assert 0.5 < small < large < 0.8
    assert large == pytest.approx(0.8, abs=0.02)
    assert estimates(families(alike(9), {})[1], {}) is None
