"""Which further cells to hide so that pinned answer counts come open: the cheapest movement that opens each (HiGHS).

Hidden counts move for nothing, coded ones within their bound; what is shown moves at a price and is then hidden.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from confidentiality.answers import Cell, Facts
from confidentiality.audit import Seen, ties
from confidentiality.moves import TINY, Programme, Room, Row


@dataclass
class Columns:
    """The columns of a repair: for each cell one that is free, and two (more, fewer) that cost, where it has them."""

    free: dict[Cell, int] = field(default_factory=dict)
    more: dict[Cell, int] = field(default_factory=dict)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    price: list[float] = field(default_factory=list)

    def add(self, low: float, high: float, price: float) -> int:
        self.low.append(low)
        self.high.append(high)
        self.price.append(price)
        return len(self.low) - 1

    def of(self, cell: Cell, value: float) -> list[tuple[int, float]]:
        """The columns of a cell, each with the value it has in a row where the cell has `value`."""
        free = [(self.free[cell], value)] if cell in self.free else []
        first = self.more.get(cell)
        return free if first is None else [*free, (first, value), (first + 1, -value)]


def mend(facts: Facts, seen: Seen, bare: Mapping[Cell, float], prices: Mapping[Cell, float]) -> frozenset[Cell]:
    """The cells to hide; those without a price never are.

    Of each bare cell, how many more it has to be able to hold; 0 where one more or one less will do.
    """
    columns = _columns(facts, seen, prices)
    every = dict.fromkeys([*columns.free, *columns.more])
    rows = []
    for terms, low, high in ties(facts, every):
        places = [place for cell, value in terms for place in columns.of(cell, value)]
        rows.append(Row(tuple(column for column, _ in places), tuple(value for _, value in places), low, high))
    room = Room(np.array(columns.low), np.array(columns.high), rows, facts.whole, np.array(columns.price))
    programme, hidden, waiting = Programme(room), set[Cell](), dict(bare)
    others, first = list(columns.more), np.array(list(columns.more.values()), np.int64)
    while waiting:
        cell = next(iter(waiting))
        found = _open(programme, columns.free[cell], waiting.pop(cell))
        moved = np.flatnonzero(found[first] + found[first + 1] > TINY) if others else ()
        fresh = {others[place] for place in moved} - hidden
        programme.free([column for other in fresh for column in (columns.more[other], columns.more[other] + 1)])
        waiting = {each: need for each, need in waiting.items() if not _is_open(found[columns.free[each]], need)}
        hidden |= fresh
    return frozenset(hidden)


def _columns(facts: Facts, seen: Seen, prices: Mapping[Cell, float]) -> Columns:
    columns = Columns()
    for cell in facts.cells():
        now, (least, most) = facts.count(cell), seen.hidden(facts, cell)
        if cell not in seen.shown:
            low, high = seen.bounds(facts, cell)
            columns.free[cell] = columns.add(low - now, high - now, 0.0)
        if (cell in seen.shown or cell in seen.coded) and cell in prices:
            columns.more[cell] = columns.add(0.0, most - now, prices[cell])
            columns.add(0.0, now - least, prices[cell])
    return columns


def _is_open(moved: float, need: float) -> bool:
    return bool(moved >= need - TINY if need else abs(moved) >= 1 - TINY)


def _open(programme: Programme, column: int, need: float) -> np.typing.NDArray[np.float64]:
    """The cheaper of the movements that bring a count up or down as far as it needs; none where neither can be had."""
    up = programme.cheapest(column, need or 1.0, np.inf)
    free = need or (up is not None and up[0] <= TINY)
    found = [up] if free else [up, programme.cheapest(column, -np.inf, -1.0)]
    known = [each for each in found if each is not None]
    return min(known, key=lambda each: each[0])[1] if known else np.zeros(programme.room.size)
