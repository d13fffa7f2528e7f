"""Eight waves of one organisation as it lives: people come, go and answer anew, units move, a wave is corrected."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from actions import close, organise, rounds, upload
from actions.keep import open_store
from actions.refused import Refused
from actions.users import LOCAL
from confidentiality.choices import Choices
from db.engine import Store
from tests.actions.county import GUIDELINE, HEADINGS

MINIMUM = 10
FIRST_DAY, REFORM = date(2024, 5, 7), date(2025, 3, 1)
SEGMENTS: Mapping[str, tuple[str, ...]] = {
    "tenure": ("new", "old", "oldest"),
    "grade": ("staff", "head"),
    "contract": ("permanent", "term"),
    "kind": ("office", "field", "digital"),
}
WORDS = {1: "yes", 2: "no", 3: "neither", 0: ""}
CORRECTED = "W6"
QUIET, LEFT = 10, 5  # of so many sections one in which two come, and one that two leave; nobody there answers anew
MOVED, GONE = 0.03, 0.02  # of the others so many stand in another section, and are somebody else, every wave
Numbers = NDArray[np.int64]


@dataclass
class Years:
    """How large, and everybody as they are now: section, attributes, answers."""

    bureaux: int
    divisions: int
    sections: int
    people: int
    waves: int = 8
    choices: Choices = field(default_factory=Choices)
    seed: int = 5
    corrected: bool = False

    def __post_init__(self) -> None:
        self.chance = np.random.default_rng(self.seed)
        self.leaves = [leaf for leaf in self.parents() if leaf.count("-") == 2]
        weights = self.chance.lognormal(0, 0.5, len(self.leaves))
        self.section = self.chance.choice(len(self.leaves), self.people, p=weights / weights.sum())
        self.lean = np.clip(self.chance.normal(0.5, 0.15, len(self.leaves)), 0.05, 0.95)
        chosen = (self.chance.choice(len(v), self.people, p=_steps(len(v))) for v in SEGMENTS.values())
        self.attributes = np.stack(list(chosen))
        self.answers = self._said(self.section)

    def parents(self) -> dict[str, str]:
        found = {"R": ""}
        for bureau in range(self.bureaux):
            found[f"B{bureau}"] = "R"
            for division in range(self.divisions):
                found[f"B{bureau}-{division}"] = f"B{bureau}"
                below = (f"B{bureau}-{division}-{section}" for section in range(self.sections))
                found |= dict.fromkeys(below, f"B{bureau}-{division}")
        return found

    def _said(self, section: Numbers) -> Numbers:
        """Know, read, changed; and, of those who know, whether it is welcome."""
        said = np.where(self.chance.random((3, len(section))) < self.lean[section], 1, 2)
        said[self.chance.random(said.shape) < 0.02] = 0
        like = np.where(said[0] == 1, self.chance.integers(1, 4, len(section)), 0)
        return np.vstack([said, like])

    def quiet(self, section: Numbers) -> NDArray[np.bool_]:
        """Where nobody answers anew, moves or is replaced."""
        return np.isin(section % QUIET, (0, LEFT))

    def live(self) -> None:
        """People move, go and come, and of the others a third answers anew; in quiet sections two come, or two leave."""
        others = ~self.quiet(self.section)
        places = np.flatnonzero(~self.quiet(np.arange(len(self.leaves))))
        elsewhere = self.chance.choice(places, self.people)
        self.section = np.where((self.chance.random(self.people) < MOVED) & others, elsewhere, self.section)
        anew = (self.chance.random(self.people) < 0.35) & others
        self.answers = np.where(anew, self._said(self.section), self.answers)
        stay = ~((self.chance.random(self.people) < GONE) & others)
        for section in range(LEFT, len(self.leaves), QUIET):
            stay[np.flatnonzero(self.section == section)[:2]] = False
        came = np.repeat(np.arange(0, len(self.leaves), QUIET), 2)
        self._change(stay, np.concatenate([came, self.chance.choice(places, int((~stay).sum()))]))

    def _change(self, stay: NDArray[np.bool_], came: Numbers) -> None:
        """Those who stay, and behind them who came into which sections."""
        like = self.attributes[:, self.chance.integers(0, self.people, len(came))]
        self.section = np.concatenate([self.section[stay], came])
        self.attributes = np.hstack([self.attributes[:, stay], like])
        self.answers = np.hstack([self.answers[:, stay], self._said(came)])
        self.people = len(self.section)

    def headcounts(self) -> str:
        """Groups of each section that together name every value."""
        kinds = dict.fromkeys(tuple(values[n % len(values)] for values in SEGMENTS.values()) for n in range(12))
        lines = [",".join((leaf, *kind, "30")) for leaf in self.leaves for kind in kinds]
        return "\n".join([",".join(("unit", *SEGMENTS, "headcount")), *lines]) + "\n"

    def table(self) -> str:
        """Everybody's answers."""
        lines = [",".join(("unit", *SEGMENTS, *HEADINGS))]
        for row in range(self.people):
            told = (values[self.attributes[place, row]] for place, values in enumerate(SEGMENTS.values()))
            said = (WORDS[code] for code in self.answers[:, row].tolist())
            lines.append(",".join((self.leaves[self.section[row]], *told, *said)))
        return "\n".join(lines) + "\n"


def _steps(count: int) -> NDArray[np.float64]:
    """Half of the people have the first value, half of the others the second."""
    found = 0.5 ** np.arange(1, count + 1)
    return np.asarray(found / found.sum())


def lived(years: Years, folder: Path) -> Store:
    """The store after all waves; before the fifth sections of the first bureau move to the second."""
    store = open_store(f"sqlite:///{folder / 'years.sqlite3'}")
    organise.import_guideline(LOCAL, store, _written(folder, "code.toml", GUIDELINE))
    _units(store, folder, (years.parents(), date(2024, 4, 1)))
    for number in range(1, years.waves + 1):
        start = FIRST_DAY + timedelta(days=91 * (number - 1))
        if number == 5:
            moved = {f"B0-{division}-0": f"B1-{division}" for division in range(years.divisions)}
            _units(store, folder, (years.parents() | moved, REFORM))
        name = f"W{number}"
        wave = organise.NewWave(name=name, starts_on=start, ends_on=start, minimum_base=MINIMUM)
        organise.add_wave(LOCAL, store, wave)
        organise.import_headcount(LOCAL, store, _written(folder, "heads.csv", years.headcounts()), name)
        _answered(store, folder, (name, years.table()))
        close.close(LOCAL, store, name, years.choices)
        if name == CORRECTED:
            rounds.correct(LOCAL, store, name, "handed in late")
            _answered(store, folder, (name, _late(years)))
            years.corrected = _closed(store, name, years.choices)
        years.live()
    return store


def _closed(store: Store, name: str, choices: Choices) -> bool:
    """Whether a correction could be closed; one that would tell of a few is refused, and what was shown stays."""
    try:
        close.close(LOCAL, store, name, choices)
    except Refused as refused:
        if refused.kind != "close_difference":
            raise
        return False
    return True


def _late(years: Years) -> str:
    """Twelve more answers of one section and of one kind, so that every number of answers that changes does so by twelve."""
    head, first, *rows = years.table().splitlines()
    who, said = first.split(",")[:5], [row.split(",")[5:] for row in rows]
    alike = [words for words in said if words[0] == "yes" and all(words)][:12]
    return "\n".join([head, *(",".join((*who, *words)) for words in alike)]) + "\n"


def _answered(store: Store, folder: Path, told: tuple[str, str]) -> None:
    name, text = told
    taken = upload.take_in(
        LOCAL, store, upload.GivenFile.at(_written(folder, f"{name}.csv", text)), upload.Choice(name)
    )
    assert taken.upload is not None, taken.outcome.problems


def _units(store: Store, folder: Path, told: tuple[dict[str, str], date]) -> None:
    parents, since = told
    lines = ["code,name,parent", *(f"{code},Unit {code},{above}" for code, above in parents.items())]
    organise.import_units(LOCAL, store, _written(folder, "units.csv", "\n".join(lines) + "\n"), since)


def _written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
