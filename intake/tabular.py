"""Bytes -> an opened table: the format is told by the content, never by the name alone."""

import zipfile
from collections.abc import Collection
from pathlib import Path

from intake import archive, garbled, markup, spss, strange, summary
from intake.content import BytesContent, Content, FileContent
from intake.encoding import bom, canonical
from intake.mapping import Mapping
from intake.problems import Kind, Problem, Refused
from intake.table import Source
from intake.task import Limits

_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_MARKUP = (b"<html", b"<!doctype", b"<?xml", b"<table", b"<script", b"<svg")
_MANIFEST, _ENCRYPTED, _MIMETYPE = "META-INF/manifest.xml", b"encryption-data", "mimetype"
_TEXTS, _APPLE = (".csv", ".tsv", ".txt"), "__MACOSX/"
"""What text tables are called, and where the Mac packs notes of its own."""
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def open_source(path: Path, mapping: Mapping, limits: Limits) -> Source:
    """The opened file; raises Refused with the problem when it is no table we can read."""
    source = garbled.mended(_opened(path, mapping, limits))
    return summary.as_rows(source) if summary.is_summary(source.head()) else source


def _opened(path: Path, mapping: Mapping, limits: Limits) -> Source:
    start = _start(path)
    if not start.removeprefix(bom(start)[0]).strip():
        raise Refused(Problem(kind=Kind.EMPTY_FILE))
    if start.startswith(_ZIP):
        archive.check(path, limits)
        return _unpacked(path, mapping)
    if start.startswith(_OLE):
        return _old_office(path, mapping)
    if start.startswith(spss.MARKS):
        return spss.open_spss(path, limits)
    if (kind := strange.by_start(start)) is not None:
        raise strange.refused(kind)
    if _is_markup(start):
        return _page(path, mapping, limits)
    return _delimited(FileContent(path), mapping)


def _is_markup(start: bytes) -> bool:
    mark, wide = bom(start)
    plain = start.replace(b"\0", b"") if wide in ("utf-16-le", "utf-16-be") else start
    return plain.removeprefix(mark).lstrip(b" \t\r\n").lower().startswith(_MARKUP)


def _page(path: Path, mapping: Mapping, limits: Limits) -> Source:
    """The tables of a page; a page without any is none of ours."""
    if not markup.has_tables(path.read_bytes().replace(b"\0", b"")):
        raise strange.refused(strange.PAGE)
    given = None if mapping.encoding is None else canonical(mapping.encoding)
    return markup.open_markup(path, given, limits)


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4096)


def _old_office(path: Path, mapping: Mapping) -> Source:
    """A workbook of before 2007."""
    data = path.read_bytes()
    if _LOCKED in data:
        raise Refused(Problem(kind=Kind.ENCRYPTED))
    if (kind := strange.old_office(data)) is not None:
        raise strange.refused(kind)
    return _workbook(path, "xls", mapping)


def _unpacked(path: Path, mapping: Mapping) -> Source:
    """The spreadsheet that a zip archive is, or the one text file with a table that was packed into it."""
    with zipfile.ZipFile(path) as book:
        names = book.namelist()
        if _MANIFEST in names and _ENCRYPTED in book.read(_MANIFEST):
            raise Refused(Problem(kind=Kind.ENCRYPTED))
        files = [name for name in names if not name.endswith("/") and not name.startswith(_APPLE)]
        if len(files) == 1 and files[0].lower().endswith(_TEXTS):
            return _packed_text(book.read(files[0]), mapping)
        kind = strange.open_document(book.read(_MIMETYPE).decode("ascii", "replace")) if _MIMETYPE in names else None
    return _workbook(path, _spreadsheet(names, kind), mapping)


def _packed_text(data: bytes, mapping: Mapping) -> Source:
    if not data.removeprefix(bom(data)[0]).strip():
        raise Refused(Problem(kind=Kind.EMPTY_FILE))
    return _delimited(BytesContent(data), mapping)


def _spreadsheet(names: Collection[str], other: str | None) -> str:
    """Which spreadsheet a zip archive holds."""
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if "content.xml" in names and other is None:
        return "ods"
    raise strange.refused(other or strange.packed(names))


def _delimited(content: Content, mapping: Mapping) -> Source:
    from intake.delimited import Delimited  # a spreadsheet does without Arrow's CSV reader

    return Delimited(content, None if mapping.encoding is None else canonical(mapping.encoding))


def _workbook(path: Path, kind: str, mapping: Mapping) -> Source:
    from intake.workbook import open_workbook  # a text file does without the spreadsheet reader

    return open_workbook(path, kind, mapping.sheet)
