"""What is published at the edges (METHOD 1, 2), as a table: nobody, one, nobody or everybody favourable, census, too many."""

import pytest

from confidentiality.cube import CellStatus, Level, Note, Standing, Weighting
from confidentiality.difference import changes
from confidentiality.publish import Counted, publish
from measure.interval import wilson
from measure.questionnaire import Indicator, Wording
from measure.tally import RESPONSES, Count, Group, Tally, over_tree
from tests.measure.test_rollup import tree

KNOW = Indicator(key="know", item="know", name=Wording(ja="k", en="k"))
TREE = tree(("R", None), ("A", "R"), ("B", "R"))
Cell = tuple[int, int, int | None]
"""Favourable answers, answers, people."""


def published(cells: dict[str, Cell], minimum_base: int = 10) -> dict[str, Standing]:
    """The cells of a wave in which these departments answered; the root's people are theirs together."""
    own: dict[Group, Tally] = {
        (unit, "", ""): {RESPONSES: Count(n, n), "know": Count(n, n, x)} for unit, (x, n, _) in cells.items() if n
    }
    people = {(unit, "", ""): big for unit, (_, _, big) in cells.items() if big is not None}
    if people:
        people["R", "", ""] = sum(people.values())
    levels = publish(Counted("W", minimum_base, TREE, over_tree(own, {}, TREE), people), (KNOW,)).levels
    read = [Level(**level.model_dump(exclude={"hidden_by"})) for level in levels if level.segment is None]
    return {level.unit: Standing.of(level) for level in read}


ALONE = [  # one department beside another of 30 of 60 answers from 100 people
    ((0, 0, 50), CellStatus.NO_DATA, None, None, None),  # nobody answered: no data, never 0 %
    ((1, 1, 50), CellStatus.HIDDEN, None, None, None),  # one answer
    ((0, 20, 20), CellStatus.CODED, None, (0.0, 0.1), None),  # a census of which nobody is favourable: "below 10 %"
    ((20, 20, 20), CellStatus.CODED, None, (0.9, 1.0), None),  # ... or everybody
    ((7, 20, 20), CellStatus.SHOWN, 0.35, (0.35, 0.35), None),
    ((7, 20, 21), CellStatus.SHOWN, 0.35, (7 / 21, 8 / 21), None),  # one person kept silent
    (
        (12, 24, 20),
        CellStatus.SHOWN,
        0.5,
        (0.5, 0.5),
        Note.MORE_ANSWERS_THAN_PEOPLE,
    ),  # late joiners: taken for a census
    ((12, 24, None), CellStatus.SHOWN, 0.5, "no correction", None),  # nobody knows how many there are
]


@pytest.mark.parametrize(("cell", "status", "share", "bounds", "note"), ALONE)
def test_a_department_at_the_edge(
    cell: Cell, status: CellStatus, share: float | None, bounds: tuple[float, float] | str | None, note: Note | None
) -> None:
    found = published({"A": cell, "B": (30, 60, 100)})["A"]
    if bounds == "no correction":
        plain = wilson(0.5, 24)
        bounds = (plain.low, plain.high)
    assert (found.status, found.share, found.note) == (status, share, note)
    assert (found.low, found.high) == (pytest.approx(bounds) if bounds else (None, None))


def test_late_joiners_answer_for_themselves_in_the_whole_too() -> None:
    """A: 24 answers of 20 people count as 24 people; B's 60 of 100."""
    found = published({"A": (12, 24, 20), "B": (45, 60, 100)})["R"]
    assert found.weighting is Weighting.POST_STRATIFIED
    assert found.share == pytest.approx((24 * 0.5 + 100 * 0.75) / 124)


def test_where_all_departments_are_hidden_the_whole_is_as_counted() -> None:
    found = published({"A": (2, 6, 30), "B": (3, 7, 10)})
    assert [found[unit].status for unit in "RAB"] == [CellStatus.SHOWN, CellStatus.HIDDEN, CellStatus.HIDDEN]
    assert (found["R"].share, found["R"].weighting, found["R"].base) == (5 / 13, Weighting.NONE, 13)
    assert published({"A": (2, 4, 30), "B": (0, 0, 10)})["R"].status is CellStatus.HIDDEN


def test_a_department_without_a_headcount_has_the_weight_of_the_class_it_joins() -> None:
    """A has no people of its own: its 24 answers join B's 60, which stand for all 100 that are known."""
    found = published({"A": (12, 24, None), "B": (45, 60, 100)})["R"]
    assert (found.share, found.weighting) == (pytest.approx(57 / 84), Weighting.NONE)


def test_without_any_headcount_figures_are_pooled_and_have_no_correction() -> None:
    found = published({"A": (12, 24, None), "B": (45, 60, None)})["R"]
    plain = wilson(57 / 84, 84)
    assert (found.share, found.weighting, found.response_rate) == (57 / 84, Weighting.NONE, None)
    assert (found.low, found.high) == (plain.low, plain.high)
    assert (found.bound_low, found.bound_high) == (None, None)


def level(unit: str, x: int, n: int, wave: str) -> Level:
    return Level(
        wave=wave,
        unit=unit,
        indicator="know",
        status=CellStatus.SHOWN if n else CellStatus.HIDDEN,
        base=n or None,
        share=x / n if n else None,
        effective_base=float(n) if n else None,
    )


def test_a_unit_that_is_in_one_wave_only_has_no_change_and_spoils_no_other() -> None:
    before = [level("A", 20, 40, "W1"), level("B", 10, 40, "W1")]
    after = [level("A", 35, 40, "W2"), level("C", 10, 40, "W2")]
    found = changes(before, after, dict.fromkeys("ABC", 1))
    assert found.keys() == {"A"}
    assert found["A"].q == found["A"].p


@pytest.mark.parametrize("after", [[], [level("A", 0, 0, "W2")]])
def test_one_wave_alone_or_a_hidden_second_has_no_change(after: list[Level]) -> None:
    assert changes([level("A", 20, 40, "W1")], after, {"A": 1}) == {}


@pytest.mark.parametrize("xs", [(0, 0), (40, 50)])
def test_a_share_that_stays_at_the_end_has_an_interval_but_nothing_to_test(xs: tuple[int, int]) -> None:
    found = changes([level("A", xs[0], 40, "W1")], [level("A", xs[1], 50, "W2")], {"A": 1})["A"]
    assert (found.points, found.p, found.q) == (0, None, None)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0 < found.high
