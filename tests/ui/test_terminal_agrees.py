"""The page and the terminal show the same numbers: the real UK series through `shintodo show` and on the pages."""

import json
from typing import Any

import pytest

import cli
from actions.keep import open_store
from sample.build import fill_uk
from terminal.door import run_program
from tests.sample.uk_published import PUBLISHED
from tests.ui.conftest import opened
from tests.ui.reading import figure, lines

NAMES = {"aware_code": "規範の認知", "raise_concern": "懸念の申し出方を知っている"}


@pytest.fixture(scope="module")
def uk(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The store of the UK sample alone."""
    url = f"sqlite:///{tmp_path_factory.mktemp('uk') / 'uk.sqlite3'}"
    store = open_store(url)
    fill_uk(store, lambda step: None)
    store.close()
    return url


def told(url: str, capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, Any]]:
    assert run_program(cli.app, ["--database-url", url, *words, "--json"]) == 0
    rows: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
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
