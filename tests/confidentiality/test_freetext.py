"""Free text: what is marked in Japanese and English, and that no list of comments, nor two together, is of fewer than ten."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from confidentiality.freetext import BLANK, LEAST, Board, Kind, marks, placed, redacted
from tests.confidentiality.worlds import tree

MARKED = [
    ("佐藤課長に相談しました。", [("佐藤課長", Kind.NAME)]),
    ("山田さんが親切でした", [("山田さん", Kind.NAME)]),
    ("スミスさんの説明", [("スミスさん", Kind.NAME)]),
    ("課長が読めと言う", [("課長", Kind.TITLE)]),
    ("連絡は taro.yamada@example.jp まで", [("taro.yamada@example.jp", Kind.EMAIL)]),
    ("電話は０３－１２３４－５６７８です", [("０３－１２３４－５６７８", Kind.PHONE)]),
    ("090-1234-5678 にどうぞ", [("090-1234-5678", Kind.PHONE)]),
    ("内線 4321 へ", [("内線 4321", Kind.PHONE)]),
    ("職員番号 A-012345 です", [("職員番号 A-012345", Kind.NUMBER)]),
    ("番号は 1234567 です", [("1234567", Kind.NUMBER)]),
    ("小笠原出張所では配られていない", [("小笠原出張所", Kind.PLACE)]),
    ("Ask Mr. Smith about it", [("Mr. Smith", Kind.NAME)]),
    ("I asked John Carter twice", [("John Carter", Kind.NAME)]),
    ("my boss never read it", [("my boss", Kind.TITLE)]),
    ("call me at +44 20 7946 0958", [("+44 20 7946 0958", Kind.PHONE)]),
    ("Employee no. 48213 here", [("Employee no. 48213", Kind.NUMBER)]),
    ("nobody at Harbour Office knows", [("Harbour Office", Kind.PLACE)]),
    ("窓口では無理です", []),
    ("行動指針は分かりやすい。2026年度から使っています。", []),
    ("It helped us in 2026, about 30 % more.", []),
    ("", []),
]
ORGANISATION = {"R": None, "A": "R", "B": "R", "A0": "A", "A1": "A", "B0": "B", "B1": "B"}
TREE = tree(ORGANISATION)


@pytest.mark.parametrize(("text", "expected"), MARKED)
def test_what_is_marked(text: str, expected: list[tuple[str, Kind]]) -> None:
    assert [(text[mark.start : mark.end], mark.kind) for mark in marks(text)] == expected


def test_names_of_small_units_are_marked_however_wide_they_are_written() -> None:
    [mark] = marks("第２係は忙しい", known=["第2係"])
    assert (mark.start, mark.end, mark.kind) == (0, 3, Kind.PLACE)


def test_a_redacted_text_has_a_blank_for_every_mark() -> None:
    text = "佐藤課長と山田さんに聞いた"
    assert redacted(text, marks(text)) == f"{BLANK}と{BLANK}に聞いた"


@given(st.text())
def test_marks_are_in_order_apart_and_of_the_text(text: str) -> None:
    found = marks(text)
    edges = [edge for mark in found for edge in (mark.start, mark.end)]
    assert edges == sorted(edges)
    assert all(0 <= mark.start < mark.end <= len(text) for mark in found)
    assert len(redacted(text, found)) == len(text) - sum(m.end - m.start for m in found) + len(BLANK) * len(found)


def comments(**counts: int) -> dict[str, list[str]]:
    return {unit: [f"{unit}-{at}" for at in range(count)] for unit, count in counts.items()}


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
    found = placed(comments(**counts), Board(TREE, set(shown.split())), seed=1)
    assert {unit: len(texts) for unit, texts in found.items()} == expected


def test_a_larger_minimum_base_counts_for_comments_too() -> None:
    assert placed(comments(A0=12), Board(TREE, set(ORGANISATION), minimum=15), seed=1) == {}
    assert placed(comments(A0=12), Board(TREE, set(ORGANISATION), minimum=5), seed=1).keys() == {"A0"}


COUNTS = st.fixed_dictionaries({unit: st.integers(0, 25) for unit in ORGANISATION})


@given(COUNTS, st.sets(st.sampled_from(sorted(ORGANISATION))), st.integers(0, 9))
def test_every_comment_is_shown_at_most_once_and_never_among_fewer_than_ten(
    counts: dict[str, int], shown: set[str], seed: int
) -> None:
    given_texts = comments(**counts)
    found = placed(given_texts, Board(TREE, shown), seed)
    said = [text for texts in found.values() for text in texts]
    assert len(said) == len(set(said))
    assert set(said) <= {text for texts in given_texts.values() for text in texts}
    assert all(len(texts) >= LEAST and unit in shown for unit, texts in found.items())
    assert all(unit in TREE.path(text.split("-")[0]) for unit, texts in found.items() for text in texts)


@given(st.permutations([f"A0-{at}" for at in range(12)]))
def test_the_order_tells_nothing_of_the_order_they_came_in(texts: list[str]) -> None:
    board = Board(TREE, set(ORGANISATION))
    assert placed({"A0": texts}, board, 1) == placed({"A0": sorted(texts)}, board, 1)
    assert placed({"A0": texts}, board, 1)["A0"] != sorted(texts)
