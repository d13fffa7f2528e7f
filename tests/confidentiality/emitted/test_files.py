"""The files that are handed out, of every kind, read back into equations on the cube; planted numbers are in none.

Tables, native charts with the values kept in them and in the workbooks behind them, lines of words; and for planted
numbers every part there is: document properties, alternative texts, attributes, names of parts and of the file itself.
"""

import csv
import io
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from actions import export
from actions.keep import open_store
from actions.subject import Asked, Site
from actions.users import LOCAL
from reports.report import file_name
from settings import read_settings
from tests.confidentiality.emitted.attacked import bare, findings
from tests.confidentiality.emitted.canary import THOUSANDS, canaries, leaked
from tests.confidentiality.emitted.document import read
from tests.confidentiality.emitted.equations import World, as_told, held, learned, untrue
from tests.confidentiality.emitted.filed import filed
from tests.confidentiality.emitted.told import Cell, Told
from tests.confidentiality.organisations import WAVES
from tests.machine import ROOT

FIGURES = ("base", "favourable", "share", "low", "high")
DAY = date(2026, 1, 5)


@dataclass(frozen=True)
class Taken:
    """One report that was taken away: what it is about, and its bytes."""

    cell: Cell
    data: bytes
    kind: str

    def told(self, found: World) -> list[Told]:
        if self.kind == "csv":
            return as_told(_document(self.data))
        return filed(read(self.data, self.kind), found.names, self.cell)

    def everything(self) -> str:
        """All its text, its name before it."""
        name = file_name((self.cell.wave, self.cell.group[0]), DAY, self.kind)
        text = self.data.decode("utf-8-sig") if self.kind == "csv" else read(self.data, self.kind).everything
        return f"{name}\n{text}"


def _document(data: bytes) -> str:
    """The rows of a CSV as the JSON that commands print."""
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    numbers = [{key: json.loads(row[key]) for key in FIGURES if row.get(key)} for row in rows]
    return json.dumps([dict(row) | dict.fromkeys(FIGURES) | own for row, own in zip(rows, numbers, strict=True)])


def handed_out(found: World, folder: Path, kind: str) -> Iterator[Taken]:
    """The reports of the whole and of every division for every wave (PDF: the newest), from a copy of the store."""
    copy = folder / "handed.sqlite3"
    shutil.copyfile(found.url.removeprefix("sqlite:///"), copy)
    store = open_store(f"sqlite:///{copy}")
    try:
        for wave in list(WAVES)[-1:] if kind == "pdf" else WAVES:
            for unit in (unit for unit in found.tree.units if found.tree.level(unit) < 2):
                site = Site(LOCAL, store, read_settings(ROOT / "config.toml", {}))
                about = Cell(wave, (unit, "", ""), "awareness")
                yield Taken(about, export.made(site, Asked(wave, "en", DAY, unit), kind), kind)
    finally:
        store.close()


LEAST = {"csv": 100, "xlsx": 100, "html": 60, "pdf": 40, "pptx": 20}
"""How many cells the reports of an organisation tell of, at least: fewer, and they were not understood."""


@pytest.mark.parametrize("kind", export.FORMATS)
def test_no_cell_recoverable_from_files(organisation: World, tmp_path: Path, kind: str) -> None:
    told = [each for taken in handed_out(organisation, tmp_path, kind) for each in taken.told(organisation)]
    assert len({each.cell for each in told if each.share is not None}) > LEAST[kind]
    assert findings(organisation, told) == []


@pytest.mark.parametrize("kind", ["html", pytest.param("xlsx", marks=pytest.mark.slow)])
def test_without_complementary_hiding_the_same_test_fails(tmp_path: Path, kind: str) -> None:
    found = bare(tmp_path)
    told = [each for taken in handed_out(found, tmp_path, kind) for each in taken.told(found)]
    assert untrue(found, told) == []
    assert {"A0", "C0"} <= {unit for each in learned(found, held(found, told)) for (unit, _, _), _ in each.below}


@pytest.mark.parametrize("kind", export.FORMATS)
def test_no_planted_number_is_in_a_file(planted: World, tmp_path: Path, kind: str) -> None:
    """And the search bites: the base that each report stands on is found in it."""
    secret = [number for number in canaries(planted) if len(number) > THOUSANDS]
    for taken in handed_out(planted, tmp_path, kind):
        text, base = taken.everything(), planted.cube[taken.cell].base
        assert leaked(text, secret) == []
        assert base is not None
        assert leaked(text, {str(base), f"{base:,}"})
