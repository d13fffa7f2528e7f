"""What every test may ask for: a fresh store on both databases, the raw data, a browser."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.machine import ROOT, chromium, need, postgresql_programs, shared_data_folder
from tests.postgres import Cluster

BROWSER_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MARK_OF_FIXTURE = {"page": "browser", "browser": "browser", "postgresql": "postgresql", "shared_data": "shared_data"}

# the same examples every run, and no limit by the clock: other work on the machine must not fail a test
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks a test by what it asks for, so that `-m "not browser"` and the like just work."""
    for item in items:
        for fixture in getattr(item, "fixturenames", ()):
            if fixture in MARK_OF_FIXTURE:
                item.add_marker(MARK_OF_FIXTURE[fixture])


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps the developer's own SHINTODO_ variables out of the tests."""
    for name in os.environ:
        if name.startswith("SHINTODO_") and name not in (
            "SHINTODO_TESTS_REQUIRE",
            "SHINTODO_SHARED",
            "SHINTODO_CHROMIUM",
        ):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """One PostgreSQL server for the run, started when the first test needs it."""
    programs = postgresql_programs()
    need("postgresql", programs, "PostgreSQL's programs are not on this machine (Debian: apt-get install postgresql)")
    assert programs is not None
    cluster = Cluster(programs)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database of the test's own, on SQLite and then on PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'store.sqlite3'}"
        return
    cluster: Cluster = request.getfixturevalue("postgresql")
    url = cluster.fresh()
    yield url
    cluster.drop(url)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of the publishers' raw files, which a plain clone does not have."""
    folder = shared_data_folder()
    need(
        "shared-data",
        folder.is_dir(),
        f"the publishers' raw files are not at {folder} (SHINTODO_SHARED names their place)",
    )
    return folder


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The top folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Has pytest-playwright start the machine's own Chromium."""
    path = chromium()
    need("browser", path, "Chromium is not on this machine (Debian: apt-get install chromium)")
    return {**browser_type_launch_args, "executable_path": path, "args": [*BROWSER_ARGUMENTS]}
