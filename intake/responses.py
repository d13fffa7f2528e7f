"""Responses out of a table: every distinct text is judged once, then spread over the rows as codes."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from intake import moments, normalise
from intake.mapping import Role
from intake.normalise import compact, fold
from intake.options import UNKNOWN, Reader
from intake.problems import Kind, Problem
from intake.table import Codes, Written
from intake.task import ColumnSeen
from intake.work import Work, units
from measure.questionnaire import Item, ItemKind
from measure.tally import Responses

MOST_VALUES = 250
_SHOWN = 8


def read(work: Work) -> tuple[Responses, dict[str, Written]]:
    """The coded responses of all rows (see `work.good` for those to keep) and the free texts by item."""
    codes, unit = units(work)
    values: dict[str, tuple[str, ...]] = {}
    segments: dict[str, Codes] = {}
    for column in work.of(Role.SEGMENT):
        values[column.target or ""], segments[column.target or ""] = _segment(work, column)
    answers: dict[str, Codes] = {}
    texts: dict[str, Written] = {}
    for item in work.task.guideline.items if work.task.guideline else ():
        columns = [column for column in work.of(Role.ITEM, Role.OPTION) if column.target == item.key]
        if columns and item.kind is ItemKind.TEXT:
            texts[item.key] = work.written(columns[0])
        elif columns:
            answers[item.key] = _answers(work, item, columns)
    responses = Responses(codes, unit, values, segments, answers, _day(work), _weight(work))
    return responses, texts


def _segment(work: Work, column: ColumnSeen) -> tuple[tuple[str, ...], Codes]:
    """A segment's values and codes; with no values known beforehand those of the file are taken, in order."""
    cells, rules = work.cells(column), work.labels(column)
    words = [rules.get(fold(text), text.strip()) for text in cells.labels]
    known = work.task.segments.get(column.target or "") or _open_list(str(word) for word in words)
    at = {compact(value): place for place, value in enumerate(known, 1)}
    codes = [
        0
        if normalise.is_unanswered(str(word), work.missing) and compact(str(word)) not in at
        else at.get(compact(str(word)), UNKNOWN)
        for word in words
    ]
    spread = np.array(codes, dtype=np.int64)[cells.codes]
    if len(known) > MOST_VALUES:
        work.note(Kind.TOO_MANY_VALUES, column, found=str(len(known)))
    work.fault(
        spread == UNKNOWN,
        column,
        lambda text: Problem(kind=Kind.UNKNOWN_VALUE, found=text, expected=", ".join(known[:_SHOWN])),
    )
    return tuple(known), np.maximum(spread, 0)


def _open_list(words: Iterable[str]) -> tuple[str, ...]:
    """The distinct values in a stable order that does not depend on the order of rows."""
    distinct = {compact(word): word for word in sorted(words)}
    return tuple(sorted(word for key, word in distinct.items() if not normalise.is_unanswered(word)))


def _answers(work: Work, item: Item, columns: list[ColumnSeen]) -> Codes:
    """One item's codes, from its own column or from one column per option."""
    whole = [column for column in columns if column.role is Role.ITEM]
    parts = [column for column in columns if column.role is Role.OPTION]
    return _whole(work, item, whole[0]) if whole else _parts(work, item, parts)


def _whole(work: Work, item: Item, column: ColumnSeen) -> Codes:
    cells = work.cells(column)
    reader = Reader(item, work.labels(column), work.missing)
    judged = [reader.read(text) for text in cells.labels]
    codes = np.array([one.code for one in judged], dtype=np.int64)
    spread = codes[cells.codes]
    work.fault(
        spread == UNKNOWN, column, lambda text: Problem(kind=Kind.UNKNOWN_OPTION, found=text, expected=_labels(item))
    )
    others = [text for text, one in zip(cells.labels, judged, strict=True) if one.other]
    if others:
        rows = np.array([one.other for one in judged], dtype=bool)[cells.codes]
        work.note(Kind.OTHER_TEXT, column, found=others[0], count=int(rows.sum()))
    return np.maximum(spread, 0)


def _labels(item: Item) -> str:
    """The labels an answer may have, for the sentence."""
    shown = [
        option.label.ja if option.label.ja == option.label.en else f"{option.label.ja} ({option.label.en})"
        for option in item.options[:_SHOWN]
    ]
    return ", ".join(shown) + (" …" if len(item.options) > _SHOWN else "")


def _parts(work: Work, item: Item, columns: list[ColumnSeen]) -> Codes:
    """One column per option: ticked where the cell holds anything but a blank, no, or "not selected"."""
    mask = np.zeros(work.body.rows, dtype=np.int64)
    for column in columns:
        cells = work.cells(column)
        ticked = np.array([_ticked(text, work) for text in cells.labels], dtype=bool)[cells.codes]
        mask |= np.where(ticked, np.int64(1) << ((column.option or 1) - 1), 0)
    if item.kind is ItemKind.MULTIPLE:
        return mask
    several = (mask & (mask - 1)) != 0
    work.fault(several, columns[0], lambda _: Problem(kind=Kind.TWO_OPTIONS, expected=_labels(item)))
    lowest = np.where(mask > 0, np.log2(np.maximum(mask, 1)).astype(np.int64) + 1, 0)
    return np.where(several, 0, lowest)


def _ticked(text: str, work: Work) -> bool:
    return not normalise.is_unanswered(text, work.missing) and fold(text) not in normalise.NOT_TICKED


def _day(work: Work) -> Codes | None:
    """Days since 1970-01-01 on which responses were handed in, moments.NO_DAY for none."""
    if not (columns := work.of(Role.DATE)):
        return None
    cells = work.cells(columns[0])
    numbers = moments.days(cells)
    unread = moments.unreadable(cells, numbers) & work.good
    if unread.any():
        text = cells.labels[int(cells.codes[np.flatnonzero(unread)[0]])]
        work.note(Kind.UNREADABLE_DAY, columns[0], found=text, count=int(unread.sum()))
    return numbers


def _weight(work: Work) -> NDArray[np.float64] | None:
    if not (columns := work.of(Role.WEIGHT)):
        return None
    cells = work.cells(columns[0])
    numbers = [normalise.number(text) for text in cells.labels]
    weights = np.array([np.nan if n is None else n[0] for n in numbers])[cells.codes]
    work.fault(~(weights >= 0), columns[0], lambda text: Problem(kind=Kind.UNREADABLE_WEIGHT, found=text))
    return np.asarray(np.nan_to_num(weights))
