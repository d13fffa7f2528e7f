"""Files of other kinds under the name of a table, and files that are two kinds at once."""

import base64
import gzip
import io
import json
import pickle
import tarfile

from intake.problems import Kind
from tests.intake.corpus.making import GOOD, OLE, Case, cases, members, ods, xls, xlsx, zipped

PAGE = b"<html><body><table><tr><td>1</td></tr></table></body></html>"
LOCKED = OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
NOT = Kind.NOT_A_TABLE


def _binary(start: bytes) -> bytes:
    """A start that tells a kind of file, and bytes of no meaning."""
    return start + bytes((7 * n + n // 251) % 256 for n in range(4_096))


def _tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        data = GOOD.encode()
        about = tarfile.TarInfo("a.csv")
        about.size = len(data)
        archive.addfile(about, io.BytesIO(data))
    return out.getvalue()


BINARIES = cases(
    "csv",
    [
        ("a pdf", _binary(b"%PDF-1.7\n"), 0, NOT),
        ("a png", _binary(b"\x89PNG\r\n\x1a\n"), 0, NOT),
        ("a jpeg", _binary(b"\xff\xd8\xff\xe0"), 0, NOT),
        ("a gif", _binary(b"GIF89a"), 0, NOT),
        ("a program", _binary(b"\x7fELF"), 0, NOT),
        ("a program for Windows", _binary(b"MZ\x90\0"), 0, NOT),
        ("a gzip", lambda: gzip.compress(GOOD.encode()), 0, NOT),
        ("a 7z", _binary(b"7z\xbc\xaf\x27\x1c"), 0, NOT),
        ("a rar", _binary(b"Rar!\x1a\x07"), 0, NOT),
        ("a bzip2", _binary(b"BZh91AY"), 0, NOT),
        ("an xz", _binary(b"\xfd7zXZ\0"), 0, NOT),
        ("an rtf", rb"{\rtf1\ansi x}", 0, NOT),
        ("a parquet", _binary(b"PAR1"), 0, NOT),
        ("an arrow file", _binary(b"ARROW1\0\0"), 0, NOT),
        ("a broken SPSS file", _binary(b"$FL2@(#) IBM SPSS"), 0, Kind.DAMAGED),
        ("a broken packed SPSS file", _binary(b"$FL3@(#) IBM SPSS"), 0, Kind.DAMAGED),
        ("a Stata file", _binary(b"<stata_dta><header>"), 0, NOT),
        ("a database", _binary(b"SQLite format 3\0"), 0, NOT),
        ("an HDF5", _binary(b"\x89HDF\r\n\x1a\n"), 0, NOT),
        ("a pickle", lambda: pickle.dumps({"a": [1] * 99}), 0, Kind.UNKNOWN_ENCODING),
        ("a tar", _tar, 0, NOT),
        ("a sound", _binary(b"ID3\x04\0\0"), 0, NOT),
        ("a font", _binary(b"wOF2\0\x01"), 0, Kind.UNKNOWN_ENCODING),
    ],
)
WRITTEN = cases(
    "csv",
    [
        ("a page", PAGE, 0, NOT),
        ("a page with a mark and blanks", b"\xef\xbb\xbf \r\n<!DOCTYPE html>" + PAGE, 0, NOT),
        ("a drawing", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", 0, NOT),
        (
            "xml with an entity",
            b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
            0,
            NOT,
        ),
        ("json", json.dumps([{"所属": "010"}] * 9), 0, Kind.MISSING_COLUMN),
        ("an e-mail", "From: a@example.org\r\nTo: b@example.org\r\nSubject: x\r\n\r\ny\r\n", 0, Kind.MISSING_COLUMN),
        ("a key", b"-----BEGIN PRIVATE KEY-----\n" + base64.b64encode(b"x" * 96) + b"\n", 0, Kind.MISSING_COLUMN),
        ("a script", "#!/bin/sh\nrm -rf /tmp/nothing\n", 0, Kind.MISSING_COLUMN),
        ("a log", "2026-01-01 INFO started\n" * 99, 0, Kind.MISSING_COLUMN),
    ],
)
NAMED = [
    *cases(
        "xls",
        [
            ("a page called xls", PAGE, 0, NOT),
            ("a spreadsheet of 2003 in xml", b'<?xml version="1.0"?><Workbook/>', 0, NOT),
            ("text called xls", GOOD, 2),
            ("an xlsx called xls", xlsx, 2),
            ("an xls", xls, 2),
            ("half an xls", lambda: xls()[:2_000], 0, Kind.DAMAGED),
            ("an xls cut in its last part", lambda: xls()[:-1_536], 0, Kind.DAMAGED),
            ("an OLE file that is no workbook", OLE + b"\0" * 2_000, 0, Kind.DAMAGED),
            (
                "a Word file of 1997",
                lambda: xls().replace("Workbook".encode("utf-16-le"), "WordDoc\0".encode("utf-16-le")),
                0,
                Kind.DAMAGED,
            ),
            ("nothing but an OLE mark", OLE, 0, Kind.DAMAGED),
        ],
    ),
    *cases(
        "xlsx",
        [
            ("text called xlsx", GOOD, 2),
            ("an xls called xlsx", xls, 2),
            ("an ods called xlsx", lambda: ods([("所属", "行動指針を知っていますか。"), ("010", "はい")]), 1),
            ("a locked workbook", LOCKED, 0, Kind.ENCRYPTED),
            ("a Word file", lambda: zipped([("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>")]), 0, NOT),
            (
                "a text document",
                lambda: zipped([("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<x/>")]),
                0,
                NOT,
            ),
            ("a jar", lambda: zipped([("META-INF/MANIFEST.MF", b"x")]), 0, NOT),
            ("a zip of a table", lambda: zipped([("a.csv", GOOD.encode())]), 2),
            ("a zip of two tables", lambda: zipped([("a.csv", GOOD.encode()), ("b.csv", GOOD.encode())]), 0, NOT),
        ],
    ),
    *cases(
        "csv",
        [
            ("an xlsx called csv", xlsx, 2),
            ("an ods called csv", lambda: ods([("所属", "行動指針を知っていますか。"), ("010", "はい")]), 1),
        ],
    ),
]
POLYGLOTS = cases(
    "xlsx",
    [
        ("a pdf and a workbook", lambda: b"%PDF-1.7\n" + xlsx(), 0, NOT),
        ("a picture and a workbook", lambda: b"GIF89a" + xlsx(), 0, NOT),
        ("a table and a workbook", lambda: GOOD.encode() + xlsx(), 0, Kind.UNKNOWN_ENCODING),
        ("a zip mark and a table", b"PK\x03\x04" + GOOD.encode(), 0, Kind.DAMAGED),
        ("a workbook and a page", lambda: xlsx() + PAGE, 0, Kind.DAMAGED),
        ("a workbook that is a Word file too", lambda: zipped([*members(), ("word/document.xml", b"<x/>")]), 2),
    ],
)
STRANGERS: list[Case] = [*BINARIES, *WRITTEN, *NAMED, *POLYGLOTS]
