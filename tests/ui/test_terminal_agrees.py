"""The page and the terminal show the same numbers: the real UK series and a town through `shintodo show` and on the pages."""

import json
from pathlib import Path
from typing import Any

import pytest

import cli
from actions.keep import open_store
from sample.build import fill_uk
from terminal.door import run_program
from tests.sample.uk_published import PUBLISHED
from tests.ui.conftest import Open, opened
from tests.ui.reading import figure, figures, lines, of_kind, words
from text import formats

NAMES = {"aware_code": "規範の認知", "raise_concern": "懸念の申し出方を知っている"}


@pytest.fixture(scope="module")
def uk(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The store of the UK sample alone."""
    url = f"sqlite:///{tmp_path_factory.mktemp('uk') / 'uk.sqlite3'}"
    store = open_store(url)
    fill_uk(store, lambda step: None)
    store.close()
    return url


def answer(url: str, capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert run_program(cli.app, ["--database-url", url, *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def told(url: str, capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = answer(url, capsys, *words)
    return rows


@pytest.mark.parametrize("indicator", sorted(NAMES))
def test_trend_of_the_whole(
    uk: str, indicator: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both are the medians the publisher gives, within one point."""
    monkeypatch.setenv("SHINTODO_DATABASE_URL", uk)
    said = [100 * row["share"] for row in told(uk, capsys, "show", "trend", "--indicator", indicator)]
    assert lines(opened("trend"))[NAMES[indicator]] == pytest.approx(said)
    assert said == pytest.approx(list(PUBLISHED[indicator]), abs=1)


def test_comparison_of_organisations(
    uk: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHINTODO_DATABASE_URL", uk)
    rows = told(uk, capsys, "show", "compare", "--wave", "2020", "--indicator", "aware_code", "--level", "2")
    said = [100 * row["share"] for row in rows if row["share"] is not None]
    dots = figure(opened("compare", level="2"))["data"][1]
    assert dots["x"] == pytest.approx(said)
    assert len(said) == 106


@pytest.mark.parametrize("unit", ["TOWN", "B1"])
def test_speed_and_forecast(visit: Open, founded: Path, capsys: pytest.CaptureFixture[str], unit: str) -> None:
    said = answer(
        f"sqlite:///{founded}", capsys, "show", "speed", "--indicator", "awareness", "--unit", unit, "--target", "0.8"
    )
    app = visit("speed", unit=unit)
    [fan] = of_kind(figure(app), "fan")
    assert fan["y"][1:9] == pytest.approx([100 * step["high"] for step in said["forecast"]])
    assert fan["y"][9:17] == pytest.approx([100 * step["low"] for step in reversed(said["forecast"])])
    velocity = said["velocity"]
    assert figures(app)[1]["data"][-1]["x"][0] == pytest.approx(velocity["points_per_quarter"])
    assert formats.fine(velocity["low"]) in words(app)
    assert said["target"]["verdict"] == "too_few_waves"
    assert "調査が 4 回そろうと示せます" in words(app)


def test_funnel(visit: Open, founded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = answer(f"sqlite:///{founded}", capsys, "show", "funnel", "--wave", "2025Q3")
    chart = figures(visit())[1]
    assert [trace["x"][0] for trace in chart["data"]] == pytest.approx([100 * s["share"] for s in said["stages"]])
    came = formats.percent(said["conversions"][1]["share"], "ja")
    assert any(came in mark["text"] for mark in chart["layout"]["annotations"])
    assert formats.percent(said["contradictions"], "ja").startswith("0") == (said["contradictions"] < 0.005)


def test_speeds_of_the_real_series(
    uk: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The code has long been known: the page dates nothing, and shows how earlier forecasts came out."""
    monkeypatch.setenv("SHINTODO_DATABASE_URL", uk)
    said = answer(uk, capsys, "show", "speed", "--indicator", "aware_code", "--target", "0.8")
    read = words(opened("speed"))
    assert said["target"]["verdict"] == "reached"
    assert "目標 80\u00a0% に届いています" in read
    assert f"{said['backtest']['forecasts']} 回やり直した" in read
    assert f"平均 {said['backtest']['error']:.1f} pt" in read


def test_changes_and_what_moved_the_whole(visit: Open, founded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url, between = f"sqlite:///{founded}", ("--from", "2025Q2", "--to", "2025Q3", "--indicator", "awareness")
    rows = told(url, capsys, "show", "change", *between, "--level", "2")
    parts = answer(url, capsys, "show", "decompose", *between)
    app = visit("change", level="2", **{"from": "2025Q2", "to": "2025Q3"})
    slopes, dots, steps = figures(app)[:3]
    assert dots["data"][-1]["x"] == pytest.approx([row["points"] for row in rows])
    assert len(slopes["data"]) == len(rows)
    clear = [row for row in rows if row["label"] == "clear_change"]
    assert len(of_kind(slopes, "clear")) == len(clear)
    [total] = of_kind(steps, "total")
    assert total["x"][0] == pytest.approx(100 * parts["total"])
    assert of_kind(steps, "part")[0]["x"][0] == pytest.approx(100 * parts["within"])
    assert f"{rows[0]['q']:.3f}" in words(app)
