"""The figures: each answers what was measured, against which rival, and the target it is held to."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from tempfile import mkdtemp

import duckdb
import polars as pl

from actions.upload import GivenFile, Receipt, take_in
from actions.users import LOCAL
from bench import browsing, clock, measures, pages, sessions, workload
from bench import closing as waves
from bench.organisation import CHOICE, ready_store
from bench.readers import beside_imports

MANY = 1_000_000


@dataclass(frozen=True)
class Run:
    """One run of the benchmarks: where its files lie, how many respondents, how many rounds."""

    folder: Path
    rows: int
    rounds: int
    many: int = MANY

    def csv(self, encoding: str = "utf-8", rows: int = 0, seed: int = workload.SEED) -> Path:
        """The wave as text; `rows` for another size of it."""
        rows = rows or self.rows
        path = self.folder / f"wave-{rows}-{seed}-{encoding}.csv"
        return path if path.exists() else workload.write_csv(workload.wave(rows, seed), path, encoding)

    def xlsx(self) -> Path:
        path = self.folder / "wave.xlsx"
        return path if path.exists() else workload.write_xlsx(workload.wave(self.rows), path)

    def fresh(self) -> Path:
        """A folder for one more store."""
        return Path(mkdtemp(dir=self.folder))


@dataclass(frozen=True)
class Figure:
    """One line of the table; `at_most` is the target, in the figure's own unit."""

    number: str
    what: str
    rival: str
    at_most: float
    unit: str
    measure: Callable[[Run], float]


def _kept(run: Run, file: Path) -> tuple[float, Receipt]:
    """Seconds from the bytes to the durable commit, into a store of its own; the store's set-up is not counted."""
    store, receipts = ready_store(run.fresh()), []
    work = partial(take_in, LOCAL, store, GivenFile.at(file), CHOICE)
    taken = clock.seconds(lambda: receipts.append(work()))
    receipt = receipts[0]
    if receipt.upload is None or receipt.rows_rejected:
        raise RuntimeError(f"{receipt.rows_stored} rows were kept: {receipt.outcome.problems[:3]}")
    return taken, receipt


def _against(run: Run, file: Path, rival: Callable[[], object]) -> float:
    return clock.in_turns(lambda: _kept(run, file)[0], lambda: clock.seconds(rival), run.rounds).ratio


def import_utf8(run: Run) -> float:
    return _against(run, run.csv(), lambda: pl.read_csv(run.csv()))


def import_many(run: Run) -> float:
    file = run.csv(rows=run.many)
    return _against(run, file, lambda: pl.read_csv(file))


def import_cp932(run: Run) -> float:
    return _against(run, run.csv("cp932"), lambda: pl.read_csv(run.csv("cp932"), encoding="cp932"))


def import_memory(run: Run) -> float:
    folder, file = run.fresh(), run.csv(rows=run.many)
    ready_store(folder).engine.dispose()
    ours = clock.peak_bytes("take-in", str(folder), str(file))
    return ours / clock.peak_bytes("read", str(file))


def import_beside_duckdb(run: Run) -> float:
    def rival() -> None:
        with duckdb.connect(run.fresh() / "rival.duckdb") as database:
            database.execute(f"CREATE TABLE wave AS SELECT * FROM read_csv('{run.csv()}')")

    return _against(run, run.csv(), rival)


def import_xlsx(run: Run) -> float:
    return _against(run, run.xlsx(), lambda: pl.read_excel(run.xlsx()))


def bytes_a_response(run: Run) -> float:
    _, receipt = _kept(run, run.csv())
    return (len(receipt.outcome.block or b"") + len(receipt.outcome.ids)) / run.rows


def closing(run: Run) -> float:
    return waves.whole_wave(run.fresh(), run.csv())


def closing_audiences(run: Run) -> float:
    return waves.with_audiences(run.fresh(), run.csv())


def closing_hides(run: Run) -> float:
    return waves.hidden(run.fresh(), run.csv())


def closing_again(run: Run) -> float:
    return waves.fortieth(run.fresh())


def readers(run: Run) -> float:
    return beside_imports(run.fresh(), (run.csv(), run.csv(seed=workload.SEED + 1)), run.rounds)


def rerun(run: Run) -> float:
    return max(sessions.costs(pages.cube(run.folder, run.rows)).values())


def rerun_growth(run: Run) -> float:
    return pages.growth(run.folder)


def first_view(run: Run) -> float:
    return browsing.first_view(pages.cube(run.folder, run.rows))


@cache
def _browsed(run: Run) -> tuple[float, float]:
    return browsing.choice_and_reload(pages.cube(run.folder, run.rows))


def crowd(run: Run) -> float:
    return sessions.crowded(pages.cube(run.folder, run.rows))


def crowd_beside_one(run: Run) -> float:
    """Against one person alone: what the machine's other work does to both falls out."""
    store = pages.cube(run.folder, run.rows)
    return sessions.crowded(store) / sessions.crowded(store, people=1)


def all_measures(run: Run) -> float:
    return measures.everything(run.rounds)


FIGURES = (
    Figure("P1", "import CSV in UTF-8, bytes to durable commit", "polars.read_csv", 2.0, "x", import_utf8),
    Figure("P1M", "the same, a million respondents", "polars.read_csv", 2.0, "x", import_many),
    Figure("P2", "the same in CP932", "polars.read_csv", 0.5, "x", import_cp932),
    Figure("P3", "peak memory of the import of a million", "polars.read_csv", 0.5, "x", import_memory),
    Figure("P4", "import CSV in UTF-8", "DuckDB read_csv", 0.5, "x", import_beside_duckdb),
    Figure("P5", "import XLSX", "polars.read_excel", 1.3, "x", import_xlsx),
    Figure("P6", "a response in the store with its id, no text", "-", 13.0, "bytes", bytes_a_response),
    Figure("P7", "close the wave: 521 units x 5 columns x 10", "-", 10.0, "s", closing),
    Figure("P7A", "the same with two audiences and their stages", "-", 10.0, "s", closing_audiences),
    Figure("P7H", "of that, units' own figures not shown", "-", 3.0, "%", closing_hides),
    Figure("P7W", "close the 40th wave of 20,000, processor time", "the second", 1.2, "x", closing_again),
    Figure("P8", "a page's rerun, processor time, dearest page", "-", 15.0, "ms", rerun),
    Figure("P9", "the same, 1M answers a wave against 5k", "itself", 1.2, "x", rerun_growth),
    Figure("P10", "first view of a server just started", "-", 0.2, "s", first_view),
    Figure("P10I", "a choice on a page, in Chromium", "-", 0.3, "s", lambda run: _browsed(run)[0]),
    Figure("P10R", "a warm reload, in Chromium", "-", 1.0, "s", lambda run: _browsed(run)[1]),
    Figure("P11", "100 people, 5 s thought: a rerun's p95", "-", 100.0, "ms", crowd),
    Figure("P11A", "the same", "one person alone", 2.0, "x", crowd_beside_one),
    Figure("P12", "readers' p95 beside two imports", "nobody else", 1.2, "x", readers),
    Figure("M1", "all measures: 2,300 units x 10 x 40 waves", "-", 2.0, "s", all_measures),
    Figure(
        "M2", "one wave of that, changes corrected", "statsmodels", 0.05, "x", lambda run: measures.family(run.rounds)
    ),
    Figure("M3", "a forecast over 40 waves", "-", 10.0, "ms", lambda run: measures.forecast()),
)
