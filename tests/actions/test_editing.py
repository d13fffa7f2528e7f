"""Edits by hand: what a form says, as a table; what is amiss is refused with a sentence in both languages."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from actions.editing import (
    EditedHead,
    EditedIndicator,
    EditedItem,
    EditedOption,
    with_head,
    with_indicator,
    with_item,
    with_norms,
    without_indicator,
    without_item,
)
from actions.refused import Refused
from measure.questionnaire import Guideline, ItemKind
from measure.revision import counted
from tests.measure.test_revision import NOW
from text.lookup import LANGUAGES, section

YES, NO = EditedOption(1, "はい", "Yes", "favourable", "yes | y"), EditedOption(2, "いいえ", "", "plain")
ITEM = EditedItem(
    "q2", ItemKind.SINGLE, " 読みましたか。 ", "", norm=1, headings="Q2\n\n読んだか\nQ2", options=(YES, NO)
)
NEW = replace(ITEM, key=None, options=(replace(YES, code=None), replace(NO, code=None)))
FIGURE = EditedIndicator("read", "q2", "読んだ人", "", tells="readership", among="q1")
HEAD = EditedHead("指針", "", "2")


def test_a_question_is_as_it_was_filled_in() -> None:
    found = with_item(NOW, replace(ITEM, place=1)).items[0]
    assert (found.key, found.text.ja, found.text.en, found.norm) == ("q2", "読みましたか。", "読みましたか。", 1)
    assert found.asked_as == ("Q2", "読んだか")
    assert [(o.code, o.label.en, counted(o), o.aliases) for o in found.options] == [
        (1, "Yes", "favourable", ("yes", "y")),
        (2, "いいえ", "plain", ()),
    ]


def test_an_answer_keeps_its_number_and_a_new_one_gets_the_next() -> None:
    """Of 1, 2 and 9 the second goes, one comes: its number is 10, never one that stood for something else."""
    know = EditedOption(9, "わからない", "", "dont_know")
    told = replace(
        ITEM, key="q1", options=(YES, replace(NO, counts="gone"), know, EditedOption(None, "少し", "", "neutral"))
    )
    assert [(o.code, counted(o)) for o in with_item(NOW, told).item("q1").options] == [
        (1, "favourable"),
        (9, "dont_know"),
        (10, "neutral"),
    ]


def test_what_is_new_gets_a_key_and_stands_last() -> None:
    assert [item.key for item in with_item(NOW, NEW).items] == ["q1", "q2", "q3", "q4"]
    added = with_indicator(NOW, replace(FIGURE, key=None, ja="二つ目"))
    assert [each.key for each in added.indicators] == ["aware", "read", "readership"]
    assert without_indicator(added, "read").indicator("read") is None


def test_a_question_takes_its_indicators_with_it() -> None:
    left = without_item(NOW, "q2")
    assert ([i.key for i in left.items], [i.key for i in left.indicators]) == (["q1", "q3"], ["aware"])


def test_norms_and_head() -> None:
    found = with_norms(NOW, [(1, "聞く", "Listen"), (2, "", "Learn"), (3, " ", "")])
    assert [(norm.number, norm.name.ja) for norm in found.norms] == [(1, "聞く"), (2, "Learn")]
    told = with_head(NOW, replace(HEAD, note_en="Pilot"))
    assert (told.version, told.note and told.note.ja, told.source) == ("2", "Pilot", None)


AMISS: dict[str, tuple[str, Callable[[], Guideline]]] = {
    "no wording": ("edited_text", lambda: with_item(NOW, replace(ITEM, ja="  "))),
    "too long": ("edited_text", lambda: with_item(NOW, replace(ITEM, ja="あ" * 1001))),
    "English too long": ("edited_text", lambda: with_item(NOW, replace(ITEM, en="a" * 1001))),
    "one answer": ("edited_options", lambda: with_item(NOW, replace(ITEM, options=(YES,)))),
    "one left": ("edited_options", lambda: with_item(NOW, replace(ITEM, options=(YES, replace(NO, counts="gone"))))),
    "twice the same": (
        "edited_label_twice",
        lambda: with_item(NOW, replace(ITEM, options=(YES, replace(NO, ja="はい")))),
    ),
    "none counts": (
        "edited_no_favourable",
        lambda: with_item(NOW, replace(ITEM, options=(replace(YES, counts="neutral"), NO))),
    ),
    "unknown norm": ("guideline_no_norm", lambda: with_item(NOW, replace(ITEM, norm=7))),
    "counted among": ("edited_among", lambda: without_item(NOW, "q1")),
    "last": ("edited_last", lambda: without_indicator(without_item(NOW, "q2"), "aware")),
    "no name": ("edited_name", lambda: with_indicator(NOW, replace(FIGURE, ja=""))),
    "name too long": ("edited_name", lambda: with_indicator(NOW, replace(FIGURE, ja="あ" * 201))),
    "name taken": ("edited_indicator_twice", lambda: with_indicator(NOW, replace(FIGURE, ja="認知"))),
    "norm in use": ("edited_norm", lambda: with_norms(with_item(NOW, ITEM), [(1, "", "")])),
    "no version": ("edited_version", lambda: with_head(NOW, replace(HEAD, version=" "))),
}


@pytest.mark.parametrize("name", AMISS)
def test_what_is_amiss_is_refused_in_words(name: str) -> None:
    kind, edit = AMISS[name]
    with pytest.raises(Refused, match=f"^{kind}$"):
        edit()
    assert all(kind in section("refused", lang) for lang in LANGUAGES)
