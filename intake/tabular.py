"""Bytes -> an opened table: the format is told by the content, never by the name alone."""

import zipfile
from pathlib import Path

from intake import archive, markup, spss, summary
from intake.encoding import bom, canonical
from intake.mapping import Mapping
from intake.problems import Kind, Problem, Refused
from intake.table import Source
from intake.task import Limits

_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_NOT_TABLES = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"MZ",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"BZh",
    b"\xfd7zXZ",
    b"{\\rtf",
    b"PK\x05\x06",
    b"PK\x07\x08",
    b"SQLite format 3",
    b"PAR1",
    b"ARROW1",
    b"<stata_dta",
    b"\x89HDF",
)
_MARKUP = (b"<html", b"<!doctype", b"<?xml", b"<table", b"<script", b"<svg")
TABLES = "CSV, XLSX, XLS, ODS, SAV"
_MANIFEST, _ENCRYPTED = "META-INF/manifest.xml", b"encryption-data"
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def open_source(path: Path, mapping: Mapping, limits: Limits) -> Source:
    """The opened file; raises Refused with the problem when it is no table we can read."""
    source = _opened(path, mapping, limits)
    return summary.as_rows(source) if summary.is_summary(source.head()) else source


def _opened(path: Path, mapping: Mapping, limits: Limits) -> Source:
    start = _start(path)
    if not start.removeprefix(bom(start)[0]).strip():
        raise Refused(Problem(kind=Kind.EMPTY_FILE))
    if start.startswith(_ZIP):
        archive.check(path, limits)
        return _workbook(path, _zipped(path), mapping)
    if start.startswith(_OLE):
        if _LOCKED in path.read_bytes():
            raise Refused(Problem(kind=Kind.ENCRYPTED))
        return _workbook(path, "xls", mapping)
    if start.startswith(spss.MARKS):
        return spss.open_spss(path, limits)
    if start.startswith(_NOT_TABLES) or start[257:262] == b"ustar":
        raise Refused(Problem(kind=Kind.NOT_A_TABLE, expected=TABLES))
    if _is_markup(start):
        return _page(path, mapping, limits)
    from intake.delimited import open_delimited  # a spreadsheet does without Arrow's CSV reader

    return open_delimited(path, None if mapping.encoding is None else canonical(mapping.encoding))


def _is_markup(start: bytes) -> bool:
    mark, wide = bom(start)
    plain = start.replace(b"\0", b"") if wide in ("utf-16-le", "utf-16-be") else start
    return plain.removeprefix(mark).lstrip(b" \t\r\n").lower().startswith(_MARKUP)


def _page(path: Path, mapping: Mapping, limits: Limits) -> Source:
    """The tables of a page; a page without any is none of ours."""
    if not markup.has_tables(path.read_bytes().replace(b"\0", b"")):
        raise Refused(Problem(kind=Kind.NOT_A_TABLE, expected=TABLES))
    given = None if mapping.encoding is None else canonical(mapping.encoding)
    return markup.open_markup(path, given, limits)


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4096)


def _zipped(path: Path) -> str:
    """Which spreadsheet a zip archive holds."""
    with zipfile.ZipFile(path) as book:
        names = set(book.namelist())
        if _MANIFEST in names and _ENCRYPTED in book.read(_MANIFEST):
            raise Refused(Problem(kind=Kind.ENCRYPTED))
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if "content.xml" in names:
        return "ods"
    raise Refused(Problem(kind=Kind.NOT_A_TABLE, expected=TABLES))


def _workbook(path: Path, kind: str, mapping: Mapping) -> Source:
    from intake.workbook import open_workbook  # a text file does without the spreadsheet reader

    return open_workbook(path, kind, mapping.sheet)
