"""Changes of the organisation's structure, units and lineage together: each is remembered whole and can be taken back.

Before a change everything as it stood is written down, so that taking it back leaves nothing of it: every figure is
what it was. Later changes are taken back with it, because they were made on what it left.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any
from weakref import WeakSet

from actions.refused import Refused
from actions.users import Person, Role, allow
from db import lineage, read, step, write
from db.engine import Store
from db.survey import Survey, surveys
from measure.organisation import Lineage, Unit
from measure.succession import exact
from measure.wave import WaveState

KIND = "structure"
_CHANGING: WeakSet[write.Connection] = WeakSet()


@dataclass(frozen=True)
class StructureChange:
    """One change: its number, when, whose, what it was about, and whether it still stands."""

    change: int
    when: datetime
    who: str
    about: Mapping[str, Any]
    stands: bool


@contextmanager
def changing(connection: write.Connection, person: Person, about: Mapping[str, Any]) -> Iterator[None]:
    """Remember how things stood before what is done inside; nothing where it changed nothing. One in another is part of it."""
    if connection in _CHANGING:
        yield
        return
    _CHANGING.add(connection)
    before, shown = _document(connection), _shown(connection)
    try:
        yield
    finally:
        _CHANGING.discard(connection)
    if _document(connection) == before:
        return
    _keep_faith(shown, connection)
    step.put_step(connection, KIND, person.name, write.as_json({"about": about} | before))


def _document(connection: write.Connection) -> dict[str, Any]:
    """Units and lineage as they stand, in order."""
    units, links = read.units(connection), lineage.links(connection)
    return {
        name: [each.model_dump(mode="json") for each in found] for name, found in (("units", units), ("links", links))
    }


def _shown(connection: write.Connection) -> dict[str, dict[str, str | None]]:
    """The tree of every wave whose figures are shown."""
    closed = [survey for survey in surveys(connection) if survey.kept.wave.state is WaveState.CLOSED]
    return {survey.kept.wave.name: _parents(survey) for survey in closed}


def _parents(survey: Survey) -> dict[str, str | None]:
    return {unit.code: unit.parent for unit in survey.tree.units.values()}


def _keep_faith(shown: Mapping[str, Mapping[str, str | None]], connection: write.Connection) -> None:
    """Refuse what would put other units under figures that are shown, or take the units of headcounts away."""
    for survey in surveys(connection):
        wave = survey.kept.wave
        if wave.name in shown and wave.state is WaveState.CLOSED and _parents(survey) != shown[wave.name]:
            raise Refused("structure_shown", wave=wave.name, day=wave.starts_on.isoformat())
        lost = sorted({unit for unit, _, _ in survey.people} - set(survey.tree.units))
        if wave.state is WaveState.OPEN and lost and wave.name not in shown:
            raise Refused("structure_asked", wave=wave.name, code=", ".join(lost[:10]))


def refuse_excess(links: Iterable[Lineage]) -> None:
    """Raise Refused where links say more than all of a unit; a later link between the same two replaces the earlier."""
    newest = {(link.day, link.source, link.target): exact(link.share or 0.0) for link in links}
    told: dict[tuple[date, str], Fraction] = {}
    for (day, source, _), share in newest.items():
        told[day, source] = told.get((day, source), Fraction(0)) + share
    if over := next(((day, code) for (day, code), share in told.items() if share > 1), None):
        raise Refused("lineage_excess", code=over[1], day=over[0].isoformat())


def changes(person: Person, store: Store) -> list[StructureChange]:
    """Every change of the structure, the newest first."""
    allow(person, Role.HR)
    with store.reading() as connection:
        return [
            StructureChange(one.id, one.at, one.person, json.loads(one.before)["about"], one.stands)
            for one in step.steps(connection, KIND)
        ]


def undo(person: Person, store: Store, change: int | None = None) -> list[int]:
    """Take back a change (the newest without a number) and those made after it; answers their numbers."""
    allow(person, Role.HR)
    with store.writing() as connection:
        standing = [one for one in step.steps(connection, KIND) if one.stands]
        numbers = [one.id for one in standing]
        if not numbers:
            raise Refused("nothing_to_take_back")
        if (wanted := numbers[0] if change is None else change) not in numbers:
            raise Refused("change_unknown", change=wanted, known=", ".join(map(str, numbers)))
        back = standing[: numbers.index(wanted) + 1]
        shown = _shown(connection)
        _restore(connection, json.loads(back[-1].before))
        _keep_faith(shown, connection)
        for one in back:
            step.mark_taken_back(connection, one.id, person.name)
        write.put_audit(connection, person.name, "structure_undo", {"changes": [one.id for one in back]})
    return [one.id for one in back]


def _restore(connection: write.Connection, before: Mapping[str, Any]) -> None:
    lineage.forget(connection)
    write.put_units(connection, [Unit.model_validate(each) for each in before["units"]])
    write.put_lineage(connection, [Lineage.model_validate(each) for each in before["links"]])


def refuse_unknown(codes: Iterable[str], units: Iterable[Unit]) -> None:
    """Raise Refused where a code is no unit's."""
    if unknown := sorted(set(codes) - {unit.code for unit in units}):
        raise Refused("unit_unknown", code=", ".join(unknown[:10]))
