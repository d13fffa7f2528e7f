"""Audiences in counts, by hand: unions, what one audience alone is asked, its stages, and where their figures stand."""

from typing import Any

import numpy as np
import pytest

from measure.audience import asked_only, in_place, inside, ladder, parts, people_united, places, stands, unions, united
from measure.document import from_document
from measure.joint import count_derived
from measure.questionnaire import Guideline, GuidelineProblem
from measure.tally import Count, Responses

YES_NO = [
    {"code": 1, "label": "yes", "direction": "favourable"},
    {"code": 2, "label": "no", "direction": "unfavourable"},
]
DIGITAL = ("role", "q∪r")


def document(**changed: Any) -> dict[str, Any]:
    """know is asked of all, like of those who know, apply of digital (q and r) alone."""
    stages = [{"key": "s1", "name": "S1", "indicator": "liked"}, {"key": "s2", "name": "S2", "indicator": "applied"}]
    plain: dict[str, Any] = {
        "key": "g",
        "name": "G",
        "item": [
            {"key": "know", "text": "know", "option": YES_NO},
            {"key": "like", "text": "like", "option": YES_NO},
            {"key": "apply", "text": "apply", "option": YES_NO, "audience": "digital"},
        ],
        "indicator": [
            {"key": "aware", "item": "know", "name": "A"},
            {"key": "liked", "item": "like", "name": "L", "among": "know"},
            {"key": "applied", "item": "apply", "name": "P"},
        ],
        "audience": [
            {"key": "all", "name": "all"},
            {"key": "digital", "name": "d", "segment": "role", "values": ["r", "q"], "stage": stages},
            {"key": "special", "name": "s", "segment": "role", "values": ["r"]},
        ],
    }
    return plain | changed


def guideline(**changed: Any) -> Guideline:
    return from_document(document(**changed))


def sheets() -> Responses:
    """Six people of A: roles p p q q r and none."""
    return Responses(
        unit_codes=("A",),
        unit=np.zeros(6, np.int64),
        segment_values={"role": ("p", "q", "r")},
        segments={"role": np.array([1, 1, 2, 2, 3, 0], np.uint8)},
        answers={
            "know": np.array([1, 2, 1, 2, 1, 1], np.uint8),
            "like": np.array([1, 0, 1, 0, 1, 1], np.uint8),
            "apply": np.array([1, 0, 2, 1, 1, 1], np.uint8),
        },
    )


def test_values_of_an_audience_stand_in_one_order() -> None:
    asked = guideline()
    assert [audience.place for audience in asked.audiences] == [("", ""), DIGITAL, ("role", "r")]
    assert [audience.group for audience in asked.audiences] == [None, "role=q∪r", "role=r"]
    assert unions(asked) == [DIGITAL]
    assert parts(DIGITAL) == (("role", "q"), ("role", "r"))
    assert parts(("role", "r")) == parts(("role", "q∪r\0own")) == ()


def test_a_union_is_the_sum_of_its_parts_that_are_there() -> None:
    q, r = {"aware": Count(2, 2, 1), "liked": Count(1, 1, 1)}, {"aware": Count(3, 3, 2)}
    counts = {("A", "role", "q"): q, ("A", "role", "r"): r, ("B", "role", "r"): r, ("B", "role", "p"): q}
    found = united(counts, guideline())
    assert found["A", *DIGITAL] == {"aware": Count(2 + 3, 2 + 3, 1 + 2), "liked": Count(1, 1, 1)}
    assert found["B", *DIGITAL] == {"aware": Count(3, 3, 2)}
    assert found.keys() - counts.keys() == {("A", *DIGITAL), ("B", *DIGITAL)}


def test_of_totals_a_union_needs_every_part() -> None:
    q, r = {"aware": Count(2, 2, 1), "liked": Count(1, 1, 1)}, {"aware": Count(3, 3, 2)}
    counts = {("A", "role", "q"): q, ("A", "role", "r"): r, ("B", "role", "r"): r}
    found = united(counts, guideline(), every=True)
    assert found["A", *DIGITAL] == {"aware": Count(5, 5, 3)}
    assert ("B", *DIGITAL) not in found


def test_headcounts_are_united_too() -> None:
    people = {("A", "", ""): 30, ("A", "role", "q"): 7, ("A", "role", "r"): 5, ("B", "role", "p"): 4}
    assert people_united(people, guideline()) == people | {("A", *DIGITAL): 7 + 5}


def test_an_answer_to_what_one_was_not_asked_is_none() -> None:
    """Of p, p, q, q, r and nobody's, only the middle three are asked."""
    asked = guideline()
    assert inside(sheets(), asked.audiences[1]).tolist() == [False, False, True, True, True, False]
    assert asked_only(sheets(), asked).answers["apply"].tolist() == [0, 0, 2, 1, 1, 0]
    assert asked_only(sheets(), asked).answers["know"].tolist() == [1, 2, 1, 2, 1, 1]


def test_without_its_column_nobody_belongs_to_an_audience() -> None:
    blank = Responses(("A",), np.zeros(2, np.int64), answers={"apply": np.array([1, 2], np.uint8)})
    assert asked_only(blank, guideline()).answers["apply"].tolist() == [0, 0]


def test_no_value_passes_for_several() -> None:
    odd = Responses(("A",), np.zeros(1, np.int64), {"role": ("q∪r",)}, {"role": np.array([1], np.uint8)})
    assert asked_only(odd, guideline()).segment_values == {"role": ("qUr",)}


def test_who_is_not_asked_a_stage_did_not_come_to_it() -> None:
    """q q r: the second q does not know, so is not asked whether it likes it: of 3, 2 like it; of these 1 applies it."""
    asked = guideline()
    assert [key for key, _ in ladder(asked.audiences[1], asked)] == ["stage:digital:s1", "stage:digital:s2"]
    found = united(count_derived(asked_only(sheets(), asked), asked), asked)["A", *DIGITAL]
    assert (found["stage:digital:s1"].base, found["stage:digital:s1"].favourable) == (3, 2)
    assert (found["stage:digital:s2"].base, found["stage:digital:s2"].favourable) == (3, 1)


def test_figures_of_one_audience_stand_by_its_values_and_its_stages_in_its_own_cells() -> None:
    where = places(guideline())
    assert where["applied"] == {DIGITAL, ("role", "q"), ("role", "r")}
    assert where["stage:digital:s1"] == where["stage:digital:s2"] == {DIGITAL}
    assert stands("aware", ("A", "tenure", "new"), where)
    assert not stands("applied", ("A", "", ""), where)
    assert not stands("applied:dont_know", ("A", "tenure", "new"), where)
    counts = {("A", "", ""): {"aware": Count(9), "applied": Count(4)}, ("A", "role", "q"): {"applied": Count(4)}}
    assert in_place(counts, where) == {("A", "", ""): {"aware": Count(9)}, ("A", "role", "q"): {"applied": Count(4)}}


@pytest.mark.parametrize(
    ("kind", "audience", "item", "indicator"),
    [
        ("audience_twice", [{"key": "digital", "name": "d"}, {"key": "digital", "name": "e"}], {}, {}),
        ("audience_of", [{"key": "digital", "name": "d", "segment": "role"}], {}, {}),
        ("audience_of", [{"key": "digital", "name": "d", "values": ["q"]}], {}, {}),
        ("audience_of", [{"key": "digital", "name": "d", "segment": "role", "values": ["q", "q"]}], {}, {}),
        ("audience_sign", [{"key": "digital", "name": "d", "segment": "role", "values": ["q∪r"]}], {}, {}),
        ("no_audience", [], {}, {}),
        ("stage_of_audience", None, {}, {"stage": "readership"}),
        ("stage_of_audience", None, {}, {"reception": True}),
    ],
)
def test_what_does_not_fit_is_named(kind: str, audience: Any, item: Any, indicator: Any) -> None:
    told = document()
    told["audience"] = told["audience"] if audience is None else audience
    told["indicator"][2] |= indicator
    with pytest.raises(GuidelineProblem) as found:
        from_document(told)
    assert found.value.kind == kind


@pytest.mark.parametrize(
    ("kind", "stage"),
    [
        ("no_indicator", [{"key": "a", "name": "a", "indicator": "nothing"}]),
        ("not_asked", [{"key": "a", "name": "a", "indicator": "applied"}]),
        ("audience_stages", [{"key": "a", "name": "a", "indicator": "aware"}] * 2),
    ],
)
def test_stages_name_what_an_audience_is_asked(kind: str, stage: Any) -> None:
    """What digital alone is asked is no stage of everybody."""
    told = document()
    told["audience"][0] |= {"stage": stage}
    with pytest.raises(GuidelineProblem) as found:
        from_document(told)
    assert found.value.kind == kind
