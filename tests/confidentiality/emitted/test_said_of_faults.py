"""Planted numbers are not in what the program says and logs: of every page and command, of refused files, of its own faults.

A fault of ours is a real one: a table of the store is taken away under the page or the command that needs it.
"""

import logging
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

import cli
from terminal import door
from terminal.door import FAULT, REFUSED, run_program
from tests.confidentiality.emitted.canary import SECTIONS, THOUSANDS, canaries, leaked
from tests.confidentiality.emitted.equations import World
from tests.confidentiality.emitted.frames import over_the_wire, running, through_apptest
from tests.confidentiality.emitted.told import words_of
from tests.confidentiality.emitted.visits import EN, PAGES
from tests.confidentiality.organisations import sheet

COMMANDS = (
    *(("show", what, "--wave", "W2") for what in ("levels", "funnel", "norms")),
    ("show", "trend", "--unit", "A1"),
    ("show", "change", "--from", "W1", "--to", "W2"),
    *(("show", what) for what in ("speed", "pace", "decompose", "rotation", "plan", "findings", "audiences")),
    *((what,) for what in ("attack", "uploads", "verify")),
    *((what, "list") for what in ("wave", "mapping", "note", "initiative")),
    ("audit", "log"),
)


@pytest.fixture
def copy(planted: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A copy of the planted store, with a log of its own, in which everything is noted."""
    file = tmp_path / "copy.sqlite3"
    shutil.copyfile(planted.url.removeprefix("sqlite:///"), file)
    monkeypatch.setenv("SHINTODO_DATABASE_URL", f"sqlite:///{file}")
    monkeypatch.setattr(door, "LOG", tmp_path / "shintodo.log")
    yield f"sqlite:///{file}"
    ours = logging.getLogger("shintodo")
    ours.handlers.clear()
    ours.propagate = True


@pytest.fixture
def secret(planted: World) -> list[str]:
    """The planted numbers that are neither a row of a file nor a key."""
    return [number for number in canaries(planted) if len(number) > THOUSANDS]


def logged(folder: Path, caplog: pytest.LogCaptureFixture) -> str:
    """What was logged, by us and by everything we stand on, down to the least word."""
    own = folder / "shintodo.log"
    return caplog.text + (own.read_text(encoding="utf-8") if own.exists() else "")


def dropped(url: str, table: str) -> None:
    with sqlite3.connect(url.removeprefix("sqlite:///")) as store:
        store.execute("PRAGMA foreign_keys = OFF")
        store.execute(f'DROP TABLE "{table}"')


def test_pages_and_commands_log_and_print_none(
    copy: str,
    secret: list[str],
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    done = [run_program(cli.app, ["--database-url", copy, *words]) for words in COMMANDS]
    assert FAULT not in done
    assert done.count(door.DONE) > len(COMMANDS) / 2
    for page in PAGES:
        through_apptest(page, EN | {"unit": "A1"})
    printed = capfd.readouterr()
    assert len(printed.out) > 1000
    assert leaked(logged(tmp_path, caplog) + printed.out + printed.err, secret) == []


def handed_in(url: str, folder: Path, text: str) -> int:
    """The answers once more, for a wave that is open."""
    file = folder / "answers.csv"
    file.write_text(text, encoding="utf-8")
    wave = ("wave", "add", "W3", "--from", "2025-11-07", "--to", "2025-11-07", "--minimum-base", "10")
    assert run_program(cli.app, ["--database-url", url, *wave]) == door.DONE
    return run_program(cli.app, ["--database-url", url, "import", str(file), "--wave", "W3"])


@pytest.mark.parametrize("harm", ["unit", "words", "closed"])
def test_a_refused_file_is_answered_without(
    copy: str, secret: list[str], tmp_path: Path, capfd: pytest.CaptureFixture[str], harm: str
) -> None:
    """For a unit that nobody knows, with an answer that nobody offered, and for a wave that is closed."""
    text = sheet(list(SECTIONS), 1)
    if harm == "closed":
        file = tmp_path / "again.csv"
        file.write_text(text, encoding="utf-8")
        status = run_program(cli.app, ["--database-url", copy, "import", str(file), "--wave", "W2"])
    else:
        status = handed_in(
            copy, tmp_path, text.replace("A1,", "A9,") if harm == "unit" else text.replace(",yes,", ",perhaps,")
        )
    said = capfd.readouterr()
    assert status == REFUSED
    assert said.out + said.err
    assert leaked(said.out + said.err, secret) == []


def test_an_import_that_fails_logs_none(
    copy: str,
    secret: list[str],
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    dropped(copy, "response_block")
    caplog.set_level(logging.DEBUG)
    assert handed_in(copy, tmp_path, sheet(list(SECTIONS), 1)) == FAULT
    said = capfd.readouterr()
    assert "response_block" in logged(tmp_path, caplog)  # the fault stands there with its trace
    assert "Traceback" not in said.out + said.err
    assert leaked(logged(tmp_path, caplog) + said.out + said.err, secret) == []


def test_a_page_that_fails_says_and_logs_none(copy: str, secret: list[str], tmp_path: Path) -> None:
    """On a running server, whose log is read with what it sent."""
    dropped(copy, "published")
    with running(copy, tmp_path) as server:
        sent = over_the_wire(server, "trend", EN | {"unit": "A1"})
    log = (tmp_path / "server.log").read_text(encoding="utf-8")
    assert "The fault is ours." in words_of(sent.elements)
    assert "no such table: published" in log
    assert leaked("\n".join([log, *(frame.decode("utf-8", "replace") for frame in sent.frames)]), secret) == []
