"""An empty store starts with the first file: drafted, checked, kept at once, and the file imported in its wave."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from actions import view
from actions.fieldwork import fieldwork
from actions.keep import open_store
from actions.users import LOCAL
from measure.questionnaire import Direction, Stage
from tests.ui import town
from tests.ui.conftest import opened, settled
from tests.ui.reading import words

HEAD = (
    "ID",
    "メール",
    "所属",
    "年代",
    "行動指針を知っていますか。",
    "行動指針を読みましたか。",
    "研修は役に立ちましたか。",
)
SCALE = ("とてもそう思う", "そう思う", "どちらともいえない", "そう思わない", "わからない")
UNITS = ("総務部／人事課", "総務部／文書課", "福祉部")


@pytest.fixture(autouse=True)
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    monkeypatch.setenv("SHINTODO_DATABASE_URL", url)
    return url


def first_file(path: Path) -> Path:
    """60 people, 20 a unit; every second knows, every third has read."""
    rows = [
        (n, f"u{n}@example.jp", UNITS[n % 3], ("20代", "30代")[n % 2], ("はい", "いいえ")[n % 2],
         "いいえ" if n % 3 else "はい", SCALE[n % 5])
        for n in range(60)
    ]  # fmt: skip
    return town.write_csv(path, [HEAD, *rows], "cp932")


def dropped(path: Path) -> AppTest:
    app = opened("upload")
    app.file_uploader[0].set_value((path.name, path.read_bytes(), "text/csv"))
    return app.run()


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click()
    return settled(app.run())


def fill(app: AppTest, label: str, value: str) -> None:
    next(box for box in app.text_input if box.label == label).set_value(value)


def test_from_a_file_to_its_import_in_one_go(empty: str, tmp_path: Path) -> None:
    app = dropped(first_file(tmp_path / "回答.csv"))
    chosen = {box.label: box.value for box in app.selectbox if box.label.endswith("の扱い")}
    assert chosen == {
        "「年代」の扱い": "segment",
        "「行動指針を知っていますか。」の扱い": "awareness",
        "「行動指針を読みましたか。」の扱い": "readership",
        "「研修は役に立ちましたか。」の扱い": "question",
    }
    fill(app, "行動指針の名前", "町の行動指針")
    fill(app, "組織の名前", "町役場")
    fill(app, "調査回の名前", "2026Q1")
    app = press(app, "この内容で始める")
    read = words(app)
    assert "設問・部署・調査回を登録しました。" in read
    assert "このまま取り込めます。" in read
    store = open_store(empty)
    [guideline] = view.guidelines(LOCAL, store)
    assert [(i.key, i.stage) for i in guideline.indicators] == [
        ("awareness", Stage.AWARENESS),
        ("readership", Stage.READERSHIP),
        ("q3", None),
    ]
    item = guideline.item("q3")
    favourable = [option.label.ja for option in item.options if option.code in item.codes(Direction.FAVOURABLE)]
    assert sorted(favourable) == sorted(SCALE[:2])
    press(app, "60 行を取り込む")
    found = {unit.unit: unit.responses for unit in fieldwork(LOCAL, store, "2026Q1").units}
    tree = view.tree(LOCAL, store, "2026Q1")
    names = {tree.units[code].name.ja: count for code, count in found.items()}
    assert names == {"町役場": 60, "総務部": 40, "人事課": 20, "文書課": 20, "福祉部": 20}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"組織の名前": ""}, "行動指針と組織の名前を入れてください。"),
        ({"調査回の名前": ""}, "調査回の名前を入れてください。"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(
    empty: str, tmp_path: Path, change: dict[str, str], sentence: str
) -> None:
    app = dropped(first_file(tmp_path / "回答.csv"))
    for label, value in ({"行動指針の名前": "指針", "組織の名前": "町", "調査回の名前": "2026Q1"} | change).items():
        fill(app, label, value)
    assert sentence in words(press(app, "この内容で始める"))
    assert view.guidelines(LOCAL, open_store(empty)) == []


def test_a_file_that_is_no_table_says_so(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    assert "PDF です。" in words(dropped(tmp_path / "x.csv"))
