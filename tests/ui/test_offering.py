"""What is published is chosen on the closing page, at first as the settings say, and the wave is closed with just that."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Selectbox

from actions import view
from actions.keep import open_store
from actions.users import LOCAL
from confidentiality.cube import CellStatus
from confidentiality.proposal import Offer
from db.survey import surveys
from tests.ui import town
from tests.ui.conftest import opened, settled
from tests.ui.test_uploading import ALL_ROWS, OPEN, SHARES, dropped, press
from ui import offering


@pytest.fixture(autouse=True)
def store(own_store: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("SHINTODO_DATABASE_URL", own_store)
    return own_store


def closing(tmp_path: Path) -> AppTest:
    press(dropped(town.answers_csv(tmp_path / "one.csv", SHARES)), f"{ALL_ROWS} 行を取り込む")
    return opened("close")


def box(app: AppTest, label: str) -> Selectbox[Any]:
    return next(each for each in app.selectbox if each.label == label)


def closed(app: AppTest) -> AppTest:
    app = press(app, "公開される内容を確かめる")
    next(each for each in app.text_input if each.label == "調査回の名前").set_value(OPEN)
    return press(app.run(), "締め切って公開する")


def recorded(store: str) -> dict[str, object]:
    with open_store(store).reading() as connection:
        found = next(each for each in surveys(connection) if each.kept.wave.name == OPEN)
    choices: dict[str, object] = found.kept.closing["choices"]
    return choices


def test_unchosen_it_is_as_the_settings_say(store: str, tmp_path: Path) -> None:
    closed(closing(tmp_path))
    told = recorded(store)
    assert (told["depth"], told["segment_depth"], told["without"]) == (30, 30, [])


def test_what_is_chosen_is_published_and_recorded(store: str, tmp_path: Path) -> None:
    """Down to level 1: the town and its two bureaus, and no department below them."""
    app = closing(tmp_path)
    app = press(app, "公開される内容を確かめる")
    assert "締め切って公開する" in [button.label for button in app.button]
    app = settled(box(app, "公表する部署").set_value(1).run())
    assert "締め切って公開する" not in [button.label for button in app.button]  # another choice is counted anew first
    closed(app)
    assert recorded(store)["depth"] == 1
    shown = view.compare(LOCAL, open_store(store), view.Query(wave=OPEN, indicator="awareness"))
    assert {row.unit for row in shown if row.status is CellStatus.SHOWN} == {"TOWN", "A", "B"}


def test_what_is_proposed_can_be_chosen(tmp_path: Path) -> None:
    app = closing(tmp_path)
    best = Offer(depth=1, segment_depth=0, units=3, shown_units=3, cells=0, shown_cells=0)
    for name, value in offering.taken(OPEN, best).items():
        app.session_state[name] = value
    app = settled(app.run())
    assert (box(app, "公表する部署").value, box(app, "属性別の結果を公表する部署").value) == (1, 0)
    assert not app.exception
