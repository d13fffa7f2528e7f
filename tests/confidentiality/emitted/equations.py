"""Turns what was told into equations on the cube, and attacks them; what is true is counted from the files handed in."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from actions import view
from actions.keep import open_store
from actions.users import LOCAL
from confidentiality.attack import Known, Learned, attack
from confidentiality.cube import CellStatus, Level
from measure.nests import Nest
from measure.organisation import OrgTree
from measure.tally import Group
from tests.confidentiality.emitted.told import LEFT, Cell, Names, Told
from tests.confidentiality.organisations import MINIMUM, TENURES, WAVES, Section, sheet

INDICATORS = {"Awareness": "awareness", "Readership": "readership", "Change": "change", "Reception": "reception"}
STAGES = {"awareness": "awareness", "readership": "readership", "change": "behaviour_change"}
ATTRIBUTES = {f"{name}: {value}": ("tenure", value) for name in ("tenure", "Tenure") for value in TENURES}
LABELS = {"FY2025 W1": "W1", "FY2025 W2": "W2", "W1 FY2025": "W1"} | {name: name for name in WAVES}
ROUNDED, EXACT = 0.5 + 1e-6, 1e-6
ORGANISATION = (
    Section("A0", "A", 3, 1.0),
    Section("A1", "A", 90, 0.5),
    Section("A2", "A", 120, 0.7),
    Section("B0", "B", 110, 0.4),
    Section("B1", "B", 12, 0.0),
    Section("B2", "B", 80, 0.6),
    Section("C0", "C", 9, 0.5),
    Section("C1", "C", 140, 0.8),
)
Counts = Mapping[tuple[str, str, Group], tuple[int, int]]
"""Of a wave, an indicator and a group: how many answered, and how many of them favourably."""


@dataclass(frozen=True)
class World:
    """One organisation: its store, its tree, what it publishes, and what its files say."""

    url: str
    tree: OrgTree
    cube: Mapping[Cell, Level]
    counts: Counts
    nests: Mapping[str, tuple[Nest, ...]] = field(default_factory=dict)
    """By wave, which values lie wholly within others."""

    @property
    def names(self) -> Names:
        units = {unit.name.en: code for code, unit in self.tree.units.items()}
        return Names(units, INDICATORS, LABELS, ATTRIBUTES)

    def counted(self, cell: Cell) -> tuple[int, int]:
        """How many answered there, and how many of them favourably."""
        return self.counts.get((cell.wave, cell.indicator, cell.group), (0, 0))

    def hidden(self) -> list[Cell]:
        return [cell for cell, row in self.cube.items() if row.status is CellStatus.HIDDEN]


def world(url: str, sections: Sequence[Section], seed: int = 1) -> World:
    """A founded organisation with its published rows, and its files counted by a way of our own."""
    store = open_store(url)
    try:
        tree = view.tree(LOCAL, store, "W1")
        nests = {wave: view.nests(LOCAL, store, wave) for wave in WAVES}
        levels = [row for wave in WAVES for row in view.everything(LOCAL, store, wave)]
    finally:
        store.close()
    cube = {Cell(row.wave, row.group, _key(row.indicator)): row for row in levels}
    counts: dict[tuple[str, str, Group], tuple[int, int]] = {}
    for place, wave in enumerate(WAVES):
        for line in sheet(list(sections), seed + place).splitlines()[1:]:
            _count(counts, wave, line.split(","), tree)
    return World(url, tree, cube, counts, nests)


def _key(indicator: str) -> str:
    """The funnel's stages under the name of their indicator, as pages call them."""
    stage = indicator.removeprefix("funnel:")
    return f"funnel:{next((k for k, s in STAGES.items() if s == stage), stage)}" if stage != indicator else indicator


def _counted_as(indicator: str) -> str:
    """Whose sizes a row has: of those who answered unfavourably the indicator's, of contradictions the funnel's."""
    if indicator == "funnel:contradiction":
        return "funnel:awareness"
    return _key(indicator.removesuffix(":unfavourable"))


def _count(counts: dict[tuple[str, str, Group], tuple[int, int]], wave: str, row: list[str], tree: OrgTree) -> None:
    """One sheet into all groups that it belongs to."""
    unit, tenure, *said = row
    asked = dict(zip(INDICATORS.values(), (*said[:3], said[3] if said[0] == "yes" else ""), strict=True))
    answers = {key: word == "yes" for key, word in asked.items() if word}
    answers |= {f"funnel:{key}": come for key, come in _come(said[:3]).items()}
    for above in tree.path(unit):
        for group in ((above, "", ""), (above, "tenure", tenure)):
            for key, yes in answers.items():
                base, favourable = counts.get((wave, key, group), (0, 0))
                counts[wave, key, group] = (base + 1, favourable + yes)


def _come(said: list[str]) -> dict[str, bool]:
    """How far somebody came who answered every stage up to the first without a yes; nothing of anybody else."""
    first = next((word for word in said if word != "yes"), "yes")
    until = said.index(first) if first in said else len(said)
    if not first:
        return {}
    return {key: at < until or first == "yes" for at, key in enumerate(STAGES)}


def untrue(found: World, told: Iterable[Told]) -> list[str]:
    """What a page says of a hidden cell, and what does not agree with the files: nothing."""
    faults = []
    for each in told:
        row = found.cube.get(each.cell)
        left = each.cell.group[1:] == LEFT
        if not left and (row is None or row.status is CellStatus.HIDDEN):
            faults += [f"hidden, yet told: {each}"] if each.figures else []
            continue
        base, yes = _left(found, each.cell) if left else found.counted(each.cell)
        if each.base is not None and each.base != base:
            faults.append(f"base {base}: {each}")
        weighted = row is not None and _weighted(row)
        share = 100 * (row.share or 0.0) if row and weighted else 100 * yes / (base or 1)
        if row is not None and row.status is CellStatus.CODED:
            share = 100 * (row.low or row.high or 0.0)  # a chart draws it at its bound
        if each.share is not None and abs(each.share - share) > (EXACT if each.exact else ROUNDED):
            faults.append(f"share {share}: {each}")
    return faults


def _left(found: World, cell: Cell) -> tuple[int, int]:
    """What the shown units of a shown unit leave of it."""
    whole = Cell(cell.wave, (cell.group[0], "", ""), cell.indicator)
    parts = [Cell(cell.wave, (child, "", ""), cell.indicator) for child in found.tree.children(cell.group[0])]
    shown = [found.counted(part) for part in parts if found.cube[part].status is CellStatus.SHOWN]
    base, yes = found.counted(whole)
    return base - sum(n for n, _ in shown), yes - sum(k for _, k in shown)


def _weighted(row: Level) -> bool:
    """A share weighted to headcounts is not its answers by its base."""
    return row.share is not None and abs(row.share * (row.base or 0) - (row.favourable or 0.0)) > EXACT


def held(found: World, told: Iterable[Told]) -> list[Level]:
    """The rows of the cube that a reader holds: no more of each than was told; a share tells its count of answers."""
    bases = {each.cell for each in told if each.base is not None}
    shares = {each.cell for each in told if each.share is not None}
    rows = []
    for cell, row in found.cube.items():
        known = {} if cell in bases else {"base": None}
        known |= {} if cell in shares else {"favourable": None}
        rows.append(row if row.status is CellStatus.HIDDEN else row.model_copy(update=known))
    return rows


def learned(found: World, rows: Iterable[Level]) -> list[Learned]:
    """Audit A on what is held, and audit B by somebody who knows how many answered everywhere.

    Each indicator of each wave has equations of its own; where nothing was told of one there are none.
    """
    of_key: dict[tuple[str, str], dict[Group, Level]] = {}
    for row in rows:
        of_key.setdefault((row.wave, row.indicator), {})[row.group] = row
    told = {key: own for key, own in of_key.items() if any(_says(row) for row in own.values())}
    return [each for key, own in told.items() for each in _attacked(found, key, own)]


def _says(row: Level) -> bool:
    return row.base is not None or row.favourable is not None


def _attacked(found: World, of: tuple[str, str], own: Mapping[Group, Level]) -> Iterator[Learned]:
    wave, key = of
    nests = found.nests.get(wave, ())
    yield attack(key, Known(own, found.tree, MINIMUM, nests=nests))
    sizes = {group: found.counts.get((wave, _counted_as(key), group), (0, 0))[0] for group in own}
    asked = {group: row for group, row in own.items() if sizes[group]}
    if asked:
        yield attack(key, Known(asked, found.tree, MINIMUM, {group: sizes[group] for group in asked}, nests))


def as_told(document: str) -> list[Told]:
    """What a command printed as JSON, row by row, each as told of its cell."""
    return [_row_told(row) for row in json.loads(document) if "indicator" in row and "wave" in row]


def _row_told(row: Mapping[str, object]) -> Told:
    key, _, value = str(row.get("segment") or "").partition("=")
    cell = Cell(str(row["wave"]), (str(row["unit"]), key, value), _key(str(row["indicator"])))
    base, share = row.get("base"), row.get("share")
    said = tuple(
        f"{name}={row[name]}" for name in ("base", "share", "low", "high", "change") if row.get(name) is not None
    )
    return Told(
        cell, base if isinstance(base, int) else None, 100 * share if isinstance(share, float) else None, True, said
    )
