"""Figures that come aggregated: wide and long tables, percent and fraction, rows that are no data."""

from pathlib import Path

import pytest

from intake import block
from intake.mapping import FileKind
from intake.problems import Kind, Severity
from measure.questionnaire import Item
from tests.intake.office import FORMATS, Rows, read, share_item, write
from text.lookup import say

AWARE, RAISE = share_item("aware", "Aware of the Code"), share_item("raise", "How to raise a concern")
Shares = dict[tuple[str, str], float | None]


def shares(folder: Path, rows: Rows, how: str = "", *items: Item, suffix: str = "csv") -> Shares:
    outcome = read(write(folder, rows, suffix), how, *(items or (AWARE, RAISE)))
    assert outcome.block is not None, outcome.problems
    return {(row.unit, row.item): row.share for row in block.totals(outcome.block).rows}


def kinds(folder: Path, rows: Rows, how: str = "") -> list[Kind]:
    return [problem.kind for problem in read(write(folder, rows), how, AWARE, RAISE).problems]


@pytest.mark.parametrize("suffix", FORMATS)
def test_wide(tmp_path: Path, suffix: str) -> None:
    rows: Rows = [
        ["Organisation", "Aware of the Code (% yes)", "D02. How to raise a concern"],
        ["010", 75, 60],
        ["020", 50, None],
    ]
    assert shares(tmp_path, rows, suffix=suffix) == {
        ("010", "aware"): 0.75,
        ("010", "raise"): 0.6,
        ("020", "aware"): 0.5,
    }


@pytest.mark.parametrize("suffix", FORMATS)
def test_long(tmp_path: Path, suffix: str) -> None:
    """unit, indicator, share, base; what the survey does not ask is left out and counted."""
    rows: Rows = [
        ["unit", "indicator", "share", "base"],
        ["010", "aware", 0.75, 20],
        ["010", "How to raise a concern", 0.5, 18],
        ["020", "aware", 0.25, None],
        ["020", "lunch", 0.9, 18],
    ]
    outcome = read(write(tmp_path, rows, suffix), "", AWARE, RAISE)
    assert outcome.block is not None
    found = {(row.unit, row.item): (row.share, row.base) for row in block.totals(outcome.block).rows}
    assert found == {("010", "aware"): (0.75, 20), ("010", "raise"): (0.5, 18), ("020", "aware"): (0.25, None)}
    assert [(p.found, p.count) for p in outcome.problems if p.kind is Kind.INDICATOR_LEFT_OUT] == [("lunch", 1)]
    assert (outcome.rows_read, outcome.rows_stored, outcome.rows_rejected) == (4, 3, 1)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["75%", "5%"], (0.75, 0.05)),
        (["75 %", "５％"], (0.75, 0.05)),
        (["75", "5"], (0.75, 0.05)),
        (["75.5", "0.5"], (0.755, 0.005)),
        (["0.75", "0.05"], (0.75, 0.05)),
        (["0.75", "1"], (0.75, 1.0)),
        (["100", "1"], (1.0, 0.01)),
        (["100%", "1%"], (1.0, 0.01)),
    ],
)
def test_percent_and_fraction_are_told_by_the_figures(
    tmp_path: Path, cells: list[str], expected: tuple[float, float]
) -> None:
    rows = [["Organisation", "Aware of the Code"], ["010", cells[0]], ["020", cells[1]]]
    assert shares(tmp_path, rows, 'kind = "totals"', AWARE) == {
        ("010", "aware"): pytest.approx(expected[0]),
        ("020", "aware"): pytest.approx(expected[1]),
    }


@pytest.mark.parametrize("cells", [["1", "0"], ["1", "1"]])
def test_nothing_but_0_and_1_is_asked_about(tmp_path: Path, cells: list[str]) -> None:
    rows = [["Organisation", "Aware of the Code"], ["010", cells[0]], ["020", cells[1]]]
    assert Kind.AMBIGUOUS_SCALE in kinds(tmp_path, rows, 'kind = "totals"')
    assert shares(tmp_path, rows, 'kind = "totals"\nscale = "percent"', AWARE)["010", "aware"] == 0.01
    assert shares(tmp_path, rows, 'kind = "totals"\nscale = "fraction"', AWARE)["010", "aware"] == 1.0


def test_a_doubtful_column_follows_the_others(tmp_path: Path) -> None:
    """1 in a file of percents is 1 %; in a file of fractions 100 %."""
    head = ["Organisation", "Aware of the Code", "How to raise a concern"]
    assert shares(tmp_path, [head, ["010", "75", "1"]], 'kind = "totals"')["010", "raise"] == 0.01
    assert shares(tmp_path, [head, ["010", "0.75", "1"]], 'kind = "totals"')["010", "raise"] == 1.0


def test_percents_and_fractions_in_one_file_are_asked_about(tmp_path: Path) -> None:
    """0.5 beside whole percents may be half a percent."""
    third = share_item("third", "Third")
    rows = [["Organisation", "Aware of the Code", "How to raise a concern", "Third"], ["010", "75", "0.5", "60"]]
    outcome = read(write(tmp_path, rows), 'kind = "totals"', AWARE, RAISE, third)
    assert [(p.kind, p.column) for p in outcome.problems] == [(Kind.AMBIGUOUS_SCALE, "How to raise a concern")]


@pytest.mark.parametrize("mark", ["", "n/a", "NA", "-", ".", "n<10", "*"])
def test_marks_for_no_figure(tmp_path: Path, mark: str) -> None:
    rows = [["Organisation", "Aware of the Code", "How to raise a concern"], ["010", "75%", mark]]
    assert shares(tmp_path, rows) == {("010", "aware"): 0.75}


def test_the_mapping_adds_its_own_marks(tmp_path: Path) -> None:
    rows = [["Organisation", "Aware of the Code", "How to raise a concern"], ["010", "75%", "withheld"]]
    assert shares(tmp_path, rows, 'missing = ["Withheld"]') == {("010", "aware"): 0.75}
    assert Kind.UNREADABLE_NUMBER in kinds(tmp_path, rows)


def test_benchmarks_headings_and_notes_are_no_data(tmp_path: Path) -> None:
    """Row 3 is left out by the mapping, 4 and 7 have no figures, 5 is empty: one row is stored."""
    rows: Rows = [
        ["Survey 2012", None],
        ["Organisation", "Aware of the Code"],
        ["All (median)", "80%"],
        ["Central offices", None],
        [None, None],
        ["010", "75%"],
        ["Source: our own survey", None],
    ]
    outcome = read(write(tmp_path, rows), '[units]\n"All (median)" = ""', AWARE)
    assert outcome.by_unit == {"010": 1}
    assert (outcome.rows_read, outcome.rows_stored, outcome.rows_rejected) == (4, 1, 3)
    told = {p.kind: (p.found, p.count) for p in outcome.problems}
    assert told[Kind.LEFT_OUT] == ("All (median)", 1)
    assert told[Kind.NO_FIGURES] == ("Central offices, Source: our own survey", 2)


def test_response_rates_above_all_are_told_not_refused(tmp_path: Path) -> None:
    rows = [["Organisation", "Response rate", "Aware of the Code"], ["010", "102%", "75%"], ["020", "n/a", "50%"]]
    outcome = read(write(tmp_path, rows), "", AWARE)
    assert outcome.block is not None
    rates = {row.unit: row.response_rate for row in block.totals(outcome.block).rows}
    assert rates == {"010": pytest.approx(1.02), "020": None}
    assert [(p.row, p.found) for p in outcome.problems if p.kind is Kind.RATE_ABOVE_ALL] == [(2, "102%")]


def test_segments_beside_units(tmp_path: Path) -> None:
    rows = [["Organisation", "audience", "Aware of the Code"], ["010", "", "75%"], ["010", "専門人材", "50%"]]
    outcome = read(write(tmp_path, rows), "", AWARE)
    assert outcome.block is not None
    found = {(row.segment, row.value): row.share for row in block.totals(outcome.block).rows}
    assert found == {("", ""): 0.75, ("audience", "専門人材"): 0.5}


def test_groups_settle_names_that_two_units_share(tmp_path: Path) -> None:
    rows = [
        ["Department group", "Organisation", "Aware of the Code"],
        ["総務局", "企画課", "75%"],
        ["財務局", "企画課", "50%"],
    ]
    assert shares(tmp_path, rows, "", AWARE) == {("011", "aware"): 0.75, ("021", "aware"): 0.5}


def test_one_base_for_all_items_or_one_for_each(tmp_path: Path) -> None:
    how = '[[column]]\nname = "n aware"\nrole = "base"\ntarget = "aware"'
    rows = [
        ["Organisation", "Aware of the Code", "How to raise a concern", "n", "n aware"],
        ["010", "75%", "50%", "20", "18"],
    ]
    outcome = read(write(tmp_path, rows), 'kind = "totals"\n' + how, AWARE, RAISE)
    assert outcome.block is not None
    assert {row.item: row.base for row in block.totals(outcome.block).rows} == {"aware": 18, "raise": 20}


@pytest.mark.parametrize("base", ["-1", "2.5", "many", "20%"])
def test_a_base_that_is_no_count(tmp_path: Path, base: str) -> None:
    rows = [["Organisation", "Aware of the Code", "base"], ["010", "75%", base]]
    outcome = read(write(tmp_path, rows), 'kind = "totals"', AWARE)
    assert [(p.kind, p.row, p.found) for p in outcome.problems if p.severity is Severity.ROW] == [
        (Kind.UNREADABLE_NUMBER, 2, base)
    ]


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        ([["部署", "行動指針を知っていますか。"], ["010", "はい"]], FileKind.RESPONSES),
        ([["部署", "行動指針を知っていますか。"], ["010", "1"]], FileKind.RESPONSES),
        ([["部署", "行動指針を知っていますか。"], ["010", "75%"]], FileKind.TOTALS),
        ([["部署", "行動指針を知っていますか。"], ["010", 0.75]], FileKind.TOTALS),
        ([["部署", "指標", "割合"], ["010", "q1", "75%"]], FileKind.TOTALS),
    ],
)
def test_the_kind_is_told_by_columns_and_cells(tmp_path: Path, rows: Rows, kind: FileKind) -> None:
    assert read(write(tmp_path, rows)).kind is kind


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_sign_of_audiences_of_several_values_is_no_value(tmp_path: Path, suffix: str) -> None:
    """It would stand for both values together, which is told by adding them; the row is named with the sign."""
    rows: Rows = [["Organisation", "role", "Aware of the Code (% yes)"], ["010", "q", 75], ["010", "q∪r", 70]]
    outcome = read(
        write(tmp_path, rows, suffix), '[[column]]\nname = "role"\nrole = "segment"\ntarget = "role"\n', AWARE
    )
    [fault] = [problem for problem in outcome.problems if problem.kind is Kind.RESERVED_SIGN]
    assert (fault.severity, fault.row, fault.column, fault.found) == (Severity.ROW, 3, "role", "q∪r")
    assert outcome.refused
    assert "∪" in say("problem.reserved_sign", "ja", **fault.blanks())
