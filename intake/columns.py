"""Columns that must be there and targets that must exist, judged once a file's columns are told apart."""

from collections.abc import Sequence

from intake import days, words
from intake.mapping import FileKind, Role
from intake.matching import forms
from intake.problems import Kind
from intake.task import ColumnSeen, Reason, Task
from intake.understand import Understood
from measure.questionnaire import Audience, Item

_EXAMPLES = 3


def check(found: Understood, task: Task) -> None:
    """Add to the problems what the columns lack, what a mapping names in vain, and what is not used."""
    items = task.guideline.items if task.guideline else ()
    audiences = task.guideline.audiences if task.guideline else ()
    _check_places(found, task)
    if not found.has(Role.ITEM, Role.OPTION, Role.SHARE):
        _missing(found, _listed([item.text.ja for item in items], _EXAMPLES))
    if found.has(Role.SHARE) != found.has(Role.INDICATOR):
        _missing(found, ", ".join(words.INDICATOR[:3] if found.has(Role.SHARE) else words.SHARE[:3]))
    _check_targets(found, {item.key: item for item in items})
    _note_columns(found, items, [each for each in audiences if each.segment])


def _check_places(found: Understood, task: Task) -> None:
    whole = task.mapping.unit if task.mapping else None
    if found.has(Role.UNIT):
        return
    if whole is not None and whole not in {unit.code for unit in task.units}:
        found.say(Kind.UNKNOWN_TARGET, column="unit", found=whole)
    elif whole is None and len(task.units) != 1:
        _missing(found, words.EXAMPLES)


def _missing(found: Understood, expected: str) -> None:
    names = _listed([column.name for column in found.columns])
    found.say(Kind.MISSING_COLUMN, expected=expected, row=found.layout.header_row, found=names)


def _listed(names: list[str], most: int = 12) -> str:
    shown = [name for name in names if name][:most]
    return ", ".join(shown) + (" …" if len(names) > len(shown) else "")


_ONCE = (Role.ITEM, Role.OPTION, Role.UNIT, Role.SEGMENT, Role.WEIGHT)


def _check_targets(found: Understood, items: dict[str, Item]) -> None:
    """Items and options a mapping names must exist, and no two columns may say the same."""
    said: dict[tuple[Role, str | None, int | None], str] = {}
    for column in found.columns:
        key = (column.role, column.target, column.option)
        if column.role in _ONCE and key in said:
            found.say(Kind.TWO_COLUMNS, column=column.name, found=said[key])
        said[key] = column.name
        if column.role in (Role.ITEM, Role.OPTION):
            _check_item(found, column, items.get(column.target or ""))


def _check_item(found: Understood, column: ColumnSeen, item: Item | None) -> None:
    if item is None:
        found.say(Kind.UNKNOWN_TARGET, column=column.name, found=column.target)
        return
    codes = [option.code for option in item.options]
    for code in _codes_meant(found, column):
        if code not in codes:
            found.say(Kind.UNKNOWN_CODE, column=column.name, found=str(code), expected=", ".join(map(str, codes)))


def _codes_meant(found: Understood, column: ColumnSeen) -> list[int | str]:
    """Option codes a rule names for a column; 0 says "no answer" and is always right."""
    rule = found.rules.get(column.number)
    meant = [code for code in rule.labels.values() if code != 0] if rule else []
    return meant if column.option is None else [*meant, column.option]


def _note_columns(found: Understood, items: Sequence[Item], audiences: Sequence[Audience]) -> None:
    """Columns that are not used or never kept, items the file does not ask, and audiences that it cannot tell apart."""
    own = [column for column in found.columns if column.number not in found.rules]
    for column in own:
        if column.reason is Reason.SECOND:
            _note_second(found, column)
    asked = {column.target for column in found.columns}
    wide = () if found.has(Role.INDICATOR) else items
    notes = {
        Kind.UNUSED_COLUMN: [column.name for column in own if column.role is Role.IGNORE],
        Kind.DROPPED_COLUMN: [column.name for column in found.columns if column.role in (Role.PERSON, Role.ID)],
        Kind.MISSING_ITEM: [f"{item.key} ({item.text.ja})" for item in wide if item.key not in asked],
    }
    if found.kind is FileKind.RESPONSES:
        segments = {column.target for column in found.columns if column.role is Role.SEGMENT}
        notes[Kind.MISSING_AUDIENCE] = [f"{a.segment} ({a.name.ja})" for a in audiences if a.segment not in segments]
    for kind, names in notes.items():
        if names:
            found.say(kind, found=_listed(names), count=len(names))


def _note_second(found: Understood, column: ColumnSeen) -> None:
    """A column that says the same as another one: the same question again, or that of another wave."""
    used = (other for other in found.columns if other.role in (Role.ITEM, Role.OPTION))
    twin = next((other for other in used if set(forms(other.name)) & set(forms(column.name))), None)
    if twin is None:
        return
    year = days.year(column.name)
    if year is not None and year != days.year(twin.name):
        found.say(Kind.STALE_COLUMN, column=column.name, found=str(year))
    else:
        found.say(Kind.SAME_QUESTION, column=column.name, found=str(column.number))
