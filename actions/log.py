"""The audit log: who did what and when, and whether every entry is as it was written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from actions.users import Person, Role, allow
from db.engine import Store
from db.record import entries

UNTOLD = frozenset({"hidden_units", "hidden_primary", "hidden_complementary", "prices", "proposal"})
"""Why which unit is hidden, which entries of older versions hold: the log is read by others than HR too."""


@dataclass(frozen=True)
class LogRow:
    """One entry: `about` holds the action's particulars."""

    id: int
    at: datetime
    who: str
    action: str
    about: Mapping[str, Any]


@dataclass(frozen=True)
class LogVerdict:
    """Whether the log is whole; `broken` are the entries that were changed, or before which one was taken out.

    `head` covers every entry: written down elsewhere and compared later, it shows whether the end was cut off.
    """

    ok: bool
    entries: int
    broken: tuple[int, ...]
    head: str


def log(person: Person, store: Store, newest: int | None = None) -> list[LogRow]:
    """The log, the newest entry first; only so many of them where that is told."""
    allow(person, Role.HR, Role.ADMINISTRATOR)
    with store.reading() as connection:
        rows = [LogRow(each.id, each.at, each.person, each.action, _told(each.about)) for each in entries(connection)]
    return rows[::-1][:newest]


def _told(about: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in about.items() if name not in UNTOLD}


def verified(person: Person, store: Store) -> LogVerdict:
    """Recompute every hash of the log."""
    allow(person, Role.HR, Role.ADMINISTRATOR)
    with store.reading() as connection:
        found = list(entries(connection))
    broken = tuple(each.id for each in found if not each.whole)
    return LogVerdict(not broken, len(found), broken, found[-1].chain if found else "")
