"""The answers that stand in a file of which no questionnaire is known yet: what a first questionnaire is drafted from.

Only a column that looks like a choice is told: few answers, short ones, given more than once. Free texts are not.
Of the column of units every name is told.
"""

from collections import Counter
from itertools import pairwise

from intake.mapping import Role
from intake.normalise import compact, is_unanswered
from intake.table import Cells
from intake.task import ColumnSeen, Reason
from intake.work import Work

MOST_ANSWERS = 60
_LONGEST = 200
_MARKS = (";#", ";", "\n", ", ", "、")
_AGAIN, _PARTED, _ALWAYS = 0.5, 0.2, 3
_UNTOLD = (Role.PERSON, Role.ID, Role.DATE)
Counts = dict[str, int]


def values(work: Work) -> tuple[ColumnSeen, ...]:
    """The file's columns with their answers; the first of several under one heading has the answers of all of them."""
    told = [_with_values(work, column) for column in work.columns]
    alike: dict[str, list[ColumnSeen]] = {}
    for column in told:
        if column.values and column.name:
            alike.setdefault(compact(column.name), []).append(column)
    return tuple(_of_all(column, alike.get(compact(column.name), [])) for column in told)


def _of_all(column: ColumnSeen, alike: list[ColumnSeen]) -> ColumnSeen:
    if len(alike) < 2 or not column.values:
        return column
    if column is not alike[0]:
        return column.model_copy(update={"values": (), "several": False})
    together = dict.fromkeys(value for other in alike for value in other.values)
    return column.model_copy(update={"values": tuple(together), "several": any(other.several for other in alike)})


def _with_values(work: Work, column: ColumnSeen) -> ColumnSeen:
    cells = work.body.columns.get(column.number)
    if not isinstance(cells, Cells) or column.role in _UNTOLD or column.reason is Reason.SECOND:
        return column
    counts = _counts(cells)
    if column.role is Role.UNIT:
        return column.model_copy(update={"values": tuple(counts)})
    whole = _kept(counts)
    if parts := _parted(counts, whole):
        return column.model_copy(update={"values": parts, "several": True})
    return column.model_copy(update={"values": whole})


def _counts(cells: Cells) -> Counts:
    """How often each filled cell stands in the column."""
    often = Counter(cells.codes.tolist())
    return {
        text.strip(): often[code]
        for code, text in enumerate(cells.labels)
        if often[code] and not is_unanswered(text) and text.strip()
    }


def _kept(counts: Counts) -> tuple[str, ...]:
    """The answers, in the order of their first row, when they look like choices."""
    filled = sum(counts.values())
    again = len(counts) <= max(2, _AGAIN * filled)
    fits = 0 < len(counts) <= MOST_ANSWERS and max(map(len, counts)) <= _LONGEST
    return tuple(counts) if fits and again else ()


def _parted(counts: Counts, whole: tuple[str, ...]) -> tuple[str, ...]:
    """The single answers of a column in which several stand in a cell, when they are fewer than the cells say."""
    for mark in _MARKS:
        marked = sum(count for text, count in counts.items() if mark in text.rstrip(mark + " "))
        trailing = mark == ";" and all(text.endswith(";") for text in counts)
        if not trailing and marked < _PARTED * sum(counts.values()):
            continue
        parts = _kept(_pieces(counts, mark))
        if len(parts) > 1 and (trailing or not whole or len(parts) < len(whole)):
            return parts
    return ()


def _pieces(counts: Counts, mark: str) -> Counts:
    """How often each part stands in the cells; parts that always stand side by side are one, with the mark in it."""
    cells = [(_split(text, mark), count) for text, count in counts.items()]
    alone, pairs = Counter[str](), Counter[tuple[str, str]]()
    for parts, count in cells:
        for part in parts:
            alone[part] += count
        for pair in pairwise(parts):
            pairs[pair] += count
    joined = {pair for pair, n in pairs.items() if alone[pair[0]] == alone[pair[1]] == n >= _ALWAYS}
    found = Counter[str]()
    for parts, count in cells:
        for part in _joined(parts, mark, joined):
            found[part] += count
    return dict(found)


def _joined(parts: list[str], mark: str, pairs: set[tuple[str, str]]) -> list[str]:
    whole: list[str] = []
    for before, part in zip(["", *parts], parts, strict=False):
        if whole and (before, part) in pairs:
            whole[-1] += mark + part
        else:
            whole.append(part)
    return whole


def _split(text: str, mark: str) -> list[str]:
    """The parts of a cell; a mark between brackets parts nothing."""
    parts: list[str] = []
    for piece in text.split(mark):
        if parts and parts[-1].count("(") + parts[-1].count("（") > parts[-1].count(")") + parts[-1].count("）"):
            parts[-1] += mark + piece
        else:
            parts.append(piece)
    return [part.strip() for part in parts if part.strip()]
