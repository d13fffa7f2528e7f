"""Starting a wave on the page: with headcounts or without, and nothing at all where something is wrong."""

from datetime import date

import pytest

from actions import view
from actions.keep import open_store
from actions.users import LOCAL
from measure.wave import WaveState
from tests.ui.conftest import opened
from tests.ui.reading import words

FIRST, LAST = date(2026, 5, 7), date(2026, 5, 27)
HEADS = b"unit,headcount\nA1,200\nA2,150\n"


@pytest.fixture(autouse=True)
def store(own_store: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("SHINTODO_DATABASE_URL", own_store)
    return own_store


def started(name: str, headcount: bytes | None = None) -> str:
    """What the page says after its form was filled in and sent."""
    app = opened("close")
    next(box for box in app.text_input if box.label == "調査回の名前").set_value(name)
    for label, day in (("始めの日", FIRST), ("終わりの日", LAST)):
        for part, number in (("年", day.year), ("月", day.month), ("日", day.day)):
            next(box for box in app.selectbox if box.label == f"{label}：{part}").set_value(number)
    next(box for box in app.number_input if box.label == "最小集計数（人）").set_value(12)
    if headcount is not None:
        app.file_uploader[0].set_value(("heads.csv", headcount, "text/csv"))
    next(button for button in app.button if button.label == "調査回を始める").click()
    return words(app.run())


def waves(url: str) -> dict[str, view.WaveRow]:
    return {row.wave: row for row in view.waves(LOCAL, open_store(url))}


def test_a_wave_starts_with_what_was_filled_in(store: str) -> None:
    assert "調査回 2026Q1 を始めました。" in started("2026Q1")
    row = waves(store)["2026Q1"]
    assert (row.starts_on, row.ends_on, row.state, row.minimum_base) == (FIRST, LAST, WaveState.OPEN, 12)


def test_headcounts_come_with_it(store: str) -> None:
    assert "対象者数は 350人 です。" in started("2026Q1", HEADS)
    assert waves(store)["2026Q1"].headcount == 200 + 150


@pytest.mark.parametrize(
    ("name", "headcount", "sentence"),
    [
        ("", None, "調査回の名前を入れてください。"),
        ("2025Q1", None, "調査回 2025Q1 は既にあります。"),
        ("2026Q1", b"unit,headcount\nZ9,5\n", "部署コード Z9 は登録されていないか、この時点の部署ではありません。"),
        ("2026Q1", b"unit,headcount\nA1,many\n", "2 行目の「headcount」の値「many」は使えません。"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_starts(
    store: str, name: str, headcount: bytes | None, sentence: str
) -> None:
    before = waves(store)
    assert sentence in started(name, headcount)
    assert waves(store) == before
