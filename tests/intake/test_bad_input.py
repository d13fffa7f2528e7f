"""A bad file of each format: the problem in words with the row of the spreadsheet, and nothing stored."""

from pathlib import Path

import pytest

from intake.problems import Kind, Severity
from intake.sandbox import read_file
from tests.intake.office import FORMATS, KNOWS, Cell, read, share_item, task, write
from text.lookup import LANGUAGES, say

HEAD = ["部署コード", "行動指針を知っていますか。", "行動が変わりましたか。"]
GOOD = ["010", "はい", "そう思う"]
Row = list[Cell]


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(
    ("bad", "kind", "column", "found"),
    [
        (["099", "はい", "そう思う"], Kind.UNKNOWN_UNIT, HEAD[0], "099"),
        (["", "はい", "そう思う"], Kind.NO_UNIT, HEAD[0], None),
        (["企画課", "はい", "そう思う"], Kind.AMBIGUOUS_UNIT, HEAD[0], "企画課"),
        (["010", "たぶん", "そう思う"], Kind.UNKNOWN_OPTION, HEAD[1], "たぶん"),
        (["010", "はい", 7], Kind.UNKNOWN_OPTION, HEAD[2], "7"),
    ],
)
def test_a_row_at_fault(tmp_path: Path, suffix: str, bad: Row, kind: Kind, column: str, found: str | None) -> None:
    """A title, an empty row, the header in row 3, a good row 4, the bad one in row 5, a good one in row 6."""
    path = write(tmp_path, [["回答一覧"], [], HEAD, GOOD, bad, GOOD], suffix)
    outcome = read(path)
    problem = outcome.problems[0]
    assert (problem.kind, problem.row, problem.column, problem.found) == (kind, 5, column, found)
    assert (outcome.rows_read, outcome.rows_stored, outcome.rows_rejected) == (3, 0, 3)
    assert outcome.refused
    assert outcome.block is None


@pytest.mark.parametrize("suffix", FORMATS)
def test_good_rows_are_kept_only_on_request(tmp_path: Path, suffix: str) -> None:
    path = write(tmp_path, [HEAD, GOOD, ["099", "はい", "そう思う"], GOOD], suffix)
    outcome = read(path, keep_good_rows=True)
    assert (outcome.rows_read, outcome.rows_stored, outcome.rows_rejected) == (3, 2, 1)
    assert not outcome.refused
    assert outcome.by_unit == {"010": 2}


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(
    ("rows", "kind", "row"),
    [
        ([HEAD], Kind.NO_ROWS, 1),
        ([["回答一覧"], HEAD, ["", "", ""]], Kind.NO_ROWS, 2),
        ([["氏名", *HEAD[1:]], ["山田", "はい", "そう思う"]], Kind.MISSING_COLUMN, 1),
        ([["部署コード", "好きな色"], ["010", "赤"]], Kind.MISSING_COLUMN, 1),
    ],
)
def test_a_file_without_rows_or_columns(tmp_path: Path, suffix: str, rows: list[Row], kind: Kind, row: int) -> None:
    outcome = read(write(tmp_path, rows, suffix))
    assert [(p.kind, p.row) for p in outcome.problems if p.severity is Severity.REFUSE] == [(kind, row)]
    assert outcome.rows_stored == 0


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(
    ("bad", "kind"),
    [("101%", Kind.SHARE_OUT_OF_RANGE), ("約8割", Kind.UNREADABLE_NUMBER), ("-5%", Kind.SHARE_OUT_OF_RANGE)],
)
def test_a_figure_at_fault(tmp_path: Path, suffix: str, bad: str, kind: Kind) -> None:
    path = write(tmp_path, [["Organisation", "Aware"], ["010", "75%"], ["020", bad]], suffix)
    outcome = read(path, 'kind = "totals"', share_item("aware", "Aware"))
    assert [(p.kind, p.row, p.column, p.found) for p in outcome.problems] == [(kind, 3, "Aware", bad)]
    assert (outcome.rows_stored, outcome.block) == (0, None)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_unit_twice_in_totals(tmp_path: Path, suffix: str) -> None:
    path = write(tmp_path, [["Organisation", "Aware"], ["010", 0.75], ["020", 0.5], ["総務局", 0.7]], suffix)
    outcome = read(path, 'kind = "totals"', share_item("aware", "Aware"))
    problem = outcome.problems[0]
    assert (problem.kind, problem.row, problem.found, problem.expected) == (Kind.UNIT_TWICE, 4, "総務局", "2")


def test_row_numbers_count_records_as_spreadsheets_show_them(tmp_path: Path) -> None:
    """Line breaks in quotes stay in their row, an empty line is a row, in the header too."""
    path = tmp_path / "broken.csv"
    path.write_bytes(
        '部署コード,"行動指針を\n知っていますか。",ご意見\n010,はい,"一\n二\n三"\n\n010,はい,\n099,はい,x\n'.encode()
    )
    outcome = read(path, '[[column]]\nnumber = 2\nrole = "item"\ntarget = "q1"')
    assert [(p.kind, p.row) for p in outcome.problems if p.severity is Severity.ROW] == [(Kind.UNKNOWN_UNIT, 5)]
    assert outcome.rows_read == 3


def test_suggestions_for_a_misspelt_unit(tmp_path: Path) -> None:
    path = write(tmp_path, [HEAD, ["総務曲", "はい", "そう思う"]])
    problem = read(path).problems[0]
    assert (problem.kind, problem.expected) == (Kind.UNKNOWN_UNIT, "総務局 [010]")


def test_more_than_a_thousand_faults_are_counted(tmp_path: Path) -> None:
    """1,200 rows at fault: 1,000 listed, 200 counted."""
    path = write(tmp_path, [HEAD, *([["099", "はい", "そう思う"]] * 1_200)])
    faults = [p for p in read(path).problems if p.severity is Severity.ROW]
    assert [p.row for p in faults[:3]] == [2, 3, 4]
    assert len(faults) == 1_001
    assert (faults[-1].kind, faults[-1].count) == (Kind.MORE_FAULTS, 200)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sentence_names_row_column_and_cell(tmp_path: Path, suffix: str, lang: str) -> None:
    """Through the child process, as people meet it."""
    outcome = read_file(task(write(tmp_path, [HEAD, GOOD, ["010", "たぶん", "そう思う"]], suffix)))
    problem = outcome.problems[0]
    sentence = say(f"problem.{problem.kind}", lang, **problem.blanks())
    assert all(word in sentence for word in ("3", HEAD[1], "たぶん", "はい"))
    assert (outcome.rows_stored, outcome.block) == (0, None)


def test_an_item_of_the_guideline_that_is_not_asked_is_told(tmp_path: Path) -> None:
    outcome = read(write(tmp_path, [HEAD[:2], GOOD[:2]]))
    assert [p.count for p in outcome.problems if p.kind is Kind.MISSING_ITEM] == [3]
    assert outcome.rows_stored == 1


def test_a_faulty_row_is_refused_once_for_all_its_faults(tmp_path: Path) -> None:
    """Two faults in one row, one row rejected."""
    outcome = read(write(tmp_path, [HEAD, GOOD, ["099", "たぶん", ""]]), "", KNOWS, keep_good_rows=True)
    assert [p.row for p in outcome.problems if p.severity is Severity.ROW] == [3, 3]
    assert (outcome.rows_stored, outcome.rows_rejected) == (1, 1)
