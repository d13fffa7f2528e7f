"""Changes that can be taken back: what stood there before each of them, newest first."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from db.tables import Base, Code, Document, Key, Moment


class StepRow(Base):
    """One change of one kind of list; `before` is a JSON object of what it replaced by key, null where nothing was."""

    __tablename__ = "step"
    id: Mapped[Key]
    kind: Mapped[Code] = mapped_column(index=True)
    at: Mapped[Moment]
    person: Mapped[Code]
    before: Mapped[Document]
    taken_back_at: Mapped[Moment | None]
    taken_back_by: Mapped[Code | None]


@dataclass(frozen=True)
class Step:
    """A change that was made; `stands` until it is taken back."""

    id: int
    at: datetime
    person: str
    before: str
    stands: bool = True


def put_step(connection: Connection, kind: str, person: str, before: str) -> None:
    """Note what a change replaced."""
    row = {"kind": kind, "at": datetime.now(UTC), "person": person, "before": before}
    connection.execute(insert(StepRow).values(row))


def last_step(connection: Connection, kind: str) -> Step | None:
    """The newest change of a kind that still stands; None where there is none."""
    query = select(StepRow.__table__).where(StepRow.kind == kind, StepRow.taken_back_at.is_(None))
    row = connection.execute(query.order_by(StepRow.id.desc()).limit(1)).mappings().first()
    return None if row is None else Step(row["id"], row["at"], row["person"], row["before"])


def steps(connection: Connection, kind: str) -> list[Step]:
    """Every change of a kind, the newest first, those that were taken back among them."""
    rows = connection.execute(select(StepRow.__table__).where(StepRow.kind == kind).order_by(StepRow.id.desc()))
    return [
        Step(row["id"], row["at"], row["person"], row["before"], row["taken_back_at"] is None)
        for row in rows.mappings()
    ]


def mark_taken_back(connection: Connection, step: int, person: str) -> None:
    """This change stands no more."""
    done = {"taken_back_at": datetime.now(UTC), "taken_back_by": person}
    connection.execute(update(StepRow).where(StepRow.id == step).values(done))
