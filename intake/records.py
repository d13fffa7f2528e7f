"""Cuts a text file into pieces of whole records, so that each can be split by itself, two at a time.

Where every quotation mark stands as it should (at a cell's edge, or doubled), whether a line end is inside a cell is
known by counting marks. Where one does not, records are told apart one by one and written anew, in rows of one width.
A byte is a character here: in every encoding that comes this far, marks and line ends never mean anything else.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from intake import encoding as enc
from intake.content import Part
from intake.problems import Kind, Problem, Refused

PIECE = 1 << 21
_LONGEST_RECORD = 1 << 24
_RECORDS = 20_000
_BYTES = "latin-1"
_MARK = ord('"')


class Unruly(Exception):
    """A quotation mark stands where none should: its meaning cannot be told by counting."""


@dataclass(frozen=True)
class Dialect:
    """How a file is split into `width` columns."""

    delimiter: str
    encoding: str
    width: int


@dataclass(frozen=True)
class Piece:
    """Whole records as bytes; `short` and `long` count those of another width, from 0, once they were made regular."""

    data: bytes
    delimiter: str
    short: tuple[int, ...] = ()
    long: tuple[int, ...] = ()


def whole(part: Part, dialect: Dialect, size: int = PIECE) -> Iterator[Piece]:
    """The file in pieces of about `size` bytes, each ending with a record; raises Unruly."""
    kept = b""
    while block := part.read(size):
        data = kept + block
        end = _last_end(data, dialect.delimiter)
        kept = data[end:]
        if len(kept) > _LONGEST_RECORD:
            raise Unruly
        if end:
            yield Piece(data[:end], dialect.delimiter)
    if kept:
        if _marks(kept, dialect.delimiter).size % 2:
            raise Unruly
        yield Piece(kept, dialect.delimiter)


def _last_end(data: bytes, delimiter: str) -> int:
    """Where the last record that ends in `data` ends; `data` begins with a record."""
    marks = _marks(data, delimiter)
    end = len(data)
    while (end := data.rfind(b"\n", 0, end)) >= 0:
        before = int(np.searchsorted(marks, end))
        if before % 2 == 0:
            return end + 1
        end = int(marks[before - 1])  # inside a cell: look before it begins
    return 0


def _marks(data: bytes, delimiter: str) -> NDArray[np.intp]:
    """The places of all quotation marks, the first of each pair opening a cell (or going on with it) at its edge."""
    signs = np.frombuffer(data, dtype=np.uint8)
    marks = np.flatnonzero(signs == _MARK)
    if not marks.size:
        return marks
    edge = np.zeros(256, dtype=bool)
    edge[[ord(delimiter), ord("\r"), ord("\n"), _MARK]] = True
    opening, closing = marks[0::2], marks[1::2]
    before, behind = signs[opening[opening > 0] - 1], signs[closing[closing < len(data) - 1] + 1]
    if not (edge[before].all() and edge[behind].all()):
        raise Unruly
    return marks


def anew(part: Part, dialect: Dialect) -> Iterator[Piece]:
    """The records of a file one by one, in pieces of rows of one width."""
    lines = io.TextIOWrapper(io.BufferedReader(part, PIECE), _BYTES, newline="")
    reader = csv.reader(lines, delimiter=dialect.delimiter)
    while records := _next(reader):
        yield _regular(records, dialect)


def _next(reader: Iterator[list[str]]) -> list[list[str]]:
    try:
        return list(islice(reader, _RECORDS))
    except csv.Error as reason:
        raise Refused(Problem(kind=Kind.DAMAGED, found=str(reason))) from reason


def made_regular(piece: Piece, dialect: Dialect) -> Piece:
    """A piece whose rows are of different widths, in rows of one."""
    lines = io.StringIO(piece.data.decode(_BYTES), newline="")
    try:
        return _regular(csv.reader(lines, delimiter=piece.delimiter), dialect)
    except csv.Error as reason:
        raise Refused(Problem(kind=Kind.DAMAGED, found=str(reason))) from reason


def _regular(records: Iterable[list[str]], dialect: Dialect) -> Piece:
    """Records written anew; a long row keeps what fits, and is at fault where the rest says something."""
    width, out = dialect.width, io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    short: list[int] = []
    long: list[int] = []
    for row, record in enumerate(records):
        if len(record) > width and any(_says(cell, dialect.encoding) for cell in record[width:]):
            long.append(row)
        elif 0 < len(record) < width:
            short.append(row)
        writer.writerow((record + [""] * width)[:width])
    return Piece(out.getvalue().encode(_BYTES), ",", tuple(short), tuple(long))


def _says(cell: str, encoding: str) -> bool:
    text = enc.decode(cell.encode(_BYTES), encoding)
    return text is None or bool(text.strip())
