"""The targets that were set, in a table of their own beside the organisation's."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import CheckConstraint, Connection, ForeignKey, delete, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from db import tables as t
from db.tables import Base, Code, Key
from db.write import unit_ids
from measure.target import SetTarget


class TargetRow(Base):
    """A share aimed at for an indicator of a guideline, an audience ("" for everybody), a unit and a day."""

    __tablename__ = "target"
    __table_args__ = (CheckConstraint("share > 0 AND share <= 1", "share"),)
    id: Mapped[Key]
    guideline: Mapped[Code]
    indicator: Mapped[Code]
    segment: Mapped[Code]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    day: Mapped[date | None]
    share: Mapped[float]


def put_targets(connection: Connection, targets: Iterable[SetTarget]) -> None:
    """Keep targets, in place of those for the same."""
    given = list(targets)
    ids = unit_ids(connection, [target.unit for target in given])
    for target in given:
        remove_target(connection, target.key)
        row = target.model_dump(exclude={"unit", "segment"})
        rest = {"unit_id": ids[target.unit], "segment": target.segment or ""}
        connection.execute(insert(TargetRow).values(row | rest))


def remove_target(connection: Connection, key: str) -> None:
    """Forget a target by what it is for."""
    found = [row for row, target in _rows(connection) if target.key == key]
    connection.execute(delete(TargetRow).where(TargetRow.id.in_(found)))


def get_targets(connection: Connection) -> list[SetTarget]:
    """Every target, by guideline, in the order of its indicator, unit, audience and day."""
    return sorted((target for _, target in _rows(connection)), key=lambda target: target.key)


def _rows(connection: Connection) -> list[tuple[int, SetTarget]]:
    query = select(TargetRow.__table__, t.Unit.code).join(t.Unit, t.Unit.id == TargetRow.unit_id)
    plain = ("guideline", "indicator", "day", "share")
    return [
        (row["id"], SetTarget(unit=row["code"], segment=row["segment"] or None, **{name: row[name] for name in plain}))
        for row in connection.execute(query).mappings()
    ]
