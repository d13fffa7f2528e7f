"""Lays rows out for a terminal: columns padded by the width their characters really take."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

NUMBER_WIDTH = 4  # decimals of a share that a terminal shows
SENTENCES = ("message", "sentence")  # what stands for a record in a list; too wide for a column of a table
FOR_PROGRAMS = {"effective_base", "bound_low", "bound_high"}  # with --json alone: a table has no room for them
UNSAID = {"weighting": "none"}  # what goes without saying


def plain(answer: Any, nothing: str) -> str:
    """An answer as text: a list of records as a table, a record as lines of key and value."""
    if isinstance(answer, Mapping):
        return "\n".join(line for key, value in answer.items() for line in _lines(key, value))
    if isinstance(answer, Sequence) and not isinstance(answer, str):
        return _table([row for row in answer if isinstance(row, Mapping)]) if answer else nothing
    return str(answer)


def _lines(key: str, value: Any) -> list[str]:
    """A value on its line; a list of records each on its own, by its sentence where it has one."""
    records = [part for part in value if isinstance(part, Mapping)] if isinstance(value, Sequence) else []
    if not records:
        return [f"{key}: {_cell(value)}"]
    return [f"{key}:", *(f"  {_told(record)}" for record in records)]


def _told(record: Mapping[str, Any]) -> str:
    return next((str(record[name]) for name in SENTENCES if record.get(name)), None) or _cell(record)


def _table(rows: Sequence[Mapping[str, Any]]) -> str:
    cells = [{key: "" if UNSAID.get(key) == value else _cell(value) for key, value in row.items()} for row in rows]
    keys = dict.fromkeys(key for row in cells for key in row if key not in (*FOR_PROGRAMS, *SENTENCES))
    used = [key for key in keys if any(row.get(key) for row in cells)]
    lines = [used, *([row.get(key, "") for key in used] for row in cells)]
    widths = [max(_width(line[place]) for line in lines) for place in range(len(used))]
    return "\n".join(
        "  ".join(_padded(cell, width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.{NUMBER_WIDTH}g}"
    if isinstance(value, Mapping):
        return " ".join(f"{key}={_cell(part)}" for key, part in value.items() if part is not None)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(_cell(part) for part in value)
    return str(value)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
