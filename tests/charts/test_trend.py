"""The trend figure draws the published shares, leaves gaps where nothing is shown, and names its lines."""

from typing import Any

import pytest

from charts.ends import End, end_labels
from charts.look import Look
from charts.table import trend_table
from charts.trend import HEIGHT, Line, trend_figure
from confidentiality.cube import Break, CellStatus
from measure.change import ChangeLabel
from tests.charts.rows import WAVES, change, point
from text.formats import WaveLabel

JA = Look("ja")
N = "\u00a0"


def drawn(lines: list[Line], waves: tuple[WaveLabel, ...] = WAVES, look: Look = JA) -> dict[str, Any]:
    figure: dict[str, Any] = trend_figure(lines, waves, look).to_dict()
    return figure


def line_traces(figure: dict[str, Any]) -> list[dict[str, Any]]:
    return [trace for trace in figure["data"] if trace["mode"] == "lines+markers"]


def test_shares_are_drawn_in_percent_and_what_is_hidden_is_a_gap() -> None:
    """w1 50 %, w2 hidden, w3 60 %."""
    figure = drawn([Line("認知", 0, (point("w1", 0.5), point("w2", None), point("w3", 0.6)))])
    [line] = line_traces(figure)
    assert list(line["y"]) == [50.0, None, 60.0]
    assert line["connectgaps"] is False


def test_a_hidden_wave_carries_a_cross_with_its_reason() -> None:
    figure = drawn([Line("認知", 0, (point("w1", 0.5), point("w2", None), point("w3", 0.6)))])
    [crosses] = [trace for trace in figure["data"] if trace["mode"] == "markers"]
    assert (list(crosses["x"]), list(crosses["customdata"])) == ([1], ["2025年度 第2回<br>認知: 非表示"])


def test_a_wave_without_data_is_a_gap_and_no_cross() -> None:
    points = (point("w1", 0.5), point("w2", None, status=CellStatus.NO_DATA), point("w3", 0.6))
    figure = drawn([Line("認知", 0, points)])
    assert list(line_traces(figure)[0]["y"]) == [50.0, None, 60.0]
    assert [trace["mode"] for trace in figure["data"]].count("markers") == 0


def test_the_band_breaks_where_the_line_breaks() -> None:
    figure = drawn([Line("認知", 0, (point("w1", 0.5), point("w2", None), point("w3", 0.6)))])
    bands = [trace for trace in figure["data"] if trace.get("fill") == "toself"]
    assert [height for band in bands for height in band["y"]] == pytest.approx([53, 47, 63, 57])
    assert [list(band["x"]) for band in bands] == [[0, 0], [2, 2]]


def test_a_revision_cuts_line_and_band_and_says_why() -> None:
    """w1 50 %, w2 40 % of the revised guideline: nothing joins the two, and the later point tells the reason."""
    points = (point("w1", 0.5), point("w2", 0.4, broken=Break.REVISION), point("w3", 0.45))
    figure = drawn([Line("閲読", 0, points)])
    [line] = line_traces(figure)
    assert (list(line["x"]), list(line["y"])) == ([0, 0.5, 1, 2], [50.0, None, 40.0, 45.0])
    assert ["改定" in text for text in line["customdata"]] == [False, False, True, False]
    bands = [trace for trace in figure["data"] if trace.get("fill") == "toself"]
    assert [list(band["x"]) for band in bands] == [[0, 0], [1, 2, 2, 1]]
    assert ["改定" in row[5] for row in trend_table([Line("閲読", 0, points)], WAVES, "t", "ja").rows] == [
        False,
        True,
        False,
    ]


def test_without_intervals_there_is_no_band() -> None:
    points = tuple(point(f"w{at}", 0.5, low=None, high=None, base=None) for at in (1, 2, 3))
    assert [trace["mode"] for trace in drawn([Line("認知", 0, points)])["data"]] == ["lines+markers"]


def test_a_coded_cell_is_drawn_at_its_bound_with_an_open_marker() -> None:
    coded = point("w3", None, status=CellStatus.CODED, low=0.9, high=1.0)
    figure = drawn([Line("認知", 0, (point("w1", 0.5), point("w2", 0.8), coded))])
    [line] = line_traces(figure)
    assert list(line["y"]) == [50.0, 80.0, 90.0]
    assert list(line["marker"]["symbol"]) == ["circle", "circle", "circle-open"]
    assert f"90{N}% 超" in line["customdata"][2]


def test_lines_differ_in_colour_marker_and_dash() -> None:
    lines = [Line(str(slot), slot, (point("w1", 0.1 * slot),)) for slot in range(5)]
    traces = line_traces(drawn(lines))
    for looks in (
        [t["line"]["color"] for t in traces],
        [t["line"]["dash"] for t in traces],
        [t["marker"]["symbol"][0] for t in traces],
    ):
        assert len(set(looks)) == 5


def test_the_axis_runs_from_0_to_100_and_names_the_waves_in_our_words() -> None:
    figure = drawn([Line("認知", 0, (point("w1", 0.5),))])
    assert list(figure["layout"]["yaxis"]["tickvals"]) == [0, 20, 40, 60, 80, 100]
    assert list(figure["layout"]["xaxis"]["ticktext"]) == ["第1回<br>2025年度", "第2回", "第3回"]


def test_a_year_of_one_wave_is_named_too_a_row_lower_where_the_next_name_is_near() -> None:
    """Waves a year -> rows under their first marks: a long year in the second row, a short one before another lower."""
    for counts, rows in (
        ((1, 4, 4), (3, 2, 2)),
        ((4, 1, 4), (2, 3, 2)),
        ((4, 4, 1), (2, 2, 2)),
        ((1, 1, 1, 4), (3, 2, 3, 2)),
    ):
        waves = tuple(
            WaveLabel(f"{year}-{at}", str(at + 1), "", f"{2020 + year}年度", "")
            for year, count in enumerate(counts)
            for at in range(count)
        )
        marks = drawn([Line("a", 0, ())], waves)["layout"]["xaxis"]["ticktext"]
        named = [mark.split("<br>") for mark in marks if "年度" in mark]
        assert [(len(parts), parts[-1]) for parts in named] == [
            (row, f"{2020 + year}年度") for year, row in enumerate(rows)
        ]


def test_many_waves_get_short_marks_and_many_years_every_second_name() -> None:
    quarterly = tuple(WaveLabel(str(at), str(at % 4 + 1), "", f"{2023 + at // 4}年度", "") for at in range(8))
    yearly = tuple(WaveLabel(str(year), str(year), str(year), "", "") for year in range(2009, 2021))
    marks = drawn([Line("a", 0, ())], quarterly)["layout"]["xaxis"]["ticktext"]
    assert list(marks) == ["1<br>2023年度", "2", "3", "4", "1<br>2024年度", "2", "3", "4"]
    assert list(drawn([Line("a", 0, ())], yearly)["layout"]["xaxis"]["ticktext"]) == [
        "2010",
        "2012",
        "2014",
        "2016",
        "2018",
        "2020",
    ]


def test_lines_are_named_at_their_ends() -> None:
    figure = drawn([Line("認知", 0, (point("w1", 0.5), point("w3", 0.6)))])
    [label] = figure["layout"]["annotations"]
    assert label["text"].endswith(f"<b>60{N}%</b><br>認知")
    assert figure["layout"]["showlegend"] is False


def test_a_line_that_ended_earlier_says_when() -> None:
    figure = drawn([Line("認知", 0, (point("w1", 0.5), point("w2", 0.6), point("w3", None)))])
    assert f"60{N}%（第2回）" in figure["layout"]["annotations"][0]["text"]


def test_a_name_is_never_markup() -> None:
    figure = drawn([Line("<b>x</b><a href='javascript:1'>", 0, (point("w1", 0.5),))])
    assert "<a" not in str(figure)
    assert "<b>x" not in str(figure)


def test_labels_do_not_cover_each_other() -> None:
    ends = end_labels([End("a", "50 %", 0, 50.0), End("b", "50 %", 1, 50.0), End("c", "51 %", 2, 51.0)], HEIGHT)
    heights = sorted(end.y for end in ends.ends)
    row = 100 / (HEIGHT * 0.72) * 15
    assert heights[1] - heights[0] >= 2 * row - 1e-9
    assert heights[2] - heights[1] >= 2 * row - 1e-9


def test_labels_stay_inside_the_plot() -> None:
    low = end_labels([End(str(at), "1 %", at, 1.0) for at in range(4)], HEIGHT)
    high = end_labels([End(str(at), "99 %", at, 99.0) for at in range(4)], HEIGHT)
    assert min(end.y for end in low.ends) > -1
    assert max(end.y for end in high.ends) < 101


def test_names_too_long_for_the_margin_go_to_the_legend() -> None:
    ends = end_labels([End("Managers role model the behaviours of the statement", "50 %", 0, 50.0)], HEIGHT)
    assert (ends.named, ends.ends[0].rows) == (False, ())


def test_the_table_holds_the_same_figures_newest_first() -> None:
    points = (
        point("w1", 0.5),
        point("w2", None),
        point("w3", 0.6, change=change(10.0, ChangeLabel.CLEAR, "w1"), response_rate=0.8),
    )
    table = trend_table([Line("認知", 0, points)], WAVES, "題", "ja")
    assert [row[:3] for row in table.rows] == [
        ("2025年度 第3回", "認知", f"60{N}%"),
        ("2025年度 第2回", "認知", "非表示"),
        ("2025年度 第1回", "認知", f"50{N}%"),
    ]
    assert table.rows[0][3:] == (f"57〜63{N}%", f"+10{N}pt", "確かな上昇", "100", f"80{N}%")
    assert table.rows[1][3:] == ("—", "—", "—", "—", "—")
    assert len(table.headings) == len(table.rows[0])
