"""What the corpus is made of: a small good table, and how to spoil it."""

import io
import warnings
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from intake.problems import Kind

Member = tuple[str, bytes]
Make = Callable[[], bytes]
UNIT, ASKED = "所属", "行動指針を知っていますか。"
HEAD = f"{UNIT},{ASKED}\r\n"
TWO = "010,はい\r\n020,いいえ\r\n"
GOOD = HEAD + TWO
SHEET, STRINGS, BOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
STYLES, RELS, TYPES = "xl/styles.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class Case:
    """One file, the kinds of problems it must be told (those and no others), and how many rows of it are stored."""

    name: str
    suffix: str
    make: Make
    kinds: frozenset[Kind]
    rows: int

    @property
    def verdict(self) -> str:
        return "refuse" if not self.rows else "accept with notes" if self.kinds else "accept"


def cases(suffix: str, table: Iterable[tuple[str, Make | str | bytes, int, *tuple[Kind, ...]]]) -> list[Case]:
    """A table of (name, the file or how to make it, rows stored, kinds of problems); a text is UTF-8."""
    return [Case(name, suffix, _maker(what), frozenset(kinds), rows) for name, what, rows, *kinds in table]


def _maker(what: Make | str | bytes) -> Make:
    if isinstance(what, str):
        return what.encode
    return (lambda: what) if isinstance(what, bytes) else what


def xlsx(*rows: tuple[object, ...], sheets: tuple[str, ...] = ("回答",)) -> bytes:
    """A workbook with the same rows in every sheet."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name in sheets:
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows or rows_of(GOOD)):
                sheet.write_row(number, 0, row)
    return out.getvalue()


def rows_of(text: str) -> list[tuple[object, ...]]:
    return [tuple(line.split(",")) for line in text.splitlines()]


def xls(*rows: tuple[object, ...]) -> bytes:
    book, out = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("回答")
    for number, row in enumerate(rows or rows_of(GOOD)):
        for column, cell in enumerate(row):
            sheet.write(number, column, cell)
    book.save(out)
    return out.getvalue()


def ods(rows: Iterable[tuple[object, ...]], repeat: tuple[int, int] = (1, 1), more: int = 0) -> bytes:
    """A spreadsheet whose rows and cells say how often they are repeated, and `more` empty rows below."""
    book, table, out = OpenDocumentSpreadsheet(), Table(name="S"), io.BytesIO()
    for cells in rows:
        row = TableRow(numberrowsrepeated=repeat[0])
        for text in cells:
            cell = TableCell(numbercolumnsrepeated=repeat[1], valuetype="string")
            cell.addElement(P(text=str(text)))
            row.addElement(cell)
        table.addElement(row)
    if more:
        row = TableRow(numberrowsrepeated=more)
        row.addElement(TableCell(numbercolumnsrepeated=1_024))
        table.addElement(row)
    book.spreadsheet.addElement(table)
    book.write(out)
    return out.getvalue()


def zipped(members: Iterable[Member], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", method) as book:
        warnings.simplefilter("ignore")  # writing a name twice is the point of some files here
        for name, data in members:
            book.writestr(name, data)
    return out.getvalue()


def members(data: bytes | None = None) -> list[Member]:
    with zipfile.ZipFile(io.BytesIO(data or xlsx())) as book:
        return [(name, book.read(name)) for name in book.namelist()]


def changed(part: str, old: bytes, new: bytes, data: bytes | None = None) -> bytes:
    """A workbook one of whose parts has `new` in place of `old`."""
    before = members(data)
    assert any(name == part and old in content for name, content in before), (part, old)
    return zipped([(name, content.replace(old, new) if name == part else content) for name, content in before])


def put(part: str, content: bytes, data: bytes | None = None) -> bytes:
    """A workbook with a part put in, or put in place of the one there is."""
    return zipped([*((name, old) for name, old in members(data) if name != part), (part, content)])


def without(part: str, data: bytes | None = None) -> bytes:
    return zipped([(name, content) for name, content in members(data) if name != part])


def sheet(rows: str, around: str = "{}") -> bytes:
    """A workbook whose sheet has these rows as XML; `around` may add what stands beside the data."""
    head = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c><c r="B1" t="inlineStr"><is><t>{}</t></is></c></row>'
    )
    data = around.format(f"<sheetData>{head.format(UNIT, ASKED)}{rows}</sheetData>")
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return put(SHEET, f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{name}">{data}</worksheet>'.encode())


def row(number: int, unit: str = "010", answer: str = "はい") -> str:
    """One row of such a sheet."""
    cells = ((f"A{number}", unit), (f"B{number}", answer))
    texts = "".join(f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>' for at, text in cells)
    return f'<row r="{number}">{texts}</row>'
