"""Labels -> options: labels, aliases, codes and spellings of one choice; lists of several choices in one cell."""

import pytest

from intake.options import UNKNOWN, Reader
from measure.questionnaire import Item, ItemKind, Option, Wording
from tests.intake.office import ACTS, HOW, KNOWS, option


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("はい", 1),
        ("はい。", 1),
        ("Yes", 1),
        ("ＹＥＳ", 1),
        ("y", 1),
        ("○", 1),
        ("TRUE", 1),
        ("1", 1),
        ("1.0", 1),
        ("１．はい", 1),
        ("1: はい", 1),
        ("いいえ", 2),
        ("No", 2),
        ("×", 2),
        ("FALSE", 2),
        ("Don’t know", 9),
        ("", 0),
        ("-", 0),
        ("無回答", 0),
        ("たぶん", UNKNOWN),
        ("3", UNKNOWN),
        ("はいいいえ", UNKNOWN),
    ],
)
def test_yes_or_no_in_many_spellings(text: str, code: int) -> None:
    assert Reader(KNOWS).read(text).code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("そう思う", 5),
        ("5", 5),
        ("5（そう思う）", 5),
        ("5：そう思う", 5),
        ("Agree", 5),
        ("そう思わない", 1),
        ("1 (Disagree)", 1),
        ("6", UNKNOWN),
        ("yes", UNKNOWN),
        ("そう思うう", UNKNOWN),
    ],
)
def test_a_scale_by_words_and_numbers(text: str, code: int) -> None:
    assert Reader(ACTS).read(text).code == code


def mask(*codes: int) -> int:
    """Bit `code - 1` for every option."""
    return sum(1 << (code - 1) for code in codes)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("研修", (1,)),
        ("研修;掲示、回覧", (1, 2)),
        ("研修;掲示、回覧;", (1, 2)),
        ("研修, 掲示、回覧", (1, 2)),
        ("掲示、回覧, 上司、先輩, 同僚, 研修", (1, 2, 3)),
        ("上司、先輩, 同僚", (3,)),
        ("研修、掲示、回覧", (1, 2)),
        ("研修\n掲示、回覧", (1, 2)),
        ("研修;#掲示、回覧;#", (1, 2)),
        ("研修 ; 研修", (1,)),
        ("1;3", (1, 3)),
        ("", ()),
        ("無回答", ()),
    ],
)
def test_several_choices_in_one_cell(text: str, codes: tuple[int, ...]) -> None:
    """Options may hold commas of their own; the longest label that fits is taken."""
    assert Reader(HOW).read(text).code == mask(*codes)


@pytest.mark.parametrize(
    ("text", "codes"), [("研修;友人から聞いた", (1, 4)), ("友人から聞いた", (4,)), ("友人, 家族, 研修", (1, 4))]
)
def test_what_people_wrote_themselves_counts_as_other(text: str, codes: tuple[int, ...]) -> None:
    judged = Reader(HOW).read(text)
    assert (judged.code, judged.other) == (mask(*codes), True)


def test_without_an_option_other_it_is_unknown() -> None:
    item = HOW.model_copy(update={"options": HOW.options[:3]})
    assert Reader(item).read("研修;友人から聞いた").code == UNKNOWN


def test_a_misspelt_option_is_no_other() -> None:
    assert Reader(HOW).read("掲示、回覧板;研修").code == UNKNOWN


def test_the_mapping_comes_first() -> None:
    reader = Reader(KNOWS, {"たぶん": 1, "該当しない": 0}, frozenset({"無記入"}))
    assert [reader.read(text).code for text in ("たぶん", "該当しない", "無記入", "はい")] == [1, 0, 0, 1]


def test_a_label_that_usually_means_nothing_can_be_an_option() -> None:
    item = Item(key="q", text=Wording(ja="q", en="q"), options=(option(1, "はい"), option(2, "無回答")))
    assert Reader(item).read("無回答").code == 2


def test_a_label_to_the_letter_comes_before_a_number() -> None:
    item = Item(key="q", text=Wording(ja="q", en="q"), options=(option(1, "1"), option(2, "1.0"), option(3, "2")))
    assert [Reader(item).read(text).code for text in ("1", "1.0", "2", "2.0")] == [1, 2, 3, 3]


def test_aliases_are_labels() -> None:
    alias = Option(code=7, label=Wording(ja="知っている", en="I know it"), aliases=("知ってる",))
    item = Item(key="q", kind=ItemKind.SINGLE, text=Wording(ja="q", en="q"), options=(alias,))
    assert Reader(item).read("知ってる").code == 7
