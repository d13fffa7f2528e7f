"""Reads the short lists an organisation hands in (units, lineage, headcounts) with the spreadsheet's row numbers."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Generic, TypeVar

from actions.refused import Refused
from intake import encoding
from intake.garbled import is_garbled

LARGEST = 20_000_000
SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How spreadsheets begin, of today and of before 2007: lists are read as text alone."""
T = TypeVar("T")


@dataclass(frozen=True)
class Row:
    """One row of a list: its number in a spreadsheet and its cells by heading."""

    number: int
    cells: dict[str, str]

    def text(self, column: str) -> str:
        return self.cells.get(column, "").strip()

    def day(self, column: str) -> date | None:
        """An ISO date, or None where the cell is empty."""
        if not (found := self.text(column)):
            return None
        try:
            return date.fromisoformat(found.replace("/", "-"))
        except ValueError:
            raise Refused("list_date", row=self.number, column=column, found=found) from None

    def number_of(self, column: str) -> float:
        found = self.text(column)
        try:
            return float(found.replace(",", ""))
        except ValueError:
            raise Refused("list_number", row=self.number, column=column, found=found) from None


@dataclass(frozen=True)
class Taken(Generic[T]):
    """What became of a list: what was kept of it, or why nothing was, one refusal a fault."""

    kept: tuple[T, ...] = ()
    problems: tuple[Refused, ...] = ()

    def all(self) -> tuple[T, ...]:
        """All of the list; raises the first of its faults."""
        if self.problems:
            raise self.problems[0]
        return self.kept


@dataclass(frozen=True)
class Listing:
    """The rows of a list and its headings in order."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read(path: Path, *needed: str) -> Listing:
    """The rows of a CSV list in whatever encoding; raises Refused when it is no such list or lacks a needed column."""
    reader = csv.reader(io.StringIO(text_of(path), newline=""))
    try:
        lines = list(_numbered(reader))
    except csv.Error:
        raise Refused("list_unreadable", file=path.name) from None
    if len(lines) < 2:
        raise Refused("list_empty", file=path.name)
    columns = tuple(cell.strip() for cell in lines[0][1])
    for column in needed:
        if column not in columns:
            raise Refused("list_column", file=path.name, column=column, found=", ".join(columns))
    rows = [Row(number, dict(zip(columns, cells, strict=False))) for number, cells in lines[1:] if any(cells)]
    return Listing(columns, tuple(rows))


def _numbered(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    yield from enumerate(reader, start=1)


def text_of(path: Path) -> str:
    """The text of a list file in whatever encoding; raises Refused when it is none."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST else b""
    except OSError:
        raise Refused("file_missing", file=path.name) from None
    if data.startswith(SPREADSHEETS):
        raise Refused("list_spreadsheet", file=path.name)
    mark, _ = encoding.bom(data)
    name = encoding.detect(data)
    text = None if name is None else encoding.decode(data[len(mark) :], name)
    if not data or text is None or "\0" in text:
        raise Refused("list_unreadable", file=path.name)
    if is_garbled(text):
        raise Refused("list_garbled", file=path.name)
    return text
