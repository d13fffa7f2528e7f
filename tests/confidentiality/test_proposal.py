"""What small organisations are told to publish, as a table: what is seen of it, and that closing with it shows so much."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import pytest

from confidentiality.choices import Bases, Choices
from confidentiality.cube import CellStatus
from confidentiality.proposal import Offer, Proposal, propose
from confidentiality.publish import Counted, publish
from measure.nests import Overlaps
from measure.organisation import OrgTree
from measure.tally import RESPONSES, Codes, Group, Responses, Tally, count_groups, over_tree
from tests.confidentiality.test_protect import GUIDELINE
from tests.confidentiality.worlds import tree

T = 10
FEW = 0.1  # of the units: what the answers may hide beyond the number of responses


@dataclass(frozen=True)
class Size:
    """An organisation of so many people in so many divisions of so many sections, of whom so many answer."""

    people: int
    divisions: int
    sections: int
    answering: float = 0.7


SIZES = [
    Size(200, 4, 4),
    Size(200, 6, 1),
    Size(500, 6, 5),
    Size(500, 5, 3, 0.4),
    Size(1000, 8, 6),
    Size(1000, 10, 10, 0.5),
    Size(3000, 10, 8),
    Size(8000, 15, 8),
]
SEGMENTS = {"age": (0.2, 0.25, 0.3, 0.25), "grade": (0.55, 0.25, 0.12, 0.06, 0.02), "contract": (0.85, 0.15)}


@cache
def organisation(size: Size) -> tuple[OrgTree, dict[Group, Tally], Overlaps]:
    """Sections of unequal size; who is of which age, grade and contract is drawn by lot, answers lean as sections do."""
    chance = np.random.default_rng(size.people + size.sections)
    divisions = [f"D{number}" for number in range(size.divisions)]
    leaves = {f"{above}S{number}": above for above in divisions for number in range(size.sections)}
    weights = chance.lognormal(0, 0.6, len(leaves))
    staff = chance.choice(len(leaves), size.people, p=weights / weights.sum())
    unit = staff[chance.random(size.people) < size.answering]
    lean = np.clip(chance.normal(0.5, 0.1, len(leaves)), 0.25, 0.75)[unit]
    segments: dict[str, Codes] = {key: chance.choice(len(p), len(unit), p=p) + 1 for key, p in SEGMENTS.items()}
    values = {key: tuple(f"{key}{number}" for number in range(len(p))) for key, p in SEGMENTS.items()}
    know = np.where(chance.random(len(unit)) < lean, 1, 2)
    sheets = Responses(tuple(leaves), unit, values, segments, {"know": know})
    org = tree({"R": None, **dict.fromkeys(divisions, "R"), **leaves})
    return org, over_tree(count_groups(sheets, GUIDELINE), {}, org), Overlaps.of(sheets)


def bases(org: OrgTree, counts: dict[Group, Tally], overlaps: Overlaps) -> Bases:
    return Bases({group: tally[RESPONSES].base for group, tally in counts.items()}, org, T, overlaps.nests())


@cache
def proposed(size: Size) -> Proposal:
    found = propose(bases(*organisation(size)), Choices())
    assert found is not None
    return found


def as_chosen(offer: Offer) -> Choices:
    return Choices(without=offer.without, depth=offer.depth, segment_depth=offer.segment_depth)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.people}in{size.divisions}x{size.sections}")
def test_most_of_what_is_proposed_is_seen(size: Size) -> None:
    found = proposed(size)
    now, best = found.now, found.best
    assert best.worth >= now.worth
    assert best.shown_units > best.units / 2
    assert 2 * best.shown_cells >= best.cells
    assert best.shown_units >= now.shown_units or best.depth < now.depth
    assert best.shown_units >= 1 + size.divisions / 2  # divisions of thirty to five hundred people are seen


@pytest.mark.parametrize("size", SIZES[:6], ids=lambda size: f"{size.people}in{size.divisions}x{size.sections}")
def test_closing_as_proposed_shows_what_was_said(size: Size) -> None:
    """By the number of responses alone, so that answers may hide a few more."""
    (org, counts, overlaps), found = organisation(size), proposed(size)
    told = Counted("W", T, org, counts, choices=as_chosen(found.best), nests=overlaps.nests())
    published = publish(told, GUIDELINE.indicators[:1])
    assert (published.exposed, published.pinned) == (0, 0)
    filled = [level for level in published.levels if level.status is not CellStatus.NO_DATA]
    units, cells = ([level for level in filled if bool(level.segment) is kind] for kind in (False, True))
    assert (len(units), len(cells)) == (found.best.units, found.best.cells)
    for levels, shown in ((units, found.best.shown_units), (cells, found.best.shown_cells)):
        seen = sum(level.status is not CellStatus.HIDDEN for level in levels)
        assert shown - FEW * len(levels) <= seen <= shown


def test_sections_of_four_are_left_out_and_divisions_of_forty_shown_by_what_fits() -> None:
    """Two divisions of ten sections of four people each: no section can be shown, each division by two halves can."""
    leaves = {f"{above}{number}": above for above in "AB" for number in range(10)}
    org = tree({"R": None, "A": "R", "B": "R", **leaves})
    people: dict[Group, int] = {}
    for leaf in leaves:
        for group in (("", ""), ("half", "x"), ("half", "y"), ("rare", "few")):
            for unit in org.path(leaf):
                people[unit, *group] = people.get((unit, *group), 0) + {"": 4, "half": 2, "rare": 0}[group[0]]
    people |= {("R", "rare", "few"): 4, ("A", "rare", "few"): 2, ("B", "rare", "few"): 2}
    found = propose(Bases(people, org, T), Choices())
    assert found is not None
    best = found.best
    assert (best.without, best.depth, best.segment_depth) == (("rare",), 1, 1)
    assert (best.units, best.shown_units, best.cells, best.shown_cells) == (3, 3, 6, 6)
    assert (found.now.units, found.now.shown_units) == (23, 3)


def test_a_large_organisation_is_told_prices_only() -> None:
    leaves = {f"s{number}": "R" for number in range(3000)}
    org = tree({"R": None, **leaves})
    assert propose(Bases({(leaf, "", ""): 20 for leaf in leaves}, org, T), Choices()) is None
    assert propose(Bases({}, org, T), Choices()) is None
