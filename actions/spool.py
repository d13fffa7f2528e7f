"""Files that wait to be read, or to be read again with another choice: a private folder, emptied within a day."""

import contextlib
import os
import secrets
import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from actions.refused import Refused
from db import jobs as rows
from db.engine import Store
from intake.sandbox import FOLDER as FOLDER
from settings import ROOT

KEPT_FOR = timedelta(hours=24)
ON_ITS_WAY = timedelta(hours=1)
"""So long a file may lie there before anybody says what it is for."""


def folder(store: Store) -> Path:
    """The spool of a store: beside an embedded one, else in this machine's own data."""
    return ROOT / "data" / "spool" if store.file is None else store.file.with_name(f"{store.file.name}.spool")


def put(store: Store, path: Path) -> str:
    """Copy a file into the spool; answers what it is called there."""
    name = secrets.token_urlsafe(24)
    folder(store).mkdir(mode=0o700, parents=True, exist_ok=True)
    there = folder(store) / name
    there.touch(mode=0o600)
    try:
        shutil.copyfile(path, there)
    except OSError:
        there.unlink(missing_ok=True)
        raise Refused("file_missing", file=path.name) from None
    return name


def find(store: Store, name: str) -> Path | None:
    """Where a spooled file is; None where it has gone, or lies with another machine."""
    path = folder(store) / name
    return path if path.is_file() else None


def drop(store: Store, name: str) -> None:
    """Remove a spooled file."""
    (folder(store) / name).unlink(missing_ok=True)


def tidy(store: Store) -> None:
    """Remove what nobody will read again: files kept, cancelled or a day old, and jobs of the day before."""
    now = datetime.now(UTC)
    _left_behind(now - KEPT_FOR)
    with store.reading() as connection:
        wanted = rows.spooled(connection)
        old = rows.any_before(connection, now - KEPT_FOR)
    for file in folder(store).glob("*"):
        age = now - datetime.fromtimestamp(file.stat().st_mtime, UTC)
        if age > KEPT_FOR or (age > ON_ITS_WAY and file.name not in wanted):
            file.unlink(missing_ok=True)
    if old:
        with store.writing() as connection:
            rows.forget(connection, now - KEPT_FOR)


def _left_behind(before: datetime) -> None:
    """Remove what was being read when this account's program was killed: it holds answers, and nobody else would."""
    for path in Path(tempfile.gettempdir()).glob(f"{FOLDER}*"):
        with contextlib.suppress(OSError):
            found = path.lstat()
            if found.st_uid == os.geteuid() and found.st_mtime < before.timestamp():
                shutil.rmtree(path, ignore_errors=True)
