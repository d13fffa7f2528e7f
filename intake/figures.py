"""Cells -> figures of already counted tables: shares in percent, as fractions or as counts of a base; bases; rates.

Convention: a share is 0..1 and NaN where the file has no figure.
"""

import numpy as np
from numpy.typing import NDArray

from intake import normalise, words
from intake.mapping import Role, Scale
from intake.normalise import number
from intake.problems import Kind, Problem
from intake.table import Cells
from intake.task import ColumnSeen
from intake.work import Work

Figures = NDArray[np.float64]
Bases = dict[str | None, Figures]
FULL = {Scale.PERCENT: 100.0, Scale.FRACTION: 1.0}
_LARGEST_FRACTION = 1.5


def scales(work: Work, columns: list[ColumnSeen], bases: Bases) -> dict[int, Scale]:
    """How shares are written in each column: said by the mapping, or judged by heading, percent signs and sizes."""
    if work.mapping.scale is not Scale.AUTO:
        return {column.number: work.mapping.scale for column in columns}
    judged = {column.number: _judged(work, column, bases) for column in columns}
    sure = {scale for scale in judged.values() if scale is not None}
    doubtful = [column for column in columns if judged[column.number] is None]
    if len(sure) > 1:
        small = [c for c in columns if judged[c.number] is Scale.FRACTION and not _has_signs(work.cells(c))]
        doubtful += small if len(small) < len(columns) / 2 else []
    elif sure:
        return {number: scale if scale is not None else next(iter(sure)) for number, scale in judged.items()}
    for column in doubtful:
        texts = [text for text in work.cells(column).labels if number(text)]
        work.note(Kind.AMBIGUOUS_SCALE, column, ", ".join(texts[:5]))
    return {n: scale or Scale.FRACTION for n, scale in judged.items()}


def _judged(work: Work, column: ColumnSeen, bases: Bases) -> Scale | None:
    """Percent, fractions or counts; None where nothing but 0 and 1 stands in the column."""
    cells = work.cells(column)
    if column.number in work.understood.layout.percents:
        return Scale.FRACTION  # the spreadsheet shows 0.5 as 50 %
    values = [value for text in _used(work, cells) if (value := number(text))]
    signs = any(percent for _, percent in values)
    if not signs and (column.target in bases or None in bases) and _counts(work, column, bases):
        return Scale.COUNT
    if signs or any(abs(value) > _LARGEST_FRACTION for value, _ in values):
        return Scale.PERCENT
    return Scale.FRACTION if any(0 < value < 1 for value, _ in values) else None


def _counts(work: Work, column: ColumnSeen, bases: Bases) -> bool:
    """Whether whole numbers of people stand there: the heading says so, or some are above 100 and none above its base."""
    counted = values(work.cells(column))
    base = bases.get(column.target, bases.get(None, counted))
    filled = work.good & ~np.isnan(counted)
    within = bool((counted[filled] <= base[filled]).all() and (counted[filled] % 1 == 0).all())
    return within and (words.says_count(column.name) or bool((counted[filled] > FULL[Scale.PERCENT]).any()))


def _used(work: Work, cells: Cells) -> list[str]:
    return [cells.labels[code] for code in np.unique(cells.codes[work.good])]


def _has_signs(cells: Cells) -> bool:
    return any(value[1] for text in cells.labels if (value := number(text)))


def values(cells: Cells) -> Figures:
    """The number in every row's cell."""
    found = [number(text) for text in cells.labels]
    return np.array([np.nan if v is None else v[0] for v in found], dtype=np.float64)[cells.codes]


def shares(work: Work, column: ColumnSeen, scale: Scale, bases: Bases) -> Figures:
    """A column's shares; a cell that is neither a number nor a mark for "no figure" puts its row at fault."""
    cells = work.cells(column)
    blank = np.array([normalise.is_missing(text, work.missing) for text in cells.labels])
    found = [number(text) for text in cells.labels]
    work.fault(
        [v is None and not none for v, none in zip(found, blank, strict=True)],
        column,
        lambda text: Problem(kind=Kind.UNREADABLE_NUMBER, found=text),
    )
    if scale is Scale.COUNT:
        base = bases.get(column.target, bases.get(None))
        share = np.full(work.body.rows, np.nan) if base is None else values(cells) / np.where(base > 0, base, np.nan)
    else:
        parts = [np.nan if v is None else v[0] / (100.0 if v[1] else FULL[scale]) for v in found]
        share = np.array(parts, dtype=np.float64)[cells.codes]
    outside = ~np.isnan(share) & ((share < 0) | (share > 1 + 1e-9))
    work.fault_rows(outside, column, lambda text: Problem(kind=Kind.SHARE_OUT_OF_RANGE, found=text))
    return np.asarray(np.clip(share, 0, 1))


def rates(work: Work) -> Figures | None:
    """Response rates, 0..1; one above 100 % is told, not refused (people joined after the count)."""
    if not (columns := work.of(Role.RESPONSE_RATE)):
        return None
    cells = work.cells(columns[0])
    full = FULL[_judged(work, columns[0], {}) or Scale.FRACTION]
    found = [number(text) for text in cells.labels]
    rate = np.array([np.nan if v is None else v[0] / (100.0 if v[1] else full) for v in found])[cells.codes]
    work.remark(rate > 1, columns[0], lambda text: Problem(kind=Kind.RATE_ABOVE_ALL, found=text))
    return rate


def bases(work: Work) -> Bases:
    """How many people every figure stands on, by the item the column is about (None: all)."""
    return {column.target: _bases(work, column) for column in work.of(Role.BASE)}


def _bases(work: Work, column: ColumnSeen) -> Figures:
    cells = work.cells(column)
    found = [number(text) for text in cells.labels]
    bad = [
        (v[0] < 0 or v[1] or not v[0].is_integer()) if v else not normalise.is_missing(text, work.missing)
        for v, text in zip(found, cells.labels, strict=True)
    ]
    work.fault(bad, column, lambda text: Problem(kind=Kind.UNREADABLE_NUMBER, found=text))
    return values(cells)
