"""Rolled-up figures (METHOD 1, 2) by hand, by R's stratified survey, and by raking a table whose margins alone are known."""

import math
from datetime import date

import pytest

from measure.interval import Stratum, wilson
from measure.organisation import OrgTree, Unit
from measure.questionnaire import Wording
from measure.rollup import Rollup, Weighting
from measure.tally import Group
from tests.golden.tables import rows

Cells = dict[Group, Stratum]


def tree(*pairs: tuple[str, str | None]) -> OrgTree:
    return OrgTree.of(Unit(code=c, name=Wording(ja=c, en=c), parent=p, valid_from=date(2020, 1, 1)) for c, p in pairs)


TOWN = tree(("R", None), ("A", "R"), ("B", "R"), ("C", "R"))


def over(at: OrgTree, cells: Cells, people: dict[Group, int] | None = None) -> Rollup:
    known = {group: cell.headcount for group, cell in cells.items() if cell.headcount is not None}
    return Rollup.over(at, cells, known | (people or {}))


def unit(code: str) -> Group:
    return code, "", ""


CASES = [
    # whole, shown parts, (people, answers, favourable) of the classes that are expected
    ((40, 80, 400), {"A": (10, 20, 100), "B": (30, 60, 300)}, [(100, 20, 10), (300, 60, 30)]),
    ((40, 80, 400), {"A": (10, 20, 100)}, [(100, 20, 10), (300, 60, 30)]),  # B and C hidden: one class together
    ((35, 65, 400), {"A": (10, 20, 100), "B": (20, 36, 200)}, [(200, 29, 15), (200, 36, 20)]),  # 9 left: join A
    ((30, 56, 400), {"A": (10, 20, 100), "B": (20, 36, 200)}, [(200, 20, 10), (200, 36, 20)]),  # nobody of C answered
    ((35, 76, 300), {"A": (10, 20, 100), "B": (20, 36, 200), "C": (5, 20, None)}, [(100, 40, 15), (200, 36, 20)]),
    ((12, 24, 100), {"A": (10, 20, 60), "B": (2, 4, 40)}, [(100, 24, 12)]),  # B too small and nobody else but A
    ((10, 30, 20), {"A": (5, 15, 10), "B": (5, 15, 10)}, [(15, 15, 5), (15, 15, 5)]),  # more answers than people
]


@pytest.mark.parametrize(("whole", "parts", "classes"), CASES)
def test_a_unit_weighs_its_classes(
    whole: tuple[int, int, int],
    parts: dict[str, tuple[int, int, int | None]],
    classes: list[tuple[int, int, int]],
) -> None:
    cells = {unit("R"): Stratum(*whole), **{unit(code): Stratum(*part) for code, part in parts.items()}}
    found = over(TOWN, cells).classes(unit("R"))
    people = sum(n for n, *_ in classes)
    assert found.people == people
    assert found.share == pytest.approx(sum(big * x / n for big, n, x in classes) / people)
    finite = sum((big / people) ** 2 * (big - n) / (big - 1) / n for big, n, _ in classes)
    assert found.size == (pytest.approx(1 / finite) if finite else math.inf)
    assert found.effective_base == pytest.approx(1 / sum((big / people) ** 2 / n for big, n, _ in classes))
    assert found.interval == wilson(found.share, found.size)


def test_what_is_not_weighted() -> None:
    cells = {unit("R"): Stratum(40, 80, 400), unit("A"): Stratum(10, 20, 100), unit("B"): Stratum(30, 60, 300)}
    assert over(TOWN, cells).weighed(unit("A")) is None  # nothing stands below a department
    bare = {group: Stratum(cell.favourable, cell.base) for group, cell in cells.items()}
    assert over(TOWN, bare).weighed(unit("R")) is None  # no headcounts: as the answers came
    assert over(TOWN, {unit("R"): Stratum(40, 80, 400)}).weighed(unit("R")) is None  # nothing below is shown
    told = cells | {unit("A"): Stratum(60, 70, 100)}  # a total that its parts contradict
    assert over(TOWN, told).weighed(unit("R")) is None


def test_departments_are_split_by_the_segment_that_headcounts_know() -> None:
    """A: 30 of 60 young answer, 10 of 140 old; the old are three times as many and all know it."""
    cells: Cells = {unit("R"): Stratum(25, 60, 300), unit("A"): Stratum(15, 40, 200), unit("B"): Stratum(10, 20, 100)}
    cells |= {("A", "age", "old"): Stratum(10, 10, 140), ("A", "age", "young"): Stratum(5, 30, 60)}
    people = {("R", "age", "old"): 190, ("R", "age", "young"): 110, ("B", "age", "old"): 50, ("B", "age", "young"): 50}
    found = over(TOWN, cells, people).weighed(unit("R"))
    assert found is not None
    assert found.share == pytest.approx((140 * 1 + 60 * 5 / 30 + 100 * 0.5) / 300)
    assert over(TOWN, cells, people).weighed(unit("A")) is None  # inside one department answers are not weighted


LARGE = [  # departments with ten answers or more in both segments
    row
    for row in rows("survey_svyciprop")
    if row["label"] in {f"w{wave}:st:{dept}" for wave in (1, 2) for dept in ("D1", "D2", "D6")} and row["var"] == "know"
]


@pytest.mark.parametrize("row", LARGE, ids=lambda row: row["label"])
def test_a_department_as_a_part_of_the_whole_agrees_with_the_stratified_survey_in_r(row: dict[str, str]) -> None:
    wave, _, dept = row["label"][1:].split(":")
    cells: Cells = {}
    for p in (p for p in rows("population") if (p["wave"], p["dept"]) == (wave, dept)):
        key = (wave, dept, p["segment"])
        answers = [r["know"] for r in rows("responses") if (r["wave"], r["dept"], r["segment"]) == key]
        cells[dept, "kind", p["segment"]] = Stratum(answers.count("1"), len(answers), int(p["N"]))
    own = list(cells.values())
    cells[unit(dept)] = Stratum(*(sum(getattr(c, n) for c in own) for n in ("favourable", "base", "headcount")))
    found = over(tree((dept, None)), cells).classes(unit(dept))
    assert found.share == pytest.approx(float(row["est"]), abs=1e-12)


def table(margins_only: bool) -> Rollup:
    """Two departments by two ages; with `margins_only` the headcounts of the cells are not known."""
    counts = {
        ("A", "old"): (8, 10, 40),
        ("A", "young"): (6, 30, 60),
        ("B", "old"): (18, 20, 80),
        ("B", "young"): (4, 20, 120),
    }
    cells: Cells = {
        (u, "age", v): Stratum(x, n, None if margins_only else big) for (u, v), (x, n, big) in counts.items()
    }
    cells |= {unit("R"): Stratum(36, 80, 300), unit("A"): Stratum(14, 40, 100), unit("B"): Stratum(22, 40, 200)}
    cells |= {("R", "age", "old"): Stratum(26, 30, 120), ("R", "age", "young"): Stratum(10, 50, 180)}
    return over(tree(("R", None), ("A", "R"), ("B", "R")), cells)


def test_margins_alone_are_raked() -> None:
    """The cell people that keep the answers' odds ratio and both margins: a b' x c = 10 x 20 / (30 x 20), by bisection."""
    whole = table(margins_only=True).weighed(unit("R"))
    assert whole is not None
    assert whole.how is Weighting.RAKED
    low, high = 0.0, 100.0
    for _ in range(200):
        old = (low + high) / 2  # of A; then 100 - old are young, and B has 120 - old and 80 + old
        odds = old * (80 + old) / ((100 - old) * (120 - old))
        low, high = (old, high) if odds < 10 * 20 / (30 * 20) else (low, old)
    known = (old * 0.8 + (100 - old) * 0.2 + (120 - old) * 0.9 + (80 + old) * 0.2) / 300
    assert whole.share == pytest.approx(known, abs=1e-8)
    full = table(margins_only=False).weighed(unit("R"))
    assert full is not None
    assert (full.how, full.share) == (Weighting.POST_STRATIFIED, pytest.approx((32 + 12 + 72 + 24) / 300))


def test_a_table_with_a_hidden_cell_is_not_raked() -> None:
    plain = table(margins_only=True)
    cells = {group: cell for group, cell in plain.cells.items() if group != ("A", "age", "old")}
    found = Rollup.over(plain.tree, cells, plain.people).weighed(unit("R"))
    assert found is not None
    assert (found.how, found.share) == (Weighting.POST_STRATIFIED, pytest.approx((100 * 0.35 + 200 * 0.55) / 300))
