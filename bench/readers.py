"""How long readers of published figures wait while files are imported, held against how long they wait alone."""

import shutil
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles

from actions.close import close
from actions.organise import NewWave, add_wave, import_headcount
from actions.upload import Choice, GivenFile, Receipt, take_in
from actions.users import LOCAL
from actions.view import Query, compare, levels
from bench import workload
from bench.organisation import CHOICE, WAVE, headcount, ready_store
from db.engine import Store

NEXT, FEW, ALONE, THINKING = "2025Q2", 20_000, 300, 0.002


def beside_imports(folder: Path, files: tuple[Path, Path], rounds: int) -> float:
    """Readers' 95th percentile while both files are imported, over the one while nothing is; the median of rounds."""
    built = _built(folder)
    return median(_round(folder / f"round{number}.sqlite3", built, files) for number in range(rounds))


def _built(folder: Path) -> Path:
    """A store with one closed wave to be read, and an open one to be imported into."""
    store = ready_store(folder, ())
    file = workload.write_csv(workload.wave(FEW), folder / "few.csv")
    take_in(LOCAL, store, GivenFile.at(file), CHOICE)
    close(LOCAL, store, WAVE)
    add_wave(LOCAL, store, NewWave(name=NEXT, starts_on=date(2025, 8, 1), ends_on=date(2025, 8, 31), minimum_base=10))
    people = folder / "next.csv"
    people.write_text(headcount(()), encoding="utf-8")
    import_headcount(LOCAL, store, people, NEXT)
    store.engine.dispose()
    return folder / "bench.sqlite3"


def _round(path: Path, built: Path, files: tuple[Path, Path]) -> float:
    shutil.copyfile(built, path)
    store = Store(f"sqlite:///{path}")
    _waits(store, [])
    alone = _waits(store, [])
    with ThreadPoolExecutor(len(files)) as importers:
        under_way = [importers.submit(take_in, LOCAL, store, GivenFile.at(file), Choice(wave=NEXT)) for file in files]
        beside = _waits(store, under_way)
    store.engine.dispose()
    return beside / alone


def _waits(store: Store, until: Sequence[Future[Receipt]]) -> float:
    """The 95th percentile of reading one unit's figures after the other until one import is done, or so often."""
    waits = []
    for unit in islice(cycle(unit.code for unit in workload.units()), None if until else ALONE):
        began = time.perf_counter()
        levels(LOCAL, store, Query(wave=WAVE, unit=unit, indicator="i1"))
        compare(LOCAL, store, Query(wave=WAVE, unit=unit, indicator="i1"))
        waits.append(time.perf_counter() - began)
        time.sleep(THINKING)
        if any(one.done() for one in until):
            break
    return quantiles(waits, n=20)[-1]
