"""Schema: what the migrations make is what the tables say, up, down and up again, all or nothing, on both databases."""

from pathlib import Path

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from db import schema
from db.backup import back_up
from db.engine import Store, StoreProblem
from db.tables import Base


def tables(store: Store) -> set[str]:
    with store.reading() as connection:
        return set(inspect(connection).get_table_names()) - {"alembic_version"}


def test_migrations_make_the_tables_that_the_code_knows(store_url: str) -> None:
    store = Store(store_url)
    before, after, backup = schema.upgrade(store)
    schema.differences(store)  # raises where they differ
    assert (before, after, backup) == (None, schema.newest(), None)
    assert tables(store) == set(Base.metadata.tables)
    store.close()


def test_down_and_up_again_leads_to_the_same_schema(store_url: str) -> None:
    store = Store(store_url)
    schema.migrate(store, "head")
    schema.migrate(store, "base")
    assert tables(store) == set()
    schema.migrate(store, "head")
    schema.differences(store)
    assert tables(store) == set(Base.metadata.tables)
    store.close()


def test_every_constraint_and_index_has_a_name_by_the_convention() -> None:
    for table in Base.metadata.tables.values():
        for constraint in table.constraints:
            kind = type(constraint).__name__
            prefix = {
                "PrimaryKeyConstraint": "pk",
                "ForeignKeyConstraint": "fk",
                "UniqueConstraint": "uq",
                "CheckConstraint": "ck",
            }[kind]
            assert str(constraint.name).startswith(f"{prefix}_{table.name}")


def test_a_store_that_a_newer_version_wrote_is_refused(store_url: str) -> None:
    store = Store(store_url)
    schema.upgrade(store)
    with store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '20990101_later'"))
    with pytest.raises(StoreProblem) as found:
        schema.upgrade(store)
    assert (found.value.kind, found.value.about["found"]) == ("newer_store", "20990101_later")
    store.close()


def test_a_migration_that_fails_leaves_nothing_behind(store_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first table is created, then the migration breaks: afterwards there is no table at all."""
    from alembic.operations import Operations

    plain = Operations.create_table

    def breaks(self: Operations, name: str, *columns: object, **options: object) -> object:
        if name == "wave":
            raise RuntimeError("power lost")
        return plain(self, name, *columns, **options)  # type: ignore[arg-type]  # passed on as they came

    store = Store(store_url)
    monkeypatch.setattr(Operations, "create_table", breaks)
    with pytest.raises(Exception, match="power lost"):
        schema.migrate(store, "head")
    assert tables(store) == set()
    monkeypatch.undo()
    schema.migrate(store, "head")
    assert tables(store) == set(Base.metadata.tables)
    store.close()


def test_sqlite_runs_with_the_settings_that_lose_nothing(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 's.sqlite3'}")
    with store.reading() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30_000}
    store.close()


def test_a_copy_is_made_before_a_store_is_changed(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 's.sqlite3'}")
    schema.upgrade(store)
    copy = back_up(store, tmp_path / "copy.sqlite3")
    other = Store(f"sqlite:///{copy}")
    assert schema.version(other) == schema.newest()
    with pytest.raises(StoreProblem) as found:
        back_up(store, copy)
    assert found.value.kind == "backup_exists"


def test_only_databases_that_were_tried_are_accepted() -> None:
    with pytest.raises(StoreProblem) as found:
        Store("mysql://root@localhost/x")
    assert found.value.kind == "unknown_database"


def test_what_fails_inside_a_writing_connection_is_rolled_back(store_url: str) -> None:
    store = Store(store_url)
    schema.upgrade(store)

    def half() -> None:
        with store.writing() as connection:
            connection.execute(text("INSERT INTO guideline (key) VALUES ('g')"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half()
    with store.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM guideline")).scalar() == 0
    store.close()


FILLED = """
INSERT INTO guideline (id, key) VALUES (1, 'g');
INSERT INTO guideline_version (id, guideline_id, number, version, name_ja, name_en) VALUES (1, 1, 1, '1', 'g', 'g');
INSERT INTO wave (id, name, guideline_version_id, starts_on, ends_on, state, minimum_base)
VALUES (1, 'W1', 1, '2025-05-01', '2025-05-02', 'closed', 10), (2, 'W2', 1, '2025-08-01', '2025-08-02', 'open', 5);
INSERT INTO upload (id, wave_id, file_name, kind, sha256, content, rows_read, rows_stored, rows_rejected, mapping, state,
kept_at, kept_by) VALUES (1, 1, 'a.csv', 'responses', 's', 'c', 1, 1, 0, '', 'kept', '2025-05-03', 'p'),
(2, 2, 'b.csv', 'responses', 's', 'd', 1, 1, 0, '', 'undone', '2025-05-03', 'p');
INSERT INTO response_block (id, upload_id, kind, rows, sha256, bytes) VALUES (1, 1, 'responses', 1, 's', 'b')
"""


def filled(store: Store) -> None:
    with store.writing() as connection:
        for statement in FILLED.replace("'b')", "'b')" if store.is_sqlite else "'\\x00')").split(";"):
            connection.execute(text(statement))


def count_of(store: Store, query: str) -> int:
    with store.reading() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {query}")).scalar_one())


def test_tables_that_are_made_anew_keep_what_they_hold_and_what_holds_them(store_url: str) -> None:
    """Up: every wave has a version 1 and a salt of its own. Down again: the older version has a name of its own."""
    store = Store(store_url)
    schema.migrate(store, "20261122_weighting")
    filled(store)
    schema.migrate(store, "20261122_once")
    assert [count_of(store, name) for name in ("wave", "upload", "response_block")] == [2, 2, 1]
    assert count_of(store, "wave WHERE version = 1 AND length(salt) = 32") == 2
    assert count_of(store, "(SELECT DISTINCT salt FROM wave) AS salts") == 2
    with pytest.raises(IntegrityError), store.writing() as connection:
        connection.execute(text("UPDATE upload SET wave_id = 99"))
    with store.writing() as connection:
        connection.execute(text("UPDATE wave SET state = 'superseded'"))
        connection.execute(text("UPDATE wave SET name = 'W1', version = 2 WHERE id = 2"))
        connection.execute(text("UPDATE upload SET state = 'replaced', replaced_by = 2 WHERE id = 1"))
    schema.migrate(store, "-1")
    assert count_of(store, "wave WHERE name IN ('W1', 'W1 (1)') AND state = 'withdrawn'") == 2
    assert count_of(store, "upload WHERE state = 'undone'") == 2
    store.close()
