"""Changes from published cells, by hand: in percentage points, each among the units of its depth."""

import numpy as np
import pytest

from confidentiality.cube import CellStatus, Level, Origin
from confidentiality.difference import changes
from measure.change import ChangeLabel, Pairs, moved


def cell(unit: str, favourable: int, base: int, **more: object) -> Level:
    plain = {"wave": "W1", "unit": unit, "indicator": "know", "status": CellStatus.SHOWN, "share": favourable / base}
    return Level.model_validate(plain | {"base": base, "effective_base": float(base)} | more)


@pytest.mark.parametrize(("x", "y"), [(20, 28), (0, 20), (40, 12), (28, 40)])
def test_everything_is_told_in_points(x: int, y: int) -> None:
    """METHOD 3 reckons in shares; nobody favourable before is a share of 0, not an unknown one."""
    found = changes([cell("A", x, 40)], [cell("A", y, 40, wave="W2")], {"A": 1})["A"]
    known = moved(Pairs(*(np.array([float(number)]) for number in (x / 40, 40, y / 40, 40))))
    assert found.points == pytest.approx(100 * (y - x) / 40)
    assert (found.low, found.high) == (100 * known.low[0], 100 * known.high[0])
    assert found.low is not None
    assert found.high is not None
    assert found.low < found.points < found.high
    assert (found.p, found.minimum_detectable, found.since) == (known.p[0], known.minimum[0], "W1")


def test_units_of_one_depth_are_one_family() -> None:
    """Two looked at together are told with a q of twice the smaller p; who has no place in the tree is with the top."""
    before = [cell(unit, 20, 40) for unit in ("R", "A", "B", "X")]
    after = [cell(unit, y, 40, wave="W2") for unit, y in (("R", 28), ("A", 28), ("B", 20), ("X", 20))]
    found = changes(before, after, {"R": 0, "A": 1, "B": 1})
    smaller = found["A"].p
    assert smaller is not None
    assert found["B"].p == found["X"].p == pytest.approx(1)
    assert found["A"].q == found["R"].q == pytest.approx(2 * smaller)
    assert changes(before[:2], after[:2], {"R": 0, "A": 1})["A"].q == pytest.approx(smaller)


@pytest.mark.parametrize(
    ("before", "after", "label"),
    [
        (cell("A", 20, 40), cell("A", 20, 40, wave="W2", origin=Origin.GIVEN), None),
        (cell("A", 20, 40, origin=Origin.GIVEN), cell("A", 20, 40, wave="W2", origin=Origin.GIVEN), ChangeLabel.NONE),
        (cell("A", 20, 40), cell("A", 20, 40, wave="W2", status=CellStatus.HIDDEN), None),
        (cell("A", 20, 40, status=CellStatus.CODED), cell("A", 20, 40, wave="W2"), None),
        (cell("A", 20, 40, effective_base=None), cell("A", 30, 40, wave="W2"), ChangeLabel.NO_INTERVAL),
    ],
)
def test_like_is_set_against_like(before: Level, after: Level, label: ChangeLabel | None) -> None:
    found = changes([before], [after], {"A": 1}).get("A")
    assert (found.label if found else None) in (
        {label} if label is not ChangeLabel.NONE else {label, ChangeLabel.TOO_SMALL}
    )
    if found and label is ChangeLabel.NO_INTERVAL:
        assert (found.points, found.low, found.high, found.p) == (25, None, None, None)
