"""Looking back: who may write what, what happened since is what the waves say, and every change can be taken back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from actions import initiatives, reflections, takeback, view
from actions.query import Query
from actions.reflections import Written
from actions.refused import Refused
from actions.users import LOCAL, Role, acting
from db.engine import Store
from measure.reflection import NextState
from tests.actions.county import HELD, HELD_SINCE, county, starts

HEAD = acting("head", Role.DEPARTMENT, "A")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("county")
    opened = county(folder)
    (folder / "i.csv").write_text(f"initiative,name,kind,from,unit\nws,研修会,workshop,{HELD_SINCE},{'|'.join(HELD)}\n")
    initiatives.import_initiatives(LOCAL, opened, folder / "i.csv")
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def none_yet(store: Store) -> None:
    for each in reflections.reflections(LOCAL, store, "code"):
        reflections.remove(LOCAL, store, each.number)


def test_what_happened_since_is_what_the_waves_say(store: Store) -> None:
    """A1 held the workshop between the second wave and the third; the change is that of `show change`."""
    written = Written("W2", "A1", "読まれていない", "朝礼で読んだ", "研修を行う", "研修係", starts("W4"))
    note = reflections.write(LOCAL, store, "code", written)
    [found] = reflections.since(LOCAL, store, "code", Query(unit="A1"))
    assert (found.note, found.wave, found.late) == (note, "W6", True)
    rows = {move.indicator: move.change for move in found.moved}
    for key in ("awareness", "readership", "change"):
        [expected] = [r for r in view.change(LOCAL, store, ("W2", "W6"), Query(indicator=key)) if r.unit == "A1"]
        assert rows[key] == expected
    assert [name.ja for name in found.begun] == ["研修会"]


def test_nothing_has_happened_since_the_newest_wave(store: Store) -> None:
    reflections.write(LOCAL, store, "code", Written("W6", "A1", "伸びた", next="続ける", due=date(2030, 1, 1)))
    [found] = reflections.since(LOCAL, store, "code")
    assert (found.wave, found.moved, found.begun, found.late) == (None, (), (), False)


def test_a_settled_step_is_not_late(store: Store) -> None:
    number = reflections.write(LOCAL, store, "code", Written("W2", "A1", "x", next="y", due=starts("W4"))).number
    for state, late in ((NextState.DONE, False), (NextState.OPEN, True), (NextState.DROPPED, False)):
        assert reflections.settle(LOCAL, store, number, state).state is state
        assert [each.late for each in reflections.since(LOCAL, store, "code")] == [late]


def test_a_head_writes_and_sees_the_own_part_alone(store: Store) -> None:
    reflections.write(LOCAL, store, "code", Written("W6", "B1", "よそのこと"))
    other = reflections.write(LOCAL, store, "code", Written("W6", "C", "全体のこと")).number
    own = reflections.write(HEAD, store, "code", Written("W6", "A1", "うちのこと")).number
    assert [note.unit for note in reflections.reflections(HEAD, store, "code")] == ["A1", "C"]
    with pytest.raises(Refused, match="unit_not_yours"):
        reflections.write(HEAD, store, "code", Written("W6", "B1", "x"))
    with pytest.raises(Refused, match="unit_not_yours"):
        reflections.remove(HEAD, store, other)
    assert reflections.remove(HEAD, store, own) == own


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        (Written("W9", "A1", "x"), "wave_unknown"),
        (Written("W6", "A6", "x"), "unit_unknown"),  # A6 went on in A8 before
        (Written("W6", "A1", "  "), "note_empty"),
        (Written("W6", "A1", "x" * 2001), "note_long"),
        (Written("W6", "A1", "x", owner="taro@example.org"), "note_personal"),
        (Written("W6", "A1", "x", did="03-1234-5678 に電話"), "note_personal"),
    ],
)
def test_what_cannot_be_kept_says_why(store: Store, written: Written, kind: str) -> None:
    with pytest.raises(Refused, match=kind):
        reflections.write(LOCAL, store, "code", written)
    assert reflections.reflections(LOCAL, store, "code") == []


def test_a_list_is_kept_whole_or_not_at_all(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "notes.csv"
    head = "wave,unit,saw,did,next,owner,due\n"
    path.write_text(head + "W5,A1,見た,した,する,係,2026-01-31\nW6,C,見た,,,,\n", "utf-8")
    kept = reflections.import_reflections(LOCAL, store, path, "code").kept
    assert [(n.wave, n.unit, n.due) for n in kept] == [("W5", "A1", date(2026, 1, 31)), ("W6", "C", None)]
    before = reflections.reflections(LOCAL, store, "code")
    path.write_text(head + "W6,A1,見た,,,,\nW6,,x,,,,\nW6,NOBODY,x,,,,\nW6,A1,x,,,,soon\n", "utf-8")
    faults = reflections.import_reflections(LOCAL, store, path, "code").problems
    assert [(f.kind, f.blanks["row"]) for f in faults] == [("list_blank", 3), ("unit_unknown", 4), ("list_date", 5)]
    assert reflections.reflections(LOCAL, store, "code") == before


def test_changes_come_back(store: Store) -> None:
    note = reflections.write(LOCAL, store, "code", Written("W6", "A1", "x", next="y"))
    reflections.settle(LOCAL, store, note.number, NextState.DONE)
    reflections.remove(LOCAL, store, note.number)
    for state in (NextState.DONE, NextState.OPEN):
        assert takeback.take_back(LOCAL, store, reflections.SHELF) == (str(note.number),)
        assert [each.state for each in reflections.reflections(LOCAL, store, "code")] == [state]
    takeback.take_back(LOCAL, store, reflections.SHELF)
    assert reflections.reflections(LOCAL, store, "code") == []
