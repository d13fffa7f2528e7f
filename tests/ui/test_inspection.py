"""The page of inspection says what the attacker found, in plain words, and what respondents may be told."""

import pytest

from actions.attack import AttackReport, Found
from tests.ui.conftest import Open
from tests.ui.reading import words


def test_it_says_that_nothing_follows(visit: Open) -> None:
    """The town hides three cells an indicator: the secretariat's six, and one beside them to cover it."""
    app = visit("inspection", lang="en")
    assert "none follows" not in words(app)
    app.button[0].click().run()
    assert not app.exception
    assert "Nothing that is not shown can be worked out." in words(app)


def test_it_says_what_follows(visit: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    leak = Found("2025Q3", "A3", None, "awareness")
    told = AttackReport(hidden=4, pinned=1, below_base=0, seconds=0.2, waves=("2025Q3",), found=(leak,))
    monkeypatch.setattr("ui.inspecting.attack", lambda *_: told)
    app = visit("inspection", lang="en")
    app.button[0].click().run()
    said = words(app)
    assert "can be worked out (1)" in said
    assert "Secretariat" in said
    assert "Awareness" in said


@pytest.mark.parametrize(("lang", "number"), [("ja", "10 人以上"), ("en", "10 or more")])
def test_the_promise_stands_there_in_both_languages(visit: Open, lang: str, number: str) -> None:
    said = words(visit("inspection", lang=lang))
    assert "回答は、お名前と結び付けずに保存します。" in said
    assert "Your answers are stored without your name." in said
    assert number in said
