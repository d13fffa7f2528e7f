"""Users and their roles: added, given and taken back by an administrator, each change in the log."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from actions.arrival import CODE_SIGNS, PROXY, code_of, invitation_of
from actions.refused import Refused
from actions.users import Person, Role, allow
from db import people
from db.engine import Store
from db.read import units
from db.record import put_audit
from db.write import Connection
from measure.organisation import Unit


@dataclass(frozen=True)
class AccountRow:
    """A user: roles, the units whose head they are, whether they have ever come, and whether they are shut out."""

    name: str
    roles: tuple[str, ...]
    units: tuple[str, ...]
    known: bool
    blocked: bool


@dataclass(frozen=True)
class Known:
    """How a new user is to be recognised: by one of an e-mail address, the code that they were shown, the proxy's name."""

    email: str | None = None
    code: str | None = None
    account: str | None = None


def accounts(person: Person, store: Store) -> list[AccountRow]:
    """Every user, by name."""
    allow(person, Role.ADMINISTRATOR)
    with store.reading() as connection:
        return [_row(account) for account in people.accounts(connection)]


def units_known(person: Person, store: Store) -> list[Unit]:
    """Every period of every unit, so that a head can be told of one."""
    allow(person, Role.ADMINISTRATOR)
    with store.reading() as connection:
        return units(connection)


def add(person: Person, store: Store, name: str, known: Known) -> AccountRow:
    """A new user without a role."""
    allow(person, Role.ADMINISTRATOR)
    identity, invitation = _recognised(known)
    if not name.strip() or len(name) > 100:
        raise Refused("user_name", found=name)
    with store.writing() as connection:
        if any(account.name == name for account in people.accounts(connection)):
            raise Refused("user_twice", name=name)
        if people.is_taken(connection, identity, invitation):
            raise Refused("user_identity_twice")
        people.put_account(connection, name, identity, invitation)
        put_audit(connection, person.name, "user_added", {"user": name})
        return _row(_find(connection, name))


def grant(person: Person, store: Store, name: str, given: tuple[Role, tuple[str, ...]]) -> AccountRow:
    """Give a role; a department's head is told of which units. Ends the user's sign-ins, so that it holds at once."""
    allow(person, Role.ADMINISTRATOR)
    role, of = given
    if (role is Role.DEPARTMENT) != bool(of):
        raise Refused("role_units")
    with store.writing() as connection:
        account = _find(connection, name)
        if unknown := sorted(set(of) - {unit.code for unit in units(connection)}):
            raise Refused("unit_unknown", code=unknown[0])
        people.grant(connection, account.id, role, of or ("",))
        _changed(connection, person, account, ("role_given", {"role": role.value, "units": list(of)}))
        return _row(_find(connection, name))


def revoke(person: Person, store: Store, name: str, taken: tuple[Role | None, tuple[str, ...]]) -> AccountRow:
    """Take a role back (without one, all of them; of a department's head only some units); ends the user's sign-ins."""
    allow(person, Role.ADMINISTRATOR)
    role, of = taken
    with store.writing() as connection:
        account = _find(connection, name)
        people.revoke(connection, account.id, role, of)
        about = {"role": role and role.value, "units": list(of)}
        _changed(connection, person, account, ("role_taken", about))
        return _row(_find(connection, name))


def block(person: Person, store: Store, name: str, blocked: bool = True) -> AccountRow:
    """Shut a user out, at once and in every browser, or let them in again."""
    allow(person, Role.ADMINISTRATOR)
    with store.writing() as connection:
        account = _find(connection, name)
        people.block(connection, account.id, blocked)
        _changed(connection, person, account, ("user_blocked" if blocked else "user_let_in", {}))
        return _row(_find(connection, name))


def end_sign_ins(person: Person, store: Store, name: str) -> AccountRow:
    """Sign a user out in every browser."""
    allow(person, Role.ADMINISTRATOR)
    with store.writing() as connection:
        account = _find(connection, name)
        _changed(connection, person, account, ("signed_out", {}))
        return _row(account)


def _changed(
    connection: Connection, person: Person, account: people.Account, what: tuple[str, Mapping[str, object]]
) -> None:
    action, about = what
    people.end(connection, datetime.now(UTC), account=account.id)
    put_audit(connection, person.name, action, {"user": account.name, **about})


def _recognised(known: Known) -> tuple[str | None, str | None]:
    """The identity and the invitation that are kept; exactly one of the three ways must be told."""
    if sum(each is not None for each in (known.email, known.code, known.account)) != 1:
        raise Refused("user_known_by")
    if known.email is not None:
        if "@" not in known.email:
            raise Refused("user_email", found=known.email)
        return None, invitation_of(known.email)
    if known.account is not None:
        return code_of(PROXY, known.account), None
    code = (known.code or "").replace("-", "").replace(" ", "").upper()
    if len(code) != CODE_SIGNS or not code.isalnum():
        raise Refused("user_code", found=known.code)
    return code, None


def _find(connection: Connection, name: str) -> people.Account:
    known = people.accounts(connection)
    found = next((account for account in known if account.name == name), None)
    if found is None:
        raise Refused("user_unknown", name=name, known=", ".join(account.name for account in known) or "-")
    return found


def _row(account: people.Account) -> AccountRow:
    roles: Iterable[str] = dict.fromkeys(role for role, _ in account.granted)
    of = tuple(unit for _, unit in account.granted if unit)
    return AccountRow(account.name, tuple(roles), of, account.known, account.blocked)
