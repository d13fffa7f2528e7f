"""Counts by answer (a row for each option, as tools' summaries have them) -> the favourable share and its base."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from intake.figures import Bases, values
from intake.mapping import Role
from intake.options import UNKNOWN, Reader
from intake.problems import Kind, Problem
from intake.task import ColumnSeen
from intake.work import Work
from measure.questionnaire import Direction, Guideline, Item, ItemKind

Figure = tuple[str, float | None, int | None, float | None, str, str]
_Key = tuple[int, str, str, str]
_ROUNDED = 0.015


@dataclass
class _Block:
    """The figures of one question in one unit: by option code, with the first row they stand in."""

    row: int
    counts: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    base: float = float("nan")


def by_answers(
    work: Work, column: ColumnSeen, items: Sequence[str | None], bases: Bases
) -> Iterator[tuple[int, Figure]]:
    """One figure for each question of each unit, standing where its first row stands."""
    assert work.task.guideline is not None  # rows are judged against one
    blocks = _blocks(work, work.task.guideline, (column, items), bases)
    for (_, item, segment, value), block in blocks.items():
        share, base = _share(work.task.guideline.item(item), block)
        if share is not None:
            yield block.row, (item, share, base, None, segment, value)


def _blocks(
    work: Work, guideline: Guideline, asked: tuple[ColumnSeen, Sequence[str | None]], bases: Bases
) -> dict[_Key, _Block]:
    column, items = asked
    counts, base = values(work.cells(work.of(Role.SHARE)[0])), bases.get(None)
    units, segments = work.of(Role.UNIT), work.of(Role.SEGMENT)
    codes = _codes(work, guideline, column, items)
    blocks: dict[_Key, _Block] = {}
    for place in np.flatnonzero(work.good & ~np.isnan(counts)).tolist():
        unit = int(work.cells(units[0]).codes[place]) if units else 0
        value = work.cells(segments[0]).labels[work.cells(segments[0]).codes[place]].strip() if segments else ""
        key = (unit, items[place] or "", (segments[0].target or "") if value else "", value)
        block = blocks.setdefault(key, _Block(int(place)))
        block.counts[codes[place]] += float(counts[place])
        if base is not None and not np.isnan(base[place]):
            block.base = float(base[place])
    return blocks


def _codes(work: Work, guideline: Guideline, column: ColumnSeen, items: Sequence[str | None]) -> list[int]:
    """The option each row speaks of; a row of another answer is at fault."""
    cells = work.cells(column)
    readers = {item.key: Reader(item, work.labels(column), work.missing) for item in guideline.items}
    found = [0] * work.body.rows
    unknown = np.zeros(work.body.rows, dtype=bool)
    for place in np.flatnonzero(work.good).tolist():
        code = _code(readers[items[place] or ""], cells.labels[cells.codes[place]])
        found[place], unknown[place] = max(code, 0), code == UNKNOWN
    work.fault_rows(unknown, column, lambda text: Problem(kind=Kind.UNKNOWN_OPTION, found=text))
    return found


def _code(reader: Reader, text: str) -> int:
    judged = reader.read(text).code
    return judged.bit_length() if judged > 0 and reader.item.kind is ItemKind.MULTIPLE else judged


def _share(item: Item, block: _Block) -> tuple[float | None, int | None]:
    """Favourable over valid answers; of several choices over all who answered. Percents have no base of their own.

    Who ticked any of several favourable choices cannot be told from the ticks of each: that share is not known.
    """
    favourable = sum(block.counts.get(code, 0.0) for code in item.codes(Direction.FAVOURABLE))
    valid = sum(block.counts.get(code, 0.0) for code in item.valid_codes())
    total = sum(block.counts.values())
    percents = any(abs(total - full) <= _ROUNDED * full for full in (1.0, 100.0)) and total != block.base
    counted = not percents and all(count.is_integer() for count in block.counts.values())
    if item.kind is ItemKind.MULTIPLE:
        one = len(item.codes(Direction.FAVOURABLE)) == 1
        return (favourable / block.base, int(block.base)) if one and block.base > 0 else (None, None)
    base = valid if counted else block.base
    return (favourable / valid if valid > 0 else None), (None if np.isnan(base) else int(base))
