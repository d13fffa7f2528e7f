"""The versions of a questionnaire, letting go of the newest, and the one that is being edited."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, ForeignKey, Select, delete, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from db import tables as t
from db.tables import Base, Code, Document, Key, Moment


class DraftRow(Base):
    """What somebody has edited and not kept yet; `base` is the number of the version that it began from."""

    __tablename__ = "questionnaire_draft"
    id: Mapped[Key]
    guideline_id: Mapped[int] = mapped_column(ForeignKey("guideline.id"), unique=True)
    base: Mapped[int]
    document: Mapped[Document]
    at: Mapped[Moment]
    person: Mapped[Code]


@dataclass(frozen=True)
class KeptVersion:
    """One version: its row, its number among those of its guideline, and its own mark."""

    id: int
    number: int
    version: str


@dataclass(frozen=True)
class KeptDraft:
    """What is being edited as JSON, since when, by whom, and from which version on."""

    base: int
    document: str
    at: datetime
    person: str


def versions(connection: Connection, guideline: str) -> list[KeptVersion]:
    """Every version of a guideline, the oldest first."""
    query = (
        select(t.GuidelineVersion.id, t.GuidelineVersion.number, t.GuidelineVersion.version)
        .join(t.Guideline, t.Guideline.id == t.GuidelineVersion.guideline_id)
        .where(t.Guideline.key == guideline)
    )
    return [KeptVersion(*row) for row in connection.execute(query.order_by(t.GuidelineVersion.id))]


def drop(connection: Connection, version: int) -> None:
    """Let go of a version that no wave asks."""
    items = select(t.Item.id).where(t.Item.guideline_version_id == version)
    connection.execute(delete(t.Option).where(t.Option.item_id.in_(items)))
    for table in (t.Item, t.Norm, t.Indicator):
        connection.execute(delete(table).where(table.guideline_version_id == version))
    connection.execute(delete(t.GuidelineVersion).where(t.GuidelineVersion.id == version))


def draft(connection: Connection, guideline: str) -> KeptDraft | None:
    """What is being edited of a guideline."""
    query = select(DraftRow.base, DraftRow.document, DraftRow.at, DraftRow.person)
    row = connection.execute(query.where(DraftRow.guideline_id.in_(_id(guideline)))).first()
    return None if row is None else KeptDraft(*row)


def put_draft(connection: Connection, guideline: str, told: tuple[int, str, str]) -> None:
    """Keep (base, document, person) in place of what was being edited."""
    drop_draft(connection, guideline)
    base, document, person = told
    key = connection.execute(_id(guideline)).scalar_one()
    row = {"guideline_id": key, "base": base, "document": document, "at": datetime.now(UTC), "person": person}
    connection.execute(insert(DraftRow).values(row))


def drop_draft(connection: Connection, guideline: str) -> None:
    """Forget what was being edited."""
    connection.execute(delete(DraftRow).where(DraftRow.guideline_id.in_(_id(guideline))))


def _id(guideline: str) -> Select[int]:
    return select(t.Guideline.id).where(t.Guideline.key == guideline)
