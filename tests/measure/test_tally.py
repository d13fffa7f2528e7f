"""Counting coded sheets: bases by status, ways by direction, segments, weights, several choices, and the tree."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from measure.document import from_document
from measure.organisation import OrgTree, Unit
from measure.questionnaire import Guideline, Item, ItemKind, Wording
from measure.tally import (
    RESPONSES,
    Count,
    Responses,
    Totals,
    TotalsRow,
    add,
    codes_in,
    count_groups,
    count_options,
    count_totals,
    headcounts,
    over_tree,
)

YES_NO = [
    {"code": 1, "label": "yes", "direction": "favourable"},
    {"code": 2, "label": "no", "direction": "unfavourable"},
    {"code": 9, "label": "don't know", "status": "dont_know"},
]
LIKERT = [
    {"code": 5, "label": "++", "direction": "favourable"},
    {"code": 4, "label": "+", "direction": "favourable"},
    {"code": 3, "label": "0", "direction": "neutral"},
    {"code": 2, "label": "-", "direction": "unfavourable"},
]


def asked() -> Guideline:
    return from_document(
        {
            "key": "g",
            "name": "g",
            "scale": [{"key": "yn", "option": YES_NO}, {"key": "likert", "option": LIKERT}],
            "item": [
                {"key": "know", "text": "know?", "scale": "yn"},
                {"key": "read", "text": "read?", "scale": "yn"},
                {"key": "like", "text": "like?", "scale": "likert"},
                {
                    "key": "where",
                    "text": "where?",
                    "kind": "multiple",
                    "option": [{"code": c, "label": str(c)} for c in (1, 2, 3)],
                },
            ],
            "indicator": [
                {"key": "awareness", "item": "know", "stage": "awareness", "name": "awareness"},
                {"key": "readership", "item": "read", "stage": "readership", "name": "readership"},
                {"key": "reception", "item": "like", "among": "know", "name": "reception"},
            ],
        }
    )


def sheets(**answers: list[int]) -> Responses:
    """Six sheets: units A A A B B B, audience x y - x y x."""
    return Responses(
        unit_codes=("A", "B"),
        unit=np.array([0, 0, 0, 1, 1, 1]),
        segment_values={"audience": ("x", "y")},
        segments={"audience": np.array([1, 2, 0, 1, 2, 1], np.uint8)},
        answers={key: np.array(codes, np.uint8) for key, codes in answers.items()},
    )


def test_dont_know_is_not_aware_but_no_answer_to_anything_else() -> None:
    """know: yes no dk | blank yes yes; read: yes no dk | blank yes yes"""
    groups = count_groups(sheets(know=[1, 2, 9, 0, 1, 1], read=[1, 2, 9, 0, 1, 1]), asked())
    assert groups["A", "", ""]["awareness"] == Count(3, 3, 1, 0, 1)
    assert groups["A", "", ""]["readership"] == Count(2, 2, 1, 0, 1)
    assert groups["B", "", ""]["awareness"] == Count(2, 2, 2, 0, 0)
    assert groups["B", "", ""][RESPONSES].base == 3


def test_reception_stands_on_those_who_know() -> None:
    """know: yes yes no | yes yes yes; like: 5 3 5 | 2 0 4"""
    groups = count_groups(sheets(know=[1, 1, 2, 1, 1, 1], like=[5, 3, 5, 2, 0, 4]), asked())
    assert groups["A", "", ""]["reception"] == Count(2, 2, 1, 1, 0)
    assert groups["B", "", ""]["reception"] == Count(2, 2, 1, 0, 1)


def test_segments_are_counted_by_value_and_who_has_none_is_only_in_the_whole() -> None:
    groups = count_groups(sheets(know=[1, 1, 1, 1, 2, 2]), asked())
    assert groups["A", "audience", "x"]["awareness"] == Count(1, 1, 1, 0, 0)
    assert groups["A", "audience", "y"]["awareness"] == Count(1, 1, 1, 0, 0)
    assert groups["A", "", ""]["awareness"].base == 1 + 1 + 1
    assert groups["B", "audience", "x"]["awareness"] == Count(2, 2, 1, 0, 1)


def test_weights_move_the_sums_and_never_the_base() -> None:
    plain = sheets(know=[1, 2, 1, 1, 2, 1])
    weighted = Responses(**{**vars(plain), "weight": np.array([0.5, 2.0, 1.5, 1, 1, 1])})
    assert count_groups(weighted, asked())["A", "", ""]["awareness"] == Count(3, 0.5 + 2.0 + 1.5, 0.5 + 1.5, 0, 2.0)


def test_options_of_one_and_of_several_choices() -> None:
    """where: bits 1 = code 1, 2 = code 2, 4 = code 3; the first chose 1 and 3, the last nothing."""
    found = sheets(know=[1, 2, 9, 0, 1, 1], where=[5, 1, 2, 4, 7, 0])
    assert count_options(found, asked().item("know")) == {0: 1, 1: 3, 2: 1, 9: 1}
    assert count_options(found, asked().item("where")) == {0: 1, 1: 1 + 1 + 1, 2: 1 + 1, 3: 1 + 1 + 1}


def tree() -> OrgTree:
    """R > (A, B)"""
    since = date(2025, 4, 1)
    parents = {"R": None, "A": "R", "B": "R"}
    return OrgTree.of(Unit(code=c, name=Wording(ja=c, en=c), parent=p, valid_from=since) for c, p in parents.items())


def test_the_root_is_the_sum_of_what_is_below_it() -> None:
    whole = over_tree(count_groups(sheets(know=[1, 2, 2, 1, 1, 0]), asked()), {}, tree())
    assert whole["R", "", ""]["awareness"] == Count(3 + 2, 3 + 2, 1 + 2, 0, 2 + 0)
    assert whole["R", "audience", "x"]["awareness"].base == 1 + 1


def test_a_total_that_came_whole_is_not_added_to_its_parts() -> None:
    """Totals: A 50 % of 10, B 20 % of 20, R 31 % of 31 (one more answered there)."""
    given = Totals((TotalsRow("A", "know", 0.5, 10), TotalsRow("B", "know", 0.2, 20), TotalsRow("R", "know", 0.31, 31)))
    whole = over_tree({}, count_totals(given, asked()), tree())
    assert whole["R", "", ""]["awareness"] == Count(31, 31, 0.31 * 31)
    part = Totals(given.rows[:2])
    assert over_tree({}, count_totals(part, asked()), tree())["R", "", ""]["awareness"] == Count(30, 30, 5 + 4)


@pytest.mark.parametrize(
    ("rows", "people"),
    [
        ([("A", {}, 10), ("B", {}, 5)], 15),
        ([("R", {}, 2), ("A", {}, 10), ("B", {}, 5)], 17),  # two people stand in R itself
        ([("R", {}, 15), ("A", {}, 10), ("B", {}, 5)], 15),  # R's row is the total of the others
        ([("A", {"audience": "x"}, 4), ("A", {"audience": "y"}, 6)], 10),
    ],
)
def test_headcounts_over_the_tree(rows: list[tuple[str, dict[str, str], int]], people: int) -> None:
    assert headcounts(rows, tree())["R", "", ""] == people


def test_headcounts_by_segment() -> None:
    rows = [("A", {"audience": "x"}, 4), ("B", {"audience": "x"}, 6), ("B", {"audience": "y"}, 1)]
    found = headcounts(rows, tree())
    assert (found["R", "audience", "x"], found["R", "audience", "y"], found["R", "", ""]) == (4 + 6, 1, 11)


CODES = st.lists(st.sampled_from([0, 1, 2, 9]), min_size=6, max_size=6)


@given(CODES, CODES)
def test_counting_two_files_is_counting_them_as_one(first: list[int], second: list[int]) -> None:
    one, other = sheets(know=first), sheets(know=second)
    both = Responses(
        unit_codes=one.unit_codes,
        unit=np.concatenate([one.unit, other.unit]),
        segment_values=one.segment_values,
        segments={"audience": np.concatenate([one.segments["audience"], other.segments["audience"]])},
        answers={"know": np.array(first + second, np.uint8)},
    )
    assert add(count_groups(one, asked()), count_groups(other, asked())) == count_groups(both, asked())


def test_the_codes_that_anybody_chose() -> None:
    """One choice: 1, 3 and no answer; several: 5 = options 1 and 3, 8 = option 4."""
    one = Item(key="q", text=Wording(ja="q", en="q"), options=())
    several = one.model_copy(update={"kind": ItemKind.MULTIPLE})
    assert codes_in(np.array([0, 3, 1, 3]), one) == {1, 3}
    assert codes_in(np.array([0, 5, 8]), several) == {1, 3, 4}
    assert codes_in(np.array([0, 0]), several) == codes_in(np.array([], np.int64), one) == set()
