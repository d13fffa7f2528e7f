"""Spreadsheets: XLSX, XLSB, XLS and ODS, each cell as the text a reader of the sheet would take it for.

Numbers keep their value (12.0 is `12`), days are ISO, times of day and spans are ISO, a formula's fault is an empty cell.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import python_calamine as calamine

from intake.forms import in_form
from intake.problems import Kind, Problem, Refused
from intake.table import BLANK, Body, Cells, Facts, Form, Layout

HEAD_ROWS = 60
_HIDDEN = (calamine.SheetVisibleEnum.Hidden, calamine.SheetVisibleEnum.VeryHidden)


class Workbook:
    """An opened spreadsheet, looked at through one of its sheets."""

    def __init__(self, book: calamine.CalamineWorkbook, kind: str, sheet: str | None = None) -> None:
        self._book, self._kind = book, kind
        sheets = [meta for meta in book.sheets_metadata if meta.typ == calamine.SheetTypeEnum.WorkSheet]
        seen = [meta.name for meta in sheets if meta.visible not in _HIDDEN]
        self.sheets = tuple(seen or [meta.name for meta in sheets])
        names = {meta.name for meta in sheets}
        if sheet is not None and sheet not in names:
            raise Refused(Problem(kind=Kind.SHEET_MISSING, found=sheet, expected=", ".join(self.sheets)))
        if not self.sheets:
            raise Refused(Problem(kind=Kind.NO_HEADER))
        self.look_at(sheet or self.sheets[0])

    def look_at(self, sheet: str) -> None:
        """Turn to another sheet of the same book."""
        self._sheet = self._book.get_sheet_by_name(sheet)
        self.facts = Facts(self._kind, sheet=sheet, sheets=self.sheets)

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
        found: dict[int, dict[str, int]] = {number: {} for number in wanted}
        codes: dict[int, list[int]] = {number: [] for number in wanted}
        count = 0
        for row in islice(self._rows(), layout.header_row, None):
            count += 1
            for number, labels in found.items():
                cell = row[number - 1] if number <= len(row) else ""
                text = cell if type(cell) is str else _text(cell)
                codes[number].append(labels.setdefault(text, len(labels)))
        columns = {number: Cells.of(list(labels) or [BLANK], codes[number]) for number, labels in found.items()}
        return Body(count, {number: in_form(columns[number], form) for number, form in wanted.items()})


def open_workbook(path: Path, kind: str, sheet: str | None) -> Workbook:
    """The spreadsheet at `path`; refuses one that is locked or damaged."""
    try:
        return Workbook(calamine.CalamineWorkbook.from_path(str(path)), kind, sheet)
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
