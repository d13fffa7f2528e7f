"""Free text from the file to what readers see: HR decides about each comment, every look is in the log, nothing else shows it."""

from datetime import date
from pathlib import Path

import pytest

from actions import close, comments, organise, undo, upload
from actions.comments import Decision
from actions.keep import open_store
from actions.refused import Refused
from actions.users import LOCAL, Role, acting
from db.engine import Store
from tests.actions.county import GUIDELINE, HEADINGS

VOICE = '[[item]]\nkey = "voice"\nkind = "text"\ntext = "What else?"\n'
READER = acting("reader", Role.VIEWER)
PEOPLE = {"A": 30, "B": 40}
WROTE = {"A": 12, "B": 4}  # of B too few for a list of their own, and with A's at the root too few left


@pytest.fixture
def store(tmp_path: Path) -> Store:
    found = open_store(f"sqlite:///{tmp_path / 'store.sqlite3'}")
    organise.import_guideline(
        LOCAL, found, _file(tmp_path, "code.toml", GUIDELINE.replace("[[indicator]]", VOICE + "[[indicator]]", 1))
    )
    organise.import_units(
        LOCAL,
        found,
        _file(tmp_path, "units.csv", "code,name,parent\nR,Whole,\nA,Alpha,R\nB,Beta,R\n"),
        date(2025, 4, 1),
    )
    wave = organise.NewWave(name="W1", starts_on=date(2025, 5, 7), ends_on=date(2025, 5, 7), minimum_base=10)
    organise.add_wave(LOCAL, found, wave)
    lines = [",".join(("unit", *HEADINGS, "What else?"))]
    for unit, people in PEOPLE.items():
        said = [f"{unit} {at}: ask Mr. Smith" if at < WROTE[unit] else "" for at in range(people)]
        lines += [f"{unit},{'yes' if at % 2 else 'no'},no,no,,{text}" for at, text in enumerate(said)]
    file = upload.GivenFile.at(_file(tmp_path, "W1.csv", "\n".join(lines) + "\n"))
    taken = upload.take_in(LOCAL, found, file, upload.Choice("W1"))
    assert taken.upload is not None, taken.outcome.problems
    return found


def _file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def decided(store: Store, unit: str, count: int) -> None:
    """So many of a unit's comments are shown in the proposed words."""
    for comment in [each for each in comments.queue(LOCAL, store, "W1") if each.unit == unit][:count]:
        comments.decide(LOCAL, store, ("W1", comment.key), (Decision.REDACT, None))


@pytest.mark.parametrize(("count", "expected"), [(9, []), (10, [("A", 10)]), (12, [("A", 12)])])
def test_ten_approved_comments_make_a_list(store: Store, count: int, expected: list[tuple[str, int]]) -> None:
    decided(store, "A", count)
    close.close(LOCAL, store, "W1")
    found = comments.published(READER, store, "W1")
    assert [(each.unit, len(each.texts)) for each in found] == expected
    assert all("Smith" not in text for each in found for text in each.texts)


def test_comments_of_several_units_come_together_above(store: Store) -> None:
    decided(store, "A", 7)
    decided(store, "B", 4)
    close.close(LOCAL, store, "W1")
    assert [(each.unit, len(each.texts)) for each in comments.published(READER, store, "W1")] == [("R", 7 + 4)]


def test_nothing_is_shown_before_the_wave_is_closed(store: Store) -> None:
    decided(store, "A", 12)
    with pytest.raises(Refused, match="wave_unpublished"):
        comments.published(READER, store, "W1")


def test_who_is_not_hr_sees_no_comment_as_it_was_written(store: Store) -> None:
    for role in set(Role) - {Role.HR}:
        with pytest.raises(Refused, match="no_permission"):
            comments.queue(acting("somebody", role), store, "W1")


def test_every_look_at_comments_is_noted_without_their_words(store: Store) -> None:
    comments.queue(LOCAL, store, "W1")
    comments.queue(LOCAL, store, "W1")
    with store.reading() as connection:
        rows = [str(row) for row in connection.exec_driver_sql("SELECT action, about FROM audit_entry")]
    assert sum("comments_read" in row for row in rows) == 2
    assert not any("Smith" in row for row in rows)


def test_withheld_comments_and_later_decisions(store: Store) -> None:
    decided(store, "A", 10)
    first = next(each for each in comments.queue(LOCAL, store, "W1", undecided=False) if each.decision)
    comments.decide(LOCAL, store, ("W1", first.key), (Decision.WITHHOLD, None))
    close.close(LOCAL, store, "W1")
    assert comments.published(READER, store, "W1") == []
    comments.decide(LOCAL, store, ("W1", first.key), (Decision.KEEP, None))
    [shown] = comments.published(READER, store, "W1")
    assert first.text in shown.texts


def test_removed_comments_are_gone_and_an_upload_can_be_undone_with_its_decisions(store: Store) -> None:
    decided(store, "A", 3)
    assert comments.remove(LOCAL, store, "W1") == 1
    assert comments.queue(LOCAL, store, "W1", undecided=False) == []
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM comment_decision").scalar() == 0


def test_an_undone_upload_takes_its_decisions_along(store: Store) -> None:
    decided(store, "A", 3)
    undo.undo(LOCAL, store, 1)
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM comment_decision").scalar() == 0


def test_a_comment_that_does_not_exist(store: Store) -> None:
    with pytest.raises(Refused, match="comment_unknown"):
        comments.decide(LOCAL, store, ("W1", "1-999"), (Decision.KEEP, None))
