"""After closing: a withdrawn wave vanishes, a corrected one is a new version that may differ by nobody or by enough."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from actions import close, keep, organise, rounds, undo, view
from actions.asked import asked
from actions.refused import Refused
from actions.users import LOCAL, Role, acting
from confidentiality.cube import CellStatus
from db.engine import Store
from measure.wave import WaveState
from tests.actions.town import GUIDELINE, Answers, ask, hand_in, town, write

ROWS = (Answers("A", 40, 20, 10), Answers("B", 30, 12, 6), Answers("C", 20, 5, 5))
WHY = "税務課の一部を二度数えていた"


def closed(url: str, folder: Path) -> Iterator[Store]:
    opened = town(url, folder)
    ask(opened, folder, "W1", date(2025, 5, 1))
    hand_in(opened, folder, "W1", ROWS)
    close.close(LOCAL, opened, "W1")
    yield opened
    opened.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    yield from closed(f"sqlite:///{tmp_path / 'store.sqlite3'}", tmp_path)


@pytest.fixture
def either(store_url: str, tmp_path: Path) -> Iterator[Store]:
    yield from closed(store_url, tmp_path)


def bases(store: Store) -> dict[str, int | None]:
    return {cell.unit: cell.base for cell in view.levels(LOCAL, store, view.Query(wave="W1", indicator="awareness"))}


def rounds_of(store: Store) -> list[tuple[int, WaveState, str | None]]:
    return [(row.version, row.state, row.reason) for row in view.waves(LOCAL, store)]


FIRST = {"TOWN": 90, "A": 40, "B": 30, "C": 20}


def test_a_withdrawn_wave_vanishes_and_stays_in_the_list_with_its_reason(either: Store) -> None:
    assert bases(either) == FIRST
    rounds.withdraw(LOCAL, either, "W1", f" {WHY} ")
    assert bases(either) == {}
    assert view.trend(LOCAL, either, view.Query(indicator="awareness")) == []
    assert rounds_of(either) == [(1, WaveState.WITHDRAWN, WHY)]
    with pytest.raises(Refused, match="wave_withdrawn"):
        rounds.withdraw(LOCAL, either, "W1", WHY)
    with pytest.raises(Refused, match="wave_withdrawn"):
        close.close(LOCAL, either, "W1")


def test_a_correction_takes_the_place_of_what_was_shown_when_it_is_closed(either: Store, tmp_path: Path) -> None:
    """Ten more answered in A and twelve in B; until the new version is closed the old one is shown."""
    rounds.correct(LOCAL, either, "W1", WHY)
    assert rounds_of(either) == [(1, WaveState.CLOSED, None), (2, WaveState.OPEN, WHY)]
    undo.undo(LOCAL, either, 2)
    hand_in(either, tmp_path, "W1", (Answers("A", 50, 25, 15), Answers("B", 42, 15, 9), ROWS[2]))
    assert bases(either) == FIRST
    close.close(LOCAL, either, "W1")
    assert bases(either) == {"TOWN": 112, "A": 50, "B": 42, "C": 20}
    assert [point.base for point in view.trend(LOCAL, either, view.Query(indicator="awareness"))] == [112]
    assert rounds_of(either) == [(1, WaveState.SUPERSEDED, None), (2, WaveState.CLOSED, WHY)]
    assert keep.verify(LOCAL, either).ok


def test_what_was_carried_over_can_be_undone_and_the_old_version_stays_as_it_was(store: Store, tmp_path: Path) -> None:
    rounds.correct(LOCAL, store, "W1", WHY)
    assert [(row.upload, row.version, row.state) for row in undo.uploads(LOCAL, store)] == [
        (1, 1, "kept"),
        (2, 2, "kept"),
    ]
    with pytest.raises(Refused, match="wave_closed"):
        undo.undo(LOCAL, store, 1)
    undo.undo(LOCAL, store, 2)
    hand_in(store, tmp_path, "W1", (Answers("A", 55, 20, 10), Answers("B", 30, 12, 6), Answers("C", 20, 5, 5)))
    assert bases(store) == FIRST
    close.close(LOCAL, store, "W1")
    assert bases(store) == {"TOWN": 105, "A": 55, "B": 30, "C": 20}


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ((Answers("A", 41, 21, 10), *ROWS[1:]), "A awareness"),  # one more in A
        ((Answers("A", 40, 21, 10), *ROWS[1:]), "A awareness"),  # one answer mended
        ((Answers("A", 50, 25, 10), Answers("B", 27, 12, 6), ROWS[2]), "B awareness"),  # ten came, three went
        ((Answers("A", 45, 20, 10), Answers("B", 35, 12, 6), ROWS[2]), "A awareness"),  # ten in all, five in each
    ],
    ids=["one came", "one answer", "ten came and three went", "five and five"],
)
def test_a_correction_that_would_tell_of_few_people_is_refused(
    store: Store, tmp_path: Path, rows: tuple[Answers, ...], named: str
) -> None:
    rounds.correct(LOCAL, store, "W1", WHY)
    undo.undo(LOCAL, store, 2)
    hand_in(store, tmp_path, "W1", rows)
    with pytest.raises(Refused) as found:
        close.close(LOCAL, store, "W1")
    assert found.value.kind == "close_difference"
    assert named in str(found.value.blanks["cells"])
    assert bases(store) == FIRST


def test_a_correction_of_a_withdrawn_wave_is_held_against_what_was_shown_once(store: Store, tmp_path: Path) -> None:
    rounds.withdraw(LOCAL, store, "W1", WHY)
    rounds.correct(LOCAL, store, "W1", WHY)
    undo.undo(LOCAL, store, 2)
    hand_in(store, tmp_path, "W1", (Answers("A", 41, 21, 10), *ROWS[1:]))
    with pytest.raises(Refused, match="close_difference"):
        close.close(LOCAL, store, "W1")
    assert view.trend(LOCAL, store, view.Query(indicator="awareness")) == []


def test_nothing_has_changed_and_nothing_is_told(store: Store) -> None:
    before = view.levels(LOCAL, store, view.Query(wave="W1"))
    rounds.correct(LOCAL, store, "W1", WHY)
    close.close(LOCAL, store, "W1")
    assert view.levels(LOCAL, store, view.Query(wave="W1")) == before
    rounds.correct(LOCAL, store, "W1", "もう一度")
    assert rounds_of(store)[2] == (3, WaveState.OPEN, "もう一度")


def test_the_base_that_was_promised_stays(store: Store) -> None:
    rounds.correct(LOCAL, store, "W1", WHY)
    assert {row.minimum_base for row in view.waves(LOCAL, store)} == {10}
    assert {cell.status for cell in view.levels(LOCAL, store, view.Query(wave="W1", unit="A"))} == {CellStatus.SHOWN}


def test_who_may_not_and_what_cannot(store: Store) -> None:
    viewer = acting("v", Role.VIEWER)
    for act in (rounds.withdraw, rounds.correct):
        with pytest.raises(Refused, match="no_permission"):
            act(viewer, store, "W1", WHY)
        with pytest.raises(Refused, match="reason_missing"):
            act(LOCAL, store, "W1", "  ")
        with pytest.raises(Refused, match="wave_unknown"):
            act(LOCAL, store, "W9", WHY)
    rounds.correct(LOCAL, store, "W1", WHY)
    with pytest.raises(Refused, match="wave_still_open"):
        rounds.correct(LOCAL, store, "W1", WHY)


def test_an_open_wave_without_answers_takes_the_newest_questionnaire(store: Store, tmp_path: Path) -> None:
    ask(store, tmp_path, "W2", date(2025, 8, 1))
    newer = GUIDELINE.replace('key = "values"', 'key = "values"\nversion = "2"').replace(
        "行動指針を知っていますか。", "新しい問い"
    )
    organise.import_guideline(LOCAL, store, write(tmp_path, "newer.toml", newer))
    assert rounds.ask_newest(LOCAL, store, "W2") == "2"
    assert [asked(LOCAL, store, wave).guideline.version for wave in ("W1", "W2")] == ["1", "2"]
    with pytest.raises(Refused, match="wave_closed"):
        rounds.ask_newest(LOCAL, store, "W1")
    rounds.correct(LOCAL, store, "W1", WHY)
    with pytest.raises(Refused, match="wave_has_answers"):
        rounds.ask_newest(LOCAL, store, "W1")
