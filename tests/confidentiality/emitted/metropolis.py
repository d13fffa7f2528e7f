"""The fictitious metropolis that the product ships as a sample: its two newest waves, and its sheets counted a second way."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from actions import close, organise, receipt, upload, view
from actions.keep import Store, open_store
from actions.lineage import import_lineage
from actions.users import LOCAL
from measure.organisation import OrgTree
from measure.tally import Group
from sample.metropolis import generate
from sample.metropolis.answers import Replies, replies
from sample.metropolis.staff import AUDIENCES, TENURES
from tests.confidentiality.emitted.equations import World
from tests.confidentiality.emitted.told import Cell, Names

WAVES = tuple(files.wave.name for files in generate.wave_files(Path())[-2:])
LABELS = {"FY2025 W1": "2025Q3", "FY2025 W2": "2025Q4", "W1 FY2025": "2025Q3", "W2 FY2025": "2025Q4"} | {
    name: name for name in WAVES
}
DIGITAL = "∪".join(AUDIENCES[1:])
YEARS = ("under 1 year", "1 to 3 years", "3 to 10 years", "10 years and more")
STAFF = ("General staff", "Staff on digital services", "Specialists")
ATTRIBUTES = {f"Years in this unit: {name}": ("tenure", key) for name, key in zip(YEARS, TENURES, strict=True)}
ATTRIBUTES |= {name: ("tenure", key) for name, key in zip(YEARS, TENURES, strict=True)}
ATTRIBUTES |= {name: ("audience", key) for name, key in zip(STAFF, AUDIENCES, strict=True)}
ATTRIBUTES |= {f"Audience: {name}": ("audience", key) for name, key in zip(STAFF, AUDIENCES, strict=True)}
ATTRIBUTES |= {"Staff on digital services, specialists included": ("audience", DIGITAL)}
ASKED = generate.guideline().indicators
IMPORTANT = {f"norm_{each.number}": f"important_{each.number}" for each in generate.guideline().norms}
SIDES = {"Important": IMPORTANT, "held to be important": IMPORTANT}
FAVOURABLE = {"q1": (1,)}
"""The codes of a favourable answer, where they are not the first two."""


class Metropolis(World):
    """The sample as a world that told figures are held against."""

    @property
    def names(self) -> Names:
        units = {unit.name.en: code for code, unit in self.tree.units.items()}
        asked = {each.name.en: each.key for each in ASKED}
        return Names(units, asked, LABELS, ATTRIBUTES, SIDES)


def built(folder: Path, waves: tuple[str, ...] = WAVES) -> Metropolis:
    """As the sample is built, but for the older waves, whose answers no rule of the newest one looks at."""
    url = f"sqlite:///{folder / 'metropolis.sqlite3'}"
    store = open_store(url)
    try:
        organise.import_guideline(LOCAL, store, generate.GUIDELINE_FILE)
        organise.import_units(LOCAL, store, generate.UNITS_FILE, date(2022, 4, 1))
        import_lineage(LOCAL, store, generate.LINEAGE_FILE)
        generate.generate(folder)
        chosen = [files for files in generate.wave_files(folder) if files.wave.name in waves]
        for files in chosen:
            _closed(store, files)
        tree = view.tree(LOCAL, store, waves[-1])
        levels = [row for wave in waves for row in view.everything(LOCAL, store, wave)]
        nests = {wave: view.nests(LOCAL, store, wave) for wave in waves}
    finally:
        store.close()
    cube = {Cell(row.wave, row.group, row.indicator): row for row in levels}
    return Metropolis(url, tree, cube, dict(_counts(chosen, tree)), nests)


def _closed(store: Store, files: generate.WaveFiles) -> None:
    told = files.wave.model_dump(include={"name", "starts_on", "ends_on", "minimum_base", "guideline"})
    organise.add_wave(LOCAL, store, organise.NewWave.model_validate(told))
    organise.import_headcount(LOCAL, store, files.headcount, files.wave.name)
    choice = receipt.mapped(upload.Choice(files.wave.name), files.mapping)
    taken = upload.take_in(LOCAL, store, upload.GivenFile.at(files.responses), choice)
    assert taken.upload is not None, taken.outcome.problems
    close.close(LOCAL, store, files.wave.name)


def _counts(
    waves: Iterable[generate.WaveFiles], tree: OrgTree
) -> Iterator[tuple[tuple[str, str, Group], tuple[int, int]]]:
    """Of each wave, indicator and group how many answered, and how many of them favourably."""
    bases, yes = Counter[tuple[str, str, Group]](), Counter[tuple[str, str, Group]]()
    for files in waves:
        found = replies(files.wave, generate.SEED)
        for row in range(found.rows):
            said = dict(_said(found, row))
            for group in _groups(found, row, tree):
                bases.update((files.wave.name, key, group) for key in said)
                yes.update((files.wave.name, key, group) for key, favourable in said.items() if favourable)
    return ((place, (base, yes[place])) for place, base in bases.items())


def _groups(found: Replies, row: int, tree: OrgTree) -> Iterator[Group]:
    audience = int(found.audience[row])
    own = [("", ""), ("audience", AUDIENCES[audience]), ("tenure", TENURES[int(found.tenure[row])])]
    own += [("audience", DIGITAL)] if audience else []
    for above in tree.path(found.unit[row]):
        yield from ((above, *segment) for segment in own)


def _said(found: Replies, row: int) -> Iterator[tuple[str, bool]]:
    """Which indicators somebody answered, and which favourably; every stage is answered by everybody."""
    for each in ASKED:
        if code := int(found.answers[each.item][row]):
            yield each.key, code in FAVOURABLE.get(each.item, (1, 2))
    come = True
    for item, key in (("q1", "awareness"), ("q2", "readership"), ("q3", "behaviour_change")):
        come = come and int(found.answers[item][row]) in FAVOURABLE.get(item, (1, 2))
        yield f"funnel:{key}", come
