"""What the machine lends to tests, and whether a test may do without it."""

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
REQUIRED = frozenset(os.environ.get("SHINTODO_TESTS_REQUIRE", "").replace(",", " ").split())


def need(thing: str, found: object, words: str) -> None:
    """Skips in plain words what the machine cannot run; fails where SHINTODO_TESTS_REQUIRE names the thing."""
    if found:
        return
    if thing in REQUIRED:
        pytest.fail(f"SHINTODO_TESTS_REQUIRE names {thing}: {words}", pytrace=False)
    pytest.skip(words)


def chromium() -> str | None:
    """The machine's own browser; SHINTODO_CHROMIUM names another."""
    names = (os.environ.get("SHINTODO_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if name and (path := shutil.which(name))), None)


def postgresql_programs() -> Path | None:
    """The folder with initdb and postgres: Debian's newest, or wherever the PATH finds them."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name))
    on_path = shutil.which("initdb")
    folders = [*reversed(debian), *([Path(on_path).parent] if on_path else [])]
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()), None)


def shared_data_folder() -> Path:
    """Where the publishers' raw files lie: beside the checkout, or where SHINTODO_SHARED says."""
    return Path(os.environ.get("SHINTODO_SHARED") or ROOT.parent / "shared" / "data")
