"""Norms, initiatives, turnover and stages on the pages: the same numbers as `shintodo show` of a county and a small office."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import cli
from actions import initiatives
from actions.users import LOCAL
from db.engine import Store
from terminal.door import run_program
from tests.actions import test_advice, test_revision, test_rotation
from tests.actions.county import HELD, HELD_SINCE, county
from tests.ui.conftest import opened
from tests.ui.reading import figure, figures, of_kind, words
from text import formats

small = test_advice.small  # one department likes the first norm, few practise it
revised = test_revision.revised  # its second edition came out before the fourth of five waves
banded = test_rotation.banded  # half of every department is new
Told = Any


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A county of which five departments held a workshop."""
    folder = tmp_path_factory.mktemp("county-pages")
    store = county(folder)
    path = folder / "initiatives.csv"
    path.write_text(
        f"initiative,name,kind,from,unit\nws,研修会,workshop,{HELD_SINCE},{'|'.join(HELD)}\n", encoding="utf-8"
    )
    assert not initiatives.import_initiatives(LOCAL, store, path).problems
    yield f"sqlite:///{folder / 'county.sqlite3'}"
    store.close()


@pytest.fixture
def at(held: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("SHINTODO_DATABASE_URL", held)
    return held


def answer(url: str, capsys: pytest.CaptureFixture[str], *asked: str) -> Told:
    assert run_program(cli.app, ["--database-url", url, *asked, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_an_initiative_with_its_leads_and_lags(at: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = answer(at, capsys, "show", "initiative", "ws")
    app = opened("initiatives")
    [marks] = of_kind(figures(app)[1], "moments")
    shown = dict(zip(marks["x"], marks["y"], strict=True))
    assert shown.pop(-1) == 0
    assert shown == {moment["wave"]: pytest.approx(moment["points"]) for moment in said["around"]}
    assert said["sentence"] in words(app)


def test_an_initiative_is_marked_on_the_overview_and_what_came_of_it_is_said(
    at: str, capsys: pytest.CaptureFixture[str]
) -> None:
    app = opened()
    texts = [mark["text"] for mark in figure(app)["layout"]["annotations"]]
    assert sum("研修会" in text for text in texts) == 1
    assert answer(at, capsys, "show", "initiative", "ws")["sentence"] in words(app)


@pytest.mark.parametrize(("unit", "marked"), [(HELD[0], True), ("B3", False)])
def test_an_initiative_is_marked_on_the_trend_of_the_units_that_held_it(at: str, unit: str, marked: bool) -> None:
    assert (unit in HELD) is marked
    trend = figures(opened("unit", unit=unit))[1]
    assert "ticktext" in trend["layout"]["xaxis"]
    assert any("研修会" in mark["text"] for mark in trend["layout"]["annotations"]) is marked


def test_the_order_by_lot_is_that_of_the_terminal(at: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("--wave", "W6", "--seed", "1", "--level", "2", "--rounds", "2")
    turns = answer(at, capsys, "initiative", "draw", *asked)
    read = words(opened("initiatives", level="2"))
    places = [read.rindex(f" {turn['name']} ") for turn in turns]
    assert places == sorted(places)


@pytest.mark.parametrize(("by", "chart"), [("unit", 2), ("funnel", 3), ("tenure", 4)])
def test_what_moved_the_whole_in_each_way(at: str, capsys: pytest.CaptureFixture[str], by: str, chart: int) -> None:
    """The reorganisation falls between the two: departments merged and one began."""
    asked = ("--from", "W4", "--to", "W6", "--indicator", "awareness", "--by", by)
    said = answer(at, capsys, "show", "decompose", *asked)
    found = figures(opened("change", **{"from": "W4", "to": "W6"}))[chart]
    [total] = of_kind(found, "total")
    assert total["x"][0] == pytest.approx(100 * said["total"])
    parts = [bar["x"][0] for bar in of_kind(found, "part")]
    if by == "funnel":
        assert parts == pytest.approx([100 * part["effect"] for part in said["parts"]])
    else:
        assert parts[:2] == pytest.approx([100 * said["within"], 100 * said["composition"]])
    assert sum(parts) == pytest.approx(total["x"][0], abs=0.05)  # what is below a tenth of a point is not drawn


def test_norms(small: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{Path(str(small.url.database))}"
    monkeypatch.setenv("SHINTODO_DATABASE_URL", url)
    one = answer(url, capsys, "show", "norms", "--wave", "W")[0]
    app = opened("norms")
    [liked] = of_kind(figure(app), "importance")
    [done] = of_kind(figure(app), "practice")
    assert liked["x"] == pytest.approx([100 * one["importance"]["share"]])
    assert done["x"][0] == pytest.approx(100 * one["practice"]["share"])
    assert formats.points(one["gap"]["points"], "ja") in words(app)
    assert "思いだけで実践が半数未満のもの 1（#1）" in words(app)


def test_a_guideline_without_norms_says_so(at: str) -> None:
    assert "行動規範ごとの設問がありません" in words(opened("norms"))


def test_findings_stand_on_the_overview_with_their_links(at: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The sentences are the terminal's, but for the waves, which the page calls as people read them."""
    said = answer(at, capsys, "show", "findings")
    app = opened()
    read = words(app).replace("\u00a0", " ")
    rows = [*said["findings"], *said["behind"][:3]]
    assert len(said["findings"]) <= 5
    assert [row for row in rows if row["sentence"].split("：")[0] not in read] == []
    links = [link.proto for link in app.get("page_link")]
    assert len(links) == len(rows)
    asked = [
        all(f"{k}={v}" in link.query_string for k, v in row["query"].items())
        for row, link in zip(rows, links, strict=True)
    ]
    assert all(asked)


def test_the_funnel_plot_shows_the_shown_and_fills_the_unusual(at: str, capsys: pytest.CaptureFixture[str]) -> None:
    rows = answer(at, capsys, "show", "compare", "--wave", "W6", "--indicator", "awareness", "--level", "2")
    shown = [row for row in rows if row["status"] == "shown"]
    app = opened("compare", level="2")
    [spots] = of_kind(figures(app)[1], "spots")
    assert spots["y"] == pytest.approx([100 * row["share"] for row in shown])
    filled = [fill == spots["marker"]["line"]["color"] for fill in spots["marker"]["color"]]
    assert filled == [row["unusual"] for row in shown]
    assert [row for row in shown if f"{row['rank']['low']}〜{row['rank']['high']} 位" not in words(app)] == []


def test_a_units_own_page_shows_it_beside_others(at: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("show", "levels", "--wave", "W6", "--indicator", "awareness")
    shares = {row["unit"]: row["share"] for row in answer(at, capsys, *asked) if row["segment"] is None}
    past = answer(at, capsys, "show", "levels", "--wave", "W5", "--indicator", "awareness", "--unit", "A1")
    before = next(row["share"] for row in past if row["segment"] is None)
    app = opened("unit", unit="A1")
    dots = figure(app)["data"][-1]["x"]
    assert dots[:4] == pytest.approx([100 * share for share in (shares["A1"], before, shares["A"], shares["C"])])
    assert "次の調査までの変化" in words(app) or "次の調査回までの変化" in words(app)


def test_a_unit_too_small_to_be_shown_gives_way_to_the_next_larger(at: str) -> None:
    read = words(opened("unit", unit="S1"))
    assert "「S1」は、回答した人が分からないように結果を表示していません。" in read
    assert "代わりに、次に大きい「Second」の結果を示します。" in read


def test_learning_and_turnover(
    banded: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{Path(str(banded.url.database))}"
    monkeypatch.setenv("SHINTODO_DATABASE_URL", url)
    said = answer(url, capsys, "show", "rotation", "--indicator", "awareness", "--unit", "B", "--level", "2")
    app = opened("rotation", unit="B", level="2")
    bands, split, units = figures(app)
    marks = next(trace for trace in bands["data"] if trace.get("mode") == "markers")
    assert marks["x"] == pytest.approx([100 * band["share"] for band in said["bands"]])
    learned, turned = (bar["x"][0] for bar in of_kind(split, "part"))
    assert learned == pytest.approx(said["balance"]["learning"]["points"])
    assert turned == pytest.approx(said["balance"]["turnover"]["points"])
    gaps = next(trace for trace in units["data"] if trace.get("mode") == "markers")
    assert sorted(gaps["x"]) == pytest.approx(sorted(gap["points"] for gap in said["units"]))
    for part in said["sentence"].split("。")[:1]:
        assert part in words(app)


def test_a_unit_s_own_page_says_how_its_arrivals_stand(
    banded: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bands stand in a section of their own, so the groups by attribute leave them out."""
    url = f"sqlite:///{Path(str(banded.url.database))}"
    monkeypatch.setenv("SHINTODO_DATABASE_URL", url)
    said = answer(url, capsys, "show", "rotation", "--indicator", "awareness", "--unit", "B")
    app = opened("unit", unit="B")
    chart = next(found for found in app.get("plotly_chart") if "在籍年数の区分ごと" in found.proto.alt)
    marks = next(trace for trace in json.loads(chart.proto.spec)["data"] if trace.get("mode") == "markers")
    assert marks["x"] == pytest.approx([100 * band["share"] for band in said["bands"]])
    [first, *_] = said["sentence"].split("。")
    assert first in chart.proto.alt
    assert first in words(app)
    assert "属性ごとの" not in words(app)


def test_a_guideline_without_tenure_bands_says_how_to_tell_them(at: str) -> None:
    assert "在籍年数の区分がありません" in words(opened("rotation"))


def test_a_revision_is_marked_on_the_trend_and_told_in_its_sentence(
    revised: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHINTODO_DATABASE_URL", f"sqlite:///{Path(str(revised.url.database))}")
    for page in ("trend", "overview"):
        texts = [mark["text"] for mark in figure(opened(page))["layout"]["annotations"]]
        assert sum("改定（2.0）" in text for text in texts) == 1
    [read] = [line for line in figure(opened("trend"))["data"] if line.get("name") == "閲読"]
    assert read["x"] == [0, 1, 2, 2.5, 3, 4]
    assert read["y"][3] is None
