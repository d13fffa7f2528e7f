"""What is kept of users: read and written, one function a question or a change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, insert, or_, select, update

from db import tables as t


@dataclass(frozen=True)
class Account:
    """A user with what was granted, as (role, unit), and whether they ever signed in."""

    id: int
    name: str
    known: bool
    blocked: bool
    granted: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SignIn:
    """One sign-in: whose, from when, when it was last used, and when it ended."""

    account: int
    begun_at: datetime
    seen_at: datetime
    ended_at: datetime | None


def accounts(connection: Connection, only: int | None = None) -> list[Account]:
    """Every user, by name; or one of them."""
    granted: dict[int, list[tuple[str, str]]] = {}
    roles = select(t.AccountRole.account_id, t.AccountRole.role, t.AccountRole.unit).order_by(t.AccountRole.id)
    users = select(t.Account.__table__).order_by(t.Account.name)
    if only is not None:
        roles, users = roles.where(t.AccountRole.account_id == only), users.where(t.Account.id == only)
    for account, role, unit in connection.execute(roles):
        granted.setdefault(account, []).append((role, unit))
    rows = connection.execute(users).mappings()
    return [
        Account(r["id"], r["name"], r["identity"] is not None, r["blocked"], tuple(granted.get(r["id"], ())))
        for r in rows
    ]


def account(connection: Connection, only: int) -> Account:
    """One user, by id."""
    [found] = accounts(connection, only)
    return found


def is_taken(connection: Connection, identity: str | None, invitation: str | None) -> bool:
    """Whether somebody is recognised in this way already."""
    told = ((t.Account.identity, identity), (t.Account.invitation, invitation))
    same = or_(*(column == value for column, value in told if value is not None))  # who lacks one is not alike in it
    return connection.execute(select(t.Account.id).where(same)).first() is not None


def account_of(connection: Connection, identity: str, invitation: str | None) -> int | None:
    """The user whose identity it is; else the one who was invited so and has not come yet, bound to it from now on."""
    found = connection.execute(select(t.Account.id).where(t.Account.identity == identity)).scalar()
    if found is not None or invitation is None:
        return found
    invited = select(t.Account.id).where(t.Account.invitation == invitation, t.Account.identity.is_(None))
    return connection.execute(invited).scalar()


def bind(connection: Connection, account: int, identity: str) -> None:
    """From now on the user is whom the provider calls so; how they were invited is forgotten."""
    values = {"identity": identity, "invitation": None}
    connection.execute(update(t.Account).where(t.Account.id == account).values(values))


def put_account(connection: Connection, name: str, identity: str | None, invitation: str | None) -> int:
    row = {"name": name, "identity": identity, "invitation": invitation, "blocked": False}
    return int(connection.execute(insert(t.Account).values(row).returning(t.Account.id)).scalar_one())


def grant(connection: Connection, account: int, role: str, units: Iterable[str]) -> None:
    """Give a role, for each of these units; what is granted already stays."""
    known = select(t.AccountRole.unit).where(t.AccountRole.account_id == account, t.AccountRole.role == role)
    have = set(connection.execute(known).scalars())
    for unit in sorted(set(units) - have):
        connection.execute(insert(t.AccountRole).values(account_id=account, role=role, unit=unit))


def revoke(connection: Connection, account: int, role: str | None, units: Iterable[str]) -> None:
    """Take a role back, for these units or altogether; without a role all of them."""
    wanted: list[ColumnElement[bool]] = [t.AccountRole.account_id == account]
    wanted += [t.AccountRole.role == role] if role else []
    wanted += [t.AccountRole.unit.in_(named)] if (named := list(units)) else []
    connection.execute(delete(t.AccountRole).where(*wanted))


def block(connection: Connection, account: int, blocked: bool) -> None:
    connection.execute(update(t.Account).where(t.Account.id == account).values(blocked=blocked))


def sign_in(connection: Connection, proof: str) -> SignIn | None:
    """The sign-in that a cookie proves."""
    row = connection.execute(select(t.SignIn.__table__).where(t.SignIn.proof == proof)).mappings().one_or_none()
    if row is None:
        return None
    return SignIn(row["account_id"], row["begun_at"], row["seen_at"], row["ended_at"])


def put_sign_in(connection: Connection, account: int, proof: str, now: datetime) -> None:
    connection.execute(insert(t.SignIn).values(account_id=account, proof=proof, begun_at=now, seen_at=now))


def seen(connection: Connection, proof: str, now: datetime) -> None:
    connection.execute(update(t.SignIn).where(t.SignIn.proof == proof).values(seen_at=now))


def end(connection: Connection, now: datetime, proof: str | None = None, account: int | None = None) -> None:
    """End one sign-in, or every one of a user."""
    which = t.SignIn.proof == proof if proof is not None else t.SignIn.account_id == account
    connection.execute(update(t.SignIn).where(which, t.SignIn.ended_at.is_(None)).values(ended_at=now))


def forget(connection: Connection, before: datetime) -> None:
    """Drop sign-ins that began so long ago that their cookies are gone."""
    connection.execute(delete(t.SignIn).where(t.SignIn.begun_at < before))
