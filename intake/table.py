"""A table as it was read: headings, and every column as its distinct texts with a code for each row.

Convention: a cell is what the file has, unfolded; BLANK stands for an empty one. Body row `i` is the spreadsheet's row
`first_row + i`, because no row is ever dropped while reading.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

BLANK = ""
Codes = NDArray[np.integer]
Rows = NDArray[np.bool_]
Words = NDArray[np.uint64]


class Form(StrEnum):
    """How a column is kept: as labels, as days, as numbers that stand for ids, as the texts that say something."""

    LABELS = "labels"
    DAYS = "days"
    KEYS = "keys"
    TEXTS = "texts"


@dataclass(frozen=True)
class Cells:
    """A column of labels: `texts` are its distinct cells, `codes` say which of them stands in each row."""

    texts: pa.StringArray
    codes: Codes

    @classmethod
    def of(cls, labels: Sequence[str], codes: Sequence[int]) -> "Cells":
        return cls(pa.array(labels, pa.string()), np.array(codes, dtype=np.int32))

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The distinct cells as Python texts."""
        return tuple(self.texts.to_pylist())

    def blank(self) -> Rows:
        """Which rows hold nothing but white space."""
        return self.where([not label.strip() for label in self.labels])

    def where(self, marked: Sequence[bool]) -> Rows:
        """The rows whose label is marked."""
        return np.array(marked, dtype=bool)[self.codes]

    def spread(self, numbers: Sequence[int]) -> Codes:
        """Every row's number, given one for each label, in the narrowest type that holds them (none is negative)."""
        return np.array(numbers, dtype=np.min_scalar_type(max(numbers, default=0)))[self.codes]

    def longest(self) -> tuple[int, int]:
        """The length of the longest cell in characters, and a row it stands in."""
        lengths = [len(label) for label in self.labels]
        length = max(lengths, default=0)
        return length, int(np.flatnonzero(self.codes == lengths.index(length))[0]) if length else 0


@dataclass(frozen=True)
class Written:
    """A column of free texts: those that say something, each with its row."""

    rows: NDArray[np.int64]
    texts: pa.StringArray

    def longest(self) -> tuple[int, int]:
        """The length of the longest text in characters, and its row."""
        if not len(self.rows):
            return 0, 0
        lengths = pc.utf8_length(self.texts).to_numpy()
        return int(lengths.max()), int(self.rows[lengths.argmax()])


Kept = Cells | Written | Words


@dataclass(frozen=True)
class Heading:
    """One column's heading; `top` is the first of two header rows (carried over merged cells), else empty.

    `code` is the short name that some tools write above the text.
    """

    number: int
    text: str
    top: str = ""
    code: str = ""

    @property
    def name(self) -> str:
        """What the column is called on screens: both rows when they say different things."""
        if not self.top or self.text in ("", "Response", "Open-Ended Response"):
            return self.top or self.text
        return f"{self.top} / {self.text}" if self.text != self.top else self.text


@dataclass(frozen=True)
class Layout:
    """Where in a sheet the table stands; `percents` are the columns that a spreadsheet shows as percents."""

    header_row: int
    header_rows: int
    headings: tuple[Heading, ...]
    percents: frozenset[int] = frozenset()

    @property
    def first_row(self) -> int:
        return self.header_row + 1


@dataclass(frozen=True)
class Facts:
    """What was found out about a file before its rows were read; `codes` are the short names of its columns.

    A spreadsheet tells which columns it shows as percents, and what it hides. `undone` is a heading that was garbled
    and what it was before, where the file's text is read so.
    """

    format: str
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    percents: frozenset[int] = frozenset()
    hidden: tuple[str, ...] = ()
    undone: tuple[str | None, str | None] | None = None


@dataclass(frozen=True)
class Body:
    """The rows below the header: the wanted columns by number, and the row numbers of rows of another length."""

    rows: int
    columns: dict[int, Kept]
    short_rows: tuple[int, ...] = ()
    long_rows: tuple[int, ...] = ()

    def empty(self) -> Rows:
        """Rows without a single filled cell."""
        empty = np.ones(self.rows, dtype=bool)
        for column in sorted(self.columns.values(), key=lambda kept: not isinstance(kept, Cells)):
            if not empty.any():
                break
            if isinstance(column, Written):
                empty[column.rows] = False
            else:
                empty &= column.blank() if isinstance(column, Cells) else column == 0
        return empty


class Source(Protocol):
    """A file that was opened: its first records as text, and its columns on request."""

    facts: Facts

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns, 0 where they are only known after reading."""

    def look_at(self, sheet: str) -> None:
        """Turn to another sheet; a text file has none."""

    def head(self) -> list[list[str]]:
        """The first records (row 1 first), as texts."""

    def body(self, layout: Layout, wanted: Mapping[int, Form]) -> Body:
        """The wanted columns of the rows below the header, each in its form."""
