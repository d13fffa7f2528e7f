"""How one kind of file is to be read: which column is what, which word means which option, which name is which unit."""

import tomllib
from enum import StrEnum
from typing import Any, Literal

from pydantic import Field, ValidationError, model_validator

from intake import encoding
from intake.problems import Kind, Problem
from measure.questionnaire import Frozen


class FileKind(StrEnum):
    """One row a respondent, or figures that were aggregated already."""

    RESPONSES = "responses"
    TOTALS = "totals"


class Scale(StrEnum):
    """How shares are written in a totals file; AUTO judges by the figures. A count is divided by its base."""

    PERCENT = "percent"
    FRACTION = "fraction"
    COUNT = "count"
    AUTO = "auto"


class Role(StrEnum):
    """What a column is. ID and PERSON columns are never stored, of a DATE only the day."""

    UNIT = "unit"
    SEGMENT = "segment"
    ITEM = "item"
    OPTION = "option"
    WEIGHT = "weight"
    DATE = "date"
    ID = "id"
    PERSON = "person"
    INDICATOR = "indicator"
    ANSWER = "answer"
    SHARE = "share"
    BASE = "base"
    RESPONSE_RATE = "response_rate"
    GROUP = "group"
    IGNORE = "ignore"


class ColumnRule(Frozen):
    """What the column headed `name` (or standing at `number`, counted from 1) is."""

    name: str | None = None
    number: int | None = Field(default=None, ge=1)
    role: Role
    target: str | None = None
    option: int | None = None
    labels: dict[str, int | str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _complete(self) -> "ColumnRule":
        if self.name is None and self.number is None:
            raise ValueError("a column needs a name or a number")
        if self.role in (Role.ITEM, Role.OPTION, Role.SEGMENT) and not self.target:
            raise ValueError(f"the {self.role} column {self.name or self.number} needs a target")
        if self.role is Role.OPTION and self.option is None:
            raise ValueError(f"the option column {self.name or self.number} needs the option's code")
        return self


class Mapping(Frozen):
    """Everything a person can say about a file; what is left out is recognised from the file itself.

    `unit` puts the whole file into one unit; `units` maps names in the file to codes ("" leaves the row out);
    `day_first` reads 3/4/2025 as 3 April. Rules `remembered` from another file say nothing where a column is missing.
    """

    kind: FileKind | None = None
    encoding: str | None = None
    sheet: str | None = None
    header_row: int | None = Field(default=None, ge=1)
    header_rows: Literal[1, 2, 3] | None = None
    missing: tuple[str, ...] = ()
    scale: Scale = Scale.AUTO
    day_first: bool | None = None
    remembered: bool = False
    unit: str | None = None
    columns: tuple[ColumnRule, ...] = ()
    units: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _known_encoding(self) -> "Mapping":
        if self.encoding is not None and encoding.canonical(self.encoding) is None:
            raise ValueError(f"encoding {self.encoding} is not one of {', '.join(encoding.KNOWN)}")
        return self


def from_toml(text: str) -> tuple[Mapping | None, tuple[Problem, ...]]:
    """The mapping a TOML document holds, or what keeps it from being one."""
    try:
        document = tomllib.loads(text)
        if "columns" in document:
            return None, (Problem(kind=Kind.MAPPING_UNREADABLE, column="columns", found="[[columns]] -> [[column]]"),)
        rules = document.pop("column", [])
        return Mapping.model_validate(document | {"columns": rules}), ()
    except tomllib.TOMLDecodeError as reason:
        return None, (Problem(kind=Kind.MAPPING_UNREADABLE, found=str(reason)),)
    except ValidationError as reasons:
        return None, tuple(_problem(fault) for fault in reasons.errors())


def _problem(fault: Any) -> Problem:
    """One fault pydantic found, in the words of the file."""
    place = ".".join(str(step + 1) if isinstance(step, int) else step for step in fault["loc"])
    place = place.replace("columns", "column")
    words = fault["msg"].removeprefix("Value error, ")
    return Problem(kind=Kind.MAPPING_UNREADABLE, column=place or None, found=f"{place}: {words}" if place else words)


_PLAIN = (
    *("kind", "encoding", "sheet", "header_row", "header_rows", "missing", "scale", "day_first", "remembered", "unit"),
)


def to_toml(mapping: Mapping) -> str:
    """The mapping as a document `from_toml` reads back to the same."""
    lines = []
    for key in _PLAIN:
        value = getattr(mapping, key)
        if value != Mapping.model_fields[key].default:
            lines.append(f"{key} = {_value(value)}")
    for rule in mapping.columns:
        lines += ["", "[[column]]", *_rule(rule)]
    if mapping.units:
        lines += ["", "[units]", *(f"{_value(name)} = {_value(code)}" for name, code in mapping.units.items())]
    return "\n".join(lines).strip() + "\n"


def _rule(rule: ColumnRule) -> list[str]:
    keys = [key for key in ("name", "number", "role", "target", "option") if getattr(rule, key) is not None]
    lines = [f"{key} = {_value(getattr(rule, key))}" for key in keys]
    if rule.labels:
        lines += ["[column.labels]", *(f"{_value(name)} = {_value(code)}" for name, code in rule.labels.items())]
    return lines


def _value(value: object) -> str:
    """A TOML value; control characters are escaped as TOML wants them."""
    if isinstance(value, tuple):
        return "[" + ", ".join(_value(part) for part in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(char if ord(char) >= 0x20 and char != "\x7f" else f"\\u{ord(char):04x}" for char in text) + '"'
