"""Holds what the other tests stand on: two databases, a browser, and skips that cannot hide."""

import os

import pytest
from playwright.sync_api import Page
from sqlalchemy import create_engine, text

from tests import machine
from tests.postgres import Cluster, database_name


@pytest.mark.parametrize("_again", [1, 2])
def test_every_test_gets_an_empty_store(store_url: str, _again: int) -> None:
    engine = create_engine(store_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE t (n integer)"))
        connection.execute(text("INSERT INTO t VALUES (7)"))
    with engine.connect() as connection:
        assert connection.execute(text("SELECT n FROM t")).scalars().all() == [7]
    engine.dispose()


def test_a_database_can_be_the_template_of_the_next(postgresql: Cluster) -> None:
    first = postgresql.fresh()
    engine = create_engine(first)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE t AS SELECT 7 AS n"))
    engine.dispose()
    copy = create_engine(postgresql.fresh(template=database_name(first)))
    with copy.connect() as connection:
        assert connection.execute(text("SELECT n FROM t")).scalar_one() == 7
    copy.dispose()


def test_the_browser_starts(page: Page) -> None:
    page.set_content("<h1>浸透度</h1>")
    assert page.get_by_role("heading").text_content() == "浸透度"


def test_what_is_required_is_not_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "REQUIRED", frozenset({"browser"}))
    with pytest.raises(pytest.fail.Exception, match="browser"):
        machine.need("browser", None, "no browser here")
    with pytest.raises(pytest.skip.Exception, match="no server here"):
        machine.need("postgresql", None, "no server here")


def test_what_is_there_is_used() -> None:
    machine.need("browser", "/usr/bin/chromium", "never said")
    assert os.environ.get("SHINTODO_DATABASE_URL") is None
