"""Random organisations led through the program as HR would: a tree with small teams, two waves, answers of every lean."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from actions import close, organise, upload
from actions.keep import open_store
from actions.users import LOCAL
from tests.actions.county import GUIDELINE, HEADINGS

WAVES = {"W1": date(2025, 5, 7), "W2": date(2025, 8, 7)}
MINIMUM = 10
TENURES = ("new", "old", "oldest")


@dataclass(frozen=True)
class Section:
    """A section of a division, with so many people, and how they lean (0..1)."""

    code: str
    division: str
    people: int
    lean: float


def sections(seed: int) -> list[Section]:
    """Two to four divisions of one to five sections, from 1 to 60 people, some all of one mind."""
    chance = np.random.default_rng(seed)
    found = []
    for division in "ABCD"[: int(chance.integers(2, 5))]:
        for number in range(int(chance.integers(1, 6))):
            people = int(chance.choice([1, 3, 7, 9, 10, 11, 14, 25, 40, 60]))
            lean = float(chance.choice([0.0, 0.3, 0.5, 0.8, 1.0]))
            found.append(Section(f"{division}{number}", division, people, lean))
    return found


def sheet(found: list[Section], seed: int) -> str:
    """One row an answer; who does not know is not asked for a welcome, a few leave a question out."""
    chance = np.random.default_rng(seed)
    lines = [",".join(("unit", "tenure", *HEADINGS))]
    for section in found:
        for _ in range(section.people):
            said = ["yes" if chance.random() < section.lean else "no" for _ in range(3)]
            said = ["" if chance.random() < 0.02 else word for word in said]
            like = str(chance.choice(["yes", "no", "neither"])) if said[0] == "yes" else ""
            lines.append(",".join((section.code, str(chance.choice(TENURES)), *said, like)))
    return "\n".join(lines) + "\n"


def founded(folder: Path, found: list[Section], seed: int = 1, waves: Sequence[str] = tuple(WAVES)) -> str:
    """The URL of a store with closed waves of these sections; people answer by `seed` in the first, by the next ones then."""
    url = f"sqlite:///{folder / 'organisation.sqlite3'}"
    store = open_store(url)
    organise.import_guideline(LOCAL, store, _written(folder, "code.toml", GUIDELINE))
    divisions = dict.fromkeys(section.division for section in found)
    units = ["code,name,parent", "R,Whole,", *(f"{d},Division {d},R" for d in divisions)]
    units += [f"{s.code},Section {s.code},{s.division}" for s in found]
    organise.import_units(LOCAL, store, _written(folder, "units.csv", "\n".join(units) + "\n"), date(2025, 4, 1))
    heads = "\n".join(["unit,tenure,headcount", *(f"{s.code},{t},{s.people}" for s in found for t in TENURES)]) + "\n"
    for place, name in enumerate(waves):
        day = WAVES[name]
        wave = organise.NewWave(name=name, starts_on=day, ends_on=day, minimum_base=MINIMUM)
        organise.add_wave(LOCAL, store, wave)
        organise.import_headcount(LOCAL, store, _written(folder, "heads.csv", heads), name)
        file = upload.GivenFile.at(_written(folder, f"{name}.csv", sheet(found, seed + place)))
        taken = upload.take_in(LOCAL, store, file, upload.Choice(name))
        assert taken.upload is not None, taken.outcome.problems
        close.close(LOCAL, store, name)
    store.close()
    return url


def _written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
