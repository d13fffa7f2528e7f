"""The questionnaire's page: read, edited into a draft, told in words, saved with a reason, taken back, by file too."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from actions import guidelines, questionnaire, questionnaire_draft, view
from actions.guideline_toml import Remarks, written
from actions.refused import Refused
from actions.users import LOCAL
from db.engine import Store
from tests.ui.conftest import opened
from tests.ui.reading import words

KEY = "town-code"


@pytest.fixture
def store(written: Store) -> Store:
    return written


def press(app: AppTest, label: str) -> AppTest:
    [button] = [each for each in app.button if each.label == label]
    found = button.click().run()
    assert not found.exception
    return found


def fill(app: AppTest, label: str, value: str) -> None:
    boxes = [*app.text_input, *app.text_area]
    [box] = [each for each in boxes if each.label == label]
    box.set_value(value)


def test_the_questionnaire_is_read_with_what_counts(store: Store) -> None:
    said = words(opened("questionnaire"))
    for piece in ("行動指針を知っていますか。", "肯定", "否定", "読み取る指標：認知", "1 番目の版"):
        assert piece in said
    assert "Do you know the code?" in words(opened("questionnaire", lang="en"))


def test_a_question_is_reworded_saved_and_taken_back(store: Store) -> None:
    app = opened("questionnaire", part="edit")
    assert "まだ何も直していません。" in words(app)
    fill(app, "文面", "行動指針をご存じですか。")
    press(app, "下書きに入れる")
    assert "認知は、この版から前の調査回と比べられなくなります。" in words(app)
    assert "「行動指針を知っていますか。」から「行動指針をご存じですか。」に変えます。" in words(app)
    assert questionnaire.newest(LOCAL, store, KEY)[1] == 1
    assert "下書きがあります" in words(opened("questionnaire"))
    press(app, "新しい版として保存する")
    assert "理由を 500 文字以内で書いてください。" in words(app)
    fill(app, "理由（記録に残り、これまでの版に出ます）", "敬語にする")
    press(app, "新しい版として保存する")
    assert "2 番目の版として保存しました（変更 1 件）。" in words(app)
    assert questionnaire.newest(LOCAL, store, KEY)[0].item("q1").version == 2
    past = opened("questionnaire", part="past")
    assert "敬語にする" in words(past)
    press(past, "2 番目の版を取り消す")
    assert questionnaire.newest(LOCAL, store, KEY)[1] == 1


def test_a_misprint_that_is_mended_cuts_nothing(store: Store) -> None:
    app = opened("questionnaire", part="edit")
    fill(app, "英語の文面（空なら日本語と同じ）", "Do you know the Code?")
    press(app, "下書きに入れる")
    [same] = [each for each in app.checkbox if "同じ質問とみなす" in each.label]
    same.check().run()
    assert "比べられなくなる指標はありません。" in words(app)
    press(app, "下書きを捨てる")
    assert questionnaire_draft.draft(LOCAL, store, KEY) is None


@pytest.mark.parametrize(
    ("label", "value", "told"),
    [
        ("文面", "  ", "文面か文言が空いているか"),
        ("選択肢 2 の文言", "はい", "同じ文言の選択肢「はい」"),
        ("選択肢 2 の文言", "", "選択肢が二つありません"),
    ],
)
def test_what_is_amiss_is_told_and_nothing_typed_is_lost(store: Store, label: str, value: str, told: str) -> None:
    app = opened("questionnaire", part="edit")
    fill(app, "ファイルでこの設問の列を見分ける見出し（一行に一つ）", "知名度")
    fill(app, "選択肢 2 の英語", "")
    fill(app, label, value)
    press(app, "下書きに入れる")
    assert told in words(app)
    assert "知名度" in [box.value for box in app.text_area]
    assert questionnaire_draft.draft(LOCAL, store, KEY) is None


def test_no_answer_that_counts_is_told(store: Store) -> None:
    app = opened("questionnaire", part="edit")
    [counts] = [box for box in app.selectbox if box.label == "選択肢 1 の数え方"]
    counts.set_value("neutral")
    press(app, "下書きに入れる")
    assert "肯定と数える選択肢がありません" in words(app)


def test_a_question_with_its_indicator_is_added_and_every_page_still_opens(store: Store) -> None:
    """The new indicator opens the overview; closed waves have no figure for it, and nothing of theirs changes."""
    before = view.waves(LOCAL, store, KEY)
    app = opened("questionnaire", part="edit", question="new", copy="q1")
    fill(app, "文面", "仕事の進め方が変わりましたか。")
    fill(app, "英語の文面（空なら日本語と同じ）", "Do you work in another way?")
    press(app, "下書きに入れる")
    app = opened("questionnaire", part="edit", edited="indicators", figure="new")
    fill(app, "名前", "行動変容")
    fill(app, "英語の名前（空なら日本語と同じ）", "Behaviour change")
    for label, value in (("もとになる設問", "q3"), ("示すもの", "behaviour_change")):
        [box] = [each for each in app.selectbox if each.label == label]
        box.set_value(value)
    press(app, "下書きに入れる")
    assert "指標「行動変容」を加えます。" in words(app)
    fill(app, "理由（記録に残り、これまでの版に出ます）", "段階を加える")
    press(app, "新しい版として保存する")
    kept, number = questionnaire.newest(LOCAL, store, KEY)
    assert (number, kept.items[-1].key, kept.indicators[-1].stage) == (2, "q3", "behaviour_change")
    assert [o.label.ja for o in kept.items[-1].options] == ["はい", "いいえ"]
    for page in ("overview", "unit", "trend", "compare", "speed", "norms", "method", "targets", "upload", "close"):
        assert not opened(page).exception
    assert [wave.responses for wave in view.waves(LOCAL, store, KEY)] == [wave.responses for wave in before]


def test_a_question_is_dropped_with_its_indicator_and_pages_open(store: Store) -> None:
    app = opened("questionnaire", part="edit", question="q2")
    press(app, "この設問をやめる")
    assert "指標「閲読」をやめます。" in words(app)
    fill(app, "理由（記録に残り、これまでの版に出ます）", "短くする")
    press(app, "新しい版として保存する")
    for page in ("overview", "unit", "trend", "compare", "speed", "method", "upload"):
        assert not opened(page).exception


def test_norms_and_head_are_edited(store: Store) -> None:
    app = opened("questionnaire", part="edit", edited="norms")
    fill(app, "行動規範 1", "利用する人の立場で考える")
    press(app, "下書きに入れる")
    assert "行動規範 1「利用する人の立場で考える」を加えます。" in words(app)
    app = opened("questionnaire", part="edit", edited="head")
    fill(app, "行動指針の版", "2")
    press(app, "下書きに入れる")
    assert "閲読は、行動指針の改定なので" in words(app)
    fill(app, "行動指針の版", " ")
    press(app, "下書きに入れる")
    assert "2026 のように書いてください。" in words(app)


def test_a_file_becomes_the_draft_and_one_of_another_guideline_does_not(store: Store) -> None:
    kept, _ = questionnaire.newest(LOCAL, store, KEY)
    text = written(kept, Remarks("ja", draft=False))
    for found, told in (
        (text.replace("行動指針を読みましたか。", "行動指針を全部読みましたか。"), "下書きに入れました。"),
        (text.replace('key = "town-code"', 'key = "other"'), "別の行動指針（other）"),
        ("a = [", "TOML として読めません"),
    ):
        app = opened("questionnaire", part="past")
        app.file_uploader[0].set_value(("q.toml", found.encode(), "application/toml")).run()
        assert told in words(app)
        assert not app.exception
    assert "行動指針を全部読みましたか。" in words(opened("questionnaire", part="edit"))


def test_a_draft_that_was_overtaken_says_so(store: Store, tmp_path: Path) -> None:
    """Somebody imports another version meanwhile: the draft is not put over it."""
    app = opened("questionnaire", part="edit")
    fill(app, "文面", "ご存じですか。")
    press(app, "下書きに入れる")
    kept, _ = questionnaire.newest(LOCAL, store, KEY)
    path = tmp_path / "g.toml"
    path.write_text(written(kept, Remarks("ja")).replace("町の行動指針", "町の指針"), "utf-8")
    guidelines.import_guideline(LOCAL, store, path)
    assert "編集を始めた後に別の版が保存されています" in words(opened("questionnaire", part="edit"))
    draft = questionnaire_draft.draft(LOCAL, store, KEY)
    assert draft is not None
    with pytest.raises(Refused, match="questionnaire_moved"):
        questionnaire.save(LOCAL, store, draft.wanted, ("x", ()))


def choose(app: AppTest, label: str, value: str) -> None:
    [box] = [each for each in app.selectbox if each.label == label]
    box.set_value(value)


def test_an_attribute_and_an_audience_are_edited_on_the_page(store: Store) -> None:
    app = opened("questionnaire", part="edit", edited="segments")
    for label, value in (("ファイルでの言葉", "職種"), ("名前", "職種の名"), ("値 1：ファイルでの言葉", "技術")):
        fill(app, label, value)
    press(app, "下書きに入れる")
    app = opened("questionnaire", part="edit", edited="audiences")
    choose(app, "どの属性で分けるか", "職種")
    app.run()
    fill(app, "名前", "技術の人")
    fill(app, "段階 1 の名前", "知る")
    [values] = [each for each in app.multiselect if each.label == "この対象層に入る値"]
    values.set_value(["技術"])
    choose(app, "段階 1 の指標", "awareness")
    press(app, "下書きに入れる")
    assert "技術の人：技術" in words(app)
    draft = questionnaire_draft.draft(LOCAL, store, KEY)
    assert draft is not None
    [segment], [audience] = draft.wanted.guideline.segments, draft.wanted.guideline.audiences
    assert (segment.key, segment.values[0].key) == ("職種", "技術")
    assert (audience.segment, audience.values, audience.stages[0].indicator) == ("職種", ("技術",), "awareness")


def test_a_survey_of_others_than_staff_is_told_so_on_the_page(store: Store) -> None:
    app = opened("questionnaire", part="edit", edited="panel")
    [others] = [each for each in app.checkbox if each.label == "職員以外の人への調査である"]
    app = others.check().run()
    fill(app, "だれへの調査か", "町民")
    assert "職員以外への調査（町民）" in words(press(app, "下書きに入れる"))
    draft = questionnaire_draft.draft(LOCAL, store, KEY)
    assert draft is not None
    assert draft.wanted.guideline.panel is not None
