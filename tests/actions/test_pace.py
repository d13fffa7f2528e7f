"""The norm for speed against a store: every unit's months to 20, 50 and 80 %, by arithmetic on the county's answers."""

from collections.abc import Iterator

import pytest

from actions.pace import PaceReport, pace
from actions.query import Query
from actions.users import LOCAL, Role, acting
from db.engine import Store
from measure.pace import MONTH, Reach
from tests.actions.county import ANSWERS, HELD, SECOND, WAVES, county, known, starts

DAY_ONE = starts("W1")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = county(tmp_path_factory.mktemp("county"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def found(store: Store) -> PaceReport:
    return pace(LOCAL, store, Query(indicator="awareness"))


def half(unit: str) -> float:
    """Months until half of its forty know it, on the straight line between two waves: numbers never fall in the county."""
    half, days = ANSWERS / 2, [(starts(wave) - DAY_ONE).days for wave in WAVES]
    numbers = [known(wave, unit) for wave in WAVES]
    at = next(place for place, number in enumerate(numbers) if number >= half)
    part = (half - numbers[at - 1]) / (numbers[at] - numbers[at - 1])
    return round(days[at - 1] + part * (days[at] - days[at - 1])) / MONTH


def test_every_shown_units_months_to_one_half(found: PaceReport) -> None:
    """One of the second half is hidden to keep S1, which is hidden itself."""
    rows = {row.unit: row for row in found.units}
    assert rows.keys() & {"S1", *SECOND} < set(SECOND)
    assert len(rows.keys() & set(SECOND)) == len(SECOND) - 1
    for unit in rows.keys() & {*HELD, *SECOND}:
        there = known("W6", unit) >= ANSWERS / 2
        assert rows[unit].passings[1].reach is (Reach.PASSED if there else Reach.NOT_YET)
        if there:
            assert rows[unit].times[1].months == pytest.approx(half(unit))
            assert rows[unit].times[1].low <= half(unit)


def test_all_knew_more_than_a_fifth_before_the_first_wave_and_none_is_at_four_fifths(found: PaceReport) -> None:
    """From 25 % up at the first wave, and 29 of 40 at most at the last; A9 is new, with 4 of 40."""
    assert (found.start, found.published) == (DAY_ONE, False)
    for row in found.units:
        first, _, last = row.passings
        assert first.reach is (Reach.NOT_YET if row.unit == "A9" else Reach.BEFORE)
        assert last.reach is Reach.NOT_YET
        assert row.times[2].months is None
        assert row.legs[0] is None


def test_the_median_is_over_all_and_a_head_sees_the_own_rows(store: Store, found: PaceReport) -> None:
    """Units that are there in order of their months: the median is the time by which half of all were."""
    norm, months = found.norms[1], {row.unit: row.times[1].months for row in found.units}
    there = sorted(each for each in months.values() if each is not None)
    assert norm.there == len(there) + sum(row.passings[1].reach is Reach.BEFORE for row in found.units)
    assert norm.median == pytest.approx(there[-(-len(found.units) // 2) - 1])
    head = pace(acting("h", Role.DEPARTMENT, "A"), store, Query(indicator="awareness"))
    assert {row.unit for row in head.units} == {unit for unit in months if unit[0] == "A"}
    assert head.norms[1].median == norm.median


def test_a_level_of_the_tree_is_asked_for(store: Store) -> None:
    assert {row.unit for row in pace(LOCAL, store, Query(indicator="awareness", level=1)).units} == {"A", "B"}
