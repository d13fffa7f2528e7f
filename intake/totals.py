"""Already aggregated figures out of a table: wide (a column per item) or long (a row per unit and item)."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from intake import normalise
from intake.mapping import Role, Scale
from intake.matching import Known
from intake.normalise import number
from intake.problems import Kind, Problem
from intake.table import Cells, Rows
from intake.task import ColumnSeen
from intake.work import Say, Work, units
from measure.tally import Totals, TotalsRow

Figures = NDArray[np.float64]
_FULL = 100.0
_LARGEST_FRACTION = 1.5


@dataclass(frozen=True)
class Shares:
    """One column of shares, 0..1, NaN where the file has no figure; `item` is None in a long table."""

    column: ColumnSeen
    item: str | None
    share: Figures


def read(work: Work) -> tuple[Totals, NDArray[np.intp]]:
    """The figures of every good row, and for each figure the body row it came from."""
    columns = work.of(Role.ITEM, Role.SHARE)
    _skip_rows_without_figures(work, columns)
    codes, unit = units(work)
    scales = _scales(work, columns)
    work.learnt.scale = (
        {_FULL: Scale.PERCENT, 1.0: Scale.FRACTION}.get(next(iter(scales.values()), 0.0))
        if len({*scales.values()}) == 1
        else None
    )
    shares = [Shares(c, c.target if c.role is Role.ITEM else None, _shares(work, c, scales[c.number])) for c in columns]
    items = _items(work)
    rates, bases = _rates(work), {c.target: _bases(work, c) for c in work.of(Role.BASE)}
    rows: list[TotalsRow] = []
    places: list[int] = []
    for place, row in _figures(work, shares, items):
        base = bases.get(row.item, bases.get(None))
        figure = TotalsRow(
            unit=codes[unit[place]],
            item=row.item,
            share=row.share,
            response_rate=_of(rates, place),
            base=None if base is None or np.isnan(base[place]) else int(base[place]),
            segment=row.segment,
            value=row.value,
        )
        rows.append(figure)
        places.append(place)
    return _once(work, Totals(tuple(rows)), places)


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
        work.note(Kind.NO_FIGURES, names[0] if names else None, first, int(skipped.sum()))
    work.out |= skipped


def _names(cells: Cells, rows: Rows) -> str:
    """The first names of the rows, for the sentence."""
    texts = dict.fromkeys(cells.labels[code].strip() for code in cells.codes[rows])
    shown = [text for text in texts if text]
    return ", ".join(shown[:8]) + (" …" if len(shown) > 8 else "")


def _scales(work: Work, columns: list[ColumnSeen]) -> dict[int, float]:
    """What 100 % is in each column: said by the mapping, or judged by percent signs and sizes."""
    if work.mapping.scale is not Scale.AUTO:
        full = 1.0 if work.mapping.scale is Scale.FRACTION else _FULL
        return {column.number: full for column in columns}
    judged = {column.number: _judged(work, column) for column in columns}
    sure = {scale for scale in judged.values() if scale is not None}
    doubtful = [column for column in columns if judged[column.number] is None]
    if len(sure) > 1:
        small = [c for c in columns if judged[c.number] == 1.0 and not _has_signs(work.cells(c))]
        doubtful += small if len(small) < len(columns) / 2 else []
    elif sure:
        return {number: scale if scale is not None else next(iter(sure)) for number, scale in judged.items()}
    for column in doubtful:
        texts = [text for text in work.cells(column).labels if number(text)]
        work.note(Kind.AMBIGUOUS_SCALE, column, ", ".join(texts[:5]))
    return {n: scale or 1.0 for n, scale in judged.items()}


def _judged(work: Work, column: ColumnSeen) -> float | None:
    """100 where percents are written, 1 where fractions are, None where nothing but 0 and 1 stands there."""
    cells = work.cells(column)
    seen = np.unique(cells.codes[work.good])
    values = [value for text in (cells.labels[code] for code in seen) if (value := number(text))]
    if any(percent for _, percent in values) or any(abs(value) > _LARGEST_FRACTION for value, _ in values):
        return _FULL
    return 1.0 if any(0 < value < 1 for value, _ in values) else None


def _has_signs(cells: Cells) -> bool:
    return any(value[1] for text in cells.labels if (value := number(text)))


def _shares(work: Work, column: ColumnSeen, full: float) -> Figures:
    """A column's shares; a cell that is neither a number nor a mark for "no figure" puts its row at fault."""
    cells = work.cells(column)
    blank = np.array([normalise.is_missing(text, work.missing) for text in cells.labels])
    values = [number(text) for text in cells.labels]
    shares = np.array([np.nan if v is None else v[0] / (_FULL if v[1] else full) for v in values])
    unread = np.array([v is None for v in values]) & ~blank
    outside = ~np.isnan(shares) & ((shares < 0) | (shares > 1 + 1e-9))
    work.fault(unread.tolist(), column, lambda text: Problem(kind=Kind.UNREADABLE_NUMBER, found=text))
    work.fault(outside.tolist(), column, lambda text: Problem(kind=Kind.SHARE_OUT_OF_RANGE, found=text))
    return np.asarray(np.clip(shares, 0, 1)[cells.codes])


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
        work.note(Kind.INDICATOR_LEFT_OUT, columns[0], _names(cells, unknown), int(unknown.sum()))
    work.out |= unknown
    return [found[code] for code in cells.codes]


def _rates(work: Work) -> Figures | None:
    """Response rates, 0..1; one above 100 % is told, not refused (people joined after the count)."""
    if not (columns := work.of(Role.RESPONSE_RATE)):
        return None
    cells = work.cells(columns[0])
    full = _judged(work, columns[0]) or 1.0
    values = [number(text) for text in cells.labels]
    rates = np.array([np.nan if v is None else v[0] / (_FULL if v[1] else full) for v in values])[cells.codes]
    work.remark(rates > 1, columns[0], lambda text: Problem(kind=Kind.RATE_ABOVE_ALL, found=text))
    return rates


def _bases(work: Work, column: ColumnSeen) -> Figures:
    cells = work.cells(column)
    values = [number(text) for text in cells.labels]
    bad = np.array([v is not None and (v[0] < 0 or v[1] or not v[0].is_integer()) for v in values])
    bad |= np.array(
        [v is None and not normalise.is_missing(t, work.missing) for v, t in zip(values, cells.labels, strict=True)]
    )
    work.fault(bad.tolist(), column, lambda text: Problem(kind=Kind.UNREADABLE_NUMBER, found=text))
    return np.array([np.nan if v is None else v[0] for v in values])[cells.codes]


def _of(figures: Figures | None, place: int) -> float | None:
    return None if figures is None or np.isnan(figures[place]) else float(figures[place])


def _figures(work: Work, shares: list[Shares], items: list[str | None] | None) -> Iterator[tuple[int, TotalsRow]]:
    """Every figure of every good row that has one, row by row."""
    segments = [(c.target or "", work.cells(c)) for c in work.of(Role.SEGMENT)]
    for place in np.flatnonzero(work.good):
        group = [(key, text) for key, cells in segments if (text := cells.labels[cells.codes[place]].strip())]
        for column in shares:
            item = column.item if items is None else items[place]
            share = float(column.share[place])
            if item is not None and not np.isnan(share):
                segment, value = group[0] if group else ("", "")
                yield int(place), TotalsRow("", item, share, None, None, segment, value)


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
