"""A department beside its past, its parent, the whole and its peers; a hidden one gives way to the next larger."""

from collections.abc import Iterator

import pytest

from actions.beside import Side, SideKind, beside
from actions.refused import Refused
from actions.users import LOCAL
from actions.view import Query, levels
from confidentiality.cube import CellStatus
from db.engine import Store
from tests.actions.county import ANSWERS, answers, county


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = county(tmp_path_factory.mktemp("beside"))
    yield opened
    opened.close()


def sides(store: Store, unit: str) -> dict[SideKind, Side]:
    found = beside(LOCAL, store, Query(wave="W6", unit=unit, indicator="awareness"))
    assert found.subject == unit
    return {side.kind: side for side in found.sides}


def know(wave: str, unit: str) -> int:
    return next(row.know for row in answers(wave) if row.unit == unit)


def test_the_unit_its_past_and_its_peers(store: Store) -> None:
    """Forty answers each; peers are all departments of about its size that are shown, its own branch or not."""
    found = sides(store, "A1")
    assert found[SideKind.OWN].share == pytest.approx(know("W6", "A1") / ANSWERS)
    assert found[SideKind.PAST].share == pytest.approx(know("W5", "A1") / ANSWERS)
    cells = levels(LOCAL, store, Query(wave="W6", indicator="awareness"))
    shown = {cell.unit for cell in cells if cell.segment is None and cell.status is CellStatus.SHOWN}
    others = [unit for unit in shown if len(unit) > 1 and unit not in ("A1", "S1")]
    favourable = sum(row.know for row in answers("W6") if row.unit in others)
    assert found[SideKind.PEERS].count == len(others)
    people = sum(row.people for row in answers("W6") if row.unit in others)
    assert found[SideKind.PEERS].share == pytest.approx(favourable / people)


def test_a_gap_is_the_units_share_less_the_others(store: Store) -> None:
    found = sides(store, "A1")
    own = found.pop(SideKind.OWN)
    assert own.gap is None
    for side in found.values():
        assert side.gap is not None
        assert side.gap.points == pytest.approx(100 * (own.share - side.share))
        assert side.gap.low < side.gap.points < side.gap.high


def test_the_whole_is_held_against_its_past_alone(store: Store) -> None:
    assert set(sides(store, "C")) == {SideKind.OWN, SideKind.PAST}


def test_a_hidden_unit_gives_way_to_the_next_larger(store: Store) -> None:
    found = beside(LOCAL, store, Query(wave="W6", unit="S1", indicator="awareness"))
    assert (found.status, found.subject) == (CellStatus.HIDDEN, "B")
    assert all(side.unit != "S1" for side in found.sides)


def test_a_hidden_unit_is_told_together_with_those_hidden_beside_it(store: Store) -> None:
    """S1's five answers and its companion's are what B has less its units that are shown."""
    rows = {cell.unit: cell for cell in levels(LOCAL, store, Query(wave="W6", indicator="awareness"))}
    told = rows["S1"].instead
    assert told is not None
    assert told.larger == "B"
    assert "S1" in told.units
    assert told.others is not None
    people = {row.unit: row for row in answers("W6")}
    assert told.others.base == sum(people[unit].people for unit in told.units)
    assert told.others.favourable == sum(people[unit].know for unit in told.units)
    found = beside(LOCAL, store, Query(wave="W6", unit="S1", indicator="awareness"))
    together = next(side for side in found.sides if side.kind is SideKind.OTHERS)
    assert (together.share, together.count) == (told.others.share, len(told.units))
    assert rows["A1"].instead is None


def test_the_first_wave_has_no_past(store: Store) -> None:
    found = beside(LOCAL, store, Query(wave="W1", unit="A1", indicator="awareness"))
    assert SideKind.PAST not in {side.kind for side in found.sides}


def test_an_unknown_unit_is_refused(store: Store) -> None:
    with pytest.raises(Refused, match="unit_unknown"):
        beside(LOCAL, store, Query(wave="W6", unit="Z", indicator="awareness"))
