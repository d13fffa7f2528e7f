"""The comparison draws every unit once, keeps the order it is given, and says who differs only as intervals allow."""

from typing import Any

import pytest

from charts.compare import Row, compare_figure, differs
from charts.look import Look
from charts.standing import standing
from charts.table import compare_table
from confidentiality.cube import CellStatus
from tests.charts.rows import compared, whole

JA = Look("ja")
N = "\u00a0"
ROWS = (
    Row("財務局", compared("A", 0.40)),  # 35-45: below 60
    Row("主税局", compared("B", 0.58)),  # 53-63: holds 60
    Row("小さな課", compared("C", None)),
    Row("都市整備局", compared("D", 0.70)),  # 65-75: above 60
)


def drawn(rows: tuple[Row, ...] = ROWS) -> dict[str, Any]:
    figure: dict[str, Any] = compare_figure(rows, whole(0.6), JA).to_dict()
    return figure


def test_one_dot_for_every_shown_unit_at_its_share() -> None:
    intervals, dots = drawn()["data"]
    assert list(dots["x"]) == pytest.approx([40, 58, 70])
    assert [None if x is None else round(x, 9) for x in intervals["x"]] == [35, 45, None, 53, 63, None, 65, 75, None]


def test_rows_keep_their_order_from_the_top() -> None:
    axis = drawn()["layout"]["yaxis"]
    assert list(axis["ticktext"]) == ["財務局", "主税局", "小さな課", "都市整備局"]
    assert list(axis["tickvals"]) == sorted(axis["tickvals"])
    assert axis["range"][0] > axis["range"][1]


def test_a_hidden_unit_keeps_its_row_and_is_called_hidden() -> None:
    texts = [mark["text"] for mark in drawn()["layout"]["annotations"]]
    assert texts == [f"全体 60{N}%", f"40{N}%", f"58{N}%", "非表示", f"70{N}%"]


def test_filled_dots_differ_from_the_whole_and_hollow_ones_need_not() -> None:
    dots = drawn()["data"][1]
    full, hollow = JA.colours.series[0], JA.colours.surface
    assert list(dots["marker"]["color"]) == [full, hollow, full]


def test_without_an_interval_nothing_is_said_to_differ() -> None:
    cell = compared("A", 0.2, low=None, high=None, base=None)
    assert differs(cell, whole(0.6)) is None
    assert differs(compared("A", 0.2), None) is None


def test_an_interval_that_touches_the_whole_holds_it() -> None:
    assert differs(compared("A", 0.55, low=0.5, high=0.6), whole(0.6)) is False


def test_the_whole_is_a_line_at_its_share() -> None:
    [line] = drawn()["layout"]["shapes"]
    assert (line["x0"], line["x1"]) == (60.0, 60.0)
    assert not compare_figure(ROWS, None, JA).to_dict()["layout"].get("shapes")


def test_a_long_name_is_broken_into_lines_and_its_row_is_higher() -> None:
    rows = (
        Row("A", compared("A", 0.5)),
        Row("Department for Environment, Food and Rural Affairs", compared("B", 0.5)),
        Row("C", compared("C", 0.5)),
    )
    axis = drawn(rows)["layout"]["yaxis"]
    assert list(axis["ticktext"]) == ["A", "Department for<br>Environment, Food<br>and Rural Affairs", "C"]
    assert list(axis["tickvals"]) == [16.0, 64.0, 112.0]  # rows of 32, 64 and 32 pixels


def test_a_name_is_never_markup() -> None:
    assert "<img" not in str(drawn((Row("<img src=x>", compared("A", 0.5)),)))


def test_standing_sorts_by_what_the_intervals_allow() -> None:
    found = standing([*ROWS, Row("別", compared("E", None, status=CellStatus.NO_DATA))], whole(0.6))
    assert [row.name for row in found.above] == ["都市整備局"]
    assert [row.name for row in found.below] == ["財務局"]
    assert (found.alike, found.hidden, found.missing, found.untold, found.shown) == (1, 1, 1, (), 3)


def test_standing_puts_the_farthest_first() -> None:
    rows = [Row("near", compared("A", 0.7)), Row("far", compared("B", 0.9))]
    assert [row.name for row in standing(rows, whole(0.6)).above] == ["far", "near"]


def test_standing_without_intervals_says_nothing() -> None:
    row = Row("A", compared("A", 0.9, low=None, high=None))
    found = standing([row], whole(0.6))
    assert (found.above, found.below, found.untold, found.shown) == ((), (), (row,), 1)


def test_the_table_has_a_row_for_every_unit() -> None:
    table = compare_table(ROWS, "題", "ja")
    assert [row[:3] for row in table.rows] == [
        ("財務局", f"40{N}%", f"35〜45{N}%"),
        ("主税局", f"58{N}%", f"53〜63{N}%"),
        ("小さな課", "非表示", "—"),
        ("都市整備局", f"70{N}%", f"65〜75{N}%"),
    ]
