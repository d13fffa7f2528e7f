"""Text files: encodings, marks, delimiters, line ends, quotes, odd rows, odd cells."""

from intake.problems import Kind
from tests.intake.corpus.making import ASKED, GOOD, HEAD, TWO, UNIT, Case, cases

LATIN = "unit,Do you know the guideline?,remark\r\n010,Yes,{}\r\n020,No,\r\n"
BYTES = GOOD.encode()
VENDOR = "所属,行動指針を知っていますか。,備考\r\n010,はい,髙橋①㈱～\r\n"
CODES = Kind.UNKNOWN_ENCODING

ENCODINGS = cases(
    "csv",
    [
        ("utf-8", GOOD, 2),
        ("utf-8 with its mark", b"\xef\xbb\xbf" + BYTES, 2),
        ("cp932", GOOD.encode("cp932"), 2),
        ("euc-jp", GOOD.encode("euc_jp"), 2),
        ("iso-2022-jp", GOOD.encode("iso2022_jp"), 2),
        ("utf-16-le with its mark", b"\xff\xfe" + GOOD.encode("utf-16-le"), 2),
        ("utf-16-be with its mark", b"\xfe\xff" + GOOD.encode("utf-16-be"), 2),
        ("utf-16-le without a mark", GOOD.encode("utf-16-le"), 2),
        ("utf-16-be without a mark", GOOD.encode("utf-16-be"), 2),
        ("utf-16 cut in a character", (b"\xff\xfe" + GOOD.encode("utf-16-le"))[:-1], 0, CODES),
        ("utf-16 with half a pair", b"\xff\xfe" + GOOD.encode("utf-16-le") + b"\x00\xd8", 0, CODES),
        ("utf-32", GOOD.encode("utf-32"), 0, CODES),
        ("utf-7", GOOD.encode("utf-7"), 0, Kind.MISSING_COLUMN),
        ("ebcdic", LATIN.encode("cp500"), 0, CODES),
        ("gb18030", (GOOD + "010,简体中文测试文字内容\r\n" * 5).encode("gb18030"), 0, CODES),
        ("half utf-8, half cp932", BYTES + "010,はい\r\n".encode("cp932"), 0, CODES),
        ("half cp932, half utf-8", GOOD.encode("cp932") + "011,はい、髙\r\n".encode(), 0, CODES),
        ("half euc-jp, half cp932", GOOD.encode("euc_jp") + "010,表示\r\n".encode("cp932"), 0, CODES),
        ("utf-8 cut in a character", BYTES[:-4], 0, CODES),
        ("cp932 cut in a character", GOOD.encode("cp932")[:-3], 0, CODES),
        ("a lone trail byte", BYTES + b"010,\x80\r\n", 0, CODES),
        ("a slash written in two bytes", BYTES + b"010,\xc0\xaf\r\n", 0, CODES),
        ("a surrogate written in three bytes", BYTES + b"010,\xed\xa0\x80\r\n", 0, CODES),
        ("beyond the last character", BYTES + b"010,\xf4\x90\x80\x80\r\n", 0, CODES),
        ("a character outside the first plane", GOOD + "010,\U0001f600\r\n", 0, Kind.UNKNOWN_OPTION),
        ("a replacement character", GOOD + "010,\ufffd\r\n", 0, Kind.UNKNOWN_OPTION),
        ("a mark in the middle", GOOD + "\ufeff010,はい\r\n", 3),
        ("two marks", "\ufeff\ufeff" + GOOD, 2),
        ("nothing but a mark", b"\xef\xbb\xbf", 0, Kind.EMPTY_FILE),
        ("nothing but a wide mark", b"\xff\xfe", 0, Kind.EMPTY_FILE),
        ("an escape that never ends", GOOD.encode("iso2022_jp") + b"010,\x1b$B\x24", 0, CODES),
        ("vendor characters in cp932", VENDOR.encode("cp932"), 1, Kind.UNUSED_COLUMN),
        ("vendor characters in utf-8", VENDOR, 1, Kind.UNUSED_COLUMN),
        ("cp1252", LATIN.format("déjà vu – “naïve”").encode("cp1252"), 2, Kind.WESTERN_GUESS, Kind.UNUSED_COLUMN),
        ("mac roman", LATIN.format("déjà vu naïve").encode("mac_roman"), 2, Kind.WESTERN_GUESS, Kind.UNUSED_COLUMN),
        ("all bytes there are", bytes(range(256)) * 64, 0, CODES),
        ("zeros", b"\0" * 4_096, 0, CODES),
        ("bytes of ones", b"\xff" * 4_096, 0, CODES),
        ("a zero in a cell", BYTES + b"010,\x00\r\n", 0, CODES),
        ("zeros after the table", BYTES + b"\0" * 512, 0, CODES),
    ],
)
DELIMITERS = cases(
    "csv",
    [
        ("tabs", GOOD.replace(",", "\t"), 2),
        ("semicolons", GOOD.replace(",", ";"), 2),
        ("bars", GOOD.replace(",", "|"), 0, Kind.MISSING_COLUMN),
        ("blanks", GOOD.replace(",", " "), 0, Kind.MISSING_COLUMN),
        ("tabs in cp932", GOOD.replace(",", "\t").encode("cp932"), 2),
        ("Excel's sep= line", "sep=;\r\n" + GOOD.replace(",", ";"), 2),
        ("line feeds", GOOD.replace("\r\n", "\n"), 2),
        ("carriage returns", GOOD.replace("\r\n", "\r"), 2),
        ("line ends of both kinds", HEAD + "010,はい\n020,いいえ\r\n", 2),
        ("no line end at the end", GOOD.rstrip(), 2),
        ("the old end of file", GOOD + "\x1a", 2),
        ("empty lines above", "\r\n\r\n" + GOOD, 2),
        ("ten thousand empty lines below", GOOD + "\r\n" * 10_000, 2),
        ("an empty line between", HEAD + "010,はい\r\n\r\n020,いいえ\r\n", 2),
        ("lines of commas alone", GOOD + ",\r\n,\r\n", 2),
        ("a comma at every end", GOOD.replace("\r\n", ",\r\n"), 2),
        ("every cell in quotes", GOOD.replace(",", '","').replace("\r\n", '"\r\n"')[:-1].join(['"', ""]), 2),
        ("single quotes", "'所属','行動指針を知っていますか。'\r\n'010','はい'\r\n", 0, Kind.MISSING_COLUMN),
        ("a line end in a heading", f'所属,"{ASKED}\n"\r\n' + TWO, 2),
        ("a quote that is never closed", HEAD + '010,"はい\r\n020,いいえ\r\n', 0, Kind.UNKNOWN_OPTION),
        ("a quote inside a cell", HEAD + '010,は"い\r\n', 0, Kind.UNKNOWN_OPTION),
        ("words behind a closing quote", HEAD + '010,"はい"x\r\n', 0, Kind.UNKNOWN_OPTION),
        ("a lone quote at the end", GOOD + '"', 2, Kind.SHORT_ROW),
        ("doubled quotes", HEAD + '010,"""はい"""\r\n', 0, Kind.UNKNOWN_OPTION),
        ("a next-line character", HEAD + "010,はい\u0085020,いいえ\r\n", 0, Kind.LONG_ROW),
        ("a line separator", HEAD + "010,はい\u2028\r\n", 1),
        ("vertical tabs", HEAD.replace("\r\n", "\x0b") + "010,はい", 0, Kind.MISSING_COLUMN),
    ],
)
ROWS = cases(
    "csv",
    [
        ("nothing", b"", 0, Kind.EMPTY_FILE),
        ("a blank", b" ", 0, Kind.EMPTY_FILE),
        ("line ends alone", b"\r\n" * 5_000, 0, Kind.EMPTY_FILE),
        ("commas alone", b",,,\r\n" * 10, 0, Kind.NO_HEADER),
        ("one letter", b"x", 0, Kind.MISSING_COLUMN),
        ("a header alone", HEAD, 0, Kind.NO_ROWS),
        ("a header without line end", HEAD.rstrip(), 0, Kind.NO_ROWS),
        ("a header and blanks", HEAD + " , \r\n", 0, Kind.NO_ROWS),
        ("no header", TWO, 0, Kind.MISSING_COLUMN),
        ("numbers alone", b"1,2,3\n4,5,6\n", 0, Kind.NO_HEADER),
        ("a short row", GOOD + "011\r\n", 3, Kind.SHORT_ROW),
        ("a long row", GOOD + "011,はい,x\r\n", 0, Kind.LONG_ROW),
        ("a long row of blanks", GOOD + "011,はい,,,\r\n", 3),
        (
            "a heading twice",
            f"{UNIT},{ASKED},{ASKED}\r\n010,はい,いいえ\r\n",
            1,
            Kind.UNUSED_COLUMN,
            Kind.SAME_QUESTION,
        ),
        ("an empty heading", f"{UNIT},,{ASKED}\r\n010,x,はい\r\n", 1, Kind.UNUSED_COLUMN),
        (
            "500 columns",
            HEAD.rstrip() + "".join(f",c{n}" for n in range(498)) + "\r\n010,はい" + "," * 498,
            1,
            Kind.UNUSED_COLUMN,
        ),
        ("501 columns", b",".join(b"c" for _ in range(501)) + b"\n1", 0, Kind.TOO_WIDE),
        ("a hundred thousand columns", b"c," * 100_000 + b"\n1", 0, Kind.TOO_WIDE),
        ("too many rows", lambda: HEAD.encode() + "010,はい\n".encode() * 1_100_001, 0, Kind.TOO_MANY_ROWS),
        (
            "a cell as long as may be",
            HEAD.replace("\r\n", ",備考\r\n") + "010,はい," + "x" * 32_767,
            1,
            Kind.UNUSED_COLUMN,
        ),
        ("a cell too long", HEAD + "010," + "x" * 32_768, 0, Kind.CELL_TOO_LONG),
        ("a line of ten million letters", b"x" * 10_000_000, 0, Kind.MISSING_COLUMN),
        (
            "a heading of ten thousand letters",
            f"{UNIT},{ASKED},{'あ' * 10_000}\r\n010,はい,\r\n",
            1,
            Kind.UNUSED_COLUMN,
        ),
    ],
)


def _unit(text: str) -> tuple[str, str, int, Kind]:
    return (f"a unit called {text[:24]!r}", f'{HEAD}010,はい\r\n"{text}",はい\r\n', 0, Kind.UNKNOWN_UNIT)


def _answer(text: str) -> tuple[str, str, int, Kind]:
    return (f"an answer of {text[:24]!r}", f'{HEAD}010,はい\r\n010,"{text}"\r\n', 0, Kind.UNKNOWN_OPTION)


def _heading(text: str) -> tuple[str, str, int, Kind]:
    return (f"a heading of {text[:24]!r}", f'{UNIT},{ASKED},"{text}"\r\n010,はい,x\r\n', 1, Kind.UNUSED_COLUMN)


CELLS = cases(
    "csv",
    [
        _unit("=1+1"),
        _unit("=cmd|' /C calc'!A0"),
        _unit("@SUM(A1:A9)"),
        _unit("<script>alert(1)</script>"),
        _unit("![x](http://192.0.2.1/x.png)"),
        _unit("{found}{0.__class__}%s%n"),
        _unit("../../../../etc/passwd"),
        _unit("'; DROP TABLE unit; --"),
        _unit("９９９"),
        _unit("1e309"),
        _unit("-" * 5_000),
        _answer('=HYPERLINK(""http://192.0.2.1"")'),
        _answer("\u202eはい\u202c"),
        _answer("\x07"),
        _answer("\x1b[31mはい"),
        _answer("は\u0308\u0308\u0308い"),
        _answer("9" * 400),
        _answer("-1"),
        ("an answer of 'NaN'", f"{HEAD}010,はい\r\n010,NaN\r\n", 2, Kind.NO_ANSWER_WORDS),
        _heading("=1+1"),
        _heading("<img src=x onerror=alert(1)>"),
        _heading("\u202eabc"),
        _heading("[x](javascript:alert(1))"),
        _heading("a\nb\nc"),
        _heading("{row}"),
        ("blanks around everything", HEAD + " 010 , はい \r\n\u3000020\u3000,いいえ\u00a0\r\n", 2),
        ("zero-width blanks", HEAD + "010,は\u200bい\r\n", 1),
        ("full-width letters", HEAD + "０１０,はい\r\n", 1),
        ("half-width kana", "部署,行動指針を知っていますか。\r\n010,ﾊｲ\r\n", 0, Kind.UNKNOWN_OPTION),
    ],
)
DAYS = cases(
    "csv",
    [
        (f"a day of {day!r}", f"完了時刻,{HEAD}{day},010,はい\r\n", 1, *kinds)
        for day, *kinds in (
            ("1900-01-00", Kind.UNREADABLE_DAY),
            ("1900-02-29", Kind.UNREADABLE_DAY),
            ("0000-00-00", Kind.UNREADABLE_DAY),
            ("9999-12-31",),
            ("99999-12-31", Kind.UNREADABLE_DAY),
            ("昨日", Kind.UNREADABLE_DAY),
            ("",),
        )
    ],
)
TEXTS: list[Case] = [*ENCODINGS, *DELIMITERS, *ROWS, *CELLS, *DAYS]
