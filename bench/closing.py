"""What closing costs: seconds, units that are not shown, and whether the fortieth wave costs more than the second."""

from pathlib import Path
from statistics import median

from actions.close import close, preview
from actions.organise import add_wave, import_headcount
from actions.upload import Choice, GivenFile, take_in
from actions.users import LOCAL
from bench import clock, workload
from bench.organisation import AUDIENCE, CHOICE, WAVE, headcount, new_wave, ready_store
from confidentiality.cube import CellStatus
from db.engine import Store

SEGMENT = ("任用形態",)
"""One segment of four values: with everybody five columns, as the target says."""
WAVES, AROUND = 40, 5
ROWS = 20_000


def whole_wave(folder: Path, file: Path) -> float:
    """Seconds."""
    store = _taken(folder, file)
    return clock.seconds(lambda: close(LOCAL, store, WAVE))


def with_audiences(folder: Path, file: Path) -> float:
    """Seconds, where the columns are those of two audiences, one within the other, that have stages of their own."""
    store = ready_store(folder, (AUDIENCE,), audiences=True)
    take_in(LOCAL, store, GivenFile.at(file), CHOICE)
    return clock.seconds(lambda: close(LOCAL, store, WAVE))


def hidden(folder: Path, file: Path) -> float:
    """The share of the units' own figures that are not shown, in percent."""
    own = [level.status for level in preview(LOCAL, _taken(folder, file), WAVE).levels if level.segment is None]
    return 100 * own.count(CellStatus.HIDDEN) / len(own)


def fortieth(folder: Path) -> float:
    """Processor time of the last waves against that of those after the first, each closed where all before it are."""
    store, taken = ready_store(folder, ()), list[float]()
    heads = folder / "heads.csv"
    heads.write_text(headcount(()), encoding="utf-8")
    for number in range(1, WAVES + 1):
        wave = new_wave(number)
        if number > 1:
            add_wave(LOCAL, store, wave)
            import_headcount(LOCAL, store, heads, wave.name)
        file = workload.write_csv(workload.wave(ROWS, workload.SEED + number), folder / f"{number}.csv", "utf-8")
        take_in(LOCAL, store, GivenFile.at(file), Choice(wave=wave.name))
        taken.append(clock.processor_seconds(lambda name=wave.name: close(LOCAL, store, name)))  # type: ignore[misc]  # of this round
    return median(taken[-AROUND:]) / median(taken[1 : 1 + AROUND])


def _taken(folder: Path, file: Path) -> Store:
    store = ready_store(folder, SEGMENT)
    take_in(LOCAL, store, GivenFile.at(file), CHOICE)
    return store
