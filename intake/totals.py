"""Already aggregated figures out of a table: wide (a column per item) or long (a row per unit and item, or answer)."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from intake import figures, normalise
from intake.answers import by_answers
from intake.figures import Bases, Figures
from intake.located import units
from intake.mapping import Role
from intake.matching import Known
from intake.problems import Kind, Problem
from intake.table import Cells, Rows
from intake.task import ColumnSeen
from intake.work import Say, Work
from measure.tally import Totals, TotalsRow


@dataclass(frozen=True)
class _Table:
    """The shares of each column, the item of each row of a long table, and what the rows say beside them."""

    shares: list[tuple[ColumnSeen, Figures]]
    items: list[str | None] | None
    bases: Bases
    rates: Figures | None


def read(work: Work) -> tuple[Totals, NDArray[np.intp]]:
    """The figures of every good row, and for each figure the body row it came from."""
    columns = work.of(Role.ITEM, Role.SHARE)
    _skip_rows_without_figures(work, columns)
    codes, unit = units(work)
    for column in work.of(Role.SEGMENT):
        work.refuse_reserved(column)
    items, bases = _items(work), figures.bases(work)
    if answers := work.of(Role.ANSWER):
        found = by_answers(work, answers[0], items or [], bases)
    else:
        found = _figures(work, _table(work, columns, items, bases))
    rows: list[TotalsRow] = []
    places: list[int] = []
    for place, row in found:
        rows.append(TotalsRow(codes[unit[place]], *row))
        places.append(place)
    return _once(work, Totals(tuple(rows)), places)


def _table(work: Work, columns: list[ColumnSeen], items: list[str | None] | None, bases: Bases) -> _Table:
    scales = figures.scales(work, columns, bases)
    work.learnt.scale = next(iter(scales.values())) if len({*scales.values()}) == 1 else None
    shares = [(column, figures.shares(work, column, scales[column.number], bases)) for column in columns]
    return _Table(shares, items, bases, figures.rates(work))


def _skip_rows_without_figures(work: Work, columns: list[ColumnSeen]) -> None:
    """Headings of groups, notes below the table, organisations that did not take part: no row of data."""
    figures = np.zeros(work.body.rows, dtype=bool)
    for column in columns:
        cells = work.cells(column)
        figures |= np.array([not normalise.is_missing(text, work.missing) for text in cells.labels])[cells.codes]
    skipped = ~figures & ~work.out
    if skipped.any():
        names = work.of(Role.UNIT)
        first = _names(work.cells(names[0]), skipped) if names else None
        work.note(Kind.NO_FIGURES, names[0] if names else None, first, count=int(skipped.sum()))
    work.out |= skipped


def _names(cells: Cells, rows: Rows) -> str:
    """The first names of the rows, for the sentence."""
    texts = dict.fromkeys(cells.labels[code].strip() for code in cells.codes[rows])
    shown = [text for text in texts if text]
    return ", ".join(shown[:8]) + (" …" if len(shown) > 8 else "")


def _items(work: Work) -> list[str | None] | None:
    """In a long table the item of every row; rows about other things are left out and counted."""
    if not (columns := work.of(Role.INDICATOR)):
        return None
    cells, labels = work.cells(columns[0]), work.labels(columns[0])
    known = Known.of(work.task.guideline, {}, totals=True)
    found = [
        str(labels[normalise.fold(text)])
        if normalise.fold(text) in labels
        else match[0].key
        if (match := known.item(text))
        else None
        for text in cells.labels
    ]
    work.learn(columns[0], {text.strip(): item for text, item in zip(cells.labels, found, strict=True) if item})
    unknown = np.array([item is None for item in found])[cells.codes] & work.good
    if unknown.any():
        work.note(Kind.INDICATOR_LEFT_OUT, columns[0], _names(cells, unknown), count=int(unknown.sum()))
    work.out |= unknown
    return [found[code] for code in cells.codes]


Figure = tuple[str, float | None, int | None, float | None, str, str]
"""Item, share, base, response rate, segment and value: a TotalsRow without its unit."""


def _figures(work: Work, table: _Table) -> Iterator[tuple[int, Figure]]:
    """Every figure of every good row that has one, row by row."""
    segments = [(c.target or "", work.cells(c)) for c in work.of(Role.SEGMENT)]
    for place in np.flatnonzero(work.good).tolist():
        group = [(key, text) for key, cells in segments if (text := cells.labels[cells.codes[place]].strip())]
        for column, shares in table.shares:
            item = column.target if table.items is None else table.items[place]
            share = float(shares[place])
            if item is not None and not np.isnan(share):
                base = _of(table.bases.get(item, table.bases.get(None)), place)
                whole = None if base is None else int(base)
                yield place, (item, share, whole, _of(table.rates, place), *(group[0] if group else ("", "")))


def _of(figures: Figures | None, place: int) -> float | None:
    return None if figures is None or np.isnan(figures[place]) else float(figures[place])


def _once(work: Work, totals: Totals, places: list[int]) -> tuple[Totals, NDArray[np.intp]]:
    """A unit's figure may stand in the file once; every later row with the same one is at fault."""
    first: dict[tuple[str, str, str, str], int] = {}
    again: dict[int, int] = {}
    for row, place in zip(totals.rows, places, strict=True):
        key = (row.unit, row.item, row.segment, row.value)
        if first.setdefault(key, place) != place:
            again.setdefault(place, first[key])
    columns = work.of(Role.UNIT)
    for place, before in again.items():
        rows = np.zeros(work.body.rows, dtype=bool)
        rows[place] = True
        if columns:
            work.fault_rows(rows, columns[0], _twice(before + work.first_row))
    keep = [at for at, place in enumerate(places) if work.good[place]]
    return Totals(tuple(totals.rows[at] for at in keep)), np.array([places[at] for at in keep], dtype=np.intp)


def _twice(row: int) -> Say:
    return lambda text: Problem(kind=Kind.UNIT_TWICE, found=text, expected=str(row))
