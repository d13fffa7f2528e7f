"""Norms, leads and lags, and the timeline: what is drawn stands where its figures put it."""

from datetime import date

import pytest

from charts.look import Look
from charts.moments import moments_figure, moments_table
from charts.norms import Norm, Share, norms_figure
from charts.timeline import Held, timeline_figure
from measure.initiative import Moment
from tests.charts.rows import WAVES

JA = Look("ja")
DAYS = (date(2025, 1, 1), date(2025, 4, 1), date(2025, 6, 30))
MOMENTS = (Moment(-2, 1.0, -2.0, 4.0), Moment(0, 6.0, 3.0, 9.0))


def test_both_sides_of_a_norm_stand_in_its_row() -> None:
    norms = (
        Norm("一", Share(0.8, 0.7, 0.9), Share(0.4, 0.3, 0.5), "思いだけ", weak=True),
        Norm("二", Share(None), Share(0.6, 0.5, 0.7), "一方だけ"),
    )
    figure = norms_figure(norms, JA).to_dict()
    sides = {trace["meta"]: trace for trace in figure["data"] if "meta" in trace}
    assert list(sides["importance"]["x"]) == [80]
    assert list(sides["practice"]["x"]) == [40, 60]
    assert sides["importance"]["y"][0] == sides["practice"]["y"][0]
    names = [mark["text"] for mark in figure["layout"]["annotations"]]
    assert "<b>思いだけ</b>" in names[0]
    assert "<b>" not in names[1]


def test_leads_are_hollow_lags_are_filled_and_the_wave_before_is_nothing() -> None:
    marks = moments_figure(MOMENTS, JA).to_dict()["data"][-1]
    assert list(zip(marks["x"], marks["y"], strict=True)) == [(-2, 1.0), (-1, 0.0), (0, 6.0)]
    assert [fill == JA.colours.surface for fill in marks["marker"]["color"]] == [True, True, False]


def test_the_first_wave_after_the_start_is_number_one() -> None:
    assert [row[0] for row in moments_table(MOMENTS, "題", "ja").rows] == ["2 回前", "後の 1 回目"]


def test_an_initiative_is_a_bar_from_its_first_to_its_last_day() -> None:
    held = (Held("研修", date(2025, 1, 1), date(2025, 4, 1), 3), Held("講演", date(2025, 4, 1), date(2025, 4, 1), 1))
    bars = timeline_figure(held, WAVES, DAYS, JA).to_dict()["data"]
    assert [bar["base"][0] for bar in bars] == pytest.approx([0, 1])
    assert bars[0]["x"][0] == pytest.approx(1)
    assert bars[1]["x"][0] > 0
