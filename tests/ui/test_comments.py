"""The page on which HR checks comments, and what readers see of those that were published."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from actions import comments, voices
from actions.keep import open_store
from actions.users import LOCAL, Role, acting
from tests.ui import town, wrote
from tests.ui.conftest import opened
from tests.ui.reading import bodies, words
from text.lookup import LANGUAGES, say

ALL = 12 + 4 + 11  # tests/ui/wrote.py
Own = Callable[..., str]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nobody decided about anything yet."""
    folder = tmp_path_factory.mktemp("wrote")
    wrote.found(folder)
    return folder / "wrote.sqlite3"


@pytest.fixture(scope="module")
def shown(written: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything that may be was published."""
    path = tmp_path_factory.mktemp("shown") / "wrote.sqlite3"
    shutil.copyfile(written, path)
    wrote.approve(f"sqlite:///{path}")
    return path


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Own:
    """A copy of a store, which the pages read."""

    def copied(of: Path) -> str:
        shutil.copyfile(of, tmp_path / "own.sqlite3")
        url = f"sqlite:///{tmp_path / 'own.sqlite3'}"
        monkeypatch.setenv("SHINTODO_DATABASE_URL", url)
        return url

    return copied


def progress(url: str) -> comments.Progress:
    store = open_store(url)
    found = comments.progress(LOCAL, store, wrote.WAVE)
    store.close()
    return found


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


@pytest.mark.parametrize("lang", LANGUAGES)
def test_hr_keeps_rewords_withholds_puts_off_and_takes_back(written: Path, own: Own, lang: str) -> None:
    url = own(written)
    app = opened("comments", lang=lang)
    assert say("comments.progress", lang, decided=0, all=ALL, left=ALL) in words(app)
    seen = {app.text_area[0].value}
    press(app, say("comments.way.keep", lang))
    assert say("comments.decided.keep", lang) in words(app)
    seen.add(app.text_area[0].value)
    app.text_area[0].set_value("Other words")
    press(app, say("comments.way.redact", lang))
    seen.add(app.text_area[0].value)
    press(app, say("comments.way.withhold", lang))
    assert progress(url) == comments.Progress(ALL, ALL, kept=1, redacted=1, withheld=1, published=0)
    press(app, say("comments.undo", lang))
    assert app.text_area[0].value in seen
    assert len(seen) == 3
    assert progress(url) == comments.Progress(ALL, ALL, kept=1, redacted=1, withheld=0, published=0)
    press(app, say("comments.way.later", lang))
    assert app.text_area[0].value not in seen


def test_what_was_put_off_comes_again_at_the_end(written: Path, own: Own) -> None:
    own(written)
    app = opened("comments", lang="en")
    first = app.text_area[0].value
    found = []
    for _ in range(ALL):
        press(app, say("comments.way.later", "en"))
        found.append(app.text_area[0].value)
    assert len(set(found)) == ALL
    assert found[-1] == first


def test_marks_are_seen_and_heard_and_left_out_of_the_proposal(written: Path, own: Own) -> None:
    own(written)
    app = opened("comments", lang="en")
    for _ in range(ALL):
        [body] = [body for body in bodies(app) if "sd-comment" in body]
        if "<mark>" in body:
            break
        press(app, say("comments.way.later", "en"))
    assert '<mark>佐藤課長<small lang="en">name</small></mark>' in body
    assert '<mark>内線4321<small lang="en">phone number</small></mark>' in body
    assert 'lang="ja"' in body
    assert app.text_area[0].value == "総務の〔…〕に相談しました。〔…〕です。"
    assert next(b for b in app.button if b.key == "comment-redact").proto.type == "primary"


def looks(url: str) -> list[dict[str, object]]:
    store = open_store(url)
    with store.reading() as connection:
        rows = connection.exec_driver_sql("SELECT about FROM audit_entry WHERE action = 'comments_read' ORDER BY id")
        found = [json.loads(about) for (about,) in rows]
    store.close()
    return found


def test_every_comment_that_was_sent_to_a_page_is_in_the_log(written: Path, own: Own) -> None:
    url = own(written)
    app = opened("comments", lang="en")
    assert len(looks(url)) == 1
    app.run()
    assert len(looks(url)) == 1  # the same comment to the same person
    press(app, say("comments.way.keep", "en"))
    assert len({str(look["key"]) for look in looks(url)}) == len(looks(url)) == 2


def test_the_list_of_what_was_decided_opens_one_again_and_is_a_look(written: Path, own: Own) -> None:
    url = own(written)
    app = opened("comments", lang="en")
    press(app, say("comments.way.withhold", "en"))
    before = len(looks(url))
    app.session_state["comments-list"] = True
    app.run()
    assert len(looks(url)) == before + 1
    press(app, say("comments.again", "en"))
    assert progress(url).decided == 0


def test_publishing_says_what_where_and_asks_to_be_sure(written: Path, own: Own) -> None:
    url = own(written)
    wrote.approve(url, publish=False)
    app = opened("comments", lang="en")
    said = words(app)
    assert "Publishing now shows 23 comments." in said
    assert "A further 4 wait" in said
    assert "Personnel" in said
    assert "Everything is checked." in said
    assert next(b for b in app.button if b.key == "comments-publish").disabled
    app.checkbox[0].check().run()
    press(app, "Publish 23 comments")
    assert progress(url).published == 12 + 11
    assert "cannot be published yet: 4." in words(app)


def test_a_published_comment_is_taken_out(shown: Path, own: Own) -> None:
    url = own(shown)
    app = opened("comments", lang="en")
    app.session_state["comments-list"] = True
    app.run()
    press(app, say("comments.take_out_do", "en"))
    store = open_store(url)
    sizes = sorted(len(each.texts) for each in voices.published(LOCAL, store, wrote.WAVE))
    store.close()
    assert sizes in ([11, 11], [10, 12])


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("page", "address"), [("unit", {"unit": "A1"}), ("overview", {})])
def test_readers_see_published_comments_with_the_rules(
    shown: Path, own: Own, lang: str, page: str, address: dict[str, str]
) -> None:
    own(shown)
    said = words(opened(page, lang=lang, **address))
    assert say("voices.rules", lang, least=10) in said
    assert "A1 の意見 その5" in said
    assert "佐藤" not in said
    assert "B1 の意見" not in said


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("store", "unit", "why"), [("written", "A1", "not_yet"), ("shown", "B1", "few"), ("shown", "B", "few")]
)
def test_where_there_are_none_the_page_says_why(
    own: Own, request: pytest.FixtureRequest, lang: str, store: str, unit: str, why: str
) -> None:
    own(request.getfixturevalue(store))
    said = words(opened("unit", unit=unit, lang=lang))
    assert say(f"voices.why.{why}", lang, least=10) in said
    assert "の意見 その" not in said
    if why == "few":
        assert say("voices.larger", lang, unit={"ja": "町役場", "en": "Town office"}[lang]) in said


def test_a_hidden_unit_has_its_larger_units_comments_or_the_reason(shown: Path, own: Own) -> None:
    """The secretariat is hidden; in its place stands the whole division, whose list is that of the section."""
    own(shown)
    said = words(opened("unit", unit="A3", lang="en"))
    assert "A1 の意見" in said or "not shown" in said
    assert "A3 の意見" not in said


@pytest.mark.parametrize("unit", ["A1", "TOWN"])
def test_comments_on_a_norm_stand_beside_it(shown: Path, own: Own, unit: str) -> None:
    own(shown)
    said = words(opened("norms", unit=unit, lang="en"))
    assert say("voices.by_norm", "en") in said
    assert "A1 先に聞くと早い 7" in said
    assert "の意見 その" not in said


def test_a_survey_without_words_says_nothing_of_comments(visit: Callable[..., AppTest]) -> None:
    for page in ("unit", "overview", "norms"):
        assert say("voices.title", "en") not in [line.strip() for line in words(visit(page, lang="en")).split("\n")]
    assert say("comments.empty.not_asked", "en") in words(visit("comments", lang="en"))


def test_an_open_wave_is_checked_and_published_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHINTODO_DATABASE_URL", wrote.found(tmp_path, close_it=False))
    said = words(opened("comments", lang="en"))
    assert say("comments.not_closed", "en") in said
    assert "What else?" in said


def test_no_reader_is_sent_a_raw_comment(shown: Path, own: Own, monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits, what was reworded and what a name stood in is on no page of results."""
    from actions.arrival import Arrival, Outcome

    own(shown)
    viewer = Arrival(Outcome.IN, acting("reader", Role.VIEWER))
    monkeypatch.setattr("ui.identity.here", lambda *_: viewer)
    for page in ("overview", "unit", "norms", "trend", "comments"):
        sent = " ".join(bodies(opened(page, lang="en")))
        assert not any(text in sent for text in ("佐藤", "4321", "B1 の意見"))


assert town.HEADCOUNT["A1"] >= 100  # else its name would be marked as a small unit's
