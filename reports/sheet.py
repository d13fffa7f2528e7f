"""A list as a file for spreadsheets, in which no cell can become a formula: CSV in UTF-8 with its mark, and XLSX."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import xlsxwriter

Cell = str | int | float | None
FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")
WIDEST, NARROWEST = 60, 8
SHEET_SIGNS = re.compile(r"[\[\]:*?/\\\\']")
"""What the name of a sheet may not hold."""


@dataclass(frozen=True)
class Sheet:
    """A list with a name, its headings and its rows."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def as_csv(sheet: Sheet) -> bytes:
    """The list as CSV; a text that a spreadsheet would take for a formula gets an apostrophe before it."""
    text = io.StringIO()
    csv.writer(text).writerows([_tamed(cell) for cell in row] for row in (sheet.headings, *sheet.rows))
    return text.getvalue().encode("utf-8-sig")


def _tamed(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def as_xlsx(sheet: Sheet) -> bytes:
    """The list as a workbook: texts stay texts, the header stays in sight, columns are as wide as what they hold."""
    data = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(data, plain) as book:
        page = book.add_worksheet(SHEET_SIGNS.sub(" ", sheet.name)[:31])
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        page.write_row(0, 0, sheet.headings, bold)
        for place, row in enumerate(sheet.rows, 1):
            for column, cell in enumerate(row):
                page.write_blank(place, column, None) if cell is None else page.write(place, column, cell, wrapped)
        for column, cells in enumerate(zip(sheet.headings, *sheet.rows, strict=True)):
            page.set_column(column, column, _width(cells))
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, len(sheet.rows), len(sheet.headings) - 1)
    return data.getvalue()


def _width(cells: Iterable[Cell]) -> int:
    """How many narrow letters the widest cell takes; letters beyond ASCII take two."""
    longest = max(sum(1 + (ord(letter) > 0x7F) for letter in str(cell or "")) for cell in cells)
    return min(WIDEST, max(NARROWEST, longest + 2))
