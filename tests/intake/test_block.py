"""Blocks read back to what was written, in an order that is not the file's, and any Parquet reader can read them."""

import io
import json
from dataclasses import replace

import numpy as np
import polars as pl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from intake import block
from intake.moments import NO_DAY
from measure.tally import Responses, Totals, TotalsRow


def responses() -> Responses:
    """Five sheets of two units; the third unit has none."""
    return Responses(
        unit_codes=("A", "B", "C"),
        unit=np.array([2, 0, 2, 0, 0]),
        segment_values={"grade": ("課長", "主事")},
        segments={"grade": np.array([2, 1, 1, 0, 2])},
        answers={"q1": np.array([1, 254, 0, 9, 1]), "q3": np.array([0b101, 1 << 40, 0, 1, 2])},
        day=np.array([20_179, NO_DAY, 20_180, 20_181, 20_182]),
        weight=np.array([1.0, 0.5, 2.0, 1.0, 1.25]),
    )


def sheets(found: Responses) -> list[tuple[object, ...]]:
    """Every sheet as a tuple of its values, sorted: what a block keeps when it gives up the order."""
    columns: list[list[object]] = [[found.unit_codes[unit] for unit in found.unit]]
    columns += [[(0, *found.segment_values[key])[code] for code in codes] for key, codes in found.segments.items()]
    columns += [codes.tolist() for codes in found.answers.values()]
    columns += [np.asarray(found.day).tolist(), np.asarray(found.weight).tolist()]
    return sorted(zip(*columns, strict=True), key=repr)


def test_responses_read_back() -> None:
    before = responses()
    after = block.responses(block.encode(before))
    assert sheets(after) == sheets(before)
    assert after.unit_codes == ("A", "C")
    assert after.segment_values == before.segment_values


def test_rows_are_in_the_order_of_units_and_segments() -> None:
    after = block.responses(block.encode(responses()))
    assert after.unit.tolist() == [0, 0, 0, 1, 1]
    assert after.segments["grade"].tolist() == [0, 1, 2, 1, 2]


def test_nothing_of_the_files_order_is_left() -> None:
    """The same sheets in another order are the same bytes."""
    before = responses()
    turned = replace(
        before,
        unit=before.unit[::-1],
        segments={key: codes[::-1] for key, codes in before.segments.items()},
        answers={key: codes[::-1] for key, codes in before.answers.items()},
        day=np.asarray(before.day)[::-1],
        weight=np.asarray(before.weight)[::-1],
    )
    assert block.encode(turned) == block.encode(before)


def test_codes_take_as_few_bytes_as_they_can() -> None:
    schema = pq.read_schema(io.BytesIO(block.encode(responses())))
    kinds = {field.name: str(field.type) for field in schema}
    assert kinds == {
        "unit": "uint8",
        "s:grade": "uint8",
        "i:q1": "uint8",
        "i:q3": "uint64",
        "day": "date32[day]",
        "weight": "double",
    }


def test_other_readers_read_it_too() -> None:
    frame = pl.read_parquet(io.BytesIO(block.encode(responses())))
    assert frame["i:q1"].to_list() == [9, 254, 1, 0, 1]
    assert frame["day"].is_null().sum() == 1


def test_what_is_not_there_stays_away() -> None:
    bare = Responses(unit_codes=("A",), unit=np.array([0]))
    after = block.responses(block.encode(bare))
    assert (after.day, after.weight, after.segments, after.answers) == (None, None, {}, {})


def test_the_metadata_says_what_the_codes_mean() -> None:
    meta = json.loads(pq.read_schema(io.BytesIO(block.encode(responses()))).metadata[b"shintodo"])
    assert meta == {
        "kind": "responses",
        "units": ["A", "C"],
        "segments": {"grade": ["課長", "主事"]},
        "items": ["q1", "q3"],
    }


def test_totals_read_back() -> None:
    rows = (
        TotalsRow("B", "q1", 0.5),
        TotalsRow("A", "q2", None, base=12),
        TotalsRow("A", "q1", 0.75, base=20, response_rate=1.02, segment="grade", value="課長"),
    )
    after = block.totals(block.encode(Totals(rows)))
    assert set(after.rows) == set(rows)
    assert [(row.unit, row.segment, row.item) for row in after.rows] == [
        ("A", "", "q2"),
        ("A", "grade", "q1"),
        ("B", "", "q1"),
    ]


def test_a_block_of_one_kind_is_no_other() -> None:
    with pytest.raises(TypeError):
        block.totals(block.encode(responses()))
    with pytest.raises(TypeError):
        block.responses(block.encode(Totals(())))


def codes(size: int, largest: int) -> st.SearchStrategy[NDArray[np.int64]]:
    return st.lists(st.integers(0, largest), min_size=size, max_size=size).map(
        lambda found: np.array(found, dtype=np.int64)
    )


@st.composite
def anything(draw: st.DrawFn) -> Responses:
    size = draw(st.integers(0, 6))
    days = draw(codes(size, 40_000)) - 1
    weights = draw(st.lists(st.floats(0, 100), min_size=size, max_size=size))
    return Responses(
        unit_codes=("A", "B", "C"),
        unit=draw(codes(size, 2)),
        segment_values={"s": ("x", "y")},
        segments={"s": draw(codes(size, 2))},
        answers={"q": draw(codes(size, 254)), "m": draw(codes(size, 2**63 - 1))},
        day=days,
        weight=np.array(weights, dtype=np.float64),
    )


@given(anything())
def test_any_responses_read_back(before: Responses) -> None:
    assert sheets(block.responses(block.encode(before))) == sheets(before)
