"""Spreadsheets that are well packed: where their cells stand, what is in them, what hangs on them."""

import io
import random

import xlsxwriter

from intake.problems import Kind
from tests.intake.corpus.making import (
    ASKED,
    BOOK,
    GOOD,
    RELS,
    SHEET,
    STRINGS,
    UNIT,
    Case,
    cases,
    changed,
    members,
    ods,
    put,
    row,
    rows_of,
    sheet,
    xls,
    xlsx,
    zipped,
)

WIDE, MANY, DAMAGED = Kind.TOO_WIDE, Kind.TOO_MANY_ROWS, Kind.DAMAGED
EVERYTHING = '{}<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
RELATED = b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s"%s/></Relationships>'
HEAVY = "<f>{}</f>"


def at(cell: str, text: str = "x") -> str:
    number = "".join(sign for sign in cell if sign.isdigit()) or "1"
    return f'<row r="{number}"><c r="{cell}" t="inlineStr"><is><t>{text}</t></is></c></row>'


def answer(inside: str, kind: str = "") -> bytes:
    """A sheet whose one answer is this cell."""
    first = '<c r="A2" t="inlineStr"><is><t>010</t></is></c>'
    return sheet(f'<row r="2">{first}<c r="B2"{kind}>{inside}</c></row>')


def related(kind: bytes, target: bytes, outside: bool = True) -> bytes:
    """A workbook that refers to something."""
    mode = b' TargetMode="External"' if outside else b""
    return changed(RELS, b"</Relationships>", RELATED % (kind, target, mode))


def formulas(cached: bool) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, [UNIT, ASKED])
        page.write_formula(1, 0, '="0"&"10"', value="010" if cached else "")
        page.write_formula(1, 1, '="は"&"い"', value="はい" if cached else "")
    return out.getvalue()


def hidden(*which: str) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for how in ("hide", "very_hidden", "show"):
            page = book.add_worksheet(how)
            for number, cells in enumerate(rows_of(GOOD)):
                page.write_row(number, 0, cells)
            if how in which:
                getattr(page, how)()
        book.worksheets()[-1].activate()
    return out.getvalue()


def chart_alone() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_chartsheet()
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=Chart1!$A$1:$A$2"})
        page.set_chart(chart)
    return out.getvalue()


PLACES = cases(
    "xlsx",
    [
        ("two far cells", lambda: sheet(at("XFD1048576")), 0, WIDE),
        ("a cell too far right", lambda: sheet(at("SG2")), 0, WIDE),
        ("a row too far down", lambda: sheet(at("A2000000")), 0, MANY),
        ("a row number of thirty digits", lambda: sheet(at("A" + "9" * 30)), 0, MANY),
        ("a column of thirty letters", lambda: sheet(at("Z" * 30 + "2")), 0, WIDE),
        ("a far cell in an unnumbered row", lambda: sheet('<row><c r="XFD1048576"><v>1</v></c></row>'), 0, WIDE),
        ("a far cell behind a tab", lambda: sheet('<row r="2"><c\tr="XFD1048576"><v>1</v></c></row>'), 0, WIDE),
        ("a far cell in single quotes", lambda: sheet("<row r='2'><c r='XFD1048576'><v>1</v></c></row>"), 0, WIDE),
        ("a far cell in small letters", lambda: sheet('<row r="2"><c r="xfd1048576"><v>1</v></c></row>'), 0, WIDE),
        ("a far row in single quotes", lambda: sheet("<row r='9999999'><c r='A9999999'><v>1</v></c></row>"), 0, MANY),
        (
            "a far cell, its name written in numbers",
            lambda: sheet('<row r="2"><c r="&#88;FD1048576"><v>1</v></c></row>'),
            0,
            DAMAGED,
        ),
        (
            "a far cell with its name behind",
            lambda: sheet('<row r="2"><c t="n" r="XFD1048576"><v>1</v></c></row>'),
            0,
            WIDE,
        ),
        (
            "a far cell under a prefix",
            lambda: put(
                SHEET,
                b'<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>',
            ),
            0,
            WIDE,
        ),
        ("cells of a million rows", lambda: sheet(at("A1048576", "010")), 1),
        ("a cell in row nought", lambda: sheet(at("A0")), 0, DAMAGED),
        ("a cell without a column", lambda: sheet('<row r="2"><c r="2"><v>1</v></c></row>'), 0, DAMAGED),
        (
            "cells without names",
            lambda: sheet(
                '<row><c t="inlineStr"><is><t>010</t></is></c><c t="inlineStr"><is><t>はい</t></is></c></row>'
            ),
            1,
        ),
        (
            "a cell twice",
            lambda: sheet(
                '<row r="2"><c r="A2" t="inlineStr"><is><t>999</t></is></c><c r="A2" t="inlineStr"><is><t>010</t></is></c><c r="B2" t="inlineStr"><is><t>はい</t></is></c></row>'
            ),
            1,
        ),
        ("rows in the wrong order", lambda: sheet(row(3, "020", "いいえ") + row(2)), 2),
        ("a merge of everything", lambda: sheet(row(2), EVERYTHING), 0, WIDE),
        ("a merge of whole columns", lambda: sheet(row(2), EVERYTHING.replace("XFD", "B")), 1),
        (
            "ten thousand merges",
            lambda: sheet(
                row(2),
                "{}<mergeCells>" + "".join(f'<mergeCell ref="D{n}:E{n}"/>' for n in range(1, 10_001)) + "</mergeCells>",
            ),
            1,
        ),
        ("a size that is told wrongly", lambda: sheet(row(2), '<dimension ref="A1:XFD1048576"/>{}'), 1),
    ],
)
INSIDE = cases(
    "xlsx",
    [
        ("a formula with its result", lambda: formulas(True), 1),
        ("formulas without results", lambda: formulas(False), 0, Kind.NO_ROWS),
        ("a text as a formula's result", lambda: answer("<f>A1</f><v>はい</v>", ' t="str"'), 1),
        ("a fault as a formula's result", lambda: answer("<f>1/0</f><v>#DIV/0!</v>", ' t="e"'), 1),
        ("a formula that calls a program", lambda: answer("<f>cmd|'/C calc'!A0</f><v>はい</v>", ' t="str"'), 1),
        ("a formula of fifty thousand letters", lambda: answer(f"<f>{'1+' * 25_000}1</f><v>はい</v>", ' t="str"'), 1),
        ("a number that is none", lambda: answer("<v>NaN</v>"), 1, Kind.NO_ANSWER_WORDS),
        ("a number beyond all", lambda: answer("<v>1e400</v>"), 0, Kind.UNKNOWN_OPTION),
        ("a number of four hundred digits", lambda: answer(f"<v>{'9' * 400}</v>"), 0, Kind.UNKNOWN_OPTION),
        ("letters as a number", lambda: answer("<v>abc</v>"), 0, Kind.UNKNOWN_OPTION),
        ("a truth", lambda: answer("<v>1</v>", ' t="b"'), 1),
        ("a string that is not there", lambda: answer("<v>999</v>", ' t="s"'), 0, DAMAGED),
        ("a string of number minus one", lambda: answer("<v>-1</v>", ' t="s"'), 0, Kind.UNKNOWN_OPTION),
        ("a kind of cell nobody knows", lambda: answer("<v>はい</v>", ' t="zz"'), 0, DAMAGED),
        ("a text in pieces", lambda: answer("<is><r><t>は</t></r><r><t>い</t></r></is>", ' t="inlineStr"'), 1),
        (
            "a text with its reading",
            lambda: changed(
                STRINGS, "<t>はい</t>".encode(), "<t>はい</t><rPh sb='0' eb='2'><t>ハイ</t></rPh>".encode()
            ),
            2,
        ),
        ("control characters written out", lambda: answer("<is><t>はい_x000D_</t></is>", ' t="inlineStr"'), 1),
        (
            "a control character as an entity",
            lambda: answer("<is><t>&#7;</t></is>", ' t="inlineStr"'),
            0,
            Kind.UNKNOWN_OPTION,
        ),
        ("an entity nobody knows", lambda: answer("<is><t>&evil;</t></is>", ' t="inlineStr"'), 0, DAMAGED),
        (
            "text that is not utf-8",
            lambda: changed(SHEET, "<t>はい</t>".encode(), b"<t>\xff\xfe</t>", sheet(row(2))),
            0,
            DAMAGED,
        ),
        ("a cell too long", lambda: answer(f"<is><t>{'x' * 32_768}</t></is>", ' t="inlineStr"'), 0, Kind.CELL_TOO_LONG),
        (
            "a shared string of a million letters",
            lambda: changed(
                STRINGS, b"<t>010</t>", b"<t>" + random.Random(1).randbytes(500_000).hex().encode() + b"</t>"
            ),
            0,
            Kind.CELL_TOO_LONG,
        ),
        (
            "a hundred thousand shared strings",
            lambda: changed(
                STRINGS, b"</sst>", b"".join(b"<si><t>%d</t></si>" % n for n in range(100_000)) + b"</sst>"
            ),
            2,
        ),
        (
            "a count of strings beyond all",
            lambda: changed(STRINGS, b'uniqueCount="', b'uniqueCount="99999999999'),
            0,
            Kind.OUT_OF_LIMITS,
        ),
        ("a style nobody defined", lambda: answer("<is><t>はい</t></is>", ' s="99999" t="inlineStr"'), 1),
        ("a day before all days", lambda: xlsx(("完了時刻", UNIT, ASKED), (-1, "010", "はい")), 1, Kind.UNREADABLE_DAY),
        ("a header alone", lambda: xlsx((UNIT, ASKED)), 0, Kind.NO_ROWS),
        ("nothing", lambda: xlsx(()), 0, Kind.NO_HEADER),
        ("blanks alone", lambda: xlsx((" ",)), 0, Kind.NO_HEADER),
    ],
)
HANGING = cases(
    "xlsx",
    [
        ("macros", lambda: zipped([*members(), ("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" * 99)]), 2),
        ("a link to a workbook elsewhere", lambda: related(b"externalLink", b"http://192.0.2.1/x.xlsx"), 2),
        ("a link to a shared folder", lambda: related(b"externalLinkPath", b"file://192.0.2.1/x/y.xlsx"), 2),
        ("a template elsewhere", lambda: related(b"attachedTemplate", b"http://192.0.2.1/x.dotm"), 2),
        (
            "an exchange of data",
            lambda: zipped(
                [
                    *members(),
                    (
                        "xl/externalLinks/externalLink1.xml",
                        b'<externalLink><ddeLink ddeService="cmd" ddeTopic="/C calc"/></externalLink>',
                    ),
                ]
            ),
            2,
        ),
        (
            "a connection to a database",
            lambda: zipped(
                [
                    *members(),
                    (
                        "xl/connections.xml",
                        b'<connections><connection id="1" type="4" url="http://192.0.2.1"/></connections>',
                    ),
                ]
            ),
            2,
        ),
        (
            "an embedded file",
            lambda: zipped([*members(), ("xl/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0" * 99)]),
            2,
        ),
        ("a picture from elsewhere", lambda: related(b"image", b"http://192.0.2.1/x.png"), 2),
        (
            "a name that runs by itself",
            lambda: changed(
                BOOK,
                b"</sheets>",
                b'</sheets><definedNames><definedName name="_xlnm.Auto_Open">cmd</definedName></definedNames>',
            ),
            2,
        ),
        ("two equal sheets", lambda: xlsx(sheets=("一", "二")), 2, Kind.OTHER_SHEETS),
        ("two hundred sheets", lambda: xlsx(sheets=tuple(f"S{n}" for n in range(200))), 2, Kind.OTHER_SHEETS),
        ("a sheet called <script>", lambda: xlsx(sheets=("<script>", "{row}")), 2, Kind.OTHER_SHEETS),
        ("two hidden sheets", lambda: hidden("hide", "very_hidden"), 2),
        ("a chart and no sheet", chart_alone, 0, Kind.NO_HEADER),
    ],
)
OTHERS = [
    *cases(
        "ods",
        [
            ("an ods", lambda: ods(rows_of(GOOD)), 2),
            ("a million empty rows below", lambda: ods(rows_of(GOOD), more=1_048_573), 2),
            ("a cell repeated everywhere", lambda: ods([("x",)], (1_048_576, 16_384)), 0, DAMAGED),
            ("a row a million times", lambda: ods([("x", "y")], (1_048_576, 1)), 0, Kind.MISSING_COLUMN),
            ("a cell sixteen thousand times", lambda: ods(rows_of(GOOD), (1, 16_384)), 0, WIDE),
            (
                "an ods without a table",
                lambda: changed("content.xml", b"table:table-row", b"table:table-rov", ods(rows_of(GOOD))),
                0,
                Kind.NO_HEADER,
            ),
            ("half an ods", lambda: ods(rows_of(GOOD))[:1_500], 0, DAMAGED),
            (
                "an encrypted ods",
                lambda: changed(
                    "META-INF/manifest.xml",
                    b"</manifest:manifest>",
                    b'<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>',
                    ods(rows_of(GOOD)),
                ),
                0,
                Kind.ENCRYPTED,
            ),
        ],
    ),
    *cases(
        "xls",
        [
            ("a fault in every cell of an xls", lambda: xls((UNIT, ASKED), ("#REF!", "#N/A")), 0, Kind.UNKNOWN_UNIT),
            (
                "an xls of 256 columns",
                lambda: xls((UNIT, ASKED, *("c",) * 254), ("010", "はい")),
                1,
                Kind.UNUSED_COLUMN,
            ),
            (
                "an xls with a name that is a formula",
                lambda: xls((UNIT, ASKED), ("=1+1", "はい")),
                0,
                Kind.UNKNOWN_UNIT,
            ),
        ],
    ),
]
SHEETS: list[Case] = [*PLACES, *INSIDE, *HANGING, *OTHERS]
