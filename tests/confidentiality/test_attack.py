"""The attacker from outside, by hand: what rows say, and what follows from them by subtraction."""

import numpy as np
import pytest

from confidentiality.answers import Cell
from confidentiality.attack import MANY, PEOPLE, YES, Known, Learned, _somewhere, _world, attack, learn
from confidentiality.cube import CellStatus, Level, Origin
from confidentiality.moves import Room, Row
from confidentiality.pattern import OWN, WITHOUT
from measure.joint import CONTRADICTION, DONT_KNOW
from measure.tally import Group
from tests.confidentiality.worlds import tree

T = 10
TREE = tree({"R": None, "A": "R", "B": "R", "C": "R"})
HIDDEN = (None, None)
Told = tuple[float | None, int | None]
"""Favourable answers, answers."""


def row(unit: str, told: Told = HIDDEN, **more: object) -> Level:
    favourable, base = told
    status = CellStatus.HIDDEN if base is None else CellStatus.SHOWN
    plain = {"wave": "W", "unit": unit, "indicator": "know", "status": status, "base": base, "favourable": favourable}
    return Level.model_validate(plain | more)


def coded(unit: str, base: int, low: float, high: float | None) -> Level:
    return row(unit, (None, base), status=CellStatus.CODED, low=low, high=high)


def known(*rows: Level, sizes: dict[str, int] | None = None) -> Known:
    told = None if sizes is None else {(unit, "", ""): count for unit, count in sizes.items()}
    return Known({each.group: each for each in rows}, TREE, T, told)


def town(sizes: dict[str, int] | None = None, key: str = "know", **told: Told) -> Learned:
    return attack(key, known(*(row(unit, each) for unit, each in told.items()), sizes=sizes))


def units(found: tuple[tuple[Group, str], ...]) -> str:
    return "".join(sorted(unit for (unit, _, _), _ in found))


A: Group = ("A", "", "")
SAYS: list[tuple[Level, tuple[float, float], tuple[float, float]]] = [
    (row("A", (7, 20)), (20, 20), (7, 7)),
    (coded("A", 20, 0.0, 0.1), (20, 20), (0, 1)),
    (coded("A", 20, 0.9, 1.0), (20, 20), (19, 20)),
    (coded("A", 20, 0.9, None), (20, 20), (19, 20)),
    (row("A"), (0, MANY), (0, MANY)),
    (row("A", (None, 20)), (20, 20), (0, MANY)),
    (row("A", (7, 20), origin=Origin.MEDIAN), (0, MANY), (0, MANY)),
    (row("B"), (0, MANY), (0, MANY)),  # of A there is no row
]


@pytest.mark.parametrize(("told", "people", "yes"), SAYS)
def test_what_a_row_says(told: Level, people: tuple[float, float], yes: tuple[float, float]) -> None:
    assert (known(told).bounds((A, PEOPLE)), known(told).bounds((A, YES))) == (people, yes)
    granted = known(told, sizes={"A": 30})
    assert (granted.bounds((A, PEOPLE)), granted.bounds((A, YES))) == ((30, 30), yes)
    assert known(told, sizes={"B": 30}).bounds((A, PEOPLE)) == people


def test_what_is_secret() -> None:
    rows = known(row("A"), coded("B", 20, 0.0, 0.1), row("C", (7, 20)))
    assert [unit for unit in "ABCR" if rows.secret((unit, "", ""))] == ["A", "B"]


def test_a_segment_is_a_key_and_a_value() -> None:
    assert row("A", segment="age=a=b").group == ("A", "age", "a=b")
    assert row("A").group == A


ALL_OF_THEM: list[tuple[Told, dict[str, int] | None, bool]] = [
    ((5, T), {"R": T, "A": T}, True),
    ((5, T + 1), {"R": T + 1, "A": T + 1}, True),
    ((4, T - 1), {"R": T - 1, "A": T - 1}, False),  # too few, whoever they are
    ((5, 20), {"R": 20, "A": 19}, False),
    ((5, 20), {"A": 20}, False),
    ((5, 20), None, False),
    (HIDDEN, {"R": 20, "A": 20}, False),  # the whole is not shown
]


@pytest.mark.parametrize(("whole", "sizes", "same"), ALL_OF_THEM)
def test_a_unit_of_all_the_people_there_are_is_the_whole(whole: Told, sizes: dict[str, int] | None, same: bool) -> None:
    assert known(row("R", whole), row("A"), sizes=sizes).same_as_the_whole(A) is same


def test_any_of_two_wholes_will_do_and_one_of_unknown_size_does_not() -> None:
    org = tree({"R": None, "A": "R", "S": None})
    sizes = {("R", "", ""): 20, A: 20, ("S", "", ""): 30}
    assert Known({}, org, T, sizes).same_as_the_whole(A)
    assert not Known({}, org, 1, {A: 1}).same_as_the_whole(A)


def test_counts_are_whole_unless_a_row_says_otherwise() -> None:
    for favourable, whole in ((7.0, True), (7.5, False), (0.0, True)):
        world = _world(known(row("A", (favourable, 20))), [A], [])
        assert world.whole is whole
        assert (world.count((A, PEOPLE)), world.count((A, YES))) == (20, favourable)


FOLLOWS: list[tuple[dict[str, Told], str, str]] = [  # the rows, whose answers follow, which groups turn out small
    ({"R": (20, 55), "A": HIDDEN, "B": (8, 20), "C": (10, 30)}, "", "A"),  # five at most
    ({"R": (18, 55), "A": HIDDEN, "B": (8, 20), "C": (10, 30)}, "A", "A"),  # and none of them said yes
    ({"R": (20, 60), "A": HIDDEN, "B": (8, 20), "C": (10, 30)}, "", ""),  # ten are enough
    ({"R": (20, 59), "A": HIDDEN, "B": (8, 20), "C": (10, 30)}, "", "A"),
    ({"R": (20, 55), "A": HIDDEN, "B": HIDDEN, "C": (10, 30)}, "", ""),  # 25 together
    ({"R": (14, 39), "A": HIDDEN, "B": HIDDEN, "C": (10, 30)}, "", "AB"),  # 9 together
    ({"R": (10, 39), "A": HIDDEN, "B": HIDDEN, "C": (10, 30)}, "AB", "AB"),  # none of the nine said yes
    ({"R": (20, 55), "B": (8, 20), "C": (10, 30)}, "", "R"),  # nothing is hidden, yet five stand in R itself
    ({"R": (18, 50), "A": HIDDEN, "B": (8, 20), "C": (10, 30)}, "", ""),  # nobody is left for A
    ({"R": HIDDEN, "A": (2, 5), "B": (8, 20), "C": (10, 30)}, "", ""),  # who stands in R itself is not known
    ({"R": (20.5, 55), "A": HIDDEN, "B": (8.25, 20), "C": (10.25, 30)}, "", "A"),  # answers with weights
    ({"R": (20.5, 55), "A": HIDDEN, "B": HIDDEN, "C": (10.25, 30)}, "", ""),
]


@pytest.mark.parametrize(("told", "answers", "small"), FOLLOWS)
def test_what_follows_by_subtraction(told: dict[str, Told], answers: str, small: str) -> None:
    """Where A is hidden beside B and C, who stands in R itself could be anybody of the rest, unless nothing is left."""
    found = town(None, "know", **told)
    assert (units(found.pinned), units(found.below)) == (answers, small)
    assert found.hidden == sum(each == HIDDEN for each in told.values())


WITH_SIZES: list[tuple[dict[str, Told], dict[str, int], str]] = [
    ({"R": (12, 12), "A": HIDDEN, "B": HIDDEN}, {"A": 3, "B": 9, "R": 12}, "AB"),  # all twelve said yes
    ({"R": (11, 12), "A": HIDDEN, "B": HIDDEN}, {"A": 3, "B": 9, "R": 12}, ""),
    ({"R": (0, 12), "A": HIDDEN, "B": HIDDEN}, {"A": 3, "B": 9, "R": 12}, "AB"),
    ({"R": (1, 12), "A": HIDDEN, "B": HIDDEN}, {"A": 3, "B": 9, "R": 12}, ""),
    ({"R": (5, 12), "A": (2, 3), "B": HIDDEN}, {"A": 3, "B": 9, "R": 12}, "B"),
]


@pytest.mark.parametrize(("told", "sizes", "answers"), WITH_SIZES)
def test_who_knows_how_many_answered_learns_more_of_answers_and_nothing_of_sizes(
    told: dict[str, Told], sizes: dict[str, int], answers: str
) -> None:
    assert units(town(sizes, "know", **told).pinned) == answers
    assert town(sizes, "know", **told).below == ()


def test_all_twelve_said_yes_tells_nothing_where_sizes_are_not_known() -> None:
    found = town(None, "know", R=(12, 12), A=HIDDEN, B=HIDDEN)
    assert (found.pinned, found.below) == ((), ())


@pytest.mark.parametrize("key", [CONTRADICTION, "know" + DONT_KNOW])
def test_that_nobody_did_not_know_is_no_secret(key: str) -> None:
    assert units(town({"A": 5, "R": 25, "B": 20}, key, R=(2, 25), A=HIDDEN, B=(2, 20)).pinned) == ""
    assert units(town({"A": 5, "R": 25, "B": 20}, key, R=(3, 25), A=HIDDEN, B=(2, 20)).pinned) == "A"


def test_a_coded_share_that_follows_is_found() -> None:
    """R 20 of 60 less B 20 of 40: nobody of A's twenty said yes, where "below 10 %" is shown."""
    rows = [row("R", (20, 60)), coded("A", 20, 0.0, 0.1), row("B", (20, 40))]
    found = attack("know", known(*rows))
    assert (found.hidden, found.pinned, found.below) == (1, ((A, "know"),), ())
    found = attack("know", known(row("R", (20, 61)), coded("A", 20, 0.0, 0.1), row("B", (20, 40))))
    assert found.pinned == ((A, "know"),)  # whoever stands in R itself said no as well
    found = attack("know", known(row("R", (21, 61)), coded("A", 20, 0.0, 0.1), row("B", (20, 40))))
    assert found.pinned == ()  # one said yes, of A or of R itself


REST: list[tuple[int, bool]] = [(0, False), (1, True), (T - 1, True), (T, False)]


@pytest.mark.parametrize(("own", "small"), REST)
def test_who_stands_in_an_upper_unit_itself_is_a_group(own: int, small: bool) -> None:
    """A is what its sections show and so many of its own; the hidden ones are elsewhere."""
    org = tree({"R": None, "A": "R", "a1": "A", "B": "R", "C": "R"})
    told = {"R": (40, 110 + own), "A": (10, 30 + own), "a1": (10, 30), "B": HIDDEN, "C": HIDDEN}
    rows = {level.group: level for level in (row(unit, each) for unit, each in told.items())}
    found = attack("know", Known(rows, org, T))
    assert [group for group, _ in found.below] == ([("A", "", OWN)] if small else [])


def test_who_has_no_value_of_a_segment_is_a_group() -> None:
    """R 60 = old 30 + young 26 + 4 who do not say; both grades are hidden. No department is named, so the four stand in R."""
    rows = [row("R", (20, 60)), row("R", segment="grade=1"), row("R", segment="grade=2")]
    rows += [row("R", (10, 30), segment="age=old"), row("R", (8, 26), segment="age=young")]
    found = attack("know", known(*rows))
    assert {group for group, _ in found.below} == {("R", "age", WITHOUT), ("R", "age", WITHOUT + OWN)}


def test_a_row_without_data_is_no_group() -> None:
    """Nobody was asked in A, so R 55 less B and C is R's own."""
    rows = [row("R", (20, 55)), row("A", status=CellStatus.NO_DATA), row("B"), row("C", (10, 30))]
    assert attack("know", known(*rows)) == Learned(1)


def test_every_indicator_is_attacked_with_its_own_rows() -> None:
    """Nobody of A knows; A and B together hold 25 people who have read."""
    rows = [row("R", (18, 55)), row("A"), row("B", (8, 20)), row("C", (10, 30))]
    read = [row("R", (20, 55)), row("A"), row("B"), row("C", (10, 30))]
    cells: tuple[Cell, ...] = ((A, "know"),)
    assert learn([*rows, *(level.model_copy(update={"indicator": "read"}) for level in read)], TREE, T) == Learned(
        1 + 2, cells, cells
    )


def test_figures_that_contradict_each_other_do_not_make_the_attacker_blind() -> None:
    """A 3 and B 20 of a town of 43; that D, E and F come to more than C is from another source, and no sum."""
    org = tree({"R": None, "A": "R", "B": "R", "C": "R", "D": "C", "E": "C", "F": "C"})
    told: dict[str, Told] = {"R": (20, 43), "B": (10, 20), "C": (9, 20), "D": (5, 15), "E": (4, 15), "F": (4, 15)}
    rows = {each.group: each for each in (row("A"), *(row(unit, each) for unit, each in told.items()))}
    assert units(attack("know", Known(rows, org, T)).below) == "A"


CONTRADICTING: list[tuple[list[float], float]] = [  # what rows say that a count is, and what it is taken to be
    ([4], 4),
    ([2, 2, 5, 5, 5], 5),  # what most say
    ([2, 2, 2, 5, 5], 2),
    ([5, 5, 2, 2, 2], 2),
    ([0, 4, 9], 4),  # the middle gives up the least
    ([12, 12, 1], 9),  # as far as it can go: three too few each
]


@pytest.mark.parametrize(("told", "taken"), CONTRADICTING)
@pytest.mark.parametrize("whole", [True, False])
def test_of_rows_that_contradict_each_other_as_many_are_kept_as_can_be(
    told: list[float], taken: float, whole: bool
) -> None:
    """The first count, of nine at most; the second is three, which nobody contradicts, and with the third comes to seven."""
    rows = [Row((0,), (1.0,), each, each) for each in told]
    rows += [Row((1,), (1.0,), 3.0, 3.0), Row((1, 2), (1.0, 1.0), 7.0, 7.0)]
    assert _somewhere(Room(np.zeros(3), np.full(3, 9.0), rows, whole)) == pytest.approx([taken, 3, 7 - 3])


def test_where_nothing_is_asked_nothing_is_thought_of() -> None:
    assert _somewhere(Room(np.zeros(0), np.zeros(0), [])).tolist() == []
    assert _somewhere(Room(np.ones(1), np.ones(1), [])).tolist() == [1]
