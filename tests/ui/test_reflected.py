"""Looking back on a department's page: a note is written, marks the trend, shows what happened since, and is taken back."""

import pytest

from tests.ui.conftest import opened, unfold
from tests.ui.reading import figures, words


@pytest.fixture(autouse=True)
def own(own_store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHINTODO_DATABASE_URL", own_store)


def test_a_note_is_written_shown_with_what_happened_since_and_taken_back() -> None:
    app = opened("unit", unit="A1", wave="2025Q2")
    assert "この部署の振り返りは、まだありません。" in words(app)
    app = unfold(app, "looking-back")
    assert "「非表示」になっている結果は書かないでください" in words(app)
    app.text_area(key="note-saw").set_value("知っている人は増えた")
    app.text_area(key="note-next").set_value("読み合わせをする")
    app.text_input(key="note-owner").set_value("人事係")
    next(button for button in app.button if button.label == "この振り返りを残す").click().run()
    assert not app.exception
    read = words(app)
    for piece in ("知っている人は増えた", "読み合わせをする", "人事係", "これから", "その後（2025年度\u00a0第3回"):
        assert piece in read
    marks = [mark["text"] for chart in figures(app) for mark in chart["layout"].get("annotations", ())]
    assert any("振り返り" in mark for mark in marks)
    next(button for button in app.button if button.label == "済んだことにする").click().run()
    assert "済み" in words(app)
    next(button for button in app.button if button.key == "undo-note").click().run()
    assert "これから" in words(app)
    next(button for button in app.button if button.key == "undo-note").click().run()
    assert "知っている人は増えた" not in words(app)
