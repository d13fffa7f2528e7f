"""The rows under way: which are at fault, which are left out on purpose, and the problems that say why."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from intake.effective import Labels, Learnt
from intake.mapping import ColumnRule, Mapping, Role
from intake.normalise import fold
from intake.places import LEFT_OUT, Places
from intake.problems import MOST_LISTED, Kind, Problem
from intake.table import Body, Cells, Codes, Rows, Words, Written
from intake.task import ColumnSeen, Task

Say = Callable[[str], Problem]


@dataclass
class Work:
    """One table being judged. `bad` rows are at fault, `out` rows are no data (empty, or left out on purpose)."""

    task: Task
    mapping: Mapping
    body: Body
    first_row: int
    columns: tuple[ColumnSeen, ...]
    rules: dict[int, ColumnRule] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    learnt: Learnt = field(default_factory=Learnt)

    def __post_init__(self) -> None:
        self.bad = np.zeros(self.body.rows, dtype=bool)
        self.empty = self.body.empty()
        self.out = self.empty.copy()
        for kind, rows in ((Kind.LONG_ROW, self.body.long_rows), (Kind.SHORT_ROW, self.body.short_rows)):
            self.problems += [Problem(kind=kind, row=row) for row in rows]
        self.bad[[row - self.first_row for row in self.body.long_rows]] = True

    @property
    def good(self) -> Rows:
        return ~(self.bad | self.out)

    @cached_property
    def missing(self) -> frozenset[str]:
        """The mapping's own words for no answer and no figure."""
        return frozenset(fold(text) for text in self.mapping.missing)

    def of(self, *roles: Role) -> list[ColumnSeen]:
        return [column for column in self.columns if column.role in roles]

    def cells(self, column: ColumnSeen) -> Cells:
        """A column of labels or days."""
        found = self.body.columns[column.number]
        assert isinstance(found, Cells), column  # columns are read in the form of their role
        return found

    def written(self, column: ColumnSeen) -> Written:
        """A column of free texts."""
        found = self.body.columns[column.number]
        assert isinstance(found, Written), column  # see above
        return found

    def keys(self) -> Words | None:
        """The numbers that stand for the ids of the rows."""
        found = next((found for found in self.body.columns.values() if isinstance(found, np.ndarray)), None)
        return found

    def labels(self, column: ColumnSeen) -> dict[str, int | str]:
        """The mapping's own labels of a column, by folded text."""
        rule = self.rules.get(column.number)
        return {fold(text): code for text, code in rule.labels.items()} if rule else {}

    def learn(self, column: ColumnSeen, labels: Labels) -> None:
        """Remember what the words of a column mean."""
        self.learnt.labels.setdefault(column.number, {}).update(labels)

    def note(self, kind: Kind, column: ColumnSeen | None = None, found: str | None = None, count: int = 1) -> None:
        name = column.name if column else None
        self.problems.append(Problem(kind=kind, column=name, found=found, count=count))

    def fault(self, marked: Sequence[bool], column: ColumnSeen, say: Say) -> None:
        """Every row whose cell is marked is at fault; `say` makes the problem from what the cell has."""
        if any(marked):
            self.fault_rows(self.cells(column).where(marked), column, say)

    def fault_rows(self, rows: Rows, column: ColumnSeen, say: Say) -> None:
        """Every row in `rows` is at fault."""
        rows = rows & ~self.out
        self.bad |= rows
        self._list(np.flatnonzero(rows), column, say)

    def remark(self, rows: Rows, column: ColumnSeen, say: Say) -> None:
        """Something to know about every row in `rows`, which stays good."""
        self._list(np.flatnonzero(rows & self.good), column, say)

    def _list(self, places: NDArray[np.intp], column: ColumnSeen, say: Say) -> None:
        cells, said = self.cells(column), dict[int, Problem]()
        for place in places[:MOST_LISTED]:
            code = int(cells.codes[place])
            if code not in said:
                said[code] = say(cells.labels[code])
            told = {"row": int(place) + self.first_row, "column": column.name}
            self.problems.append(said[code].model_copy(update=told))
        if (rest := len(places) - MOST_LISTED) > 0:
            kind = next(iter(said.values())).kind
            self.problems.append(
                Problem(kind=kind, row=int(places[-1]) + self.first_row, column=column.name, count=rest)
            )


def units(work: Work) -> tuple[tuple[str, ...], Codes]:
    """The known codes and every row's unit as an index into them; rows without one are at fault or left out."""
    order = tuple(unit.code for unit in work.task.units)
    columns = work.of(Role.UNIT)
    if not columns:
        whole = work.mapping.unit or order[0]
        work.note(Kind.WHOLE_FILE_UNIT, found=whole)
        work.learnt.unit = whole
        return order, np.full(work.body.rows, order.index(whole))
    places = Places(work.task.units, work.mapping.units)
    cells = _beside_groups(work, columns[0])
    found = [places.find(*label.split(_BESIDE)) if label.split(_BESIDE)[0].strip() else () for label in cells.labels]
    _leave_out(work, columns[0], cells.where([codes == (LEFT_OUT,) for codes in found]))
    _judge(
        work,
        columns[0],
        places,
        (cells.where([not codes for codes in found]), cells.where([len(codes) > 1 for codes in found])),
    )
    work.learnt.units = _names_of(cells.labels, found)
    at = {code: index for index, code in enumerate(order)}
    return order, cells.spread([at.get(codes[0], 0) if codes else 0 for codes in found])


_BESIDE = "\x1f"


def _names_of(labels: Sequence[str], found: Sequence[tuple[str, ...]]) -> dict[str, str]:
    """The names that mean one unit wherever they stand, with its code."""
    meant: dict[str, set[tuple[str, ...]]] = {}
    for label, codes in zip(labels, found, strict=True):
        meant.setdefault(label.split(_BESIDE)[0].strip(), set()).add(codes)
    single = {name: next(iter(codes)) for name, codes in meant.items() if name and len(codes) == 1}
    return {name: codes[0] for name, codes in single.items() if len(codes) == 1}


def _beside_groups(work: Work, column: ColumnSeen) -> Cells:
    """The unit column, each name with the group it stands in where the file has a column of groups."""
    cells, groups = work.cells(column), work.of(Role.GROUP)
    if not groups:
        return cells
    group = work.cells(groups[0])
    pairs, codes = np.unique(cells.codes.astype(np.int64) * len(group.labels) + group.codes, return_inverse=True)
    parts = (divmod(int(pair), len(group.labels)) for pair in pairs)
    return Cells.of([cells.labels[n] + _BESIDE + group.labels[g] for n, g in parts], codes.tolist())


def _leave_out(work: Work, column: ColumnSeen, rows: Rows) -> None:
    """Rows the mapping leaves out are no data; which and how many is worth knowing."""
    rows = rows & ~work.out
    if rows.any():
        cells = work.cells(column)
        names = [cells.labels[code] for code in np.unique(cells.codes[rows])]
        work.note(Kind.LEFT_OUT, column, ", ".join(names), int(rows.sum()))
    work.out |= rows


def _judge(work: Work, column: ColumnSeen, places: Places, faults: tuple[Rows, Rows]) -> None:
    nowhere, twice = faults
    if not (nowhere | twice).any():
        return
    blank = work.cells(column).blank()
    work.fault_rows(nowhere & blank, column, lambda _: Problem(kind=Kind.NO_UNIT))
    work.fault_rows(nowhere & ~blank, column, lambda text: _unknown(text, places))
    work.fault_rows(twice, column, lambda text: _ambiguous(text, places))


def _unknown(text: str, places: Places) -> Problem:
    return Problem(kind=Kind.UNKNOWN_UNIT, found=text, expected=places.suggest(text) or None)


def _ambiguous(text: str, places: Places) -> Problem:
    return Problem(kind=Kind.AMBIGUOUS_UNIT, found=text, expected=places.shown(places.find(text)))
