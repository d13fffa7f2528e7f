"""What was written and what is asked about it: guidelines, their versions, norms, items and indicators."""

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import Base, Code, Document, Key, Words


class Guideline(Base):
    """A guideline by its key, whatever its version."""

    __tablename__ = "guideline"
    id: Mapped[Key]
    key: Mapped[Code] = mapped_column(unique=True)


class GuidelineVersion(Base):
    """One wording of a guideline and of what is asked about it; `number` counts the imports."""

    __tablename__ = "guideline_version"
    __table_args__ = (UniqueConstraint("guideline_id", "number"),)
    id: Mapped[Key]
    guideline_id: Mapped[int] = mapped_column(ForeignKey("guideline.id"))
    number: Mapped[int]
    version: Mapped[Code]
    name_ja: Mapped[Words]
    name_en: Mapped[Words]
    published_on: Mapped[date | None]
    root_unit: Mapped[Code | None]
    note_ja: Mapped[Words | None]
    note_en: Mapped[Words | None]
    source_ja: Mapped[Words | None]
    source_en: Mapped[Words | None]
    segments: Mapped[Document | None]
    audiences: Mapped[Document | None]
    panel: Mapped[Document | None]


class Norm(Base):
    """One numbered norm of a guideline version."""

    __tablename__ = "norm"
    __table_args__ = (UniqueConstraint("guideline_version_id", "number"),)
    id: Mapped[Key]
    guideline_version_id: Mapped[int] = mapped_column(ForeignKey("guideline_version.id"))
    number: Mapped[int]
    name_ja: Mapped[Words]
    name_en: Mapped[Words]


class Item(Base):
    """One question in one version, as a guideline version asks it."""

    __tablename__ = "item"
    __table_args__ = (UniqueConstraint("guideline_version_id", "key"),)
    id: Mapped[Key]
    guideline_version_id: Mapped[int] = mapped_column(ForeignKey("guideline_version.id"))
    position: Mapped[int]
    key: Mapped[Code]
    version: Mapped[int]
    kind: Mapped[Code]
    text_ja: Mapped[Words]
    text_en: Mapped[Words]
    norm: Mapped[int | None]
    asked_as: Mapped[Document]
    audience: Mapped[Code | None]


class Option(Base):
    """One choice of an item; `code` is what response blocks hold."""

    __tablename__ = "option"
    __table_args__ = (UniqueConstraint("item_id", "code"),)
    id: Mapped[Key]
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    position: Mapped[int]
    code: Mapped[int]
    label_ja: Mapped[Words]
    label_en: Mapped[Words]
    direction: Mapped[Code | None]
    status: Mapped[Code]
    aliases: Mapped[Document]


class Indicator(Base):
    """One number a reader acts on, as a guideline version defines it."""

    __tablename__ = "indicator"
    __table_args__ = (UniqueConstraint("guideline_version_id", "key"),)
    id: Mapped[Key]
    guideline_version_id: Mapped[int] = mapped_column(ForeignKey("guideline_version.id"))
    position: Mapped[int]
    key: Mapped[Code]
    item: Mapped[Code]
    name_ja: Mapped[Words]
    name_en: Mapped[Words]
    stage: Mapped[Code | None]
    reception: Mapped[bool]
    norm: Mapped[int | None]
    purpose: Mapped[Code | None]
    among: Mapped[Code | None]
    definition_ja: Mapped[Words | None]
    definition_en: Mapped[Words | None]
