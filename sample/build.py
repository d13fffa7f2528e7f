"""Builds the sample store: both guidelines through the same actions as any organisation's own files."""

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from actions import close, comments, initiatives, keep, kpis, organise, receipt, reflections, targets, upload, voices
from actions.comments import Decision
from actions.lineage import import_lineage
from actions.users import LOCAL
from sample.metropolis import generate as metropolis
from sample.panels import generate as panels

HERE = Path(__file__).resolve().parent
UK, METROPOLIS = HERE / "uk_code", HERE / "metropolis"
UK_YEARS = range(2009, 2021)


def build(file: Path, tell: Callable[[str], None]) -> dict[str, str]:
    """The sample store at `file`, built beside it first so that only a whole one ever stands there."""
    file = file.resolve()
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=file.parent) as folder:
            draft = Path(folder) / file.name
            _fill(f"sqlite:///{draft}", tell)
            draft.rename(file)
    return {"store": str(file), "url": f"sqlite:///{file}"}


def _fill(url: str, tell: Callable[[str], None]) -> None:
    store = keep.open_store(url)
    try:
        fill_uk(store, tell)
        fill_metropolis(store, tell)
        fill_panels(store, tell)
        kpis.import_kpis(LOCAL, store, METROPOLIS / "kpi.csv")
    finally:
        store.close()


def fill_uk(store: keep.Store, tell: Callable[[str], None]) -> None:
    """The UK Civil Service Code, 2009 to 2020, from the figures shipped in sample/uk_code."""
    guideline = organise.import_guideline(LOCAL, store, UK / "guideline.toml")
    organise.import_units(LOCAL, store, UK / "units.csv", date(UK_YEARS[0], 10, 1))
    import_lineage(LOCAL, store, UK / "lineage.csv")
    for year in UK_YEARS:
        tell(f"{guideline.key} {year}")
        october = organise.NewWave(
            name=str(year),
            starts_on=date(year, 10, 1),
            ends_on=date(year, 10, 31),
            guideline=guideline.key,
            minimum_base=10,
        )
        organise.add_wave(LOCAL, store, october)
        _take_in(store, str(year), (UK / "figures" / f"{year}.csv", UK / "figures.toml"))


def fill_metropolis(store: keep.Store, tell: Callable[[str], None]) -> None:
    """The fictitious metropolis: twelve quarterly waves of generated forms."""
    guideline = organise.import_guideline(LOCAL, store, METROPOLIS / "guideline.toml")
    organise.import_units(LOCAL, store, METROPOLIS / "units.csv", date(2022, 4, 1))
    import_lineage(LOCAL, store, METROPOLIS / "lineage.csv")
    if (taken := initiatives.import_initiatives(LOCAL, store, METROPOLIS / "initiatives.csv")).problems:
        raise RuntimeError(f"the sample's own initiatives were refused: {taken.problems[:3]}")
    with tempfile.TemporaryDirectory() as folder:
        metropolis.generate(Path(folder))
        for files in metropolis.wave_files(Path(folder)):
            wave = files.wave
            tell(f"{guideline.key} {wave.name}")
            told = wave.model_dump(include={"name", "starts_on", "ends_on", "minimum_base", "guideline"})
            organise.add_wave(LOCAL, store, organise.NewWave.model_validate(told))
            organise.import_headcount(LOCAL, store, files.headcount, wave.name)
            _take_in(store, wave.name, (files.responses, files.mapping))
    _check_comments(store, wave.name)
    _take_lists(store, guideline.key)


LEFT = tuple("01")
"""Comments whose key begins so are left for whoever tries the page on which they are checked."""


def _check_comments(store: keep.Store, wave: str) -> None:
    """Comments of the newest wave are decided and published, but for one in eight."""
    for each in comments.queue(LOCAL, store, wave):
        if not each.key.startswith(LEFT):
            decision = Decision.REDACT if each.marks else Decision.KEEP
            comments.decide(LOCAL, store, (wave, each.key), (decision, None))
    voices.publish(LOCAL, store, wave)


def fill_panels(store: keep.Store, tell: Callable[[str], None]) -> None:
    """Residents and partner firms of the metropolis, each a survey of its own."""
    organise.import_units(LOCAL, store, panels.UNITS_FILE, date(2022, 4, 1))
    for panel in panels.PANELS:
        guideline = organise.import_guideline(LOCAL, store, panel.guideline)
        with tempfile.TemporaryDirectory() as folder:
            for wave in panels.waves(panel, Path(folder)):
                tell(f"{guideline.key} {wave.name}")
                dates = (wave.starts_on, wave.ends_on)
                organise.add_wave(LOCAL, store, _new_wave(wave.name, dates, guideline.key))
                organise.import_headcount(LOCAL, store, wave.headcount, wave.name)
                _take_in(store, wave.name, (wave.responses, None))


def _new_wave(name: str, dates: tuple[date, date], guideline: str) -> organise.NewWave:
    first, last = dates
    return organise.NewWave(name=name, starts_on=first, ends_on=last, guideline=guideline, minimum_base=10)


def _take_lists(store: keep.Store, guideline: str) -> None:
    """Targets and notes of the metropolis, which name its waves and units."""
    if (kept := targets.import_targets(LOCAL, store, METROPOLIS / "targets.csv", guideline)).problems:
        raise RuntimeError(f"the sample's own targets were refused: {kept.problems[:3]}")
    if (notes := reflections.import_reflections(LOCAL, store, METROPOLIS / "notes.csv", guideline)).problems:
        raise RuntimeError(f"the sample's own notes were refused: {notes.problems[:3]}")


def _take_in(store: keep.Store, wave: str, files: tuple[Path, Path | None]) -> None:
    choice = receipt.mapped(upload.Choice(wave), files[1])
    got = upload.take_in(LOCAL, store, upload.GivenFile.at(files[0]), choice)
    if got.upload is None:
        raise RuntimeError(
            f"the sample's own file {files[0].name} was refused: {receipt.problems(got.outcome, 'en')[:3]}"
        )
    close.close(LOCAL, store, wave)
