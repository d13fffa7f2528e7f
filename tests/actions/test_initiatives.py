"""Initiatives from a list to their effect: what is kept, what is refused row by row, and what may be said of them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from actions import initiatives as done
from actions import organise, takeback, view
from actions.effect import effect_of
from actions.refused import Refused
from actions.users import LOCAL, Role, acting
from db.engine import Store
from measure.initiative import Refusal, Verdict
from measure.programme import Aim, Held, InitiativeKind
from tests.actions.county import GUIDELINE, HELD, HELD_SINCE, SECOND, county

HEAD = "initiative,name,kind,from,unit"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = county(tmp_path_factory.mktemp("county"))
    yield opened
    opened.close()


@pytest.fixture
def none_yet(store: Store) -> Store:
    for each in done.initiatives(LOCAL, store):
        done.remove_initiative(LOCAL, store, each.key)
    return store


def listed(folder: Path, text: str) -> Path:
    path = folder / "initiatives.csv"
    path.write_text(text + "\n", "utf-8")
    return path


def test_a_list_is_kept_with_all_it_says(none_yet: Store, tmp_path: Path) -> None:
    text = (
        "initiative,name,name_en,kind,stage,from,to,unit,audience,by_lot,cost,reach,note\n"
        'ws,研修会,Workshop,workshop,practice,2024-04-10,2024-04-12,A1|A2,everybody,yes,"1,500",55,twice\n'
        "ws,研修会,,workshop,,2024-05-01,,A3,,,,,"
    )
    taken = done.import_initiatives(LOCAL, none_yet, listed(tmp_path, text))
    assert taken.problems == ()
    (found,) = done.initiatives(LOCAL, none_yet)
    assert found == taken.kept[0] == done.initiative(LOCAL, none_yet, "Workshop")
    days = {"since": date(2024, 4, 10), "until": date(2024, 4, 12)}
    assert found.units == (
        Held(unit="A1", **days),
        Held(unit="A2", **days),
        Held(unit="A3", since=date(2024, 5, 1), until=date(2024, 5, 1)),
    )
    assert (found.kind, found.aim, found.by_lot) == (InitiativeKind.WORKSHOP, Aim.PRACTICE, True)
    assert (found.cost, found.reach, found.audience, found.note) == (1500, 55, "everybody", "twice")
    assert (found.starts_on, found.ends_on) == (date(2024, 4, 10), date(2024, 5, 1))


def test_the_same_list_again_changes_nothing_and_a_new_one_replaces(none_yet: Store, tmp_path: Path) -> None:
    for units in ("A1|A2", "A1|A2", "B1"):
        done.import_initiatives(LOCAL, none_yet, listed(tmp_path, f"{HEAD}\nx,X,pilot,2024-04-10,{units}"))
    (found,) = done.initiatives(LOCAL, none_yet)
    assert [held.unit for held in found.units] == ["B1"]


FAULTS = [
    ("x,X,party,2024-04-10,A1", "list_choice", "kind"),
    ("x,X,pilot,April,A1", "list_date", "from"),
    ("x,X,pilot,2024-04-10,A1|Z9", "list_unit", "unit"),
    ("x,X,pilot,2024-04-10,A1|A1", "list_twice", "unit"),
    ("x,,pilot,2024-04-10,A1", "list_blank", "name"),
    ("x,X,pilot,2024-04-10,", "list_blank", "unit"),
    ("x,X,pilot,2024-04-10,A1,2024-04-09", "list_days", None),
    ("x,X,pilot,2024-04-10,A1,,joy", "list_choice", "stage"),
    ("x,X,pilot,2024-04-10,A1,,,perhaps", "list_choice", "by_lot"),
    ("x,X,pilot,2024-04-10,A1,,,,-1", "list_number", "cost"),
    ("x,X,pilot,2024-04-10,A1,,,,,2.5", "list_number", "reach"),
    ("good,Good,training,2024-04-10,A1", "list_differs", "kind"),
    ("good,Good,pilot,2024-05-10,B1", "list_twice", "unit"),
]


@pytest.mark.parametrize(("row", "kind", "column"), FAULTS)
def test_a_row_at_fault_is_told_with_its_number_and_nothing_is_kept(
    none_yet: Store, tmp_path: Path, row: str, kind: str, column: str | None
) -> None:
    text = f"{HEAD},to,stage,by_lot,cost,reach\ngood,Good,pilot,2024-04-10,B1\n{row}\nx,X,pilot,2024-04-10,nobody"
    taken = done.import_initiatives(LOCAL, none_yet, listed(tmp_path, text))
    assert [(fault.kind, fault.blanks["row"]) for fault in taken.problems] == [(kind, 3), ("list_unit", 4)]
    assert taken.problems[0].blanks.get("column") == column
    assert (taken.kept, done.initiatives(LOCAL, none_yet)) == ((), [])


def test_only_hr_keeps_and_removes(none_yet: Store, tmp_path: Path) -> None:
    viewer = acting("v", Role.VIEWER)
    with pytest.raises(Refused, match="no_permission"):
        done.import_initiatives(viewer, none_yet, listed(tmp_path, f"{HEAD}\nx,X,pilot,2024-04-10,A1"))
    with pytest.raises(Refused, match="no_permission"):
        done.remove_initiative(viewer, none_yet, "x")
    assert done.initiatives(viewer, none_yet) == []
    with pytest.raises(Refused, match="initiative_unknown"):
        done.initiative(viewer, none_yet, "x")


def test_the_effect_is_looked_for_on_what_it_aims_at(none_yet: Store, tmp_path: Path) -> None:
    """Six more of forty know it from the third wave on; half of those who know have read, a quarter have changed."""
    row = f"ws,Workshop,workshop,{HELD_SINCE},{'|'.join(HELD)}"
    aims = {
        "": "awareness",
        "understanding": "awareness",
        "readership": "readership",
        "practice": "change",
        "empathy": "reception",
    }
    for aim, indicator in aims.items():
        done.import_initiatives(LOCAL, none_yet, listed(tmp_path, f"{HEAD},stage\n{row},{aim}"))
        assert effect_of(LOCAL, none_yet, "ws", view.Query()).indicator == indicator
    found = effect_of(LOCAL, none_yet, "Workshop", view.Query(indicator="awareness"))
    assert found.initiative is not None
    assert (found.initiative.key, found.effect.verdict, found.effect.held) == ("ws", Verdict.ROSE_MORE, 5)
    assert found.effect.points == pytest.approx(100 * 6 / 40, abs=2)
    assert [moment.wave for moment in found.effect.around] == [-2, 0, 1, 2, 3]


def test_what_departments_held_beside_it_is_taken_out(none_yet: Store, tmp_path: Path) -> None:
    """B1 and B2 held another at the same time, A1 one over the start: nine of ten others (one is hidden) become seven.

    With one of them alone eight are left, and the effect is what it was; what all held together takes nobody out, and
    neither does what begins after the last wave.
    """
    ours = f"ws,W,workshop,{HELD_SINCE},{HELD_SINCE},{'|'.join(HELD)}"
    beside = [
        (f"x,X,article,{HELD_SINCE},{HELD_SINCE},B1|B2", (5, len(SECOND) - 3, 0, 2)),
        (f"x,X,article,{HELD_SINCE},{HELD_SINCE},B1", (5, len(SECOND) - 2, 0, 1)),
        ("x,X,pilot,2023-12-01,2024-12-01,A1", (4, len(SECOND) - 1, 1, 0)),
        (f"x,X,message,{HELD_SINCE},{HELD_SINCE},C", (5, len(SECOND) - 1, 0, 0)),
        ("x,X,message,2030-01-01,2030-01-01,B1|B2", (5, len(SECOND) - 1, 0, 0)),
    ]
    for row, counts in beside:
        done.import_initiatives(LOCAL, none_yet, listed(tmp_path, f"initiative,name,kind,from,to,unit\n{ours}\n{row}"))
        found = effect_of(LOCAL, none_yet, "ws", view.Query(indicator="awareness")).effect
        assert (found.held, found.compared, found.held_mixed, found.compared_mixed) == counts
        enough = counts[0] >= 5 and counts[1] >= 8
        assert (found.verdict is Verdict.ROSE_MORE) == enough
        if enough:
            assert found.points == pytest.approx(100 * 6 / 40, abs=2)


def test_those_whose_turn_has_not_come_yet_are_compared_with(none_yet: Store, tmp_path: Path) -> None:
    """Held by five, and by three more after the last wave: these three have not held it yet; one is hidden, to keep S1."""
    rows = f"ws,W,workshop,{HELD_SINCE},{'|'.join(HELD)}\nws,W,workshop,2030-01-01,{'|'.join(SECOND[:3])}"
    done.import_initiatives(LOCAL, none_yet, listed(tmp_path, f"{HEAD}\n{rows}"))
    found = effect_of(LOCAL, none_yet, "ws", view.Query(indicator="awareness")).effect
    assert (found.verdict, found.held, found.compared) == (Verdict.ROSE_MORE, 5, len(SECOND) - 1)
    done.import_initiatives(LOCAL, none_yet, listed(tmp_path, f"{HEAD}\nws,W,workshop,2030-01-01,A"))
    assert effect_of(LOCAL, none_yet, "ws", view.Query()).effect.refusal is Refusal.LATER_WAVES


def test_an_order_is_drawn_by_lot_and_can_be_checked(store: Store) -> None:
    turns = done.rollout_order(LOCAL, store, "W6", done.Rollout(seed=3, under="B", rounds=3))
    assert sorted(turn.unit for turn in turns) == sorted([*SECOND, "S1"])
    assert [turn.round for turn in turns] == [1] * 4 + [2] * 4 + [3] * 3
    assert turns == done.rollout_order(LOCAL, store, "W6", done.Rollout(seed=3, under="B", rounds=3))
    orders = {
        tuple(t.unit for t in done.rollout_order(LOCAL, store, "W6", done.Rollout(seed, "B"))) for seed in range(20)
    }
    assert len(orders) > 15
    level = done.rollout_order(LOCAL, store, "W6", done.Rollout(seed=3, level=1))
    assert sorted(turn.unit for turn in level) == ["A", "B"]
    with pytest.raises(Refused, match="unit_unknown"):
        done.rollout_order(LOCAL, store, "W6", done.Rollout(seed=3, under="X"))


def test_an_initiative_belongs_to_the_guideline_that_asks_its_units(none_yet: Store, tmp_path: Path) -> None:
    """One guideline asks the county's units; another that is named and not there is refused."""
    (kept,) = done.import_initiatives(LOCAL, none_yet, listed(tmp_path, f"{HEAD}\nws,a,workshop,2024-04-10,A1")).kept
    assert kept.guideline == "code"
    text = f"{HEAD},guideline\nws,a,workshop,2024-04-10,A1,other"
    (fault,) = done.import_initiatives(LOCAL, none_yet, listed(tmp_path, text)).problems
    assert (fault.kind, fault.blanks["guideline"]) == ("guideline_unknown", "other")


def test_where_two_guidelines_ask_the_unit_the_list_must_say_which(none_yet: Store, tmp_path: Path) -> None:
    other = GUIDELINE.replace('key = "code"', 'key = "second"', 1)
    (tmp_path / "second.toml").write_text(other, "utf-8")
    organise.import_guideline(LOCAL, none_yet, tmp_path / "second.toml")
    rows = f"{HEAD},guideline\nws,a,workshop,2024-04-10,A1"
    (fault,) = done.import_initiatives(LOCAL, none_yet, listed(tmp_path, f"{rows},")).problems
    assert (fault.kind, fault.blanks["known"]) == ("initiative_guideline", "code, second")
    (kept,) = done.import_initiatives(LOCAL, none_yet, listed(tmp_path, f"{rows},second")).kept
    assert kept.guideline == "second"


def test_changes_of_initiatives_come_back(none_yet: Store, tmp_path: Path) -> None:
    path = listed(tmp_path, f"{HEAD},guideline\nws,a,workshop,2024-04-10,A1|A2,code")
    done.import_initiatives(LOCAL, none_yet, path)
    before = done.initiatives(LOCAL, none_yet)
    done.remove_initiative(LOCAL, none_yet, "ws")
    assert done.initiatives(LOCAL, none_yet) == []
    assert takeback.take_back(LOCAL, none_yet, done.SHELF) == ("ws",)
    assert done.initiatives(LOCAL, none_yet) == before
