"""A guideline file and a list of units drafted from a first file, to be checked by a person and imported."""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from actions import draft, found
from actions.draft import Column, Draft, Use
from actions.guideline_toml import Remarks, written
from actions.mend import ColumnSeen, Role
from actions.mend import Outcome as Outcome
from actions.receipt import unreadable
from actions.refused import Refused
from actions.upload import GivenFile
from actions.users import Person
from intake.normalise import NO, YES, fold
from intake.task import Limits
from measure.questionnaire import MAX_MULTIPLE_OPTIONS, Guideline, Wording
from text.lookup import LANGUAGES, say

BETWEEN = " / "
"""What stands between a question and one of its options where a file has a column for each."""


def guideline_file(person: Person, file: GivenFile, limits: Limits, key: str | None) -> tuple[Outcome, dict[str, str]]:
    """What was read of a file, and the guideline file drafted from it in each language of its remarks."""
    outcome = draft.examine(person, file, limits)
    if unreadable(outcome):
        return outcome, {}
    seen = draft.draft(outcome.model_copy(update={"columns": merged(outcome.columns)}))
    guideline = _guideline(seen, key or Path(file.name).stem)
    guideline = guideline if key is None else guideline.model_copy(update={"key": key})
    return outcome, {lang: written(guideline, Remarks(lang, _units_named(seen, lang))) for lang in LANGUAGES}


def _units_named(seen: Draft, lang: str) -> str | None:
    return None if seen.unit is None else say("draft.units", lang, column=seen.unit.name)


def merged(columns: Iterable[ColumnSeen]) -> tuple[ColumnSeen, ...]:
    """The columns, those that hold one option each of the same question made one."""
    told: list[ColumnSeen] = []
    for column in columns:
        question, between, option = column.name.rpartition(BETWEEN)
        marked = bool(between) and len(column.values) <= 1 and column.role is Role.IGNORE
        if not marked:
            told.append(column)
        elif told and told[-1].name == question and told[-1].several:
            told[-1] = told[-1].model_copy(update={"values": (*told[-1].values, option)})
        else:
            told.append(column.model_copy(update={"name": question, "values": (option,), "several": True}))
    return tuple(_exclusive(column) for column in told)


def _exclusive(column: ColumnSeen) -> ColumnSeen:
    """Of numbers and of yes and no one is chosen, whatever columns they stand in."""
    words = {fold(value) for value in column.values}
    one = words <= YES | NO or all(re.fullmatch(r"\d", word) for word in words)
    return column.model_copy(update={"several": column.several and not one})


def _guideline(seen: Draft, name: str) -> Guideline:
    uses = {use: Wording(**{lang: say(f"founding.use.{use}", lang) for lang in LANGUAGES}) for use in Use}
    columns = tuple(_once(column) for column in seen.columns if len(column.seen.values) <= MAX_MULTIPLE_OPTIONS)
    points = seen.points | {column.answers: draft.pointed(column.answers) for column in columns}
    checked = found.Checked(name, name, columns, points, seen.unit, uses)
    return found.guideline_of(checked).model_copy(update={"root_unit": None})


def _once(column: Column) -> Column:
    """Answers that differ only in how they are typed are one."""
    values = {fold(value): value for value in reversed(column.seen.values)}
    seen = column.seen.model_copy(update={"values": tuple(reversed(values.values()))})
    asks = column.use if len(values) > 1 or not column.use.asks else Use.UNUSED
    return replace(column, seen=seen, use=asks)


def unit_list(person: Person, file: GivenFile, limits: Limits, column: str | None) -> tuple[Outcome, str, int]:
    """What was read of a file, a list of the units named in one of its columns (code,name,parent), and their number."""
    outcome = draft.examine(person, file, limits)
    names: tuple[str, ...] = ()
    if column is not None and not unreadable(outcome):
        wanted = next((each for each in outcome.columns if fold(each.name) == fold(column)), None)
        if wanted is None:
            raise Refused("draft_column", column=column, known=", ".join(each.name for each in outcome.columns))
        outcome = draft.examine(person, file, limits, wanted)
        names = next(each.values for each in outcome.columns if each.number == wanted.number)
    units = found.units_of(Path(file.name).stem, names)
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(("code", "name", "parent"))
    table.writerows((unit.code, unit.name.ja, unit.parent or "") for unit in units)
    return outcome, out.getvalue(), len(units)
