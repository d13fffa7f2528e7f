"""Movements of unknown counts, by hand: in fractions, and where counts are whole."""

from collections.abc import Sequence

import numpy as np
import pytest

from confidentiality.moves import Programme, Room, Row

Bounds = Sequence[tuple[float, float]]


def room(bounds: Bounds, *rows: Row, whole: bool = True, prices: Sequence[float] | None = None) -> Room:
    low, high = np.array(bounds, float).T
    return Room(low, high, rows, whole, None if prices is None else np.array(prices))


def row(low: float = 0.0, high: float = 0.0, **values: float) -> Row:
    """x0=1, x2=-1 is the sum of column 0 less column 2."""
    return Row(tuple(int(name[1:]) for name in values), tuple(values.values()), low, high)


PARTS: list[tuple[list[tuple[int, ...]], list[set[int]]]] = [
    ([], [{0}, {1}, {2}, {3}, {4}, {5}]),
    ([(0, 1), (1, 2), (4, 5)], [{0, 1, 2}, {3}, {4, 5}]),
    ([(0, 1), (2, 3), (5, 4), (3, 1)], [{0, 1, 2, 3}, {4, 5}]),
    ([(0, 1, 2), (2, 0), (3,)], [{0, 1, 2}, {3}, {4}, {5}]),
    ([(0, 5), (1, 4), (2, 3), (5, 1), (4, 2)], [{0, 1, 2, 3, 4, 5}]),
]


@pytest.mark.parametrize(("ties", "parts"), PARTS)
def test_what_rows_tie_is_one_part(ties: list[tuple[int, ...]], parts: list[set[int]]) -> None:
    part = room([(0, 1)] * 6, *(Row(columns, (1.0,) * len(columns)) for columns in ties)).part.tolist()
    assert sorted(({place for place, own in enumerate(part) if own == each} for each in set(part)), key=min) == parts


def test_a_part_by_itself() -> None:
    tied = row(-1, 2, x4=1, x1=-2)
    alone, single = row(0, 9, x0=1, x2=1), row(0, 9, x3=1)
    every = room([(-1, 10), (-2, 20), (-3, 30), (-4, 40), (-5, 50)], tied, alone, single, whole=False, prices=range(5))
    own, columns = every.alone(int(every.part[1]))
    assert columns.tolist() == [1, 4]
    assert (own.low.tolist(), own.high.tolist(), own.size, own.whole) == ([-2, -5], [20, 50], 2, False)
    assert list(own.rows) == [row(-1, 2, x1=1, x0=-2)]
    assert own.prices is not None
    assert own.prices.tolist() == [1, 4]
    assert room([(0, 1)]).alone(0)[0].prices is None


def test_how_far_one_can_go_is_how_far_the_others_let_it() -> None:
    """x0 + x1 = 0 with x0 in -3..5 and x1 in -2..4; x2 stands alone."""
    made = Programme(room([(-3, 5), (-2, 4), (-1, 7)], row(x0=1, x1=1)))
    assert [made.most(column, way) for column in range(3) for way in (1, -1)] == [2, 3, 3, 2, 7, 1]


THIRDS = row(x0=2, x1=-3)
"""Two of x0 are three of x1: whole are only 0 and 0, 3 and 2, and so on."""


@pytest.mark.parametrize(("whole", "most"), [(True, 3), (False, 4)])
def test_what_is_whole_moves_by_whole_steps(whole: bool, most: int) -> None:
    up = Programme(room([(0, 4), (0, 3), (0, 2)], THIRDS, whole=whole))
    down = Programme(room([(0, 2), (-4, 0), (-3, 0)], row(x1=2, x2=-3), whole=whole))
    assert (up.most(0, 1), up.most(0, -1), up.most(2, 1)) == (most, 0, 2)
    assert (down.most(1, -1), down.most(1, 1), down.most(0, 1)) == (most, 0, 2)
    assert [up.most(0, 1) for _ in range(2)] == [most] * 2


def test_a_movement_that_is_not_whole_stands_still_and_stops_no_other() -> None:
    """x0 alone would go to 4, where x1 is no whole number; x2 has nothing to do with them."""
    costs = np.array([-1.0, 0.0, -1.0])
    whole = Programme(room([(0, 4), (0, 3), (0, 2)], THIRDS)).along(costs)
    assert whole.tolist() == [0, 0, 2]
    broken = Programme(room([(0, 4), (0, 3), (0, 2)], THIRDS, whole=False)).along(costs)
    assert broken == pytest.approx([4, 8 / 3, 2])
    assert Programme(room([(0, 3), (0, 3), (0, 2)], THIRDS)).along(costs).tolist() == [3, 2, 2]


def test_where_no_whole_number_will_do_nothing_is_proven() -> None:
    """2 x0 - 2 x1 = 1 has solutions, but no whole ones."""
    made = Programme(room([(0, 4), (0, 4)], row(1, 1, x0=2, x1=-2)))
    assert (made.most(0, 1), made.along(np.array([-1.0, 0.0])).tolist()) == (0, [0, 0])


def test_where_nothing_agrees_nothing_moves() -> None:
    made = Programme(room([(0, 1), (0, 1)], row(5, 9, x0=1, x1=1)))
    assert made.somewhere() is None
    assert (made.most(0, 1), made.along(np.array([-1.0, 0.0])).tolist()) == (0, [0, 0])
    assert made.cheapest(0, 0, 1) is None


def test_some_solution_is_whole_where_counts_are() -> None:
    found = Programme(room([(1, 3), (2, 5)], row(6, 6, x0=1, x1=1)), whole=True).somewhere()
    assert found is not None
    assert found.sum() == 6
    assert found.tolist() == np.rint(found).tolist()
    half = Programme(room([(1.5, 1.5), (0, 9)], row(6, 6, x0=1, x1=1), whole=False)).somewhere()
    assert half is not None
    assert half.tolist() == [1.5, 4.5]


def test_many_at_once_get_what_they_need_and_no_more() -> None:
    """x0 and x1 rise at the cost of x2, which may fall by 6."""
    made = Programme(room([(-1, 9), (-1, 9), (-6, 0)], row(x0=1, x1=1, x2=1)))
    assert made.reach({0: 2.0, 1: 3.0}).tolist() == [2, 3, -5]
    assert made.reach({1: 20.0}).tolist()[1:] in ([6, -6], [7, -6])
    assert made.most(0, 1) == 7  # nothing is left of what was asked before


def test_a_step_is_one_count_moved_so_far_with_what_moves_beside_it() -> None:
    """x0 + x1 = 0 with x0 in -3..5 and x1 in -2..4; x2 has nothing to do with them."""
    made = Programme(room([(-3, 5), (-2, 4), (1, 7)], row(x0=1, x1=1)))
    for column, by in ((0, 2.0), (0, -3.0), (1, 3.0), (1, -2.0), (0, 1.0)):
        moved = made.step(column, by)
        assert moved is not None
        assert moved[column] / by >= 1
        assert (moved[0] + moved[1], moved[2]) == (0, 0)
    for column, by in ((0, 3.0), (0, 6.0), (0, -4.0), (1, 4.0), (1, -3.0)):
        assert made.step(column, by) is None
    assert made.most(0, 1) == 2  # nothing is left of what was asked before


@pytest.mark.parametrize(("high", "found"), [(4, [3, 2, 0]), (2, None)])
def test_a_step_is_whole_where_counts_are(high: int, found: list[float] | None) -> None:
    """x0 one further would be two thirds of x1; x2 is no part of it."""
    moved = Programme(room([(0, high), (0, 3), (0, 2)], THIRDS)).step(0, 1.0)
    assert (None if moved is None else moved.tolist()) == found
    down = Programme(room([(-high, 0), (-3, 0), (0, 2)], THIRDS)).step(0, -1.0)
    assert (None if down is None else down.tolist()) == (None if found is None else [-3, -2, 0])
    half = Programme(room([(0, high), (0, 3), (0, 2)], THIRDS, whole=False)).step(0, 1.0)
    assert half is not None
    assert half[1] == pytest.approx(2 * half[0] / 3)
    assert half[0] >= 1


def test_a_step_of_just_what_was_asked_is_one() -> None:
    """x0 may be one at most, which takes a half of x1 or one of it with one of x2."""
    moved = Programme(room([(0, 1), (0, 4), (0, 1)], row(x0=1, x1=-2, x2=1))).step(0, 1.0)
    assert moved is not None
    assert moved.tolist() == [1, 1, 1]


def bought() -> Programme:
    """x0 is what is bought: x1 at 3 each, and one of x2 at 1."""
    return Programme(room([(-5, 5), (0, 4), (0, 1)], row(x0=1, x1=-1, x2=-1), prices=[0, 3, 1]))


@pytest.mark.parametrize(
    ("least", "most", "price", "moved"),
    [
        (1, np.inf, 1, [1, 0, 1]),
        (2, np.inf, 3 + 1, [2, 1, 1]),
        (5, np.inf, 4 * 3 + 1, [5, 4, 1]),
        (3, 3, 2 * 3 + 1, [3, 2, 1]),
        (-np.inf, 4, 0, [0, 0, 0]),
    ],
)
def test_the_cheapest_way(least: float, most: float, price: float, moved: list[float]) -> None:
    found = bought().cheapest(0, least, most)
    assert found is not None
    assert (found[0], found[1].tolist()) == (price, moved)


def test_the_cheapest_way_leaves_nothing_behind_but_what_is_paid() -> None:
    made = bought()
    assert made.cheapest(0, 6, np.inf) is None
    assert made.cheapest(0, -np.inf, -1) is None  # nothing can be sold
    assert made.cheapest(0, -np.inf, -6) is None
    for least, price in ((5, 13), (1, 1), (5, 13)):
        found = made.cheapest(0, least, np.inf)
        assert found is not None
        assert found[0] == price
    assert made.cheapest(1, 3, np.inf) is not None
    found = made.cheapest(0, 1, np.inf)
    assert found is not None
    assert found[0] == 1  # x1 may be anything again
    made.free([1])
    found = made.cheapest(0, 4, np.inf)
    assert found is not None
    assert found[0] == 0


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    Programme(room([(0, 4), (0, 3), (0, 2)], THIRDS)).most(0, 1)
    assert capfd.readouterr() == ("", "")
