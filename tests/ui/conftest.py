"""A town's store for tests of the screens: one shared by all that only look, and one of its own for each that writes."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from db.engine import Store
from tests.machine import ROOT
from tests.ui import town

Open = Callable[..., AppTest]


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town's store as it was founded; nobody writes into it."""
    folder = tmp_path_factory.mktemp("town")
    town.found(folder)
    return folder / "town.sqlite3"


@pytest.fixture
def own_store(founded: Path, tmp_path: Path) -> str:
    """The URL of a copy of the town's store."""
    shutil.copyfile(founded, tmp_path / "own.sqlite3")
    return f"sqlite:///{tmp_path / 'own.sqlite3'}"


@pytest.fixture
def written(own_store: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A copy of the town's store that the pages open too."""
    monkeypatch.setenv("SHINTODO_DATABASE_URL", own_store)
    found = Store(own_store)
    yield found
    found.close()


@pytest.fixture
def visit(founded: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens a page at an address: visit("trend", unit="B1", lang="en")."""
    monkeypatch.setenv("SHINTODO_DATABASE_URL", f"sqlite:///{founded}")
    return opened


def opened(page: str = "overview", **address: str | list[str]) -> AppTest:
    """The page as AppTest sees it; it can only go to a page that the router has told it of, so it runs twice."""
    app = AppTest.from_file(str(ROOT / "ui" / "router" / "main.py"), default_timeout=60)
    for name, value in address.items():
        app.query_params[name] = value
    app.run()
    if page != "overview":
        for name, value in address.items():
            app.query_params[name] = value
        app.switch_page(f"../pages/{page}.py").run()
    return app


def unfold(app: AppTest, key: str) -> AppTest:
    """The page once what is folded under `key` was unfolded: that part is made only then."""
    app.session_state[key] = True
    return app.run()


def settled(app: AppTest) -> AppTest:
    """The page once the file on its desk was read: a browser looks twice a second, AppTest only when it is run."""
    for _ in range(240):
        if not any("sd-job" in element.proto.body for element in app.get("html")):
            return app
        app.run()
    raise AssertionError("the file is still being read")
