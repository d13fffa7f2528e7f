"""A department's head sees the own part of the tree, the unit above and the whole; nothing of anybody else's."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from pydantic import BaseModel

from actions import behind, beside, decompose, fair, findings, funnel, norms, planning, series, speed, view
from actions.attack import Reach, attack
from actions.refused import Refused
from actions.sight import part, sight
from actions.users import LOCAL, Person, Role, acting
from confidentiality.cube import Level
from db import read
from db.engine import Store
from measure.organisation import OrgTree
from tests.actions import county

LAST, KEY = "W6", "awareness"
SECTIONS = frozenset(county.SECOND)

# whose head -> what is seen at the last wave
SEEN = {
    "A1": {"A1", "A", "C"},
    "B3": {"B3", "B", "C"},
    "A": {"C", "A", "A1", "A2", "A3", "A4", "A5", "A8", "A9"},
    "C": {"C", "A", "B", "S1", "A1", "A2", "A3", "A4", "A5", "A8", "A9"} | SECTIONS,
    "A6": {"C"},  # it is no more
}
RELATIONS = {"own": "A1", "parent": "A", "whole": "C", "sibling": "A2", "other part": "B", "foreign": "B3"}

Mark = Callable[[set[str]], Mapping[tuple[str, str, str | None, str], float]]
OneUnit = Callable[[Person, Store, str], Any]
ASKED_FOR_A_UNIT: dict[str, OneUnit] = {
    "levels": lambda p, s, u: view.levels(p, s, view.Query(wave=LAST, unit=u, indicator=KEY)),
    "trend": lambda p, s, u: view.trend(p, s, view.Query(unit=u, indicator=KEY)),
    "beside": lambda p, s, u: beside.beside(p, s, view.Query(wave=LAST, unit=u, indicator=KEY)),
    "funnel": lambda p, s, u: funnel.funnel(p, s, view.Query(wave=LAST, unit=u)),
    "norms": lambda p, s, u: norms.norms(p, s, LAST, u),
    "planned": lambda p, s, u: planning.planned(p, s, view.Query(wave=LAST, unit=u, indicator=KEY)),
    "speed": lambda p, s, u: speed.speed(p, s, view.Query(unit=u, indicator=KEY)),
    "decomposition": lambda p, s, u: decompose.decomposition(
        p, s, decompose.Split("W5", LAST), view.Query(unit=u, indicator=KEY)
    ),
    "runs": lambda p, s, u: series.runs(p, s, view.Query(unit=u, indicator=KEY)).of(u),
}
OfAllUnits = Callable[[Person, Store], Any]
ASKED_FOR_ALL: dict[str, OfAllUnits] = {
    "levels": lambda p, s: view.levels(p, s, view.Query(wave=LAST)),
    "everything": lambda p, s: view.everything(p, s, LAST),
    "compare": lambda p, s: view.compare(p, s, view.Query(wave=LAST, indicator=KEY)),
    "change": lambda p, s: view.change(p, s, ("W5", LAST), view.Query(indicator=KEY)),
    "fair": lambda p, s: fair.fair(p, s, view.Query(wave=LAST, indicator=KEY, level=2)),
    "behind": lambda p, s: behind.behind(p, s, "code"),
    "findings": lambda p, s: findings.findings(p, s, "code"),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = county.county(tmp_path_factory.mktemp("sight"))
    yield opened
    opened.close()


def head(*units: str) -> Person:
    return acting("head", Role.DEPARTMENT, *units)


def values(given: Any) -> Iterator[tuple[str, Any]]:
    """Every field in an answer, however deep: (name, value)."""
    if isinstance(given, BaseModel):
        pairs = [(name, getattr(given, name)) for name in type(given).model_fields]
    elif is_dataclass(given):
        pairs = [(field.name, getattr(given, field.name)) for field in fields(given)]
    elif isinstance(given, list | tuple):
        pairs = [("", each) for each in given]
    else:
        return
    for name, value in pairs:
        yield name, value
        yield from values(value)


def numbers(given: Any) -> set[float]:
    return {value for _, value in values(given) if isinstance(value, float)}


@pytest.fixture
def mark(monkeypatch: pytest.MonkeyPatch) -> Mark:
    """Gives every unit out of sight, in every wave, a share that stands nowhere else; answers these shares."""

    def put(seen: set[str]) -> Mapping[tuple[str, str, str | None, str], float]:
        known: dict[tuple[str, str, str | None, str], float] = {}
        published = read.published

        def marked(level: Level) -> Level:
            if level.unit in seen or level.share is None or level.base is None:
                return level
            cell = (level.wave, level.unit, level.segment, level.indicator)
            share = known.setdefault(cell, 0.2345678901 + 1e-6 * len(known))
            return level.model_copy(update={"share": share, "favourable": share * level.base})

        monkeypatch.setattr(read, "published", lambda *asked: [marked(level) for level in published(*asked)])
        return known

    return put


@pytest.mark.parametrize("unit", SEEN)
def test_what_a_head_sees_of_the_tree(store: Store, unit: str) -> None:
    tree = view.tree(LOCAL, store, LAST)
    assert sight(head(unit), tree).units == SEEN[unit]
    assert set(part(head(unit), tree).units) == SEEN[unit]


def test_names_on_the_way_up_are_kept_without_their_results(store: Store) -> None:
    tree = view.tree(LOCAL, store, LAST)
    lower = {"A11": tree.units["A1"].model_copy(update={"code": "A11", "parent": "A1"})}
    deep = OrgTree(tree.units | lower)
    assert sight(head("A11"), deep).units == {"A11", "A1", "C"}
    assert set(part(head("A11"), deep).units) == {"A11", "A1", "A", "C"}


@pytest.mark.parametrize("role", [Role.HR, Role.EXECUTIVE, Role.VIEWER])
@pytest.mark.parametrize("action", ASKED_FOR_ALL)
def test_others_who_read_see_every_unit(store: Store, role: Role, action: str) -> None:
    assert ASKED_FOR_ALL[action](acting("somebody", role), store) == ASKED_FOR_ALL[action](LOCAL, store)


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("action", ASKED_FOR_A_UNIT)
def test_a_unit_out_of_sight_is_refused(store: Store, action: str, relation: str, mark: Mark) -> None:
    unit, marks = RELATIONS[relation], mark(SEEN["A1"])
    if unit in SEEN["A1"]:
        assert not numbers(ASKED_FOR_A_UNIT[action](head("A1"), store, unit)) & set(marks.values())
    else:
        with pytest.raises(Refused, match="unit_not_yours"):
            ASKED_FOR_A_UNIT[action](head("A1"), store, unit)


@pytest.mark.parametrize("unit", SEEN)
@pytest.mark.parametrize("action", ASKED_FOR_ALL)
def test_lists_hold_what_is_seen_and_the_same_figures(store: Store, action: str, unit: str, mark: Mark) -> None:
    marks = mark(SEEN[unit])
    everything, own = (ASKED_FOR_ALL[action](person, store) for person in (LOCAL, head(unit)))
    units = {value for name, value in values(own) if name == "unit"}
    assert units <= SEEN[unit]
    assert not numbers(own) & set(marks.values())
    if action in ("levels", "everything", "compare"):
        assert numbers(everything) & set(marks.values()) or SEEN[unit] == SEEN["C"]
        assert [row for row in everything if row.unit in SEEN[unit]] == own
        assert units == SEEN[unit]


def test_two_heads_together_see_what_either_sees(store: Store) -> None:
    seen = {row.unit for row in view.everything(head("A1", "B3"), store, LAST)}
    assert seen == SEEN["A1"] | SEEN["B3"]


def test_parts_out_of_sight_are_pooled(store: Store) -> None:
    split, query = decompose.Split("W5", LAST), view.Query(indicator=KEY)
    whole, own = (decompose.decomposition(person, store, split, query) for person in (LOCAL, head("A1")))
    assert {row.part for row in own.parts} == {"A1", "other"}
    assert own.total == whole.total
    [alone] = [row for row in own.parts if row.part == "A1"]
    assert alone in whole.parts


def test_a_unit_that_was_elsewhere_has_no_past_there(store: Store) -> None:
    points = view.trend(head("A"), store, view.Query(unit="A8", indicator=KEY))
    before = [point for point in points if point.wave in county.WAVES[:4]]
    assert all(point.share is None and point.change is None for point in before)
    assert points[-1].share is not None


def test_peers_come_pooled_only(store: Store) -> None:
    query = view.Query(wave=LAST, unit="A1", indicator=KEY)
    found = beside.beside(head("A1"), store, query)
    assert found == beside.beside(LOCAL, store, query)
    assert {side.unit for side in found.sides} <= SEEN["A1"]
    assert next(side.count for side in found.sides if side.kind is beside.SideKind.PEERS) >= beside.FEWEST_PEERS


@pytest.mark.parametrize("units", [("A1",), ("A1", "A2"), ("A", "B3")])
def test_the_attacker_has_what_the_heads_have(store: Store, units: tuple[str, ...]) -> None:
    found = attack(LOCAL, store, Reach(units=units, waves=(LAST,)))
    assert (found.pinned, found.below_base) == (0, 0)
    reader = Reach(units=units).reader("somebody")
    hidden = [row for row in view.everything(reader, store, LAST) if row.status in ("hidden", "coded")]
    assert (found.hidden > 0) == bool(hidden)


def test_an_attacker_from_an_unknown_unit_is_refused(store: Store) -> None:
    with pytest.raises(Refused, match="unit_unknown"):
        attack(LOCAL, store, Reach(units=("nowhere",)))
