"""The tables of survey results, one class a table; those of service KPIs stand alone in db/kpi.py, without a link."""

from datetime import date, datetime
from typing import Annotated

from sqlalchemy import (
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

Key = Annotated[int, mapped_column(primary_key=True)]
Code = Annotated[str, mapped_column(String(200))]
Words = Annotated[str, mapped_column(Text)]
Moment = Annotated[datetime, mapped_column(DateTime(timezone=True))]
Document = Annotated[str, mapped_column(Text)]  # JSON, written with sorted keys


class Base(DeclarativeBase):
    """Everything that is kept."""

    metadata = MetaData(naming_convention=NAMES)


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


class Wave(Base):
    """One survey round in one version; a closed one is frozen and what it publishes never changes.

    `reason` says why it was withdrawn or corrected; `salt` is what its files' response ids are told apart under.
    """

    __tablename__ = "wave"
    __table_args__ = (
        UniqueConstraint("name", "version"),
        CheckConstraint("state IN ('open', 'closed', 'withdrawn', 'superseded')", "state"),
        CheckConstraint("minimum_base >= 5", "minimum_base"),
        CheckConstraint("starts_on <= ends_on", "dates"),
    )
    id: Mapped[Key]
    name: Mapped[Code]
    version: Mapped[int] = mapped_column(server_default="1")
    guideline_version_id: Mapped[int] = mapped_column(ForeignKey("guideline_version.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    state: Mapped[Code]
    minimum_base: Mapped[int]
    closed_at: Mapped[Moment | None]
    closed_by: Mapped[Code | None]
    closing: Mapped[Document | None]
    reason: Mapped[Words | None]
    salt: Mapped[Code] = mapped_column(server_default="")


class Headcount(Base):
    """How many people of a unit, by segments (a JSON object, {} for all), were asked in a wave."""

    __tablename__ = "headcount"
    __table_args__ = (
        UniqueConstraint("wave_id", "unit_id", "segments"),
        CheckConstraint("headcount >= 0", "headcount"),
    )
    id: Mapped[Key]
    wave_id: Mapped[int] = mapped_column(ForeignKey("wave.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    segments: Mapped[Document]
    headcount: Mapped[int]


class Upload(Base):
    """One file handed in for one wave; undoing it drops its blocks and keeps this row, as a replaced one keeps both."""

    __tablename__ = "upload"
    __table_args__ = (
        Index(None, "wave_id", "state"),
        CheckConstraint("state IN ('kept', 'undone', 'replaced')", "state"),
    )
    id: Mapped[Key]
    wave_id: Mapped[int] = mapped_column(ForeignKey("wave.id"))
    file_name: Mapped[Words]
    kind: Mapped[Code]
    sha256: Mapped[Code]
    content: Mapped[Code]
    rows_read: Mapped[int]
    rows_stored: Mapped[int]
    rows_rejected: Mapped[int]
    mapping: Mapped[Document]
    state: Mapped[Code]
    kept_at: Mapped[Moment]
    kept_by: Mapped[Code]
    undone_at: Mapped[Moment | None]
    undone_by: Mapped[Code | None]
    replaced_by: Mapped[int | None] = mapped_column(ForeignKey("upload.id"))


class ResponseBlock(Base):
    """The coded rows of one upload as one immutable Parquet file: responses, totals, or free text apart."""

    __tablename__ = "response_block"
    __table_args__ = (UniqueConstraint("upload_id", "kind"),)
    id: Mapped[Key]
    upload_id: Mapped[int] = mapped_column(ForeignKey("upload.id"))
    kind: Mapped[Code]
    rows: Mapped[int]
    sha256: Mapped[Code]
    bytes: Mapped[bytes] = mapped_column(LargeBinary)


class Published(Base):
    """One cell that everybody may see, written once when its wave is closed; empty segment means everybody."""

    __tablename__ = "published"
    __table_args__ = (
        UniqueConstraint("wave_id", "indicator", "segment", "segment_value", "unit_id"),
        Index(None, "unit_id", "indicator", "wave_id"),
        CheckConstraint("status IN ('shown', 'coded', 'hidden', 'no_data')", "status"),
        CheckConstraint(
            "status <> 'hidden' OR (base IS NULL AND favourable IS NULL AND share IS NULL AND low IS NULL"
            " AND high IS NULL AND response_rate IS NULL)",
            "hidden_is_empty",
        ),
    )
    id: Mapped[Key]
    wave_id: Mapped[int] = mapped_column(ForeignKey("wave.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    segment: Mapped[Code]
    segment_value: Mapped[Code]
    indicator: Mapped[Code]
    status: Mapped[Code]
    base: Mapped[int | None]
    favourable: Mapped[float | None]
    share: Mapped[float | None]
    low: Mapped[float | None]
    high: Mapped[float | None]
    headcount: Mapped[int | None]
    response_rate: Mapped[float | None]
    origin: Mapped[Code]
    weighting: Mapped[Code] = mapped_column(server_default="none")
    effective_base: Mapped[float | None]
    hidden_by: Mapped[Code | None]


class AuditEntry(Base):
    """What was done, by whom and when; its highest id is the version of the store's data."""

    __tablename__ = "audit_entry"
    id: Mapped[Key]
    at: Mapped[Moment]
    person: Mapped[Code]
    action: Mapped[Code]
    about: Mapped[Document]
