"""Whom a questionnaire addresses, edited by hand: what a form says as a table, and what is amiss as a sentence."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from actions.addressing import (
    EditedAudience,
    EditedSegment,
    EditedStage,
    EditedValue,
    with_audience,
    with_panel,
    with_segment,
    without_audience,
    without_segment,
)
from actions.editing import without_indicator
from actions.refused import Refused
from measure.questionnaire import Given, Guideline
from tests.measure import test_revision
from text.lookup import LANGUAGES, section

NOW = test_revision.NOW.model_copy(
    update={
        "audiences": (),
        "items": tuple(each.model_copy(update={"audience": None}) for each in test_revision.NOW.items),
    }
)
"""A questionnaire that addresses nobody apart."""
BANDS = (
    EditedValue("新", "3年未満", "Up to 3", "0-3"),
    EditedValue("旧", "", "", "3〜"),
    EditedValue(" ", "なし", "", ""),
)
TENURE = EditedSegment(" 在籍 ", "在籍年数", "Tenure", "months", BANDS)
STAGE = EditedStage(None, "知る", "Know", NOW.indicators[0].key)
DIGITAL = EditedAudience(
    None, "デジタル担当", "Digital", "職種", ("技術", "技術", " "), (STAGE, EditedStage(None, "", ""))
)


def test_an_attribute_is_as_it_was_filled_in() -> None:
    (found,) = with_segment(NOW, TENURE).segments
    assert (found.key, found.name.en, found.given) == ("在籍", "Tenure", Given.MONTHS)
    assert [(v.key, v.name.ja, v.name.en, v.years) for v in found.values] == [
        ("新", "3年未満", "Up to 3", (0, 3)),
        ("旧", "旧", "旧", (3,)),
    ]
    assert [band.key for band in found.bands] == ["新", "旧"]


def test_an_attribute_is_renamed_in_its_place_and_dropped() -> None:
    two = with_segment(with_segment(NOW, TENURE), EditedSegment("年代", "", ""))
    again = with_segment(two, replace(TENURE, key="勤続", old="在籍"))
    assert [each.key for each in again.segments] == ["勤続", "年代"]
    assert [each.key for each in without_segment(again, "勤続").segments] == ["年代"]


def test_an_audience_is_as_it_was_filled_in() -> None:
    (found,) = with_audience(NOW, DIGITAL).audiences
    assert (found.key, found.name.en, found.segment, found.values) == ("audience", "Digital", "職種", ("技術",))
    assert [(s.key, s.name.ja, s.indicator) for s in found.stages] == [("stage", "知る", STAGE.indicator)]


def test_an_audience_keeps_its_key_and_stages_theirs() -> None:
    """A second one gets the next key; of one edited anew the first stage stays, and the added one has a key of its own."""
    two = with_audience(with_audience(NOW, DIGITAL), replace(DIGITAL, ja="全員", segment="", stages=()))
    assert [(each.key, each.values) for each in two.audiences] == [("audience", ("技術",)), ("audience_2", ())]
    told = replace(DIGITAL, key="audience", stages=(replace(STAGE, key="stage"), replace(STAGE, ja="読む")))
    again = with_audience(two, told)
    assert [stage.key for stage in again.audiences[0].stages] == ["stage", "stage_2"]
    assert [each.key for each in without_audience(again, "audience_2").audiences] == ["audience"]


def test_others_than_staff() -> None:
    found = with_panel(NOW, ("都民", "", "staff"))
    assert found.panel is not None
    assert (found.panel.key, found.panel.name.en, found.panel.of) == (NOW.key, "都民", "staff")
    assert with_panel(found, None) == NOW


def asked_of_one(guideline: Guideline) -> Guideline:
    """The last question is asked of the digital alone."""
    made = with_audience(guideline, DIGITAL)
    last = made.items[-1].model_copy(update={"audience": "audience"})
    return made.model_copy(update={"items": (*made.items[:-1], last)})


@pytest.mark.parametrize(
    ("edit", "kind"),
    [
        (lambda: with_segment(NOW, replace(TENURE, key=" ")), "edited_word"),
        (lambda: with_segment(NOW, replace(TENURE, values=(BANDS[0], BANDS[0]))), "edited_value_twice"),
        (lambda: with_segment(with_segment(NOW, TENURE), TENURE), "edited_segment_twice"),
        (lambda: with_segment(NOW, replace(TENURE, values=(replace(BANDS[0], years="三年"),))), "edited_years"),
        (lambda: with_segment(NOW, replace(TENURE, values=(replace(BANDS[0], years="5-3"),))), "guideline_years"),
        (lambda: with_segment(NOW, replace(TENURE, values=(EditedValue("a", "", ""),))), "guideline_given"),
        (lambda: with_audience(NOW, replace(DIGITAL, ja="")), "edited_name"),
        (lambda: with_audience(NOW, replace(DIGITAL, values=())), "edited_no_values"),
        (lambda: with_audience(NOW, replace(DIGITAL, values=("a∪b",))), "guideline_audience_sign"),
        (lambda: without_audience(asked_of_one(NOW), "audience"), "edited_asked"),
        (lambda: without_indicator(with_audience(NOW, DIGITAL), STAGE.indicator), "edited_aimed"),
        (lambda: with_panel(NOW, ("", "", "")), "edited_name"),
    ],
)
def test_what_is_amiss_is_told(edit: Callable[[], Guideline], kind: str) -> None:
    with pytest.raises(Refused) as refused:
        edit()
    assert refused.value.kind == kind
    for lang in LANGUAGES:
        assert "{" not in section("refused", lang)[kind].format(**refused.value.blanks)
