"""The store's engine: SQLite embedded or PostgreSQL by URL, with the settings under which nothing acknowledged is lost.

SQLite runs in WAL with synchronous=FULL; every write transaction begins IMMEDIATE, so that it waits for its turn
at the beginning and never fails in its middle. DDL is transactional on both.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url

from db.faults import tell_no_values

WRITES = "shintodo_writes"
WAIT_SECONDS = 30
POSTGRESQL = {
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
    "options": "-c statement_timeout=120000 -c lock_timeout=30000 -c timezone=UTC",
}


class StoreProblem(Exception):
    """The store cannot be used as it is; `kind` names the sentence for it, `about` its particulars."""

    def __init__(self, kind: str, **about: str) -> None:
        super().__init__(kind)
        self.kind, self.about = kind, about


class Store:
    """One database, from which a caller takes a reading or a writing connection, never a bare one."""

    def __init__(self, url: str) -> None:
        self.url = _driven(make_url(url))
        self.engine = _engine(self.url)

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    @property
    def file(self) -> Path | None:
        """The file of an embedded store."""
        return Path(self.url.database) if self.is_sqlite and self.url.database else None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection whose reads all see one state of the store."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose writes all happen or none; waits for other writers at its beginning."""
        with self.engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
            yield connection

    def close(self) -> None:
        self.engine.dispose()


def _driven(url: URL) -> URL:
    """The URL with the driver we ship; only SQLite and PostgreSQL are known."""
    backend = url.get_backend_name()
    if backend in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if backend == "sqlite":
        return url.set(drivername="sqlite+pysqlite")
    raise StoreProblem("unknown_database", found=backend)


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        engine = create_engine(url, pool_pre_ping=True, hide_parameters=True, connect_args=POSTGRESQL)
        tell_no_values(engine)
        return engine
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": WAIT_SECONDS})
    event.listen(engine, "do_connect", _keep_private)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _keep_private(_dialect: Any, _record: Any, words: list[Any], _options: Any) -> None:
    """A new store is made for the one who runs the program alone, before SQLite would make it for everybody."""
    if words and words[0] != ":memory:":
        Path(words[0]).touch(mode=0o600)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver's own implicit BEGIN comes late and skips DDL
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        f"busy_timeout={WAIT_SECONDS * 1000}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
