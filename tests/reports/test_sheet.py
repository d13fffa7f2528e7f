"""A list handed out holds what it was given, and no cell of it can run as a formula."""

import csv
import io
import zipfile

import pytest
import python_calamine

from reports.sheet import Cell, Sheet, as_csv, as_xlsx

STARTS = ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"]


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("start", STARTS)
def test_a_cell_that_a_spreadsheet_would_run_is_tamed_in_csv(start: str) -> None:
    assert rows_of(as_csv(Sheet("x", ("内容",), [[f"{start}1+1"]]))) == [["内容"], [f"'{start}1+1"]]


def test_numbers_stay_numbers_and_nothing_stays_empty() -> None:
    assert rows_of(as_csv(Sheet("x", ("a", "b", "c"), [[-3, 0.5, None]]))) == [["a", "b", "c"], ["-3", "0.5", ""]]


def test_the_workbook_reads_back_as_it_was_and_has_no_formula() -> None:
    told: list[list[Cell]] = [[f"{start}1+1", place] for place, start in enumerate(STARTS)]
    told.append(["http://example.invalid/", None])
    data = as_xlsx(Sheet("確認事項", ("内容", "数"), told))
    read = python_calamine.load_workbook(io.BytesIO(data)).get_sheet_by_name("確認事項").to_python()
    plain = [[str(cell).replace("\r", "\n") for cell in row[:1]] for row in read]
    assert plain == [["内容"], *([str(row[0]).replace("\r", "\n")] for row in told)]
    assert [row[1] for row in read[1:]] == [*map(float, range(len(STARTS))), ""]
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
