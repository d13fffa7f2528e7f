"""One file judged from its bytes to what would be stored, in the order of judgement of `problems`."""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pyarrow as pa

from intake import (
    below,
    block,
    columns,
    copies,
    effective,
    exporters,
    fingerprint,
    identity,
    responses,
    stacked,
    survey,
    totals,
)
from intake.mapping import FileKind, Mapping, Role
from intake.memory import recalled
from intake.problems import Kind, Problem, Refused, Severity, listed
from intake.progress import Stage, report
from intake.table import Body, Facts, Form, Rows, Written
from intake.tabular import open_source
from intake.task import ColumnSeen, Outcome, Task
from intake.understand import Understood, understand
from intake.work import Work
from measure.questionnaire import ItemKind
from measure.tally import Responses

_AT_ONCE = 2
_UNREAD = (Role.PERSON, Role.IGNORE)


@dataclass
class _Judgement:
    """What is known so far; an outcome can be made of it wherever judging stops."""

    task: Task
    facts: Facts | None = None
    found: Understood | None = None
    rows: int = 0
    recalled: int | None = None
    learnt: effective.Learnt = field(default_factory=effective.Learnt)
    problems: list[Problem] = field(default_factory=list)


def judge(task: Task) -> Outcome:
    """What the file is, what is wrong with it, and what to store of it."""
    so_far = _Judgement(task)
    try:
        work = _read(so_far)
        return _surveyed(so_far, work) if task.guideline is None else _stored(so_far, work)
    except Refused as refusal:
        so_far.problems += refusal.problems
        return _outcome(so_far)
    except BaseException as reason:
        if (
            type(reason).__name__ != "PanicException"
        ):  # a reader in Rust that gave up: no Exception, and no way to name it
            raise
        so_far.problems.append(Problem(kind=Kind.DAMAGED, found=task.file_name))
        return _outcome(so_far)


def _read(so_far: _Judgement) -> Work:
    """Open the file, understand it, and read the columns that are wanted."""
    task = so_far.task
    report(Stage.OPENING)
    source = open_source(task.path, task.mapping or Mapping(), task.limits)
    so_far.facts = source.facts
    _check_extent(so_far, source.size)
    found = understand(source, task)
    if task.mapping is None and (memory := recalled(task.memory, exporters.tool(found.layout), _names(found))):
        so_far.task = task = task.model_copy(update={"mapping": memory.mapping})
        so_far.recalled, found = memory.upload, understand(source, task)
    so_far.found = found
    so_far.facts, so_far.problems = source.facts, found.problems
    _check_extent(so_far, source.size)
    if task.guideline is not None:
        columns.check(found, task)
    _refuse_if_any(so_far)
    report(Stage.READING)
    body = source.body(found.layout, _wanted(found, task))
    so_far.facts, so_far.rows = source.facts, body.rows
    report(Stage.CHECKING, body.rows)
    _check_body(so_far, body)
    if source.facts.encoding in ("cp1252", "mac_roman") and not (task.mapping and task.mapping.encoding):
        so_far.problems.append(Problem(kind=Kind.WESTERN_GUESS, found=source.facts.encoding))
    return Work(task, found, body, so_far.learnt)


def _names(found: Understood) -> list[str]:
    return [column.name for column in found.columns]


def _surveyed(so_far: _Judgement, work: Work) -> Outcome:
    """What a file is of which no questionnaire is known yet, with the answers that stand in it when they are asked for."""
    outcome = _outcome(so_far)
    return outcome.model_copy(update={"columns": survey.values(work)}) if so_far.task.survey else outcome


def _wanted(found: Understood, task: Task) -> dict[int, Form]:
    """The columns to read and the form to keep each in; what is never stored is not even read."""
    if task.survey and task.guideline is None:
        return {column.number: Form.LABELS for column in found.columns if column.role not in (Role.PERSON, Role.ID)}
    items = {item.key: item for item in task.guideline.items} if task.guideline else {}
    forms: dict[int, Form] = {}
    for column in found.columns:
        if column.role is Role.ID and Form.KEYS not in forms.values():
            forms[column.number] = Form.KEYS
        elif column.role is Role.DATE:
            forms[column.number] = Form.DAYS
        elif column.role is Role.ITEM and (item := items.get(column.target or "")) and item.kind is ItemKind.TEXT:
            forms[column.number] = Form.TEXTS
        elif column.role not in (Role.ID, *_UNREAD):
            forms[column.number] = Form.LABELS
    return forms or {column.number: Form.LABELS for column in found.columns}


def _refuse_if_any(so_far: _Judgement) -> None:
    if any(problem.severity is Severity.REFUSE for problem in so_far.problems):
        raise Refused


def _check_extent(so_far: _Judgement, size: tuple[int, int]) -> None:
    """Too many rows or columns, as far as the file tells before it is read."""
    limits = so_far.task.limits
    if size[0] > limits.rows:
        raise Refused(Problem(kind=Kind.TOO_MANY_ROWS, found=str(size[0]), expected=str(limits.rows)))
    if size[1] > limits.columns:
        raise Refused(Problem(kind=Kind.TOO_WIDE, found=str(size[1]), expected=str(limits.columns)))


def _check_body(so_far: _Judgement, body: Body) -> None:
    _check_extent(so_far, (body.rows, 0))
    limit, found = so_far.task.limits.cell_text, so_far.found
    assert found is not None  # the body was read by what was understood
    for number, kept in body.columns.items():
        longest, place = (0, 0) if isinstance(kept, np.ndarray) else kept.longest()
        if longest > limit:
            name = next(column.name for column in found.columns if column.number == number)
            row, most = place + found.layout.first_row, str(limit)
            raise Refused(Problem(kind=Kind.CELL_TOO_LONG, row=row, column=name, found=str(longest), expected=most))
    if body.empty().all():
        raise Refused(Problem(kind=Kind.NO_ROWS, row=found.layout.header_row))


def _stored(so_far: _Judgement, work: Work) -> Outcome:
    """What to store: everything, the good rows, or nothing."""
    stacked.part(work)
    kept = _responses if so_far.found and so_far.found.kind is FileKind.RESPONSES else _totals
    result = kept(work)
    _refuse_if_any(so_far)
    read = work.body.rows - int(work.empty.sum())
    refused = bool(work.bad.any()) and not work.task.keep_good_rows
    if refused or result.rows == 0:
        if result.rows == 0 and not work.bad.any():
            so_far.problems.append(Problem(kind=Kind.NOTHING_TO_STORE))
        return _outcome(so_far).model_copy(update={"rows_read": read, "rows_rejected": read})
    update = {
        "rows_read": read,
        "rows_stored": result.rows,
        "rows_rejected": read - result.rows,
        "by_unit": result.by_unit,
        "content": result.content,
        "ids": result.ids,
        "block": result.block,
        "text_block": result.texts,
    }
    return _outcome(so_far).model_copy(update=update)


@dataclass(frozen=True)
class _Kept:
    """What the good rows come to; the blocks are left out of a trial run."""

    rows: int
    by_unit: dict[str, int]
    content: str
    ids: bytes = b""
    block: bytes | None = None
    texts: bytes | None = None


def _responses(work: Work) -> _Kept:
    below.leave_out(work)
    everything, texts = responses.read(work)
    copies.remark(work)
    rows = work.good
    good = _chosen(everything, rows)
    keys = work.keys()
    kept = None if keys is None else keys[rows]
    numbers = np.bincount(good.unit, minlength=len(good.unit_codes))
    by_unit = {code: int(n) for code, n in zip(good.unit_codes, numbers, strict=True) if n}
    found = _Kept(int(rows.sum()), by_unit, "")
    with ThreadPoolExecutor(_AT_ONCE) as workers:  # numpy and Arrow let each other go on
        coming: dict[str, Future[Any]] = {
            "content": workers.submit(fingerprint.of_responses, good, kept),
            "ids": workers.submit(identity.digests, good, kept, work.task.salt),
        }
        if not work.task.dry and found.rows:
            coming["texts"] = workers.submit(_texts, everything, texts, rows)
            coming["block"] = workers.submit(block.encode, good)
        return replace(found, **{name: each.result() for name, each in coming.items()})


def _chosen(everything: Responses, rows: Rows) -> Responses:
    if rows.all():
        return everything
    return replace(
        everything,
        unit=everything.unit[rows],
        segments={key: codes[rows] for key, codes in everything.segments.items()},
        answers={key: codes[rows] for key, codes in everything.answers.items()},
        day=None if everything.day is None else everything.day[rows],
        weight=None if everything.weight is None else everything.weight[rows],
    )


def _texts(everything: Responses, texts: dict[str, Written], rows: Rows) -> bytes | None:
    """Free texts with their unit, apart from the answers; None when nobody wrote anything."""
    chosen = [rows[written.rows] for written in texts.values()]
    numbers = [np.full(int(kept.sum()), number) for number, kept in enumerate(chosen)]
    if not sum(map(len, numbers)):
        return None
    pairs = list(zip(texts.values(), chosen, strict=True))
    unit = np.concatenate([everything.unit[written.rows[kept]] for written, kept in pairs])
    words = [written.texts if kept.all() else written.texts.filter(pa.array(kept)) for written, kept in pairs]
    return block.encode(
        block.Texts(everything.unit_codes, tuple(texts), unit, np.concatenate(numbers), pa.concat_arrays(words))
    )


def _totals(work: Work) -> _Kept:
    figures, places = totals.read(work)
    rows = len(np.unique(places))
    by_unit: dict[str, int] = {}
    for row in figures.rows:
        by_unit[row.unit] = by_unit.get(row.unit, 0) + 1
    data = None if work.task.dry or not figures.rows else block.encode(figures)
    return _Kept(rows, by_unit, fingerprint.of_totals(figures), block=data)


def _outcome(so_far: _Judgement) -> Outcome:
    facts, found, mapping = so_far.facts, so_far.found, so_far.task.mapping
    known: dict[str, Any] = {}
    if facts is not None:
        known = {key: getattr(facts, key) for key in ("format", "encoding", "delimiter", "sheet", "sheets")}
    if found is not None:
        known |= {
            "kind": found.kind,
            "tool": exporters.tool(found.layout),
            "header_row": found.layout.header_row,
            "header_rows": found.layout.header_rows,
            "columns": _doubtful(found.columns, so_far.learnt.doubtful),
            "sample": found.sample,
        }
    if facts is not None and found is not None:
        mapping = effective.mapping(mapping or Mapping(), facts, found, so_far.learnt)
    known |= {"mapping": mapping, "mapping_from": so_far.recalled}
    return Outcome(**known, rows=so_far.rows, problems=listed([*so_far.problems, *_undone(so_far)]))


def _undone(so_far: _Judgement) -> list[Problem]:
    """What is to be known where garbled text was brought back."""
    undone = so_far.facts.undone if so_far.facts else None
    if undone is None or any(problem.kind is Kind.GARBLED for problem in so_far.problems):
        return []
    return [Problem(kind=Kind.UNDONE, found=undone[0], expected=undone[1])]


_DOUBTFUL = 0.6


def _doubtful(columns: tuple[ColumnSeen, ...], numbers: set[int]) -> tuple[ColumnSeen, ...]:
    """The columns, those that could be read in another way too marked as doubtful."""
    return tuple(
        column.model_copy(update={"confidence": min(column.confidence, _DOUBTFUL)})
        if column.number in numbers
        else column
        for column in columns
    )
