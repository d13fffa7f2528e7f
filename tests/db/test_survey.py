"""The surveys of a store are read anew after every change, and not before."""

from datetime import date
from pathlib import Path

import pytest

from actions import organise
from actions.users import LOCAL
from db.engine import Store
from db.survey import Survey, surveys
from tests.actions import town


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return town.town(f"sqlite:///{tmp_path / 'own.sqlite3'}", tmp_path)


def seen(store: Store) -> tuple[Survey, ...]:
    with store.reading() as connection:
        return surveys(connection)


def add(store: Store, name: str) -> None:
    day = date(2030, 5, 7)
    new = organise.NewWave(name=name, starts_on=day, ends_on=day, guideline="values", minimum_base=10)
    organise.add_wave(LOCAL, store, new)


def test_an_unchanged_store_is_read_once(store: Store) -> None:
    assert seen(store) is seen(store)


def test_a_change_is_seen_at_once(store: Store) -> None:
    before = [survey.kept.wave.name for survey in seen(store)]
    add(store, "2030Q1")
    assert [survey.kept.wave.name for survey in seen(store)] == [*before, "2030Q1"]


def test_what_is_written_and_taken_back_is_never_kept(store: Store) -> None:
    before = seen(store)

    def fail() -> None:
        with store.writing() as connection:
            assert len(surveys(connection)) == len(before)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert seen(store) is before


def test_two_stores_are_kept_apart(store: Store, tmp_path: Path) -> None:
    other = town.town(f"sqlite:///{tmp_path / 'other.sqlite3'}", tmp_path)
    add(other, "2030Q1")
    assert len(seen(other)) == len(seen(store)) + 1
