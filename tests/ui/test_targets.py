"""Targets on the page: set, seen where the trend is, removed and taken back."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import opened
from tests.ui.reading import words

N = "\u00a0"


@pytest.fixture(autouse=True)
def own(own_store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHINTODO_DATABASE_URL", own_store)


def pressed(app: AppTest, key: str) -> AppTest:
    return next(button for button in app.button if button.key == key).click().run()


def test_a_target_is_set_counts_everywhere_and_is_taken_back() -> None:
    app = opened("targets")
    assert f"設定ファイルの目標（80{N}%）" in words(app)
    app.number_input(key="aim-share").set_value(65)
    app.checkbox(key="aim-dated").set_value(True).run()
    pressed(app, "aim-save")
    assert not app.exception
    assert f"町役場・認知の目標を 65{N}% にしました。" in words(app)
    assert f"目標 65{N}%（2026年11月7日まで）" in words(app)
    assert "目標 1 のうち" in words(app)
    overview = words(opened())
    assert f"目標 65{N}%" in overview  # awareness
    assert f"目標 80{N}%" in overview  # readership has none of its own
    assert f"目標 65{N}%" in words(opened("speed", unit="B1"))
    pressed(app, "undo-target")
    assert "取り消し、前の状態に戻しました" in words(app)
    assert f"目標 65{N}%" not in words(opened())


def test_a_target_is_removed() -> None:
    app = pressed(opened("targets"), "aim-save")
    assert "目標 1 のうち" in words(app)
    app = pressed(app, "aim-remove")
    assert "目標を削除しました。" in words(app)
    assert "目標はまだ登録されていません。" in words(app)
