"""Audit B (answers): what can be worked out of hidden answer counts by whoever knows the size of every group.

A count is pinned when only one whole number agrees with all that is published. Many are proven open at once: two worlds
that agree with everything published and differ in a count prove it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from confidentiality.answers import ROUNDING, Cell, Facts
from confidentiality.moves import TINY, Programme, Room, Row

SEED = 20251122
DULL_ROUNDS = 2  # random worlds in a row that prove little new: then each cell is asked by itself
LITTLE = 0.95  # of the cells left: asking them costs less than another such world


@dataclass(frozen=True)
class Seen:
    """What is published of a family: counts shown as they are, and bounds of those that are coded."""

    shown: frozenset[Cell]
    coded: Mapping[Cell, tuple[float, float]] = field(default_factory=dict)
    limits: Mapping[Cell, tuple[float, float]] = field(default_factory=dict)
    """What is known of counts from elsewhere, whether they are shown or not."""

    def bounds(self, facts: Facts, cell: Cell) -> tuple[float, float]:
        least, most = self.hidden(facts, cell)
        low, high = self.coded.get(cell, (least, most))
        return max(low, least), min(high, most)

    def hidden(self, facts: Facts, cell: Cell) -> tuple[float, float]:
        """The bounds of a cell where nothing of it is published."""
        low, high = self.limits.get(cell, (0.0, facts.limit(cell)))
        return max(low, 0.0), min(high, facts.limit(cell))


def step(facts: Facts) -> float:
    """How far a count must be able to move to be open: one answer; with weights, half of what the lightest group weighs."""
    return 1.0 if facts.whole else min((1.0, *(facts.limit(cell) / 2 for cell in facts.cells())))


class Attack:
    """The attacker on one family."""

    def __init__(self, facts: Facts, seen: Seen) -> None:
        self.facts = facts
        self.cells = [cell for cell in facts.cells() if cell not in seen.shown]
        self.column = {cell: place for place, cell in enumerate(self.cells)}
        bounds = np.array([seen.bounds(facts, cell) for cell in self.cells]).reshape(len(self.cells), 2)
        truth = np.array([facts.count(cell) for cell in self.cells])
        rows = [_row(terms, self.column, low, high) for terms, low, high in ties(facts, self.column)]
        self._step = step(facts)
        self._programme = Programme(Room(bounds[:, 0] - truth, bounds[:, 1] - truth, rows, facts.whole))

    def pinned(self, cells: Iterable[Cell]) -> list[Cell]:
        """Those of the cells of which only one whole number is possible, in their order."""
        asked = [cell for cell in cells if cell in self.column]
        left = np.array([self.column[cell] for cell in asked], np.int64)
        chance, dull = np.random.default_rng(SEED), 0
        while len(left) and dull < DULL_ROUNDS:
            costs = np.zeros(len(self.cells))
            costs[left] = chance.normal(size=len(left))
            still = left[np.abs(self._programme.along(costs)[left]) < self._step - TINY]
            dull = dull + 1 if len(still) > LITTLE * len(left) else 0
            left = still
        bare = self._stuck(left)
        return [cell for cell in asked if self.column[cell] in bare]

    def _stuck(self, left: NDArray[np.int64]) -> set[int]:
        """Those of the columns that can move neither way; a movement that frees one may free many."""
        found = set[int]()
        while len(left):
            first = int(left[0])
            tries = (self._programme.step(first, way * (self._step - TINY)) for way in (1, -1))
            moved = next((each for each in tries if each is not None), None)
            if moved is None:
                found.add(first)
            still = left[1:] if moved is None else left[1:][np.abs(moved[left[1:]]) < self._step - TINY]
            left = still
        return found

    def short(self, cells: Iterable[Cell], least: float) -> list[Cell]:
        """Those of the cells that come to `least` in no world that tries for all of them at once, again and again."""
        left = [cell for cell in cells if cell in self.column]
        while left:
            columns = np.array([self.column[cell] for cell in left], np.int64)
            costs = np.zeros(len(self.cells))
            costs[columns] = -1.0
            moved = self._programme.along(costs)
            still = [c for c, column in zip(left, columns, strict=True) if self.facts.count(c) + moved[column] < least]
            if len(still) == len(left):
                break
            left = still
        return left

    def interval(self, cell: Cell) -> tuple[float, float]:
        """The least and the most that a count can be."""
        truth = self.facts.count(cell)
        if cell not in self.column:
            return truth, truth
        down, up = (self._programme.most(self.column[cell], way) for way in (-1, 1))
        return truth - down, truth + up


Tie = tuple[Sequence[tuple[Cell, float]], float, float]


def ties(facts: Facts, unknown: Mapping[Cell, object]) -> Iterator[Tie]:
    """Everything that ties unknown counts together, as limits of how they may move."""
    yield from _sums(facts, unknown)
    for rule in facts.rules:
        for group in facts.people.counts:
            terms = [((group, measure), value) for measure, value in rule.terms]
            now = sum(value * facts.count(cell) for cell, value in terms)
            low = -np.inf if rule.low is None else rule.low.get(group, 0.0) - now
            high = np.inf if rule.high is None else rule.high.get(group, 0.0) - now
            if low <= ROUNDING and high >= -ROUNDING:
                yield from _told(terms, unknown, (min(low, 0.0), max(high, 0.0)))


def _sums(facts: Facts, unknown: Mapping[Cell, object]) -> Iterator[Tie]:
    """Sums over the tree and over segments; those that the counts themselves do not keep tell nobody anything.

    Nor do those of which only one side is asked: what one audience alone is asked stands in its own cells.
    """
    for relation in facts.people.relations:
        for measure, truth in facts.truth.items():
            if (facts.limit((relation.total, measure)) > 0) != any(
                facts.limit((p, measure)) > 0 for p in relation.parts
            ):
                continue
            terms = [((relation.total, measure), 1.0), *(((part, measure), -1.0) for part in relation.parts)]
            if abs(sum(value * truth[group] for (group, _), value in terms)) < ROUNDING:
                yield from _told(terms, unknown, (0.0, 0.0))


def _told(
    terms: Iterable[tuple[Cell, float]], unknown: Mapping[Cell, object], limits: tuple[float, float]
) -> Iterator[Tie]:
    moving = [(cell, value) for cell, value in terms if cell in unknown]
    if moving:
        yield moving, *limits


def _row(terms: Sequence[tuple[Cell, float]], column: Mapping[Cell, int], low: float, high: float) -> Row:
    return Row(tuple(column[cell] for cell, _ in terms), tuple(value for _, value in terms), low, high)
