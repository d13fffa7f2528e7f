"""Keeping the store: bringing its schema up to date, copying it, restoring a copy, and checking that it is whole."""

import hashlib
import shutil
from pathlib import Path

from actions import spool
from actions.refused import Refused
from actions.users import LOCAL, Person, Role, allow
from db import backup as copies
from db import schema
from db.engine import Store as Store  # what every action is given, named here for those who may not see db
from db.engine import StoreProblem
from db.read import all_blocks
from measure.questionnaire import Frozen


class Upgrade(Frozen):
    """Schema version before and after, and the copy made before anything was changed."""

    before: str | None
    after: str
    backup: str | None


class Verdict(Frozen):
    """Whether everything kept is as it was written."""

    ok: bool
    problems: tuple[str, ...]
    rows_checked: int


def open_store(url: str) -> Store:
    """The store at a database URL, its schema up to date; raises Refused where it cannot be used."""
    store = _store(url)
    upgrade(LOCAL, store)
    spool.tidy(store)
    return store


def _store(url: str) -> Store:
    try:
        return Store(url)
    except StoreProblem as problem:
        raise Refused(f"store_{problem.kind}", **problem.about) from None


def upgrade_at(person: Person, url: str) -> Upgrade:
    """Bring the schema of the store at a database URL up to the code's."""
    allow(person, Role.HR)
    store = _store(url)
    try:
        return upgrade(person, store)
    finally:
        store.close()


def upgrade(person: Person, store: Store) -> Upgrade:
    """Bring the schema up to the code's; refuses a store that a newer version wrote."""
    allow(person, Role.HR)
    try:
        before, after, backup = schema.upgrade(store)
    except StoreProblem as problem:
        raise Refused(f"store_{problem.kind}", **problem.about) from None
    return Upgrade(before=before, after=after, backup=backup)


def back_up(person: Person, store: Store, destination: Path) -> Path:
    """Copy the store to a new file while it is in use."""
    allow(person, Role.HR)
    try:
        return copies.back_up(store, destination)
    except StoreProblem as problem:
        raise Refused(f"store_{problem.kind}", **problem.about) from None


def restore(person: Person, url: str, source: Path) -> Path:
    """Put a copy in the place of an embedded store that does not exist yet; nothing is ever written over."""
    allow(person, Role.HR)
    store = _store(url)
    if store.file is None:
        raise Refused("store_restore_by_psql")
    if not source.is_file():
        raise Refused("file_missing", file=source.name)
    if store.file.exists():
        raise Refused("store_exists", found=str(store.file))
    _refuse_no_copy(source)
    store.file.parent.mkdir(parents=True, exist_ok=True)
    store.file.touch(mode=0o600)
    shutil.copyfile(source, store.file)
    return store.file


def _refuse_no_copy(source: Path) -> None:
    """Raise Refused unless the file is a store of ours."""
    with source.open("rb") as file:
        found = schema.version(Store(f"sqlite:///{source.resolve()}")) if file.read(15) == b"SQLite format 3" else None
    if found is None:
        raise Refused("store_no_copy", file=source.name)


def verify(person: Person, store: Store) -> Verdict:
    """Check the schema's version and every response block against the hash it was kept with."""
    allow(person, Role.HR)
    problems = [] if (found := schema.version(store)) == schema.newest() else [f"schema {found}"]
    checked = 0
    with store.reading() as connection:
        for upload, rows, digest, content in all_blocks(connection):
            checked += rows
            if hashlib.sha256(content).hexdigest() != digest:
                problems.append(f"upload {upload}")
    return Verdict(ok=not problems, problems=tuple(problems), rows_checked=checked)
