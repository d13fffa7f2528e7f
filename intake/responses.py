"""Responses out of a table: every distinct text is judged once, then spread over the rows as codes."""

import numpy as np
from numpy.typing import NDArray

from intake import days, moments, normalise, tenure
from intake.located import units
from intake.mapping import Role
from intake.normalise import compact, fold
from intake.options import UNKNOWN, Judged, Reader
from intake.problems import Kind, Problem
from intake.spellings import labels
from intake.table import Codes, Rows, Written
from intake.task import ColumnSeen
from intake.work import Work
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
        values[column.target or ""], segments[column.target or ""] = _grouped(work, column)
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


def _grouped(work: Work, column: ColumnSeen) -> tuple[tuple[str, ...], Codes]:
    """A segment's values and codes, of tenure from lengths of time or days where the guideline says so."""
    known = work.task.guideline.segments if work.task.guideline else ()
    told = next((segment for segment in known if segment.key == column.target and segment.given), None)
    return tenure.read(work, column, told) if told else _segment(work, column)


def _segment(work: Work, column: ColumnSeen) -> tuple[tuple[str, ...], Codes]:
    """A segment's values and codes; with no values known beforehand those of the file are taken, in order."""
    cells, rules = work.cells(column), work.labels(column)
    words = [str(rules.get(fold(text), text.strip())) for text in cells.labels]
    nothing = [normalise.is_unanswered(word, work.missing) for word in words]
    own = {compact(word): word for word, none in sorted(zip(words, nothing, strict=True)) if not none}
    work.learn(column, {text.strip(): word for text, word in zip(cells.labels, words, strict=True) if text.strip()})
    listed = work.task.segments.get(column.target or "")
    if not listed:
        work.refuse_reserved(column)
    known = listed or tuple(sorted(own.values()))
    at = {compact(value): place for place, value in enumerate(known, 1)}
    unknown = [compact(word) not in at and not none for word, none in zip(words, nothing, strict=True)]
    if len(known) > MOST_VALUES:
        work.note(Kind.TOO_MANY_VALUES, column, found=str(len(known)))
    expected = ", ".join(known[:_SHOWN])
    work.fault(unknown, column, lambda text: Problem(kind=Kind.UNKNOWN_VALUE, found=text, expected=expected))
    return tuple(known), cells.spread([at.get(compact(word), 0) for word in words])


def _answers(work: Work, item: Item, columns: list[ColumnSeen]) -> Codes:
    """One item's codes, from its own column or from one column per option."""
    whole = [column for column in columns if column.role is Role.ITEM]
    parts = [column for column in columns if column.role is Role.OPTION]
    if not whole:
        return _parts(work, item, parts)
    codes = _whole(work, item, whole[0])
    return _completed(item, codes, _parts(work, item, parts)) if parts else codes


def _completed(item: Item, codes: Codes, parts: Codes) -> Codes:
    """Answers of an item's own column, with those that stand in a column of their own (such as "other")."""
    if item.kind is ItemKind.MULTIPLE:
        return codes.astype(np.uint64) | parts.astype(np.uint64)
    return np.where(codes > 0, codes, parts)


def _whole(work: Work, item: Item, column: ColumnSeen) -> Codes:
    cells, reader = work.cells(column), Reader(item, work.labels(column), work.missing)
    reader.see(cells.labels, column.name)
    judged = [reader.read(text) for text in cells.labels]
    unknown = [one.code == UNKNOWN for one in judged]
    work.learn(column, dict(reader.learnt))
    expected = _labels(item)
    work.fault(unknown, column, lambda text: Problem(kind=Kind.UNKNOWN_OPTION, found=text, expected=expected))
    if others := [text for text, one in zip(cells.labels, judged, strict=True) if one.other]:
        rows = cells.where([one.other for one in judged])
        work.note(Kind.OTHER_TEXT, column, found=others[0], count=int(rows.sum()))
    _note_spellings(work, column, judged)
    return cells.spread([max(one.code, 0) for one in judged])


def _note_spellings(work: Work, column: ColumnSeen, judged: list[Judged]) -> None:
    """What is worth knowing about the words of a column: ranges that became days, the reasons for no answer."""
    cells = work.cells(column)
    if ranges := [text for text, one in zip(cells.labels, judged, strict=True) if one.from_day]:
        rows = cells.where([one.from_day for one in judged])
        work.note(Kind.RANGE_BECAME_DAY, column, found=ranges[0], count=int(rows.sum()))
    counts = np.bincount(cells.codes[work.good], minlength=len(cells.labels))
    told = {text.strip(): int(n) for text, one, n in zip(cells.labels, judged, counts, strict=True) if one.why_none}
    if told := {text: n for text, n in told.items() if n}:
        work.note(
            Kind.NO_ANSWER_WORDS, column, ", ".join(f"{t} ({n})" for t, n in told.items()), count=sum(told.values())
        )


def _labels(item: Item) -> str:
    """The labels an answer may have, for the sentence."""
    shown = [
        option.label.ja if option.label.ja == option.label.en else f"{option.label.ja} ({option.label.en})"
        for option in item.options[:_SHOWN]
    ]
    return ", ".join(shown) + (" …" if len(item.options) > _SHOWN else "")


def _parts(work: Work, item: Item, columns: list[ColumnSeen]) -> Codes:
    """One column per option: ticked where the cell holds anything but a blank, no, or "not selected"."""
    mask, shown = np.zeros(work.body.rows, dtype=np.int64), np.zeros(work.body.rows, dtype=bool)
    own = {option.code: {compact(label) for label in labels(option)} for option in item.options}
    for column in columns:
        cells, code = work.cells(column), column.option or 1
        ticked = [compact(text) in own.get(code, ()) or _ticked(text, work) for text in cells.labels]
        mask |= cells.spread([1 << (code - 1) if tick else 0 for tick in ticked]).astype(np.int64)
        shown |= ~cells.blank()
    _note_unticked(work, columns[0], (mask == 0) & work.good, shown)
    if item.kind is ItemKind.MULTIPLE:
        return mask.astype(np.min_scalar_type(int(mask.max(initial=0))))
    several = (mask & (mask - 1)) != 0
    expected = _labels(item)
    work.fault_rows(several, columns[0], lambda _: Problem(kind=Kind.TWO_OPTIONS, expected=expected))
    lowest = np.log2(np.maximum(mask, 1)).astype(np.uint8) + 1
    return np.where((mask > 0) & ~several, lowest, 0).astype(np.uint8)


def _note_unticked(work: Work, column: ColumnSeen, nothing: Rows, shown: Rows) -> None:
    """Who saw a question and ticked nothing is told from who was not asked, where a cell says so."""
    if (unticked := int((nothing & shown).sum())) and (unasked := int((nothing & ~shown).sum())):
        work.note(Kind.NOTHING_TICKED, column, str(unticked), count=unasked)


def _ticked(text: str, work: Work) -> bool:
    return not normalise.is_unanswered(text, work.missing) and fold(text) not in normalise.NOT_TICKED


def _day(work: Work) -> Codes | None:
    """Days since 1970-01-01 on which responses were handed in, moments.NO_DAY for none."""
    if not (columns := work.of(Role.DATE)):
        return None
    cells = work.cells(columns[0])
    order = days.order(cells.labels, work.mapping.day_first)
    if order.doubtful:
        shown = next(label for label in cells.labels if days.day(label, order))
        read_as = days.day(shown, order)
        work.note(Kind.DAY_ORDER, columns[0], found=shown, expected=read_as.isoformat() if read_as else None)
        work.learnt.doubtful.add(columns[0].number)
    work.learnt.day_first = order.day_first
    numbers = moments.days(cells, order)
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
    work.fault_rows(~(weights >= 0), columns[0], lambda text: Problem(kind=Kind.UNREADABLE_WEIGHT, found=text))
    return np.asarray(np.nan_to_num(weights))
