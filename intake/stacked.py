"""Several tables in one sheet, one below another: the same table again is read on, another one is left aside and told."""

import numpy as np

from intake.matching import Known
from intake.normalise import compact
from intake.problems import Kind
from intake.table import Cells
from intake.work import Work

_MOSTLY = 0.5


def part(work: Work) -> None:
    """Leave out headings that stand again below empty rows, and all of a table that has others."""
    known = Known.of(work.task.guideline, work.task.segments, totals=True)
    gaps = np.flatnonzero(work.empty[:-1] & ~work.empty[1:]) + 1 if work.body.rows > 1 else np.zeros(0, dtype=np.intp)
    for row in gaps.tolist():
        if not (names := _headings(work, row, known)):
            continue
        own = {compact(part) for column in work.columns for part in (column.name, *column.name.split(" / "))}
        if all(compact(name) in own for name in names):
            work.out[row] = True
            continue
        last = int(np.flatnonzero(~work.empty[:row])[-1]) if (~work.empty[:row]).any() else 0
        work.note(Kind.OTHER_TABLES, found=str(row + work.first_row), expected=str(last + work.first_row))
        work.out[row:] = True
        return


def _headings(work: Work, row: int, known: Known) -> list[str]:
    """The cells of a row when most of them are headings."""
    columns = [column for column in work.body.columns.values() if isinstance(column, Cells)]
    cells = [text.strip() for column in columns if (text := column.labels[column.codes[row]]).strip()]
    named = [text for text in cells if known.is_heading(text) or text in {column.name for column in work.columns}]
    return cells if len(cells) > 1 and len(named) > _MOSTLY * len(cells) else []
