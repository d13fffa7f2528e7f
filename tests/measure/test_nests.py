"""Values that lie within values, by hand: specialists are digital staff, whatever else people are."""

import numpy as np
import pytest

from measure.nests import Nest, Overlaps
from measure.tally import Responses

VALUES = {"kind": ("digital", "other"), "field": ("network", "data", "law")}
Rows = list[tuple[int, int]]
"""Kind and field of each sheet; 0 is none."""


def sheets(rows: Rows, keys: tuple[str, ...] = ("kind", "field")) -> Overlaps:
    columns = dict(zip(VALUES, np.array(rows).T, strict=True))
    values = {key: VALUES[key] for key in keys}
    return Overlaps.of(Responses(("A",), np.zeros(len(rows), np.int64), values, {key: columns[key] for key in keys}))


DIGITAL, NETWORK = ("kind", "digital"), ("field", "network")


def nest(within: tuple[str, str], key: str, *values: str) -> Nest:
    return Nest(within=within, key=key, values=values)


CASES: list[tuple[Rows, tuple[Nest, ...]]] = [
    # network and data are digital; law is both
    ([(1, 1), (1, 2), (1, 3), (2, 3), (2, 0)], (nest(DIGITAL, "field", "data", "network"),)),
    # ... and one of data is not
    ([(1, 1), (1, 2), (1, 3), (2, 3), (2, 2)], (nest(DIGITAL, "field", "network"),)),
    # one of network has no kind at all; data has others beside the digital
    ([(1, 1), (0, 1), (1, 2), (2, 2), (2, 0)], ()),
    # all of digital are of network too: each lies in the other
    ([(1, 1), (2, 2), (2, 0)], (nest(DIGITAL, "field", "network"), nest(("kind", "other"), "field", "data"), nest(NETWORK, "kind", "digital"))),
    ([(0, 0)], ()),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), CASES)
def test_which_values_lie_within_others(rows: Rows, expected: tuple[Nest, ...]) -> None:
    def by_name(nests: tuple[Nest, ...]) -> list[Nest]:
        return sorted(nests, key=lambda each: (each.within, each.key))

    assert by_name(sheets(rows).nests()) == by_name(expected)
    cut = sheets(rows[:1]) + sheets(rows[1:]) if len(rows) > 1 else sheets(rows)
    assert by_name(cut.nests()) == by_name(expected)


def test_sheets_that_an_attribute_was_not_asked_of_have_none_of_its_values() -> None:
    """Two are known to be of network and digital; of the second file's network nobody was asked the kind."""
    one, two = sheets([(1, 1), (2, 2), (2, 3), (1, 3)]), sheets([(1, 1)], ("field",))
    assert nest(DIGITAL, "field", "network") in one.nests()
    assert nest(DIGITAL, "field", "network") not in (one + two).nests()
    assert nest(DIGITAL, "field", "network") not in (two + one).nests()
    assert (Overlaps() + one).nests() == one.nests()
