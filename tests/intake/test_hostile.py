"""Files made to hurt their reader end in a plain problem: nothing raised, nothing stored, nothing left behind."""

import io
import tempfile
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from intake import archive
from intake.children import environment
from intake.problems import Kind, Refused
from intake.sandbox import read_file
from intake.task import Limits
from tests.intake.office import KNOWS, task, write

Member = tuple[str, bytes]
SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def workbook(*cells: tuple[int, int]) -> bytes:
    """An XLSX with a word in each of the cells (row, column), counted from 0."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for row, column in cells or [(0, 0)]:
            sheet.write(row, column, "x")
    return out.getvalue()


def zipped(members: list[Member], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", method) as book:
        warnings.simplefilter("ignore")  # writing a name twice is the point of some files here
        for name, data in members:
            book.writestr(name, data)
    return out.getvalue()


def members(data: bytes | None = None) -> list[Member]:
    with zipfile.ZipFile(io.BytesIO(data or workbook())) as book:
        return [(name, book.read(name)) for name in book.namelist()]


def in_sheet(old: bytes, new: bytes) -> bytes:
    """A workbook whose sheet has `new` in place of `old`."""
    return zipped([(name, data.replace(old, new) if name == SHEET else data) for name, data in members()])


def repeated(rows: int, columns: int) -> bytes:
    """An ODS of one word that says it is repeated."""
    book = OpenDocumentSpreadsheet()
    table, row = Table(name="S"), TableRow(numberrowsrepeated=rows)
    cell = TableCell(numbercolumnsrepeated=columns, valuetype="string")
    cell.addElement(P(text="x"))
    row.addElement(cell)
    table.addElement(row)
    book.spreadsheet.addElement(table)
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()


MERGED = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
DOCTYPE = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaa">]><worksheet'
ARCHIVES: dict[str, tuple[Callable[[], bytes], Kind]] = {
    "two far cells": (lambda: workbook((0, 0), (1_048_575, 16_383)), Kind.TOO_WIDE),
    "a far column": (lambda: workbook((0, 0), (0, 500)), Kind.TOO_WIDE),
    "a far row": (lambda: in_sheet(b'<row r="1"', b'<row r="2000000"'), Kind.TOO_MANY_ROWS),
    "a merge of everything": (lambda: in_sheet(b"</sheetData>", MERGED), Kind.TOO_WIDE),
    "a doctype": (lambda: in_sheet(b"<worksheet", DOCTYPE), Kind.ARCHIVE_DOCTYPE),
    "a name twice": (lambda: zipped([*members(), (SHEET, b"<x/>")]), Kind.ARCHIVE_NAMES),
    "a name twice but for its case": (lambda: zipped([*members(), (SHEET.upper(), b"<x/>")]), Kind.ARCHIVE_NAMES),
    "a name that leads outside": (lambda: zipped([*members(), ("../../evil", b"x")]), Kind.ARCHIVE_NAMES),
    "an absolute name": (lambda: zipped([*members(), ("/etc/evil", b"x")]), Kind.ARCHIVE_NAMES),
    "too many members": (lambda: zipped([*members(), *((f"m/{n}", b"") for n in range(2_001))]), Kind.ARCHIVE_MEMBERS),
    "too well packed": (lambda: zipped([*members(), ("xl/media/0", b"\0" * 20_000_000)]), Kind.ARCHIVE_SIZE),
    "unusual compression": (lambda: zipped(members(), zipfile.ZIP_LZMA), Kind.ARCHIVE_METHOD),
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_archives_are_looked_through_first(tmp_path: Path, name: str) -> None:
    make, kind = ARCHIVES[name]
    path = tmp_path / "hostile.xlsx"
    path.write_bytes(make())
    with pytest.raises(Refused) as refusal:
        archive.check(path, Limits())
    assert [problem.kind for problem in refusal.value.problems] == [kind]


def test_a_directory_that_lies_about_sizes(tmp_path: Path) -> None:
    """20 MB that call themselves 20 bytes."""
    data = bytearray(zipped([*members(), ("xl/media/0", b"\0" * 20_000_000)]))
    size = (20_000_000).to_bytes(4, "little")
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = (20).to_bytes(4, "little")
    path = tmp_path / "liar.xlsx"
    path.write_bytes(data)
    with pytest.raises(Refused) as refusal:
        archive.check(path, Limits())
    assert refusal.value.problems[0].kind in (Kind.DAMAGED, Kind.ARCHIVE_SIZE)


def test_an_ordinary_workbook_passes(tmp_path: Path) -> None:
    path = write(tmp_path, [["部署", "設問"], ["010", "はい"]], "xlsx")
    before = path.read_bytes()
    archive.check(path, Limits())
    assert path.read_bytes() == before


FILES: dict[str, tuple[str, Callable[[], bytes], Kind]] = {
    "nothing": ("a.csv", lambda: b"", Kind.EMPTY_FILE),
    "white space": ("a.csv", lambda: b" \r\n\r\n ", Kind.EMPTY_FILE),
    "a pdf": ("a.csv", lambda: b"%PDF-1.7\n1 0 obj", Kind.NOT_A_TABLE),
    "a page": ("a.xls", lambda: b"<html><table><tr><td>1</td></tr></table></html>", Kind.NOT_A_TABLE),
    "any archive": ("a.xlsx", lambda: zipped([("a.txt", b"x")]), Kind.NOT_A_TABLE),
    "half a workbook": ("a.xlsx", lambda: workbook()[:3_000], Kind.DAMAGED),
    "half an old workbook": ("a.xls", lambda: OLE + b"\0" * 2_000, Kind.DAMAGED),
    "a locked workbook": ("a.xlsx", lambda: OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), Kind.ENCRYPTED),
    "noise": ("a.csv", lambda: bytes(range(256)) * 64, Kind.UNKNOWN_ENCODING),
    "control characters": ("a.csv", lambda: b"a,b\r\n\x00,\x01\r\n", Kind.UNKNOWN_ENCODING),
    "too wide": ("a.csv", lambda: b",".join(b"c" for _ in range(501)) + b"\n1", Kind.TOO_WIDE),
    "a million rows of one cell": ("a.xlsx", lambda: workbook((0, 0), (1_048_575, 400)), Kind.OUT_OF_LIMITS),
    "a cell repeated everywhere": ("a.ods", lambda: repeated(1_048_576, 16_384), Kind.DAMAGED),
}


@pytest.mark.parametrize("name", FILES)
def test_the_verdict_comes_from_the_child(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    file, make, kind = FILES[name]
    path, scratch = tmp_path / file, tmp_path / "scratch"
    scratch.mkdir()
    path.write_bytes(make())
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    outcome = read_file(task(path, "", KNOWS))
    assert outcome.problems[0].kind == kind
    assert (outcome.rows_stored, outcome.block) == (0, None)
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize(
    ("start", "refused"),
    [
        (b"a,b\n", {"text_bytes"}),
        (b"PK\x03\x04", {"file_bytes"}),
        (b"PK\x05\x06", {"file_bytes"}),
        (OLE, {"file_bytes"}),
    ],
)
@pytest.mark.parametrize("limit", ["file_bytes", "text_bytes"])
def test_text_and_packed_files_have_limits_of_their_own(
    tmp_path: Path, start: bytes, refused: set[str], limit: str
) -> None:
    path = tmp_path / "large.csv"
    path.write_bytes(start.ljust(1_001, b"x"))
    outcome = read_file(task(path, limits=Limits.model_validate({limit: 1_000})))
    assert (outcome.problems[0].kind is Kind.TOO_LARGE) == (limit in refused)


def test_a_reader_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    outcome = read_file(task(write(tmp_path, [["部署"], ["010"]]), limits=Limits(wall_seconds=0)))
    assert [(p.kind, p.expected) for p in outcome.problems] == [(Kind.OUT_OF_LIMITS, "0 s")]


def test_a_reader_that_takes_too_much_memory_is_stopped(tmp_path: Path) -> None:
    path = write(tmp_path, [["部署", "行動指針を知っていますか。"], *([["010", "はい"]] * 50_000)])
    outcome = read_file(task(path, "", KNOWS, limits=Limits(memory_bytes=40_000_000)))
    assert {p.kind for p in outcome.problems} <= {Kind.OUT_OF_LIMITS, Kind.READER_STOPPED}
    assert outcome.refused


def test_no_secret_reaches_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHINTODO_DATABASE_URL", "postgresql://user:hunter2@host/db")
    monkeypatch.setenv("HOME", "/home/somebody")
    told = environment()
    assert set(told) <= {"PATH", "LANG", "LC_ALL", "TZ", "OPENBLAS_NUM_THREADS"} | {
        name for name in told if name.startswith("PYTHON")
    }
    assert "hunter2" not in "".join(told.values())
