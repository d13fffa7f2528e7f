"""The figures: each answers what was measured, against which rival, and the target it is held to."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import mkdtemp

import polars as pl

from actions.close import close
from actions.upload import GivenFile, Receipt, take_in
from actions.users import LOCAL
from bench import clock, measures, workload
from bench.organisation import ROOMY, WAVE, ready_store


@dataclass(frozen=True)
class Run:
    """One run of the benchmarks: where its files lie, how many respondents, how many rounds."""

    folder: Path
    rows: int
    rounds: int

    def csv(self, encoding: str = "utf-8") -> Path:
        path = self.folder / f"wave-{encoding}.csv"
        return path if path.exists() else workload.write_csv(workload.wave(self.rows), path, encoding)

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
    work = partial(take_in, LOCAL, store, GivenFile.at(file), ROOMY)
    taken = clock.seconds(lambda: receipts.append(work()))
    receipt = receipts[0]
    if receipt.rows_stored != run.rows:
        raise RuntimeError(f"{receipt.rows_stored} of {run.rows} rows were kept: {receipt.outcome.problems[:3]}")
    return taken, receipt


def _against(run: Run, file: Path, rival: Callable[[], object]) -> float:
    return clock.in_turns(lambda: _kept(run, file)[0], lambda: clock.seconds(rival), run.rounds).ratio


def import_utf8(run: Run) -> float:
    return _against(run, run.csv(), lambda: pl.read_csv(run.csv()))


def import_cp932(run: Run) -> float:
    return _against(run, run.csv("cp932"), lambda: pl.read_csv(run.csv("cp932"), encoding="cp932"))


def import_memory(run: Run) -> float:
    folder = run.fresh()
    ready_store(folder).engine.dispose()
    ours = clock.peak_bytes("take-in", str(folder), str(run.csv()))
    return ours / clock.peak_bytes("read", str(run.csv()))


def import_xlsx(run: Run) -> float:
    return _against(run, run.xlsx(), lambda: pl.read_excel(run.xlsx()))


def bytes_a_response(run: Run) -> float:
    _, receipt = _kept(run, run.csv())
    return len(receipt.outcome.block or b"") / run.rows


def closing(run: Run) -> float:
    """One segment of four values: with everybody five columns, as the target says."""
    store = ready_store(run.fresh(), ("任用形態",))
    take_in(LOCAL, store, GivenFile.at(run.csv()), ROOMY)
    return clock.seconds(lambda: close(LOCAL, store, WAVE))


FIGURES = (
    Figure("P1", "import CSV in UTF-8, bytes to durable commit", "polars.read_csv", 2.0, "x", import_utf8),
    Figure("P2", "the same in CP932", "polars.read_csv", 0.5, "x", import_cp932),
    Figure("P3", "peak memory of that import", "polars.read_csv", 0.5, "x", import_memory),
    Figure("P5", "import XLSX", "polars.read_excel", 1.3, "x", import_xlsx),
    Figure("P6", "a response in the store, without text", "-", 13.0, "bytes", bytes_a_response),
    Figure("P7", "close the wave: 521 units x 5 columns x 10", "-", 10.0, "s", closing),
    Figure("M1", "all measures: 2,300 units x 10 x 40 waves", "-", 2.0, "s", lambda run: measures.everything()),
    Figure(
        "M2", "one wave of that, changes corrected", "statsmodels", 0.05, "x", lambda run: measures.family(run.rounds)
    ),
    Figure("M3", "a forecast over 40 waves", "-", 10.0, "ms", lambda run: measures.forecast()),
)
