"""Which unit each row speaks of: by the unit column and the groups beside it; rows of totals are told from units."""

import re
from collections.abc import Sequence

import numpy as np

from intake.mapping import FileKind, Role
from intake.normalise import compact, fold
from intake.places import LEFT_OUT, Places
from intake.problems import Kind, Problem
from intake.table import Cells, Codes, Rows
from intake.task import ColumnSeen
from intake.work import Work

Found = list[tuple[str, ...]]
_WHOLE = frozenset(
    compact(word)
    for word in (
        *("合計", "総計", "計", "全体", "全庁", "全庁計", "全部署", "総合計", "小計", "平均", "全体平均", "全職員"),
        *("total", "grand total", "overall", "all", "all staff", "all units", "all departments", "sum", "subtotal"),
        *("average", "mean", "overall total", "total (all)", "everyone", "column total"),
    )
)
_SUMS = frozenset(compact(word) for word in ("合計", "総計", "計", "小計", "total", "subtotal", "overall", "sum"))
_SUM_OF = re.compile(
    r"^(?P<a>.*?\S)\s*(?:合計|小計|計|全体)$|^(?P<b>.*\S)\s+(?:sub)?total$|^(?:sub)?total[:\s]+(?P<c>.*)$"
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
    places = work.understood.places
    cells = _beside_groups(work, columns[0])
    found = [places.find(*label.split(_BESIDE)) if label.split(_BESIDE)[0].strip() else () for label in cells.labels]
    found = _without_totals(work, columns[0], cells, _with_totals(work, places, cells.labels, found))
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


def _with_totals(work: Work, places: Places, labels: Sequence[str], found: Found) -> Found:
    """Rows of totals speak of a whole: the one unit above all others, or the unit they are the sum of."""
    units = work.task.units
    roots = [unit.code for unit in units if unit.parent is None]
    named = {codes[0] for codes in found if len(codes) == 1}
    told: Found = []
    for label, codes in zip(labels, found, strict=True):
        name = label.split(_BESIDE)[0].strip()
        whole = () if codes or not name else _summed(name, places, roots)
        keeps = whole and whole[0] not in named and (work.kind is FileKind.TOTALS)
        named |= set(whole)
        told.append(codes if not whole else whole if keeps else _TOTAL)
    return told


_TOTAL = ("\0total",)


def _summed(name: str, places: Places, roots: Sequence[str]) -> tuple[str, ...]:
    """The unit whose total a row of this name is; a mark that is no unit where it is a total of something else."""
    if compact(name) in _WHOLE:
        return (roots[0],) if len(roots) == 1 and compact(name) in _SUMS | _EVERYBODY else _TOTAL
    if match := _SUM_OF.match(fold(name)):
        return found if len(found := places.find(next(filter(None, match.groups())))) == 1 else ()
    return ()


_EVERYBODY = frozenset(
    compact(word) for word in ("全体", "全庁", "全庁計", "総合計", "全職員", "all", "all staff", "everyone")
)


def _without_totals(work: Work, column: ColumnSeen, cells: Cells, found: Found) -> Found:
    """Totals of what stands in the file itself are left out and told."""
    rows = cells.where([codes == _TOTAL for codes in found]) & ~work.out
    if rows.any():
        names = [cells.labels[code].split(_BESIDE)[0] for code in np.unique(cells.codes[rows])]
        work.note(Kind.TOTAL_ROWS, column, ", ".join(names), count=int(rows.sum()))
        work.out |= rows
    return found


def _names_of(labels: Sequence[str], found: Sequence[tuple[str, ...]]) -> dict[str, str]:
    """The names that mean one unit wherever they stand, with its code."""
    meant: dict[str, set[tuple[str, ...]]] = {}
    for label, codes in zip(labels, found, strict=True):
        meant.setdefault(label.split(_BESIDE)[0].strip(), set()).add(codes)
    single = {
        name: next(iter(codes)) for name, codes in meant.items() if name and codes != {_TOTAL} and len(codes) == 1
    }
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
        work.note(Kind.LEFT_OUT, column, ", ".join(names), count=int(rows.sum()))
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
