"""Rolled-up figures (METHOD 1, 2): what stands on several departments weighs each class of answers by its people.

Inside one department answers are not weighted. A unit above is made of classes: the departments below it, each by the
values of one segment where headcounts know them. A class is a published cell of ten answers or more; whatever of a
unit stands in no such class is one class together, whose counts are what the unit has less what its classes have, and
if that is small it joins the smallest beside it. So every weighted figure follows from published ones.
Where headcounts know a segment only of the unit as a whole, departments x segment is raked to both margins.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from measure.interval import Interval, Stratum, wilson
from measure.organisation import OrgTree
from measure.tally import Group
from measure.weighting import FEWEST, MarginProblem, raked

NOTHING = 1e-6  # favourable answers; what is less than that is left over by rounding only


class Weighting(StrEnum):
    """How a figure was weighted to headcounts; NONE is answers as they came."""

    NONE = "none"
    POST_STRATIFIED = "post_stratified"
    RAKED = "raked"


@dataclass(frozen=True)
class Weighed:
    """Sums over classes h of N_h people, n_h answers and share p_h, which add up over disjoint sets of classes.

    `favourable` is sum N_h p_h; `finite` and `plain` are sum N_h^2 v_h with v_h = (N_h - n_h) / ((N_h - 1) n_h) and
    v_h = 1 / n_h, so n_eff = people^2 / finite for this wave's staff, and people^2 / plain without finite correction.
    """

    people: float = 0.0
    favourable: float = 0.0
    finite: float = 0.0
    plain: float = 0.0
    how: Weighting = Weighting.NONE

    @classmethod
    def of(cls, cell: Stratum) -> "Weighed":
        return cls.group(float(cell.people or cell.base), cell)

    @classmethod
    def group(cls, people: float, cell: Stratum) -> "Weighed":
        """The answers of a cell, standing for so many people."""
        left = max(people - cell.base, 0.0) / ((people - 1) * cell.base) if people > 1 else 0.0
        return cls(people, people * cell.share, people**2 * left, people**2 / cell.base)

    def __add__(self, other: "Weighed") -> "Weighed":
        how = max(self.how, other.how, key=list(Weighting).index)
        sums = (self.people + other.people, self.favourable + other.favourable)
        return Weighed(*sums, self.finite + other.finite, self.plain + other.plain, how)

    @property
    def share(self) -> float:
        return min(max(self.favourable / self.people, 0.0), 1.0)

    @property
    def size(self) -> float:
        """n_eff of METHOD 1: infinite in a census."""
        return self.people**2 / self.finite if self.finite > 0 else math.inf

    @property
    def effective_base(self) -> float:
        """How many unweighted answers would be as certain over time: 1 / sum W_h^2 / n_h."""
        return self.people**2 / self.plain

    @property
    def interval(self) -> Interval:
        return wilson(self.share, self.size)


@dataclass(frozen=True)
class Rollup:
    """The shown cells of one indicator in one wave, and what units above departments make of them.

    `people` are headcounts of all groups, shown or not; `segment` is the key and the values that split departments.
    """

    tree: OrgTree
    cells: Mapping[Group, Stratum]
    people: Mapping[Group, int]
    segment: tuple[str, tuple[str, ...]] = ("", ())
    known: dict[Group, Weighed] = field(default_factory=dict)

    @classmethod
    def over(cls, tree: OrgTree, cells: Mapping[Group, Stratum], people: Mapping[Group, int]) -> "Rollup":
        return cls(tree, cells, people, splitting(tree, people))

    def weighed(self, group: Group) -> Weighed | None:
        """A shown cell of a unit with units below it, weighed; None where there is nothing to weigh or no headcount."""
        cell = self.cells.get(group)
        if cell is None or not cell.headcount or not self.tree.children(group[0]):
            return None
        found = self.classes(group)
        return None if found.how is Weighting.NONE else found

    def classes(self, group: Group) -> Weighed:
        """The classes of a shown cell together; a department's by segment only as a part of what stands above it."""
        if group not in self.known:
            self.known[group] = self._raked(group) or self._stratified(group)
        return self.known[group]

    def _stratified(self, group: Group) -> Weighed:
        whole = self.cells[group]
        kept = self._large(self._below(group))
        rest = _left(whole, [self.cells[one] for one in kept])
        if kept and (rest.base or rest.headcount) and (rest.base < FEWEST or (rest.headcount or 0) <= 0):
            kept = kept[1:]
            rest = _left(whole, [self.cells[one] for one in kept])
        if not kept or not _possible(rest):
            return Weighed.of(whole)
        if len(kept) == 1 and not rest.base:
            return self.classes(kept[0])
        found = sum((self.classes(one) for one in kept), Weighed.of(rest) if rest.base else Weighed())
        how = Weighting.RAKED if found.how is Weighting.RAKED else Weighting.POST_STRATIFIED
        return Weighed(found.people, found.favourable, found.finite, found.plain, how)

    def _below(self, group: Group) -> list[Group]:
        """The groups that a cell is made of: the units below, or a department's values of the splitting segment."""
        unit, key, value = group
        if children := self.tree.children(unit):
            return [(child, key, value) for child in children]
        return [] if key else [(unit, self.segment[0], one) for one in self.segment[1]]

    def _large(self, groups: Sequence[Group]) -> list[Group]:
        """Those that may be a class of their own, the smallest first."""
        known = [(cell.base, one) for one in groups if (cell := self.cells.get(one)) and cell.headcount]
        return [one for base, one in sorted(known) if base >= FEWEST]

    def _raked(self, group: Group) -> Weighed | None:
        """Units below x segment, raked; None unless only the margins are known and every cell of the table is shown."""
        unit, key, _ = group
        units, (name, values) = self._large(self._below(group)), self.segment
        if key or len(units) < 2 or any((one, name, v) in self.people for one, *_ in units for v in values):
            return None
        values = tuple(v for v in values if self.people.get((unit, name, v)))
        table = [[self.cells.get((one, name, v), Stratum(0, 0)) for v in values] for one, *_ in units]
        counts, favourable = (
            np.array([[getattr(c, a) for c in r] for r in table], float) for a in ("base", "favourable")
        )
        rows, columns = ([self.people.get(g, 0) for g in side] for side in (units, [(unit, name, v) for v in values]))
        if not values or not self._complete(group, (units, values), counts):
            return None
        try:
            by = raked(counts, [np.array(rows, float), np.array(columns, float)])
        except MarginProblem:
            return None
        flat = zip((by.weights * counts).flat, favourable.flat, counts.flat, strict=True)
        found = sum((Weighed.group(people, Stratum(x, int(n))) for people, x, n in flat if n), Weighed())
        return Weighed(found.people, found.favourable, found.finite, found.plain, Weighting.RAKED)

    def _complete(self, group: Group, axes: tuple[Sequence[Group], Sequence[str]], counts: np.ndarray) -> bool:
        """Whether nobody who answered is missing from the table, neither hidden nor outside it, and no margin is small."""
        sums = [counts.sum(axis=1).tolist(), counts.sum(axis=0).tolist()]
        shown = [self.cells.get((group[0], self.segment[0], value), Stratum(0, 0)).base for value in axes[1]]
        return (
            sums[0] == [self.cells[one].base for one in axes[0]]
            and sums[1] == shown
            and min(shown) >= FEWEST
            and sum(shown) == self.cells[group].base
        )


def _left(whole: Stratum, parts: Sequence[Stratum]) -> Stratum:
    """What of a cell stands in none of these parts."""
    favourable = whole.favourable - sum(part.favourable for part in parts)
    people = (whole.headcount or 0) - sum(part.headcount or 0 for part in parts)
    return Stratum(favourable, whole.base - sum(part.base for part in parts), people)


def _possible(rest: Stratum) -> bool:
    """Not where figures of a unit that came as totals contradict those below it, or headcounts contradict each other."""
    none = abs(rest.favourable) <= NOTHING if rest.base == 0 else (rest.headcount or 0) > 0
    return none and rest.base >= 0 and -NOTHING <= rest.favourable <= rest.base + NOTHING


def splitting(tree: OrgTree, people: Mapping[Group, int]) -> tuple[str, tuple[str, ...]]:
    """The segment that headcounts know of everybody, with its values; the one of fewest values where there are several."""
    whole = sum(people.get((root, "", ""), 0) for root in tree.roots())
    found: dict[str, dict[str, int]] = {}
    for (unit, key, value), count in people.items():
        if key and unit in tree.roots():
            values = found.setdefault(key, {})
            values[value] = values.get(value, 0) + count
    full = [(len(values), key) for key, values in found.items() if sum(values.values()) == whole]
    if not full:
        return "", ()
    key = min(full)[1]
    return key, tuple(sorted(found[key]))
