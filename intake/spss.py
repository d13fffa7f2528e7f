"""SPSS files: the labels of variables are the questions, the labels of values the answers.

A value that the file declares missing is no answer, unless its label is one of the usual reasons (not asked, does not
know ...), which is told apart later.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pyreadstat

from intake.listed import Listed
from intake.normalise import compact, is_unanswered
from intake.problems import Kind, Problem, Refused
from intake.spellings import STATUS
from intake.table import BLANK, Facts
from intake.task import Limits

MARKS = (b"$FL2", b"$FL3")
EPOCH = datetime(1582, 10, 14)
FORMATS = dict.fromkeys(("DATE", "ADATE", "EDATE", "JDATE", "SDATE", "MOYR", "QYR", "WKYR"), date) | {
    "DATETIME": datetime,
    "YMDHMS": datetime,
    "TIME": time,
}
_REASONS = frozenset().union(*STATUS.values())


def open_spss(path: Path, limits: Limits) -> Listed:
    """The cases of the file, one row each below the variables' labels."""
    about = _read(path, metadataonly=True)[1]
    if about.number_columns > limits.columns:
        raise Refused(Problem(kind=Kind.TOO_WIDE, found=str(about.number_columns), expected=str(limits.columns)))
    if (about.number_rows or 0) > limits.rows:
        raise Refused(Problem(kind=Kind.TOO_MANY_ROWS, found=str(about.number_rows), expected=str(limits.rows)))
    data, about = _read(path, user_missing=True, disable_datetime_conversion=True)
    columns = [_texts(about, name, _dated(about, name, data[name])) for name in about.column_names]
    head = [label or name for name, label in zip(about.column_names, about.column_labels, strict=True)]
    rows = [head, *(list(row) for row in zip(*columns, strict=True))]
    return Listed({"": rows}, Facts("sav", encoding=None, codes=tuple(about.column_names)))


def _read(path: Path, **how: Any) -> tuple[Any, Any]:
    try:
        found: tuple[Any, Any] = pyreadstat.read_sav(str(path), output_format="dict", **how)
        return found
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, ValueError, OverflowError) as reason:
        raise Refused(Problem(kind=Kind.DAMAGED, found="sav")) from reason


def _dated(about: Any, name: str, values: Iterable[object]) -> list[object]:
    """Seconds since 1582 as days, moments or times of day, by the variable's format; a day beyond all calendars stays."""
    shape = FORMATS.get(about.original_variable_types[name].rstrip("0123456789."))
    return [_moment(value, shape) if shape and isinstance(value, float) else value for value in values]


def _moment(seconds: float, shape: type) -> object:
    try:
        moment = EPOCH + timedelta(seconds=seconds)
    except (OverflowError, ValueError):
        return seconds
    return {date: moment.date(), time: moment.time(), datetime: moment}[shape]


def _texts(about: Any, name: str, values: Iterable[object]) -> list[str]:
    """One variable's values as texts; where only some have a label, each keeps its number beside it."""
    plain = [(value, _plain(value)) for value in values]
    labels = {_plain(value): str(label) for value, label in about.variable_value_labels.get(name, {}).items()}
    declared = {_plain(value) for value in about.missing_user_values.get(name, ())}
    spans = [(span["lo"], span["hi"]) for span in about.missing_ranges.get(name, ())]
    missing = {text for value, text in plain if text in declared or any(_within(value, span) for span in spans)}
    partly = bool(labels) and any(text and text not in labels and text not in missing for _, text in plain)
    return [_text(text, labels.get(text), (text in missing, partly)) for _, text in plain]


def _text(plain: str, label: str | None, about: tuple[bool, bool]) -> str:
    missing, partly = about
    said = plain if label is None else label
    if missing:
        return said if _is_reason(said) else BLANK
    return f"{plain} {label}" if partly and label is not None and plain.isdigit() else said


def _is_reason(label: str) -> bool:
    return compact(label) in _REASONS or is_unanswered(label)


def _within(value: object, span: tuple[object, object]) -> bool:
    low, high = span
    if isinstance(value, int | float) and isinstance(low, int | float) and isinstance(high, int | float):
        return low <= value <= high
    return isinstance(value, str) and isinstance(low, str) and isinstance(high, str) and low <= value <= high


def _plain(value: object) -> str:
    """A value as text: 1.0 is 1, a day is ISO, nothing is empty."""
    if value is None or value != value:  # NaN alone is not itself
        return BLANK
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e16 else repr(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, date | time) else str(value).strip()
