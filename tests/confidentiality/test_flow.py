"""How far hidden counts can move, by hand: a total of three units, and one level above it."""

import pytest

from confidentiality.flow import Flow
from measure.tally import Group

COUNTS = {"U": 100, "V": 8, "W": 37, "T": 55, "A": 5, "B": 20, "C": 30}
SUMS = {"U": "TVW", "T": "ABC"}
DEAR = {"U": 900.0, "T": 90.0, "V": 9.0, "W": 8.0, "A": 7.0, "B": 5.0, "C": 6.0}


def group(unit: str) -> Group:
    return unit, "", ""


def flow(free: str, fixed: str = "U", unspoken: str = "", **prices: float) -> Flow:
    """U 100 = T 55 + V 8 + W 37, T = A 5 + B 20 + C 30; what is free is hidden, what is fixed never will be."""
    cost = {group(unit): price for unit, price in (DEAR | prices).items()}
    counts = {group(unit): count for unit, count in COUNTS.items()}
    sums = [(group(total), tuple(map(group, parts))) for total, parts in SUMS.items()]
    made = Flow(counts, sums, cost, frozenset(map(group, unspoken)))
    made.fix(map(group, fixed))
    made.free(map(group, free))
    return made


def further(made: Flow, unit: str, more: int) -> str:
    return "".join(sorted(unit for unit, _, _ in made.room_for(group(unit), more)[0]))


PRICED: list[tuple[str, str, int, str]] = [  # hidden, who could be more, by how many, what is hidden for that
    ("A", "A", 5, "B"),  # the cheapest sibling
    ("A", "A", 19, "B"),  # all of B but one: whoever is not shown is there
    ("A", "A", 20, "BC"),  # the last comes from C
    ("A", "A", 48, "BC"),
    ("A", "A", 49, "BCTW"),  # more than all there are in T: T has to be more, and W fewer
    ("AB", "A", 5, ""),
    ("AC", "A", 5, ""),  # what is hidden moves for nothing, however dear it was
    ("ATV", "A", 5, ""),  # T could be more and V fewer
    ("V", "V", 5, "W"),
    ("AW", "V", 36, "V"),
    ("A", "A", 200, ""),  # so many there are not
]


@pytest.mark.parametrize(("hidden", "unit", "more", "found"), PRICED)
def test_the_cheapest_is_hidden(hidden: str, unit: str, more: int, found: str) -> None:
    assert further(flow(hidden), unit, more) == found


def test_what_is_hidden_costs_less_than_the_cheapest() -> None:
    assert further(flow("AC", B=0.1), "A", 5) == ""
    assert further(flow("ATV", B=0.1), "A", 5) == ""


def test_what_is_fixed_neither_rises_nor_falls_however_cheap() -> None:
    """T, cheaper than any, would rise for A and fall for V."""
    assert further(flow("A", T=0.1, W=0.1), "A", 5) == "TW"
    assert further(flow("A", "UT", T=0.1, W=0.1), "A", 5) == "B"
    assert further(flow("V", T=0.1, A=0.1), "V", 4) == "AT"
    assert further(flow("V", "UT", T=0.1, A=0.1), "V", 4) == "W"


def test_only_a_remainder_may_be_empty() -> None:
    """A 5 may lose four where a page says that it is not shown, and all five where no page speaks of it."""
    assert [further(flow("AB"), "B", more) for more in (4, 5)] == ["", "C"]
    assert [further(flow("AB", unspoken="A"), "B", more) for more in (4, 5, 6)] == ["", "", "C"]


def test_a_question_leaves_nothing_behind_but_what_was_hidden() -> None:
    """A five more; then B four more, all of them A's; then A again, from B, which is free by now."""
    made = flow("A")
    assert [further(made, *asked) for asked in (("A", 5), ("B", 4), ("A", 19), ("A", 20), ("A", 20))] == [
        "B",
        "",
        "",
        "C",
        "",
    ]


def test_how_all_of_them_move() -> None:
    """Five more in A: T five more, V five fewer, all others stay."""
    _, moves = flow("ATV").room_for(group("A"), 5)
    by = {unit: moves.net[place] for place, unit in enumerate(COUNTS)}
    assert by == pytest.approx({"U": 0, "V": -5, "W": 0, "T": 5, "A": 5, "B": 0, "C": 0})
    reached = {unit: [need for need in (1, 5, 6) if moves.reaches(group(unit), need)] for unit in COUNTS}
    assert reached == {unit: [1, 5] if unit in "TA" else [] for unit in COUNTS}
    assert dict(zip(COUNTS, moves.size > 1e-6, strict=True)) == {unit: unit in "TVA" for unit in COUNTS}


def test_where_there_is_no_way_nobody_moves() -> None:
    fresh, moves = flow("A").room_for(group("A"), 200)
    assert (fresh, moves.net.any(), moves.size.any()) == ([], False, False)
    assert len(moves.net) == len(COUNTS)


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    further(flow("A"), "A", 5)
    assert capfd.readouterr() == ("", "")
