"""Changing a short list so that each change can be taken back, the newest first: initiatives, targets, notes, service KPIs."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from actions.refused import Refused
from actions.users import Person, Role, allow
from db import step, write
from db.engine import Store


class Document(Protocol):
    """A value that can be written down as JSON."""

    def model_dump(self, *, mode: str) -> dict[str, Any]: ...


T = TypeVar("T", bound=Document)


@dataclass(frozen=True)
class Shelf(Generic[T]):
    """One kind of list: how its values are read back, found by key, kept and removed."""

    kind: str
    read: Callable[[Any], T]
    held: Callable[[write.Connection], Mapping[str, T]]
    put: Callable[[write.Connection, Iterable[T]], None]
    remove: Callable[[write.Connection, str], None]


@dataclass(frozen=True)
class Latest:
    """The newest change that can be taken back: whose, when, and the keys it was about."""

    person: str
    at: datetime
    keys: tuple[str, ...]


def change(connection: write.Connection, person: Person, shelf: Shelf[T], after: Mapping[str, T | None]) -> None:
    """Put or (None) remove values by key, and remember what stood there."""
    held = shelf.held(connection)
    before = {key: None if key not in held else held[key].model_dump(mode="json") for key in after}
    _set(connection, shelf, after)
    step.put_step(connection, shelf.kind, person.name, write.as_json(before))
    write.put_audit(connection, person.name, shelf.kind, {f"{shelf.kind}s": list(after)})


def _set(connection: write.Connection, shelf: Shelf[T], values: Mapping[str, T | None]) -> None:
    for key, value in values.items():
        if value is None:
            shelf.remove(connection, key)
    shelf.put(connection, [value for value in values.values() if value is not None])


def latest(person: Person, store: Store, shelf: Shelf[T]) -> Latest | None:
    """What `take_back` would take back; None where nothing is left."""
    allow(person, Role.HR)
    with store.reading() as connection:
        found = step.last_step(connection, shelf.kind)
    return None if found is None else Latest(found.person, found.at, tuple(json.loads(found.before)))


def take_back(person: Person, store: Store, shelf: Shelf[T]) -> tuple[str, ...]:
    """Put back what stood before the newest change that still stands, whoever made it; answers the keys it was about."""
    allow(person, Role.HR)
    with store.writing() as connection:
        found = step.last_step(connection, shelf.kind)
        if found is None:
            raise Refused("nothing_to_take_back")
        before = json.loads(found.before)
        values = {key: None if value is None else shelf.read(value) for key, value in before.items()}
        _set(connection, shelf, values)
        step.mark_taken_back(connection, found.id, person.name)
        write.put_audit(connection, person.name, f"{shelf.kind}_taken_back", {f"{shelf.kind}s": list(before)})
    return tuple(before)
