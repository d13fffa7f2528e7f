"""What a database says of a fault names table and rule, and never the values it was about; a store is its owner's alone."""

import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from actions.keep import open_store
from db.engine import Store

SECRET = "871263"
TABLE = "CREATE TABLE figure (name text PRIMARY KEY, base integer NOT NULL, share integer, CHECK (share IS NULL))"
REFUSED = {
    "a rule": "INSERT INTO figure VALUES ('A1', :base, :base)",
    "a key that is there": "INSERT INTO figure VALUES (:name, 1, NULL)",
    "nothing where something is needed": "INSERT INTO figure VALUES (:words, NULL, NULL)",
    "a word that is no number": "INSERT INTO figure VALUES ('A2', CAST(:words AS integer), NULL)",
    "a number too large": "INSERT INTO figure VALUES ('A2', CAST(:digits AS integer), NULL)",
    "an index over what is twice": "CREATE UNIQUE INDEX once ON figure (base)",
}
VALUES = {"name": SECRET, "base": int(SECRET), "words": f"{SECRET} people", "digits": f"{SECRET}000000000"}
TAKEN_BY_SQLITE = ("a word that is no number", "a number too large")


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    found = Store(store_url)
    with found.writing() as connection:
        connection.execute(text(TABLE))
        connection.execute(text(f"INSERT INTO figure VALUES ('{SECRET}', {SECRET}, NULL), ('B', {SECRET}, NULL)"))
    yield found
    found.close()


@pytest.mark.parametrize("fault", REFUSED)
def test_a_fault_is_logged_without_the_values_it_was_about(
    store: Store, caplog: pytest.LogCaptureFixture, fault: str
) -> None:
    """The trace has the driver's own exception too; the schema's faults are told to people as that one says them.

    What SQLite takes is no fault there; a rule is broken in its place.
    """
    statement = REFUSED["a rule" if store.is_sqlite and fault in TAKEN_BY_SQLITE else fault]
    with pytest.raises(DBAPIError) as found, store.writing() as connection:
        connection.execute(text(statement), {name: VALUES[name] for name in VALUES if f":{name}" in statement})
    logging.getLogger("shintodo").error("fault", exc_info=found.value)
    assert "sqlalchemy.exc" in caplog.text
    assert SECRET not in caplog.text + str(found.value.orig)


def test_a_fault_still_says_where_it_was(store: Store) -> None:
    """Or nobody could mend it: the table, and the column or rule."""
    with pytest.raises(DBAPIError) as found, store.writing() as connection:
        connection.execute(text(REFUSED["nothing where something is needed"]), {"words": "A3"})
    assert "figure" in str(found.value.orig)
    assert "base" in str(found.value.orig)


def test_a_store_and_what_the_database_keeps_beside_it_are_their_owners_alone(tmp_path: Path) -> None:
    """Whatever the account's usual rights are: answers stand in the log that is written ahead as well."""
    before = os.umask(0o022)
    try:
        store = open_store(f"sqlite:///{tmp_path / 'store.sqlite3'}")
        with store.writing() as connection:
            connection.execute(text("CREATE TABLE figure (base integer)"))
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
        store.close()
    finally:
        os.umask(before)
    assert modes == dict.fromkeys(("store.sqlite3", "store.sqlite3-wal", "store.sqlite3-shm"), 0o600)
