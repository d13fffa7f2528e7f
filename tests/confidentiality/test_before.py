"""What was shown before, by hand: what stays hidden, what is dear to hide, and of which cells that is said."""

from dataclasses import replace

import pytest

from confidentiality.before import TOLD, Before, Beside
from confidentiality.cube import CellStatus, HiddenBy, Level
from confidentiality.gaps import Told, unchanged
from confidentiality.protect import Promise, Protection, _already, protect
from measure.tally import RESPONSES, Count, Group, Tally
from tests.confidentiality.test_families import PLAIN, against
from tests.confidentiality.test_gaps import version
from tests.confidentiality.test_protect_steps import A, B, C, D, R, town
from tests.confidentiality.worlds import tree

SIDE = against(PLAIN).key
PRIMARY, COMPLEMENTARY = HiddenBy.PRIMARY, HiddenBy.COMPLEMENTARY
BEFORE = Before(
    beside=(Beside(frozenset({A}), frozenset({(D, "y")})),),
    hidden={"x": frozenset({B}), RESPONSES: frozenset({C})},
    shown={"x": frozenset({A}), "y": frozenset({B})},
)


@pytest.mark.parametrize(("key", "hidden"), [("x", {B}), ("y", {D}), ("z", set()), (RESPONSES, {A, C})])
def test_who_is_kept_apart_and_what_was_hidden_of_the_same_is_hidden(key: str, hidden: set[Group]) -> None:
    assert BEFORE.hides(key) == hidden


PRICES = {A: 2.0, B: 3.0, C: 5.0}


@pytest.mark.parametrize(
    ("keys", "dear"), [(("x",), {A}), (("y",), {B}), (("x", "y"), {A, B}), (("z",), set()), ((), set())]
)
def test_what_is_known_already_is_dear_to_hide(keys: tuple[str, ...], dear: set[Group]) -> None:
    """In whichever of the indicators it can be read."""
    assert BEFORE.dear(PRICES, keys) == {g: price * (TOLD if g in dear else 1) for g, price in PRICES.items()}


def test_what_an_earlier_version_hid_is_hidden_of_the_same_indicator() -> None:
    """Too few stay the reason where both are."""
    known = replace(
        town(A=(20, 8), B=(30, 9)), before=Before(hidden={"plain": frozenset({A}), "other": frozenset({B})})
    )
    assert _already(known, Protection({RESPONSES: {}}), PLAIN) == {A: COMPLEMENTARY}
    assert _already(known, Protection({RESPONSES: {A: PRIMARY, D: PRIMARY}}), PLAIN) == {A: PRIMARY, D: PRIMARY}


def test_what_was_shown_is_not_hidden_for_its_origin_only() -> None:
    """How many of A are against was shown beside what is hidden of A."""
    known = replace(town(PLAIN, against(PLAIN), A=(20, 8), B=(30, 9)), before=Before(shown={SIDE: frozenset({A})}))
    done = Protection({RESPONSES: {}, "plain": {A: COMPLEMENTARY, B: COMPLEMENTARY}})
    assert _already(known, done, against(PLAIN)) == {B: COMPLEMENTARY}


def test_who_is_kept_apart_and_who_was_hidden_stay_hidden_of_how_many_answered() -> None:
    sections = town(PLAIN, A=(20, 8), B=(30, 9), C=(30, 9))
    for before in (Before(hidden={RESPONSES: frozenset({A})}), Before(beside=(Beside(frozenset({A})),))):
        assert protect(replace(sections, cubes={}, before=before), Promise(10)).hidden[RESPONSES] == {A: COMPLEMENTARY}


def test_of_two_as_good_the_one_that_nobody_knows_is_hidden() -> None:
    """A 5 needs company: B, who is the cheapest, unless it was shown already."""
    sections = town(PLAIN, A=(5, 2), B=(20, 8), C=(30, 9))
    assert protect(sections, Promise(10)).hidden["plain"].keys() == {A, B}
    known = replace(sections, cubes={}, before=Before(shown={"plain": frozenset({B}), RESPONSES: frozenset({B})}))
    assert protect(known, Promise(10)).hidden["plain"].keys() == {A, C}


def row(unit: str, status: CellStatus, indicator: str = "know") -> Level:
    return Level(wave="W", unit=unit, indicator=indicator, status=status)


ROWS = [row("A", CellStatus.HIDDEN), row("B", CellStatus.HIDDEN), *(row(u, CellStatus.SHOWN) for u in "CDER")]


def told() -> Told:
    """A and B hidden, C, D and E shown."""
    return Told.of(version("AB").version, ROWS)


def test_what_has_not_changed_is_said_to_have_been_hidden_or_shown() -> None:
    """B has changed since, and D; of A nothing at all was shown, so how many answered there is hidden too."""
    now = version("", {"A": (3, 3), "B": (10, 9), "C": (28, 10), "D": (40, 21), "E": (30, 12)}).version
    found = unchanged([version("CDE"), told()], now)
    assert found.hidden == {"know": {A}, RESPONSES: {A}}
    assert found.shown == {"know": {C, ("E", "", "")}}
    assert found.beside == ()


def test_where_something_of_a_group_was_shown_how_many_answered_is_not_hidden() -> None:
    old = version("AB").version
    partly = replace(old, shown=old.shown | {(A, "other")})
    found = unchanged([Told.of(partly, ROWS)], old)
    assert found.hidden == {"know": {A, B}, RESPONSES: {B}}


def test_on_another_tree_or_for_the_first_time_nothing_is_known_before() -> None:
    now = version("").version
    assert unchanged([], now) == Before()
    apart = tree({"R": None, "E": None} | dict.fromkeys("ABCD", "R"))
    assert unchanged([told()], replace(now, tree=apart)) == Before()
    assert unchanged([told()], now) != Before()


def test_a_version_tells_of_the_groups_alone_that_are_published() -> None:
    """C and all of D by a segment are not: no unit of that name is left to stand in a sum."""
    segment: Group = ("D", "s", "p")
    tally: Tally = {"know": Count(3, 3.0)}
    whole = replace(version("").version, counts={**version("").version.counts, segment: tally})
    part = Told(whole, {}).within({R, A, segment}).version
    assert part.counts.keys() == {R, A, segment}
    assert part.tree.units.keys() == {"R", "A"}
    assert (part.shown, part.nests) == (whole.shown, whole.nests)


def test_a_version_notes_what_it_withheld_and_of_whom_it_told() -> None:
    found = Told.of(version("AB").version, [*ROWS, row("C", CellStatus.NO_DATA, "other")])
    assert found.withheld == {(A, "know"), (B, "know")}
    assert found.groups == {(unit, "", "") for unit in "ABCDER"}
