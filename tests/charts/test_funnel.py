"""The funnel's bars stand on one base in the order of the stages, with their conversions and the stage where it stops."""

from charts.funnel import Bar, funnel_figure, funnel_table
from charts.look import Look

JA = Look("ja")
N = "\u00a0"
BARS = (
    Bar("認知", 0, 0.8, 0.78, 0.82),
    Bar("閲読", 1, 0.4, 0.38, 0.42, came=0.5, came_range=(0.47, 0.53), stops=True),
)


def test_bars_run_from_nothing_to_their_share() -> None:
    figure = funnel_figure(BARS, JA).to_dict()
    assert [list(trace["x"]) for trace in figure["data"]] == [[80.0], [40.0]]
    assert tuple(figure["layout"]["xaxis"]["range"]) == (0, 100)


def test_what_part_came_on_and_where_it_stops_is_written() -> None:
    texts = [mark["text"] for mark in funnel_figure(BARS, JA).to_dict()["layout"]["annotations"]]
    assert texts[0] == "<b>認知</b>"
    assert texts[2] == f"<b>閲読</b>\u3000前の段階の 50{N}%\u3000<b>ここで止まっている</b>"


def test_a_hidden_stage_has_no_bar_and_says_so() -> None:
    figure = funnel_figure((Bar("認知", 0, None),), JA).to_dict()
    assert list(figure["data"][0]["x"]) == [0.0]
    assert figure["layout"]["annotations"][1]["text"] == "非表示"


def test_the_table_has_a_row_a_stage() -> None:
    assert funnel_table(BARS, "題", "ja").rows == (
        ("認知", f"80{N}%", f"78〜82{N}%", "—", "—"),
        ("閲読", f"40{N}%", f"38〜42{N}%", f"50{N}%", f"47〜53{N}%"),
    )
