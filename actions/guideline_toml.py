"""A guideline written as a guideline file, with remarks that say what a person has to check."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from measure.questionnaire import Guideline, Indicator, Item, ItemKind, Option, Status, Wording
from text.lookup import say


@dataclass(frozen=True)
class Remarks:
    """The language of the remarks, and one for the head of the file."""

    lang: str
    head: str | None = None

    def line(self, key: str, **blanks: object) -> str:
        return "# " + say(f"draft.{key}", self.lang, **blanks)


def written(guideline: Guideline, remarks: Remarks) -> str:
    """The file; `guideline import` reads it back to the same guideline."""
    lines = [remarks.line("head"), *([f"# {remarks.head}"] if remarks.head else [])]
    lines += ["", f"key = {_text(guideline.key)}", f"version = {_text(guideline.version)}"]
    lines += [f"name = {_wording(guideline.name)}"]
    for item in guideline.items:
        lines += ["", *_item(item, remarks)]
    for indicator in guideline.indicators:
        lines += ["", *_indicator(indicator, remarks)]
    return "\n".join(lines) + "\n"


def _item(item: Item, remarks: Remarks) -> Iterator[str]:
    yield "[[item]]"
    yield f"key = {_text(item.key)}"
    if item.kind is not ItemKind.SINGLE:
        yield f"kind = {_text(item.kind.value)}"
    yield f"text = {_wording(item.text)}"
    open_ended = [o.label.ja for o in item.options if o.direction is None and o.status is Status.VALID]
    if item.kind is ItemKind.SINGLE and open_ended:
        yield remarks.line("no_direction", answers=_plain(", ".join(open_ended)))
    elif item.kind is ItemKind.SINGLE and all(o.label.ja.isdigit() for o in item.options):
        yield remarks.line("numbers")
    yield "option = ["
    yield from (f"  {_option(option)}," for option in item.options)
    yield "]"


def _option(option: Option) -> str:
    parts = [f"code = {option.code}", f"label = {_wording(option.label)}"]
    if option.direction is not None:
        parts.append(f"direction = {_text(option.direction.value)}")
    if option.status is not Status.VALID:
        parts.append(f"status = {_text(option.status.value)}")
    return "{ " + ", ".join(parts) + " }"


def _indicator(indicator: Indicator, remarks: Remarks) -> Iterator[str]:
    if indicator.stage is not None or indicator.reception:
        yield remarks.line("guessed")
    yield "[[indicator]]"
    yield f"key = {_text(indicator.key)}"
    yield f"item = {_text(indicator.item)}"
    if indicator.stage is not None:
        yield f"stage = {_text(indicator.stage.value)}"
    if indicator.reception:
        yield "reception = true"
    yield f"name = {_wording(indicator.name)}"


def _wording(wording: Wording) -> str:
    if wording.ja == wording.en:
        return _text(wording.ja)
    return f"{{ ja = {_text(wording.ja)}, en = {_text(wording.en)} }}"


def _text(text: str) -> str:
    """A TOML string: JSON's escapes are TOML's, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _plain(text: str) -> str:
    """A text that fits into a remark: one line of characters that can be seen."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
