"""What is left lying about once waves were taken in, closed, inspected and handed out: nothing but the store itself.

The store holds answers by design, and is its owner's alone (tests/db/test_faults.py); a temporary file or a cache beside
it would be one that nobody guards, whether it holds hidden counts or the rows that they are counted from.
"""

import tempfile
from datetime import date
from pathlib import Path

import pytest

import cli
from actions import export
from actions.keep import open_store
from actions.subject import Asked, Site
from actions.users import LOCAL
from settings import Settings
from terminal import door
from terminal.door import run_program
from tests.confidentiality.emitted.canary import SECTIONS, canaries, leaked
from tests.confidentiality.emitted.equations import World, world
from tests.confidentiality.organisations import founded

OURS = ("organisation.sqlite3", "organisation.sqlite3-wal", "organisation.sqlite3-shm")
HANDED_IN = ("code.toml", "units.csv", "heads.csv", "W1.csv", "W2.csv")
OF_FONTS = "fontconfig"  # which typefaces there are is told by the machine, and asked for by whatever sets a PDF
KINDS = export.FORMATS


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every place that programs write to without being told where, below one folder."""
    places = {"HOME": "home", "TMPDIR": "temporary", "XDG_CACHE_HOME": "home/.cache", "XDG_DATA_HOME": "home/.data"}
    for name, place in places.items():
        folder = tmp_path / "elsewhere" / place
        folder.mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(door, "LOG", tmp_path / "elsewhere" / "shintodo.log")
    (tmp_path / "elsewhere" / "here").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere" / "here")
    return tmp_path / "elsewhere"


def lived(folder: Path) -> World:
    """Two waves taken in and closed, the inspection, and every kind of report of the whole and of a division."""
    found = world(founded(folder, list(SECTIONS)), SECTIONS)
    assert run_program(cli.app, ["--database-url", found.url, "attack"]) == 0
    store = open_store(found.url)
    for kind in KINDS:
        for unit in ("R", "A"):
            assert export.made(Site(LOCAL, store, Settings()), Asked("W2", "en", date(2026, 1, 5), unit), kind)
    store.close()
    return found


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_nothing_is_left_lying_about(tmp_path: Path, elsewhere: Path) -> None:
    kept = tmp_path / "store"
    kept.mkdir()
    found = lived(kept)
    assert {name for name in files(kept) if name not in HANDED_IN} <= set(OURS)
    left = files(elsewhere)
    assert [name for name in left if OF_FONTS not in name] == []
    secret = canaries(found)
    assert {name for name, data in left.items() if leaked(data.decode("utf-8", "replace"), secret)} == set()


def test_the_same_look_finds_what_is_left(elsewhere: Path) -> None:
    """So it bites: a temporary file made the usual way is found."""
    with tempfile.NamedTemporaryFile(delete=False) as left:
        left.write(b"A1,1237")
    assert [data for data in files(elsewhere).values() if leaked(data.decode(), ["1237"])] == [b"A1,1237"]
