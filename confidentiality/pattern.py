"""Which cells to hide so that no group below the minimum base can be computed from what is shown.

Primary: 0 < n < T. Complementary: for every such cell a linear programme finds the cheapest further cells to hide,
until the hidden ones leave room for it to hold T people or more (CONFIDENTIALITY rules 2-4). People of a unit who
stand in none of its children, people without a value of a segment, and people of a value who have none of those that
lie wholly within it, are groups too: never shown, yet computable.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

import numpy as np

from confidentiality.cube import HiddenBy
from confidentiality.flow import Flow
from confidentiality.moves import TINY, Programme, Room, Row
from measure.audience import parts
from measure.nests import Nest
from measure.organisation import OrgTree
from measure.tally import Group

MANY = 1e6  # people: more than any organisation has
OWN, WITHOUT = "\0own", "\0without"
WHOLE_UNIT = 3.0  # a unit's own figure is dearer than one of its segments
UPPER_LEVEL = 2.0  # each level above the lowest doubles the price


@dataclass(frozen=True)
class Relation:
    """What everybody can add up: the people of `total` are those of `parts` together."""

    total: Group
    parts: tuple[Group, ...]
    rest: Group


Sums = Callable[[Iterable[Group], OrgTree], list[Relation]]


@dataclass(frozen=True)
class Cube:
    """Counts of people by group, zero groups left out, with every sum between them and a price for hiding each."""

    counts: dict[Group, int]
    relations: tuple[Relation, ...]
    prices: dict[Group, float] = field(default_factory=dict)
    never: frozenset[Group] = frozenset()

    @cached_property
    def unshown(self) -> frozenset[Group]:
        """The remainders, which no page shows."""
        return frozenset(group for group in self.counts if group[2].endswith((OWN, WITHOUT)))


def cube(
    counts: Mapping[Group, int], tree: OrgTree, nests: Sequence[Nest] = (), told: frozenset[Group] = frozenset()
) -> Cube:
    """The cube of a tree's counts (each with all below it), with the remainders that sums leave added as groups.

    Parts that come to more than their total (figures from different sources) are no sum that anybody can use. Of the
    groups in which there is nobody only those stay that are `told`.
    """
    held = {group: count for group, count in sorted(counts.items()) if count > 0 or group in told}
    kept: list[Relation] = []
    kept += [relation for relation in _over_audiences(held) if held[relation.total] == _together(held, relation)]
    for sums in _kinds(nests):
        for found in sums(held, tree):
            rest = held[found.total] - sum(held.get(part, 0) for part in found.parts[:-1])
            if rest > 0 or (found.total in told and not rest):
                held[found.rest] = rest
            if rest >= 0:
                kept.append(Relation(found.total, tuple(part for part in found.parts if part in held), found.rest))
    never = frozenset((root, "", "") for root in tree.roots() if (root, "", "") in held)
    return Cube(held, tuple(kept), {group: _price(group, count, tree) for group, count in held.items()}, never)


def structure(groups: Iterable[Group], tree: OrgTree, nests: Sequence[Nest] = ()) -> tuple[list[Group], list[Relation]]:
    """The sums between groups of which no count is known, with every remainder there might be."""
    known = dict.fromkeys(groups)
    kept = list(_over_audiences(known))
    for sums in _kinds(nests):
        found = [relation for relation in sums(known, tree) if relation.total in known]
        kept += [Relation(r.total, tuple(p for p in r.parts if p in known or p == r.rest), r.rest) for r in found]
        known |= {relation.rest: None for relation in found}
    return list(known), kept


def _kinds(nests: Sequence[Nest]) -> tuple[Sums, ...]:
    """In this order: what one leaves over is a group for the next."""
    within = partial(_within_values, nests)
    return (_over_segments, within, _down_the_tree) if nests else (_over_segments, _down_the_tree)


def _over_audiences(held: Iterable[Group]) -> list[Relation]:
    """An audience of several values is the people who have one of them, and nobody else: there is no remainder."""
    known = frozenset(held)
    found = []
    for unit, key, value in held:
        members = tuple((unit, *part) for part in parts((key, value)) if (unit, *part) in known)
        if members:
            found.append(Relation((unit, key, value), members, (unit, key, value + WITHOUT)))
    return found


def _together(held: Mapping[Group, int], relation: Relation) -> int:
    return sum(held[part] for part in relation.parts)


def _over_segments(held: Iterable[Group], tree: OrgTree) -> list[Relation]:
    """A unit is the values of each segment and those without one, down to where the segment is published."""
    values: dict[str, dict[str, int]] = {}
    levels = {unit: tree.level(unit) for unit, _, _ in held}
    for unit, key, value in held:
        if key and not parts((key, value)):
            known = values.setdefault(key, {})
            known[value] = max(known.get(value, 0), levels[unit])
    units = [unit for unit, key, _ in held if not key]
    return [
        _sum((unit, "", ""), ((unit, key, value) for value in known), WITHOUT, key)
        for unit in units
        for key, known in values.items()
        if levels[unit] <= max(known.values())
    ]


def _within_values(nests: Sequence[Nest], held: Iterable[Group], tree: OrgTree) -> list[Relation]:
    """A value of a segment is the values of another that lie wholly within it, and who has none of them."""
    known = dict.fromkeys(held)
    units = dict.fromkeys(unit for unit, _, _ in known)
    return [
        _sum(
            (unit, *nest.within),
            ((unit, nest.key, value) for value in nest.values),
            nest.name + WITHOUT,
            nest.within[0],
        )
        for nest in nests
        for unit in units
        if (unit, *nest.within) in known and any((unit, nest.key, value) in known for value in nest.values)
    ]


def _down_the_tree(held: Iterable[Group], tree: OrgTree) -> list[Relation]:
    """A unit is its children and those who stand in it directly."""
    return [
        _sum((unit, key, value), ((child, key, value) for child in tree.children(unit)), value + OWN, key)
        for unit, key, value in held
        if tree.children(unit)
    ]


def _sum(total: Group, parts: Iterable[Group], name: str, key: str) -> Relation:
    rest = (total[0], key, name)
    return Relation(total, (*parts, rest), rest)


def _price(group: Group, count: int, tree: OrgTree) -> float:
    height = 0
    below = tree.children(group[0])
    while below:
        height, below = height + 1, tree.children(below[0])
    return float(max(count, 1) ** 0.5 * UPPER_LEVEL**height * (1.0 if group[1] else WHOLE_UNIT))


def hide(people: Cube, minimum: int, already: frozenset[Group] = frozenset()) -> dict[Group, HiddenBy]:
    """The cells to hide, each with its reason; `already` are hidden on other grounds and cost nothing more.

    The never-hidden root is hidden after all when it is itself below the minimum, or so small that its parts are.
    """
    small = {group for group, count in people.counts.items() if count < minimum}
    hidden = dict.fromkeys(small - people.unshown, HiddenBy.PRIMARY)
    hidden |= {g: HiddenBy.COMPLEMENTARY for g in already if g in people.counts and g not in small}
    bare = exposed(people, frozenset(hidden), minimum)
    if bare:
        flow = _flow(people)
        flow.fix(people.never - small)
        flow.free(hidden.keys() | people.unshown)
        while bare and (further := _make_room(flow, people, minimum, bare)):
            hidden |= dict.fromkeys(further, HiddenBy.COMPLEMENTARY)
            bare = exposed(people, frozenset(hidden), minimum)
    return hidden if not bare else _enough(people, minimum, hidden)


def _enough(people: Cube, minimum: int, hidden: dict[Group, HiddenBy]) -> dict[Group, HiddenBy]:
    """Where that does not do, everything but the root; and the root where even that gives a small group away."""
    shown = people.counts.keys() - people.unshown
    for more in (shown - people.never, people.never):
        if not exposed(people, frozenset(hidden), minimum):
            break
        hidden = hidden | dict.fromkeys(sorted(more - hidden.keys()), HiddenBy.COMPLEMENTARY)
    return hidden


def _make_room(flow: Flow, people: Cube, minimum: int, bare: list[Group]) -> list[Group]:
    """The further groups to hide for every group in `bare`, the smallest first; one move may help several."""
    further: list[Group] = []
    waiting = {group: minimum - people.counts[group] for group in sorted(bare, key=lambda g: (people.counts[g], g))}
    while waiting:
        group, need = next(iter(waiting.items()))
        fresh, moves = flow.room_for(group, need)
        further += fresh
        waiting = {g: n for g, n in waiting.items() if g != group and not moves.reaches(g, n)}
    return further


def exposed(
    people: Cube, hidden: frozenset[Group], minimum: int, least: Mapping[Group, int] | None = None
) -> list[Group]:
    """Audit A: the groups below the minimum that what is shown still confines below it; empty when all is safe.

    A movement of whole people that agrees with all that is shown proves every group that reaches the minimum in it, so
    many are proven at once; those that never are, are asked one by one. `least` are people who stay in their group.
    """
    column = {group: place for place, group in enumerate(g for g in people.counts if g in hidden | people.unshown)}
    needs = {column[g]: minimum - n for g, n in people.counts.items() if n < minimum and g in column}
    programme = _programme(people, column, least or {})
    left, before = needs, -1
    while left and len(left) != before:
        before, moved = len(left), programme.reach(left)
        left = {place: need for place, need in left.items() if moved[place] < need - TINY}
    bare = {place for place, need in left.items() if programme.most(place, 1) < need - TINY}
    shown = [group for group, count in people.counts.items() if 0 < count < minimum and group not in column]
    return sorted([*(group for group, place in column.items() if place in bare), *shown])


def _programme(people: Cube, column: Mapping[Group, int], least: Mapping[Group, int]) -> Programme:
    """All that is not shown, and how it can move."""
    held = ((group, people.counts[group]) for group in column)
    fewer = [count - max(min(count, group not in people.unshown), least.get(group, 0)) for group, count in held]
    rows = []
    for relation in people.relations:
        moving = [(column[relation.total], 1.0)] if relation.total in column else []
        moving += [(column[part], -1.0) for part in relation.parts if part in column]
        if moving:
            rows.append(Row(tuple(place for place, _ in moving), tuple(value for _, value in moving)))
    return Programme(Room(-np.array(fewer, np.float64), np.full(len(column), MANY), rows))


def _flow(people: Cube) -> Flow:
    sums = [(relation.total, relation.parts) for relation in people.relations]
    return Flow(people.counts, sums, people.prices, people.unshown)
