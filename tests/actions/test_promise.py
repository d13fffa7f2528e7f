"""The text for respondents says what their wave keeps, and no more."""

from datetime import date
from pathlib import Path

from actions.close import close
from actions.promise import promise
from actions.users import LOCAL
from confidentiality.choices import Choices
from confidentiality.coding import Coding
from tests.actions.town import Answers, ask, hand_in, town

BARE = Choices(coding=Coding(uncoded=("awareness",)))


def test_the_promise_is_that_of_the_wave(store_url: str, tmp_path: Path) -> None:
    store = town(store_url, tmp_path)
    ask(store, tmp_path, "W1", date(2025, 5, 1))
    plain, bare = promise(LOCAL, store, "W1", Choices()), promise(LOCAL, store, "W1", BARE)
    assert "10 or more answers" in plain["en"]
    assert "10 人以上" in plain["ja"]
    assert "more than 90 %" in plain["en"]
    assert "more than 90 %" not in bare["en"]
    hand_in(store, tmp_path, "W1", [Answers("A", 40, 20, 10), Answers("B", 30, 12, 6), Answers("C", 5, 3, 2)])
    close(LOCAL, store, "W1", BARE)
    assert promise(LOCAL, store, "W1", Choices()) == bare
