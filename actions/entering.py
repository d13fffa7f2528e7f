"""An initiative entered or edited by hand: what is told of it, checked as a list's rows are, and kept so that it can be taken back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from actions import takeback
from actions.initiatives import SHELF, guidelines_of, owned
from actions.refused import Refused
from actions.users import Person, Role, allow
from db import initiative as kept
from db import read
from db.engine import Store
from measure.programme import Aim, Held, Initiative, InitiativeKind
from measure.questionnaire import Wording


@dataclass(frozen=True)
class Entered:
    """What is told of one initiative; without a `key` it is a new one, and without `english` its name stands for both."""

    name: str
    kind: InitiativeKind
    units: tuple[str, ...]
    since: date
    until: date
    key: str | None = None
    english: str = ""
    guideline: str | None = None
    audience: str = ""
    aim: Aim | None = None
    by_lot: bool = False
    cost: float | None = None
    reach: int | None = None
    note: str = ""


def enter(person: Person, store: Store, told: Entered) -> Initiative:
    """Keep a new initiative, or one in place of that of its key; raises Refused with what is amiss."""
    allow(person, Role.HR)
    with store.writing() as connection:
        before = {each.key: each for each in kept.get_initiatives(connection)}
        _check(told, before, {unit.code for unit in read.units(connection)})
        problems: list[Refused] = []
        found = owned(_made(told, before), guidelines_of(connection), problems)
        if problems:
            raise problems[0]
        takeback.change(connection, person, SHELF, {found.key: found})
    return found


def _check(told: Entered, before: dict[str, Initiative], known: set[str]) -> None:
    if told.key is not None and told.key not in before:
        raise Refused("initiative_unknown", name=told.key, known=", ".join(before) or "-")
    if not told.name.strip():
        raise Refused("initiative_name")
    if not told.units:
        raise Refused("initiative_units")
    if unknown := [code for code in told.units if code not in known]:
        raise Refused("unit_unknown", code=", ".join(unknown))
    if told.until < told.since:
        raise Refused("initiative_days")
    if (told.cost or 0) < 0 or (told.reach or 0) < 0:
        raise Refused("initiative_number")


def _made(told: Entered, before: dict[str, Initiative]) -> Initiative:
    name = told.name.strip()
    return Initiative(
        key=told.key or next(key for key in _keys() if key not in before),
        name=Wording(ja=name, en=told.english.strip() or name),
        kind=told.kind,
        units=tuple(_held(told, before.get(told.key or ""))),
        guideline=told.guideline,
        audience=told.audience.strip() or None,
        aim=told.aim,
        by_lot=told.by_lot,
        cost=told.cost,
        reach=told.reach,
        note=told.note.strip() or None,
    )


def _keys() -> Iterator[str]:
    return (f"initiative-{number}" for number in range(1, 100_000))


def _held(told: Entered, before: Initiative | None) -> Iterator[Held]:
    """All units on the days told; where these stay as they were, a unit that held it on days of its own keeps them."""
    same = before is not None and (before.starts_on, before.ends_on) == (told.since, told.until)
    own = {held.unit: held for held in before.units} if before is not None and same else {}
    for code in dict.fromkeys(told.units):
        yield own.get(code) or Held(unit=code, since=told.since, until=told.until)
