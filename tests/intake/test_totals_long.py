"""Totals in long form, as counts and by answer; rows of totals are no units. Expectations are the arithmetic beside them."""

from pathlib import Path

import pytest

from intake import block
from intake.mapping import FileKind
from intake.problems import Kind
from intake.task import Outcome
from measure.questionnaire import Direction
from tests.intake.office import ACTS, AGREE, HOW, KNOWS, Cell, Rows, read, share_item, write

RATED = ACTS.model_copy(
    update={
        "options": tuple(
            o.model_copy(update={"direction": Direction.FAVOURABLE if o.code >= 4 else None}) for o in AGREE
        )
    }
)


def figures(outcome: Outcome) -> dict[tuple[str, str], tuple[float | None, int | None]]:
    assert outcome.kind is FileKind.TOTALS
    assert outcome.block is not None, outcome.problems
    return {(row.unit, row.item): (row.share, row.base) for row in block.totals(outcome.block).rows}


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (["unit", "indicator", "share", "base"], "awareness"),
        (["unit", "indicator", "share", "base"], "Awareness"),
        (["部署", "指標", "割合", "集計対象数"], "認知"),
        (["部署", "設問", "肯定的回答率", "n"], "q1"),
        (["部署名", "設問", "値", "回答者数"], "問1　行動指針を知っていますか。"),
    ],
)
def test_a_row_a_figure_is_told_without_being_said(tmp_path: Path, head: list[Cell], name: str) -> None:
    """By the indicator's key or name, by the item's key or wording."""
    rows: Rows = [head, ["010", name, 0.25, 40], ["総務局 企画課", name, 0.5, 10]]
    assert figures(read(write(tmp_path, rows), "", KNOWS)) == {("010", "q1"): (0.25, 40), ("011", "q1"): (0.5, 10)}


def test_no_base_is_no_base(tmp_path: Path) -> None:
    rows: Rows = [["unit", "indicator", "share"], ["010", "awareness", 0.25]]
    assert figures(read(write(tmp_path, rows), "", KNOWS)) == {("010", "q1"): (0.25, None)}


@pytest.mark.parametrize(
    "rows",
    [
        [["部署", "指標", "人数", "集計対象数"], ["010", "認知", 30, 120], ["020", "認知", 7, 8]],
        [["部署", "指標", "値", "集計対象数"], ["010", "認知", 130, 520], ["020", "認知", 7, 8]],
        [["部署", "B01", "集計対象数"], ["010", 130, 520], ["020", 7, 8]],
    ],
    ids=["by the heading", "by the size", "wide"],
)
def test_counts_are_parts_of_their_base(tmp_path: Path, rows: Rows) -> None:
    """30 of 120 and 130 of 520 are a quarter; 7 of 8 is 0.875."""
    items = (KNOWS,) if "B01" not in rows[0] else (share_item("B01", "B01"),)
    found = {unit: share for (unit, _), (share, _) in figures(read(write(tmp_path, rows), "", *items)).items()}
    assert found == {"010": 0.25, "020": 7 / 8}


def test_counts_may_be_said(tmp_path: Path) -> None:
    rows: Rows = [["部署", "B01", "集計対象数"], ["010", 30, 120]]
    found = figures(read(write(tmp_path, rows), 'scale = "count"', share_item("B01", "B01")))
    assert found == {("010", "B01"): (0.25, 120)}


def test_percents_of_a_base_stay_percents(tmp_path: Path) -> None:
    rows: Rows = [["部署", "B01", "集計対象数"], ["010", 30, 120], ["020", 100, 100]]
    assert figures(read(write(tmp_path, rows), "", share_item("B01", "B01"))) == {
        ("010", "B01"): (0.3, 120),
        ("020", "B01"): (1.0, 100),
    }


def test_a_row_an_answer(tmp_path: Path) -> None:
    """Of 12 + 6 valid answers 12 are favourable; who does not know is in no base. 4 + 3 of 4 + 3 + 2 + 0 + 1 agree."""
    rows: Rows = [
        ["部署", "設問", "選択肢", "件数"],
        *(("010", "q1", label, n) for label, n in (("はい", 12), ("いいえ", 6), ("わからない", 2), ("無回答", 3))),
        ("020", ACTS.text.ja, "5", 4),
        ("020", ACTS.text.ja, "4", 3),
        ("020", ACTS.text.ja, "3", 2),
        ("020", ACTS.text.ja, "2", 0),
        ("020", ACTS.text.ja, "そう思わない", 1),
    ]
    assert figures(read(write(tmp_path, rows), "", KNOWS, RATED)) == {
        ("010", "q1"): (12 / 18, 18),
        ("020", "q2"): (7 / 10, 10),
    }


def test_a_row_an_answer_in_percent(tmp_path: Path) -> None:
    """Percents of all 80: 60 and 20 percent of them valid, so 60 / 80."""
    rows: Rows = [
        ["部署", "設問", "選択肢", "割合", "n"],
        *(("010", "q1", label, share, 80) for label, share in (("はい", 60.5), ("いいえ", 20), ("わからない", 19.5))),
    ]
    found = figures(read(write(tmp_path, rows), "", KNOWS))
    assert found == {("010", "q1"): (pytest.approx(60.5 / 80.5), 80)}


def test_an_answer_the_questionnaire_does_not_have(tmp_path: Path) -> None:
    rows: Rows = [["部署", "設問", "選択肢", "件数"], ["010", "q1", "はい", 12], ["010", "q1", "時々", 2]]
    outcome = read(write(tmp_path, rows), "", KNOWS)
    assert [(p.kind, p.row, p.found) for p in outcome.problems if p.severity == "row"] == [
        (Kind.UNKNOWN_OPTION, 3, "時々")
    ]


@pytest.mark.parametrize("whole", ["合計", "全体", "Total", "総計", "All staff"])
def test_a_row_of_the_whole_is_the_unit_above_all(tmp_path: Path, whole: str) -> None:
    rows: Rows = [["部署", "B01"], ["010", "40%"], ["020", "60%"], [whole, "52%"]]
    found = figures(read(write(tmp_path, rows), "", share_item("B01", "B01")))
    assert found == {("010", "B01"): (0.4, None), ("020", "B01"): (0.6, None), ("R", "B01"): (0.52, None)}


@pytest.mark.parametrize("total", ["合計", "平均", "総務局 計", "総務局小計", "Average"])
def test_a_total_of_what_stands_there_itself_is_not_counted_twice(tmp_path: Path, total: str) -> None:
    rows: Rows = [["部署", "B01"], ["みらい都", "50%"], ["総務局", "40%"], [total, "52%"]]
    outcome = read(write(tmp_path, rows), "", share_item("B01", "B01"))
    assert figures(outcome) == {("R", "B01"): (0.5, None), ("010", "B01"): (0.4, None)}
    assert [(p.found, p.count) for p in outcome.problems if p.kind is Kind.TOTAL_ROWS] == [(total, 1)]


def test_a_total_below_responses_is_no_response(tmp_path: Path) -> None:
    rows: Rows = [["所属", KNOWS.text.ja], ["010", "はい"], ["合計", "1"]]
    outcome = read(write(tmp_path, rows), "", KNOWS)
    assert (outcome.by_unit, outcome.rows_read, outcome.rows_stored) == ({"010": 1}, 2, 1)


def test_the_sum_of_a_unit_is_the_unit(tmp_path: Path) -> None:
    rows: Rows = [["部署", "B01"], ["総務局 企画課", "30%"], ["総務局 計", "40%"]]
    assert set(figures(read(write(tmp_path, rows), "", share_item("B01", "B01")))) == {("011", "B01"), ("010", "B01")}


@pytest.mark.parametrize(("favourable", "expected"), [(1, {("010", "q3"): (9 / 20, 20)}), (2, None)])
def test_several_choices_by_answer_stand_on_all_who_answered(tmp_path: Path, favourable: int, expected: object) -> None:
    """9 of 20 ticked the one favourable way. Of two such ways nobody knows how many people ticked either."""
    ways = tuple(
        o.model_copy(update={"direction": Direction.FAVOURABLE if o.code <= favourable else None}) for o in HOW.options
    )
    item = HOW.model_copy(update={"options": ways})
    head: list[Cell] = ["部署", "設問", "選択肢", "件数", "回答者数"]
    rows: Rows = [head, ["010", "q3", "研修", 9, 20], ["010", "q3", "掲示、回覧", 5, 20]]
    outcome = read(write(tmp_path, rows), "", KNOWS, item)
    assert (None if outcome.block is None else figures(outcome)) == expected


SUMMARY: Rows = [
    [f"Q1. {KNOWS.text.ja}", "", ""],
    ["", "", ""],
    ["Answer Choices", "Responses", ""],
    ["はい", "60.00%", 12],
    ["いいえ", "30.00%", 6],
    ["わからない", "10.00%", 2],
    ["", "Answered", 20],
    ["", "Skipped", 3],
    ["", "", ""],
    [f"Q2. {ACTS.text.ja}", "", ""],
    ["Answer Choices", "Responses", ""],
    ["そう思う", "0.25", 5],
    ["ややそう思う", "0.25", 5],
    ["そう思わない", "0.5", 10],
    ["Answered", 20, ""],
]


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_surveymonkeys_summary(tmp_path: Path, suffix: str) -> None:
    """Blocks of choices with their counts: 12 of 12 + 6 know it, 5 + 5 of 20 agree; the file speaks of one unit."""
    outcome = read(write(tmp_path, SUMMARY, suffix), 'unit = "010"', KNOWS, RATED)
    assert outcome.tool == "SurveyMonkey"
    assert figures(outcome) == {("010", "q1"): (12 / 18, 18), ("010", "q2"): (10 / 20, 20)}
