"""A list as a file for spreadsheets, in which no cell can become a formula: CSV in UTF-8 with its mark, and XLSX.

Figures are numbers there, unrounded: shares of 0..1, points and counts. What is not known is an empty cell, never 0.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

from charts.table import Table as Table
from text import formats
from text.formats import Figure, Measure
from text.lookup import say

Cell = str | int | float | None
FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")
WIDEST, NARROWEST = 60, 8
SHEET_SIGNS = re.compile(r"[\[\]:*?/\\\\']")
"""What the name of a sheet may not hold."""
DIGITS = 6
PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
SHOWN_AS = {
    Measure.SHARE: "0.0%",
    Measure.POINTS: "+0.0;\u22120.0;0.0",
    Measure.COUNT: "#,##0",
}


@dataclass(frozen=True)
class Sheet:
    """A list with a name, its headings and its rows."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def of_table(table: Table, lang: str, name: str = "") -> Sheet:
    """A page's table: a range becomes two columns, and where something is not shown a last column says why."""
    ranges = {at for row in table.rows for at, cell in enumerate(row) if isinstance(cell, Figure) and cell.numbers[1:]}
    hidden = say("status.hidden", lang)
    told = any(hidden in row for row in table.rows)
    headings: list[str] = []
    for at, heading in enumerate(table.headings):
        ends = [say(f"export.{end}", lang, of=heading) for end in ("low", "high")]
        headings += ends if at in ranges else [heading]
    rows = []
    for row in table.rows:
        cells = [part for at, cell in enumerate(row) for part in _parts(cell, at in ranges)]
        rows.append([*cells, *([say("export.why_hidden", lang) if hidden in row else None] if told else [])])
    return Sheet(name or table.caption, [*headings, *([say("export.why", lang)] if told else [])], rows)


def _parts(cell: str, in_two: bool) -> list[Cell]:
    if isinstance(cell, Figure):
        numbers = [Figure(cell, cell.measure, number) for number in cell.numbers]
        return [*numbers, *([None] if in_two and len(numbers) == 1 else [])]
    plain = None if cell == formats.NOTHING else cell
    return [plain, None] if in_two else [plain]


def as_csv(sheet: Sheet) -> bytes:
    """The list as CSV; a text that a spreadsheet would take for a formula gets an apostrophe before it."""
    text = io.StringIO()
    csv.writer(text).writerows([_tamed(cell) for cell in row] for row in (sheet.headings, *sheet.rows))
    return text.getvalue().encode("utf-8-sig")


def _tamed(cell: Cell) -> Cell:
    if isinstance(cell, Figure):
        return round(cell.numbers[0], DIGITS)
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def as_xlsx(*sheets: Sheet) -> bytes:
    """The lists as a workbook: texts stay texts, the header stays in sight, columns are as wide as what they hold."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, PLAIN) as book:
        names = sheet_names([sheet.name for sheet in sheets])
        for sheet, name in zip(sheets, names, strict=True):
            page = book.add_worksheet(name)
            put(page, sheet, styles(book))
            page.freeze_panes(1, 0)
            page.autofilter(0, 0, len(sheet.rows), len(sheet.headings) - 1)
    return data.getvalue()


def styles(book: Any) -> Mapping[Any, Any]:
    """How headings, texts and each kind of figure look in a workbook."""
    found = {measure: book.add_format({"num_format": code, "valign": "top"}) for measure, code in SHOWN_AS.items()}
    heading = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#F2F2F2"}
    return found | {
        "heading": book.add_format(heading),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
    }


def put(page: Any, sheet: Sheet, look: Mapping[Any, Any], top: int = 0) -> int:
    """Write a list from the row `top` on; answers the row below it."""
    page.write_row(top, 0, sheet.headings, look["heading"])
    for place, row in enumerate(sheet.rows, top + 1):
        for column, cell in enumerate(row):
            _write(page, (place, column), cell, look)
    for column, cells in enumerate(zip(sheet.headings, *sheet.rows, strict=True)):
        page.set_column(column, column, _width(cells))
    return top + len(sheet.rows) + 1


def _write(page: Any, place: tuple[int, int], cell: Cell, look: Mapping[Any, Any]) -> None:
    if cell is None:
        page.write_blank(*place, None)
    elif isinstance(cell, Figure):
        page.write_number(*place, cell.numbers[0], look[cell.measure])
    else:
        page.write(*place, cell, look["text"])


def sheet_names(wished: Sequence[str]) -> list[str]:
    """Names as spreadsheets allow them, each once."""
    found: list[str] = []
    for wish in wished:
        plain = SHEET_SIGNS.sub(" ", wish).strip()[:31] or "-"
        used, count = {name.casefold() for name in found}, 2
        while plain.casefold() in used:
            plain, count = f"{plain[:27]} {count}", count + 1
        found.append(plain)
    return found


def _width(cells: Iterable[Cell]) -> int:
    """How many narrow letters the widest cell takes; letters beyond ASCII take two."""
    longest = max(sum(1 + (ord(letter) > 0x7F) for letter in str(cell or "")) for cell in cells)
    return min(WIDEST, max(NARROWEST, longest + 2))
