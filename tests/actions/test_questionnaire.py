"""A questionnaire edited, kept with a reason, given to open waves and taken back: nothing that is shown or kept changes."""

import shutil
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from actions import close as closing
from actions import organise, questionnaire, rounds, undo, upload, view
from actions.log import log
from actions.questionnaire import Wanted
from actions.refused import Refused
from actions.users import LOCAL, Role, acting
from actions.view import Query
from db.engine import Store
from measure.document import from_document
from measure.questionnaire import Guideline
from measure.wave import Break
from tests.actions.town import GUIDELINE, Answers, ask, hand_in, sheet, town, write
from tests.measure.questionnaires import guidelines as drawn
from text.lookup import LANGUAGES, section

FIRST, SECOND = date(2025, 5, 1), date(2025, 8, 1)
MANY = [Answers("A", 40, 20, 10), Answers("B", 30, 15, 6)]
Edit = Callable[[dict[str, Any]], Any]


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """W1 is closed, W2 is open without answers."""
    folder = tmp_path_factory.mktemp("questionnaire")
    opened = town(f"sqlite:///{folder / 'store.sqlite3'}", folder)
    ask(opened, folder, "W1", FIRST)
    hand_in(opened, folder, "W1", MANY)
    closing.close(LOCAL, opened, "W1")
    ask(opened, folder, "W2", SECOND)
    opened.close()
    return folder / "store.sqlite3"


@pytest.fixture
def store(founded: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copyfile(founded, tmp_path / "own.sqlite3")
    opened = Store(f"sqlite:///{tmp_path / 'own.sqlite3'}")
    yield opened
    opened.close()


def edited(edit: Edit) -> Guideline:
    raw = tomllib.loads(GUIDELINE)
    for item in raw["item"]:
        item["option"] = [dict(option) for option in raw["scale"][0]["option"]]
        del item["scale"]
    edit(raw)
    return from_document(raw)


def word(raw: dict[str, Any]) -> None:
    raw["item"][0]["text"] = {"ja": "行動指針をご存じですか。", "en": "Do you know of the values?"}


def count(raw: dict[str, Any]) -> None:
    raw["item"][0]["option"][1]["direction"] = "favourable"


def drop_answer(raw: dict[str, Any]) -> None:
    raw["item"][0]["option"].pop()


def drop_item(raw: dict[str, Any]) -> None:
    raw["item"].pop()
    raw["indicator"].pop()


def add_answer(raw: dict[str, Any]) -> None:
    raw["item"][0]["option"].append({"code": 3, "label": "どちらでもない", "direction": "neutral"})


def rename(raw: dict[str, Any]) -> None:
    raw["item"][0].update(asked_as=["知名度"])
    raw["indicator"][0].update(name="知っている人")


def kept(store: Store) -> str:
    """Everything in the store but the log and the memory of changes, as text."""
    with store.reading() as connection:
        names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")).scalars()
        tables = [name for name in names if name not in ("audit_entry", "step", "alembic_version", "sqlite_sequence")]
        rows = {
            name: [tuple(r) for r in connection.execute(text(f'SELECT * FROM "{name}" ORDER BY id'))] for name in tables
        }
    return repr(rows)


def shown(store: Store) -> str:
    return repr([view.trend(LOCAL, store, Query(indicator=key)) for key in ("awareness", "readership")])


def test_a_version_is_kept_with_its_reason_and_asked_by_the_waves_that_are_named(store: Store) -> None:
    before = shown(store)
    saved = questionnaire.save(LOCAL, store, Wanted(edited(word)), ("言い回しを改める", ("W2",)))
    assert (saved.number, saved.changes, saved.cut, saved.waves) == (2, 1, ("awareness",), ("W2",))
    assert questionnaire.newest(LOCAL, store, "values")[0].item("q1").version == 2
    assert questionnaire.version(LOCAL, store, "values", 1).item("q1").version == 1
    assert shown(store) == before
    newest, first = questionnaire.history(LOCAL, store, "values")
    assert (newest.number, newest.who, newest.reason, newest.changes) == (
        2,
        "local",
        "言い回しを改める",
        {"item_text": 1},
    )
    assert (first.number, first.when, first.changes) == (1, None, {})
    assert log(LOCAL, store)[0].action == "questionnaire"


def test_another_wording_cuts_the_line_of_the_wave_that_asks_it(store: Store, tmp_path: Path) -> None:
    """The answers of W2 are to another question: no change is told, and the other indicator's is."""
    questionnaire.save(LOCAL, store, Wanted(edited(word)), ("x", ("W2",)))
    text = sheet(MANY).replace("行動指針を知っていますか。", "行動指針をご存じですか。")
    upload.take_in(LOCAL, store, upload.GivenFile.at(write(tmp_path, "w2.csv", text)), upload.Choice("W2"))
    closing.close(LOCAL, store, "W2", closing.ALL)
    ends = {key: view.trend(LOCAL, store, Query(indicator=key))[-1] for key in ("awareness", "readership")}
    assert (ends["awareness"].change, ends["awareness"].broken) == (None, Break.WORDING)
    assert ends["readership"].broken is None


@pytest.mark.parametrize(
    ("edit", "same", "kind"),
    [
        (word, (), "questionnaire_wording_used"),
        (word, ("q1",), None),
        (drop_answer, (), "questionnaire_code_used"),
        (drop_item, (), "questionnaire_item_used"),
        (lambda raw: raw["item"][0].update(kind="multiple"), (), "questionnaire_item_used"),
        (lambda raw: raw["item"][0]["option"][0].update(label="ええ"), (), "questionnaire_wording_used"),
        (count, (), None),
        (add_answer, (), None),
        (rename, (), None),
        (lambda raw: raw["item"].reverse(), (), None),
    ],
)
def test_answers_that_are_kept_must_go_on_meaning_what_they_say(
    store: Store, tmp_path: Path, edit: Edit, same: tuple[str, ...], kind: str | None
) -> None:
    """W2 has answers of both codes to both questions; what would spoil them may be kept, but not for W2."""
    hand_in(store, tmp_path, "W2", MANY)
    wanted = Wanted(edited(edit), frozenset(same))
    [wave] = questionnaire.plan(LOCAL, store, wanted).waves
    assert (wave.wave, wave.answered, wave.refused and wave.refused.kind) == ("W2", True, kind)
    before = kept(store)
    if kind is None:
        questionnaire.save(LOCAL, store, wanted, ("x", ("W2",)))
        assert closing.preview(LOCAL, store, "W2").report.cells > 0
    else:
        with pytest.raises(Refused, match=kind):
            questionnaire.save(LOCAL, store, wanted, ("x", ("W2",)))
        assert kept(store) == before
        assert all(kind in section("refused", lang) for lang in LANGUAGES)
        questionnaire.save(LOCAL, store, wanted, ("x", ()))
    questionnaire.take_back(LOCAL, store, "values")
    assert kept(store) == before


def test_an_answer_nobody_chose_may_go(store: Store, tmp_path: Path) -> None:
    """Nobody said no to the first question."""
    hand_in(store, tmp_path, "W2", [Answers("A", 40, 40, 10)])
    assert questionnaire.save(LOCAL, store, Wanted(edited(drop_answer)), ("x", ("W2",))).waves == ("W2",)


@pytest.mark.parametrize(
    ("wanted", "why", "kind"),
    [
        (Wanted(edited(word)), ("  ", ()), "reason_missing"),
        (Wanted(edited(word)), ("x" * 501, ()), "reason_missing"),
        (Wanted(edited(lambda raw: None)), ("x", ()), "questionnaire_same"),
        (Wanted(edited(word)), ("x", ("W1",)), "questionnaire_wave"),
        (Wanted(edited(word)), ("x", ("W9",)), "questionnaire_wave"),
        (Wanted(edited(word), base=7), ("x", ()), "questionnaire_moved"),
        (Wanted(edited(lambda raw: raw.update(key="other"))), ("x", ()), "guideline_unknown"),
        (
            Wanted(edited(lambda raw: raw.update(panel={"key": "p", "name": "p", "of": "z"}))),
            ("x", ()),
            "guideline_panel_of",
        ),
    ],
)
def test_what_is_amiss_is_refused_and_nothing_is_kept(
    store: Store, wanted: Wanted, why: tuple[str, tuple[str, ...]], kind: str
) -> None:
    before = kept(store)
    with pytest.raises(Refused, match=kind):
        questionnaire.save(LOCAL, store, wanted, why)
    assert kept(store) == before
    assert all(kind in section("refused", lang) for lang in LANGUAGES)


def test_what_was_published_is_not_taken_back(store: Store, tmp_path: Path) -> None:
    questionnaire.save(LOCAL, store, Wanted(edited(rename)), ("x", ("W2",)))
    hand_in(store, tmp_path, "W2", MANY)
    closing.close(LOCAL, store, "W2")
    with pytest.raises(Refused, match="questionnaire_asked"):
        questionnaire.take_back(LOCAL, store, "values")


def test_answers_to_the_new_question_keep_it_from_being_taken_back(store: Store, tmp_path: Path) -> None:
    """Once they are undone, the wave asks again what it asked before."""
    questionnaire.save(LOCAL, store, Wanted(edited(word)), ("x", ("W2",)))
    text = sheet(MANY).replace("行動指針を知っていますか。", "行動指針をご存じですか。")
    got = upload.take_in(LOCAL, store, upload.GivenFile.at(write(tmp_path, "f.csv", text)), upload.Choice("W2"))
    with pytest.raises(Refused, match="questionnaire_answered"):
        questionnaire.take_back(LOCAL, store, "values")
    undo.undo(LOCAL, store, got.upload or 0)
    assert questionnaire.take_back(LOCAL, store, "values") == 2
    with pytest.raises(Refused, match="nothing_to_take_back"):
        questionnaire.take_back(LOCAL, store, "values")
    back, first = questionnaire.history(LOCAL, store, "values")
    assert (back.number, back.taken_back, first.number) == (None, True, 1)


def test_a_wave_added_since_goes_back_with_it(store: Store, tmp_path: Path) -> None:
    questionnaire.save(LOCAL, store, Wanted(edited(word)), ("x", ()))
    ask(store, tmp_path, "W3", date(2025, 11, 1))
    questionnaire.take_back(LOCAL, store, "values")
    assert hand_in(store, tmp_path, "W3", MANY).rows_stored == 70


def test_an_imported_file_is_a_version_that_can_be_taken_back_too(store: Store, tmp_path: Path) -> None:
    before = kept(store)
    path = write(tmp_path, "g.toml", GUIDELINE.replace('name = { ja = "認知"', 'name = { ja = "知っている人"'))
    organise.import_guideline(LOCAL, store, path)
    assert questionnaire.history(LOCAL, store, "values")[0].changes == {"indicator_name": 1}
    questionnaire.take_back(LOCAL, store, "values")
    assert kept(store) == before


def test_a_correction_asks_what_was_asked_when_it_was_published(store: Store) -> None:
    """A favourable set that is changed publishes no closed wave anew, not even where the wave is being corrected."""
    rounds.correct(LOCAL, store, "W1", "x")
    assert [wave.wave for wave in questionnaire.plan(LOCAL, store, Wanted(edited(count))).waves] == ["W2"]
    questionnaire.save(LOCAL, store, Wanted(edited(count)), ("x", ("W2",)))
    assert closing.close(LOCAL, store, "W1").audit.groups == 0
    [cell] = [c for c in view.trend(LOCAL, store, Query(indicator="awareness")) if c.wave == "W1"]
    assert cell.favourable == 35
    rounds.correct(LOCAL, store, "W1", "x")
    for row in undo.uploads(LOCAL, store, "W1"):
        if row.state == "kept" and row.version == 3:
            undo.undo(LOCAL, store, row.upload)
    with pytest.raises(Refused, match="wave_corrects"):
        rounds.ask_newest(LOCAL, store, "W1")


def test_another_way_of_counting_does_not_hide_that_the_same_people_answered(store: Store, tmp_path: Path) -> None:
    """Sixty who all answered differently, and one more: the difference is one person's answer, however it counts."""

    def sixty(points: str) -> Guideline:
        rows = [{"code": code, "label": f"答え{code}", "direction": points} for code in range(1, 62)]
        return edited(lambda raw: raw["item"][0].update(option=rows))

    def file(wave: str, people: int) -> None:
        rows = [f"A,答え{code},はい" for code in range(1, people + 1)]
        head = "部署コード,行動指針を知っていますか。,行動指針を読んだことがありますか。"
        path = write(tmp_path, f"{wave}.csv", "\n".join([head, *rows]))
        assert upload.take_in(LOCAL, store, upload.GivenFile.at(path), upload.Choice(wave)).rows_stored == people

    questionnaire.save(LOCAL, store, Wanted(sixty("neutral")), ("x", ("W2",)))
    file("W2", 60)
    closing.close(LOCAL, store, "W2")
    ask(store, tmp_path, "W3", date(2025, 11, 1))
    questionnaire.save(LOCAL, store, Wanted(sixty("favourable")), ("x", ("W3",)))
    file("W3", 61)
    with pytest.raises(Refused, match="close_again"):
        closing.close(LOCAL, store, "W3")


def test_a_file_read_before_the_questionnaire_changed_is_read_again(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path, "f.csv", sheet(MANY))
    found = upload.read_in(LOCAL, store, (upload.GivenFile.at(path), upload.Choice("W2")))
    questionnaire.save(LOCAL, store, Wanted(edited(add_answer)), ("x", ("W2",)))
    with pytest.raises(Refused, match="questionnaire_since"):
        upload.settle(LOCAL, store, found)


def test_only_hr_keeps_a_questionnaire(store: Store) -> None:
    for role in (Role.VIEWER, Role.EXECUTIVE, Role.DEPARTMENT, Role.ADMINISTRATOR):
        with pytest.raises(Refused, match="no_permission"):
            questionnaire.save(acting("v", role), store, Wanted(edited(word)), ("x", ()))


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(drawn(), min_size=1, max_size=3))
def test_whatever_was_edited_taking_it_back_restores_everything(store: Store, edits: list[Guideline]) -> None:
    """Questionnaires at random after another, given to the open wave; the store and what is shown are as before."""
    states = [(kept(store), shown(store))]
    for guideline in edits:
        wanted = Wanted(guideline.model_copy(update={"key": "values"}))
        if questionnaire.plan(LOCAL, store, wanted).changes:
            questionnaire.save(LOCAL, store, wanted, ("x", ("W2",)))
            states.append((kept(store), shown(store)))
    for before in reversed(states[:-1]):
        questionnaire.take_back(LOCAL, store, "values")
        assert (kept(store), shown(store)) == before
