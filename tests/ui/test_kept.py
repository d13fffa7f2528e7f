"""Kept answers: made once, bounded, the longest unused forgotten first, and a refusal never kept."""

import threading

import pytest

from ui.kept import Kept


class Answers:
    """Answers with one value and counts how often it was asked."""

    def __init__(self, value: object) -> None:
        self.value, self.asked = value, 0

    def __call__(self) -> object:
        self.asked += 1
        return self.value


@pytest.mark.parametrize("value", [1, None, ()])
def test_a_question_is_answered_once(value: object) -> None:
    kept, answers = Kept(2), Answers(value)
    assert [kept.get("a", answers) for _ in range(3)] == [value] * 3
    assert answers.asked == 1


def test_the_longest_unused_goes_first() -> None:
    kept = Kept(2)
    for question in ("a", "b", "a", "c"):
        kept.get(question, Answers(question))
    assert len(kept) == 2
    assert kept.get("a", lambda: "anew") == "a"
    assert kept.get("b", lambda: "anew") == "anew"


def test_what_was_refused_is_asked_again() -> None:
    kept = Kept(2)
    with pytest.raises(ZeroDivisionError):
        kept.get("a", lambda: 1 / 0)
    assert kept.get("a", lambda: 1) == 1


def test_a_question_that_is_being_answered_is_waited_for() -> None:
    """Two ask at once, and the first answers only when the second has begun to ask: one answer, had by both."""
    kept, answers, found = Kept(2), Answers("one"), []

    def slow() -> object:
        second.start()
        second.join(0.2)
        return answers()

    second = threading.Thread(target=lambda: found.append(kept.get("a", answers)))
    found.append(kept.get("a", slow))
    second.join()
    assert (found, answers.asked) == (["one", "one"], 1)


def test_who_waited_answers_when_the_first_could_not() -> None:
    kept, found = Kept(2), []
    second = threading.Thread(target=lambda: found.append(kept.get("a", lambda: "second")))

    def refused() -> object:
        second.start()
        second.join(0.2)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        kept.get("a", refused)
    second.join()
    assert found == ["second"]
    assert kept.get("a", lambda: "anew") == "second"
