"""How far hidden counts can move without disturbing anything shown: one persistent linear programme (HiGHS).

Each group has two columns, the people it could have more and the people it could have fewer; each sum between groups is
a row that must stay in balance. A group of which a page says "not shown" has somebody in it, which all can see: only a
remainder, of which no page speaks, may be left empty.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from measure.tally import Group

MOVED = 1e-6
UNBOUNDED = 1e9


class Flow:
    """Movements of counts: shown groups move at a price (and are then to be hidden), hidden ones for nothing."""

    def __init__(
        self,
        counts: Mapping[Group, int],
        sums: Iterable[tuple[Group, Sequence[Group]]],
        prices: Mapping[Group, float],
        unspoken: frozenset[Group] = frozenset(),
    ) -> None:
        self._groups = tuple(counts)
        self._column = {group: 2 * place for place, group in enumerate(counts)}
        self._fewer = {group: float(count - (group not in unspoken)) for group, count in counts.items()}
        self._free = set[Group]()
        self._model = highspy.Highs()  # type: ignore[no-untyped-call]  # the package ships no types
        self._model.setOptionValue("output_flag", False)
        self._model.setOptionValue("threads", 1)
        for group in counts:
            self._model.addCol(prices[group], 0.0, UNBOUNDED, 0, [], [])
            self._model.addCol(prices[group], 0.0, self._fewer[group], 0, [], [])
        for total, parts in sums:
            self._balance(total, parts)

    def _balance(self, total: Group, parts: Sequence[Group]) -> None:
        signs = {total: 1.0} | dict.fromkeys(parts, -1.0)
        columns = [self._column[group] + side for group in signs for side in (0, 1)]
        values = [value for sign in signs.values() for value in (sign, -sign)]
        self._model.addRow(0.0, 0.0, len(columns), np.array(columns, np.int32), np.array(values))

    def free(self, groups: Iterable[Group]) -> None:
        """Let groups move for nothing: they are hidden."""
        for group in groups:
            self._free.add(group)
            for side in (0, 1):
                self._model.changeColCost(self._column[group] + side, 0.0)

    def fix(self, groups: Iterable[Group]) -> None:
        """Let groups not move at all: they are shown and stay so."""
        for group in groups:
            for side in (0, 1):
                self._model.changeColBounds(self._column[group] + side, 0.0, 0.0)

    def room_for(self, group: Group, more: int) -> tuple[list[Group], "Moves"]:
        """The groups to hide so that `group` could have `more` people, and how all would move then.

        They are free from now on. None when there is room already, and when no hiding can make any.
        """
        column = self._column[group]
        self._model.changeColBounds(column, float(more), UNBOUNDED)
        self._model.changeColBounds(column + 1, 0.0, 0.0)
        self._model.run()
        moves = self._moves()
        self._model.changeColBounds(column, 0.0, UNBOUNDED)
        self._model.changeColBounds(column + 1, 0.0, self._fewer[group])
        moved = [self._groups[place] for place in np.flatnonzero(moves.size > MOVED)]
        fresh = [other for other in moved if other not in self._free]
        self.free(fresh)
        return fresh, moves

    def _moves(self) -> "Moves":
        """The movements of the last solution; none where there was no solution."""
        if self._model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return Moves(np.zeros(len(self._groups)), np.zeros(len(self._groups)), self._column)
        values = np.asarray(self._model.getSolution().col_value)
        return Moves(values[0::2] - values[1::2], np.abs(values[0::2]) + np.abs(values[1::2]), self._column)


@dataclass(frozen=True)
class Moves:
    """By how many people each group moves, and whether at all."""

    net: NDArray[np.float64]
    size: NDArray[np.float64]
    columns: Mapping[Group, int]

    def reaches(self, group: Group, need: int) -> bool:
        """Whether `group` comes to have `need` more people."""
        return bool(self.net[self.columns[group] // 2] >= need - MOVED)
