"""Formats beside CSV and XLSX: SPSS, XLSB, pages saved as .xls, XML spreadsheets, a first line that names the delimiter."""

from datetime import date
from html import escape
from pathlib import Path

import pytest

from intake import block
from intake.mapping import Role
from intake.problems import Kind
from intake.sandbox import read_file
from intake.spss import open_spss
from intake.task import Limits, Outcome
from tests.intake.binaries import sav, xlsb
from tests.intake.office import ACTS, HOW, KNOWS, Rows, csv_text, read, task

ROWS: Rows = [["所属", KNOWS.text.ja, ACTS.text.ja], ["総務局", "はい", 5], ["財務局", "いいえ", 1], ["総務局", "", 4]]


def answers(outcome: Outcome) -> dict[str, list[int]]:
    assert outcome.block is not None, outcome.problems
    kept = block.responses(outcome.block)
    return {key: sorted(codes.tolist()) for key, codes in kept.answers.items()}


def test_xlsb(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsb"
    path.write_bytes(xlsb(ROWS))
    outcome = read(path, "", KNOWS, ACTS)
    assert (outcome.format, outcome.sheet, outcome.rows) == ("xlsb", "回答", 3)
    assert answers(outcome) == {"q1": [0, 1, 2], "q2": [1, 4, 5]}


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932", "utf-16"])
def test_a_line_that_names_the_delimiter(tmp_path: Path, mark: str, encoding: str) -> None:
    """It is no row: Excel does not show it, so the heading stands in row 1."""
    path = tmp_path / "a.csv"
    path.write_bytes(
        (f"sep={mark}\r\n" + csv_text([["所属", "意見,感想; 等", KNOWS.text.ja], ["010", "x", "はい"]], mark)).encode(
            encoding
        )
    )
    outcome = read(path, "", KNOWS)
    assert (outcome.delimiter, outcome.header_row, outcome.rows) == (mark, 1, 1)
    assert answers(outcome) == {"q1": [1]}


def page(rows: Rows, charset: str = "utf-8") -> str:
    lines = "".join("<tr>" + "".join(f"<td>{escape(str(c))}</td>" for c in row) + "</tr>" for row in rows)
    return f'<html><head><meta charset="{charset}"><style>td {{}}</style></head><body><table border=1>{lines}</table></body></html>'


@pytest.mark.parametrize(("charset", "encoding"), [("utf-8", "utf-8"), ("Shift_JIS", "cp932"), ("euc-jp", "euc_jp")])
def test_a_page_named_xls(tmp_path: Path, charset: str, encoding: str) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(page(ROWS, charset).encode(encoding))
    outcome = read(path, "", KNOWS, ACTS)
    assert (outcome.format, outcome.encoding, outcome.rows) == ("html", encoding, 3)
    assert answers(outcome) == {"q1": [0, 1, 2], "q2": [1, 4, 5]}


def test_cells_of_a_page_that_span_others(tmp_path: Path) -> None:
    text = (
        "<table><tr><th colspan=2>回答一覧</th></tr><tr><th>所属<th>" + KNOWS.text.ja + "</tr>"
        "<tr><td rowspan=2>010</td><td>は<b>い</b></td></tr><tr><td>いいえ</td></tr>"
        "<tr><td>020</td><td>はい<script>alert(1)</script></td></tr></table>"
    )
    path = tmp_path / "a.xls"
    path.write_text(text, encoding="utf-8")
    outcome = read(path, "", KNOWS, keep_good_rows=True)
    assert (outcome.header_row, outcome.rows, outcome.by_unit) == (2, 3, {"010": 1, "020": 1})


def test_the_largest_of_several_tables_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text(page([["作成日", "2025-04-01"], ["担当", "人事課"]]) + page(ROWS), encoding="utf-8")
    outcome = read(path, "", KNOWS, ACTS)
    assert (outcome.sheet, outcome.sheets, outcome.rows) == ("2", ("1", "2"), 3)


def test_an_xml_spreadsheet(tmp_path: Path) -> None:
    cell = '<Cell{}><Data ss:Type="String">{}</Data></Cell>'
    rows = "".join(
        "<Row>"
        + "".join(cell.format("", escape(str(c))) for c in row[:1])
        + cell.format(' ss:Index="3"', escape(str(row[1])))
        + "</Row>"
        for row in ROWS
    )
    path = tmp_path / "a.xls"
    path.write_text(
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><ss:Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<ss:Worksheet ss:Name="x"><ss:Table>{rows}</ss:Table></ss:Worksheet></ss:Workbook>'.replace("<Row", "<ss:Row").replace("</Row", "</ss:Row"),
        encoding="utf-8",
    )  # fmt: skip
    outcome = read(path, "", KNOWS)
    assert [column.number for column in outcome.columns] == [1, 3]
    assert answers(outcome) == {"q1": [0, 1, 2]}


@pytest.mark.parametrize(
    "text", ["<html><p>x</p></html>", "<html><table><tr><td>1</td></tr></table></html>", "<?xml version='1.0'?><a/>"]
)
def test_a_page_without_a_table(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.xls"
    path.write_text(text, encoding="utf-8")
    assert [p.kind for p in read(path, "", KNOWS).problems] == [Kind.NOT_A_TABLE]


def spss(folder: Path) -> Path:
    return sav(
        folder / "a.sav",
        {
            "RespID": [11.0, 12.0, 13.0, 14.0, 15.0],
            "unit": ["総務局", "財務局", "総務局", "総務局", "010"],
            "v1": [1.0, 2.0, 99.0, 98.0, None],
            "v2": [1.0, 5.0, 2.0, 9.0, None],
            "day": [date(2025, 4, 1)] * 5,
            "mail": ["a@example.jp"] * 5,
            "v3_1": [1.0, 0.0, 1.0, 0.0, 0.0],
            "v3_2": [0.0, 1.0, 1.0, 0.0, 0.0],
        },
        {"RespID": "Response ID", "unit": "所属", "v1": f"Q1 {KNOWS.text.ja}", "v2": ACTS.text.ja, "day": "回答日", "mail": "メール",
         "v3_1": f"{HOW.text.ja}：研修", "v3_2": f"{HOW.text.ja}：掲示、回覧"},
        variable_value_labels={
            "v1": {1: "はい", 2: "いいえ", 98: "わからない", 99: "無回答"},
            "v2": {1: "そう思う", 5: "そう思わない", 9: "答える気がない"},
            "v3_1": {0: "いいえ", 1: "はい"},
            "v3_2": {0: "いいえ", 1: "はい"},
        },
        missing_ranges={"v1": [{"lo": 98, "hi": 99}], "v2": [9]},
    )  # fmt: skip


def test_spss(tmp_path: Path) -> None:
    """Labels are questions and answers; 99 is told as no answer, 98 as not knowing; 9, declared missing, is nothing."""
    outcome = read(spss(tmp_path), "", KNOWS, ACTS, HOW)
    assert (outcome.format, outcome.header_rows, outcome.rows) == ("sav", 1, 5)
    assert [column.role for column in outcome.columns] == [
        *(Role.ID, Role.UNIT, Role.ITEM, Role.ITEM, Role.DATE, Role.PERSON, Role.OPTION, Role.OPTION),
    ]
    assert answers(outcome) == {"q1": [0, 0, 1, 2, 9], "q2": [0, 0, 1, 4, 5], "q3": [0, 0, 1, 2, 3]}
    assert [(p.found, p.count) for p in outcome.problems if p.kind is Kind.NO_ANSWER_WORDS] == [("無回答 (1)", 1)]


def test_spss_in_the_child(tmp_path: Path) -> None:
    here, there = read(spss(tmp_path), "", KNOWS, ACTS, HOW), read_file(task(spss(tmp_path), "", KNOWS, ACTS, HOW))
    assert there.content == here.content != ""


DAY = 86_400.0
APRIL_2025 = (date(2025, 4, 1) - date(1582, 10, 14)).days * DAY


@pytest.mark.parametrize(
    ("shape", "seconds", "text"),
    [
        ("ADATE10", APRIL_2025, "2025-04-01"),
        ("QYR8", APRIL_2025, "2025-04-01"),
        ("DATETIME20", APRIL_2025 + 3_661, "2025-04-01 01:01:01"),
        ("TIME8", 3_661.0, "01:01:01"),
        ("F8.0", 3_661.0, "3661"),
        ("ADATE10", 1e14, "100000000000000"),  # three million years from now: a slip of the keyboard, no date
    ],
)
def test_dates_of_an_spss_file(tmp_path: Path, shape: str, seconds: float, text: str) -> None:
    path = sav(tmp_path / "a.sav", {"at": [seconds]}, {"at": "回答日"}, variable_format={"at": shape})
    assert open_spss(path, Limits()).head()[1] == [text]


def test_a_broken_spss_file(tmp_path: Path) -> None:
    path = tmp_path / "a.sav"
    path.write_bytes(spss(tmp_path).read_bytes()[:700])
    assert [p.kind for p in read(path, "", KNOWS).problems] == [Kind.DAMAGED]
