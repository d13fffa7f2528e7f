"""Signing in: who is let in by what a provider says, for how long, and what ends it for good."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from actions import accounts, log
from actions.accounts import Known
from actions.arrival import Arrival, Claims, Limits, Outcome, arrive, leave
from actions.keep import open_store
from actions.refused import Refused
from actions.users import LOCAL, Role
from actions.view import version
from db.engine import Store
from tests.actions.town import town

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LIMITS = Limits(idle=timedelta(hours=1), longest=timedelta(hours=12))
ISSUER, MAIL = "https://login.example", "sato@example.jp"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    opened = open_store(store_url)
    yield opened
    opened.close()


def claims(nonce: str = "n1", issued: datetime = NOW, subject: str = "sub-1", email: str | None = MAIL) -> Claims:
    return Claims(ISSUER, subject, email, nonce, issued)


def come(store: Store, who: Claims, now: datetime = NOW) -> Arrival:
    return arrive(store, who, LIMITS, now)


def invited(store: Store) -> None:
    accounts.add(LOCAL, store, "Sato", Known(email=" SATO@example.jp "))
    accounts.grant(LOCAL, store, "Sato", (Role.EXECUTIVE, ()))


def test_whoever_is_unknown_gets_a_code_and_nothing_else(store: Store) -> None:
    found = come(store, claims())
    assert (found.outcome, found.person) == (Outcome.UNKNOWN, None)
    accounts.add(LOCAL, store, "Sato", Known(code=found.code))
    again = come(store, claims())
    assert again.person is not None
    assert (again.person.name, again.person.roles) == ("Sato", frozenset())


def test_an_invited_address_is_bound_to_the_first_who_proves_it(store: Store) -> None:
    invited(store)
    assert come(store, claims(email=None)).outcome is Outcome.UNKNOWN  # not verified by the provider
    assert come(store, claims()).outcome is Outcome.IN
    assert come(store, claims("n2", email=None)).outcome is Outcome.IN  # known by subject from now on
    assert come(store, claims("n3", subject="sub-2")).outcome is Outcome.UNKNOWN  # the address went to somebody else


def test_the_subject_counts_for_its_issuer_alone(store: Store) -> None:
    invited(store)
    come(store, claims())
    other = Claims("https://elsewhere.example", "sub-1", None, "n1", NOW)
    assert come(store, other).outcome is Outcome.UNKNOWN


def test_neither_address_nor_subject_is_kept(store: Store) -> None:
    invited(store)
    come(store, claims())
    with store.reading() as connection:
        names = ("account", "account_role", "sign_in", "audit_entry")
        kept = " ".join(str(row) for name in names for row in connection.execute(text(f"SELECT * FROM {name}")))
    assert not any(word in kept.casefold() for word in ("sato@", "example.jp", "sub-1", ISSUER))


@pytest.mark.parametrize(
    ("steps", "outcome"),
    [
        ((60,), Outcome.IN),  # an hour without use
        ((61,), Outcome.ENDED),
        ((50, 100, 150), Outcome.IN),
        (tuple(range(50, 721, 50)), Outcome.IN),
        ((*range(50, 721, 50), 721), Outcome.ENDED),  # in use all the time, but for twelve hours
        ((61, 62), Outcome.ENDED),  # what has ended stays so
    ],
)
def test_how_long_a_sign_in_lasts(store: Store, steps: tuple[int, ...], outcome: Outcome) -> None:
    invited(store)
    come(store, claims())
    found = [come(store, claims(), NOW + step * MINUTE).outcome for step in steps]
    assert found[-1] is outcome


@pytest.mark.parametrize(("minutes", "outcome"), [(10, Outcome.IN), (11, Outcome.ENDED)])
def test_a_cookie_that_comes_late_for_the_first_time_proves_nothing(
    store: Store, minutes: int, outcome: Outcome
) -> None:
    invited(store)
    assert come(store, claims(), NOW + minutes * MINUTE).outcome is outcome


def test_a_copied_cookie_ends_with_its_sign_in(store: Store) -> None:
    invited(store)
    come(store, claims())
    come(store, claims("n2"))
    leave(store, claims(), "Sato")
    assert come(store, claims()).outcome is Outcome.ENDED
    assert come(store, claims("n2")).outcome is Outcome.IN  # another browser stays


@pytest.mark.parametrize("change", ["grant", "revoke", "block", "sign out"])
def test_what_an_administrator_changes_ends_every_sign_in(store: Store, change: str) -> None:
    invited(store)
    for nonce in ("n1", "n2"):
        come(store, claims(nonce))
    {
        "grant": lambda: accounts.grant(LOCAL, store, "Sato", (Role.HR, ())),
        "revoke": lambda: accounts.revoke(LOCAL, store, "Sato", (Role.EXECUTIVE, ())),
        "block": lambda: accounts.block(LOCAL, store, "Sato"),
        "sign out": lambda: accounts.end_sign_ins(LOCAL, store, "Sato"),
    }[change]()
    assert {come(store, claims(nonce)).outcome for nonce in ("n1", "n2")} == {Outcome.ENDED}
    anew = come(store, claims("n3"))
    assert anew.outcome is (Outcome.BLOCKED if change == "block" else Outcome.IN)


def test_the_proxys_word_needs_no_sign_in_of_ours_but_a_user(store: Store) -> None:
    accounts.add(LOCAL, store, "Ito", Known(account="ito01"))
    late = NOW + timedelta(days=3)
    assert come(store, Claims("proxy", "ito01"), late).outcome is Outcome.IN
    assert come(store, Claims("proxy", "kato02"), late).outcome is Outcome.UNKNOWN
    accounts.block(LOCAL, store, "Ito")
    assert come(store, Claims("proxy", "ito01"), late).outcome is Outcome.BLOCKED


def test_a_head_is_told_of_units_and_nobody_else_is(store_url: str, tmp_path: Path) -> None:
    store = town(store_url, tmp_path)
    accounts.add(LOCAL, store, "Ito", Known(account="ito01"))
    for given in ((Role.DEPARTMENT, ()), (Role.HR, ("A",))):
        with pytest.raises(Refused, match="role_units"):
            accounts.grant(LOCAL, store, "Ito", given)
    with pytest.raises(Refused, match="unit_unknown"):
        accounts.grant(LOCAL, store, "Ito", (Role.DEPARTMENT, ("X",)))
    accounts.grant(LOCAL, store, "Ito", (Role.DEPARTMENT, ("B", "A")))
    found = come(store, Claims("proxy", "ito01"))
    assert found.person is not None
    assert found.person.units == {"A", "B"}
    assert accounts.revoke(LOCAL, store, "Ito", (Role.DEPARTMENT, ("A",))).units == ("B",)
    store.close()


@pytest.mark.parametrize(
    ("name", "known", "kind"),
    [
        ("Sato", Known(account="other"), "user_twice"),
        ("Other", Known(email="sato@EXAMPLE.jp"), "user_identity_twice"),
        ("", Known(account="x"), "user_name"),
        ("N" * 101, Known(account="x"), "user_name"),
        ("X", Known(), "user_known_by"),
        ("X", Known(email="x@y", code="A" * 20), "user_known_by"),
        ("X", Known(email="nobody"), "user_email"),
        ("X", Known(code="ABC"), "user_code"),
    ],
)
def test_whom_no_user_is_made_of(store: Store, name: str, known: Known, kind: str) -> None:
    invited(store)
    with pytest.raises(Refused, match=f"^{kind}$"):
        accounts.add(LOCAL, store, name, known)


def test_there_is_room_for_several_who_are_recognised_alike(store: Store) -> None:
    """Two by e-mail, two by the proxy's name, two by code: who has no address is not the same as others without one."""
    known = [Known(email=f"{name}@example.jp") for name in "ab"] + [Known(account=name) for name in "ab"]
    known += [Known(code=letter * 20) for letter in "AB"]
    for at, each in enumerate(known):
        accounts.add(LOCAL, store, f"user {at}", each)
    assert len(accounts.accounts(LOCAL, store)) == len(known)


def test_the_log_says_who_did_it_and_a_sign_in_changes_no_figure(store: Store) -> None:
    invited(store)
    before = version(store)
    come(store, claims())
    leave(store, claims(), "Sato")
    assert version(store) == before
    found = [(row.who, row.action, row.about.get("user")) for row in log.log(LOCAL, store)]
    assert found == [
        ("Sato", "sign_out", None),
        ("Sato", "sign_in", None),
        ("local", "role_given", "Sato"),
        ("local", "user_added", "Sato"),
    ]


@pytest.mark.parametrize(
    ("tampering", "broken"),
    [
        ("UPDATE audit_entry SET person = 'X' WHERE id = 2", (2,)),
        ("UPDATE audit_entry SET about = '{}' WHERE id = 1", (1,)),
        ("UPDATE audit_entry SET at = '2020-01-01 00:00:00' WHERE id = 3", (3,)),
        ("DELETE FROM audit_entry WHERE id = 2", (3,)),
        ("UPDATE audit_entry SET chain = '' WHERE id = 2", (2, 3)),
    ],
)
def test_a_log_that_was_tampered_with_shows_where(store: Store, tampering: str, broken: tuple[int, ...]) -> None:
    invited(store)
    accounts.block(LOCAL, store, "Sato")
    whole = log.verified(LOCAL, store)
    assert (whole.ok, whole.entries, whole.broken) == (True, 3, ())
    with store.writing() as connection:
        connection.execute(text(tampering))
    found = log.verified(LOCAL, store)
    assert (found.ok, found.broken) == (False, broken)


def test_an_end_that_was_cut_off_shows_by_the_head(store: Store) -> None:
    invited(store)
    noted = log.verified(LOCAL, store).head
    with store.writing() as connection:
        connection.execute(text("DELETE FROM audit_entry WHERE id = 2"))
    assert log.verified(LOCAL, store).head != noted
