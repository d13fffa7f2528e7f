"""Files that are being read beside a page: one row a job, written by the process that reads and read by all.

A job moves on only while it is under way: whoever ends it first has ended it, whatever anybody else finds later.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Connection, Select, delete, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from db.tables import Base, Code, Document, Key, Moment, Words

UNDER_WAY = ("waiting", "running")


class JobRow(Base):
    """One reading of a spooled file: who wants what of it, how far it is, and the answer."""

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'running', 'done', 'refused', 'cancelled', 'lost')", "state"),
    )
    id: Mapped[Key]
    key: Mapped[Code] = mapped_column(unique=True)
    person: Mapped[Code]
    worker: Mapped[Code]
    spool: Mapped[Code]
    wave: Mapped[Code | None]
    file_name: Mapped[Words]
    dry: Mapped[bool]
    state: Mapped[Code]
    stage: Mapped[Code]
    rows: Mapped[int | None]
    share: Mapped[float | None]
    choice: Mapped[Document]
    answer: Mapped[Document | None]
    begun_at: Mapped[Moment]
    beat_at: Mapped[Moment]
    ended_at: Mapped[Moment | None]


@dataclass(frozen=True)
class KeptJob:
    """A job as its row tells it; moments are UTC."""

    key: str
    person: str
    worker: str
    spool: str
    wave: str | None
    file_name: str
    dry: bool
    state: str
    stage: str
    rows: int | None
    share: float | None
    choice: str
    answer: str | None
    begun_at: datetime
    beat_at: datetime
    ended_at: datetime | None


def put(connection: Connection, job: Mapping[str, Any]) -> None:
    """Keep a new job, waiting for its turn."""
    now = datetime.now(UTC)
    connection.execute(insert(JobRow).values({"state": "waiting", "begun_at": now, "beat_at": now} | dict(job)))


def move(connection: Connection, key: str, found: Mapping[str, Any]) -> bool:
    """Note how far a job is; False where it is not under way any more."""
    mine = (JobRow.key == key) & JobRow.state.in_(UNDER_WAY)
    done = connection.execute(update(JobRow).where(mine).values({"beat_at": datetime.now(UTC)} | dict(found)))
    return bool(done.rowcount)


def end(connection: Connection, key: str, state: str, answer: str | None = None) -> bool:
    """End a job that is under way; False where somebody has ended it already."""
    return move(connection, key, {"state": state, "answer": answer, "ended_at": datetime.now(UTC)})


def cancel(connection: Connection, key: str) -> None:
    """Cancel a job, also one that has ended: what it found is forgotten."""
    now = datetime.now(UTC)
    gone = {"state": "cancelled", "answer": None, "ended_at": now}
    connection.execute(update(JobRow).where(JobRow.key == key).values(gone))


def find(connection: Connection, key: str) -> KeptJob | None:
    """The job of that key."""
    return next(iter(_read(connection, select(JobRow.__table__).where(JobRow.key == key))), None)


def jobs(connection: Connection, person: str) -> list[KeptJob]:
    """Every job of a person that is still remembered, the newest first."""
    return _read(connection, select(JobRow.__table__).where(JobRow.person == person).order_by(JobRow.id.desc()))


def _read(connection: Connection, query: Select[Any]) -> list[KeptJob]:
    """One row a job."""
    rows = connection.execute(query).mappings()
    return [KeptJob(**{name: value for name, value in row.items() if name != "id"}) for row in rows]


def spooled(connection: Connection) -> dict[str, datetime]:
    """The files that may be read again, each with the moment its last job began: not kept yet and not cancelled."""
    wanted = JobRow.state != "cancelled"
    used = (JobRow.state == "done") & JobRow.dry.is_(False)
    query = select(JobRow.spool, func.max(JobRow.begun_at).label("last")).where(wanted, ~used).group_by(JobRow.spool)
    return {row.spool: row.last for row in connection.execute(query)}


def any_before(connection: Connection, before: datetime) -> bool:
    """Whether a job was begun before a moment."""
    return connection.execute(select(JobRow.id).where(JobRow.begun_at < before).limit(1)).first() is not None


def forget(connection: Connection, before: datetime) -> None:
    """Forget every job begun before a moment, with what it found."""
    connection.execute(delete(JobRow).where(JobRow.begun_at < before))
