"""The same content has the same fingerprint however it is written down; another answer has another."""

from pathlib import Path

import pytest

from tests.intake.office import FORMATS, KNOWS, Cell, Rows, read, share_item, write

HEAD: list[Cell] = ["ID", "所属", "audience", "完了時刻", "行動指針を知っていますか。"]
ROWS: list[list[Cell]] = [
    [7, "総務局", "全職員", "2025-04-01", "はい"],
    [8, "010", "専門人材", "2025-04-02", "いいえ"],
    [9, "財務局", "", "2025-04-02", "はい"],
]


def content(folder: Path, rows: Rows, suffix: str = "csv", encoding: str = "utf-8") -> str:
    outcome = read(write(folder, rows, suffix, encoding), "", KNOWS)
    assert outcome.content, outcome.problems
    return outcome.content


@pytest.fixture
def original(tmp_path: Path) -> str:
    return content(tmp_path, [HEAD, *ROWS])


@pytest.mark.parametrize("suffix", FORMATS)
def test_any_format(tmp_path: Path, original: str, suffix: str) -> None:
    assert content(tmp_path, [HEAD, *ROWS], suffix) == original


@pytest.mark.parametrize("encoding", ["cp932", "utf-16", "euc_jp", "utf-8-sig"])
def test_any_encoding(tmp_path: Path, original: str, encoding: str) -> None:
    assert content(tmp_path, [HEAD, *ROWS], encoding=encoding) == original


def test_any_order_of_rows_and_columns(tmp_path: Path, original: str) -> None:
    assert content(tmp_path, [HEAD, *reversed(ROWS)]) == original
    assert content(tmp_path, [row[::-1] for row in [HEAD, *ROWS]]) == original


def test_other_words_for_the_same(tmp_path: Path, original: str) -> None:
    """A unit by its code or name, an option by label or number, a day with a time, a number with zeros in front."""
    rows: Rows = [
        HEAD,
        ["007", "010", "全職員", "2025/4/1 9:00", "Yes"],
        ["8", "総務局", "専門人材", "令和7年4月2日", "2"],
        ["9", "020", "", "2025-04-02", "1"],
    ]
    assert content(tmp_path, rows) == original


@pytest.mark.parametrize(
    ("column", "cell"), [(0, 10), (1, "財務局"), (2, "専門人材"), (3, "2025-04-05"), (4, "いいえ")]
)
def test_any_other_cell_is_another_content(tmp_path: Path, original: str, column: int, cell: Cell) -> None:
    changed = [*ROWS[0][:column], cell, *ROWS[0][column + 1 :]]
    assert content(tmp_path, [HEAD, changed, *ROWS[1:]]) != original


def test_a_row_more_or_twice_is_another_content(tmp_path: Path, original: str) -> None:
    assert content(tmp_path, [HEAD, *ROWS, ROWS[0]]) != original
    assert content(tmp_path, [HEAD, *ROWS[:2]]) != original


def test_two_cells_changed_places(tmp_path: Path, original: str) -> None:
    """The same answers by other people."""
    swapped = [[*ROWS[0][:4], ROWS[1][4]], [*ROWS[1][:4], ROWS[0][4]], ROWS[2]]
    assert content(tmp_path, [HEAD, *swapped]) != original


def test_totals(tmp_path: Path) -> None:
    aware = share_item("aware", "Aware")
    wide: Rows = [["Organisation", "Aware"], ["010", "75%"], ["020", "50%"]]
    long: Rows = [["unit", "item", "share"], ["010", "Aware", 0.75], ["020", "aware", 0.5]]
    ways: list[Rows] = [wide, [wide[0], wide[2], wide[1]], long]
    contents = {
        read(write(tmp_path, rows, suffix), 'kind = "totals"', aware).content for suffix in FORMATS for rows in ways
    }
    assert len(contents) == 1
    changed: Rows = [["Organisation", "Aware"], ["010", "75%"], ["020", "51%"]]
    assert read(write(tmp_path, changed), 'kind = "totals"', aware).content not in contents
