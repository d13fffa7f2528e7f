"""Labels -> options: labels, aliases, codes and spellings of one choice; lists of several choices in one cell."""

import pytest

from intake.options import UNKNOWN, Reader
from measure.questionnaire import Item, ItemKind, Option, Status, Wording
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


def judged(item: Item, texts: list[str], heading: str = "") -> list[int]:
    """A whole column of distinct texts."""
    reader = Reader(item)
    reader.see(texts, heading)
    return [reader.read(text).code for text in texts]


FIVE = ["5", "4", "3", "2", "1"]


@pytest.mark.parametrize(
    ("texts", "heading", "codes"),
    [
        (FIVE, "", [5, 4, 3, 2, 1]),
        (["1 そう思う", "2", "3", "4", "5 そう思わない"], "", [5, 4, 3, 2, 1]),
        (["5 そう思う", "4", "3", "2", "1 そう思わない"], "", [5, 4, 3, 2, 1]),
        (["1＝そう思う", "3", "5"], "", [5, 3, 1]),
        (["そう思う（1）", "2", "3"], "", [5, 4, 3]),
        (["0: そう思わない", "1", "4"], "", [1, 2, 5]),
        (FIVE, "次のどれですか（1=そう思う 5=そう思わない）", [1, 2, 3, 4, 5]),
        (FIVE, "Rate from 1 (Disagree) to 5 (Agree)", [5, 4, 3, 2, 1]),
        (["1 そう思う", "2 そう思わない", "3"], "", [5, 1, UNKNOWN]),
    ],
)
def test_the_words_at_the_ends_say_which_way_numbers_run(texts: list[str], heading: str, codes: list[int]) -> None:
    assert judged(ACTS, texts, heading) == codes


@pytest.mark.parametrize(
    "pair",
    [
        ("はい", "いいえ"),
        ("Yes", "No"),
        ("○", "×"),
        ("有", "無"),
        ("あり", "なし"),
        ("TRUE", "FALSE"),
        ("1", "0"),
        ("Y", "N"),
    ],
)
@pytest.mark.parametrize("backwards", [False, True])
def test_yes_and_no_whatever_the_options_numbers_are(pair: tuple[str, str], backwards: bool) -> None:
    """An item whose option 1 is "no" reads 1 and 0 as yes and no where both stand in the column."""
    codes = [2, 1] if backwards else [1, 2]
    item = Item(
        key="q", text=Wording(ja="q", en="q"), options=(option(codes[0], "はい|Yes"), option(codes[1], "いいえ|No"))
    )
    assert judged(item, [*pair]) == codes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("分からない", 9),
        ("Don’t know", 9),
        ("Not sure", 9),
        ("該当なし", 0),
        ("対象外", 0),
        ("回答しない", 0),
        ("N/A", 0),
        ("無回答", 0),
    ],
)
def test_the_reasons_for_no_answer_are_told_apart(text: str, code: int) -> None:
    """Whoever does not know has answered; to whom it does not apply, or who was not asked, has not."""
    assert judged(KNOWS, [text]) == [code]


def test_a_reason_that_is_an_option_is_that_option() -> None:
    own = (
        *KNOWS.options,
        option(7, "対象でない", status=Status.NOT_SHOWN),
        option(8, "当てはまらない", status=Status.NOT_APPLICABLE),
    )
    item = KNOWS.model_copy(update={"options": own})
    assert judged(item, ["非表示", "N/A", "該当しない", "無回答"]) == [7, 8, 8, 0]


def test_not_knowing_is_no_answer_of_an_item_without_it() -> None:
    assert judged(ACTS, ["わからない"]) == [UNKNOWN]


YEARS = Item(
    key="q", text=Wording(ja="年数", en="Years"), options=(option(1, "0-1"), option(2, "2-5"), option(3, "6-10"), option(4, "11-50"))
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2-5", 2),
        ("5-Feb", 2),
        ("2-May", 2),
        ("2月5日", 2),
        ("2025-02-05 00:00:00", 2),
        ("2025/6/10", 3),
        ("10-Jun", 3),
        ("Nov-50", 4),
        ("1950-11-01", 4),
        ("45693", 2),
        ("7-Aug", UNKNOWN),
    ],
)
def test_a_range_that_became_a_day_is_the_range_again(text: str, code: int) -> None:
    """Typed into a spreadsheet, 2-5 is 5 February, or 2 May; day 45693 is 5 February 2025."""
    found = Reader(YEARS).read(text)
    assert (found.code, found.from_day) == (code, code != UNKNOWN and text != "2-5")
