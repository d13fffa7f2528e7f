"""The files that are handed out: CSV as equations on the cube, and in every other kind no planted number."""

import csv
import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from actions import export
from actions.keep import open_store
from actions.subject import Asked, Site
from actions.users import LOCAL
from settings import read_settings
from tests.confidentiality.emitted.equations import ORGANISATION, World, as_told, held, learned, untrue, world
from tests.confidentiality.emitted.test_canaries import SECTIONS, canaries, leaked
from tests.confidentiality.organisations import WAVES, founded
from tests.machine import ROOT

FIGURES = ("base", "favourable", "share", "low", "high")
PACKED = ("xlsx", "pptx")
READ = (*PACKED, "html")
DAY = date(2026, 1, 5)


def handed_out(found: World, folder: Path, ending: str) -> Iterator[bytes]:
    """The reports of the whole and of a division for every wave, from a copy of the store."""
    copy = folder / "handed.sqlite3"
    shutil.copyfile(found.url.removeprefix("sqlite:///"), copy)
    store = open_store(f"sqlite:///{copy}")
    try:
        for wave in WAVES:
            for unit in ("R", "A"):
                asked = Asked(wave, "en", DAY, unit)
                yield export.made(Site(LOCAL, store, read_settings(ROOT / "config.toml", {})), asked, ending)
    finally:
        store.close()


def document(data: bytes) -> str:
    """The rows of a CSV as the JSON that commands print."""
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    numbers = [{key: json.loads(row[key]) for key in FIGURES if row.get(key)} for row in rows]
    return json.dumps([dict(row) | dict.fromkeys(FIGURES) | own for row, own in zip(rows, numbers, strict=True)])


def unpacked(data: bytes, ending: str) -> str:
    """Everything in a file as text."""
    if ending not in PACKED:
        return data.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_no_cell_recoverable_from_csv(tmp_path: Path) -> None:
    found = world(founded(tmp_path, list(ORGANISATION)), ORGANISATION)
    told = [each for data in handed_out(found, tmp_path, "csv") for each in as_told(document(data))]
    assert sum(each.base is not None for each in told) > 20
    assert untrue(found, told) == []
    results = learned(found, held(found, told))
    assert [(each.pinned, each.below) for each in results if each.pinned or each.below] == []


@pytest.mark.parametrize("ending", READ)
def test_no_planted_number_is_in_a_file(tmp_path: Path, ending: str) -> None:
    found = world(founded(tmp_path, list(SECTIONS)), SECTIONS)
    secret = [number for number in canaries(found) if len(number) > 3]
    texts = [unpacked(data, ending) for data in handed_out(found, tmp_path, ending)]
    assert [number for text in texts for number in leaked(text, secret)] == []
    assert all("Awareness" in text for text in texts)
