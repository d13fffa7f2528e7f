"""A questionnaire changed: which items become another version, whose lines are cut, and what is told of it."""

import tomllib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measure.document import from_document
from measure.questionnaire import Guideline, Stage
from measure.revision import Change, anew, cut, differences, recalling, settled
from tests.measure.questionnaires import guidelines

FIRST = """
key = "g"
name = "指針"
[[norm]]
number = 1
name = "聞く"
[[audience]]
key = "new"
name = "新任"
segment = "tenure"
values = ["1"]
[[item]]
key = "q1"
text = "知っていますか。"
option = [ { code = 1, label = "はい", direction = "favourable" }, { code = 2, label = "いいえ" },
           { code = 9, label = "わからない", status = "dont_know" } ]
[[item]]
key = "q2"
text = "読みましたか。"
option = [ { code = 1, label = "はい", direction = "favourable" }, { code = 2, label = "いいえ" } ]
[[item]]
key = "q3"
kind = "text"
text = "ご意見"
[[indicator]]
key = "aware"
item = "q1"
name = "認知"
[[indicator]]
key = "read"
item = "q2"
among = "q1"
stage = "readership"
name = "閲読"
"""
Row = tuple[Callable[[dict[str, Any]], Any], dict[str, int], set[str], set[Change]]


def document() -> dict[str, Any]:
    return tomllib.loads(FIRST)


def changed(edit: Callable[[dict[str, Any]], Any]) -> Guideline:
    raw = document()
    edit(raw)
    return from_document(raw)


NOW = from_document(document())
C = Change
# what is edited; versions of the items afterwards, whose lines are cut, what is told
TABLE: dict[str, Row] = {
    "nothing": (lambda d: None, {"q1": 1, "q2": 1, "q3": 1}, set(), set()),
    "another wording cuts it, and what is counted among its answers": (
        lambda d: d["item"][0].update(text="ご存じですか。"),
        {"q1": 2, "q2": 2, "q3": 1},
        {"aware", "read"},
        {C.ITEM_TEXT},
    ),
    "another word for an answer": (
        lambda d: d["item"][1]["option"][1].update(label="まだ"),
        {"q1": 1, "q2": 2},
        {"read"},
        {C.OPTION_LABEL},
    ),
    "an answer that counts otherwise": (
        lambda d: d["item"][1]["option"][1].update(direction="favourable"),
        {"q1": 1, "q2": 2},
        {"read"},
        {C.OPTION_COUNTS},
    ),
    "one more answer": (
        lambda d: d["item"][1]["option"].append({"code": 3, "label": "途中"}),
        {"q2": 2},
        {"read"},
        {C.OPTION_ADDED},
    ),
    "one answer less": (lambda d: d["item"][1]["option"].pop(), {"q2": 2}, {"read"}, {C.OPTION_REMOVED}),
    "asked of some alone": (
        lambda d: (d["item"][1].update(audience="new"), d["indicator"][1].pop("stage")),
        {"q1": 1, "q2": 2},
        {"read"},
        {C.ITEM_AUDIENCE, C.INDICATOR_TELLS},
    ),
    "counted among all": (lambda d: d["indicator"][1].pop("among"), {"q2": 2}, {"read"}, {C.INDICATOR_READS}),
    "don't know joins the base of awareness": (
        lambda d: d["indicator"][0].update(stage="awareness"),
        {"q1": 2, "q2": 2},
        {"aware", "read"},
        {C.INDICATOR_TELLS},
    ),
    "read from another item": (
        lambda d: d["indicator"][0].update(item="q2"),
        {"q1": 1, "q2": 1},
        {"aware"},
        {C.INDICATOR_READS},
    ),
    "a stage without don't know counts as before": (
        lambda d: d["indicator"][1].update(stage="behaviour_change"),
        {"q2": 1},
        set(),
        {C.INDICATOR_TELLS},
    ),
    "names, words and headings cut nothing": (
        lambda d: (
            d["item"][0].update(asked_as=["Q1"], norm=1),
            d["item"][0]["option"][0].update(aliases=["yes"]),
            d["indicator"][0].update(name="知っている人", definition="はいの割合"),
            d["norm"][0].update(name="よく聞く"),
            d.update(name="新しい名前", note="試行"),
        ),
        {"q1": 1, "q2": 1},
        set(),
        {C.ITEM_HEADINGS, C.ITEM_NORM, C.OPTION_WORDS, C.INDICATOR_NAME, C.INDICATOR_DEFINITION, C.NORM_NAME, C.HEAD},
    ),
    "another order cuts nothing": (
        lambda d: (d["item"].reverse(), d["indicator"].reverse()),
        {"q1": 1, "q2": 1},
        set(),
        {C.ITEM_ORDER, C.INDICATOR_ORDER},
    ),
    "one goes, one comes": (
        lambda d: (d["item"].pop(), d["item"].append({"key": "q4", "kind": "text", "text": "ほかに"})),
        {"q4": 1},
        set(),
        {C.ITEM_RETIRED, C.ITEM_ADDED},
    ),
    "free text in other words": (lambda d: d["item"][2].update(text="ひとこと"), {"q3": 2}, set(), {C.ITEM_TEXT}),
    "who says so has the cut": (lambda d: d["item"][1].update(version=7), {"q2": 7}, {"read"}, set()),
}


@pytest.mark.parametrize("name", TABLE)
def test_what_a_change_makes_of_the_items(name: str) -> None:
    edit, versions, lines, told = TABLE[name]
    found = settled([NOW], changed(edit))
    assert {key: found.item(key).version for key in versions} == versions
    assert set(cut(NOW, found)) == lines
    assert {each.change for each in differences(NOW, found)} == told


def test_a_misprint_that_is_mended_cuts_nothing_but_another_scale_does() -> None:
    mended = changed(lambda d: (d["item"][0].update(text="知って居ますか。"), d["item"][1]["option"].pop()))
    found = settled([NOW], mended, frozenset({"q1", "q2"}))
    assert (found.item("q1").version, found.item("q2").version) == (1, 2)


def test_who_goes_back_to_what_was_asked_before_gets_its_line_back() -> None:
    """Asked one way, another way, retired, then as at first: the third is comparable with the first."""
    second = settled([NOW], changed(lambda d: d["item"][1].update(text="読んだことがありますか。")))
    third = settled([NOW, second], changed(lambda d: (d["item"].pop(1), d["indicator"].pop(1))))
    again = settled([NOW, second, third], NOW)
    assert [g.item("q2").version for g in (NOW, second, again)] == [1, 2, 1]
    assert cut(NOW, again) == ()


def test_a_key_that_is_used_again_for_another_question_is_another_version() -> None:
    gone = settled([NOW], changed(lambda d: d["item"].pop()))
    back = settled([NOW, gone], changed(lambda d: d["item"][2].update(kind="single", text="？", option=[])))
    assert back.item("q3").version == 2


def test_a_revision_counts_readership_anew() -> None:
    revised = changed(lambda d: d.update(version="2"))
    assert anew(NOW, settled([NOW], revised)) == ("read",)
    assert anew(NOW, NOW) == ()


@settings(max_examples=60)
@given(st.lists(guidelines(), min_size=1, max_size=3))
def test_what_is_kept_again_stays_as_it_is(drawn: list[Guideline]) -> None:
    """However a questionnaire came about, keeping it once more changes no version; nor does one written without any."""
    kept: list[Guideline] = []
    for each in drawn:
        kept.append(settled(kept, each))
    assert settled(kept, kept[-1]) == kept[-1]
    bare = kept[-1].model_copy(update={"items": tuple(i.model_copy(update={"version": 1}) for i in kept[-1].items)})
    assert settled(kept, bare) == kept[-1]
    assert differences(kept[-1], kept[-1]) == ()


@settings(max_examples=60)
@given(st.lists(guidelines(), min_size=2, max_size=4))
def test_one_version_of_an_item_is_asked_and_counted_in_one_way(drawn: list[Guideline]) -> None:
    """By another route: what may differ between two guidelines that have the same version of an item is in no answer."""
    kept: list[Guideline] = []
    for each in drawn:
        kept.append(settled(kept, each))
    ways: dict[tuple[str, int], object] = {}
    for guideline in kept:
        for item in guideline.items:
            codes = {o.code: (o.label, o.status, o.status == "valid" and o.direction) for o in item.options}
            assert ways.setdefault((item.key, item.version), (item.kind, item.text, codes)) == (
                item.kind,
                item.text,
                codes,
            )
    rules: dict[tuple[str, str, int], object] = {}
    for guideline in kept:
        for one in guideline.indicators:
            item = guideline.item(one.item)
            among = (one.among, one.among != item.key and guideline.item(one.among).version) if one.among else None
            knows = one.stage is Stage.AWARENESS and any(o.status == "dont_know" for o in item.options)
            assert rules.setdefault((one.key, item.key, item.version), (among, knows)) == (among, knows)


def test_what_only_earlier_waves_asked_can_still_be_named() -> None:
    """Readership is asked no more, and its stage is free; awareness has another indicator, which keeps the stage."""
    gone = changed(lambda d: (d["item"].pop(1), d["indicator"].pop(1), d["indicator"][0].update(key="new")))
    found = recalling(gone, [NOW])
    assert [(each.key, each.stage) for each in found.indicators] == [
        ("new", None),
        ("aware", None),
        ("read", "readership"),
    ]
    assert found.item("q2") == NOW.item("q2")
    assert recalling(NOW, [NOW, NOW]) == NOW
