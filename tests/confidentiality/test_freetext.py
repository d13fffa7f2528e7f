"""No list of comments, and no two lists saved on different days, tell about fewer than ten."""

from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from confidentiality.freetext import LEAST, Board, Voice, different, placed, plain, readable
from tests.confidentiality.worlds import tree

ORGANISATION = {"R": None, "A": "R", "B": "R", "A0": "A", "A1": "A", "B0": "B", "B1": "B"}
TREE = tree(ORGANISATION)
Batch = Mapping[str, list[str]]


def comments(counts: Mapping[str, int], start: int = 0) -> dict[str, list[str]]:
    """So many different comments of each unit, numbered from `start`."""
    return {unit: [f"{unit}-{at}" for at in range(start, start + count)] for unit, count in counts.items()}


def batch(approved: Mapping[str, list[str]], board: Board) -> dict[str, list[str]]:
    voices = {unit: [Voice(words) for words in texts] for unit, texts in approved.items()}
    return {unit: [voice.words for voice in own] for unit, own in placed(voices, board).items()}


def sizes(found: Batch) -> dict[str, int]:
    return {unit: len(texts) for unit, texts in found.items()}


@pytest.mark.parametrize(
    ("counts", "shown", "expected"),
    [
        ({"A0": LEAST - 1}, "R A B A0", {}),
        ({"A0": LEAST}, "R A B A0", {"A0": LEAST}),
        ({"A0": LEAST + 1}, "R A B A0", {"A0": LEAST + 1}),
        ({"A0": LEAST, "A1": 3}, "R A B A0 A1", {"A0": LEAST}),
        ({"A0": 6, "A1": 4}, "R A B A0 A1", {"A": 6 + 4}),
        ({"A0": 6, "A1": 3, "B0": 1}, "R A B A0 A1 B0", {"R": 6 + 3 + 1}),
        ({"A0": 12}, "R A B", {"A": 12}),
        ({"A0": 12}, "B", {}),
        ({"A": 10, "A0": 10}, "R A A0", {"A": 10, "A0": 10}),
    ],
)
def test_where_comments_are_shown(counts: dict[str, int], shown: str, expected: dict[str, int]) -> None:
    assert sizes(batch(comments(counts), Board(TREE, set(shown.split())))) == expected


def test_a_larger_minimum_base_counts_for_comments_too() -> None:
    twelve = comments({"A0": 12})
    assert batch(twelve, Board(TREE, set(ORGANISATION), minimum=15)) == {}
    assert batch(twelve, Board(TREE, set(ORGANISATION), minimum=5)).keys() == {"A0"}


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["x"] * 30, 1),
        (["特になし", "特になし。", " 特に なし", "ﾄｸﾆﾅｼ"], 2),
        (["Nothing", "nothing.", "NOTHING"], 1),
        (["a", "b", "seen"], 2),
        ([], 0),
    ],
)
def test_only_different_comments_that_nobody_could_read_before_count(texts: list[str], expected: int) -> None:
    assert different(texts, known={"seen"}) == expected


def test_ten_times_the_same_words_make_no_list() -> None:
    """Otherwise everybody in a unit of ten would be known to have written them."""
    board = Board(TREE, set(ORGANISATION))
    assert batch({"A0": ["特になし"] * 30}, board) == {}
    assert sizes(batch({"A0": ["特になし"] * 30 + [str(at) for at in range(9)]}, board)) == {"A0": 39}


DAYS = [
    # what is approved, day after day, and which lists each publishing adds
    (["A0 12", "A0 1"], ["A0 12", ""]),
    (["A0 12", "A0 9"], ["A0 12", ""]),
    (["A0 12", "A0 10"], ["A0 12", "A0 10"]),
    (["A0 12", "A0 4", "A0 5", "A0 1"], ["A0 12", "", "", "A0 10"]),
    (["A0 12", "A1 4", "A1 3 A0 3"], ["A0 12", "", "A 10"]),
    (["A0 9", "A0 1"], ["", "A0 10"]),
    (["A0 9 A1 2", "A0 1 B0 9"], ["A 11", "R 10"]),
    (["A0 10 B0 10", "A0 5 B0 5"], ["A0 10 B0 10", "R 10"]),
]


def read(row: str) -> dict[str, int]:
    words = row.split()
    return {unit: int(count) for unit, count in zip(words[::2], words[1::2], strict=True)}


@pytest.mark.parametrize(("approved", "added"), DAYS)
def test_what_a_later_publishing_adds(approved: list[str], added: list[str]) -> None:
    """Whoever saved the lists the day before finds nothing new, or ten comments more."""
    found = days([read(row) for row in approved])
    assert [sizes(each) for each in found] == [read(row) for row in added]


def days(approved: Iterable[Mapping[str, int]]) -> list[dict[str, list[str]]]:
    """The batches of publishing every day; what could not be shown waits for the next day."""
    waiting: dict[str, list[str]] = {}
    known: set[str] = set()
    batches, number = [], 0
    for counts in approved:
        for unit, texts in comments(counts, start=number).items():
            waiting.setdefault(unit, []).extend(texts)
        number += 100
        found = batch(waiting, Board(TREE, set(ORGANISATION), known=frozenset(known)))
        out = {words for texts in found.values() for words in texts}
        waiting = {unit: [words for words in texts if words not in out] for unit, texts in waiting.items()}
        known |= set(map(plain, out))
        batches.append(found)
    return batches


COUNTS = st.fixed_dictionaries({unit: st.integers(0, 25) for unit in ORGANISATION})


@given(st.lists(COUNTS, min_size=1, max_size=4), st.data())
def test_two_lists_saved_on_any_two_days_differ_by_nothing_or_by_ten(
    approved: list[dict[str, int]], data: st.DataObject
) -> None:
    batches = days(approved)
    first = data.draw(st.integers(0, len(batches)))
    last = data.draw(st.integers(first, len(batches)))
    for unit in ORGANISATION:
        below = set(TREE.subtree(unit))
        before, after = (
            {words for found in batches[:day] for at, texts in found.items() if at in below for words in texts}
            for day in (first, last)
        )
        assert before <= after
        assert len(after - before) == 0 or len(after - before) >= LEAST


@given(COUNTS, st.sets(st.sampled_from(sorted(ORGANISATION))))
def test_every_comment_is_shown_at_most_once_and_never_among_fewer_than_ten(
    counts: dict[str, int], shown: set[str]
) -> None:
    given_texts = comments(counts)
    found = batch(given_texts, Board(TREE, shown))
    said = [text for texts in found.values() for text in texts]
    assert len(said) == len(set(said))
    assert set(said) <= {text for texts in given_texts.values() for text in texts}
    assert all(len(texts) >= LEAST and unit in shown for unit, texts in found.items())
    assert all(unit in TREE.path(text.split("-")[0]) for unit, texts in found.items() for text in texts)


@given(COUNTS, st.integers(0, 9))
def test_what_was_shown_in_another_wave_does_not_count_towards_the_ten(counts: dict[str, int], again: int) -> None:
    """The file of the last wave handed in again with a few comments more: the few alone would be the difference."""
    texts = comments(counts)
    old = frozenset(plain(words) for own in texts.values() for words in own)
    more = {unit: [*own, *(f"{unit}-new-{at}" for at in range(again))] for unit, own in texts.items()}
    found = batch(more, Board(TREE, {"A0", "A1", "B0", "B1"}, known=old))
    assert found == {}


@pytest.mark.parametrize(("left", "expected"), [(LEAST - 1, False), (LEAST, True), (LEAST + 1, True)])
def test_a_list_of_which_too_few_are_left_is_not_shown(left: int, expected: bool) -> None:
    assert readable([str(at) for at in range(left)], minimum_base=5) is expected
