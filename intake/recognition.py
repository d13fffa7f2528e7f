"""Columns -> roles: by the texts of items, by usual headings, by the cells themselves; two claims to one thing settled."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from intake import words
from intake.mapping import Role
from intake.matching import Known, forms
from intake.normalise import NO, YES, compact, fold
from intake.table import Heading
from intake.task import ColumnSeen, Reason
from measure.questionnaire import Item, ItemKind

_GRID = re.compile(r"^(.*\S)\s*\[([^\[\]]*)\]\s*$", re.DOTALL)
_MARKS = ("：", ": ", ":", " - ", "_", "/", "／")
_MOST = 0.8
_SURE, _LIKELY, _MAYBE = 0.9, 0.8, 0.7


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
        or _by_cells(known, cells)
        or _as_similar(heading, known)
    )
    return nothing.model_copy(update={"confidence": 1.0} | claim) if claim else nothing


def _as_item(heading: Heading, known: Known) -> dict[str, Any]:
    for text in dict.fromkeys((heading.name, heading.text)):
        if text and (match := known.item(text)):
            return {"role": Role.ITEM, "target": match[0].key, "reason": match[1]}
    return {}


def _as_option(heading: Heading, known: Known) -> dict[str, Any]:
    """One column per option: the item above (or before) it, the option's label below (or behind)."""
    for before, behind in _parts(heading):
        match = known.item(before)
        if match and match[0].kind is not ItemKind.TEXT and (code := _option(match[0], behind)):
            return {"role": Role.OPTION, "target": match[0].key, "option": code, "reason": Reason.SAME_TEXT}
    return {}


def _parts(heading: Heading) -> list[tuple[str, str]]:
    """The ways in which a heading can be an item's text and an option's label."""
    parts = [(heading.top, heading.text)] if heading.top else []
    if grid := _GRID.match(heading.text):
        parts.append((grid[1], grid[2]))
    text = heading.text
    return parts + [(text[:at], text[at + len(mark) :]) for mark in _MARKS if (at := text.rfind(mark)) > 0]


def _option(item: Item, label: str) -> int | None:
    wanted = compact(label)
    for option in item.options:
        if wanted in {compact(text) for text in (option.label.ja, option.label.en, *option.aliases)}:
            return option.code
    return None


def _as_segment(heading: Heading, known: Known) -> dict[str, Any]:
    key = next((key for key in known.segments if compact(key) in forms(heading.name)), None)
    return {"role": Role.SEGMENT, "target": key, "reason": Reason.SAME_TEXT} if key else {}


def _as_usual(heading: Heading, known: Known) -> dict[str, Any]:
    match = words.usual(heading.name, known.totals)
    if match is None and fold(heading.text) not in YES | NO:  # below a question, "No" is an answer and no number
        match = words.usual(heading.text, known.totals)
    return {"role": match[0], "confidence": _SURE, "reason": Reason.USUAL_HEADING} if match else {}


def _by_cells(known: Known, cells: list[str]) -> dict[str, Any]:
    """A column without a telling heading may still hold addresses, names of units, or values of a segment."""
    if words.looks_personal(cells):
        return {"role": Role.PERSON, "confidence": _SURE, "reason": Reason.PERSONAL}
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


def _as_similar(heading: Heading, known: Known) -> dict[str, Any]:
    item = known.similar(heading.name)
    if item is None:
        return {}
    return {"role": Role.ITEM, "target": item.key, "confidence": _MAYBE, "reason": Reason.SIMILAR_TEXT}


def settle(seen: Sequence[ColumnSeen], ruled: set[int]) -> list[ColumnSeen]:
    """Where several columns were taken for the same thing, the surest (then the first) keeps it."""
    order = sorted(seen, key=lambda c: (c.number not in ruled, -c.confidence, _rank(c), c.number))
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
