"""Spreadsheets: XLSX, XLSB, XLS and ODS, each cell as the text a reader of the sheet would take it for.

Numbers keep their value (12.0 is `12`), days are ISO, times of day and spans are ISO, a formula's fault is an empty cell.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import python_calamine as calamine
from numpy.typing import NDArray

from intake import inside
from intake.forms import in_form
from intake.merged import down, filled
from intake.problems import Kind, Problem, Refused
from intake.progress import Stage, report
from intake.table import BLANK, Body, Cells, Facts, Form, Kept, Layout

HEAD_ROWS = 60
PIECE = 4_096
_MERGED_ROWS = 50_000
_HIDDEN = (calamine.SheetVisibleEnum.Hidden, calamine.SheetVisibleEnum.VeryHidden)


class Workbook:
    """An opened spreadsheet, looked at through one of its sheets."""

    def __init__(self, book: calamine.CalamineWorkbook, opened: tuple[Path, str], sheet: str | None = None) -> None:
        self._book, (self._path, self._kind) = book, opened
        kind = self._kind
        sheets = [meta for meta in book.sheets_metadata if meta.typ == calamine.SheetTypeEnum.WorkSheet]
        seen = [meta.name for meta in sheets if meta.visible not in _HIDDEN]
        self.sheets = tuple(seen or [meta.name for meta in sheets])
        names = {meta.name for meta in sheets}
        if sheet is not None and sheet not in names:
            raise Refused(Problem(kind=Kind.SHEET_MISSING, found=sheet, expected=", ".join(self.sheets)))
        if not self.sheets:
            raise Refused(Problem(kind=Kind.NO_HEADER if book.sheets_metadata else Kind.DAMAGED, found=kind))
        self.look_at(sheet or self.sheets[0])

    def look_at(self, sheet: str) -> None:
        """Turn to another sheet of the same book."""
        try:
            self._sheet = self._book.get_sheet_by_name(sheet)
        except calamine.CalamineError as reason:
            raise Refused(Problem(kind=Kind.DAMAGED, found=self._kind)) from reason
        known = inside.about(self._path, sheet) if self._kind == "xlsx" else inside.About()
        self.facts = Facts(self._kind, sheet=sheet, sheets=self.sheets, percents=known.percents, hidden=known.hidden)

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns up to the last used cell."""
        end = self._sheet.end
        return (0, 0) if end is None else (end[0] + 1, end[1] + 1)

    def head(self) -> list[list[str]]:
        return [[_text(cell) for cell in row] for row in islice(self._rows(), HEAD_ROWS)]

    def _rows(self) -> Iterator[list[Any]]:
        """Rows from the sheet's row 1 and column A on, wherever its used range begins."""
        if self._sheet.start is None:
            return
        left = [""] * self._sheet.start[1]
        for row in self._sheet.iter_rows():  # from row 1, but from the first used column
            yield left + row

    def body(self, layout: Layout, wanted: Mapping[int, Form]) -> Body:
        columns, count = {number: _Column(form) for number, form in wanted.items()}, 0
        merged = down(self._sheet.merged_cell_ranges or (), layout.header_row) if self.size[0] < _MERGED_ROWS else {}
        rows = filled(islice(self._rows(), layout.header_row, None), layout.header_row, merged)
        while some := list(islice(rows, PIECE)):
            count += len(some)
            report(Stage.READING, count, count / max(1, self.size[0] - layout.header_row))
            for number, cells in enumerate(zip(*some, strict=True), 1):  # calamine's rows are all of one width
                if number in columns:
                    columns[number].add(cells)
        return Body(count, {number: column.kept(count) for number, column in columns.items()})


class _Column:
    """One column while its rows come in: every distinct cell is made a text once."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._places: dict[object, int] = {}
        self._texts: dict[str, int] = {}
        self._codes: list[NDArray[np.int32]] = []

    def add(self, cells: tuple[object, ...]) -> None:
        for cell in dict.fromkeys(cells):
            if cell not in self._places:
                text = _text(cell.date() if self._form is Form.DAYS and isinstance(cell, datetime) else cell)
                self._places[cell] = self._texts.setdefault(text, len(self._texts))
        self._codes.append(np.fromiter(map(self._places.__getitem__, cells), np.int32, len(cells)))

    def kept(self, rows: int) -> Kept:
        """The column in its form; one that stands right of all cells is empty."""
        codes = np.concatenate(self._codes) if self._codes else np.zeros(rows, dtype=np.int32)
        return in_form(Cells(pa.array(self._texts or [BLANK], pa.string()), codes), self._form)


def open_workbook(path: Path, kind: str, sheet: str | None) -> Workbook:
    """The spreadsheet at `path`; refuses one that is locked or damaged."""
    try:
        with path.open("rb") as file:  # the content tells what it is, not the name
            return Workbook(calamine.CalamineWorkbook.from_filelike(file), (path, kind), sheet)
    except calamine.PasswordError as reason:
        raise Refused(Problem(kind=Kind.ENCRYPTED)) from reason
    except calamine.CalamineError as reason:
        raise Refused(Problem(kind=Kind.DAMAGED, found=kind)) from reason


def _text(cell: object) -> str:
    """A typed cell as text."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e16 else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, int | timedelta) else BLANK
