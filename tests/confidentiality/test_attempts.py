"""What an attacker may try, one test an idea: each is shown to work on figures that are not protected, and not on ours."""

import numpy as np
import pytest

from confidentiality import protect
from confidentiality.attack import Known, attack, learn
from confidentiality.cube import Level
from confidentiality.publish import Counted, Publication, publish
from measure.nests import Nest, Overlaps
from measure.tally import Codes, Responses, count_groups, over_tree
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


TOLD_TWICE = tuple(
    indicator for indicator in GUIDELINE.indicators if indicator.key in ("aware", "liked", "liked_by_all")
)
"""Liked among those who know, and liked by everybody."""


def welcomed(of_unknowing: dict[str, int], blind: bool, patch: pytest.MonkeyPatch) -> Publication:
    """Of A, B and C forty, fifty and sixty; so many of each do not know, all of whom dislike, like half of the others."""
    sizes = {"A": 40, "B": 50, "C": 60}
    unit = np.repeat(np.arange(3), tuple(sizes.values()))
    place = np.concatenate([np.arange(size) for size in sizes.values()])
    unknowing = place < np.array([of_unknowing.get(code, 0) for code in sizes])[unit]
    answers: dict[str, Codes] = {
        "know": np.where(unknowing, 2, 1),
        "like": np.where(unknowing | (place % 2 == 0), 2, 1),
    }
    sheets = Responses(tuple(sizes), unit, {}, {}, answers)
    counts = over_tree(count_groups(sheets, GUIDELINE), {}, COUNTY)
    if blind:
        patch.setattr(protect, "with_others", lambda source: source)
    return publish(Counted("W", T, COUNTY, counts), TOLD_TWICE)


COUNTY = tree({"R": None, "A": "R", "B": "R", "C": "R"})


def others(told: Publication) -> dict[str, int]:
    """How many stand in the one figure of a unit and not in the other, where both show it."""
    base = {(level.indicator, level.unit): level.base for level in told.levels if level.base is not None}
    shown = [unit for key, unit in base if key == "liked" and ("liked_by_all", unit) in base]
    return {unit: (base["liked_by_all", unit] or 0) - (base["liked", unit] or 0) for unit in shown}


@pytest.mark.parametrize(("few", "gives_away"), [(4, True), (T - 1, True), (T, False), (T + 1, False), (0, False)])
def test_what_all_and_those_who_know_say_of_an_item_tells_nothing_of_the_few_who_do_not(
    few: int, gives_away: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """B and C have twenty each who do not know, A few: forty less 36 are four, and they all dislike it."""
    unknowing = {"A": few, "B": 20, "C": 20}
    assert (0 < others(welcomed(unknowing, True, monkeypatch)).get("A", 0) < T) is gives_away
    monkeypatch.undo()
    told = welcomed(unknowing, False, monkeypatch)
    assert (told.exposed, told.pinned) == (0, 0)
    assert [unit for unit, count in others(told).items() if 0 < count < T] == []
    left = others(told)
    if gives_away and {"R", "B", "C"} <= left.keys():
        assert left["R"] - left["B"] - left["C"] >= T
