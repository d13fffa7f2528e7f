"""Copies of an embedded store that are whole even while it is written to."""

import sqlite3
from contextlib import closing
from pathlib import Path

from db.engine import Store, StoreProblem


def back_up(store: Store, destination: Path) -> Path:
    """Copy an embedded store with SQLite's backup interface; a copy of the bare file is often torn.

    Raises StoreProblem for a PostgreSQL store, whose own pg_dump does this, when the destination exists or cannot be written.
    """
    if store.file is None:
        raise StoreProblem("backup_by_pg_dump")
    if destination.exists():
        raise StoreProblem("backup_exists", found=str(destination))
    try:
        destination.touch(mode=0o600)
        with closing(sqlite3.connect(store.file)) as source, closing(sqlite3.connect(destination)) as copy:
            source.backup(copy)
    except (OSError, sqlite3.Error) as problem:
        raise StoreProblem("backup_failed", found=str(destination), why=str(problem)) from None
    return destination
