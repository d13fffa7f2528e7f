"""Published cells together, by hand: sums, what a sum leaves, and where nothing is told."""

import pytest

from confidentiality.coding import Coding
from confidentiality.cube import CellStatus, Level, Origin, Weighting
from confidentiality.protect import Promise
from confidentiality.together import Beside, counted, promised, together
from measure.interval import wilson
from tests.confidentiality.worlds import tree

TEN = Promise(10)
TREE = tree({"R": None, "P": "R", "Q": "R", "a": "P", "b": "P", "c": "P", "d": "P", "q1": "Q", "q2": "Q"})


def cell(unit: str, favourable: float | None, base: int | None, **more: object) -> Level:
    plain = {"wave": "W", "unit": unit, "indicator": "know", "status": "hidden"}
    figures: dict[str, object] = {}
    if favourable is not None and base is not None:
        figures = {"base": base, "favourable": favourable, "share": favourable / base, "status": "shown"}
    return Level.model_validate(plain | figures | more)


def coded(unit: str, base: int) -> Level:
    return cell(unit, None, None).model_copy(update={"status": CellStatus.CODED, "base": base, "low": 0.0, "high": 0.1})


WHOLE = cell("P", 40, 100, headcount=200)
LEFT = cell("a", 10, 30, headcount=60)
TOGETHER = [
    ([(WHOLE, 1), (LEFT, -1)], CellStatus.SHOWN, 100 - 30, 40 - 10),
    ([(WHOLE, 1), (LEFT, 1)], CellStatus.SHOWN, 100 + 30, 40 + 10),
    ([(WHOLE, 0.5), (LEFT, 1)], CellStatus.SHOWN, 50 + 30, 20 + 10),
    ([(WHOLE, 1), (cell("b", 30, 91), -1)], CellStatus.HIDDEN, None, None),  # 9 answers
    ([(WHOLE, 1), (cell("b", 36, 90), -1)], CellStatus.SHOWN, 10, 4),  # 10
    ([(WHOLE, 1), (cell("b", None, None), -1)], CellStatus.HIDDEN, None, None),
    ([(WHOLE, 1), (coded("b", 20), -1)], CellStatus.HIDDEN, None, None),
    ([(WHOLE, 1), (cell("b", 41, 60), -1)], CellStatus.HIDDEN, None, None),  # no counts of one survey
    ([(WHOLE, 1), (cell("b", 0, 61), -1)], CellStatus.HIDDEN, None, None),  # 40 of 39
    ([(WHOLE, 1), (cell("b", None, None, status="no_data"), 1)], CellStatus.SHOWN, 100, 40),
    ([(cell("b", None, None, status="no_data"), 1)], CellStatus.NO_DATA, None, None),
    ([(WHOLE, 1), (cell("b", 10, 30, origin=Origin.GIVEN), 1)], CellStatus.HIDDEN, None, None),
    ([(WHOLE, 1), (cell("b", 10, 30, share=0.4), 1)], CellStatus.HIDDEN, None, None),  # answers of unequal weight
    ([(WHOLE, 1), (cell("b", 10, 30, share=0.4, weighting=Weighting.RAKED), 1)], CellStatus.SHOWN, 130, 50),
]


@pytest.mark.parametrize(("parts", "status", "base", "favourable"), TOGETHER)
def test_what_cells_make_together(
    parts: list[tuple[Level, float]], status: CellStatus, base: int | None, favourable: float | None
) -> None:
    found = together(parts, TEN, cell("X", None, None))
    assert (found.unit, found.status, found.base) == ("X", status, base)
    if base is None or favourable is None:
        assert (found.favourable, found.share, found.low, found.high) == (None, None, None, None)
    else:
        assert (found.favourable, found.share) == (favourable, favourable / base)


def test_where_nobody_said_yes_the_answers_are_counted_all_the_same() -> None:
    assert counted(cell("a", 0, 30))
    assert not counted(cell("a", 0, 30, share=0.1))


def test_what_floats_lose_is_no_more_than_everybody() -> None:
    found = together([(cell("P", 60 + 5e-7, 60), 1.0)], Promise(10, Coding(uncoded=("know",))), cell("X", None, None))
    assert found.share == 1.0


def test_headcounts_add_up_where_all_are_known() -> None:
    assert together([(WHOLE, 1), (LEFT, -1)], TEN, cell("X", None, None)).headcount == 200 - 60
    alone = together([(WHOLE, 1), (cell("b", 10, 30), -1)], TEN, cell("X", None, None))
    assert alone.headcount is None
    plain = wilson(30 / 70, 70)
    assert (alone.low, alone.high) == (plain.low, plain.high)


@pytest.mark.parametrize(("favourable", "bounds"), [(0, (0.0, 0.10)), (1, (0.0, 0.10)), (20, (0.90, 1.0))])
def test_what_is_left_near_nobody_or_all_is_a_bound(favourable: int, bounds: tuple[float, float]) -> None:
    parts = [(cell("P", 30 + favourable, 120), 1.0), (cell("a", 30, 100), -1.0)]
    found = together(parts, TEN, cell("X", None, None))
    assert (found.status, found.base, found.favourable, found.share) == (CellStatus.CODED, 20, None, None)
    assert (found.low, found.high) == pytest.approx(bounds)
    plain = together(parts, Promise(10, Coding(uncoded=("know",))), cell("X", None, None))
    assert (plain.status, plain.share) == (CellStatus.SHOWN, favourable / 20)


def test_a_wave_is_held_to_what_it_was_closed_with() -> None:
    assert promised(7, {}) == Promise(7)
    own = Coding(up_to_20=20)
    assert promised(7, {"choices": {"coding": own.model_dump()}}) == Promise(7, own)


def instead(*cells: Level) -> tuple[str | None, tuple[str, ...], int | None]:
    found = Beside.of(cells, TREE, TEN).instead("c", TREE.units)
    assert found.count == len(found.units)
    return found.larger, found.units, found.others.base if found.others else None


def test_hidden_siblings_are_told_together() -> None:
    """P 100 less a 30 and b 40: c and d are 30 together."""
    b, c, d = cell("b", 9, 40), cell("c", None, None), cell("d", None, None)
    assert instead(WHOLE, LEFT, b, c, d) == ("P", ("c", "d"), 100 - 30 - 40)
    assert instead(WHOLE, LEFT, coded("b", 40), c, d) == ("P", ("b", "c", "d"), 100 - 30)


def test_where_nothing_is_left_to_tell_the_larger_unit_stands_alone() -> None:
    b, c, d = cell("b", 9, 40), cell("c", None, None), cell("d", None, None)
    given = cell("b", 9, 40, origin=Origin.GIVEN)
    assert instead(WHOLE, c, d) == ("P", (), None)  # nothing is shown that could be taken away
    assert instead(WHOLE, LEFT, b, c) == ("P", (), None)  # one hidden beside people of P itself
    assert instead(WHOLE, LEFT, given, c, d) == ("P", (), None)
    assert instead(WHOLE, LEFT, cell("b", 25, 65), c, d) == ("P", ("c", "d"), None)  # 5 answers


def test_who_sees_one_department_hears_of_the_others_without_their_names() -> None:
    """The head of c sees P, and R where P is not to be seen."""
    cells = [cell("R", 200, 300), WHOLE, LEFT, cell("b", 9, 40), cell("c", None, None), cell("d", None, None)]
    found = Beside.of(cells, TREE, TEN).instead("c", {"R", "P", "c"})
    assert (found.larger, found.count, found.units) == ("P", 2, ("c",))
    assert Beside.of(cells, TREE, TEN).instead("c", {"R", "c"}).larger == "R"


def test_the_larger_unit_is_the_nearest_that_is_shown() -> None:
    """R 300 less Q 120; P is hidden too, and is all that is left."""
    root, q = cell("R", 100, 300), cell("Q", 60, 120)
    assert instead(root, cell("P", None, None), q, cell("c", None, None)) == ("R", (), None)
    assert instead(cell("R", None, None), cell("P", None, None), q) == (None, (), None)
    assert instead(coded("P", 50), root, q, cell("c", None, None)) == ("R", (), None)
