"""A wave beside the same people's last one, by hand: two who came must be able to have said yes, and to have said no."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from confidentiality.before import Before, Beside, Left
from confidentiality.cube import CellStatus, Level
from confidentiality.neighbour import beside, left_open
from confidentiality.pattern import WITHOUT
from confidentiality.protect import Promise, protect
from confidentiality.source import Source
from measure.tally import Count, Group, Tally
from tests.confidentiality.test_families import PLAIN, against
from tests.confidentiality.test_protect_steps import town
from tests.confidentiality.worlds import tree

T = 10
A, B, C, R = ((unit, "", "") for unit in "ABCR")
ALL_YES = town(PLAIN, A=(22, 12), B=(15, 15), C=(30, 9))


def hidden(source: Source, **left: Left) -> set[Group]:
    """What is hidden where A came again with a few more or less, and this was left open of units then."""
    known = {((unit, "", ""), "plain"): each for unit, each in left.items()}
    found = protect(replace(source, cubes={}, before=Before(beside=(Beside(frozenset({A}), left=known),))), Promise(T))
    assert (found.groups, found.answers) == (0, 0)
    return set(found.hidden["plain"])


def test_without_the_other_wave_a_bound_beside_it_is_enough() -> None:
    """That all 15 of B said yes is told as a bound: it may be 14, and 13 of A."""
    assert hidden(ALL_YES) == {A}


@pytest.mark.parametrize(
    ("then", "more"),
    [
        (Left(20, 10.0, 10.0), {C}),  # both said yes: that one said no makes 11, and 16 of the 15 of B
        (Left(20, 12.0, 12.0), set()),  # both said no: that one said yes makes 13, and 14 of B
        (Left(20, 11.0, 11.0), set()),
        (Left(20, 10.0, 11.0), set()),  # 12 less 11 is one yes, 12 less 10 two
        (Left(23, 12.0, 12.0), {C}),  # one left, who said no: of one who said yes 11 are left
        (Left(23, 13.0, 13.0), set()),  # one who said yes left 12, one who said no 13
    ],
)
def test_what_the_two_answered_who_came_stays_open(then: Left, more: set[Group]) -> None:
    assert hidden(ALL_YES, A=then) == {A} | more


def test_where_the_one_beside_it_came_again_too_a_third_has_to_be_hidden() -> None:
    """Nobody of B came or left: its 6 are known, and so what is left for A."""
    towns = town(PLAIN, A=(22, 12), B=(15, 6), C=(30, 9))
    assert hidden(towns, A=Left(20, 11.0, 11.0)) == {A, B}
    assert hidden(towns, A=Left(20, 11.0, 11.0), B=Left(15, 6.0, 6.0)) == {A, B, C}
    assert hidden(towns, A=Left(20, 11.0, 11.0), B=Left(15, 6.0, 7.0)) == {A, B}


def test_both_sides_of_an_answer_are_kept_open() -> None:
    """The 10 who were against are so still: that one who came was for it is told by the other side too."""
    sides = town(PLAIN, against(PLAIN), A=(22, 12), B=(15, 15), C=(30, 9))
    for then, more in ((Left(21, 10.0, 10.0), {C}), (Left(21, 9.0, 9.0), set[Group]())):
        around = Beside(frozenset({A}), left={(A, against(PLAIN).key): then})
        found = protect(replace(sides, cubes={}, before=Before(beside=(around,))), Promise(T))
        assert found.answers == 0
        assert set(found.hidden["plain"]) | set(found.hidden[against(PLAIN).key]) == {A} | more


def test_what_the_other_wave_told_alone_is_nothing_that_this_one_could_hide() -> None:
    """Nobody of 24 had said yes, so one who left had not; this wave is published all the same."""
    nobody = town(PLAIN, A=(23, 0), B=(40, 20), C=(30, 9))
    assert A in hidden(nobody, A=Left(24, 0.0, 0.0))


def test_what_is_told_alone_is_attacked_once_more_without_what_others_say() -> None:
    """One who left A had not said yes, as nobody of 24 had. B is as it was, so nothing of its other side is of a few."""
    other = against(PLAIN).key
    sides = town(PLAIN, against(PLAIN), A=(23, 0), B=(40, 20), C=(30, 9))
    then = {(A, "plain"): Left(24, 0.0, 0.0), (B, "plain"): Left(40, 20.0, 20.0), (B, other): Left(40, 20.0, 20.0)}
    whole, alone = beside(sides, Beside(frozenset({A}), left=then), T)
    assert (set(whole.shows), set(alone.shows)) == ({"plain", other}, {"plain"})
    assert alone.limits == {(A, "plain"): (0 - 1, 0), (B, "plain"): (20, 20)}  # no count is below 0 in any case
    assert alone.few == whole.few == {(A, "plain")}


def test_a_group_that_was_empty_then_is_all_who_came() -> None:
    """Two of two: nobody, one or both."""
    source = town(PLAIN, A=(2, 1), B=(40, 20), C=(30, 9))
    [family] = beside(source, Beside(frozenset({A}), left={(A, "plain"): Left(0, 0.0, 0.0)}), T)
    assert family.limits == {(A, "plain"): (0, 2)}


def test_figures_that_cannot_be_the_same_ones_tell_nothing() -> None:
    """Two came, and five more said yes: the indicator counts otherwise now."""
    assert hidden(ALL_YES, A=Left(20, 7.0, 7.0)) == {A}
    [*found] = beside(ALL_YES, Beside(frozenset({A}), left={(A, "plain"): Left(20, 7.0, 7.0)}), T)
    assert found == []


def test_what_is_left_of_a_sum_is_known_with_it() -> None:
    """20 of whom 8 said yes, 12 and 5 of them new: 8 without tenure, of whom 3 did. One came, who is new."""
    new, rest = ("A", "tenure", "new"), ("A", "tenure", WITHOUT)
    said: Mapping[Group, tuple[int, int]] = {R: (51, 20), A: (21, 9), B: (30, 11), new: (13, 6)}
    counts: dict[Group, Tally] = {
        g: {key: Count(n, float(n), float(yes)) for key in ("", "plain")} for g, (n, yes) in said.items()
    }
    source = Source(counts, tree({"R": None, "A": "R", "B": "R"}), (PLAIN,))
    then = {(A, "plain"): Left(20, 8.0, 8.0), (new, "plain"): Left(12, 5.0, 5.0)}
    [family] = beside(source, Beside(frozenset({A}), left=then), T)
    assert family.limits == {(A, "plain"): (8, 9), (new, "plain"): (5, 6), (rest, "plain"): (3, 3)}
    assert family.few == {(A, "plain"), (new, "plain")}


def row(unit: str, base: int | None = None, yes: float | None = None, **more: object) -> Level:
    status = CellStatus.HIDDEN if base is None else CellStatus.SHOWN
    told = {"wave": "W", "unit": unit, "indicator": "plain", "status": status, "base": base, "favourable": yes}
    return Level.model_validate(told | more)


def test_what_a_wave_leaves_open_of_what_it_shows_codes_and_hides() -> None:
    """60 answered and 25 said yes; C shows 9 of its 20, so A and B had 16, of 30 and of 10; of D's 25 at most one did."""
    sizes = {"R": (85, 26), "A": (30, 12), "B": (10, 4), "C": (20, 9), "D": (25, 1)}
    counts: dict[Group, Tally] = {(u, "", ""): {"plain": Count(n, float(n), float(y))} for u, (n, y) in sizes.items()}
    org = tree({"R": None} | dict.fromkeys("ABCD", "R"))
    rows = [row("R", 85, 26.0), row("A"), row("B"), row("C", 20, 9.0)]
    rows.append(row("D", 25, None, status=CellStatus.CODED, low=0.0, high=0.05))
    assert left_open(rows, counts, (org, ()), frozenset({A, B, C, ("D", "", "")})) == {
        (A, "plain"): Left(30, 16.0 - 10.0, 17.0),
        (B, "plain"): Left(10, 0.0, 10.0),
        (C, "plain"): Left(20, 9.0, 9.0),
        (("D", "", ""), "plain"): Left(25, 0.0, 1.0),
    }
    assert left_open(rows, counts, (org, ()), frozenset({C})).keys() == {(C, "plain")}
