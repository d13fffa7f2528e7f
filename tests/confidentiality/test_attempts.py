"""What an attacker may try, one test an idea: each is shown to work on figures that are not protected, and not on ours."""

import numpy as np
import pytest

from confidentiality.attack import Known, attack, learn
from confidentiality.cube import Level
from confidentiality.publish import Counted, Publication, publish
from measure.nests import Nest, Overlaps
from measure.tally import Responses, count_groups, over_tree
from tests.confidentiality.test_protect import GUIDELINE
from tests.confidentiality.worlds import tree

T = 10
TOWN = tree({"R": None, "A": "R", "B": "R"})
OFFICE = tree({"R": None})


def cell(unit: str, told: tuple[int, int] | None, segment: str | None = None) -> Level:
    """A row of the indicator x: so many favourable of so many, or hidden."""
    plain: dict[str, object] = {"wave": "W", "unit": unit, "segment": segment, "indicator": "x", "status": "hidden"}
    if told is not None:
        plain |= {"status": "shown", "favourable": told[0], "base": told[1], "share": told[0] / told[1]}
    return Level.model_validate(plain)


@pytest.mark.parametrize(
    ("whole", "a", "b", "learned"),
    [
        ((4, 20), 20, 0, []),  # A is all of the whole, whose twenty answers are shown
        ((4, 9), 9, 0, ["A"]),  # nine are too few, whoever they are
        ((0, 20), 19, 1, ["A", "B"]),  # nobody of the whole, so nobody of either
    ],
)
def test_a_unit_that_holds_all_the_people_of_the_whole_is_the_whole(
    whole: tuple[int, int], a: int, b: int, learned: list[str]
) -> None:
    """By somebody who knows how many were asked in each."""
    rows = {(each.unit, "", ""): each for each in (cell("R", whole), cell("A", None), cell("B", None))}
    held = {group: row for group, row in rows.items() if {"R": 1, "A": a, "B": b}[group[0]]}
    sizes = {("R", "", ""): whole[1], ("A", "", ""): a, ("B", "", ""): b}
    assert [group[0] for (group, _) in attack("x", Known(held, TOWN, T, sizes)).pinned] == learned


NESTED = (Nest(within=("kind", "digital"), key="field", values=("network",)),)
"""Who is of the field of networks is digital staff: 24 digital, of whom 20 are of networks, so 4 are not."""


def nested() -> tuple[list[Level], Publication]:
    """Forty of one office: digital 24, other 16; of the field of networks 20, all of them digital, the rest of no field."""
    kind, network = np.repeat([1, 2], (24, 16)), np.arange(40) < 20
    said = np.where(np.arange(40) % 3 == 0, 2, 1)
    sheets = Responses(
        ("R",),
        np.zeros(40, np.int64),
        {"kind": ("digital", "other"), "field": ("network", "law")},
        {"kind": kind, "field": network.astype(np.int64)},
        {"know": said},
    )
    counts = over_tree(count_groups(sheets, GUIDELINE), {}, OFFICE)
    found = Overlaps.of(sheets).nests()
    assert set(NESTED) <= set(found)
    told = publish(Counted("W", T, OFFICE, counts, nests=found), GUIDELINE.indicators[:1])
    blind = publish(Counted("W", T, OFFICE, counts), GUIDELINE.indicators[:1])
    return list(blind.levels), told


def test_a_value_within_a_value_gives_nobody_away_who_has_only_the_outer_one() -> None:
    """24 less 20 are four people: whoever does not reckon with it shows both, and what the four answered is read off."""
    blind, told = nested()
    shown = {level.segment: level for level in blind if level.base is not None}
    assert shown["kind=digital"].base == 24
    assert shown["field=network"].base == 20
    assert {group for group, _ in learn(blind, OFFICE, T, NESTED).below} == {("R", "kind", "digital\0field\0without")}
    found = learn(told.levels, OFFICE, T, NESTED)
    assert (found.pinned, found.below) == ((), ())
    assert (told.exposed, told.pinned) == (0, 0)
