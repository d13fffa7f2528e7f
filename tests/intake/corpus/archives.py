"""Archives built to hurt whoever unpacks them."""

import io
import struct
import zipfile

from intake.problems import Kind
from tests.intake.corpus.making import (
    BOOK,
    GOOD,
    RELS,
    SHEET,
    STRINGS,
    STYLES,
    TYPES,
    Case,
    cases,
    changed,
    members,
    ods,
    put,
    rows_of,
    without,
    xlsx,
    zipped,
)

BIG = b"\0" * 20_000_000
NAMES, SIZE, METHOD, DAMAGED, DOCTYPE = (
    Kind.ARCHIVE_NAMES,
    Kind.ARCHIVE_SIZE,
    Kind.ARCHIVE_METHOD,
    Kind.DAMAGED,
    Kind.ARCHIVE_DOCTYPE,
)
LAUGHS = b'<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
FETCHED = b'<!DOCTYPE w SYSTEM "http://192.0.2.1/w.dtd">'
XML = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def beside(*more: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A good workbook with other members beside its own."""
    return zipped([*members(), *more], method)


def patched(old: bytes, new: bytes, data: bytes | None = None) -> bytes:
    """An archive whose own bytes are changed, in its directory too."""
    before = data or xlsx()
    assert old in before, old
    return before.replace(old, new)


def marked(flag: int, method: int | None = None) -> bytes:
    """A workbook whose members say they are packed otherwise than they are."""
    data = bytearray(xlsx())
    for start, flags, packed in ((b"PK\x03\x04", 6, 8), (b"PK\x01\x02", 8, 10)):
        at = data.find(start)
        while at >= 0:
            data[at + flags] |= flag
            if method is not None:
                data[at + packed : at + packed + 2] = struct.pack("<H", method)
            at = data.find(start, at + 4)
    return bytes(data)


def lying(true: int, told: int) -> bytes:
    """An archive in which a size is told wrongly everywhere."""
    return patched(struct.pack("<I", true), struct.pack("<I", told), beside(("xl/media/0", b"\0" * true)))


def overlapping() -> bytes:
    """Many names for the same packed bytes."""
    data = bytearray(zipped([("xl/media/00", b"\0" * 1_000_000), *members()]))
    at = data.find(b"PK\x01\x02")
    entry = bytes(data[at : data.find(b"PK\x01\x02", at + 4)])
    copies = b"".join(entry.replace(b"media/00", b"media/%02d" % n) for n in range(1, 60))
    end = data.find(b"PK\x05\x06")
    count, size = struct.unpack("<HI", data[end + 10 : end + 16])
    data[end + 8 : end + 16] = struct.pack("<HHI", count + 59, count + 59, size + len(copies))
    return bytes(data[:end] + copies + data[end:])


def nested(depth: int) -> bytes:
    data = b"\0" * 5_000_000
    for level in range(depth):
        data = zipped([(f"{level}.zip", data)])
    return data


def streamed() -> bytes:
    """A workbook written without looking back: its members tell their sizes behind their bytes."""

    class OneWay(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    out = OneWay()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in members():
            book.writestr(name, data)
    return out.getvalue()


def wide(part: str) -> bytes:
    """A workbook one of whose parts is in UTF-16, where a search for bytes finds nothing."""
    text = dict(members())[part].decode().replace("UTF-8", "UTF-16")
    text = text.replace("?>", '?><!DOCTYPE w [<!ENTITY a "aaaa">]>', 1)
    return put(part, text.encode("utf-16"))


def start(part: str, doctype: bytes) -> bytes:
    """A workbook one of whose parts has a document type."""
    return put(part, dict(members())[part].replace(b"?>", b"?>" + doctype, 1))


SHAPES = cases(
    "xlsx",
    [
        ("an ordinary workbook", xlsx, 2),
        ("a workbook stored unpacked", lambda: zipped(members(), zipfile.ZIP_STORED), 2),
        ("a workbook written one way", streamed, 2),
        ("too well packed", lambda: beside(("xl/media/0", BIG)), 0, SIZE),
        ("a bomb in two thousand parts", lambda: beside(*((f"m/{n}", b"\0" * 200_000) for n in range(1_980))), 0, SIZE),
        ("a bomb in a bomb", lambda: beside(("xl/media/0.zip", nested(4))), 2),
        ("a bomb beside the table", lambda: beside(("0.zip", nested(1))), 2),
        ("many names for the same bytes", overlapping, 0, SIZE),
        ("too many members", lambda: beside(*((f"m/{n}", b"") for n in range(2_001))), 0, Kind.ARCHIVE_MEMBERS),
        ("a name twice", lambda: beside((SHEET, b"<x/>")), 0, NAMES),
        ("a name twice but for its case", lambda: beside((SHEET.upper(), b"<x/>")), 0, NAMES),
        ("a name twice but for its slashes", lambda: beside((SHEET.replace("/", "\\"), b"<x/>")), 0, NAMES),
        ("a name that leads outside", lambda: beside(("../../evil", b"x")), 0, NAMES),
        ("a name that leads outside by backslashes", lambda: beside(("..\\..\\evil", b"x")), 0, NAMES),
        ("a name that leads outside half-way", lambda: beside(("xl/../../evil", b"x")), 0, NAMES),
        ("an absolute name", lambda: beside(("/etc/evil", b"x")), 0, NAMES),
        ("a name on another drive", lambda: beside(("C:\\evil", b"x")), 0, NAMES),
        ("a name of ten thousand letters", lambda: beside(("x" * 10_000, b"x")), 2),
        ("a name with a line end", lambda: beside(("a\nb", b"x")), 2),
        ("an encrypted member", lambda: marked(0x1), 0, Kind.ENCRYPTED),
        ("members of the strong encryption", lambda: marked(0x41), 0, Kind.ENCRYPTED),
        ("lzma", lambda: zipped(members(), zipfile.ZIP_LZMA), 0, METHOD),
        ("bzip2", lambda: zipped(members(), zipfile.ZIP_BZIP2), 0, METHOD),
        ("deflate64", lambda: marked(0, 9), 0, METHOD),
        ("an encryption of another tool", lambda: marked(0, 99), 0, METHOD),
        ("a size told too small", lambda: lying(20_000_000, 20), 0, DAMAGED),
        ("a size told too large", lambda: lying(20_000_000, 0xFFFFFFF0), 0, SIZE),
        (
            "a check sum that does not hold",
            lambda: patched(b"<sheetData>", b"<sheetDatA>", zipped(members(), 0)),
            0,
            DAMAGED,
        ),
        ("a directory cut off", lambda: xlsx()[:-40], 0, DAMAGED),
        ("half a workbook", lambda: xlsx()[:3_000], 0, DAMAGED),
        ("nothing but a zip mark", b"PK\x03\x04", 0, DAMAGED),
        ("an empty archive", lambda: zipped([]), 0, Kind.NOT_A_TABLE),
        ("bytes before the archive", lambda: b"\0" * 64 + xlsx(), 0, Kind.UNKNOWN_ENCODING),
        ("a comment of sixty thousand bytes", lambda: xlsx()[:-2] + struct.pack("<H", 60_000) + b"x" * 60_000, 2),
    ],
)
XMLS = cases(
    "xlsx",
    [
        *(
            (f"a document type in {part}", lambda part=part: start(part, LAUGHS), 0, DOCTYPE)
            for part in (SHEET, BOOK, STRINGS, STYLES, RELS, TYPES)
        ),
        ("an entity from a file", lambda: start(SHEET, OUTSIDE), 0, DOCTYPE),
        ("a document type from elsewhere", lambda: start(STRINGS, FETCHED), 0, DOCTYPE),
        ("a document type in small letters", lambda: start(SHEET, LAUGHS.lower()), 0, DOCTYPE),
        ("a document type far down", lambda: start(SHEET, b"<!--" + b"x" * 3_000_000 + b"-->" + LAUGHS), 0, SIZE),
        ("a document type in utf-16", lambda: wide(SHEET), 0, DOCTYPE),
        ("a document type in strings of utf-16", lambda: wide(STRINGS), 0, DOCTYPE),
        (
            "a document type in an ods",
            lambda: changed("content.xml", b"?>", b"?>" + LAUGHS, ods(rows_of(GOOD))),
            0,
            DOCTYPE,
        ),
        (
            "something included",
            lambda: changed(
                SHEET,
                b"<sheetData>",
                b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/><sheetData>',
            ),
            2,
        ),
        (
            "a part to be transformed",
            lambda: changed(SHEET, b"?>", b'?><?xml-stylesheet href="http://192.0.2.1/x.xsl"?>'),
            2,
        ),
        ("xml that is not well-formed", lambda: changed(SHEET, b"</sheetData>", b"</sheetDate>"), 0, DAMAGED),
        ("xml cut off", lambda: put(SHEET, dict(members())[SHEET][:400]), 0, DAMAGED),
        (
            "xml fifty thousand deep",
            lambda: changed(SHEET, b"<sheetData>", b"<a>" * 50_000 + b"</a>" * 50_000 + b"<sheetData>"),
            2,
        ),
        ("no sheet", lambda: without(SHEET), 0, DAMAGED),
        ("no workbook", lambda: without(BOOK), 0, DAMAGED),
        ("no shared strings", lambda: without(STRINGS), 0, DAMAGED),
        ("no relations", lambda: without(RELS), 0, DAMAGED),
        ("no styles", lambda: without(STYLES), 2),
        (
            "a sheet that lies outside",
            lambda: changed(RELS, b"worksheets/sheet1.xml", b"../../../etc/passwd"),
            0,
            DAMAGED,
        ),
        (
            "a sheet on another machine",
            lambda: changed(RELS, b"worksheets/sheet1.xml", b"http://192.0.2.1/sheet1.xml"),
            0,
            DAMAGED,
        ),
    ],
)
ARCHIVES: list[Case] = [*SHAPES, *XMLS]
