"""How files were read the last time: learnt from every upload that is kept, looked at, and forgotten on wish."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from actions.refused import Refused
from actions.users import Person, Role, allow
from db import memory, write
from db.engine import Store
from db.survey import Survey
from intake.effective import for_another_file
from intake.mapping import Mapping, from_toml, to_toml
from intake.memory import Memory, fitting, signature, with_ignored
from intake.task import Outcome

MOST = 100
"""So many of the newest are tried; a file with the headings of an older one is read as if for the first time."""


@dataclass(frozen=True)
class MappingRow:
    """One remembered mapping: for which guideline, of which tool's files, from which upload, and how much it says."""

    mapping: int
    guideline: str
    tool: str
    upload: int
    columns: int
    units: int


def mappings(person: Person, store: Store) -> list[MappingRow]:
    """Every remembered mapping."""
    allow(person, Role.HR)
    with store.reading() as connection:
        return [_row(found) for found in memory.remembered(connection)]


def _row(found: memory.Remembered) -> MappingRow:
    mapping = _read(found)
    return MappingRow(found.id, found.guideline, found.tool, found.upload, len(mapping.columns), len(mapping.units))


def show(person: Person, store: Store, number: int) -> str:
    """One remembered mapping as a mapping file."""
    allow(person, Role.HR)
    with store.reading() as connection:
        found = next((each for each in memory.remembered(connection) if each.id == number), None)
    if found is None:
        raise Refused("mapping_unknown", mapping=number)
    return found.mapping


def forget(person: Person, store: Store, number: int) -> None:
    """Forget one; the next file of its kind is read as if for the first time."""
    allow(person, Role.HR)
    with store.writing() as connection:
        if not memory.forget(connection, number):
            raise Refused("mapping_unknown", mapping=number)
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
