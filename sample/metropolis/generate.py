"""Writes the twelve waves of the metropolis as files a person would hand in: `generate(folder)`, then `wave_files(folder)`."""

import csv
import tomllib
from dataclasses import dataclass
from pathlib import Path

from measure.document import from_document
from measure.organisation import OrgTree
from measure.questionnaire import Guideline
from measure.wave import Wave
from sample.metropolis.answers import replies
from sample.metropolis.forms import Source, shape_of
from sample.metropolis.staff import AUDIENCES, TENURES, headcount, sections_on, units
from sample.metropolis.waves import WAVES, quarter_of

HERE = Path(__file__).parent
GUIDELINE_FILE = HERE / "guideline.toml"
UNITS_FILE = HERE / "units.csv"
LINEAGE_FILE = HERE / "lineage.csv"
INITIATIVES_FILE = HERE / "initiatives.csv"
KPI_FILE = HERE / "kpi.csv"
TARGETS_FILE = HERE / "targets.csv"
MAPPINGS = HERE / "mappings"
SEED = 20220331


@dataclass(frozen=True)
class WaveFiles:
    """What is handed in for one wave: the sheets, the mapping they are read with, and how many were asked."""

    wave: Wave
    responses: Path
    headcount: Path
    mapping: Path


def generate(folder: Path, seed: int = SEED) -> None:
    """Write responses and headcounts of all twelve waves into `folder`; the same seed gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    asked = guideline()
    for files in wave_files(folder):
        wave = files.wave
        tree = OrgTree.on(wave.starts_on, units())
        source = Source(wave, replies(wave, seed), asked, _names(tree), _paths(tree))
        shape_of(quarter_of(wave)).write(source, files.responses)
        _write_headcount(wave, seed, files.headcount)


def wave_files(folder: Path) -> tuple[WaveFiles, ...]:
    """Where `generate(folder)` puts the files of each wave, in the order of the waves."""
    return tuple(_files(folder, wave) for wave in WAVES)


def guideline() -> Guideline:
    """The code of conduct and its questions."""
    with GUIDELINE_FILE.open("rb") as file:
        return from_document(tomllib.load(file))


def _files(folder: Path, wave: Wave) -> WaveFiles:
    shape = shape_of(quarter_of(wave))
    return WaveFiles(
        wave=wave,
        responses=folder / f"responses_{wave.name}{shape.suffix}",
        headcount=folder / f"headcount_{wave.name}.csv",
        mapping=MAPPINGS / f"{shape.mapping}.toml",
    )


def _names(tree: OrgTree) -> dict[str, str]:
    return {code: unit.name.ja for code, unit in tree.units.items()}


def _paths(tree: OrgTree) -> dict[str, str]:
    """Names from the bureau down, as people pick them from a list: 税務局 課税部 資産税課."""
    names = _names(tree)
    return {code: " ".join(names[step] for step in tree.path(code)[1:]) for code in tree.units}


def _write_headcount(wave: Wave, seed: int, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["unit", "audience", "tenure", "headcount"])
        for section in sections_on(wave.starts_on):
            for (audience, tenure), people in zip(_cells(), headcount(section, wave, seed).ravel(), strict=True):
                if people:
                    writer.writerow([section.unit, audience, tenure, int(people)])


def _cells() -> list[tuple[str, str]]:
    return [(audience, tenure) for audience in AUDIENCES for tenure in TENURES]
