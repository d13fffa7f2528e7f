"""The series of every unit over the closed waves, from published cells alone, and the fellows that each stands among."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from actions import view
from actions.moves import by_wave
from actions.query import place
from actions.restate import Restatement
from actions.sight import refuse_unseen
from actions.users import READERS, Person, allow
from confidentiality.cube import CellStatus, Level
from db import read
from db.engine import Store
from db.survey import Survey, surveys
from measure.kalman import Seen
from measure.peers import Fellows
from measure.wave import WaveState


@dataclass(frozen=True)
class Run:
    """One unit's shown cells since the last break: another wording of the question, or another origin of the figure."""

    cells: tuple[Level, ...]
    seen: tuple[Seen, ...]

    @property
    def waves(self) -> tuple[str, ...]:
        return tuple(cell.wave for cell in self.cells)

    @property
    def largeness(self) -> float:
        """People of the last wave, or else its answers."""
        return float(self.cells[-1].headcount or self.cells[-1].base or 0) if self.cells else 0.0


@dataclass(frozen=True)
class Runs:
    """The runs of all units on one indicator; `root` is the first unit at the top, `level` each unit's depth."""

    by_unit: Mapping[str, Run]
    root: str
    level: Mapping[str, int]
    among: dict[int | None, Fellows | None] = field(default_factory=dict)

    def of(self, unit: str) -> Run:
        return self.by_unit.get(unit, Run((), ()))

    def fellows(self, level: int | None) -> Fellows | None:
        """What is known of the units on one level of the tree; None where they are too few to learn from."""
        if level not in self.among:
            same = sorted(unit for unit in self.by_unit if self.level.get(unit) == level)
            self.among[level] = Fellows.among(self.by_unit[unit].seen for unit in same)
        return self.among[level]


def runs(person: Person, store: Store, query: view.Query, beside: bool = False) -> Runs:
    """Of the query's indicator and segment; raises Refused where indicator or unit are not known or not to be seen.

    `beside`: only of the units on the level of the query's (the root's without one), which its outlook learns from.
    """
    allow(person, *READERS)
    with store.reading() as connection:
        asking = view.asking(surveys(connection), query)
        known = {s.kept.wave.name: s for s in asking if s.kept.wave.state is WaveState.CLOSED}
        refuse_unseen(person, known.values(), query.unit)
        name, value = place(list(known.values()), query)
        restatement = Restatement.of(connection, list(known.values()))
        units = _beside(list(known.values()), restatement, query.unit) if beside else None
        cells = read.published(connection, read.Cells(tuple(known), units, name, value, (query.indicator or "",)))
        carried = _as_today(cells, list(known.values()), restatement)
    held: dict[str, list[Level]] = {}
    for cell in carried:
        held.setdefault(cell.unit, []).append(cell)
    found = {unit: _run(unbroken(own, known), known) for unit, own in held.items()}
    last = list(known.values())[-1:]
    levels = {unit: survey.tree.level(unit) for survey in last for unit in survey.tree.units}
    return Runs(found, last[0].root if last else "", levels)


def _beside(known: list[Survey], restatement: Restatement, unit: str | None) -> tuple[str, ...] | None:
    """The units of one level and what made them up in every wave; None, all of them, where the unit is no more."""
    now = known[-1] if known else None
    unit = unit or (now.root if now else "")
    if now is None or unit not in now.tree.units:
        return None
    return restatement.sources(now.peers(unit))


def _as_today(cells: list[Level], known: list[Survey], restatement: Restatement) -> list[Level]:
    """All cells as of the newest wave's units, in order of time; those of units that are no more as they are."""
    held = by_wave(cells)
    found: list[Level] = []
    for survey in known:
        own, now = held.get(survey.kept.wave.name, []), known[-1]
        gone = [cell for cell in own if cell.unit not in now.tree.units]
        found += [*restatement.carried(survey, now, own), *gone]
    return found


def _run(cells: Iterable[Level], known: Mapping[str, Survey]) -> Run:
    held = tuple(cells)
    seen = (Seen(known[c.wave].kept.wave.midpoint, c.share or 0.0, c.effective_base) for c in held)
    return Run(held, tuple(seen))


def unbroken(cells: Sequence[Level], known: Mapping[str, Survey]) -> list[Level]:
    """The shown cells of one unit, in order of time, since the last break."""
    shown = [c for c in cells if c.status is CellStatus.SHOWN and c.share is not None]
    for at in range(len(shown) - 1, 0, -1):
        earlier, later = shown[at - 1], shown[at]
        if earlier.origin is not later.origin or _asked(earlier, known) != _asked(later, known):
            return shown[at:]
    return shown


def _asked(cell: Level, known: Mapping[str, Survey]) -> tuple[str, int, str] | None:
    return known[cell.wave].asked(cell.indicator)
