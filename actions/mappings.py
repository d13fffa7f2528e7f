"""How files were read the last time: learnt from every upload that is kept, looked at, edited and forgotten on wish.

An edit, and forgetting, can be taken back, the newest first.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache

from actions import mend
from actions.refused import Refused
from actions.users import Person, allow
from actions.users import Role as Acting
from db import memory, read, step, uploads, write
from db.engine import Store
from db.survey import Survey
from intake.effective import for_another_file
from intake.mapping import ColumnRule, Mapping, Role, from_toml, to_toml
from intake.memory import Memory, fitting, signature, with_ignored
from intake.task import Outcome
from measure.organisation import Unit
from measure.questionnaire import Guideline

KIND = "mapping"
MANY = 512
MOST = 100
"""So many of the newest are tried; a file with the headings of an older one is read as if for the first time."""


@dataclass(frozen=True)
class MappingRow:
    """One remembered mapping: for which guideline, of which tool's files, from which upload, and how much it says.

    `files` counts the uploads with these headings that were kept, the one it was learnt from among them.
    """

    mapping: int
    guideline: str
    tool: str
    upload: int
    columns: int
    units: int
    files: int


@dataclass(frozen=True)
class Meant:
    """What a person says of one column of a remembered mapping: what it is, what its words mean, whose names units have.

    The column is named by the rule there is for it.
    """

    column: ColumnRule
    meaning: mend.Meaning
    labels: dict[str, int | str]
    units: dict[str, str] = field(default_factory=dict)


def mappings(person: Person, store: Store) -> list[MappingRow]:
    """Every remembered mapping."""
    allow(person, Acting.HR)
    with store.reading() as connection:
        forms: dict[int, object] = {}
        files: Counter[object] = Counter()
        for upload, guideline, text, stands in uploads.mappings(connection):
            forms[upload] = guideline, _headings(text)
            files[forms[upload]] += stands
        return [_row(found, files[forms[found.upload]]) for found in memory.remembered(connection)]


def _row(found: memory.Remembered, files: int) -> MappingRow:
    mapping = _read(found)
    counts = len(mapping.columns), len(mapping.units), files
    return MappingRow(found.id, found.guideline, found.tool, found.upload, *counts)


@lru_cache(MANY)
def _headings(mapping: str) -> tuple[str | None, ...]:
    """The headings of the file that a mapping was read from, in their order."""
    return tuple(rule.name for rule in (from_toml(mapping)[0] or Mapping()).columns)


def show(person: Person, store: Store, number: int) -> str:
    """One remembered mapping as a mapping file."""
    allow(person, Acting.HR)
    with store.reading() as connection:
        return _found(connection, number).mapping


def opened(person: Person, store: Store, number: int) -> Mapping:
    """The same, to be looked at column by column."""
    allow(person, Acting.HR)
    with store.reading() as connection:
        return _read(_found(connection, number))


def _found(connection: write.Connection, number: int) -> memory.Remembered:
    found = next((each for each in memory.remembered(connection) if each.id == number), None)
    if found is None:
        raise Refused("mapping_unknown", mapping=number)
    return found


def change(person: Person, store: Store, number: int, mapping: Mapping) -> None:
    """Put an edited mapping in place of a remembered one; Refused where it names what is not asked or not there."""
    allow(person, Acting.HR)
    with store.writing() as connection:
        _change(connection, person, _found(connection, number), mapping)


def change_column(person: Person, store: Store, number: int, told: Meant) -> None:
    """Change what one column is; another one that was the same lets go of it, and so does all that is asked no more."""
    allow(person, Acting.HR)
    with store.writing() as connection:
        found = _found(connection, number)
        kept = fitting(_read(found), _newest(connection, found), read.units(connection))
        _change(connection, person, found, _meant(kept, told))


def _meant(mapping: Mapping, told: Meant) -> Mapping:
    place = {"name": told.column.name, "number": told.column.number}
    rule = ColumnRule.model_validate(place | vars(told.meaning) | {"labels": told.labels})
    free = told.meaning.role in mend.SHARED
    others = [each for each in mapping.columns if free or mend.Meaning.by(each) != told.meaning]
    others = [each for each in others if (each.name, each.number) != (rule.name, rule.number)]
    columns = sorted((*others, rule), key=lambda each: each.number or 0)
    return mapping.model_copy(update={"columns": tuple(columns), "units": mapping.units | told.units})


def _newest(connection: write.Connection, found: memory.Remembered) -> Guideline:
    return read.guideline(connection, read.newest_versions(connection)[found.guideline])


def _change(connection: write.Connection, person: Person, found: memory.Remembered, mapping: Mapping) -> None:
    _refuse_unknown(mapping, _newest(connection, found), read.units(connection))
    _note(connection, person, found)
    text = to_toml(mapping.model_copy(update={"remembered": True}))
    memory.put(connection, replace(found, mapping=text))
    write.put_audit(connection, person.name, "mapping_changed", {"mapping": found.id})


def _refuse_unknown(mapping: Mapping, guideline: Guideline, units: Iterable[Unit]) -> None:
    codes = {item.key: {option.code for option in item.options} | {0} for item in guideline.items}
    for rule in mapping.columns:
        if rule.role in (Role.ITEM, Role.OPTION):
            if rule.target not in codes:
                raise Refused("mapping_item", column=rule.name or rule.number, found=rule.target)
            given = {*rule.labels.values(), *([] if rule.option is None else [rule.option])}
            if strange := sorted(str(code) for code in given if code not in codes[rule.target]):
                raise Refused("mapping_code", column=rule.name or rule.number, found=", ".join(strange))
    known = {unit.code for unit in units} | {""}
    if strange := sorted(set(mapping.units.values()) - known):
        raise Refused("mapping_unit", found=", ".join(strange[:10]))


def _note(connection: write.Connection, person: Person, before: memory.Remembered) -> None:
    step.put_step(connection, KIND, person.name, write.as_json(asdict(before)))


def take_back(person: Person, store: Store) -> int:
    """Put back the mapping that was edited or forgotten last; answers its number."""
    allow(person, Acting.HR)
    with store.writing() as connection:
        found = step.last_step(connection, KIND)
        if found is None:
            raise Refused("nothing_to_take_back")
        before = memory.Remembered(**json.loads(found.before))
        memory.put(connection, before)
        step.mark_taken_back(connection, found.id, person.name)
        write.put_audit(connection, person.name, "mapping_taken_back", {"mapping": before.id})
    return before.id


def forget(person: Person, store: Store, number: int) -> None:
    """Forget one; the next file of its kind is read as if for the first time."""
    allow(person, Acting.HR)
    with store.writing() as connection:
        _note(connection, person, _found(connection, number))
        memory.forget(connection, number)
        write.put_audit(connection, person.name, "mapping_forgotten", {"mapping": number})


def _read(found: memory.Remembered) -> Mapping:
    return from_toml(found.mapping)[0] or Mapping()


def known(remembered: Iterable[memory.Remembered], survey: Survey) -> tuple[Memory, ...]:
    """What is remembered for a survey's guideline, fitted to its questionnaire and its units, the newest first."""
    return tuple(_fitted(sorted(remembered, key=lambda each: -each.upload)[:MOST], survey))


def _fitted(remembered: Iterable[memory.Remembered], survey: Survey) -> Iterator[Memory]:
    for found in remembered:
        mapping = fitting(_read(found), survey.guideline, survey.tree.units.values())
        yield Memory(upload=found.upload, tool=found.tool, headings=found.headings, mapping=mapping)


def learn(connection: write.Connection, guideline: str, upload: int, told: tuple[Outcome, Mapping | None]) -> None:
    """Remember how the file of an upload was read, with what a person said to leave out."""
    outcome, given = told
    if outcome.mapping is None:
        return
    mapping = to_toml(with_ignored(for_another_file(outcome.mapping), given))
    headings = signature(column.name for column in outcome.columns)
    memory.remember(connection, guideline, (upload, outcome.tool or "", headings, mapping))
