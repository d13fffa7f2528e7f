"""The chart of months: marks where they belong, what is not known open, the level that is looked at coloured."""

from typing import Any

from charts.look import Look
from charts.pace import Course, Lane, Middle, pace_figure
from charts.palette import LIGHT
from measure.pace import Reach, Stretch

THERE, BEFORE, NOT_YET = Reach.PASSED, Reach.BEFORE, Reach.NOT_YET


def lane(reach: Reach, months: float, low: float, high: float) -> Lane:
    return Lane(reach, Stretch(months, low, high), "")


ROWS = (
    Course("甲", (lane(BEFORE, 3, 0, 3), lane(THERE, 9, 6, 12), lane(THERE, 20, 14, 24)), "9 か月", True),
    Course("乙", (lane(THERE, 5, 0, 8), lane(NOT_YET, 24, 18, 24), lane(NOT_YET, 24, 24, 24)), "24"),
)


def drawn(middle: Middle) -> dict[str, Any]:
    found: dict[str, Any] = pace_figure(ROWS, middle, Look("ja"), 0).to_dict()
    return found


def of(found: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [trace for trace in found["data"] if trace["meta"] == kind]


def test_marks_stand_at_their_months_and_say_what_is_not_known() -> None:
    marks = of(drawn(Middle(1)), "pace")
    assert [list(trace["x"]) for trace in marks] == [[3, 5], [9, 24], [20, 24]]
    assert [list(trace["marker"]["symbol"]) for trace in marks] == [
        ["triangle-left", "circle"],
        ["square", "triangle-right"],
        ["diamond", "triangle-right"],
    ]
    hollow = [[fill == LIGHT.surface for fill in trace["marker"]["color"]] for trace in marks]
    assert hollow == [[True, False], [False, True], [False, True]]


def test_every_lane_has_its_band() -> None:
    bands = of(drawn(Middle(1)), "pace-band")
    assert [list(trace["x"]) for trace in bands] == [
        [0, 3, None, 0, 8, None],
        [6, 12, None, 18, 24, None],
        [14, 24, None, 24, 24, None],
    ]


def test_the_level_that_is_looked_at_has_the_colour_and_its_median() -> None:
    found = drawn(Middle(1, 9.0, 6.0, None, "半分"))
    lines = [trace["marker"]["line"]["color"] for trace in of(found, "pace")]
    assert lines == [LIGHT.muted, LIGHT.series[0], LIGHT.muted]
    ground, line = found["layout"]["shapes"]
    assert (ground["x0"], ground["x1"], line["x0"]) == (6.0, 24, 9.0)
    texts = [each["text"] for each in found["layout"]["annotations"]]
    assert texts == ["半分", "9 か月<br><b>確かに速い</b>", "24"]
    assert "shapes" not in drawn(Middle(1))["layout"] or not drawn(Middle(1))["layout"]["shapes"]


def test_months_are_named_in_round_steps() -> None:
    axis = drawn(Middle(0))["layout"]["xaxis"]
    assert list(axis["tickvals"]) == [0, 6, 12, 18, 24]
    assert list(axis["ticktext"])[:2] == ["0 か月", "6"]
