"""Dots with intervals: one row each in the order given, a scale as wide as needed, and a reason where nothing is drawn."""

from typing import Any

import pytest

from charts.dots import Dot, dots_figure, points_scale, share_scale
from charts.look import Look

JA = Look("ja")
DOTS = (
    Dot("総務部", "+2 pt", 2.0, 1.0, 3.0),
    Dot("福祉部", "+0 pt", 0.2, -1.5, 1.9, filled=False),
    Dot("秘書室", "非表示"),
)


def drawn(dots: tuple[Dot, ...] = DOTS) -> dict[str, Any]:
    figure: dict[str, Any] = dots_figure(dots, points_scale(dots, "全体"), JA).to_dict()
    return figure


def test_every_shown_row_has_its_dot_and_interval() -> None:
    *intervals, marks = drawn()["data"]
    assert [trace["x"] for trace in intervals] == [(1.0, 3.0), (-1.5, 1.9)] or [
        list(trace["x"]) for trace in intervals
    ] == [[1.0, 3.0], [-1.5, 1.9]]
    assert list(marks["x"]) == [2.0, 0.2]
    assert list(marks["marker"]["color"]) == [JA.colours.series[0], JA.colours.surface]


def test_a_row_without_a_value_says_why() -> None:
    texts = [mark["text"] for mark in drawn()["layout"]["annotations"]]
    assert texts == ["全体", "+2 pt", "+0 pt", "非表示"]


@pytest.mark.parametrize(
    ("reach", "ticks"),
    [
        (0.9, ["−0.5", "±0.0", "+0.5"]),
        (3.0, ["−2", "±0", "+2"]),
        (14.0, ["−10", "±0", "+10"]),
    ],
)
def test_points_are_ticked_on_both_sides_of_nothing(reach: float, ticks: list[str]) -> None:
    scale = points_scale((Dot("A", "", reach),))
    assert scale.low == -scale.high
    assert scale.high >= reach
    assert "±0" in "".join(scale.ticks["ticktext"])
    assert len(scale.ticks["tickvals"]) in (3, 5, 7)
    assert set(ticks) & set(scale.ticks["ticktext"])


def test_shares_always_run_from_nothing_to_all() -> None:
    assert (share_scale().low, share_scale().high) == (0, 100)


def test_a_name_is_never_markup() -> None:
    assert "<img" not in str(drawn((Dot("<img src=x>", "1", 1.0),)))
