"""Reflections: the notes of units on waves, by number."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import CheckConstraint, Connection, ForeignKey, delete, func, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from db import tables as t
from db.tables import Base, Code, Key, Words
from db.write import unit_ids
from measure.reflection import Reflection


class ReflectionRow(Base):
    """What a unit noted on a wave of a guideline, what is to be done next, by which office and until when."""

    __tablename__ = "reflection"
    __table_args__ = (CheckConstraint("state IN ('open', 'done', 'dropped')", "state"),)
    id: Mapped[Key]
    number: Mapped[int] = mapped_column(unique=True)
    guideline: Mapped[Code]
    wave: Mapped[Code]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    saw: Mapped[Words]
    did: Mapped[Words]
    next: Mapped[Words]
    owner: Mapped[Words]
    due: Mapped[date | None]
    state: Mapped[Code]


def next_number(connection: Connection) -> int:
    """The number of the next note."""
    return int(connection.execute(select(func.coalesce(func.max(ReflectionRow.number), 0))).scalar_one()) + 1


def put_reflections(connection: Connection, notes: Iterable[Reflection]) -> None:
    """Keep notes, in place of those of the same numbers."""
    given = list(notes)
    ids = unit_ids(connection, [note.unit for note in given])
    for note in given:
        remove_reflection(connection, str(note.number))
        row = note.model_dump(exclude={"unit", "state"}) | {"unit_id": ids[note.unit], "state": note.state.value}
        connection.execute(insert(ReflectionRow).values(row))


def remove_reflection(connection: Connection, number: str) -> None:
    """Forget a note by its number."""
    connection.execute(delete(ReflectionRow).where(ReflectionRow.number == int(number)))


def get_reflections(connection: Connection) -> list[Reflection]:
    """Every note in the order they were written."""
    query = select(ReflectionRow.__table__, t.Unit.code).join(t.Unit, t.Unit.id == ReflectionRow.unit_id)
    plain = set(Reflection.model_fields) - {"unit"}
    return [
        Reflection.model_validate({name: row[name] for name in plain} | {"unit": row["code"]})
        for row in connection.execute(query.order_by(ReflectionRow.number)).mappings()
    ]
