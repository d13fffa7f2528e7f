"""Files that are no table: which kind each is, told by its first bytes or its parts, so that a person is told it by name."""

import re
from collections.abc import Collection

from intake.problems import Kind, Problem, Refused

TABLES = "CSV, XLSX, XLS, ODS, SAV"
PDF, IMAGE, DOCUMENT, SLIDES, APPLE, MAIL = "pdf", "image", "document", "slides", "apple", "mail"
ARCHIVE, PROGRAM, MEDIA, DATA, PAGE = "archive", "program", "media", "data", "page"
KINDS = (PDF, IMAGE, DOCUMENT, SLIDES, APPLE, MAIL, ARCHIVE, PROGRAM, MEDIA, DATA, PAGE)
"""One sentence each in text/*.toml under `not_a_table.<kind>`."""

_STARTS = {
    b"%PDF": PDF,
    b"\x89PNG": IMAGE,
    b"\xff\xd8\xff": IMAGE,
    b"GIF8": IMAGE,
    b"II*\0": IMAGE,
    b"MM\0*": IMAGE,
    b"{\\rtf": DOCUMENT,
    b"\x7fELF": PROGRAM,
    b"MZ": PROGRAM,
    b"\x1f\x8b": ARCHIVE,
    b"7z\xbc\xaf": ARCHIVE,
    b"Rar!": ARCHIVE,
    b"BZh": ARCHIVE,
    b"\xfd7zXZ": ARCHIVE,
    b"PK\x05\x06": ARCHIVE,
    b"PK\x07\x08": ARCHIVE,
    b"ID3": MEDIA,
    b"OggS": MEDIA,
    b"fLaC": MEDIA,
    b"SQLite format 3": DATA,
    b"PAR1": DATA,
    b"ARROW1": DATA,
    b"<stata_dta": DATA,
    b"\x89HDF": DATA,
}
_CONTROL = re.compile(rb"[\0-\x08\x0e-\x1a\x1c-\x1f]")
"""Bytes that no text has, in whatever encoding; the escape of ISO-2022-JP is left out."""
_INSIDE = ((257, b"ustar", ARCHIVE), (8, b"WEBP", IMAGE), (8, b"WAVE", MEDIA), (8, b"AVI ", MEDIA))
_STILLS = (b"heic", b"heix", b"mif1", b"avif")
_OLD = {"WordDocument": DOCUMENT, "PowerPoint Document": SLIDES, "__substg1.0_": MAIL}
_OLD_BOOKS = ("Workbook", "Book")
_OPEN = {".text": DOCUMENT, ".presentation": SLIDES, ".graphics": IMAGE}


def refused(kind: str) -> Refused:
    """The refusal of a file of this kind."""
    return Refused(Problem(kind=Kind.NOT_A_TABLE, found=kind, expected=TABLES))


def by_start(start: bytes) -> str | None:
    """The kind of file that begins so; None where that tells nothing."""
    if start[4:8] == b"ftyp" and _CONTROL.search(start):
        return IMAGE if start[8:12] in _STILLS else MEDIA
    told = next((mark for mark in _STARTS if start.startswith(mark)), None)
    if told is not None and (not told.isalnum() or _CONTROL.search(start)):  # a heading may begin with MZ or ID3, too
        return _STARTS[told]
    return next((kind for at, mark, kind in _INSIDE if start[at : at + len(mark)] == mark), None)


def old_office(data: bytes) -> str | None:
    """What an Office file of before 2007 is, by the names of its parts; None where it is or may be a workbook."""
    if any(_wide(name) in data for name in _OLD_BOOKS):
        return None
    return next((kind for name, kind in _OLD.items() if _wide(name) in data), None)


def _wide(name: str) -> bytes:
    return name.encode("utf-16-le")


def packed(names: Collection[str]) -> str:
    """What a zip archive is that holds no workbook."""
    if any(name.startswith("word/") for name in names):
        return DOCUMENT
    if any(name.startswith("ppt/") for name in names):
        return SLIDES
    if any(name.endswith(".iwa") for name in names):
        return APPLE
    return PROGRAM if "META-INF/MANIFEST.MF" in names else ARCHIVE


def open_document(mimetype: str) -> str | None:
    """What an OpenDocument file is that is no spreadsheet."""
    return next((kind for end, kind in _OPEN.items() if mimetype.strip().endswith(end)), None)
