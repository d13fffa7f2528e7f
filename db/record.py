"""The audit log: who did what and when, each entry with a hash over itself and the one before, so that a change shows."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, select, text

from db import tables as t
from db.engine import Store

QUIET = ("sign_in", "sign_out", "denied", "looked", "handed_out", "comments_read", "comment_decided")
"""Noted without moving the version of the data on: nothing that a page shows was changed."""

TURN = "SELECT pg_advisory_xact_lock(7304)"


@dataclass(frozen=True)
class Entry:
    """One line of the log; `whole` says whether its hash is that of what it says, behind the entry before it."""

    id: int
    at: datetime
    person: str
    action: str
    about: dict[str, Any]
    whole: bool
    chain: str


def put_audit(connection: Connection, person: str, action: str, about: Mapping[str, Any]) -> None:
    """Note who did what; moves the version of the store's data on, unless nothing that is shown was changed."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(TURN))  # whoever is next waits until this entry is there to be built upon
    last = select(t.AuditEntry.chain).order_by(t.AuditEntry.id.desc()).limit(1)
    before = connection.execute(last).scalar() or ""
    written = json.dumps(dict(about), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    row = {"at": datetime.now(UTC), "person": person, "action": action, "about": written}
    connection.execute(insert(t.AuditEntry).values(row | {"chain": _chain(before, row)}))


def _chain(before: str, row: Mapping[str, Any] | RowMapping) -> str:
    at: datetime = row["at"]
    stamp = at.replace(tzinfo=None).isoformat(timespec="microseconds")
    words = [before, stamp, row["person"], row["action"], row["about"]]
    return hashlib.sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()


_MOVING = select(func.max(t.AuditEntry.id)).where(t.AuditEntry.action.not_in(QUIET))
_MOVED = str(_MOVING.compile(compile_kwargs={"literal_binds": True}))


def data_version(connection: Connection) -> int:
    """A number that grows with every change of the store."""
    return int(connection.execute(_MOVING).scalar_one() or 0)


def newest_version(store: Store) -> int:
    """The same of what is committed, asked of the driver itself: every rerun of a page asks this, and this alone."""
    with closing(store.engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
        cursor.execute(_MOVED)
        row = cursor.fetchone()
    return int(row[0] or 0) if row else 0


def entries(connection: Connection) -> Iterator[Entry]:
    """The whole log from its beginning."""
    before = ""
    for row in connection.execute(select(t.AuditEntry.__table__).order_by(t.AuditEntry.id)).mappings():
        whole = row["chain"] == _chain(before, row)
        before = row["chain"]
        yield Entry(row["id"], row["at"], row["person"], row["action"], json.loads(row["about"]), whole, row["chain"])
