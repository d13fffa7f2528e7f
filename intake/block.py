"""Blocks: the coded rows of one upload as immutable Parquet (zstd level 1), readable by any Parquet reader.

Responses: columns `unit` (index into the metadata's list), `s:<segment>` (0 none), `i:<item>` (option code, bit mask
for several), `day`, `weight`; sorted by unit, segments and all the rest, so that the order of the file is gone. Free
texts are a block of their own, sorted by their text: none can be put beside the answers of its writer.
"""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from intake.moments import NO_DAY
from measure.tally import Codes, Responses, Totals, TotalsRow

META = b"shintodo"
_ROWS = 1 << 17


@dataclass(frozen=True)
class Texts:
    """Free texts: `unit` holds indices into `unit_codes`, `item` into `items`; rows are in no order of the file."""

    unit_codes: tuple[str, ...]
    items: tuple[str, ...]
    unit: Codes
    item: Codes
    text: pa.StringArray


def encode(block: Responses | Totals | Texts) -> bytes:
    """The block as Parquet."""
    table = _responses(block) if isinstance(block, Responses) else _others(block)
    out = io.BytesIO()
    how: dict[str, Any] = {"compression": "zstd", "compression_level": 1, "use_dictionary": _coded(table)}
    with pq.ParquetWriter(out, table.schema, **how) as writer:
        for piece in _sorted(table) if isinstance(block, Texts) else [table]:
            writer.write_table(piece)
    return out.getvalue()


def _sorted(table: pa.Table) -> Iterator[pa.Table]:
    """Free texts in their own order, a part at a time, so that they are not held twice."""
    order = pc.sort_indices(table, [(name, "ascending") for name in table.column_names])
    for start in range(0, len(order) or 1, _ROWS):
        yield table.take(order.slice(start, _ROWS))


def _coded(table: pa.Table) -> list[str]:
    """The columns in which values come again and again; texts do not."""
    return [name for name in table.column_names if name != "text"]


def decode(data: bytes) -> Responses | Totals | Texts:
    """What `encode` was given, rows in the block's order."""
    table = pq.ParquetFile(pa.BufferReader(data)).read()  # read_table would load much that is not needed here
    meta = json.loads(table.schema.metadata[META])
    if meta["kind"] == "totals":
        return Totals(tuple(TotalsRow(**row) for row in table.to_pylist()))
    if meta["kind"] == "texts":
        unit, item = _array(table, "unit"), _array(table, "item")
        return Texts(tuple(meta["units"]), tuple(meta["items"]), unit, item, table["text"].combine_chunks())
    return Responses(
        unit_codes=tuple(meta["units"]),
        unit=_array(table, "unit"),
        segment_values={key: tuple(values) for key, values in meta["segments"].items()},
        segments={key: _array(table, f"s:{key}") for key in meta["segments"]},
        answers={key: _array(table, f"i:{key}") for key in meta["items"]},
        day=_days(table) if "day" in table.column_names else None,
        weight=_array(table, "weight") if "weight" in table.column_names else None,
    )


def responses(data: bytes) -> Responses:
    """A block that must hold responses."""
    block = decode(data)
    if not isinstance(block, Responses):
        raise TypeError("the block does not hold responses")
    return block


def totals(data: bytes) -> Totals:
    """A block that must hold totals."""
    block = decode(data)
    if not isinstance(block, Totals):
        raise TypeError("the block does not hold totals")
    return block


def _responses(block: Responses) -> pa.Table:
    order = np.lexsort([*reversed(_keys(block))])
    used = np.flatnonzero(np.bincount(block.unit, minlength=len(block.unit_codes)))
    places = np.zeros(len(block.unit_codes), dtype=np.uint32)
    places[used] = np.arange(len(used))
    columns: dict[str, Any] = {"unit": _small(places[block.unit[order]])}
    columns |= {f"s:{key}": _small(codes[order]) for key, codes in block.segments.items()}
    columns |= {f"i:{key}": _small(codes[order]) for key, codes in block.answers.items()}
    if block.day is not None:
        days = block.day[order].astype(np.int32)
        columns["day"] = pa.array(days, mask=days == NO_DAY).cast(pa.date32())
    if block.weight is not None:
        columns["weight"] = pa.array(block.weight[order])
    meta = {
        "kind": "responses",
        "units": [block.unit_codes[code] for code in used],
        "segments": {key: list(values) for key, values in block.segment_values.items()},
        "items": list(block.answers),
    }
    return _table(columns, meta)


def _keys(block: Responses) -> list[Any]:
    """What rows are sorted by, the weightiest first: everything, so that nothing of the file's order is left."""
    keys: list[Any] = [block.unit, *block.segments.values(), *block.answers.values()]
    return keys + [extra for extra in (block.day, block.weight) if extra is not None]


def _small(codes: NDArray[Any]) -> pa.Array:
    """Codes in the narrowest unsigned type that holds them."""
    return pa.array(codes.astype(np.min_scalar_type(int(codes.max())) if len(codes) else np.uint8))


def _others(block: Totals | Texts) -> pa.Table:
    return _totals(block) if isinstance(block, Totals) else _texts(block)


def _totals(block: Totals) -> pa.Table:
    rows = sorted(block.rows, key=lambda row: (row.unit, row.segment, row.value, row.item))
    kinds = {
        "unit": pa.string(),
        "segment": pa.string(),
        "value": pa.string(),
        "item": pa.string(),
        "share": pa.float64(),
        "base": pa.int64(),
        "response_rate": pa.float64(),
    }
    columns = {name: pa.array([getattr(row, name) for row in rows], kind) for name, kind in kinds.items()}
    return _table(columns, {"kind": "totals"})


def _texts(block: Texts) -> pa.Table:
    columns = {"unit": _small(block.unit), "item": _small(block.item), "text": block.text}
    meta = {"kind": "texts", "units": list(block.unit_codes), "items": list(block.items)}
    return _table(columns, meta)


def _table(columns: dict[str, Any], meta: dict[str, Any]) -> pa.Table:
    return pa.table(columns).replace_schema_metadata({META: json.dumps(meta, ensure_ascii=False).encode()})


def _array(table: pa.Table, name: str) -> NDArray[Any]:
    array: NDArray[Any] = table[name].to_numpy()
    return array


def _days(table: pa.Table) -> NDArray[Any]:
    return np.asarray(table["day"].cast(pa.int32()).fill_null(NO_DAY).to_numpy())
