"""At the edges of the rules: both audits find nothing, and what is shown and hidden is what the rules say by hand.

One fewer than the minimum base, as many and one more; nobody and everybody in favour; nobody at all; everybody in one
unit; a unit with one child; two siblings; five levels.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pytest

from confidentiality.attack import Known, attack, learn
from confidentiality.choices import Choices
from confidentiality.coding import Coding
from confidentiality.cube import CellStatus
from confidentiality.publish import Counted, Publication, publish
from measure.joint import count_derived, derived
from measure.tally import Group, Responses, Tally, add, count_groups, over_tree
from tests.confidentiality.test_protect import GUIDELINE
from tests.confidentiality.worlds import tree

T = 10
FLAT: Mapping[str, str | None] = {"R": None, "A": "R", "B": "R", "C": "R"}
DEEP: Mapping[str, str | None] = {
    **{"R": None, "A": "R", "B": "R", "A1": "A", "A2": "A", "A11": "A1", "A12": "A1"},
    **{"A111": "A11", "A112": "A11"},
}
SHOWN, CODED, HIDDEN, NO_DATA = CellStatus.SHOWN, CellStatus.CODED, CellStatus.HIDDEN, CellStatus.NO_DATA


@dataclass(frozen=True)
class Edge:
    """Who stands where; the share of each unit that says yes (else half); and how units are to stand."""

    parents: Mapping[str, str | None]
    people: Mapping[str, int]
    stands: Mapping[str, CellStatus]
    yes: Mapping[str, float] = field(default_factory=dict)


EDGES = {
    "one fewer": Edge(FLAT, {"A": T - 1, "B": 30, "C": 40}, {"R": SHOWN, "A": HIDDEN, "B": HIDDEN, "C": SHOWN}),
    "as many": Edge(FLAT, {"A": T, "B": 30, "C": 40}, dict.fromkeys("RABC", SHOWN)),
    "one more": Edge(FLAT, {"A": T + 1, "B": 30, "C": 40}, dict.fromkeys("RABC", SHOWN)),
    "nobody in favour": Edge(FLAT, {"A": 30, "B": 30, "C": 40}, {"R": SHOWN, "A": CODED}, {"A": 0.0}),
    "everybody in favour": Edge(FLAT, {"A": 30, "B": 30, "C": 40}, {"R": SHOWN, "A": CODED}, {"A": 1.0}),
    "nobody in favour anywhere": Edge(
        FLAT, {"A": 30, "B": 30, "C": 40}, dict.fromkeys("RABC", CODED), dict.fromkeys("ABC", 0.0)
    ),
    "everybody everywhere": Edge(
        FLAT, {"A": 30, "B": 30, "C": 40}, dict.fromkeys("RABC", CODED), dict.fromkeys("ABC", 1.0)
    ),
    "few, and all of one mind": Edge(
        FLAT, {"A": 3, "B": 30, "C": 40}, {"R": SHOWN, "A": HIDDEN, "B": HIDDEN}, {"A": 1.0}
    ),
    "nobody in a unit": Edge(FLAT, {"B": 30, "C": 40}, {"R": SHOWN, "A": NO_DATA, "B": SHOWN, "C": SHOWN}),
    "nobody at all but a few": Edge(FLAT, {"A": 4}, {"R": HIDDEN, "A": HIDDEN, "B": NO_DATA, "C": NO_DATA}),
    "everybody in one unit": Edge(FLAT, {"A": 30}, {"R": SHOWN, "A": SHOWN, "B": NO_DATA, "C": NO_DATA}),
    "everybody in the whole itself": Edge(FLAT, {"R": 30}, {"R": SHOWN, "A": NO_DATA, "B": NO_DATA, "C": NO_DATA}),
    "a unit with one child": Edge(
        {"R": None, "A": "R", "a": "A", "B": "R"}, {"a": 20, "B": 30}, dict.fromkeys("RAaB", SHOWN)
    ),
    "one child, and few beside it": Edge(
        {"R": None, "A": "R", "a": "A", "B": "R"}, {"A": 3, "a": 20, "B": 30}, {"R": SHOWN, "a": HIDDEN, "B": SHOWN}
    ),
    "two siblings, one of them few": Edge(
        {"R": None, "A": "R", "B": "R"}, {"A": 3, "B": 40}, {"R": SHOWN, "A": HIDDEN, "B": HIDDEN}
    ),
    "two siblings, both few": Edge(
        {"R": None, "A": "R", "B": "R"}, {"A": 6, "B": 7}, {"R": SHOWN, "A": HIDDEN, "B": HIDDEN}
    ),
    "five levels": Edge(
        DEEP,
        {"A111": 4, "A112": 25, "A12": 30, "A2": 35, "B": 60},
        {"R": SHOWN, "B": SHOWN, "A": SHOWN, "A111": HIDDEN, "A112": HIDDEN},
    ),
    "five levels, few at the bottom": Edge(
        DEEP, {"A111": 4, "A112": 5, "A12": 30, "A2": 35, "B": 60}, {"R": SHOWN, "A11": HIDDEN, "A12": HIDDEN}
    ),
}


def counted(edge: Edge, segments: bool) -> dict[Group, Tally]:
    """Everybody's answers, every third with another value of an attribute: the counts of each group with all below it."""
    units = tuple(edge.people)
    unit = np.repeat(np.arange(len(units)), list(edge.people.values()))
    place = np.concatenate([np.arange(count) for count in edge.people.values()])
    share = np.array([edge.yes.get(code, 0.5) for code in units])[unit]
    size = np.array(list(edge.people.values()))[unit]
    said = np.where(place < np.rint(share * size), 1, 2)
    names: dict[str, tuple[str, ...]] = {"s": ("p", "q")} if segments else {}
    values = {"s": np.where(place % 3 == 0, 1, 2)} if segments else {}
    sheets = Responses(units, unit, names, values, dict.fromkeys(("know", "read", "changed", "like"), said))
    own = add(count_groups(sheets, GUIDELINE), count_derived(sheets, GUIDELINE))
    return over_tree(own, {}, tree(edge.parents))


def published(edge: Edge, segments: bool) -> Publication:
    indicators = (*GUIDELINE.indicators, *derived(GUIDELINE))
    return publish(Counted("W", T, tree(edge.parents), counted(edge, segments)), indicators)


@pytest.mark.parametrize("name", EDGES)
@pytest.mark.parametrize("segments", [False, True])
def test_both_audits_find_nothing_at_the_edge(name: str, segments: bool) -> None:
    edge, org = EDGES[name], tree(EDGES[name].parents)
    found, counts = published(edge, segments), counted(edge, segments)
    assert (found.exposed, found.pinned) == (0, 0)
    outside = learn(found.levels, org, T)
    assert (outside.pinned, outside.below) == ((), ())
    for key in {level.indicator for level in found.levels}:
        rows = {level.group: level for level in found.levels if level.indicator == key}
        sizes = {
            group: counts[group][key].base for group in rows if key in counts.get(group, {}) and counts[group][key].base
        }
        known = {group: rows[group] for group in sizes}
        assert attack(key, Known(known, org, T, sizes)).pinned == (), key
        assert [group for group, n in sizes.items() if n < T and rows[group].status is not HIDDEN] == []


@pytest.mark.parametrize("name", EDGES)
def test_what_is_shown_at_the_edge(name: str) -> None:
    edge = EDGES[name]
    found = {row.unit: row.status for row in published(edge, False).levels if row.indicator == "aware"}
    assert {unit: found[unit] for unit in edge.stands} == edge.stands


def test_without_the_second_audit_the_edge_of_one_mind_is_given_away() -> None:
    """So it bites: were a share of all shown as it is, everybody would know what each of thirty said."""
    edge = EDGES["everybody in favour"]
    plain = Coding(up_to_20=0, up_to_100=0, above=0)
    bare = publish(
        Counted("W", T, tree(edge.parents), counted(edge, False), choices=Choices(coding=plain)), GUIDELINE.indicators
    )
    assert [row.share for row in bare.levels if (row.unit, row.indicator) == ("A", "aware")] == [1.0]
