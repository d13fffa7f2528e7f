"""A fingerprint of what a file says, the same whatever its name, format, encoding and order of rows.

Every cell is a 64-bit number made of its text and its column's name; a row's number is mixed from the sum of its
cells', and the rows' numbers are added up, so that the order of rows cannot matter.
"""

import hashlib
from collections.abc import Collection, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from intake.table import Words
from measure.tally import Responses, Totals

_ODD = np.uint64(0x9E3779B97F4A7C15)
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
_SMALL = 1 << 16


def of_responses(block: Responses, ids: Words | None) -> str:
    """The fingerprint of coded responses, told apart by their ids where the file has them."""
    found = rows(block, names(block))
    if ids is not None:
        found += mixed(ids ^ _words(["id"])[0])
    sums = (len(found), *(int(part.sum(dtype=np.uint64)) for part in (mixed(found), mixed(found ^ _ODD))))
    return hashlib.sha256(repr(sums).encode()).hexdigest()


def names(block: Responses) -> set[str]:
    """What the columns of a block are called here."""
    return {name for name, _, _ in _columns(block)}


def rows(block: Responses, wanted: Collection[str]) -> Words:
    """A number for each row, made of the columns in `wanted`."""
    found = np.zeros(block.rows, dtype=np.uint64)
    for name, words, codes in _columns(block):
        if name in wanted:
            found += mixed(words ^ _words([name])[0])[codes]
    return found


def _columns(block: Responses) -> Iterator[tuple[str, Words, NDArray[np.integer]]]:
    """Each column's name, the numbers of its distinct cells, and which of them stands in each row."""
    yield "unit", _words(block.unit_codes), block.unit
    for key, codes in block.segments.items():
        yield f"s:{key}", _words(("", *block.segment_values[key])), codes
    for key, codes in block.answers.items():
        yield f"i:{key}", *_distinct(codes)
    if block.day is not None:
        yield "day", *_distinct(block.day)
    if block.weight is not None:
        yield "weight", *_distinct(np.round(block.weight * 1e6).astype(np.int64))


def _distinct(numbers: NDArray[np.integer]) -> tuple[Words, NDArray[np.integer]]:
    """Numbers as words and codes; small ones are their own codes."""
    if not len(numbers) or (numbers.min() >= 0 and numbers.max() < _SMALL):
        return np.arange(int(numbers.max(initial=0)) + 1, dtype=np.uint64), numbers
    distinct, codes = np.unique(numbers, return_inverse=True)
    return distinct.astype(np.int64).view(np.uint64), codes


def of_totals(block: Totals) -> str:
    """The fingerprint of figures, each with its unit, segment and item."""
    lines = sorted(
        f"{row.unit}\x1f{row.segment}\x1f{row.value}\x1f{row.item}\x1f{_rounded(row.share)}\x1f{row.base}"
        for row in block.rows
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _rounded(share: float | None) -> str:
    return "" if share is None else f"{share:.6f}"


def _words(texts: Sequence[str]) -> Words:
    """A 64-bit number for each text."""
    digests = b"".join(hashlib.blake2b(text.encode(), digest_size=8).digest() for text in texts)
    return np.frombuffer(digests, dtype="<u8").astype(np.uint64)


def mixed(words: Words) -> Words:
    """Splitmix64: every bit of a word spreads over all of it."""
    words = words + _ODD
    words = (words ^ (words >> np.uint64(30))) * _MIX[0]
    words = (words ^ (words >> np.uint64(27))) * _MIX[1]
    return words ^ (words >> np.uint64(31))
