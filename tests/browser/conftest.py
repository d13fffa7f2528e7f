"""The dashboard as people meet it: a server of our own on the town's store, and a browser that looks at it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.machine import ROOT
from tests.ui import town

READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'
WAIT = 90
Look = Callable[..., Page]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as got:
            return int(got.status) == 200
    except (urllib.error.URLError, OSError):
        return False


@contextmanager
def served(command: list[str], port: int, store: str) -> Iterator[str]:
    """A server of `command` on a store, up for as long as the block lasts."""
    environ = dict(os.environ) | {"SHINTODO_DATABASE_URL": store, "SHINTODO_PORT": str(port)}
    server = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(WAIT * 2):
            if answers(f"http://127.0.0.1:{port}/_stcore/health"):
                break
            time.sleep(0.5)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)


def dashboard(port: int) -> list[str]:
    """How `shintodo run` starts it."""
    address = ["--server.address", "127.0.0.1", "--server.port", str(port)]
    return [sys.executable, "-m", "streamlit", "run", "app.py", *address]


@contextmanager
def on_a_copy(store: Path, folder: Path) -> Iterator[str]:
    """The address of a dashboard on a copy of a store, to write into."""
    shutil.copyfile(store, folder / "own.sqlite3")
    port = free_port()
    with served(dashboard(port), port, f"sqlite:///{folder / 'own.sqlite3'}") as address:
        yield address


@pytest.fixture(scope="session")
def town_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser-town")
    town.found(folder)
    return folder / "town.sqlite3"


@pytest.fixture(scope="session")
def site(town_store: Path) -> Iterator[str]:
    """The address of a running dashboard on the town's store."""
    port = free_port()
    with served(dashboard(port), port, f"sqlite:///{town_store}") as address:
        yield address


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Iterator[dict[tuple[int, bool], BrowserContext]]:
    """One browser profile for each width and theme, so that the app's own scripts are loaded once and then kept."""
    found: dict[tuple[int, bool], BrowserContext] = {}
    for width, dark in ((1440, False), (1440, True), (390, False), (390, True)):
        scheme: Literal["dark", "light"] = "dark" if dark else "light"
        found[width, dark] = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    yield found
    for context in found.values():
        context.close()


@pytest.fixture
def look(site: str, contexts: dict[tuple[int, bool], BrowserContext]) -> Iterator[Look]:
    """Opens an address and waits until it is drawn: look("/trend?lang=en", width=390, dark=True)."""
    pages: list[Page] = []

    def open_page(path: str, width: int = 1440, dark: bool = False) -> Page:
        page = contexts[width, dark].new_page()
        pages.append(page)
        page.set_default_timeout(WAIT * 1000)
        page.goto(f"{site}{path}")
        return drawn(page)

    yield open_page
    for page in pages:
        page.close()


QUIET = """() => new Promise(done => {
  const over = () => { seen.disconnect(); done(true); };
  let waiting = setTimeout(over, 300);
  const seen = new MutationObserver(() => { clearTimeout(waiting); waiting = setTimeout(over, 300); });
  seen.observe(document.body, {childList: true, subtree: true});
})"""
"""Streamlit puts the place for a file on the page twice within a tenth of a second, and a file given to the first of
the two is lost: sooner than any hand, but not than a test."""


def give(page: Page, *files: Path) -> None:
    """Put files into the page's first place for files, as a hand would: once the page is quiet."""
    drawn(page)
    page.wait_for_selector("input[type=file]", state="attached")
    page.evaluate(QUIET)
    page.locator("input[type=file]").first.set_input_files(list(files))


def drawn(page: Page) -> Page:
    """Waits until the script has run and its elements are there."""
    page.wait_for_selector(".sd h1, .sd h2", state="attached")
    page.wait_for_selector(READY)
    page.wait_for_function("() => !document.querySelector('[data-stale=true]')")
    return page
