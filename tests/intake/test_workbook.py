"""Spreadsheets: cells keep their meaning, tables their place, and of several sheets the one with the table is read."""

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from intake import block
from intake.mapping import Role
from intake.problems import Kind
from intake.table import Cells, Form, Heading, Layout
from intake.workbook import open_workbook
from tests.intake.office import FORMATS, HOW, KNOWS, Cell, Rows, read, share_item, write

SHEETS = [suffix for suffix in FORMATS if suffix != "csv"]


@pytest.mark.parametrize("suffix", SHEETS)
@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("はい", "はい"),
        ("010", "010"),
        (12, "12"),
        (0.75, "0.75"),
        (-3.5, "-3.5"),
        (12345678901, "12345678901"),
        (date(2025, 4, 1), "2025-04-01"),
        ("a\nb", "a\nb"),
        ("髙①㈱～", "髙①㈱～"),
        ("", ""),
    ],
)
def test_cells_as_text(tmp_path: Path, suffix: str, cell: Cell, text: str) -> None:
    found = open_workbook(write(tmp_path, [["x", "y"], [cell, "end"]], suffix), suffix, None).head()[1][0]
    assert found.removesuffix(" 00:00:00") == text


def test_moments_times_and_truth(tmp_path: Path) -> None:
    path = tmp_path / "typed.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        moment, clock = book.add_format({"num_format": "yyyy/m/d h:mm:ss"}), book.add_format({"num_format": "h:mm"})
        sheet.write_datetime(0, 0, datetime(2025, 4, 1, 9, 30), moment)
        sheet.write_datetime(0, 1, time(9, 30), clock)
        sheet.write_boolean(0, 2, True)
        sheet.write_formula(0, 3, "=1+1", None, 2)
        sheet.write_formula(0, 4, "=1/0", None, "#DIV/0!")
    assert open_workbook(path, "xlsx", None).head() == [["2025-04-01 09:30:00", "09:30:00", "TRUE", "2", ""]]


@pytest.mark.parametrize("suffix", SHEETS)
def test_rows_and_columns_are_those_of_the_sheet(tmp_path: Path, suffix: str) -> None:
    """A table that begins in B3 keeps its numbers."""
    book = open_workbook(write(tmp_path, [[], [], ["", "部署", "設問"], ["", "010", "はい"]], suffix), suffix, None)
    assert book.head()[2][1:] == ["部署", "設問"]
    body = book.body(Layout(3, 1, tuple(Heading(n, "h") for n in (1, 2, 3))), {2: Form.LABELS, 3: Form.LABELS})
    assert [kept.labels for kept in body.columns.values() if isinstance(kept, Cells)] == [("010",), ("はい",)]


def shelf(folder: Path, **sheets: list[list[str]]) -> Path:
    """A workbook with the sheets; those named `hidden…` are."""
    path = folder / "shelf.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            if name.startswith("hidden"):
                sheet.hide()
            for row, cells in enumerate(rows):
                sheet.write_row(row, 0, cells)
    return path


TABLE = [["所属", KNOWS.text.ja], ["010", "はい"]]


def test_the_sheet_with_the_table_is_read_and_the_others_named(tmp_path: Path) -> None:
    outcome = read(shelf(tmp_path, cover=[["回答の集計"]], data=TABLE, codes=[["1", "はい"]] * 20), "", KNOWS)
    assert (outcome.sheet, outcome.rows_stored) == ("data", 1)
    assert [(p.kind, p.found, p.expected) for p in outcome.problems] == [(Kind.OTHER_SHEETS, "data", "cover, codes")]


def test_hidden_sheets_are_read_only_when_named(tmp_path: Path) -> None:
    path = shelf(tmp_path, cover=[["回答"]], hidden=TABLE)
    assert read(path, "", KNOWS).sheet == "cover"
    assert read(path, 'sheet = "hidden"', KNOWS).rows_stored == 1


def test_a_sheet_that_is_named_is_read_without_remarks(tmp_path: Path) -> None:
    outcome = read(shelf(tmp_path, a=TABLE, b=[*TABLE, ["020", "いいえ"]]), 'sheet = "b"', KNOWS)
    assert (outcome.rows_stored, outcome.problems) == (2, ())


def test_percent_cells_keep_their_meaning(tmp_path: Path) -> None:
    """What the sheet shows as 75 % it holds as 0.75."""
    path = tmp_path / "percent.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, percent = book.add_worksheet(), book.add_format({"num_format": "0%"})
        sheet.write_row(0, 0, ["所属", "Aware"])
        for row, (code, share) in enumerate([("010", 0.75), ("020", 0.5)], 1):
            sheet.write(row, 0, code)
            sheet.write_number(row, 1, share, percent)
    outcome = read(path, 'kind = "totals"', share_item("aware", "Aware"))
    assert (outcome.rows_stored, outcome.problems) == (2, ())


def made(folder: Path, rows: Rows, dress: Callable[[xlsxwriter.Workbook, Any], None]) -> Path:
    """An XLSX with the rows, and then whatever `dress` does to its sheet."""
    path = folder / "dressed.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("回答")
        for row, cells in enumerate(rows):
            sheet.write_row(row, 0, cells)
        dress(book, sheet)
    return path


ASKED: Rows = [["所属", KNOWS.text.ja], ["総務局", "はい"], ["", "いいえ"], ["", "はい"], ["財務局", "はい"]]


def test_a_unit_merged_over_several_rows_is_the_unit_of_all(tmp_path: Path) -> None:
    path = made(tmp_path, ASKED, lambda _, sheet: sheet.merge_range(1, 0, 3, 0, "総務局"))
    assert read(path, "", KNOWS).by_unit == {"010": 3, "020": 1}


def test_a_title_merged_above_and_headings_merged_over_columns(tmp_path: Path) -> None:
    rows: Rows = [
        ["職員意識調査", "", ""],
        ["所属", HOW.text.ja, ""],
        ["", "研修", "掲示、回覧"],
        ["010", "○", ""],
        ["020", "", "○"],
    ]

    def dress(_: xlsxwriter.Workbook, sheet: Any) -> None:
        sheet.merge_range(0, 0, 0, 2, "職員意識調査")
        sheet.merge_range(1, 1, 1, 2, HOW.text.ja)
        sheet.merge_range(1, 0, 2, 0, "所属")

    outcome = read(made(tmp_path, rows, dress), "", KNOWS, HOW)
    assert (outcome.header_row, outcome.header_rows, outcome.by_unit) == (3, 2, {"010": 1, "020": 1})
    assert [(c.role, c.option) for c in outcome.columns[1:]] == [(Role.OPTION, 1), (Role.OPTION, 2)]


def test_hidden_columns_and_rows_are_told(tmp_path: Path) -> None:
    def dress(_: xlsxwriter.Workbook, sheet: Any) -> None:
        sheet.set_column(1, 1, None, None, {"hidden": True})
        sheet.set_row(2, None, None, {"hidden": True})

    rows = [[unit or "総務局", answer] for unit, answer in ASKED]
    outcome = read(made(tmp_path, rows, dress), "", KNOWS)
    assert [p.found for p in outcome.problems if p.kind is Kind.HIDDEN_CELLS] == ["B, 3"]
    assert outcome.rows_stored == 4


@pytest.mark.parametrize(("style", "shares"), [("0%", {1.0, 0.0}), ("0.0%", {1.0, 0.0}), ("General", None)])
def test_1_shown_as_100_percent_is_all(tmp_path: Path, style: str, shares: set[float] | None) -> None:
    """Where nothing but 0 and 1 stands in a column, only the format tells percents of one from one percent."""
    item = share_item("B01", "B01")

    def dress(book: xlsxwriter.Workbook, sheet: Any) -> None:
        shown = book.add_format({"num_format": style})
        for row, share in ((1, 1), (2, 0)):
            sheet.write_number(row, 1, share, shown)

    outcome = read(made(tmp_path, [["部署", "B01"], ["010", ""], ["020", ""]], dress), 'kind = "totals"', item)
    if shares is None:
        assert Kind.AMBIGUOUS_SCALE in {p.kind for p in outcome.problems}
    else:
        assert outcome.block is not None, outcome.problems
        assert {row.share for row in block.totals(outcome.block).rows} == shares


def test_tables_one_below_another(tmp_path: Path) -> None:
    """The same table again is read on; another one is left aside from its heading on."""
    head, other = ["所属", KNOWS.text.ja], ["部署", "集計対象数"]
    rows: Rows = [head, ["010", "はい"], ["", ""], head, ["020", "いいえ"], ["", ""], other, ["010", "30"]]
    outcome = read(write(tmp_path, rows, "xlsx"), "", KNOWS)
    assert outcome.by_unit == {"010": 1, "020": 1}
    assert [(p.found, p.expected) for p in outcome.problems if p.kind is Kind.OTHER_TABLES] == [("7", "5")]
