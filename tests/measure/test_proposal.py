"""Proposed successors: same name, similar name, the only new unit in the same place, or nobody."""

from datetime import date

import pytest

from measure.organisation import LineageKind, OrgTree, Unit
from measure.proposal import Compared, Proposal, Reason, compared, proposals
from measure.questionnaire import Wording


def tree(*units: tuple[str, str, str | None]) -> OrgTree:
    """(code, name, parent)"""
    return OrgTree.of(
        Unit(code=code, name=Wording(ja=name, en=name), parent=parent, valid_from=date(2025, 4, 1))
        for code, name, parent in units
    )


TOP = (("R", "市", None), ("P", "総務部", "R"), ("Q", "福祉部", "R"))
BEFORE = tree(*TOP, ("a", "料金課", "P"), ("b", "受付センター", "P"), ("c", "統計調査課", "Q"), ("d", "庶務課", "Q"))


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (("n", "料金課", "P"), Proposal("a", "n", LineageKind.RENAME, Reason.SAME_NAME)),
        (("n", "料金　課", "Q"), Proposal("a", "n", LineageKind.TRANSFER, Reason.SAME_NAME)),
        (("n", "水道料金課", "P"), Proposal("a", "n", LineageKind.RENAME, Reason.SIMILAR_NAME)),
        (("n", "窓口室", "P"), Proposal("a", "n", LineageKind.RENAME, Reason.SAME_PARENT)),
        (("n", "窓口室", "Q"), Proposal("a", None, LineageKind.MERGE, Reason.NONE)),
    ],
)
def test_what_became_of_one_unit(new: tuple[str, str, str | None], expected: Proposal) -> None:
    kept = (("b", "受付センター", "P"), ("c", "統計調査課", "Q"), ("d", "庶務課", "Q"))
    assert proposals(BEFORE, tree(*TOP, *kept, new)) == [expected]


def test_two_that_go_on_in_one_are_merged() -> None:
    after = tree(*TOP, ("n", "料金・受付センター", "P"), ("c", "統計調査課", "Q"), ("d", "庶務課", "Q"))
    assert [(each.source, each.target, each.kind) for each in proposals(BEFORE, after)] == [
        ("a", "n", LineageKind.MERGE),
        ("b", "n", LineageKind.MERGE),
    ]


def test_two_trees_side_by_side() -> None:
    after = tree(*TOP, ("a", "料金室", "P"), ("b", "受付センター", "Q"), ("c", "統計調査課", "Q"), ("n", "新設課", "Q"))
    assert compared(BEFORE, after) == Compared(("R", "P", "Q", "c"), ("a",), ("b",), ("d",), ("n",))
    assert compared(BEFORE, BEFORE) == Compared(BEFORE.preorder(), (), (), (), ())
    assert proposals(BEFORE, BEFORE) == []
