"""Columns -> roles: by the texts of items, by usual headings, by the cells themselves; two claims to one thing settled."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from intake import days, words
from intake.mapping import Role
from intake.matching import Known, forms
from intake.normalise import NO, NOT_TICKED, YES, compact, fold
from intake.options import OTHER, Reader
from intake.table import Heading
from intake.task import ColumnSeen, Reason
from measure.questionnaire import Item, ItemKind

_GRID = re.compile(r"^(.*\S)\s*\[([^\[\]]*)\]\s*$", re.DOTALL)
_LIME_CODE = re.compile(r"^([A-Za-z]\w*)\[[\w-]+\]\. ")
_ADDED = re.compile(r"\s+-\s+(?:Selected Choice|選択された選択肢|選択した回答)(?=\s+-\s+|$)", re.IGNORECASE)
NO_OPTIONS = frozenset(
    {"response", "open-endedresponse", "回答", "自由回答", "text", "テキスト", "comment", "コメント"}
)
_MARKS = ("：", ": ", ":", " - ", "_", "/", "／", "-")
_MOST = 0.8
_ALMOST, _SURE, _LIKELY, _MAYBE, _WEAK = 0.95, 0.9, 0.8, 0.7, 0.6


def recognise(heading: Heading, known: Known, cells: list[str]) -> ColumnSeen:
    """What one column is, judged by itself."""
    nothing = ColumnSeen(
        name=heading.name, number=heading.number, role=Role.IGNORE, confidence=0.5, reason=Reason.UNRECOGNISED
    )
    claim = (
        _as_option(heading, known)
        or _as_item(heading, known)
        or _as_segment(heading, known)
        or _as_usual(heading, known)
        or _as_coded(heading, known)
        or _by_cells(heading, known, cells)
        or _as_similar(heading, known)
    )
    return nothing.model_copy(update={"confidence": 1.0} | claim) if claim else nothing


def _as_item(heading: Heading, known: Known) -> dict[str, Any]:
    for text in dict.fromkeys((heading.name, heading.text, without_marks(heading.name))):
        if text and (match := known.item(text)):
            return _claimed(match, compact(text) in known.items)
    return {}


def _as_coded(heading: Heading, known: Known) -> dict[str, Any]:
    match = known.coded(heading.code) if heading.code else None
    return _claimed(match, heading.code == heading.text) if match else {}


def _claimed(match: tuple[Item, Reason], exact: bool) -> dict[str, Any]:
    """A number in front is as much the file's own order as our key: it is doubtful."""
    item, reason = match
    sure = {Reason.KEY: 1.0, Reason.NUMBER: _WEAK}.get(reason, 1.0 if exact else _ALMOST)
    return {"role": Role.ITEM, "target": item.key, "reason": reason, "confidence": 1.0 if exact else sure}


def _as_option(heading: Heading, known: Known) -> dict[str, Any]:
    """One column per option: the item above (or before) it, the option's label below (or behind)."""
    for before, behind in _parts(heading):
        match = known.item(before)
        if match and match[0].kind is not ItemKind.TEXT and (code := _option(match[0], behind)):
            return {"role": Role.OPTION, "target": match[0].key, "option": code, "reason": Reason.SAME_TEXT}
    return {}


def _parts(heading: Heading) -> list[tuple[str, str]]:
    """The ways in which a heading can be an item's text and an option's label."""
    text = without_marks(heading.text)
    parts = [(heading.top, heading.text)] if heading.top else []
    if grid := _GRID.match(text):
        parts += [(grid[1], grid[2])]
        lime = _LIME_CODE.match(text)
        parts += [(lime[1], grid[2])] if lime else []
    parts += [(text[:at], text[at + len(mark) :]) for mark in _MARKS if (at := text.rfind(mark)) > 0]
    return parts + [(text[at + 1 :], text[:at]) for mark in ":：" if (at := text.find(mark)) > 0]  # SurveyGizmo


def without_marks(text: str) -> str:
    """A heading without what tools add to a question: which part of it the column holds."""
    return _ADDED.sub("", text)


def _option(item: Item, label: str) -> int | None:
    """The option a column is for; of an option "other" also the column for its words."""
    judged = Reader(item.model_copy(update={"kind": ItemKind.SINGLE})).read(label)
    beyond = compact(label) in NO_OPTIONS or not label.strip() or (judged.other and compact(label) not in OTHER)
    return judged.code if judged.code > 0 and not beyond else None


def _as_segment(heading: Heading, known: Known) -> dict[str, Any]:
    key = next((key for key in known.segments if compact(key) in forms(heading.name)), None)
    return {"role": Role.SEGMENT, "target": key, "reason": Reason.SAME_TEXT} if key else {}


def _as_usual(heading: Heading, known: Known) -> dict[str, Any]:
    match = words.usual(heading.name, known.totals)
    if match is None and fold(heading.text) not in YES | NO:  # below a question, "No" is an answer and no number
        match = words.usual(heading.text, known.totals)
    return {"role": match[0], "confidence": _SURE, "reason": Reason.USUAL_HEADING} if match else {}


def _by_cells(heading: Heading, known: Known, cells: list[str]) -> dict[str, Any]:
    """A column without a telling heading may still hold addresses, names of units, or values of a segment."""
    if words.looks_personal(cells):
        return {"role": Role.PERSON, "confidence": _SURE, "reason": Reason.PERSONAL}
    if claim := _as_ticks(heading, known, cells):
        return claim
    filled = [text for text in cells if text.strip()]
    distinct = {compact(text) for text in filled}
    for key, values in known.segments.items():
        meant = {compact(value) for value in values}
        if distinct and len(distinct & meant) >= _MOST * len(distinct):
            return {"role": Role.SEGMENT, "target": key, "confidence": _LIKELY, "reason": Reason.ITS_VALUES}
    if known.places and len(distinct) > 1:
        hits = sum(1 for text in {*filled} if known.places.find(text))
        if hits >= _MOST * len({*filled}):
            return {"role": Role.UNIT, "confidence": _LIKELY, "reason": Reason.ITS_VALUES}
    return {}


def _as_ticks(heading: Heading, known: Known, cells: list[str]) -> dict[str, Any]:
    """A column headed by nothing but an option: the choice of the one item that has it (as Typeform writes them)."""
    filled = {compact(text) for text in cells if text.strip()}
    if not filled <= {compact(heading.text), *map(compact, YES | NOT_TICKED)}:
        return {}
    items = {item.key: item for item in known.items.values() if item.kind is ItemKind.MULTIPLE}
    found = [(item.key, code) for item in items.values() if (code := _option(item, heading.text))]
    if len(found) != 1:
        return {}
    return {
        "role": Role.OPTION,
        "target": found[0][0],
        "option": found[0][1],
        "confidence": _LIKELY,
        "reason": Reason.ITS_VALUES,
    }


def _as_similar(heading: Heading, known: Known) -> dict[str, Any]:
    item = known.similar(without_marks(heading.name))
    if item is None:
        return {}
    return {"role": Role.ITEM, "target": item.key, "confidence": _MAYBE, "reason": Reason.SIMILAR_TEXT}


def settle(seen: Sequence[ColumnSeen], ruled: set[int]) -> list[ColumnSeen]:
    """Where several columns were taken for the same thing, the surest (then the first) keeps it."""
    order = sorted(
        seen, key=lambda c: (c.number not in ruled, -c.confidence, -(days.year(c.name) or 0), _rank(c), c.number)
    )
    taken: Counter[tuple[Role, str | None, int | None]] = Counter()
    settled = []
    wide = any(column.role is Role.ITEM for column in seen)
    long = {Role.INDICATOR, Role.SHARE} <= {column.role for column in seen}
    for column in order:
        key = (column.role, column.target, column.option)
        single = column.role not in (Role.PERSON, Role.IGNORE, Role.ID)
        beside = (wide and column.role in _LONG) or (column.role is Role.ANSWER and not long)
        if column.number not in ruled and ((single and taken[key]) or beside):
            column = column.model_copy(update=_SECOND)
        taken[key] += 1
        settled.append(column)
    return sorted(settled, key=lambda c: c.number)


_LONG = (Role.INDICATOR, Role.SHARE, Role.ANSWER)
_SECOND = {"role": Role.IGNORE, "target": None, "option": None, "reason": Reason.SECOND}


def _rank(column: ColumnSeen) -> int:
    usual = words.usual(column.name)
    return usual[1] if usual else 0
