"""Rotation in a county whose departments are half new: every figure follows from who answered what."""

from collections.abc import Iterator

import pytest

from actions import organise
from actions.refused import Refused
from actions.rotation import Asked, RotationReport, rotation
from actions.users import LOCAL, Role, acting
from actions.view import Query
from confidentiality.cube import CellStatus
from db.engine import Store
from measure.rotation import HalfVerdict
from tests.actions.county import GUIDELINE, answers, county

BANDS = """
[[segment]]
key = "tenure"
name = "Years in the unit"
value = [ { key = "new", years = [0, 1], name = "new" }, { key = "old", years = [1], name = "old" } ]
"""


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = county(tmp_path_factory.mktemp("rotation"))
    yield store
    store.close()


@pytest.fixture(scope="module")
def banded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The bands are told only once all waves are closed."""
    folder = tmp_path_factory.mktemp("rotation-banded")
    store = county(folder)
    (folder / "banded.toml").write_text(GUIDELINE + BANDS, encoding="utf-8")
    organise.import_guideline(LOCAL, store, folder / "banded.toml")
    yield store
    store.close()


def ask(store: Store, unit: str | None = "B1", wave: str = "W6", since: str | None = None) -> RotationReport:
    return rotation(LOCAL, store, Asked(Query(wave, unit, None, "awareness", None, 2), since))


def shares(wave: str, unit: str = "B1") -> tuple[float, float, float]:
    """Of all, of the new (four of every eight people) and of the old: who knows."""
    row = next(row for row in answers(wave) if row.unit == unit)
    new, half = sum(place % 8 < 4 for place in range(row.know)), row.people / 2
    return row.know / row.people, new / half, (row.know - new) / half


def test_arrivals_stand_beside_those_who_stayed(banded: Store) -> None:
    _, new, old = shares("W6")
    found = ask(banded)
    assert found.gap is not None
    assert (found.gap.arrivals, found.gap.stayers) == pytest.approx((new, old))
    assert found.gap.points == pytest.approx(100 * (new - old))
    assert found.gap.pull == pytest.approx(100 * (new - old) / 2)
    assert [(band.value, band.since, band.until, band.people) for band in found.bands] == [
        ("new", 0.0, 1.0, pytest.approx(0.5)),
        ("old", 1.0, None, pytest.approx(0.5)),
    ]


def test_the_balance_is_taken_a_year_before(banded: Store) -> None:
    """W2 lies a year before W6; half of the department arrived since."""
    before, (_, new, old) = shares("W2")[0], shares("W6")
    found = ask(banded)
    assert found.since == "W2"
    assert found.balance is not None
    assert found.balance.learning.points == pytest.approx(50 * (old - before))
    assert found.balance.turnover.points == pytest.approx(50 * (new - before))


def test_the_first_waves_have_no_balance(banded: Store) -> None:
    found = ask(banded, wave="W3")
    assert (found.since, found.balance) == (None, None)
    assert found.gap is not None


def test_two_bands_have_no_half_life(banded: Store) -> None:
    assert ask(banded).half_life.verdict is HalfVerdict.TOO_FEW_BANDS


def test_the_unit_pulled_down_the_most_stands_first_and_small_ones_are_not_shown(banded: Store) -> None:
    """S1 has five people, and a few groups more are hidden to keep it so."""
    found = ask(banded, unit=None)
    pulls = [gap.pull for gap in found.units]
    assert pulls == sorted(pulls)
    assert "S1" not in {gap.unit for gap in found.units}
    assert found.unshown == 18 - len(found.units)
    for gap in found.units:
        _, new, old = shares("W6", gap.unit)
        assert gap.points == pytest.approx(100 * (new - old))


def test_a_small_unit_shows_neither(banded: Store) -> None:
    found = ask(banded, unit="S1")
    assert (found.gap, found.balance) == (None, None)
    assert {band.status for band in found.bands} <= {CellStatus.HIDDEN, CellStatus.NO_DATA}
    assert [band.share for band in found.bands] == [None, None]


def test_waves_that_lie_otherwise_apart_are_refused(banded: Store) -> None:
    with pytest.raises(Refused) as refused:
        ask(banded, since="W5")
    assert refused.value.kind == "rotation_no_edge"


def test_a_guideline_without_bands_is_refused(plain: Store) -> None:
    with pytest.raises(Refused) as refused:
        ask(plain)
    assert refused.value.kind == "rotation_no_tenure"


def test_a_head_sees_the_own_units_figures_as_everybody_does(banded: Store) -> None:
    """B1 alone is the own unit: of the units below B it is the only one, its q that of the whole family; B2 is refused."""
    head = acting("head", Role.DEPARTMENT, "B1")
    everybody, own = (rotation(who, banded, Asked(Query("W6", "B", None, "awareness"))) for who in (LOCAL, head))
    assert len(everybody.units) > 5
    assert own.units == tuple(gap for gap in everybody.units if gap.unit == "B1")
    assert own.unshown == 0
    with pytest.raises(Refused) as refused:
        rotation(head, banded, Asked(Query("W6", "B2", None, "awareness")))
    assert refused.value.kind == "unit_not_yours"
