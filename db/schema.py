"""Which version the store's schema has, and bringing it up to the code's, one migration a transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from db.backup import back_up
from db.engine import WRITES, Store, StoreProblem

ROOT = Path(__file__).resolve().parent.parent


def _config() -> Config:
    return Config(toml_file=ROOT / "pyproject.toml")


@cache
def newest() -> str:
    """The schema version this code works with."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


@cache
def _known() -> frozenset[str]:
    """Every schema version this code has a way from; the files of the migrations are read once a process."""
    return frozenset(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


def version(store: Store) -> str | None:
    """The schema version of the store, or None when it is empty; raises StoreProblem when it cannot be reached."""
    try:
        with store.reading() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    except DBAPIError as problem:
        raise StoreProblem("unreachable", found=str(problem.orig).strip()) from problem


def upgrade(store: Store, revision: str = "head") -> tuple[str | None, str, str | None]:
    """Bring the schema up to date: (version before, version after, file of the backup made before, if any).

    An embedded store that holds anything is copied first. Raises StoreProblem when the store is newer than the code
    or may not be changed.
    """
    before = version(store)
    if before is not None:
        _refuse_newer(before)
    if before == newest() and revision == "head":
        return before, before, None
    copy = None
    if before is not None and store.file is not None:
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        copy = back_up(store, store.file.with_name(f"{store.file.name}.{before}.{stamp}.backup"))
    try:
        migrate(store, revision)
    except DBAPIError as problem:
        raise StoreProblem("not_upgraded", found=str(problem.orig).strip()) from problem
    return before, version(store) or "", None if copy is None else str(copy)


def _refuse_newer(found: str) -> None:
    if found not in _known():
        raise StoreProblem("newer_store", found=found, expected=newest())


def migrate(store: Store, revision: str) -> None:
    """Run the migrations up or down to `revision` ("head", "base" or a version)."""
    with store.engine.connect().execution_options(**{WRITES: True}) as connection, _tables_may_be_remade(connection):
        _run(connection, revision)


@contextmanager
def _tables_may_be_remade(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by putting another in its place, which foreign keys would forbid; they are checked after."""
    driver = connection.connection.dbapi_connection
    if connection.dialect.name != "sqlite" or driver is None:
        yield
        return
    driver.execute("PRAGMA foreign_keys=OFF")  # on the driver's own connection, before BEGIN
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def _run(connection: Connection, revision: str) -> None:
    config = _config()
    config.attributes["connection"] = connection
    down = revision == "base" or revision.startswith("-")
    (command.downgrade if down else command.upgrade)(config, revision)


def differences(store: Store) -> None:
    """Raise alembic's own error when the tables differ from what the migrations make (`alembic check`)."""
    with store.engine.connect().execution_options(**{WRITES: True}) as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.check(config)
