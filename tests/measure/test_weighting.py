"""Weighting to headcounts (METHOD 2) against R's survey package and by hand."""

import math

import numpy as np
import pytest

from measure.indicators import RatioStratum, ratio
from measure.interval import Stratum
from measure.weighting import (
    Floats,
    MarginProblem,
    WeightClass,
    collapsed,
    post_stratified,
    raked,
    raked_share,
)
from tests.golden.tables import rows

PEOPLE, SHEETS = rows("population"), rows("responses")
DEPTS, SEGMENTS = ("D1", "D2", "D3", "D4", "D5", "D6"), ("all", "digital")
DESIGNS = [row for row in rows("survey_svyciprop") if row["label"].split(":")[1] in ("st", "st0", "srs", "ps", "rk")]


def cell(wave: str, dept: str, segment: str, var: str) -> Stratum:
    answers = [r[var] for r in SHEETS if (r["wave"], r["dept"], r["segment"]) == (wave, dept, segment)]
    people = next(p for p in PEOPLE if (p["wave"], p["dept"], p["segment"]) == (wave, dept, segment))
    return Stratum(answers.count("1"), len(answers), int(people["N"]))


def strata(wave: str, domain: str, var: str) -> list[Stratum]:
    return [cell(wave, dept, segment, var) for dept in DEPTS if domain in ("ALL", dept) for segment in SEGMENTS]


def table(wave: str, var: str) -> tuple[Floats, Floats, list[Floats]]:
    """Favourable, answers and margins of the department x segment table."""
    cells = np.array(
        [[(c.favourable, c.base, c.headcount) for s in SEGMENTS for c in (cell(wave, d, s, var),)] for d in DEPTS],
        float,
    )
    return cells[..., 0], cells[..., 1], [cells[..., 2].sum(axis=1), cells[..., 2].sum(axis=0)]


def plain(cells: list[Stratum]) -> list[RatioStratum]:
    return [RatioStratum(c.base, c.headcount, c.favourable, c.base, c.favourable, c.favourable, c.base) for c in cells]


def estimate(design: str, cells: list[Stratum], whole: tuple[str, str]) -> tuple[float, float]:
    """Share and standard error by our functions, under the name that R's table has for the design."""
    if design == "ps":
        found = post_stratified(cells)
    elif design == "rk":
        favourable, counts, margins = table(*whole)
        found = raked_share(favourable, counts, raked(counts, margins))
    else:
        everybody = Stratum(*(sum(getattr(c, name) for c in cells) for name in ("favourable", "base", "headcount")))
        linear = ratio(plain([everybody] if design == "srs" else cells), finite=design != "st0")
        assert linear is not None
        found = linear
    return found.value, found.error


@pytest.mark.parametrize("row", DESIGNS, ids=lambda r: f"{r['label']}:{r['var']}")
def test_shares_and_standard_errors_of_every_design_agree_with_r(row: dict[str, str]) -> None:
    wave, design, domain = row["label"].split(":")
    value, error = estimate(design, strata(wave[1:], domain, row["var"]), (wave[1:], row["var"]))
    assert value == pytest.approx(float(row["est"]), abs=1e-9 if design == "rk" else 1e-12)
    assert error == pytest.approx(float(row["se"]), abs=1e-9 if design == "rk" else 1e-12)


@pytest.mark.parametrize("row", rows("survey_change"), ids=lambda r: f"{r['dept']}-{r['var']}-{r['fpc']}")
def test_changes_of_a_stratified_survey_agree_with_r(row: dict[str, str]) -> None:
    """Two waves are independent: the variance of a change is the sum of theirs."""
    found = [ratio(plain(strata(wave, row["dept"], row["var"])), finite=row["fpc"] == "fpc") for wave in ("1", "2")]
    first, last = (each for each in found if each)
    assert (first.value, last.value) == pytest.approx((float(row["p1"]), float(row["p2"])), abs=1e-12)
    assert (first.error, last.error) == pytest.approx((float(row["se1"]), float(row["se2"])), abs=1e-12)
    assert last.value - first.value == pytest.approx(float(row["diff"]), abs=1e-12)
    assert math.hypot(first.error, last.error) == pytest.approx(float(row["se"]), abs=1e-12)


@pytest.mark.parametrize("row", rows("survey_rake_weights"), ids=lambda r: f"{r['wave']}-{r['dept']}-{r['segment']}")
def test_weights_agree_with_r(row: dict[str, str]) -> None:
    _, counts, margins = table(row["wave"], "know")
    place = (DEPTS.index(row["dept"]), SEGMENTS.index(row["segment"]))
    found = raked(counts, margins)
    assert found.weights[place] == pytest.approx(float(row["w_rake"]), abs=1e-9)
    assert found.capped == 0
    stratum = cell(row["wave"], row["dept"], row["segment"], "know")
    assert (stratum.headcount or 0) / stratum.base == pytest.approx(float(row["w"]), abs=1e-12)


def test_a_census_of_a_post_stratified_table_is_certain() -> None:
    found = post_stratified([Stratum(3, 10, 10), Stratum(5, 20, 20)])
    assert (found.value, found.error) == (pytest.approx(8 / 30), 0)


@pytest.mark.parametrize(
    ("counts", "margins"),
    [
        ([[5, 5], [5, 5]], [[30, 30], [20, 41]]),  # 60 people and 61 people
        ([[5, 5], [0, 0]], [[30, 30], [20, 40]]),  # nobody of the second group answered
    ],
)
def test_margins_that_cannot_be_met_are_refused(counts: list[list[float]], margins: list[list[float]]) -> None:
    with pytest.raises(MarginProblem):
        raked(np.array(counts, float), [np.array(margin, float) for margin in margins])


def test_raking_meets_its_margins_in_three_dimensions() -> None:
    random = np.random.default_rng(3)
    counts, people = random.integers(5, 40, (4, 3, 2)).astype(float), random.integers(40, 90, (4, 3, 2)).astype(float)
    margins = [people.sum(axis=tuple(a for a in range(3) if a != axis)) for axis in range(3)]
    weighted = raked(counts, margins).weights * counts
    for axis, margin in enumerate(margins):
        assert weighted.sum(axis=tuple(a for a in range(3) if a != axis)) == pytest.approx(margin, abs=1e-8)


def test_a_weight_is_held_to_five_times_the_median() -> None:
    """90 answers for 90 people, 2 answers for 60: a weight of 30 is held to 5 and both answers are counted."""
    found = raked(np.array([90.0, 2.0]), [np.array([90.0, 60.0])])
    assert found.weights.tolist() == [1.0, 5.0]
    assert found.capped == 2


def classes(*given: tuple[str, int, int, int]) -> list[WeightClass]:
    return [WeightClass(tuple(path.split("/")), *counts) for path, *counts in given]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([("A/x", 5, 10, 20), ("A/y", 6, 12, 20)], {"A/x": 10, "A/y": 12}),  # both large enough
        ([("A/x", 5, 9, 20), ("A/y", 6, 12, 20), ("A/z", 1, 30, 40)], {"A/x+y": 21, "A/z": 30}),  # the smallest beside it
        ([("A/x", 0, 0, 20), ("A/y", 6, 12, 20)], {"A/x+y": 12}),  # nobody answered in x: y speaks for it
        ([("A/x", 2, 4, 9), ("A/y", 1, 3, 9), ("B/z", 6, 12, 20)], {"x+y+z": 19}),  # A is small as a whole: up to the root
        ([("R/A/x", 2, 9, 9), ("R/B/z", 6, 12, 20), ("S/t", 5, 11, 30)], {"R/x+z": 21, "S/t": 11}),  # up to the parent
        ([("A/x", 2, 4, 9)], {"A/x": 4}),  # there is nobody else
        ([], {}),
    ],
)  # fmt: skip
def test_small_classes_join_the_nearest(given: list[tuple[str, int, int, int]], expected: dict[str, int]) -> None:
    found = collapsed(classes(*given))
    assert {"/".join(one.path): one.base for one in found} == expected
    assert sum(one.headcount for one in found) == sum(people for *_, people in given)
    assert sum(one.favourable for one in found) == sum(x for _, x, *_ in given)
