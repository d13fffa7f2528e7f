"""Initiatives entered by hand and what was decided on them: kept, edited, taken back, refused in words, carried into reports."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from actions import export, review, takeback
from actions import initiatives as done
from actions.entering import Entered, enter
from actions.refused import Refused
from actions.review import Decided, decide
from actions.subject import Asked, Site
from actions.users import LOCAL, Role, acting
from db.engine import Store
from measure.programme import Aim, Choice, Held, InitiativeKind
from settings import Settings
from tests.actions.county import HELD, HELD_SINCE, county
from text.lookup import LANGUAGES, section

DAY = date(2025, 6, 1)
TOLD = Entered("研修会", InitiativeKind.WORKSHOP, tuple(HELD), HELD_SINCE, HELD_SINCE, guideline="code")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = county(tmp_path_factory.mktemp("county"))
    yield opened
    opened.close()


@pytest.fixture
def store(kept: Store) -> Iterator[Store]:
    """Without initiatives and decisions, before and after."""
    yield kept
    for key in review.decisions(LOCAL, kept):
        with kept.writing() as connection:
            review.DECISIONS.remove(connection, key)
    for each in done.initiatives(LOCAL, kept):
        done.remove_initiative(LOCAL, kept, each.key)


def test_what_is_entered_is_kept_with_all_it_says(store: Store) -> None:
    told = replace(
        TOLD, english="Workshop", audience=" 全職員 ", aim=Aim.PRACTICE, by_lot=True, cost=1500.0, reach=55, note="x"
    )
    found = enter(LOCAL, store, told)
    assert done.initiatives(LOCAL, store) == [found]
    assert (found.key, found.name.ja, found.name.en) == ("initiative-1", "研修会", "Workshop")
    assert (found.kind, found.aim, found.by_lot) == (InitiativeKind.WORKSHOP, Aim.PRACTICE, True)
    assert (found.audience, found.cost, found.reach, found.note) == ("全職員", 1500.0, 55, "x")
    assert found.units == tuple(Held(unit=unit, since=HELD_SINCE, until=HELD_SINCE) for unit in HELD)
    assert enter(LOCAL, store, TOLD).key == "initiative-2"
    assert enter(LOCAL, store, replace(TOLD, key="initiative-1")).name.en == "研修会"


def test_editing_keeps_the_days_of_their_own_that_units_have(store: Store, tmp_path: Path) -> None:
    """A1 in April and A2 in May: B1 joins on the days of the whole, and other days are for all."""
    path = tmp_path / "list.csv"
    rows = "ws,W,workshop,2024-04-10,A1\nws,W,workshop,2024-05-01,A2"
    path.write_text(f"initiative,name,kind,from,unit\n{rows}\n", "utf-8")
    done.import_initiatives(LOCAL, store, path)
    first, last = date(2024, 4, 10), date(2024, 5, 1)
    told = replace(TOLD, key="ws", units=("A1", "A2", "B1"), since=first, until=last)
    assert [(held.since, held.until) for held in enter(LOCAL, store, told).units] == [
        (first, first),
        (last, last),
        (first, last),
    ]
    moved = enter(LOCAL, store, replace(told, until=DAY))
    assert {(held.since, held.until) for held in moved.units} == {(first, DAY)}
    assert takeback.take_back(LOCAL, store, done.SHELF) == ("ws",)
    assert done.initiative(LOCAL, store, "ws").units[0].until == first


@pytest.mark.parametrize(
    ("amiss", "kind"),
    [
        ({"name": "  "}, "initiative_name"),
        ({"units": ()}, "initiative_units"),
        ({"units": ("A1", "Z9")}, "unit_unknown"),
        ({"until": date(2020, 1, 1)}, "initiative_days"),
        ({"cost": -1.0}, "initiative_number"),
        ({"reach": -1}, "initiative_number"),
        ({"key": "none"}, "initiative_unknown"),
        ({"guideline": "other"}, "guideline_unknown"),
    ],
)
def test_what_is_amiss_is_refused_and_nothing_is_kept(store: Store, amiss: dict[str, object], kind: str) -> None:
    with pytest.raises(Refused, match=kind):
        enter(LOCAL, store, replace(TOLD, **amiss))  # type: ignore[arg-type]  # each of its own type
    assert done.initiatives(LOCAL, store) == []
    assert all(kind in section("refused", lang) for lang in LANGUAGES)


def test_only_hr_enters_and_decides(store: Store) -> None:
    enter(LOCAL, store, TOLD)
    viewer = acting("v", Role.VIEWER)
    with pytest.raises(Refused, match="no_permission"):
        enter(viewer, store, TOLD)
    with pytest.raises(Refused, match="no_permission"):
        decide(viewer, store, "initiative-1", Decided(Choice.STOP, "x", DAY))


def test_a_decision_is_kept_beside_what_the_evidence_spoke_for_and_taken_back(store: Store) -> None:
    """Six more of forty: the evidence speaks for continuing, whatever is decided."""
    enter(LOCAL, store, TOLD)
    for choice, reason in ((Choice.CHANGE, "短くする"), (Choice.STOP, " 費用がかかりすぎる ")):
        decide(LOCAL, store, "研修会", Decided(choice, reason, DAY))
    (row,) = review.reviewed(LOCAL, store, "code")
    assert row.decision is not None
    assert (row.decision.choice, row.decision.reason, row.decision.advised) == (
        Choice.STOP,
        "費用がかかりすぎる",
        "continue",
    )
    takeback.take_back(LOCAL, store, review.DECISIONS)
    (row,) = review.reviewed(LOCAL, store, "code")
    assert row.decision is not None
    assert (row.decision.choice, row.decision.reason) == (Choice.CHANGE, "短くする")
    takeback.take_back(LOCAL, store, review.DECISIONS)
    assert review.decisions(LOCAL, store) == {}


@pytest.mark.parametrize("reason", ["", "   ", "x" * 1001])
def test_a_decision_needs_a_reason(store: Store, reason: str) -> None:
    enter(LOCAL, store, TOLD)
    with pytest.raises(Refused, match="decision_reason"):
        decide(LOCAL, store, "initiative-1", Decided(Choice.STOP, reason, DAY))


def test_a_list_that_tells_it_anew_leaves_the_decision(store: Store) -> None:
    enter(LOCAL, store, TOLD)
    decide(LOCAL, store, "initiative-1", Decided(Choice.CONTINUE, "よい", DAY))
    enter(LOCAL, store, replace(TOLD, key="initiative-1", name="新しい名前"))
    assert review.reviewed(LOCAL, store)[0].decision is not None


def test_the_report_says_what_was_decided(store: Store) -> None:
    enter(LOCAL, store, TOLD)
    decide(LOCAL, store, "initiative-1", Decided(Choice.CHANGE, "短い回に分ける", DAY))
    page = export.made(Site(LOCAL, store, Settings()), Asked("W6", "ja", DAY), "html").decode("utf-8")
    assert "決定（2025年6月1日）：変える。理由：短い回に分ける" in page
