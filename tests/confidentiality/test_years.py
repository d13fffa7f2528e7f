"""Eight waves and a correction, read back and attacked: together they tell of no few and of nobody's answer.

Each wave by itself; each with the one before, by somebody who knows how many answered everywhere and in which sections
nobody changed an answer, so that what two published waves leave open of such a section tells what those answered who came
or left; and both versions of the corrected wave.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import pytest

from actions import view
from actions.made import count
from actions.users import LOCAL
from confidentiality import protect
from confidentiality.attack import YES, Known, learn, reckoned
from confidentiality.choices import Choices
from confidentiality.cube import Level
from confidentiality.families import of_the_sheet
from db import read
from db.engine import Store
from db.survey import surveys
from measure.tally import Group
from tests.confidentiality.years import CORRECTED, LEFT, MINIMUM, QUIET, Years, lived

LARGE = {
    "everywhere by one": Choices(without=("tenure", "grade", "kind")),
    "by all four, divisions and above": Choices(segment_depth=2),
}
Bases = dict[tuple[Group, str], int]
Rows = dict[Group, Level]
Reach = dict[tuple[Group, str], tuple[int, float, float]]
"""Of a group and an indicator: how many answered, and the least and the most of them that can be favourable."""


@dataclass(frozen=True)
class Seen:
    """One version of a wave: what it shows, and how many answered in every group."""

    name: str
    rows: list[Level]
    sizes: Bases


def waves(store: Store) -> Iterator[Seen]:
    """Every version of every wave that was ever shown."""
    with store.reading() as connection:
        for survey in surveys(connection):
            if rows := read.published(connection, read.Cells(ids=(survey.kept.id,))):
                made = count(survey.guideline, survey.tree, read.blocks(connection, survey.kept.id))
                sizes = {(g, key): each.base for g, tally in made.counts.items() for key, each in tally.items()}
                yield Seen(survey.kept.wave.name, rows, sizes)


def reach(store: Store, seen: Seen, units: set[str]) -> Reach:
    """What somebody who knows the sizes can tell of these units."""
    tree, nests, found = view.tree(LOCAL, store, seen.name), view.nests(LOCAL, store, seen.name), dict[str, Rows]()
    for row in seen.rows:
        if seen.sizes.get((row.group, row.indicator)):
            found.setdefault(row.indicator, {})[row.group] = row
    told: Reach = {}
    for key, rows in found.items():
        sizes = {group: seen.sizes[group, key] for group in rows}
        mind, _ = reckoned(Known(rows, tree, MINIMUM, sizes, nests))
        told |= {(g, key): (sizes[g], *mind.interval((g, YES))) for g in rows if g[0] in units}
    return told


def pinned(one: Reach, other: Reach) -> list[tuple[Group, str]]:
    """Where a few came or left and nobody answered otherwise: the cells in which only one answer of theirs is possible.

    That nobody contradicted himself or herself there, or said "don't know", is no secret.
    """
    found = []
    for cell in one.keys() & other.keys():
        (few, low, high), (many, least, most) = sorted((one[cell], other[cell]))
        moved = many - few
        if of_the_sheet(cell[1]) and max(high, most) < 1:
            continue
        if 0 < moved < MINIMUM and min(moved, most - low) - max(0, least - high) < 1:
            found.append(cell)
    return sorted(found)


def bases(rows: list[Level]) -> Bases:
    return {(row.group, row.indicator): row.base for row in rows if row.base}


def moved(old: list[Level], new: list[Level]) -> Bases:
    """By how many answers the cells differ that both show."""
    was, now = bases(old), bases(new)
    return {cell: now[cell] - was[cell] for cell in was.keys() & now.keys()}


def check(years: Years, folder: Path) -> None:
    """Nothing follows from anything; a correction is shown, or refused because something would."""
    store = lived(years, folder)
    found = list(waves(store))
    for seen in found:
        tree, nests = view.tree(LOCAL, store, seen.name), view.nests(LOCAL, store, seen.name)
        learned = learn(seen.rows, tree, MINIMUM, nests)
        assert (learned.pinned, learned.below) == ((), ()), seen.name
        assert learned.hidden > 0
    versions = [seen.rows for seen in found if seen.name == CORRECTED]
    assert len(versions) == 1 + years.corrected
    assert not years.corrected or set(moved(*versions).values()) == {0, 12}
    assert together(years, store, found) == []
    store.close()


def together(years: Years, store: Store, found: list[Seen]) -> list[tuple[str, str, tuple[Group, str]]]:
    """What a wave and the one before tell together of the few who came to a quiet section or left it."""
    units = {leaf for each in (0, LEFT) for leaf in years.leaves[each::QUIET]}
    known = [reach(store, seen, units) for seen in found]
    told = []
    for (at, before), (to, seen) in combinations(enumerate(found), 2):
        if int(seen.name[1:]) - int(before.name[1:]) == 1:
            few = [cell for cell, by in moved(before.rows, seen.rows).items() if 0 < abs(by) < MINIMUM]
            cells = [*(cell for cell in few if cell[0][0] in units), *pinned(known[at], known[to])]
            told += [(before.name, seen.name, cell) for cell in cells]
    return told


def test_eight_waves_of_a_small_organisation(tmp_path: Path) -> None:
    years = Years(2, 2, 5, 1500, choices=Choices(segment_depth=1))
    check(years, tmp_path)
    assert years.corrected  # it hides again what its first version hides


@pytest.mark.slow
@pytest.mark.parametrize("held", [True, False])
def test_without_the_limits_of_the_wave_before_two_waves_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: bool
) -> None:
    """Sixty sections, of which each wave alone keeps everything."""
    if not held:
        monkeypatch.setattr(protect, "beside", lambda *_: iter(()))
    years = Years(4, 3, 5, 5000, waves=2, choices=LARGE["everywhere by one"])
    store = lived(years, tmp_path)
    assert bool(together(years, store, list(waves(store)))) is not held
    store.close()


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(LARGE))
def test_eight_waves_of_three_hundred_units(tmp_path: Path, name: str) -> None:
    check(Years(9, 4, 7, 24_000, choices=LARGE[name]), tmp_path)
