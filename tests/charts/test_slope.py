"""The slope chart: every unit once, clear changes loud and named, falls dashed; and a change's parts piled up."""

import pytest

from charts.ends import End, end_labels
from charts.look import Look
from charts.slope import Slope, slope_figure
from charts.steps import Step, steps_figure, steps_table

JA = Look("ja")
SLOPES = (
    Slope("総務部", 0.5, 0.6, "+10 pt", clear=True),
    Slope("福祉部", 0.7, 0.6, "−10 pt", clear=True),
    Slope("水道局", 0.4, 0.41, "+1 pt", clear=False),
)
STEPS = (Step("中での変化", 3.0, 1.0), Step("構成の変化", -1.0, 0.5), Step("全体", 2.0, total=True))


def test_every_unit_is_a_line_from_share_to_share() -> None:
    traces = slope_figure(SLOPES, ("前", "後"), JA).to_dict()["data"]
    assert sorted(tuple(trace["y"]) for trace in traces) == [(40, 41), (50, 60), (70, 60)]


def test_only_clear_changes_are_named_and_falls_are_dashed() -> None:
    figure = slope_figure(SLOPES, ("前", "後"), JA).to_dict()
    named = " ".join(mark["text"] for mark in figure["layout"]["annotations"])
    assert ("総務部" in named, "福祉部" in named, "水道局" in named) == (True, True, False)
    assert [trace["line"]["dash"] for trace in figure["data"] if trace["meta"] == "clear"] == ["solid", "dash"]


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("Administration Division", ["Administration", "Division"]),
        ("Policy Planning Bureau", ["Policy", "Planning", "Bureau"]),
        ("デジタル推進局", ["デジタル", "推進局"]),
    ],
)
def test_a_name_is_broken_between_words_where_a_word_fits(name: str, rows: list[str]) -> None:
    """A label is 12 columns wide and gives way to a word of up to 16."""
    [end] = end_labels([End(name, "+14 pt", 0, 80.0)], 440).ends
    assert list(end.rows) == rows


def test_parts_begin_where_the_one_before_ended() -> None:
    """3 from 0, −1 from 3, and the whole, 3 − 1 = 2, from 0."""
    bars = steps_figure(STEPS, JA).to_dict()["data"]
    assert [(bar["base"][0], bar["x"][0]) for bar in bars] == [(0, 3), (3, -1), (0, 2)]
    assert [bar["marker"]["pattern"]["shape"] for bar in bars] == ["", "/", ""]
    assert bars[0]["error_x"]["array"][0] == pytest.approx(1.96, abs=0.001)
    assert not bars[2]["error_x"]["visible"]


def test_the_table_of_parts_has_their_intervals() -> None:
    assert steps_table(STEPS, "題", "ja").rows == (
        ("中での変化", "+3.0\u00a0pt", "+1.0〜+5.0\u00a0pt"),
        ("構成の変化", "−1.0\u00a0pt", "−2.0〜±0.0\u00a0pt"),
        ("全体", "+2.0\u00a0pt", "—"),
    )
