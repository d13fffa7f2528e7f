"""What was done: the audit log."""

from sqlalchemy.orm import Mapped

from db.tables.columns import Base, Code, Document, Key, Moment


class AuditEntry(Base):
    """What was done, by whom and when; its highest id is the version of the store's data."""

    __tablename__ = "audit_entry"
    id: Mapped[Key]
    at: Mapped[Moment]
    person: Mapped[Code]
    action: Mapped[Code]
    about: Mapped[Document]
