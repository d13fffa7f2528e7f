"""What lies ahead of a trend is placed by real time, drawn as a fan without a middle line, and named where it stands."""

from datetime import date
from typing import Any

import pytest

from charts.ahead import Ahead, Mark, Ray, fans, mark_shapes, target_shapes
from charts.look import Look
from charts.trend import Line, trend_figure
from measure.speed import Fan
from tests.charts.rows import WAVES, point

JA = Look("ja")
DAYS = (date(2025, 1, 1), date(2025, 4, 1), date(2025, 6, 30))  # 90 and 90 days apart
STEPS = (Fan(date(2025, 9, 28), 0.6, 0.5, 0.7), Fan(date(2025, 12, 27), 0.6, 0.4, 0.8))  # 90 and 180 days on
AHEAD = Ahead(DAYS, (Ray("認知", 0, 0.55, STEPS),), 0.8, (Mark("研修", date(2025, 2, 15)),))
LINE = Line("認知", 0, tuple(point(wave.name, 0.55) for wave in WAVES))


@pytest.mark.parametrize(
    ("day", "place"),
    [
        (date(2025, 1, 1), 0),
        (date(2025, 2, 15), 45 / 90),
        (date(2025, 6, 30), 2),
        (date(2025, 9, 28), 2 + 90 / 90),
        (date(2024, 10, 3), -90 / 90),
    ],
)
def test_a_day_stands_where_time_puts_it(day: date, place: float) -> None:
    assert AHEAD.place(day) == pytest.approx(place)


def test_a_fan_opens_from_the_last_share_and_has_no_middle_line() -> None:
    shape, hovers = fans(AHEAD, JA)
    assert shape["x"] == pytest.approx([2, 3, 4, 4, 3, 2])
    assert shape["y"] == pytest.approx([55, 70, 80, 40, 50, 55])
    assert shape["line"]["width"] == 0
    assert sorted(hovers["y"]) == pytest.approx([40, 50, 70, 80])
    assert 60.0 not in [y for trace in drawn()["data"] for y in trace["y"]]


def test_the_axis_reaches_as_far_as_the_fan() -> None:
    assert drawn()["layout"]["xaxis"]["range"] == pytest.approx((-0.4, 4 + 0.4))
    assert trend_figure((LINE,), WAVES, JA).to_dict()["layout"]["xaxis"]["range"] == pytest.approx((-0.4, 2.4))


def test_the_target_is_a_line_across_with_its_name() -> None:
    [line], [words] = target_shapes(AHEAD, JA)
    assert (line["y0"], line["y1"], words["text"]) == (80, 80, "目標 80\u00a0%")
    assert target_shapes(Ahead(DAYS), JA) == ([], [])


def test_an_initiative_is_an_upright_line_with_its_name_as_text() -> None:
    ahead = Ahead(DAYS, marks=(Mark("<b>研修", date(2025, 2, 15)),))
    [line], [words], rows = mark_shapes(ahead, JA, 80)
    assert (line["x0"], line["x1"], rows) == (0.5, 0.5, 1)
    assert "&lt;b&gt;研修" in words["text"]


def test_names_of_initiatives_close_to_each_other_stand_in_rows() -> None:
    marks = tuple(Mark("とても長い名前の施策", date(2025, 1, day)) for day in (1, 5, 9))
    _, words, rows = mark_shapes(Ahead(DAYS, marks=marks), JA, 80)
    assert rows == 3
    assert len({mark["yshift"] for mark in words}) == 3


def drawn() -> dict[str, Any]:
    figure: dict[str, Any] = trend_figure((LINE,), WAVES, JA, AHEAD).to_dict()
    return figure
