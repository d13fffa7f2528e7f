"""Free text from the file to what readers see: HR decides about each comment, every look is in the log, nothing else shows it."""

import json
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from actions import close, comments, organise, rounds, undo, upload, voices
from actions.comments import Comment, Decision, Part, Progress, Wanted
from actions.keep import open_store
from actions.refused import Refused
from actions.users import LOCAL, Person, Role, acting
from actions.voices import Silence
from db.engine import Store
from tests.actions.county import GUIDELINE, HEADINGS

VOICE = '[[item]]\nkey = "voice"\nkind = "text"\ntext = "What else?"\n'
READER = acting("reader", Role.VIEWER)
PEOPLE = {"A": 30, "B": 40}
WROTE = {"A": 12, "B": 4}  # of B too few for a list of their own, and with A's at the root too few left


@pytest.fixture(scope="module")
def first_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wrote")
    founded(folder, WROTE, "{unit} {at}: ask Mr. Smith").close()
    return folder / "store.sqlite3"


@pytest.fixture
def store(first_store: Path, tmp_path: Path) -> Store:
    shutil.copyfile(first_store, tmp_path / "store.sqlite3")
    return open_store(f"sqlite:///{tmp_path / 'store.sqlite3'}")


def founded(folder: Path, wrote: dict[str, int], words: str, url: str = "") -> Store:
    """The county's store with one open wave; so many of a unit's people wrote something."""
    found = open_store(url or f"sqlite:///{folder / 'store.sqlite3'}")
    guideline = _file(folder, "code.toml", GUIDELINE.replace("[[indicator]]", VOICE + "[[indicator]]", 1))
    organise.import_guideline(LOCAL, found, guideline)
    units = _file(folder, "units.csv", "code,name,parent\nR,Whole,\nA,Alpha,R\nB,Beta,R\n")
    organise.import_units(LOCAL, found, units, date(2025, 4, 1))
    wave = organise.NewWave(name="W1", starts_on=date(2025, 5, 7), ends_on=date(2025, 5, 7), minimum_base=10)
    organise.add_wave(LOCAL, found, wave)
    lines = [",".join(("unit", *HEADINGS, "What else?"))]
    for unit, people in PEOPLE.items():
        said = [words.format(unit=unit, at=at) if at < wrote.get(unit, 0) else "" for at in range(people)]
        lines += [f"{unit},{'yes' if at % 2 else 'no'},no,no,,{text}" for at, text in enumerate(said)]
    file = upload.GivenFile.at(_file(folder, "W1.csv", "\n".join(lines) + "\n"))
    taken = upload.take_in(LOCAL, found, file, upload.Choice("W1"))
    assert taken.upload is not None, taken.outcome.problems
    return found


def _file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def approved(store: Store, unit: str, count: int) -> None:
    """So many more of a unit's comments are to be shown in the proposed words."""
    waiting = [each for each in comments.queue(LOCAL, store, "W1") if each.units == (unit,)]
    for comment in waiting[:count]:
        comments.decide(LOCAL, store, ("W1", comment.key), (Decision.REDACT, None))


def first(store: Store, part: Part = Part.UNDECIDED) -> Comment:
    return comments.queue(LOCAL, store, "W1", Wanted(part))[0]


def lists(store: Store, person: Person = READER) -> list[tuple[str, int]]:
    return [(each.unit, len(each.texts)) for each in voices.published(person, store, "W1")]


def published(store: Store) -> list[tuple[str, int]]:
    return [(each.unit, each.comments) for each in voices.publish(LOCAL, store, "W1").lists]


@pytest.mark.parametrize(("count", "expected"), [(10, [("A", 10)]), (12, [("A", 12)])])
def test_ten_approved_comments_make_a_list(store: Store, count: int, expected: list[tuple[str, int]]) -> None:
    approved(store, "A", count)
    close.close(LOCAL, store, "W1")
    assert lists(store) == []
    assert [(each.unit, each.comments) for each in voices.prospect(LOCAL, store, "W1").lists] == expected
    assert published(store) == lists(store) == expected
    assert all("Smith" not in text for each in voices.published(READER, store, "W1") for text in each.texts)


def test_nine_wait(store: Store) -> None:
    approved(store, "A", 9)
    close.close(LOCAL, store, "W1")
    assert voices.prospect(LOCAL, store, "W1") == voices.Batch("W1", 1, (), waiting=9)
    with pytest.raises(Refused, match="comments_few"):
        voices.publish(LOCAL, store, "W1")


def test_comments_of_several_units_come_together_above(store: Store) -> None:
    approved(store, "A", 7)
    approved(store, "B", 4)
    close.close(LOCAL, store, "W1")
    assert published(store) == lists(store) == [("R", 7 + 4)]


def test_one_comment_more_is_not_added_to_what_readers_saw(store: Store) -> None:
    """11 are published; the twelfth and the four of B wait for company that does not come."""
    approved(store, "A", 11)
    close.close(LOCAL, store, "W1")
    before = (published(store), voices.published(READER, store, "W1"))
    approved(store, "A", 1)
    approved(store, "B", 4)
    assert voices.prospect(LOCAL, store, "W1").waiting == 1 + 4
    with pytest.raises(Refused, match="comments_few"):
        voices.publish(LOCAL, store, "W1")
    assert before == ([("A", 11)], voices.published(READER, store, "W1"))


def test_nothing_is_shown_or_published_before_the_wave_is_closed(store: Store) -> None:
    approved(store, "A", 12)
    for action in (voices.published, voices.prospect, voices.publish):
        with pytest.raises(Refused, match="wave_unpublished"):
            action(LOCAL, store, "W1")


def test_who_is_not_hr_sees_no_comment_as_it_was_written(store: Store) -> None:
    for role in set(Role) - {Role.HR}:
        with pytest.raises(Refused, match="no_permission"):
            comments.queue(acting("somebody", role), store, "W1")


def entries(store: Store, action: str) -> list[str]:
    with store.reading() as connection:
        rows = connection.exec_driver_sql("SELECT action, about FROM audit_entry ORDER BY id")
        return [about for found, about in rows if found == action]


def test_every_look_at_comments_is_noted_without_their_words(store: Store) -> None:
    comments.queue(LOCAL, store, "W1")
    one = comments.queue(LOCAL, store, "W1", Wanted(most=1))[0]
    comments.queue(LOCAL, store, "W1", Wanted(Part.DECIDED))
    comments.progress(LOCAL, store, "W1")
    seen = [json.loads(about) for about in entries(store, "comments_read")]
    assert seen == [{"wave": "W1", "comments": 16}, {"wave": "W1", "comments": 1, "key": one.key}]


def test_what_is_done_with_comments_is_noted_without_their_words(store: Store) -> None:
    approved(store, "A", 12)
    comments.reconsider(LOCAL, store, ("W1", first(store, Part.DECIDED).key))
    close.close(LOCAL, store, "W1")
    voices.publish(LOCAL, store, "W1")
    voices.take_out(LOCAL, store, ("W1", first(store, Part.DECIDED).key))
    assert [len(entries(store, f"comment{name}")) for name in ("_decided", "s_published", "_taken_out")] == [13, 1, 1]
    with store.reading() as connection:
        assert not any("Smith" in str(row) for row in connection.exec_driver_sql("SELECT * FROM audit_entry"))


def test_a_decision_can_be_changed_and_taken_back_until_it_is_published(store: Store) -> None:
    comment = first(store)
    of = ("W1", comment.key)
    assert comments.decide(LOCAL, store, of, (Decision.WITHHOLD, None)).decision is Decision.WITHHOLD
    assert comments.decide(LOCAL, store, of, (Decision.REDACT, " Ask them ")).words == "Ask them"
    comments.reconsider(LOCAL, store, of)
    assert comments.progress(LOCAL, store, "W1") == Progress(12 + 4, 12 + 4, 0, 0, 0, 0)
    approved(store, "A", 12)
    close.close(LOCAL, store, "W1")
    voices.publish(LOCAL, store, "W1")
    shown = next(each for each in comments.queue(LOCAL, store, "W1", Wanted(Part.DECIDED)) if each.published)
    for change in (
        lambda: comments.decide(LOCAL, store, ("W1", shown.key), (Decision.WITHHOLD, None)),
        lambda: comments.reconsider(LOCAL, store, ("W1", shown.key)),
    ):
        with pytest.raises(Refused, match="comment_published"):
            change()


@pytest.mark.parametrize("words", ["", "  ", "x" * 4001])
def test_other_words_have_to_be_words(store: Store, words: str) -> None:
    with pytest.raises(Refused, match="comment_words"):
        comments.decide(LOCAL, store, ("W1", first(store).key), (Decision.REDACT, words))


def test_a_comment_is_taken_out_at_its_writers_wish_and_too_short_a_list_with_it(store: Store) -> None:
    """Of 11 ten are left and stay; of ten nine are left, and none is shown."""
    approved(store, "A", 11)
    close.close(LOCAL, store, "W1")
    voices.publish(LOCAL, store, "W1")
    keys = [each.key for each in comments.queue(LOCAL, store, "W1", Wanted(Part.DECIDED)) if each.published]
    assert voices.take_out(LOCAL, store, ("W1", keys[0])) == 1
    assert lists(store) == [("A", 10)]
    voices.take_out(LOCAL, store, ("W1", keys[1]))
    assert lists(store) == []
    with pytest.raises(Refused, match="comment_not_shown"):
        voices.take_out(LOCAL, store, ("W1", keys[1]))
    assert voices.prospect(LOCAL, store, "W1").waiting == 0
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM shown_comment WHERE words IS NULL").scalar() == 2


@pytest.mark.parametrize(
    ("unit", "written", "silence", "larger"),
    [
        ("A", {"A": 12}, None, None),
        ("R", {"A": 12}, None, None),
        ("B", {"A": 12}, Silence.FEW, "R"),
        ("B", {"A": 7, "B": 4}, Silence.FEW, "R"),
        ("B", {}, Silence.NOT_YET, None),
    ],
)
def test_what_a_unit_shows_or_why_not(
    store: Store, unit: str, written: dict[str, int], silence: Silence | None, larger: str | None
) -> None:
    for code, count in written.items():
        approved(store, code, count)
    close.close(LOCAL, store, "W1")
    if written:
        voices.publish(LOCAL, store, "W1")
    found = voices.voices(READER, store, "W1", unit)
    assert (found.silence, found.larger, found.least) == (silence, larger, 10)
    assert sum(each.comments for each in found.heard) == (0 if silence else sum(written.values()))


def test_a_head_sees_the_own_list_and_the_whole_and_no_other(store: Store) -> None:
    approved(store, "A", 12)
    close.close(LOCAL, store, "W1")
    voices.publish(LOCAL, store, "W1")
    head = acting("head", Role.DEPARTMENT, "B")
    assert lists(store, head) == []
    assert [each.comments for each in voices.voices(head, store, "W1", "R").heard] == [12]
    with pytest.raises(Refused, match="unit_not_yours"):
        voices.voices(head, store, "W1", "A")


def test_removed_comments_are_gone_with_decisions_and_what_was_published(store: Store) -> None:
    approved(store, "A", 12)
    close.close(LOCAL, store, "W1")
    voices.publish(LOCAL, store, "W1")
    assert comments.remove(LOCAL, store, "W1") == 1
    assert comments.queue(LOCAL, store, "W1", Wanted(Part.ALL)) == lists(store) == []
    with store.reading() as connection:
        for table in ("comment_decision", "shown_comment"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0


def test_an_undone_upload_takes_its_decisions_along(store: Store) -> None:
    approved(store, "A", 3)
    undo.undo(LOCAL, store, 1)
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM comment_decision").scalar() == 0


def test_a_corrected_wave_keeps_decisions_and_what_was_published(store: Store) -> None:
    """The correction holds the same comments: nothing is asked again, nothing is shown twice, nothing vanishes."""
    approved(store, "A", 12)
    close.close(LOCAL, store, "W1")
    voices.publish(LOCAL, store, "W1")
    approved(store, "B", 1)
    before = comments.progress(LOCAL, store, "W1"), voices.published(READER, store, "W1")
    rounds.correct(LOCAL, store, "W1", "a unit was missing")
    assert (comments.progress(LOCAL, store, "W1"), voices.published(READER, store, "W1")) == before
    close.close(LOCAL, store, "W1")
    assert (comments.progress(LOCAL, store, "W1"), voices.published(READER, store, "W1")) == before
    assert voices.prospect(LOCAL, store, "W1").waiting == 1


def test_comments_from_the_file_to_the_list_in_either_database(store_url: str, tmp_path: Path) -> None:
    """Read, looked through, decided, published, taken out and removed."""
    store = founded(tmp_path, WROTE, "{unit} {at}: ask Mr. Smith", store_url)
    approved(store, "A", 12)
    [withheld] = [each for each in comments.queue(LOCAL, store, "W1") if "B 3" in each.text]
    comments.decide(LOCAL, store, ("W1", withheld.key), (Decision.WITHHOLD, None))
    assert comments.progress(LOCAL, store, "W1") == Progress(16, 16, 0, 12, 1, 0)
    close.close(LOCAL, store, "W1")
    assert voices.publish(LOCAL, store, "W1").comments == 12
    assert lists(store) == [("A", 12)]
    [taken] = [each for each in comments.queue(LOCAL, store, "W1", Wanted(Part.DECIDED)) if "A 7:" in each.text]
    assert voices.take_out(LOCAL, store, ("W1", taken.key)) == 1
    assert lists(store) == [("A", 11)]
    assert comments.remove(LOCAL, store, "W1") == 1
    assert comments.progress(LOCAL, store, "W1").written == 0
    store.close()


def test_same_words_are_decided_once(tmp_path: Path) -> None:
    store = founded(tmp_path, {"A": 12, "B": 4}, "Nothing to add.")
    [comment] = comments.queue(LOCAL, store, "W1")
    assert Counter(comment.units) == {"A": 12, "B": 4}
    comments.decide(LOCAL, store, ("W1", comment.key), (Decision.KEEP, None))
    assert comments.progress(LOCAL, store, "W1") == Progress(16, 1, 1, 0, 0, 0)
    close.close(LOCAL, store, "W1")
    assert voices.prospect(LOCAL, store, "W1") == voices.Batch("W1", 1, (), waiting=16)


def test_names_of_small_units_are_marked(tmp_path: Path) -> None:
    store = founded(tmp_path, {"A": 1}, "only Alpha does it")
    [comment] = comments.queue(LOCAL, store, "W1")
    assert [comment.text[mark.start : mark.end] for mark in comment.marks] == ["Alpha"]


def test_a_comment_that_does_not_exist(store: Store) -> None:
    with pytest.raises(Refused, match="comment_unknown"):
        comments.decide(LOCAL, store, ("W1", "1-999"), (Decision.KEEP, None))
