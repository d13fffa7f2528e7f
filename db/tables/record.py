"""What was done: the audit log."""

from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import Base, Code, Document, Key, Moment


class AuditEntry(Base):
    """What was done, by whom and when; `chain` is a hash over it and the entry before (db/record.py)."""

    __tablename__ = "audit_entry"
    id: Mapped[Key]
    at: Mapped[Moment]
    person: Mapped[Code]
    action: Mapped[Code]
    about: Mapped[Document]
    chain: Mapped[Code] = mapped_column(server_default="")
