"""A store without results leads by the hand instead of showing empty charts."""

from pathlib import Path

import pytest

from actions import organise
from actions.keep import open_store
from actions.users import LOCAL
from tests.ui import town
from tests.ui.conftest import opened
from tests.ui.reading import words

PAGES = (
    "overview",
    "unit",
    "trend",
    "speed",
    "change",
    "compare",
    "rotation",
    "norms",
    "initiatives",
    "upload",
    "close",
    "method",
)


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    monkeypatch.setenv("SHINTODO_DATABASE_URL", url)
    return url


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_page_of_an_empty_store_opens(empty: str, page: str, lang: str) -> None:
    app = opened(page, lang=lang)
    assert not app.exception
    first_step = {"ja": "行動指針と設問を登録する", "en": "Register the guideline and its questions"}[lang]
    assert (first_step in words(app)) == (page not in ("method", "upload"))
    start = {"ja": "最初のファイルから始める", "en": "Start with your first file"}[lang]
    assert (start in words(app)) == (page != "method")


def test_an_empty_store_names_the_next_command(empty: str) -> None:
    assert "shintodo guideline import FILE.toml" in words(opened())


def test_an_open_wave_shows_its_response_rate_only(empty: str, tmp_path: Path) -> None:
    """A guideline and one open wave without responses: 0 of 908 have answered."""
    store = open_store(empty)
    (tmp_path / "g.toml").write_text(town.GUIDELINE, encoding="utf-8")
    organise.import_guideline(LOCAL, store, tmp_path / "g.toml")
    units = town.write_csv(tmp_path / "u.csv", [("code", "name", "parent", "name_en"), *town.UNITS])
    organise.import_units(LOCAL, store, units, town.OPEN_WAVE[1])
    heads = town.write_csv(tmp_path / "h.csv", [("unit", "headcount"), *town.HEADCOUNT.items()])
    town.add_wave(store, *town.OPEN_WAVE, heads)
    app = opened()
    read = words(app)
    assert "まだ公開された調査回がありません" in read
    assert "908人" in read
    assert len(app.get("plotly_chart")) == 0


def test_the_headcount_is_a_step_of_its_own(empty: str) -> None:
    assert "shintodo headcount import FILE.csv --wave 2026Q1" in words(opened())
