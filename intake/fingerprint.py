"""A fingerprint of what a file says, the same whatever its name, format, encoding, mapping and order of rows."""

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from intake.normalise import fold
from intake.table import Cells
from measure.tally import Responses, Totals

Words = NDArray[np.uint64]
_ODD = np.uint64(0x9E3779B97F4A7C15)
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


def of_responses(block: Responses, ids: Cells | None) -> str:
    """Every row is mixed into one number, the numbers are added up: the order of rows cannot matter."""
    parts = [("unit", _labels(block.unit_codes)[block.unit])]
    for key, codes in block.segments.items():
        parts.append((f"s:{key}", _labels(("", *block.segment_values[key]))[codes]))
    parts += [(f"i:{key}", codes.astype(np.uint64)) for key, codes in block.answers.items()]
    if block.day is not None:
        parts.append(("day", block.day.astype(np.int64).view(np.uint64)))
    if block.weight is not None:
        parts.append(("weight", np.round(block.weight * 1e6).astype(np.int64).view(np.uint64)))
    if ids is not None:
        parts.append(("id", _labels([fold(label) for label in ids.labels])[ids.codes]))
    rows = np.zeros(block.rows, dtype=np.uint64)
    for name, words in sorted(parts, key=lambda part: part[0]):
        rows += _mixed(words ^ _labels([name])[0])
    return _sum(_mixed(rows))


def of_totals(block: Totals) -> str:
    """The figures in the order of their units and items."""
    lines = sorted(
        f"{row.unit}\x1f{row.segment}\x1f{row.value}\x1f{row.item}\x1f{_rounded(row.share)}\x1f{row.base}"
        for row in block.rows
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _rounded(share: float | None) -> str:
    return "" if share is None else f"{share:.6f}"


def _labels(labels: Sequence[str]) -> Words:
    """A 64-bit number for each text."""
    digests = b"".join(
        hashlib.blake2b(label.encode("utf-8", "surrogatepass"), digest_size=8).digest() for label in labels
    )
    return np.frombuffer(digests, dtype="<u8").astype(np.uint64)


def _mixed(words: Words) -> Words:
    """Splitmix64: every bit of a word spreads over all of it."""
    words = words + _ODD
    words = (words ^ (words >> np.uint64(30))) * _MIX[0]
    words = (words ^ (words >> np.uint64(27))) * _MIX[1]
    return words ^ (words >> np.uint64(31))


def _sum(rows: Words) -> str:
    """Two sums of the rows' numbers and their count, as one digest."""
    sums = (len(rows), int(rows.sum(dtype=np.uint64)), int(_mixed(rows).sum(dtype=np.uint64)))
    return hashlib.sha256(repr(sums).encode()).hexdigest()
