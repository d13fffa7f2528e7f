"""The decade's files as anybody would hand them in, taken in and closed wave by wave; the structure by its commands."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from actions import close, initiatives, organise, upload
from actions.keep import open_store
from actions.users import LOCAL
from confidentiality.choices import Choices
from db.engine import Store
from measure.programme import Held, Initiative, InitiativeKind
from measure.questionnaire import Wording
from tests.simulated.decade import BANDS, Ints, Try, World, band, codes, day
from tests.simulated.decade_told import ask, published

YES_NO = (
    '[{ code = 1, label = "yes", direction = "favourable" }, { code = 2, label = "no", direction = "unfavourable" }]'
)
STAGES = {"awareness": "Do you know it?", "readership": "Have you read it?", "behaviour_change": "Has it changed you?"}
ROOT = "ORG"
TENURES = tuple(f"T{place}" for place in range(len(BANDS)))
TARGETS = (0.5, 0.6, 0.7, 0.8)
LINKED = ("date", "kind", "from", "to", "share")
LOWEST, HIGHEST = 0.55, 0.8  # response rates of sections


@dataclass
class Surveyed:
    """What was true at one wave: who was where, for how long, and who knew, had read, had changed."""

    wave: str
    time: float
    section: NDArray[np.str_]
    department: NDArray[np.str_]
    tenure: Ints
    states: NDArray[np.bool_]
    chances: NDArray[np.float64]
    people: NDArray[np.int64]  # a number for every person, new where somebody came

    def share(self, unit: str, indicator: str, segment: str | None = None) -> float:
        """The part of all staff of a cell for whom it is so."""
        own = self._own(unit)
        if segment:
            own = own & (self.tenure == TENURES.index(segment.partition("=")[2]))
        return float(self.states[list(STAGES).index(indicator), own].mean())

    def has(self, unit: str) -> bool:
        return bool(self._own(unit).any())

    def _own(self, unit: str) -> NDArray[np.bool_]:
        every = np.ones(self.tenure.size, dtype=bool)
        return every if unit == ROOT else np.asarray((self.section == unit) | (self.department == unit))


@dataclass
class Told:
    """The store and, wave by wave, the truth; `undone`: whether a change of structure left nothing once taken back;
    `remade`: whether the figures left with the newest change and came back with it.
    """

    world: World
    url: str
    store: Store
    waves: list[Surveyed] = field(default_factory=list)
    undone: list[bool] = field(default_factory=list)
    remade: list[bool] = field(default_factory=list)

    def change(self, *words: object) -> None:
        """Change the structure, take that back, hold all figures against those before, change it again."""
        before = self.published()
        ask(self.url, "org", *words)
        ask(self.url, "org", "undo")
        self.undone.append(self.published() == before)
        ask(self.url, "org", *words)

    def change_again(self, *words: object) -> None:
        """Take the newest change back after all waves that were told on it, and make it again."""
        before = self.published()
        ask(self.url, "org", "undo")
        without = self.published()
        ask(self.url, "org", *words)
        self.remade.append(without != before and self.published() == before)

    def published(self) -> list[str]:
        return list(published(self.url, [now.wave for now in self.waves]))


def lived(world: World, folder: Path, after: Callable[[Told], None] = lambda told: None) -> Told:
    """Live the years and survey every half; `after` is called once a wave is closed."""
    url = f"sqlite:///{folder / 'decade.sqlite3'}"
    told = Told(world, url, open_store(url))
    _arranged(told, folder, 0)
    people, year = np.arange(world.team.size), 0
    for time in world.plan.waves:
        while year < int(time):
            year += 1
            people = _year(world, year, people)
            if year in world.plan.reforms:
                _arranged(told, folder, year)
        _editions(told, folder, time)
        told.waves.append(truth(world, time, people))
        _survey(told, folder)
        after(told)
    told.change_again("lineage", folder / f"lineage{world.plan.reforms[-1]}.csv")
    return told


def _arranged(told: Told, folder: Path, year: int) -> None:
    """The units from a year on, and how those before went on in them."""
    told.change("import", write(folder / f"units{year}.csv", unit_rows(told.world, year)), "--from", day(year))
    if links := list(link_rows(told.world, year)):
        told.change("lineage", write(folder / f"lineage{year}.csv", [LINKED, *links]))


def _year(world: World, year: int, people: Ints) -> Ints:
    gone = world.rotate(year)
    found = people.copy()
    found[gone] = people.max() + 1 + np.arange(gone.size)
    return found


def truth(world: World, time: float, people: Ints) -> Surveyed:
    sections = world.chart(time)
    names = codes(sections, world.base.size)[world.team]
    place = {section.code: section.department for section in sections}
    department = np.array([place[code] for code in names.tolist()])
    wave = f"{day(time).year}H{1 if time % 1 < 0.5 else 2}"
    tenure, states, chances = band(time - world.arrived), world.states(time), world.chances(time)
    return Surveyed(wave, time, names, department, tenure, states, chances, people.copy())


def _editions(told: Told, folder: Path, time: float) -> None:
    """The guideline of the day: before the first wave, and after every revision."""
    edition = 1 + sum(year <= time for year in told.world.plan.revisions)
    path = folder / f"code{edition}.toml"
    if not path.exists():
        path.write_text(guideline(edition), encoding="utf-8")
        organise.import_guideline(LOCAL, told.store, path)


def guideline(edition: int) -> str:
    """One edition: three stages and the bands of tenure."""
    lines = ['key = "code"', f'version = "{edition}.0"', 'name = "Code"', f'root_unit = "{ROOT}"']
    for stage, text in STAGES.items():
        lines += ["[[item]]", f'key = "{stage}"', f'text = "{text}"', f"option = {YES_NO}"]
        lines += ["[[indicator]]", f'key = "{stage}"', f'item = "{stage}"', f'stage = "{stage}"', f'name = "{stage}"']
    years = [[since] if until is None else [since, until] for since, until in BANDS]
    values = ", ".join(
        f'{{ key = "{key}", name = "{key}", years = {own} }}' for key, own in zip(TENURES, years, strict=True)
    )
    return "\n".join([*lines, "[[segment]]", 'key = "tenure"', 'name = "Tenure"', f"value = [ {values} ]"]) + "\n"


def unit_rows(world: World, year: int) -> Iterator[Sequence[object]]:
    """Every unit with its days, as they are known in a year; a section that moved has two rows."""
    yield "code", "name", "parent", "valid_from", "valid_to"
    yield ROOT, "Organisation", "", day(0), ""
    for place in range(world.plan.departments):
        yield f"D{place:02d}", f"D{place:02d}", ROOT, day(0), ""
    periods: dict[tuple[str, str], list[int]] = {}
    known = [chart for chart in world.charts if chart[0] <= year]
    for at, (_, sections) in enumerate(known):
        for section in sections:
            periods.setdefault((section.code, section.department), []).append(at)
    starts = [day(since) for since, _ in known]
    for (code, department), held in sorted(periods.items(), key=lambda row: row[1][0]):
        end = starts[held[-1] + 1] if held[-1] + 1 < len(starts) else ""
        yield code, code, department, starts[held[0]], end


def link_rows(world: World, year: int) -> Iterator[Sequence[object]]:
    for link in world.links:
        if link.year == year:
            yield day(link.year), link.kind, link.source, link.target, link.share


def _survey(told: Told, folder: Path) -> None:
    """Open a wave with its headcounts, hand the answers in, close it."""
    now = told.waves[-1]
    first = day(now.time)
    organise.add_wave(
        LOCAL, told.store, organise.NewWave(name=now.wave, starts_on=first, ends_on=first, minimum_base=10)
    )
    organise.import_headcount(LOCAL, told.store, write(folder / "heads.csv", head_rows(now)), now.wave)
    file = upload.GivenFile.at(write(folder / f"{now.wave}.csv", answer_rows(told.world, now)))
    got = upload.take_in(LOCAL, told.store, file, upload.Choice(now.wave))
    assert got.upload is not None, got.outcome.problems[:3]
    close.close(LOCAL, told.store, now.wave, Choices(segment_depth=1))


def head_rows(now: Surveyed) -> Iterator[Sequence[object]]:
    yield "unit", "tenure", "headcount"
    keys, counts = np.unique(np.stack([now.section, np.array(TENURES)[now.tenure]]), axis=1, return_counts=True)
    for (unit, tenure), count in zip(keys.T.tolist(), counts.tolist(), strict=True):
        yield unit, tenure, count


def answering(world: World, now: Surveyed) -> list[int]:
    """Who answers is drawn by lot, more in some sections than in others."""
    sections, place = np.unique(now.section, return_inverse=True)
    rates = world.random.uniform(LOWEST, HIGHEST, sections.size)
    return np.flatnonzero(world.random.random(place.size) < rates[place]).tolist()


def answer_rows(world: World, now: Surveyed) -> Iterator[Sequence[object]]:
    yield "unit", "tenure", *STAGES.values()
    for at in answering(world, now):
        words = ["yes" if yes else "no" for yes in now.states[:, at].tolist()]
        yield now.section[at], TENURES[now.tenure[at]], *words


def aimed(told: Told, folder: Path) -> None:
    """Targets for the whole and for every department, kept from a list."""
    units = [ROOT, *(f"D{place:02d}" for place in range(told.world.plan.departments))]
    end = told.world.plan.years + told.world.plan.beyond
    due = [(share, day(end + place)) for place, share in enumerate(TARGETS)]  # one target for a unit and a day
    rows = [("awareness", share, unit, by) for unit in units for share, by in due]
    path = write(folder / "targets.csv", [("indicator", "share", "unit", "date"), *rows])
    assert len(ask(told.url, "target", "import", path)["targets"]) == len(rows)


def hold(told: Told, folder: Path, mark: str = "") -> None:
    """Tell the store of the initiatives."""
    rows = ((each.key, each.key, "training", day(each.time), "|".join(each.sections)) for each in told.world.tries)
    path = write(folder / f"tries{mark}.csv", (("initiative", "name", "kind", "from", "unit"), *rows))
    taken = initiatives.import_initiatives(LOCAL, told.store, path)
    assert not taken.problems, taken.problems[:3]


def tried(each: Try) -> Initiative:
    """One of them as the program knows it."""
    units = tuple(Held(unit=code, since=day(each.time), until=day(each.time)) for code in each.sections)
    return Initiative(key=each.key, name=Wording(ja=each.key, en=each.key), kind=InitiativeKind.TRAINING, units=units)


def write(path: Path, rows: Iterable[Sequence[object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path
