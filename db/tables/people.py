"""Who may use the dashboard: users, their roles, and the sign-ins that are on."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import Base, Code, Key, Moment


class Account(Base):
    """Somebody who may sign in, under a name that an administrator chose.

    `identity` is the hash of who the provider says they are, `invitation` that of an e-mail address until its owner has
    signed in for the first time. Neither the address nor the provider's name for them is kept.
    """

    __tablename__ = "account"
    id: Mapped[Key]
    name: Mapped[Code] = mapped_column(unique=True)
    identity: Mapped[Code | None] = mapped_column(unique=True)
    invitation: Mapped[Code | None] = mapped_column(unique=True)
    blocked: Mapped[bool]


class AccountRole(Base):
    """One role of a user; `unit` is whose department's head they are, "" for the other roles."""

    __tablename__ = "account_role"
    __table_args__ = (UniqueConstraint("account_id", "role", "unit"),)
    id: Mapped[Key]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    role: Mapped[Code]
    unit: Mapped[Code]


class SignIn(Base):
    """One sign-in of a user in one browser, by the hash of what its cookie proves; an ended one never counts again."""

    __tablename__ = "sign_in"
    id: Mapped[Key]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    proof: Mapped[Code] = mapped_column(unique=True)
    begun_at: Mapped[Moment]
    seen_at: Mapped[Moment]
    ended_at: Mapped[Moment | None]
