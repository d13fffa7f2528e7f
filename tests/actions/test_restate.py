"""Figures as the organisation is today: counts carried over a reorganisation, gaps with their reasons, like with like."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from actions import structure, view
from actions.beside import SideKind, beside
from actions.lineage import import_lineage
from actions.series import runs
from actions.users import LOCAL
from actions.view import Basis, Query
from confidentiality.cube import CellStatus, Gap, TrendPoint
from db.engine import Store
from tests.actions.borough import AFTER, BEFORE, LINEAGE, SILENT, borough, write


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = borough(tmp_path_factory.mktemp("borough"))
    yield opened
    opened.close()


def trend(store: Store, unit: str, basis: Basis = Basis.TODAY) -> list[TrendPoint]:
    return view.trend(LOCAL, store, Query(unit=unit, indicator="awareness", basis=basis))


def people(*units: str) -> int:
    return sum(BEFORE[unit][0] + SILENT for unit in units)


@pytest.mark.parametrize(
    ("unit", "know", "base", "sources"),
    [
        ("m", 10 + 14, 40 + 20, {"a": 1, "b": 1}),
        ("g", 11, 25, {"d": 1}),
        ("e", 0.6 * 20, 0.6 * 50, {"c": 0.6}),
        ("f", 0.4 * 20, 0.4 * 50, {"c": 0.4}),
        ("s", 12, 30, {}),
    ],
)
def test_counts_are_carried(store: Store, unit: str, know: float, base: float, sources: dict[str, float]) -> None:
    first, last = trend(store, unit)
    assert (first.status, first.base) == (CellStatus.SHOWN, base)
    assert first.favourable == pytest.approx(know)
    assert first.share == pytest.approx(know / base)
    assert {each.source: each.share for each in first.carried} == sources
    assert (last.base, last.favourable, last.carried) == (*AFTER[unit], ())


@pytest.mark.parametrize(
    ("unit", "kept", "taken", "added"),
    [("P", "abswx", "s", ""), ("Q", "cduy", "", "s")],
)
def test_a_department_is_itself_less_what_it_lost_and_with_what_it_won(
    store: Store, unit: str, kept: str, taken: str, added: str
) -> None:
    """u, w, x and y are hidden; the departments are carried all the same, weighted to people as departments are."""
    first = trend(store, unit)[0]
    answers = dict.fromkeys(kept, 1) | dict.fromkeys(taken, 0) | dict.fromkeys(added, 1)
    assert first.base == sum(BEFORE[code][0] * times for code, times in answers.items())
    assert first.favourable == sum(BEFORE[code][1] * times for code, times in answers.items())
    assert first.headcount == sum(people(code) * times for code, times in answers.items())
    then = trend(store, unit, Basis.THEN)[0]
    s = trend(store, "s")[0]
    assert then.share is not None
    assert s.share is not None
    assert then.headcount
    assert s.headcount
    sign = -1 if taken else 1
    weighted = then.headcount * then.share + sign * s.headcount * s.share
    assert first.share == pytest.approx(weighted / (then.headcount + sign * s.headcount))
    assert (first.low or 1) < (first.share or 0) < (first.high or 0)


def test_totals_before_and_after_differ_by_nothing(store: Store) -> None:
    """Everybody but z, which is new and had nobody, is found again below P and Q; the whole is what it was."""
    whole, today = trend(store, "R", Basis.THEN)[0], trend(store, "R")[0]
    assert whole == today
    parts = [trend(store, unit)[0] for unit in "PQ"]
    assert sum(part.base or 0 for part in parts) - (whole.base or 0) == 0
    assert sum(part.favourable or 0.0 for part in parts) - (whole.favourable or 0.0) == 0
    assert sum(part.headcount or 0 for part in parts) - (whole.headcount or 0) == 0


@pytest.mark.parametrize(
    ("unit", "status", "gap"), [("z", CellStatus.NO_DATA, Gap.NEW), ("x", CellStatus.HIDDEN, None)]
)
def test_what_cannot_be_told_is_a_gap(store: Store, unit: str, status: CellStatus, gap: Gap | None) -> None:
    first = trend(store, unit)[0]
    assert (first.status, first.gap, first.share, first.base) == (status, gap, None, None)


def test_a_carried_figure_is_made_of_shown_cells_and_of_nothing_else(store: Store) -> None:
    """So whoever has the published cells can work it out, and it tells nothing that they do not."""
    published = {cell.unit: cell for cell in view.levels(LOCAL, store, Query(wave="W1", indicator="awareness"))}
    carried = [point for unit in "PQmsefgwxuyz" if (point := trend(store, unit)[0]).carried and point.share is not None]
    assert {point.unit for point in carried} == set("PQmefg")
    for point in carried:
        sources = [(published[each.source], each.share) for each in point.carried]
        assert {cell.status for cell, _ in sources} == {CellStatus.SHOWN}
        assert point.base == sum(times * (cell.base or 0) for cell, times in sources)
        assert point.favourable == pytest.approx(sum(times * (cell.favourable or 0) for cell, times in sources))
        assert point.base >= 10


def test_as_it_was_then_every_wave_has_its_own_units(store: Store) -> None:
    assert [point.status for point in trend(store, "m", Basis.THEN)] == [CellStatus.NO_DATA, CellStatus.SHOWN]
    assert [point.status for point in trend(store, "a", Basis.THEN)] == [CellStatus.SHOWN, CellStatus.NO_DATA]
    first, last = trend(store, "Q", Basis.THEN)
    assert first.base == sum(BEFORE[code][0] for code in "cduy")
    assert last.base == sum(AFTER[code][0] for code in "sefguyz")


def test_changes_hold_like_against_like(store: Store) -> None:
    """m rose from (10 + 14) of 60 to 30 of 60, whichever way it is asked."""
    expected = 100 * (30 / 60 - 24 / 60)
    [row] = [row for row in view.change(LOCAL, store, ("W1", "W2"), Query(indicator="awareness")) if row.unit == "m"]
    [cell] = [c for c in view.compare(LOCAL, store, Query(wave="W2", indicator="awareness")) if c.unit == "m"]
    told = [row.points, cell.change and cell.change.points]
    told += [points[-1].change and points[-1].change.points for points in (trend(store, "m", each) for each in Basis)]
    assert told == [pytest.approx(expected)] * 4
    [past] = [s for s in beside(LOCAL, store, Query("W2", "m", indicator="awareness")).sides if s.kind is SideKind.PAST]
    assert (past.wave, past.base, past.share) == ("W1", 60, pytest.approx(24 / 60))


def test_the_series_of_a_unit_goes_back_to_what_it_came_from(store: Store) -> None:
    found = runs(LOCAL, store, Query(indicator="awareness"))
    assert [found.of(unit).waves for unit in "mgsz"] == [("W1", "W2")] * 3 + [("W2",)]


@pytest.mark.parametrize(
    ("lineage", "unit", "gap"),
    [
        (LINEAGE.replace("c,e,0.6", "c,e,").replace("c,f,0.4", "c,f,"), "e", Gap.UNSAID),
        (LINEAGE.replace("merge,b,m,1", "merge,x,m,1"), "m", Gap.HIDDEN),
        (LINEAGE.replace("c,e,0.6", "c,e,0.1"), "e", Gap.TOO_FEW),
    ],
)
def test_gaps_have_their_reason(tmp_path: Path, lineage: str, unit: str, gap: Gap) -> None:
    with_gap = borough(tmp_path, lineage)
    first = trend(with_gap, unit)[0]
    assert (first.gap, first.share, first.base) == (gap, None, None)
    with_gap.close()


def test_a_lineage_told_anew_restates_at_once_and_taken_back_leaves_nothing(store: Store, tmp_path: Path) -> None:
    before = [trend(store, unit) for unit in "PQRmsefgwxuyz"]
    import_lineage(LOCAL, store, write(tmp_path, "l.csv", "date,kind,from,to,share\n2025-04-01,split,s,z,0.5\n"))
    assert trend(store, "z")[0].base == 15
    structure.undo(LOCAL, store)
    assert [trend(store, unit) for unit in "PQRmsefgwxuyz"] == before


def test_a_level_read_alone_is_as_it_is_among_all_units(store: Store) -> None:
    """What made a unit up may have stood elsewhere in the tree; a unit that is no more has no level of today."""
    whole = runs(LOCAL, store, Query(indicator="awareness"))
    assert {whole.level.get(unit) for unit in whole.by_unit} == {0, 1, 2, None}
    for unit in (None, *whole.by_unit):
        own = runs(LOCAL, store, Query(unit=unit, indicator="awareness"), beside=True)
        level = whole.level.get(unit or whole.root)
        beside = [code for code in whole.by_unit if whole.level.get(code) == level]
        assert [own.of(code) for code in beside] == [whole.of(code) for code in beside]
    assert set(runs(LOCAL, store, Query(indicator="awareness"), beside=True).by_unit) < set(whole.by_unit)
