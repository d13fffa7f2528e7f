"""How far unknown counts can move while all that is known stays as it is: one persistent programme (HiGHS).

A column is one unknown count, as its distance from the truth, so that standing still is always possible. An attacker
knows that counts are whole: a movement proves something only where it is whole, and where the linear programme's is
not, the integer programme of that part decides.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import highspy
import numpy as np
from numpy.typing import NDArray

TINY = 1e-6
NODES = 2000  # of an integer programme's tree: beyond them nothing is proven, so the cell counts as pinned
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """`low` <= sum of value x movement <= `high`."""

    columns: tuple[int, ...]
    values: tuple[float, ...]
    low: float = 0.0
    high: float = 0.0


@dataclass(frozen=True)
class Room:
    """The unknown counts: how far each may fall and rise, and the rows that tie them; `whole` where they are whole."""

    low: Numbers
    high: Numbers
    rows: Sequence[Row]
    whole: bool = True
    prices: Numbers | None = field(default=None)

    @property
    def size(self) -> int:
        return len(self.low)

    @cached_property
    def part(self) -> NDArray[np.int64]:
        """The part that each column is in; rows tie columns of one part only."""
        root = list(range(self.size))

        def find(one: int) -> int:
            while root[one] != one:
                root[one] = one = root[root[one]]
            return one

        for row in self.rows:
            first = find(row.columns[0])
            for other in row.columns[1:]:
                root[find(other)] = first
        return np.array([find(one) for one in range(self.size)], np.int64)

    def alone(self, part: int) -> tuple["Room", NDArray[np.int64]]:
        """One part by itself, and which columns it has here."""
        chosen = np.flatnonzero(self.part == part)
        place = {int(column): number for number, column in enumerate(chosen)}
        rows = [row for row in self.rows if row.columns[0] in place]
        mine = [Row(tuple(place[c] for c in row.columns), row.values, row.low, row.high) for row in rows]
        prices = None if self.prices is None else self.prices[chosen]
        return Room(self.low[chosen], self.high[chosen], mine, self.whole, prices), chosen


class Programme:
    """Asks a room for movements; the model is built once and only its costs and bounds change."""

    def __init__(self, room: Room, whole: bool = False) -> None:
        self.room, self._parts = room, dict[int, tuple[Programme, NDArray[np.int64]]]()
        self._every = np.arange(room.size, dtype=np.int32)
        self._model = highspy.Highs()  # type: ignore[no-untyped-call]  # the package ships no types
        for option, value in {"output_flag": False, "threads": 1, "mip_max_nodes": NODES, "random_seed": 1}.items():
            self._model.setOptionValue(option, value)
        self._model.passModel(_model(room, whole))

    def along(self, costs: Numbers) -> Numbers:
        """The movement that costs least; parts of it that are not whole stand still instead."""
        self._model.changeColsCost(self.room.size, self._every, costs)
        found = self._run()
        if found is None or not self.room.whole:
            return np.zeros(self.room.size) if found is None else found
        broken = np.unique(self.room.part[np.abs(found - np.rint(found)) > TINY])
        return np.where(np.isin(self.room.part, broken), 0.0, np.rint(found))

    def most(self, column: int, way: int) -> float:
        """How far one count can move up (`way` 1) or down (-1)."""
        self._model.changeColsCost(self.room.size, self._every, _only(self.room.size, column, -way))
        found = self._run()
        if found is None:
            return 0.0
        if not self.room.whole or np.abs(found - np.rint(found)).max(initial=0.0) <= TINY:
            return float(way * found[column])
        part, columns = self._part(int(self.room.part[column]))
        mine = int(np.flatnonzero(columns == column)[0])
        part._model.changeColsCost(part.room.size, part._every, _only(part.room.size, mine, -way))
        exact = part._run()
        return 0.0 if exact is None else float(way * np.rint(exact[mine]))

    def step(self, column: int, by: float) -> Numbers | None:
        """A movement in which one count moves by `by` or further, with all of its part that moves; None if it cannot."""
        bounds = (by, np.inf) if by > 0 else (-np.inf, by)
        found = self._held(column, bounds)
        if found is None or not self.room.whole:
            return found
        part = int(self.room.part[column])
        mine = self.room.part == part
        if np.abs(found - np.rint(found))[mine].max() <= TINY:
            return np.where(mine, np.rint(found), 0.0)
        programme, columns = self._part(part)
        exact = programme._held(int(np.flatnonzero(columns == column)[0]), bounds)
        moved = np.zeros(self.room.size)
        if exact is not None:
            moved[columns] = np.rint(exact)
        else:  # not found in so many nodes is not impossible: another way of asking may find it
            moved[column] = np.sign(by) * self.most(column, int(np.sign(by)))
        return moved if abs(moved[column]) >= abs(by) else None

    def _held(self, column: int, bounds: tuple[float, float]) -> Numbers | None:
        """Any movement in which a count moves within these bounds."""
        low, high = self.room.low[column], self.room.high[column]
        if max(low, bounds[0]) > min(high, bounds[1]):
            return None
        self._model.changeColsCost(self.room.size, self._every, np.zeros(self.room.size))
        self._model.changeColBounds(column, max(low, bounds[0]), min(high, bounds[1]))
        found = self._run()
        self._model.changeColBounds(column, low, high)
        return found

    def reach(self, needs: Mapping[int, float]) -> Numbers:
        """A movement in which these columns together come as near to what they need as they can."""
        columns = np.array(list(needs), np.int32)
        costs = np.zeros(self.room.size)
        costs[columns] = -1.0
        high = np.array([min(need, self.room.high[column]) for column, need in needs.items()])
        self._model.changeColsBounds(len(columns), columns, self.room.low[columns], high)
        moved = self.along(costs)
        self._model.changeColsBounds(len(columns), columns, self.room.low[columns], self.room.high[columns])
        return moved

    def somewhere(self) -> Numbers | None:
        """Any solution."""
        found = self._run()
        return found if found is None or not self.room.whole else np.rint(found)

    def cheapest(self, column: int, least: float, most: float) -> tuple[float, Numbers] | None:
        """The price of moving one count to between `least` and `most`, and how all move then; None if it cannot."""
        low, high = self.room.low[column], self.room.high[column]
        self._model.changeColBounds(column, max(low, least), min(high, most))
        found = self._run() if max(low, least) <= min(high, most) else None
        price = self._model.getObjectiveValue() if found is not None else 0.0
        self._model.changeColBounds(column, low, high)
        return None if found is None else (float(price), found)

    def free(self, columns: Sequence[int]) -> None:
        """Let columns move for nothing from now on."""
        for column in columns:
            self._model.changeColCost(column, 0.0)

    def _part(self, number: int) -> tuple["Programme", NDArray[np.int64]]:
        if number not in self._parts:
            room, columns = self.room.alone(number)
            self._parts[number] = (Programme(room, whole=True), columns)
        return self._parts[number]

    def _run(self) -> Numbers | None:
        self._model.run()
        if self._model.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None
        return np.asarray(self._model.getSolution().col_value)


def _only(size: int, column: int, cost: float) -> Numbers:
    costs = np.zeros(size)
    costs[column] = cost
    return costs


def _model(room: Room, whole: bool) -> highspy.HighsLp:
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = room.size, len(room.rows)
    lp.col_cost_ = np.zeros(room.size) if room.prices is None else room.prices
    lp.col_lower_, lp.col_upper_ = room.low, room.high
    lp.row_lower_ = np.array([row.low for row in room.rows])
    lp.row_upper_ = np.array([row.high for row in room.rows])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(row.columns) for row in room.rows)]).astype(np.int32)
    lp.a_matrix_.index_ = np.array([c for row in room.rows for c in row.columns], np.int32)
    lp.a_matrix_.value_ = np.array([v for row in room.rows for v in row.values], np.float64)
    if whole:
        lp.integrality_ = [highspy.HighsVarType.kInteger] * room.size
    return lp
