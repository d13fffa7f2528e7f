"""The page of remembered mappings: read in words, a column and a word edited, refused, forgotten, taken back."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from actions import mappings
from actions.users import LOCAL
from db import memory
from db.engine import Store
from intake.mapping import ColumnRule, Mapping, Role, to_toml
from tests.ui.conftest import opened
from tests.ui.reading import words

KNOW, READ, PLACE = "行動指針を知っていますか。", "行動指針を読みましたか。", "部署コード"


@pytest.fixture
def store(written: Store) -> Store:
    return written


def page(column: int = 0, lang: str = "ja") -> AppTest:
    found = opened("questionnaire", part="files", heading=str(column), lang=lang)
    assert not found.exception
    return found


def choose(app: AppTest, label: str, name: str) -> AppTest:
    """Pick by the words a person reads."""
    [box] = [each for each in app.selectbox if each.label == label]
    box.select_index(box.options.index(name)).run()
    assert not app.exception
    return app


def press(app: AppTest, label: str) -> str:
    [button] = [each for each in app.button if each.label == label]
    found = button.click().run()
    assert not found.exception
    return words(found)


def kept(store: Store) -> Mapping:
    [row] = mappings.mappings(LOCAL, store)
    return mappings.opened(LOCAL, store, row.mapping)


def rule(store: Store, name: str) -> ColumnRule | None:
    return next((each for each in kept(store).columns if each.name == name), None)


@pytest.mark.parametrize(
    ("lang", "pieces"),
    [
        ("ja", ("2025Q3.csv", "設問 q1：行動指針を知っていますか。", "はい＝はい", "いいえ＝いいえ", "部署コード")),
        ("en", ("2025Q3.csv", "q1", "Do you know the code?", "はい = Yes", "いいえ = No", "Names of units")),
    ],
)
def test_what_is_remembered_is_read_in_words(store: Store, lang: str, pieces: tuple[str, ...]) -> None:
    said = words(page(lang=lang))
    assert [piece for piece in pieces if piece not in said] == []


@pytest.mark.parametrize(
    ("column", "label", "name", "after"),
    [
        (1, "「はい」の意味", "いいえ", (Role.ITEM, "q1", {"はい": 2, "いいえ": 2})),
        (1, "「はい」の意味", "無回答として扱う", (Role.ITEM, "q1", {"はい": 0, "いいえ": 2})),
        (1, "「いいえ」の意味", "決めずに、毎回読み取る", (Role.ITEM, "q1", {"はい": 1})),
        (2, "この列の意味", "使わない", (Role.IGNORE, None, {})),
        (2, "この列の意味", "設問 q1：行動指針を知っていますか。", (Role.ITEM, "q1", {})),
    ],
)
def test_one_column_is_edited_and_taken_back(
    store: Store, column: int, label: str, name: str, after: tuple[Role, str | None, dict[str, int]]
) -> None:
    before, heading = kept(store), (PLACE, KNOW, READ)[column]
    said = press(choose(page(column), label, name), "この読み方を保存する")
    assert f"列「{heading}」の読み方を保存しました。" in said
    found = rule(store, heading)
    assert found is not None
    assert (found.role, found.target, found.labels) == after
    said = press(page(), "最後の変更を取り消す")
    assert "変える前に戻しました。" in said
    assert kept(store) == before
    assert "取り消せる変更はもうありません。" in press(page(), "最後の変更を取り消す")


def test_a_question_has_one_column(store: Store) -> None:
    """Given to another column, q1 leaves the one that had it: that is recognised anew in the next file."""
    press(choose(page(2), "この列の意味", "設問 q1：行動指針を知っていますか。"), "この読み方を保存する")
    assert [each.name for each in kept(store).columns] == [PLACE, READ]


def test_a_name_is_given_to_another_unit(store: Store) -> None:
    app = choose(page(0), "ファイルの中の名前", "B2")
    press(choose(app, "「B2」の部署", "高齢福祉課（B1）"), "この読み方を保存する")
    assert kept(store).units == {"A1": "A1", "A2": "A2", "A3": "A3", "B1": "B1", "B2": "B1"}


def test_forgotten_and_back(store: Store) -> None:
    before = kept(store)
    said = press(page(), "忘れさせる")
    assert "「2025Q3.csv」の読み方を忘れました。" in said
    assert "覚えている読み方はまだありません。" in said
    assert mappings.mappings(LOCAL, store) == []
    press(page(), "最後の変更を取り消す")
    assert kept(store) == before


def as_of_old(store: Store, **told: object) -> None:
    """The column of q2 as it was before the questionnaire changed; nobody can save such a one any more."""
    rules = (
        ColumnRule(name=KNOW, number=2, role=Role.ITEM, target="q1", labels={"はい": 1}),
        ColumnRule.model_validate({"name": READ, "number": 3, "role": Role.ITEM} | told),
    )
    with store.writing() as connection:
        [found] = memory.remembered(connection)
        memory.put(connection, replace(found, mapping=to_toml(Mapping(columns=rules, remembered=True))))


@pytest.mark.parametrize(
    ("told", "shown", "why"),
    [
        ({"target": "q9"}, "設問 q9（いまの質問票にありません）", "設問 q9 は、いまの質問票にありません。"),
        ({"target": "q2", "labels": {"多分": 7}}, "多分＝7（いまはありません）", "選択肢 7 は、その設問にありません。"),
    ],
)
def test_what_is_not_asked_any_more_is_refused_in_words_and_hinders_no_other(
    store: Store, told: dict[str, object], shown: str, why: str
) -> None:
    as_of_old(store, **told)
    before, app = kept(store), page(1)
    assert shown in words(app)
    assert why in press(app, "この読み方を保存する")
    assert kept(store) == before
    press(choose(page(0), "「はい」の意味", "いいえ"), "この読み方を保存する")
    found = rule(store, KNOW)
    assert found is not None
    assert found.labels == {"はい": 2}


def test_one_that_somebody_forgot_meanwhile_is_refused_in_words(store: Store) -> None:
    app = page(1)
    mappings.forget(LOCAL, store, mappings.mappings(LOCAL, store)[0].mapping)
    [button] = [each for each in app.button if each.label == "この読み方を保存する"]
    app = button.click().run()
    assert not app.exception
    assert "覚えている読み方はまだありません。" in words(app)
