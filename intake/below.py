"""What stands below a table of responses: notes, and rows of averages or sums that nobody handed in."""

import numpy as np
from numpy.typing import NDArray

from intake import days
from intake.mapping import Role
from intake.places import Places
from intake.problems import Kind, Problem
from intake.table import Cells, Rows, Written
from intake.work import Work

_MOST_ROWS = 30
_MOSTLY = 0.9
_COLUMNS = 3


def leave_out(work: Work) -> None:
    """The last rows without the moment or id that all others have, or with a single cell, are no responses."""
    start = max(0, work.body.rows - _MOST_ROWS)
    no_response = ~_handed_in(work)[start:]
    single = _filled(work, start) <= 1
    if len(work.body.columns) >= _COLUMNS and single.any():
        no_response |= single & ~_placed(work)[start:]
    below = np.zeros(work.body.rows, dtype=bool)
    last = np.flatnonzero(~(no_response | work.empty[start:]))
    below[start + (int(last[-1]) + 1 if len(last) else 0) :] = True
    below &= ~work.out
    if below.any() and len(last):
        row = int(np.flatnonzero(below)[0]) + work.first_row
        work.problems.append(Problem(kind=Kind.BELOW_TABLE, row=row, count=int(below.sum())))
        work.out |= below


def _filled(work: Work, start: int) -> NDArray[np.int32]:
    """How many of the columns that are read are filled in each of the last rows."""
    filled = np.zeros(work.body.rows - start, dtype=np.int32)
    for column in work.body.columns.values():
        if isinstance(column, Written):
            filled[column.rows[column.rows >= start] - start] += 1
        elif isinstance(column, Cells):
            filled += [bool(column.labels[code].strip()) for code in column.codes[start:]]
        else:
            filled += column[start:] != 0
    return filled


def _placed(work: Work) -> Rows:
    """The rows that name a unit we know."""
    if not (columns := work.of(Role.UNIT)):
        return np.zeros(work.body.rows, dtype=bool)
    cells, places = work.cells(columns[0]), Places(work.task.units, work.mapping.units)
    return cells.where([bool(label.strip() and places.find(label)) for label in cells.labels])


def _handed_in(work: Work) -> Rows:
    """The rows with a moment, or else with an id; all rows where such a column is not filled nearly everywhere."""
    everybody = np.ones(work.body.rows, dtype=bool)
    if moments := work.of(Role.DATE):
        cells = work.cells(moments[0])
        order = days.order(cells.labels, work.mapping.day_first)
        marked = cells.where([days.day(label, order) is not None for label in cells.labels])
    elif (keys := work.keys()) is not None:
        marked = keys != 0
    else:
        return everybody
    return marked if (marked & ~work.empty).sum() >= _MOSTLY * (~work.empty).sum() else everybody
