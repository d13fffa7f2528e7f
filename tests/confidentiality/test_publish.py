"""From counts to cells, by hand: which rows there are, in which order, and figures that came without a base."""

import pytest

from confidentiality.choices import Choices
from confidentiality.cube import CellStatus, Level, Origin
from confidentiality.protect import Protection
from confidentiality.publish import Counted, publish, rollup
from measure.questionnaire import Indicator, Wording
from measure.tally import RESPONSES, Count, Group, Tally, TotalsRow
from tests.confidentiality.worlds import tree

KNOW, READ = (Indicator(key=key, item=key, name=Wording(ja=key, en=key)) for key in ("know", "read"))
TREE = tree({"R": None, "A": "R", "B": "R", "a1": "A", "a2": "A", "a3": "A"})
Given = dict[tuple[Group, str], TotalsRow]
NOTHING = (CellStatus.NO_DATA, None, None, Origin.COUNTED)


def given(**units: tuple[float | None, float | None]) -> Given:
    """By unit a share and a response rate."""
    return {((u, "", ""), "know"): TotalsRow(u, "know", share, None, rate) for u, (share, rate) in units.items()}


def levels(counted: Counted, *indicators: Indicator) -> list[Level]:
    return list(publish(counted, indicators or (KNOW,)).levels)


def test_what_came_without_a_base_is_shown_and_its_median_above() -> None:
    """The median of the lowest units that have a figure; a rate alone is no data, but a rate."""
    told = given(a1=(0.4, 0.2), a2=(0.9, None), a3=(None, 0.5), B=(0.5, 0.8))
    found = {
        level.unit: (level.status, level.share, level.response_rate, level.origin)
        for level in levels(Counted("W", 10, TREE, given=told))
    }
    assert found == {
        "a1": (CellStatus.SHOWN, 0.4, 0.2, Origin.GIVEN),
        "a2": (CellStatus.SHOWN, 0.9, None, Origin.GIVEN),
        "a3": (CellStatus.NO_DATA, None, 0.5, Origin.COUNTED),
        "B": (CellStatus.SHOWN, 0.5, 0.8, Origin.GIVEN),
        "A": (CellStatus.SHOWN, (0.4 + 0.9) / 2, (0.2 + 0.5) / 2, Origin.MEDIAN),
        "R": (CellStatus.SHOWN, 0.5, 0.5, Origin.MEDIAN),
    }


def test_a_unit_s_own_figure_goes_before_the_median_of_those_below() -> None:
    found = {
        level.unit: level.share for level in levels(Counted("W", 10, TREE, given=given(A=(0.7, None), a1=(0.4, None))))
    }
    assert found == {"R": 0.4, "A": 0.7, "a1": 0.4, "a2": None, "a3": None, "B": None}


@pytest.mark.parametrize(("rate", "shown"), [(0.7, 0.7), (None, 25 / 50)])
def test_a_response_rate_that_was_given_goes_before_one_that_was_counted(rate: float | None, shown: float) -> None:
    tally: Tally = {RESPONSES: Count(25, 25.0), "know": Count(20, 20.0, 8.0)}
    counted = Counted("W", 10, tree({"R": None}), {("R", "", ""): tally}, {("R", "", ""): 50}, given(R=(0.9, rate)))
    [level] = levels(counted)
    assert (level.share, level.base, level.response_rate) == (8 / 20, 20, shown)


OLD, YOUNG, FIRST = ("age", "old"), ("age", "young"), ("grade", "1")


def test_every_unit_stands_before_its_segments_in_the_order_of_the_tree() -> None:
    """Segments by attribute, value and place in the tree; a figure given for another question is no row of this one."""
    tally: Tally = {RESPONSES: Count(40, 40.0), "know": Count(40, 40.0, 20.0)}
    counts = {(unit, *segment): tally for segment in (FIRST, YOUNG) for unit in ("A", "R")}
    heads = {("B", *OLD): 7}
    told: Given = {
        (("a1", *OLD), "know"): TotalsRow("a1", "know", 0.5),
        (("a1", *FIRST), "read"): TotalsRow("a1", "read", 0.5),
    }
    found = [(level.unit, level.segment) for level in levels(Counted("W", 10, TREE, counts, heads, told))]
    assert found == [
        *((unit, None) for unit in TREE.preorder()),
        ("a1", "age=old"),
        ("B", "age=old"),
        ("R", "age=young"),
        ("A", "age=young"),
        ("R", "grade=1"),
        ("A", "grade=1"),
    ]


@pytest.mark.parametrize(
    ("choices", "rows"),
    [
        (
            Choices(),
            {("R", None), ("A", None), ("B", None), ("a1", None), ("a2", None), ("a3", None), ("a1", "age=old")},
        ),
        (Choices(depth=1), {("R", None), ("A", None), ("B", None)}),
        (Choices(without=("age",)), {(unit, None) for unit in TREE.units}),
    ],
)
def test_what_is_not_chosen_is_no_row_though_a_figure_was_given(
    choices: Choices, rows: set[tuple[str, str | None]]
) -> None:
    told: Given = {(("a1", *OLD), "know"): TotalsRow("a1", "know", 0.5)}
    found = levels(Counted("W", 10, TREE, given=told, choices=choices))
    assert {(level.unit, level.segment) for level in found} == rows
    assert {level.share for level in found if level.segment} == ({0.5} if len(rows) > 6 else set())


@pytest.mark.parametrize("base", [1, 2])
def test_one_answer_is_shown_where_one_is_the_minimum(base: int) -> None:
    tally: Tally = {RESPONSES: Count(base, float(base)), "know": Count(base, float(base), 0.5)}
    [level] = levels(Counted("W", 1, tree({"R": None}), {("R", "", ""): tally}, choices=Choices()))
    assert level.status is not CellStatus.NO_DATA
    assert level.base == base


def test_answers_with_weights_of_their_own_are_not_weighted_again() -> None:
    """One unit whose answers weigh more or less than one is enough."""
    plain, heavy = Count(20, 20.0, 8.0), Count(20, 26.5, 8.0)
    people: dict[Group, int] = {(unit, "", ""): 50 for unit in "AB"} | {("R", "", ""): 100}
    for one, weighted in ((plain, True), (heavy, False)):
        counts: dict[Group, Tally] = {("A", "", ""): {"know": plain}, ("B", "", ""): {"know": one}}
        counts["R", "", ""] = {"know": plain + one}
        org = tree({"R": None, "A": "R", "B": "R"})
        found = rollup(Counted("W", 10, org, counts, people), "know", Protection())
        assert (found.weighed(("R", "", "")) is not None) is weighted
