"""Texts in one form, numbers and days read as people write them: each test's table is its cases."""

import pytest

from intake.normalise import bare, fold, is_missing, is_unanswered, number, unbracketed


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("はい", "はい"),
        ("　はい ", "はい"),
        ("ＹＥＳ", "yes"),
        ("ﾊｲ", "ハイ"),
        ("㈱", "(株)"),
        ("It’s  “so”", 'it\'s "so"'),
        ("A–B—C", "a-b-c"),
        ("１～２", "1~2"),
        ("a\nb", "a b"),
    ],
)
def test_one_form(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Q1. 行動指針を知っていますか。", "行動指針を知っていますか"),
        ("Ｑ１．行動指針を知っていますか？", "行動指針を知っていますか"),
        ("問1 行動指針を知っていますか", "行動指針を知っていますか"),
        ("設問 12：行動指針", "行動指針"),
        ("１）はい", "はい"),
        ("① はい", "はい"),
        ("(3) はい", "はい"),
        ("B01. I am interested", "i am interested"),
        ("3Dプリンタ", "3dプリンタ"),
        ("2025年度", "2025年度"),
        ("1年未満", "1年未満"),
        ("10年以上", "10年以上"),
        ("12", "12"),
        ("行動指針 *", "行動指針"),
    ],
)
def test_without_numbering(text: str, rest: str) -> None:
    assert bare(text) == rest


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("D01. Are you aware of the Code? (% yes)", "are you aware of the code"),
        ("どこで知りましたか（複数選択可）", "どこで知りましたか"),
        ("所属（局・部・課）", "所属"),
        ("（全て）", "(全て)"),
    ],
)
def test_without_a_remark(text: str, rest: str) -> None:
    assert unbracketed(text) == rest


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("75%", (75.0, True)),
        ("75 %", (75.0, True)),
        ("７５％", (75.0, True)),
        ("75", (75.0, False)),
        ("0.75", (0.75, False)),
        (".5", (0.5, False)),
        ("1,234", (1234.0, False)),
        ("-3", (-3.0, False)),
        ("1.2e3", (1200.0, False)),
        ("1,23", None),
        ("1.2.3", None),
        ("%", None),
        ("", None),
        ("約75", None),
        ("nan", None),
        ("inf", None),
    ],
)
def test_numbers(text: str, value: tuple[float, bool] | None) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", ["", " ", "NA", "n/a", "-", "ー", ".", "n<10", "n < 10", "[c]", "＊"])
def test_no_figure(text: str) -> None:
    assert is_missing(text)


@pytest.mark.parametrize("text", ["0", "0%", "no", "n=10", "10"])
def test_a_figure(text: str) -> None:
    assert not is_missing(text)


@pytest.mark.parametrize(
    ("text", "none"), [("無回答", True), ("No answer", True), ("-", True), ("特になし", False), ("いいえ", False)]
)
def test_no_answer(text: str, none: bool) -> None:
    assert is_unanswered(text) is none


def test_the_mapping_adds_its_own_words() -> None:
    assert is_missing("該当なし", frozenset({"該当なし"}))
    assert is_unanswered("該当なし", frozenset({"該当なし"}))
