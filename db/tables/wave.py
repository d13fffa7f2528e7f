"""What came in and what went out: survey rounds, their headcounts, files and answers, and the published cells."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import Base, Code, Document, Key, Moment, Words


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


class CommentDecision(Base):
    """What a person decided about comments of the same words; `words` are those to show where they are not their own."""

    __tablename__ = "comment_decision"
    __table_args__ = (
        UniqueConstraint("wave_id", "key"),
        CheckConstraint("decision IN ('keep', 'redact', 'withhold')", "decision"),
    )
    id: Mapped[Key]
    wave_id: Mapped[int] = mapped_column(ForeignKey("wave.id"))
    key: Mapped[Code]
    decision: Mapped[Code]
    words: Mapped[Words | None]
    decided_at: Mapped[Moment]
    decided_by: Mapped[Code]


class ShownComment(Base):
    """One comment as readers see it since its batch was published; its words are gone where it was taken out."""

    __tablename__ = "shown_comment"
    __table_args__ = (Index(None, "wave_id"),)
    id: Mapped[Key]
    wave_id: Mapped[int] = mapped_column(ForeignKey("wave.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    source_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    item: Mapped[Code]
    key: Mapped[Code]
    batch: Mapped[int]
    turn: Mapped[int]
    words: Mapped[Words | None]


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
