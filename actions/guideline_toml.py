"""A guideline written as a guideline file; where it is a draft, with remarks that say what a person has to check."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from measure.questionnaire import Frozen, Guideline, Indicator, Item, ItemKind, Status, Wording
from text.lookup import say

TABLES = {"norms": "norm", "segments": "segment", "audiences": "audience", "items": "item", "indicators": "indicator"}
LISTS = {"options": "option", "values": "value", "stages": "stage"}
"""What the lists of a guideline, and those inside them, are called in a file."""


@dataclass(frozen=True)
class Remarks:
    """The language of the remarks, and one for the head of the file; `draft` remarks on what was guessed."""

    lang: str
    head: str | None = None
    draft: bool = True

    def line(self, key: str, **blanks: object) -> str:
        return "# " + say(f"draft.{key}", self.lang, **blanks)


def written(guideline: Guideline, remarks: Remarks) -> str:
    """The file; `guideline import` reads it back to the same guideline."""
    lines = [remarks.line("head" if remarks.draft else "kept"), *([f"# {remarks.head}"] if remarks.head else []), ""]
    lines += _fields(guideline, (*TABLES, "panel"))
    if guideline.panel is not None:
        lines += ["", "[panel]", *_fields(guideline.panel)]
    for field, name in TABLES.items():
        for each in getattr(guideline, field):
            lines += ["", *(_doubts(each, remarks) if remarks.draft else ()), f"[[{name}]]", *_fields(each)]
    return "\n".join(lines) + "\n"


def _doubts(part: Frozen, remarks: Remarks) -> Iterator[str]:
    """What somebody has to look at before a draft is kept."""
    if isinstance(part, Indicator) and (part.stage is not None or part.reception):
        yield remarks.line("guessed")
    if isinstance(part, Item) and part.kind is ItemKind.SINGLE:
        open_ended = [o.label.ja for o in part.options if o.direction is None and o.status is Status.VALID]
        if open_ended:
            yield remarks.line("no_direction", answers=_plain(", ".join(open_ended)))
        elif all(o.label.ja.isdigit() for o in part.options):
            yield remarks.line("numbers")


def _told(part: Frozen, left_out: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """The fields that are not as they are when nothing is said, lists of further parts last."""
    given = [(name, getattr(part, name)) for name in type(part).model_fields if name not in left_out]
    said = [(name, value) for name, value in given if value != type(part).model_fields[name].default]
    yield from sorted(said, key=lambda field: _nested(field[1]))


def _nested(value: object) -> bool:
    return isinstance(value, tuple) and any(isinstance(each, Frozen) for each in value)


def _fields(part: Frozen, left_out: tuple[str, ...] = ()) -> Iterator[str]:
    for name, value in _told(part, left_out):
        if _nested(value):
            yield f"{LISTS[name]} = ["
            yield from (f"  {_value(each)}," for each in value)
            yield "]"
        else:
            yield f"{name} = {_value(value)}"


def _value(value: object) -> str:
    if isinstance(value, Wording):
        return _text(value.ja) if value.ja == value.en else f"{{ ja = {_text(value.ja)}, en = {_text(value.en)} }}"
    if isinstance(value, Frozen):
        named = ((LISTS.get(name, name) if _nested(own) else name, own) for name, own in _told(value))
        return "{ " + ", ".join(f"{name} = {_value(own)}" for name, own in named) + " }"
    if isinstance(value, tuple):
        return "[" + ", ".join(_value(each) for each in value) + "]"
    if isinstance(value, Enum | str):
        return _text(str(value))
    return value.isoformat() if isinstance(value, date) else json.dumps(value)


def _text(text: str) -> str:
    """A TOML string: JSON's escapes are TOML's, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _plain(text: str) -> str:
    """A text that fits into a remark: one line of characters that can be seen."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
