"""Who comes in: what a provider or a proxy vouches for, held against the users and the sign-ins that are on.

Nothing of it is kept in clear: a user is found by the hash of issuer and subject, never by the e-mail address, and a
sign-in by the hash of what its cookie proves. A cookie that is copied proves the same sign-in, so it ends with it.
"""

import base64
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from unicodedata import normalize

from actions.users import Person, Role
from db import people
from db.engine import Store
from db.record import put_audit

FRESH = timedelta(minutes=10)  # between the provider's word and the first page
RENEWED = timedelta(minutes=1)  # how exactly it is known when a sign-in was last used
KEPT = timedelta(days=31)  # a day more than the cookie
CODE_SIGNS = 20  # a hundred bits
PROXY = "proxy"


@dataclass(frozen=True)
class Claims:
    """Who somebody is: by an OpenID Connect provider, or (`issued` None) by the proxy, whose own the session is then.

    `email` is one that the provider verified, else None.
    """

    issuer: str
    subject: str
    email: str | None = None
    nonce: str = ""
    issued: datetime | None = None

    @property
    def identity(self) -> str:
        return code_of(self.issuer, self.subject)

    @property
    def proof(self) -> str:
        issued = self.issued.isoformat() if self.issued else ""
        return code_of(self.issuer, self.subject, self.nonce, issued)


@dataclass(frozen=True)
class Limits:
    """How long a sign-in lasts without being used, and at most."""

    idle: timedelta
    longest: timedelta


class Outcome(StrEnum):
    """What came of it: let in; no user is known by that identity; a user who was shut out; a sign-in that is over."""

    IN = "in"
    UNKNOWN = "unknown"
    BLOCKED = "blocked"
    ENDED = "ended"


@dataclass(frozen=True)
class Arrival:
    """Who came, as far as they were let in; `code` is what an administrator needs to add somebody unknown."""

    outcome: Outcome
    person: Person | None = None
    code: str = ""


def code_of(*words: str) -> str:
    """Twenty signs that stand for these words and cannot be read back."""
    digest = hashlib.sha256("\0".join(words).encode()).digest()
    return base64.b32encode(digest).decode()[:CODE_SIGNS]


def invitation_of(email: str) -> str:
    """What is kept of an e-mail address until its owner comes."""
    return code_of("invited", normalize("NFKC", email).strip().casefold())


def arrive(store: Store, claims: Claims, limits: Limits, now: datetime | None = None) -> Arrival:
    """Find out who it is, whether they may come in, and whether their sign-in is still on; called at every rerun."""
    now = now or datetime.now(UTC)
    with store.reading() as connection:
        account = people.account_of(connection, claims.identity, _invited(claims))
        known = None if account is None else people.account(connection, account)
        session = people.sign_in(connection, claims.proof)
    if claims.issued is not None:
        over = now - claims.issued > FRESH if session is None else _is_over(session, limits, now)
        if over:
            _end(store, claims.proof, now)
            return Arrival(Outcome.ENDED)
    if known is None:
        return Arrival(Outcome.UNKNOWN, code=claims.identity)
    if known.blocked:
        return Arrival(Outcome.BLOCKED)
    if session is None or now - session.seen_at > RENEWED:
        _welcome(store, claims, known, now)
    return Arrival(Outcome.IN, person_of(known))


def person_of(account: people.Account) -> Person:
    """The user as somebody who acts."""
    roles = frozenset(Role(role) for role, _ in account.granted)
    return Person(name=account.name, roles=roles, units=frozenset(unit for _, unit in account.granted if unit))


def _invited(claims: Claims) -> str | None:
    return None if claims.email is None else invitation_of(claims.email)


def _is_over(session: people.SignIn, limits: Limits, now: datetime) -> bool:
    old = now - session.begun_at > limits.longest or now - session.seen_at > limits.idle
    return session.ended_at is not None or old


def _end(store: Store, proof: str, now: datetime) -> None:
    with store.writing() as connection:
        people.end(connection, now, proof=proof)


def _welcome(store: Store, claims: Claims, known: people.Account, now: datetime) -> None:
    """Bind an invited user to their identity, and note the sign-in: at its beginning, then now and again."""
    with store.writing() as connection:
        if not known.known:
            people.bind(connection, known.id, claims.identity)
        if claims.issued is None:
            return
        if people.sign_in(connection, claims.proof) is not None:
            people.seen(connection, claims.proof, now)
            return
        people.forget(connection, now - KEPT)
        people.put_sign_in(connection, known.id, claims.proof, now)
        put_audit(connection, known.name, "sign_in", {})


def leave(store: Store, claims: Claims, name: str) -> None:
    """End a sign-in for good: whoever comes with a copy of its cookie is not let in."""
    with store.writing() as connection:
        people.end(connection, datetime.now(UTC), proof=claims.proof)
        put_audit(connection, name, "sign_out", {})


def turned_away(store: Store, person: Person | None, page: str) -> None:
    """Note that somebody was not let in, or not to a page."""
    with store.writing() as connection:
        put_audit(connection, person.name if person else "-", "denied", {"page": page})
