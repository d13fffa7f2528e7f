"""The overview drawn ahead: what its reader asks is answered already, for that role alone, and no later than the data."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from actions import close, rounds, undo, upload, view
from actions.arrival import Arrival, Outcome
from actions.keep import open_store
from actions.users import LOCAL, Role, acting
from settings import Settings
from settings.chosen import SignIn
from tests.ui import town
from tests.ui.conftest import Open, opened
from tests.ui.reading import lines, words
from ui import ahead, arrive, ask, parts, plots
from ui.kept import Kept

WAVE, _ = town.OPEN_WAVE
HEAD = ("部署コード", "行動指針を知っていますか。", "行動指針を読みましたか。")


class Counted(Kept):
    """Keeps as before, and counts how often each question had to be answered."""

    made: Counter[Any]

    def __init__(self) -> None:
        super().__init__(1000)
        self.made = Counter()

    def get(self, question: Hashable, answer: Callable[[], Any]) -> Any:
        def counted() -> Any:
            self.made[question] += 1
            return answer()

        return super().get(question, counted)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> dict[str, Counted]:
    kept = defaultdict[str, Counted](Counted)
    monkeypatch.setattr(ask, "_ANSWERS", kept["answers"])
    monkeypatch.setattr(parts, "_PARTS", kept)
    for name in ("_FIGURES", "_ROWS", "_BELOW"):
        monkeypatch.setattr(plots, name, kept[name])
    return kept


def made(counted: dict[str, Counted]) -> Counter[Any]:
    return Counter({(kind, asked): times for kind, kept in counted.items() for asked, times in kept.made.items()})


def drawn() -> None:
    """Draw for everybody in a thread of its own, as the server does."""
    settings = arrive.current_settings()

    def work() -> None:
        for visit in ahead.visits(settings, view.version(arrive.store_of(settings))):
            ahead.draw(visit)
        done.set()

    done, thread = Event(), Thread(target=work)
    thread.start()
    thread.join()
    assert done.is_set()


@pytest.mark.usefixtures("visit")
def test_the_reader_finds_everything_answered(counted: dict[str, Counted]) -> None:
    drawn()
    before = made(counted)
    assert set(before.values()) == {1}
    assert {"answers", "_FIGURES", "lines", "cards", "standings"} <= {
        kind for kind, kept in counted.items() if kept.made
    }
    assert "認知" in words(opened())
    assert made(counted) == before


def test_what_was_drawn_for_one_role_answers_no_other(
    visit: Open, counted: dict[str, Counted], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn()
    before = counted["answers"].made.copy()
    arrived = Arrival(Outcome.IN, acting("one", Role.DEPARTMENT, "A1"), "")
    monkeypatch.setattr("ui.identity.here", lambda *_: arrived)
    visit()
    after = [asked for asked in counted["answers"].made if asked not in before]
    assert {asked[0][2:] for asked in after} == {(frozenset({Role.DEPARTMENT}), frozenset({"A1"}))}
    assert counted["answers"].made - Counter(after) == before


@pytest.mark.usefixtures("visit")
@pytest.mark.parametrize("name", ahead.FURTHER)
def test_a_further_page_is_found_answered_too(counted: dict[str, Counted], name: str) -> None:
    settings = arrive.current_settings()

    def work() -> None:
        visit = next(ahead.visits(settings, view.version(arrive.store_of(settings))))
        for each in ("", name):  # the test's own reader comes by the overview
            ahead.draw(visit, each)

    thread = Thread(target=work)
    thread.start()
    thread.join()
    before = made(counted)
    assert counted["_FIGURES"].made
    assert opened(name).get("html")
    assert made(counted) == before


@pytest.mark.usefixtures("visit")
def test_whom_it_is_drawn_for() -> None:
    """Nobody in particular without a sign-in; with one, each role that reads everything, alone and without units."""
    settings = arrive.current_settings()
    signed = settings.model_copy(update={"sign_in": SignIn.model_construct(way="proxy")})

    def people(of: Settings) -> set[tuple[frozenset[Role], frozenset[str]]]:
        return {(visit.site.person.roles, visit.site.person.units) for visit in ahead.visits(of, 1)}

    assert people(settings) == {(LOCAL.roles, frozenset())}
    assert people(signed) == {(frozenset({role}), frozenset()) for role in (Role.HR, Role.EXECUTIVE, Role.VIEWER)}


def test_a_close_a_correction_and_an_undo_are_seen_at_once(
    own_store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every section answers alike, so that the whole's share is theirs whatever they weigh: 60 %,
    and 65 % once a correction adds as many at 70 %; what was taken in first, and undone, is seen at no time.
    """
    monkeypatch.setenv("SHINTODO_DATABASE_URL", own_store)
    store = open_store(own_store)

    def taken(share: float) -> int:
        counts = {unit: count for unit, count in town.ANSWERS.items() if count >= 100}
        said = [(unit, *["はい" if at < share * n else "いいえ"] * 2) for unit, n in counts.items() for at in range(n)]
        path = town.write_csv(tmp_path / f"{share}.csv", [HEAD, *said])
        receipt = upload.take_in(LOCAL, store, upload.GivenFile.at(path), upload.Choice(wave=WAVE))
        assert receipt.upload is not None
        return int(receipt.upload)

    def shown() -> list[float | None]:
        drawn()
        return [None if at is None else round(at, 6) for at in lines(opened())["認知"]]

    for wrong, right, whole in ((0.5, 0.6, 60.0), (0.8, 0.7, 65.0)):
        before = shown()
        undone = taken(wrong)
        assert shown() == before
        undo.undo(LOCAL, store, undone)
        taken(right)
        close.close(LOCAL, store, WAVE)
        assert shown()[3:] == [whole]
        rounds.correct(LOCAL, store, WAVE, "another file")


@pytest.mark.usefixtures("visit")
def test_a_server_that_cannot_draw_ahead_starts_cold(
    counted: dict[str, Counted], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """As after a change of Streamlit that took away what a session of nobody is made of: told in the log, once."""
    monkeypatch.setattr(ahead, "UNATTENDED", "ui.gone")
    monkeypatch.setattr(ahead, "PATIENCE", 60)
    monkeypatch.setattr(ahead, "PAUSE", 0)
    with ahead.drawn_ahead():
        told = [record.getMessage() for record in caplog.records if record.name == ahead.LOG.name]
        assert len(told) == 1
        assert "ahead" in told[0]
    assert not counted["_FIGURES"].made
    assert "認知" in words(opened())


def test_the_door_opens_though_the_first_overview_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn, closed = Event(), Event()

    def slow(ready: Event, closing: Event) -> None:
        drawn.wait(60)
        ready.set()
        closing.wait(60)
        closed.set()

    monkeypatch.setattr(ahead, "keep_drawn", slow)
    monkeypatch.setattr(ahead, "PATIENCE", 0)
    with ahead.drawn_ahead():
        assert not drawn.is_set()
        drawn.set()
        assert not closed.is_set()
    assert closed.wait(60)


def test_it_is_drawn_again_once_a_change_has_stood_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Versions as the store tells them one look after the other: 1 at once, 2 and 3 on the way, 4 when it stays."""
    told, at, ready, closing = iter([1, 1, 2, 3, 4, 4, 4]), [], Event(), Event()

    def version(_: object) -> int:
        found = next(told, None)
        if found is None:
            closing.set()
            raise OSError("the store is gone")
        return found

    def visits(_: object, seen: int) -> list[Any]:
        at.append(seen)
        return []

    monkeypatch.setattr(view, "version", version)
    monkeypatch.setattr(ahead, "visits", visits)
    monkeypatch.setattr(ahead, "PAUSE", 0)
    ahead.keep_drawn(ready, closing)
    assert (at, ready.is_set()) == ([1, 4], True)
