"""How far hidden counts can move without disturbing anything shown: one persistent linear programme (HiGHS).

Each group has two columns, the people it could have more and the people it could have fewer (at most all of them);
each sum between groups is a row that must stay in balance.
"""

from collections.abc import Iterable, Mapping, Sequence

import highspy
import numpy as np

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
    ) -> None:
        self._column = {group: 2 * place for place, group in enumerate(counts)}
        self._counts, self._free = counts, set[Group]()
        self._model = highspy.Highs()  # type: ignore[no-untyped-call]  # the package ships no types
        self._model.setOptionValue("output_flag", False)
        self._model.setOptionValue("threads", 1)
        for group, count in counts.items():
            self._model.addCol(prices[group], 0.0, UNBOUNDED, 0, [], [])
            self._model.addCol(prices[group], 0.0, float(count), 0, [], [])
        for total, parts in sums:
            self._balance(total, parts)

    def _balance(self, total: Group, parts: Sequence[Group]) -> None:
        signs = {total: 1.0} | dict.fromkeys(parts, -1.0)
        columns = [self._column[group] + side for group in signs for side in (0, 1)]
        values = [sign * way for sign in signs.values() for way in (1.0, -1.0)]
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

    forbid = fix

    def room_for(self, group: Group, more: int) -> list[Group]:
        """The groups to hide so that `group` could have `more` people; they are free from now on.

        Empty when there is room already, and when no hiding can make any.
        """
        column = self._column[group]
        self._model.changeColBounds(column, float(more), UNBOUNDED)
        self._model.changeColBounds(column + 1, 0.0, 0.0)
        self._model.run()
        moved = self._moved() if self._optimal() else []
        self._model.changeColBounds(column, 0.0, UNBOUNDED)
        self._model.changeColBounds(column + 1, 0.0, float(self._counts[group]))
        self.free(moved)
        return moved

    def most(self, group: Group, enough: int) -> float:
        """How many more people `group` could have, looking no further than `enough`."""
        column = self._column[group]
        self._model.changeColsCost(2, np.array([column, column + 1], np.int32), np.array([-1.0, 1.0]))
        self._model.changeColBounds(column, 0.0, float(enough))
        self._model.run()
        most = -self._model.getInfo().objective_function_value if self._optimal() else 0.0
        self._model.changeColsCost(2, np.array([column, column + 1], np.int32), np.zeros(2))
        self._model.changeColBounds(column, 0.0, UNBOUNDED)
        return round(most, 6)

    def _optimal(self) -> bool:
        return bool(self._model.getModelStatus() == highspy.HighsModelStatus.kOptimal)

    def _moved(self) -> list[Group]:
        values = self._model.getSolution().col_value
        moves = ((group, abs(values[column]) + abs(values[column + 1])) for group, column in self._column.items())
        return [group for group, size in moves if size > MOVED and group not in self._free]
