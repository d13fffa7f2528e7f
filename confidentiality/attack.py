"""The attacker from outside: what follows from rows that anybody can read, and from nothing else.

The rows become equations: a unit is its children and those who stand in it itself, a unit is the values of a segment
and those without one, a value is those that lie wholly within it and the others, whoever is favourable is in the base.
Some world that agrees with all of them is found first; from there every hidden figure is pushed as far as it goes.
Whoever also knows how many answered in every group (`sizes`) is granted that too.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from confidentiality.answers import Cell, Facts, Rule
from confidentiality.audit import Attack, Seen, ties
from confidentiality.coding import Bound
from confidentiality.cube import CellStatus, Level, Origin
from confidentiality.families import of_the_sheet
from confidentiality.moves import Programme, Room, Row
from confidentiality.pattern import Cube, Relation, structure
from measure.nests import Nest
from measure.organisation import OrgTree
from measure.tally import Group

MANY = 1e6  # people: more than any organisation has
PEOPLE, YES = "people", "yes"


@dataclass(frozen=True)
class Learned:
    """How many cells are hidden or coded, whose answers follow nevertheless, and which groups turn out to be small."""

    hidden: int = 0
    pinned: tuple[tuple[Group, str], ...] = ()
    below: tuple[tuple[Group, str], ...] = ()


@dataclass(frozen=True)
class Known:
    """The rows of one indicator in one wave, by group, on the tree they were published for."""

    rows: Mapping[Group, Level]
    tree: OrgTree
    minimum: int
    sizes: Mapping[Group, int] | None = None
    nests: tuple[Nest, ...] = ()

    def bounds(self, cell: Cell) -> tuple[float, float]:
        """What a row says of a count."""
        group, measure = cell
        row = self.rows.get(group)
        if measure == PEOPLE and self.sizes is not None and group in self.sizes:
            return float(self.sizes[group]), float(self.sizes[group])
        if row is None or row.base is None or row.origin is not Origin.COUNTED:
            return 0.0, MANY
        if measure == PEOPLE:
            return float(row.base), float(row.base)
        if row.status is CellStatus.CODED:
            return Bound(low=row.low or 0.0, high=row.high or 1.0).counts(row.base)
        return (0.0, MANY) if row.favourable is None else (row.favourable, row.favourable)

    def secret(self, group: Group) -> bool:
        row = self.rows.get(group)
        return row is not None and row.status in (CellStatus.HIDDEN, CellStatus.CODED)

    def same_as_the_whole(self, group: Group) -> bool:
        """Whether somebody who knows the sizes knows that these are all the people of the whole, of which all may know.

        Nothing is learned of a few then: they are the minimum base or more, and one published result.
        """
        sizes = self.sizes or {}
        shown = [(unit, "", "") for unit in self.tree.roots() if not self.secret((unit, "", ""))]
        return any(self.minimum <= sizes.get(whole, 0) == sizes.get(group) for whole in shown)


def learn(levels: Iterable[Level], tree: OrgTree, minimum: int, nests: tuple[Nest, ...] = ()) -> Learned:
    """What the rows of one wave give away, each indicator attacked with all its rows."""
    rows: dict[str, dict[Group, Level]] = {}
    for level in levels:
        rows.setdefault(level.indicator, {})[level.group] = level
    found = [attack(key, Known(own, tree, minimum, nests=nests)) for key, own in rows.items()]
    return Learned(
        sum(each.hidden for each in found),
        tuple(cell for each in found for cell in each.pinned),
        tuple(cell for each in found for cell in each.below),
    )


def attack(key: str, known: Known) -> Learned:
    """What follows from the rows of one indicator."""
    mind, groups = reckoned(known)
    if not groups:
        return Learned()
    secret = [group for group in groups if known.secret(group)]
    hidden = [group for group in secret if known.rows[group].status is CellStatus.HIDDEN]
    own = [group for group in secret if not known.same_as_the_whole(group)]
    answers = [cell for cell in mind.pinned((group, YES) for group in own) if not _nobody(mind, key, cell)]
    small = [] if known.sizes else [(g, PEOPLE) for g in groups if g not in known.rows or g in hidden]
    doubtful = mind.short(small, known.minimum)
    nobody = frozenset(mind.short(doubtful, 1))
    below = [group for group, _ in doubtful if (group, PEOPLE) not in nobody and _small(mind, group, known)]
    return Learned(len(secret), tuple((g, key) for g, _ in answers), tuple((group, key) for group in below))


def reckoned(known: Known) -> tuple[Attack, list[Group]]:
    """What the rows of one indicator leave open, and the groups it can be asked of."""
    told = [group for group, row in known.rows.items() if row.status is not CellStatus.NO_DATA]
    groups, relations = structure(told, known.tree, known.nests)
    bounds = {(g, m): known.bounds((g, m)) for g in groups for m in (PEOPLE, YES)}
    exact = frozenset(cell for cell, (low, high) in bounds.items() if low == high)
    return Attack(_world(known, groups, relations), Seen(exact, bounds)), groups


def _nobody(mind: Attack, key: str, cell: Cell) -> bool:
    """Nobody is asked there, or nobody answered what it is no secret that nobody does."""
    return mind.interval((cell[0], PEOPLE))[1] <= 0 or (of_the_sheet(key) and mind.interval(cell)[1] <= 0)


def _small(mind: Attack, group: Group, known: Known) -> bool:
    """Fewer than the minimum are there: in a cell that is not shown, or for certain in what is left of a sum."""
    least, most = mind.interval((group, PEOPLE))
    return most < known.minimum and (least > 0 or group in known.rows)


def _somewhere(room: Room) -> NDArray[np.float64]:
    """Counts that agree with every row; where rows contradict each other, with as many of them as can be had."""
    found = Programme(room, whole=room.whole).somewhere() if room.size else np.zeros(0)
    if found is not None:
        return found
    slack = [(room.size + 2 * place, room.size + 2 * place + 1) for place in range(len(room.rows))]
    rows = [
        Row((*row.columns, *own), (*row.values, 1.0, -1.0), row.low, row.high)
        for row, own in zip(room.rows, slack, strict=True)
    ]
    more = 2 * len(rows)
    low, high = np.append(room.low, np.zeros(more)), np.append(room.high, np.full(more, MANY))
    prices = np.append(np.zeros(room.size), np.ones(more))
    loose = Programme(Room(low, high, rows, room.whole, prices), whole=room.whole).somewhere()
    assert loose is not None  # every row can be given up
    return loose[: room.size]


def _world(known: Known, groups: Sequence[Group], relations: Sequence[Relation]) -> Facts:
    """Some whole counts that agree with every row."""
    cells = [(group, measure) for group in groups for measure in (PEOPLE, YES)]
    column = {cell: place for place, cell in enumerate(cells)}
    bounds = np.array([known.bounds(cell) for cell in cells]).reshape(len(cells), 2)
    blank = dict.fromkeys(groups, 0.0)
    people = Cube(dict.fromkeys(groups, 0), tuple(relations))
    limit = Rule(((YES, 1.0), (PEOPLE, -1.0)), high={})
    nothing = Facts(people, {PEOPLE: blank, YES: blank}, {PEOPLE: blank, YES: blank}, (limit,))
    rows = [
        Row(tuple(column[c] for c, _ in terms), tuple(v for _, v in terms), low, high)
        for terms, low, high in ties(nothing, column)
    ]
    whole = bool(np.abs(bounds - np.rint(bounds)).max(initial=0.0) < 1e-6)
    counts = _somewhere(Room(bounds[:, 0], bounds[:, 1], rows, whole))
    truth = {m: {g: float(counts[column[g, m]]) for g in groups} for m in (PEOPLE, YES)}
    most = {m: dict.fromkeys(groups, MANY) for m in (PEOPLE, YES)}
    return Facts(people, truth, most, (limit,), whole)
