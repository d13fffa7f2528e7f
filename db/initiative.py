"""Initiatives, the units that held them, and what was decided on each, in tables beside the organisation's."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import CheckConstraint, Connection, ForeignKey, UniqueConstraint, delete, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from db import tables as t
from db.tables import Base, Code, Key, Words
from db.write import unit_ids
from measure.programme import Decision, Held, Initiative
from measure.questionnaire import Wording

PLAIN = ("key", "guideline", "kind", "audience", "aim", "by_lot", "cost", "reach", "note")


class InitiativeRow(Base):
    """One initiative by its key."""

    __tablename__ = "initiative"
    id: Mapped[Key]
    key: Mapped[Code] = mapped_column(unique=True)
    name_ja: Mapped[Words]
    name_en: Mapped[Words]
    kind: Mapped[Code]
    audience: Mapped[Code | None]
    aim: Mapped[Code | None]
    by_lot: Mapped[bool]
    cost: Mapped[float | None]
    reach: Mapped[int | None]
    note: Mapped[Words | None]
    guideline: Mapped[Code | None]


class InitiativeUnitRow(Base):
    """One unit that held an initiative, with all below it, from one day to another."""

    __tablename__ = "initiative_unit"
    __table_args__ = (UniqueConstraint("initiative_id", "unit_id"), CheckConstraint("since <= until", "days"))
    id: Mapped[Key]
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    since: Mapped[date]
    until: Mapped[date]


class DecisionRow(Base):
    """What was decided last on an initiative, by its key: it outlives a list that tells the initiative anew."""

    __tablename__ = "initiative_decision"
    __table_args__ = (CheckConstraint("choice IN ('continue', 'change', 'stop')", "choice"),)
    id: Mapped[Key]
    initiative: Mapped[Code] = mapped_column(unique=True)
    choice: Mapped[Code]
    reason: Mapped[Words]
    day: Mapped[date]
    advised: Mapped[Code]


def put_initiatives(connection: Connection, initiatives: Iterable[Initiative]) -> None:
    """Keep initiatives with their units, in place of what was kept under the same keys."""
    for initiative in initiatives:
        remove_initiative(connection, initiative.key)
        plain = initiative.model_dump(mode="json", include=set(PLAIN))
        names = {"name_ja": initiative.name.ja, "name_en": initiative.name.en}
        row = connection.execute(insert(InitiativeRow).values(plain | names).returning(InitiativeRow.id)).scalar_one()
        ids = unit_ids(connection, [held.unit for held in initiative.units])
        held = [
            {"initiative_id": row, "unit_id": ids[h.unit], "since": h.since, "until": h.until} for h in initiative.units
        ]
        connection.execute(insert(InitiativeUnitRow), held)


def remove_initiative(connection: Connection, key: str) -> None:
    """Forget an initiative and who held it."""
    old = select(InitiativeRow.id).where(InitiativeRow.key == key)
    connection.execute(delete(InitiativeUnitRow).where(InitiativeUnitRow.initiative_id.in_(old)))
    connection.execute(delete(InitiativeRow).where(InitiativeRow.key == key))


def get_initiatives(connection: Connection) -> list[Initiative]:
    """Every initiative with its units, in order of its first day, then of its key."""
    held: dict[int, list[Held]] = {}
    query = select(InitiativeUnitRow.__table__, t.Unit.code).join(t.Unit, t.Unit.id == InitiativeUnitRow.unit_id)
    for row in connection.execute(query.order_by(InitiativeUnitRow.id)).mappings():
        own = Held(unit=row["code"], since=row["since"], until=row["until"])
        held.setdefault(row["initiative_id"], []).append(own)
    rows = connection.execute(select(InitiativeRow.__table__)).mappings()
    found = [
        Initiative.model_validate(
            {name: row[name] for name in PLAIN}
            | {"name": Wording(ja=row["name_ja"], en=row["name_en"]), "units": tuple(held[row["id"]])}
        )
        for row in rows
    ]
    return sorted(found, key=lambda initiative: (initiative.starts_on, initiative.key))


def put_decisions(connection: Connection, decisions: Iterable[Decision]) -> None:
    """Keep decisions, in place of those on the same initiatives."""
    for decision in decisions:
        remove_decision(connection, decision.initiative)
        connection.execute(insert(DecisionRow).values(decision.model_dump() | {"choice": decision.choice.value}))


def remove_decision(connection: Connection, initiative: str) -> None:
    """Forget what was decided on an initiative."""
    connection.execute(delete(DecisionRow).where(DecisionRow.initiative == initiative))


def get_decisions(connection: Connection) -> dict[str, Decision]:
    """The decision on every initiative that has one, by its key."""
    rows = connection.execute(select(DecisionRow.__table__).order_by(DecisionRow.initiative)).mappings()
    return {row["initiative"]: Decision.model_validate({n: row[n] for n in Decision.model_fields}) for row in rows}
