"""A table as it was read: headings, and every column as its distinct texts with a code for each row.

Convention: a cell is what the file has, unfolded; BLANK stands for an empty one. Body row `i` is the spreadsheet's row
`first_row + i`, because no row is ever dropped while reading.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

BLANK = ""


@dataclass(frozen=True)
class Cells:
    """One column of the body: `texts` are its distinct cells, `codes` say which of them stands in each row."""

    texts: pa.StringArray
    codes: NDArray[np.int32]

    @classmethod
    def of(cls, labels: Sequence[str], codes: Sequence[int]) -> "Cells":
        return cls(pa.array(labels, pa.string()), np.array(codes, dtype=np.int32))

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The distinct cells as Python texts; worth asking for where they are few."""
        return tuple(self.texts.to_pylist())

    def where(self, chosen: NDArray[np.bool_]) -> "Cells":
        return Cells(self.texts, self.codes[chosen])

    def blank(self) -> NDArray[np.bool_]:
        """Which rows hold nothing but white space."""
        trimmed = pc.utf8_trim_whitespace(self.texts)
        return np.asarray(pc.equal(trimmed, BLANK).to_numpy(zero_copy_only=False))[self.codes]

    def longest(self) -> int:
        """The length of the longest cell in characters."""
        return pc.max(pc.utf8_length(self.texts)).as_py() or 0


@dataclass(frozen=True)
class Heading:
    """One column's heading; `top` is the first of two header rows (carried over merged cells), else empty."""

    number: int
    text: str
    top: str = ""

    @property
    def name(self) -> str:
        """What the column is called on screens: both rows when they say different things."""
        if not self.top or self.text in ("", "Response", "Open-Ended Response"):
            return self.top or self.text
        return f"{self.top} / {self.text}" if self.text != self.top else self.text


@dataclass(frozen=True)
class Layout:
    """Where in a sheet the table stands."""

    header_row: int
    header_rows: int
    headings: tuple[Heading, ...]

    @property
    def first_row(self) -> int:
        return self.header_row + 1


@dataclass(frozen=True)
class Facts:
    """What was found out about a file before its rows were read."""

    format: str
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Body:
    """The rows below the header: some columns by number, and faults in the shape of rows (row number, fields)."""

    rows: int
    columns: dict[int, Cells]
    short_rows: tuple[int, ...] = ()
    long_rows: tuple[int, ...] = ()


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

    def body(self, layout: Layout, numbers: frozenset[int]) -> Body:
        """The columns `numbers` of the rows below the header."""
