"""Columns are told by headings and cells, the doubtful with less confidence; a second claim gives way."""

from pathlib import Path

import pytest

from intake.mapping import Role
from intake.problems import Kind
from intake.task import ColumnSeen, Reason
from tests.intake.office import ACTS, HOW, KNOWS, Cell, Rows, read, write

YES = ["はい", "いいえ", "はい"]


def seen(folder: Path, heading: str, cells: list[Cell], *more: tuple[str, Cell]) -> ColumnSeen:
    """What the second column of a file is taken for; the first is the unit, `more` come after."""
    rows: Rows = [
        ["所属", heading, *(name for name, _ in more)],
        *(["010", cell, *(c for _, c in more)] for cell in cells),
    ]
    return read(write(folder, rows), "", KNOWS, ACTS, HOW).columns[1]


@pytest.mark.parametrize(
    ("heading", "target", "reason"),
    [
        ("行動指針を知っていますか。", "q1", Reason.SAME_TEXT),
        ("行動指針を知っていますか", "q1", Reason.SAME_TEXT),
        ("Ｑ１．行動指針を知っていますか？ *", "q1", Reason.SAME_TEXT),
        ("問1　行動指針を知っていますか。（必須）", "q1", Reason.SAME_TEXT),
        ("Do you know the guideline?", "q1", Reason.SAME_TEXT),
        ("q1", "q1", Reason.KEY),
        ("q1. Anything at all", "q1", Reason.NUMBER),
        ("likert[q2]. Please rate [Have you]", "q2", Reason.KEY),
        ("grid1[SQ001]. Do you know the guideline?", "q1", Reason.KEY),
        ("行動指針を知っていましたか。", "q1", Reason.SIMILAR_TEXT),
    ],
)
def test_items(tmp_path: Path, heading: str, target: str, reason: Reason) -> None:
    column = seen(tmp_path, heading, ["", "", ""])
    assert (column.role, column.target, column.reason) == (Role.ITEM, target, reason)
    assert (column.confidence < 0.9) == (reason in (Reason.SIMILAR_TEXT, Reason.NUMBER))


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        *(
            (name, Role.PERSON)
            for name in ("メール", "氏名", "Email Address", "IP Address", "開始時刻", "Start Date", "職員番号")
        ),
        *((name, Role.ID) for name in ("ID", "Respondent ID", "回答番号", "受付番号", "#")),
        *((name, Role.DATE) for name in ("完了時刻", "タイムスタンプ", "Timestamp", "Submit Date (UTC)", "回答日時")),
        *((name, Role.WEIGHT) for name in ("weight", "ウェイト")),
        *((name, Role.IGNORE) for name in ("更新日時", "Status", "好きな色")),
    ],
)
def test_columns_of_tools(tmp_path: Path, heading: str, role: Role) -> None:
    assert seen(tmp_path, heading, ["1", "2", "3"]).role is role


@pytest.mark.parametrize(
    ("cells", "role", "target", "reason"),
    [
        (["a@example.jp", "b@example.jp", ""], Role.PERSON, None, Reason.PERSONAL),
        (["192.168.0.1", "10.0.0.2", "::1"], Role.PERSON, None, Reason.PERSONAL),
        (["専門人材", "全職員", "専門人材"], Role.SEGMENT, "audience", Reason.ITS_VALUES),
        (["赤", "青", "白"], Role.IGNORE, None, Reason.UNRECOGNISED),
    ],
)
def test_cells_tell_where_headings_do_not(
    tmp_path: Path, cells: list[Cell], role: Role, target: str | None, reason: Reason
) -> None:
    column = seen(tmp_path, "その他の欄", cells)
    assert (column.role, column.target, column.reason) == (role, target, reason)


def test_units_are_told_by_their_names(tmp_path: Path) -> None:
    rows = [["どちらですか", "行動指針を知っていますか。"], ["総務局", "はい"], ["財務局", "はい"]]
    column = read(write(tmp_path, rows), "", KNOWS).columns[0]
    assert (column.role, column.reason) == (Role.UNIT, Reason.ITS_VALUES)


def test_codes_of_units_come_before_their_names(tmp_path: Path) -> None:
    rows = [["部署名", "部署コード", "行動指針を知っていますか。"], ["どこか", "010", "はい"]]
    outcome = read(write(tmp_path, rows), "", KNOWS)
    assert [(c.role, c.reason) for c in outcome.columns[:2]] == [
        (Role.IGNORE, Reason.SECOND),
        (Role.UNIT, Reason.USUAL_HEADING),
    ]
    assert outcome.by_unit == {"010": 1}


def test_the_same_question_twice_is_taken_once(tmp_path: Path) -> None:
    rows = [["所属", KNOWS.text.ja, KNOWS.text.ja], ["010", "はい", "いいえ"]]
    outcome = read(write(tmp_path, rows), "", KNOWS)
    assert [(c.role, c.target) for c in outcome.columns[1:]] == [(Role.ITEM, "q1"), (Role.IGNORE, None)]
    told = {p.kind: p.found for p in outcome.problems}
    assert told == {Kind.UNUSED_COLUMN: KNOWS.text.ja, Kind.SAME_QUESTION: "3"}


@pytest.mark.parametrize("order", [1, -1])
def test_the_column_of_another_wave_is_left_aside(tmp_path: Path, order: int) -> None:
    """Of two years' columns the later one is read, wherever it stands."""
    years = [("令和5年度", "いいえ"), ("令和6年度", "はい")][::order]
    rows = [["所属", *(f"{KNOWS.text.ja}（{year}）" for year, _ in years)], ["010", *(answer for _, answer in years)]]
    outcome = read(write(tmp_path, rows), "", KNOWS)
    assert [(p.column, p.found) for p in outcome.problems if p.kind is Kind.STALE_COLUMN] == [
        (f"{KNOWS.text.ja}（令和5年度）", "2023")
    ]
    kept = next(column for column in outcome.columns if column.role is Role.ITEM)
    assert "令和6年度" in kept.name


@pytest.mark.parametrize("mark", ["：", ": ", " [", " - ", "_"])
def test_an_item_and_its_option_in_one_heading(tmp_path: Path, mark: str) -> None:
    column = seen(tmp_path, f"{HOW.text.ja}{mark}掲示、回覧" + ("]" if mark == " [" else ""), ["○", "", ""])
    assert (column.role, column.target, column.option) == (Role.OPTION, "q3", 2)


def test_answers_are_no_headings(tmp_path: Path) -> None:
    """A row of "No", which heads columns of numbers elsewhere, is no header."""
    rows: Rows = [["Timestamp", "a", "b", "c"], *([["4/1/2025 9:00", "No", "No", "No"]] * 3)]
    outcome = read(write(tmp_path, rows), guideline=None, units=())
    assert (outcome.header_row, outcome.rows) == (1, 3)


def test_what_is_left_unused_or_dropped_is_told_once(tmp_path: Path) -> None:
    rows = [["ID", "メール", "所属", "色", "形", KNOWS.text.ja], ["1", "a@b.jp", "010", "赤", "丸", "はい"]]
    told = {p.kind: (p.found, p.count) for p in read(write(tmp_path, rows), "", KNOWS).problems}
    assert told == {Kind.UNUSED_COLUMN: ("色, 形", 2), Kind.DROPPED_COLUMN: ("ID, メール", 2)}
