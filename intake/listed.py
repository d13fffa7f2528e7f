"""A table that is held as rows of texts: what pages, statistics files and tools' summaries are turned into."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import numpy as np
import pyarrow as pa

from intake.forms import in_form
from intake.table import BLANK, Body, Cells, Facts, Form, Kept, Layout

HEAD_ROWS = 200


class Listed:
    """One table, or several as sheets; every row as long as the longest."""

    def __init__(self, sheets: Mapping[str, Sequence[Sequence[str]]], facts: Facts) -> None:
        self._sheets, self._facts = sheets, facts
        self.look_at(facts.sheet or next(iter(sheets)))

    def look_at(self, sheet: str) -> None:
        """Turn to another table."""
        self._rows = self._sheets[sheet]
        self._width = max(map(len, self._rows), default=0)
        several = len(self._sheets) > 1
        known = {"sheet": sheet, "sheets": tuple(self._sheets)} if several else {"sheet": None, "sheets": ()}
        self.facts = Facts(**{**self._facts.__dict__, **known})

    @property
    def size(self) -> tuple[int, int]:
        return len(self._rows), self._width

    def head(self) -> list[list[str]]:
        return list(islice(self._padded(), HEAD_ROWS))

    def _padded(self) -> Iterator[list[str]]:
        for row in self._rows:
            yield [*row, *[BLANK] * (self._width - len(row))]

    def body(self, layout: Layout, wanted: Mapping[int, Form]) -> Body:
        """The wanted columns of the rows below the header."""
        rows = list(islice(self._padded(), layout.header_row, None))
        columns = {number: _column([row[number - 1] for row in rows], form) for number, form in wanted.items()}
        return Body(len(rows), columns)


def _column(texts: list[str], form: Form) -> Kept:
    places: dict[str, int] = {}
    codes = np.array([places.setdefault(text, len(places)) for text in texts], dtype=np.int32)
    return in_form(Cells(pa.array(places or [BLANK], pa.string()), codes), form)
