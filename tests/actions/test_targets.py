"""Targets by action: kept, refused row by row, counted for units below, judged by the waves, and taken back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from actions import takeback, targets, view
from actions.refused import Refused
from actions.targets import InTime
from actions.users import LOCAL, Role, acting
from db.engine import Store
from measure.speed import Aim
from measure.target import SetTarget
from tests.actions.county import county, known, people, starts


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = county(tmp_path_factory.mktemp("county"))
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def none_yet(store: Store) -> None:
    for each in targets.targets(LOCAL, store):
        targets.remove_target(LOCAL, store, each.key)


def listed(folder: Path, *rows: str) -> Path:
    path = folder / "targets.csv"
    path.write_text("\n".join(["indicator,share,unit,audience,date", *rows]) + "\n", "utf-8")
    return path


def put(store: Store, unit: str, share: float, day: date | None = None) -> SetTarget:
    wanted = SetTarget(guideline="code", indicator="awareness", unit=unit, share=share, day=day)
    return targets.set_target(LOCAL, store, wanted)


def test_a_list_is_kept_whole_and_a_row_without_a_unit_is_for_all(store: Store, tmp_path: Path) -> None:
    path = listed(tmp_path, "awareness,0.6,,,2026-03-31", "awareness,0.7,A1,tenure=new,", "change,0.2,B,,")
    assert targets.import_targets(LOCAL, store, path, "code").problems == ()
    found = {(each.indicator, each.unit, each.segment, each.day): each.share for each in targets.targets(LOCAL, store)}
    assert found == {
        ("awareness", "C", None, date(2026, 3, 31)): 0.6,
        ("awareness", "A1", "tenure=new", None): 0.7,
        ("change", "B", None, None): 0.2,
    }


def test_one_fault_keeps_nothing_and_every_fault_is_told(store: Store, tmp_path: Path) -> None:
    rows = (
        "awareness,0.6,,,",
        "nothing,0.6,,,",
        "awareness,60,,,",
        "awareness,0.6,NOBODY,,",
        "awareness,0.6,A1,age=5,",
    )
    taken = targets.import_targets(LOCAL, store, listed(tmp_path, *rows, ",0.5,,,", "awareness,0.6,,,soon"), "code")
    assert taken.kept == ()
    told = [(fault.kind, fault.blanks["row"], fault.blanks["column"]) for fault in taken.problems]
    assert told == [
        ("list_choice", 3, "indicator"),
        ("list_choice", 4, "share"),
        ("list_choice", 5, "unit"),
        ("list_choice", 6, "audience"),
        ("list_blank", 7, "indicator"),
        ("list_date", 8, "date"),
    ]
    assert targets.targets(LOCAL, store) == []


def test_a_unit_without_one_has_that_of_the_unit_above(store: Store) -> None:
    put(store, "C", 0.5)
    put(store, "A", 0.6, date(2027, 3, 31))
    asked = {
        unit: targets.aim(LOCAL, store, view.Query(unit=unit, indicator="awareness")) for unit in ("A1", "B1", None)
    }
    assert asked == {"A1": Aim(0.6, date(2027, 3, 31)), "B1": Aim(0.5), None: Aim(0.5)}
    assert targets.aim(LOCAL, store, view.Query(indicator="change")) is None


def test_a_day_that_has_passed_is_met_or_missed_by_the_wave_before_it(store: Store) -> None:
    """A share of everybody who answered, a few points either side of it, on the day after the fourth wave."""
    share = known("W4") / sum(40 for _ in range(17)) if people("W4") else 0
    day = date.fromordinal(starts("W4").toordinal() + 1)
    put(store, "C", share + 0.15, day)
    put(store, "C", share - 0.15, date.fromordinal(day.toordinal() + 1))
    put(store, "C", share, date.fromordinal(day.toordinal() + 2))
    put(store, "C", 0.5, date(2020, 1, 1))
    found = {row.target.share: row.in_time for row in targets.standing(LOCAL, store, "code")}
    assert found[share + 0.15] is InTime.MISSED
    assert found[share - 0.15] is InTime.MET
    assert found[share] is InTime.CANNOT_TELL
    assert found[0.5] is InTime.CANNOT_TELL


def test_a_day_ahead_has_its_probability(store: Store) -> None:
    last = starts("W6")
    put(store, "C", 0.02, date.fromordinal(last.toordinal() + 90))
    put(store, "C", 0.98, date.fromordinal(last.toordinal() + 91))
    put(store, "C", 0.97, date.fromordinal(last.toordinal() + 3000))
    rows = {row.target.share: row for row in targets.standing(LOCAL, store, "code")}
    assert [rows[share].in_time for share in (0.02, 0.98, 0.97)] == [
        InTime.LIKELY,
        InTime.UNLIKELY,
        InTime.CANNOT_TELL,
    ]


def test_a_head_sees_the_outlook_of_the_own_part_alone(store: Store) -> None:
    put(store, "A1", 0.5)
    put(store, "B1", 0.5)
    rows = {row.target.unit: row for row in targets.standing(acting("head", Role.DEPARTMENT, "A"), store, "code")}
    assert rows["A1"].cell is not None
    assert (rows["B1"].cell, rows["B1"].outlook) == (None, None)


def test_what_is_set_can_be_taken_back(store: Store) -> None:
    put(store, "C", 0.5)
    before = targets.targets(LOCAL, store)
    put(store, "C", 0.9)
    assert takeback.take_back(LOCAL, store, targets.SHELF) == (before[0].key,)
    assert targets.targets(LOCAL, store) == before
    with pytest.raises(Refused, match="target_unknown"):
        targets.remove_target(LOCAL, store, "nothing")
