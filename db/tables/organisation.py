"""Who there is: units, what they were called when, and how they went on in one another."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import Base, Code, Document, Key, Words


class Unit(Base):
    """A unit by its code, for as long as anybody speaks of it."""

    __tablename__ = "unit"
    id: Mapped[Key]
    code: Mapped[Code] = mapped_column(unique=True)


class UnitPeriod(Base):
    """What a unit was called and where it stood in the tree, from one day up to and without another."""

    __tablename__ = "unit_period"
    __table_args__ = (UniqueConstraint("unit_id", "valid_from"),)
    id: Mapped[Key]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    position: Mapped[int]
    name_ja: Mapped[Words]
    name_en: Mapped[Words]
    aliases: Mapped[Document]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class Lineage(Base):
    """How much of one unit went on in another."""

    __tablename__ = "lineage"
    __table_args__ = (
        UniqueConstraint("day", "source_id", "target_id"),
        CheckConstraint("share > 0 AND share <= 1", "share"),
    )
    id: Mapped[Key]
    day: Mapped[date]
    kind: Mapped[Code]
    source_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    target_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    share: Mapped[float | None]
