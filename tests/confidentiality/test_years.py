"""Eight waves and a correction, read back and attacked: together they tell of no few and of nobody's answer.

Each wave by itself; each with the one before, by somebody who knows in which sections nobody changed an answer; and both
versions of the corrected wave.
"""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from actions import view
from actions.users import LOCAL
from confidentiality.attack import group_of, learn
from confidentiality.choices import Choices
from confidentiality.cube import Level
from db import read
from db.engine import Store
from db.survey import surveys
from measure.tally import Group
from tests.confidentiality.years import CORRECTED, MINIMUM, QUIET, Years, lived

LARGE = {
    "everywhere by one": Choices(without=("tenure", "grade", "kind")),
    "by all four, divisions and above": Choices(segment_depth=2),
}
Bases = dict[tuple[Group, str], int]


def waves(store: Store) -> Iterator[tuple[str, list[Level]]]:
    """The rows of every version of every wave that was ever shown."""
    with store.reading() as connection:
        for survey in surveys(connection):
            yield survey.kept.wave.name, read.published(connection, read.Cells(ids=(survey.kept.id,)))


def bases(rows: list[Level]) -> Bases:
    return {(group_of(row), row.indicator): row.base for row in rows if row.base}


def moved(old: list[Level], new: list[Level]) -> Bases:
    """By how many answers the cells differ that both show."""
    was, now = bases(old), bases(new)
    return {cell: now[cell] - was[cell] for cell in was.keys() & now.keys()}


def check(years: Years, folder: Path) -> None:
    store = lived(years, folder)
    found = [(name, rows) for name, rows in waves(store) if rows]
    for name, rows in found:
        learned = learn(rows, view.tree(LOCAL, store, name), MINIMUM, view.nests(LOCAL, store, name))
        assert (learned.pinned, learned.below) == ((), ()), name
        assert learned.hidden > 0
    versions = [rows for name, rows in found if name == CORRECTED]
    assert len(versions) == 1 or set(moved(*versions).values()) == {0, 12}
    quiet = set(years.leaves[::QUIET])
    for (before, old), (name, new) in combinations(found, 2):
        if int(name[1:]) - int(before[1:]) <= 1:
            few = [cell for cell, count in moved(old, new).items() if 0 < abs(count) < MINIMUM]
            assert [cell for cell in few if cell[0][0] in quiet] == [], (before, name)
    store.close()


def test_eight_waves_of_a_small_organisation(tmp_path: Path) -> None:
    check(Years(2, 2, 5, 1500, choices=Choices(segment_depth=1)), tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(LARGE))
def test_eight_waves_of_three_hundred_units(tmp_path: Path, name: str) -> None:
    check(Years(9, 4, 7, 24_000, choices=LARGE[name]), tmp_path)
