"""Trees of dated units: their order, their faults, and lists heard again."""

from datetime import date

import pytest

from measure.organisation import OrgTree, TreeProblem, Unit, renewed, rooted
from measure.questionnaire import Wording

APRIL, OCTOBER = date(2025, 4, 1), date(2025, 10, 1)


def unit(code: str, parent: str | None = None, since: date = APRIL, until: date | None = None) -> Unit:
    return Unit(code=code, name=Wording(ja=code, en=code), parent=parent, valid_from=since, valid_to=until)


def test_order_paths_and_leaves() -> None:
    """R > (A > (a1, a2), B)"""
    tree = OrgTree.of([unit("R"), unit("A", "R"), unit("B", "R"), unit("a1", "A"), unit("a2", "A")])
    assert tree.preorder() == ("R", "A", "a1", "a2", "B")
    assert tree.path("a2") == ("R", "A", "a2")
    assert tree.level("a2") == 2
    assert tree.leaves("R") == ("a1", "a2", "B")


@pytest.mark.parametrize(
    ("units", "kind"),
    [
        ([unit("A"), unit("A")], "code_twice"),
        ([unit("A", "B")], "no_parent"),
        ([unit("A", "B"), unit("B", "A")], "circle"),
    ],
)
def test_what_is_no_forest(units: list[Unit], kind: str) -> None:
    with pytest.raises(TreeProblem) as found:
        OrgTree.of(units)
    assert found.value.kind == kind


def test_a_unit_ends_without_its_last_day() -> None:
    units = [unit("A", until=OCTOBER), unit("B", since=OCTOBER)]
    assert OrgTree.on(date(2025, 9, 30), units).preorder() == ("A",)
    assert OrgTree.on(OCTOBER, units).preorder() == ("B",)


def test_hearing_the_same_list_again_changes_nothing() -> None:
    known = [unit("R"), unit("A", "R")]
    again = [unit("R", since=OCTOBER), unit("A", "R", since=OCTOBER)]
    assert renewed(known, again) == known


def test_a_unit_moved_in_october_keeps_its_past() -> None:
    known = [unit("A", "R")]
    assert renewed(known, [unit("A", "S", since=OCTOBER)]) == [
        unit("A", "R", until=OCTOBER),
        unit("A", "S", since=OCTOBER),
    ]


def test_units_whose_parents_were_left_out_are_roots() -> None:
    assert rooted([unit("A", "R"), unit("a", "A")]).roots() == ("A",)
