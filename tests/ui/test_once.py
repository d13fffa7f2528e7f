"""Files that have rows of earlier ones: said in words, with the choice where there is one, and never counted twice."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from actions.fieldwork import fieldwork
from actions.keep import open_store
from actions.users import LOCAL
from tests.ui import town
from tests.ui.conftest import opened, settled
from tests.ui.reading import words

OPEN, _ = town.OPEN_WAVE
HEAD = ("回答ID", "部署コード", "行動指針を知っていますか。", "行動指針を読みましたか。")


@pytest.fixture(autouse=True)
def store(own_store: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("SHINTODO_DATABASE_URL", own_store)
    return own_store


def rows(first: int, last: int) -> list[tuple[str, ...]]:
    """Responses number first to last, half of them from A1 and half from B1; one in three says yes."""
    said = {True: "はい", False: "いいえ"}
    return [(f"R-{n:05}", ("A1", "B1")[n % 2], said[n % 3 == 0], said[n % 5 == 0]) for n in range(first, last + 1)]


def dropped(folder: Path, name: str, content: list[tuple[str, ...]]) -> AppTest:
    path = town.write_csv(folder / name, [HEAD, *content])
    app = opened("upload")
    app.file_uploader[0].set_value((path.name, path.read_bytes(), "text/csv"))
    return settled(app.run())


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click()
    return settled(app.run())


def counted(url: str) -> int:
    return fieldwork(LOCAL, open_store(url), OPEN).units[0].responses


def test_a_later_export_takes_the_place_of_the_earlier(store: str, tmp_path: Path) -> None:
    """100 responses, then 160 with the same 100 among them: 160 count, 60 are new; undone it is 100 again."""
    press(dropped(tmp_path, "中間.csv", rows(1, 100)), "100 行を取り込む")
    later = dropped(tmp_path, "最終.csv", rows(1, 160))
    read = words(later)
    assert "前の取り込みと差し替えられます。" in read
    assert "取り込み 4（中間.csv）の回答をすべて含み、新しい回答が 60 行あります。" in read
    assert "100 → 160" in read
    assert "+60" in read
    press(later, "160 行を取り込む")
    assert counted(store) == 160
    again = opened("upload")
    press(again, "除く")
    assert counted(store) == 100


@pytest.mark.parametrize(("way", "count"), [("前の取り込みと差し替える", 100), ("別の回答として加える", 200)])
def test_a_partial_overlap_is_asked_about(store: str, tmp_path: Path, way: str, count: int) -> None:
    """Responses 1 to 100 are there; 51 to 150 come: 50 known, 50 new."""
    press(dropped(tmp_path, "一.csv", rows(1, 100)), "100 行を取り込む")
    app = dropped(tmp_path, "二.csv", rows(51, 150))
    assert "100 行のうち 50 行は取り込み 4（一.csv）に既にあり、50 行は新しい回答です。" in words(app)
    assert [button.label for button in app.button if "行を取り込む" in button.label] == []
    press(press(app, way), "100 行を取り込む")
    assert counted(store) == count


def test_a_file_of_the_same_form_is_read_as_the_last_one(store: str, tmp_path: Path) -> None:
    first = dropped(tmp_path, "一.csv", [("R-1", "保育", "はい", "はい"), *rows(2, 30)])
    next(box for box in first.selectbox if box.label.startswith("「保育」")).set_value("B2")
    press(press(first, "選んだ意味で読み直す"), "30 行を取り込む")
    second = dropped(tmp_path, "二.csv", [("R-31", "保育", "いいえ", "はい"), *rows(32, 60)])
    assert "取り込み 4 と同じ形のファイルなので、前回と同じように読み取りました。" in words(second)
    assert "このまま取り込めます。" in words(second)
    assert "このままでは取り込めません。" in words(press(second, "前回の読み取り方を使わない"))
