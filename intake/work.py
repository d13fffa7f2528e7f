"""The rows under way: which are at fault, which are left out on purpose, and the problems that say why."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from intake.effective import Labels, Learnt
from intake.mapping import Mapping, Role
from intake.normalise import fold
from intake.problems import MOST_LISTED, Kind, Problem
from intake.table import Body, Cells, Rows, Words, Written
from intake.task import ColumnSeen, Task
from intake.understand import Understood
from measure.questionnaire import UNION

Say = Callable[[str], Problem]


@dataclass
class Work:
    """One table being judged. `bad` rows are at fault, `out` rows are no data (empty, or left out on purpose)."""

    task: Task
    understood: Understood
    body: Body
    learnt: Learnt = field(default_factory=Learnt)

    def __post_init__(self) -> None:
        self.mapping = self.task.mapping or Mapping()
        self.kind, self.columns = self.understood.kind, self.understood.columns
        self.rules, self.problems = self.understood.rules, self.understood.problems
        self.first_row = self.understood.layout.first_row
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

    def note(self, kind: Kind, column: ColumnSeen | None = None, found: str | None = None, **more: Any) -> None:
        name = column.name if column else None
        self.problems.append(Problem(kind=kind, column=name, found=found, **more))

    def fault(self, marked: Sequence[bool], column: ColumnSeen, say: Say) -> None:
        """Every row whose cell is marked is at fault; `say` makes the problem from what the cell has."""
        if any(marked):
            self.fault_rows(self.cells(column).where(marked), column, say)

    def fault_rows(self, rows: Rows, column: ColumnSeen, say: Say) -> None:
        """Every row in `rows` is at fault."""
        rows = rows & ~self.out
        self.bad |= rows
        self._list(np.flatnonzero(rows), column, say)

    def refuse_reserved(self, column: ColumnSeen) -> None:
        """A value of an attribute that has the sign by which audiences of several values are named is at fault."""
        signed = [UNION in text for text in self.cells(column).labels]
        self.fault(signed, column, lambda text: Problem(kind=Kind.RESERVED_SIGN, found=text, expected=UNION))

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
