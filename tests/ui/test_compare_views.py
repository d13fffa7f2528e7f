"""The comparison as a map and with pinned units shows what the actions answer, and hides what is hidden."""

import re
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from actions import grid as grids
from actions import view
from actions.keep import open_store
from actions.users import LOCAL
from actions.view import Query
from charts.look import drawn, share_text
from tests.ui.conftest import Open
from tests.ui.reading import bodies, figure, words

ROW = re.compile(r'<tr data-level="(\d)"([^>]*)><th[^>]*>(.*?)</th>(.*?)</tr>')
FIELD = re.compile(r'<td class="([^"]*)">([^<]*)</td>')


def rows(html: str) -> dict[str, tuple[str, bool, list[str]]]:
    """Of the map by unit's name: level, whether it is folded away, and the fields' texts."""
    return {
        re.sub(r"<[^>]+>", "", name): (level, "hidden" in kind, [text for _, text in FIELD.findall(cells)])
        for level, kind, name, cells in ROW.findall(html)
    }


def map_of(app: AppTest) -> dict[str, tuple[str, bool, list[str]]]:
    [found] = [body for body in bodies(app) if "sd-map-table" in body]
    return rows(found)


def test_the_map_shows_every_unit_as_the_action_answers(visit: Open, founded: Path) -> None:
    store = open_store(f"sqlite:///{founded}")
    found = map_of(visit("compare", view="map"))
    tree = view.tree(LOCAL, store, "2025Q3")
    for code, unit in tree.units.items():
        cells = [
            view.levels(LOCAL, store, Query(wave="2025Q3", unit=code, indicator=key))[0]
            for key in ("awareness", "readership")
        ]
        assert found[unit.name.text("ja")][2] == [share_text(cell, "ja") for cell in cells]
    assert found["秘書室"][2] == ["非表示", "非表示"]


def test_the_map_over_waves_ends_with_the_chosen_one(visit: Open, founded: Path) -> None:
    store = open_store(f"sqlite:///{founded}")
    points = view.trend(LOCAL, store, Query(indicator="awareness", unit="B1"))
    found = map_of(visit("compare", view="map", across="waves", wave="2025Q2"))
    assert found["高齢福祉課"][2] == [share_text(point, "ja") for point in points[:2]]


@pytest.mark.parametrize(
    ("address", "asked"), [({"view": "map"}, False), ({"view": "map", "across": "waves"}, True), ({}, True)]
)
def test_an_indicator_is_asked_for_where_it_governs_something(
    visit: Open, address: dict[str, str], asked: bool
) -> None:
    assert ("indicator" in [box.key for box in visit("compare", **address).selectbox]) == asked


def test_deeper_levels_are_folded_and_a_search_opens_what_it_finds(visit: Open) -> None:
    assert [
        folded for level, folded, _ in map_of(visit("compare", view="map", depth="1")).values() if level == "2"
    ] == [True] * 5
    for find in ("保育", "nurser", "Ｂ２"):
        found = map_of(visit("compare", view="map", find=find))
        assert [(name, folded) for name, (_, folded, _) in found.items()] == [
            ("町役場", False),
            ("福祉部", False),
            ("保育課", False),
        ]
    assert "当てはまる部署はありません" in words(visit("compare", view="map", find="無い部署"))


def test_pinned_units_stand_in_the_address_and_beside_each_other(visit: Open, founded: Path) -> None:
    store = open_store(f"sqlite:///{founded}")
    app = visit("compare", view="beside", pin=["B1", "A3"])
    cells = {row.unit: row for row in view.compare(LOCAL, store, Query(wave="2025Q3", indicator="awareness"))}
    assert figure(app)["data"][-1]["x"] == pytest.approx([100 * (drawn(cells["B1"]) or 0)])
    assert "秘書室 非表示" in words(app)
    app.multiselect(key="pin").set_value(["B2"]).run()
    assert app.query_params["pin"] in ("B2", ["B2"])
    assert "保育課" in words(app)


def test_a_grid_asks_the_store_once_and_knows_only_closed_waves(founded: Path) -> None:
    store = open_store(f"sqlite:///{founded}")
    found = grids.grid(LOCAL, store, grids.Wanted(("2025Q3", "2025Q4"), ("awareness",)), Query(guideline="town-code"))
    assert {wave for _, wave, _ in found.cells} == {"2025Q3"}
    assert found.row("B1", [("2025Q4", "awareness")]) == (None,)


def test_the_overview_has_a_picture_for_each_main_unit(visit: Open) -> None:
    found = "".join(bodies(visit()))
    alts = re.findall(r'<img src="data:image/svg\+xml,[^"]*" alt="([^"]*)"', found)
    assert [alt.split("の認知")[0] for alt in alts] == ["総務部", "福祉部"]
    assert all("全体" in alt for alt in alts)
    assert 'href="unit?guideline=town-code&amp;unit=A&amp;indicator=awareness"' in found


def test_a_level_too_large_for_a_chart_is_not_offered_and_the_map_is_named(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Level 1 of the town has two units, level 2 five."""
    told = "部署を超える階層は、図にすると画面が動かなくなるため選べません。"
    whole = visit("compare", level="2")
    assert (whole.session_state["level"], told in words(whole)) == ("2", False)
    monkeypatch.setattr("ui.scope.part", lambda visit, key, make, *of: make())
    monkeypatch.setattr("ui.scope.MOST_DRAWN", 3)
    app = visit("compare", level="2")
    assert app.session_state["level"] == "1"
    assert f"3 {told}" in words(app)
    assert len(figure(app)["layout"]["yaxis"]["ticktext"]) == 2
    assert {"人事課", "保育課"} <= map_of(visit("compare", view="map", depth="2")).keys()


def test_the_dots_lead_to_the_same_units_as_slopes_since_the_wave_before(visit: Open) -> None:
    app = visit("compare", wave="2025Q2", level="2", indicator="readership")
    [link] = [each.proto for each in app.get("page_link") if each.proto.page.endswith("change")]
    held = dict(parse_qsl(link.query_string))
    assert held.items() >= {"from": "2025Q1", "to": "2025Q2", "level": "2", "indicator": "readership"}.items()
    slopes = figure(visit("change", **held))
    assert slopes["layout"]["xaxis"]["ticktext"] == ["2025年度\u00a0第1回", "2025年度\u00a0第2回"]
    first = visit("compare", wave="2025Q1")
    assert [each for each in first.get("page_link") if each.proto.page.endswith("change")] == []
