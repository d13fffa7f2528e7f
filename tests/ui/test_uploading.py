"""Handing in a file and closing a wave on the pages: what is said, and what is in the store afterwards."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from actions import organise, undo, view
from actions.keep import open_store
from actions.users import LOCAL
from confidentiality.cube import CellStatus
from tests.ui import town
from tests.ui.conftest import opened, settled
from tests.ui.reading import words
from text.lookup import say

OPEN, DAY = town.OPEN_WAVE
SHARES = {"q1": 0.70, "q2": 0.30}
ALL_ROWS = sum(town.ANSWERS.values())


@pytest.fixture(autouse=True)
def store(own_store: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("SHINTODO_DATABASE_URL", own_store)
    return own_store


def dropped(path: Path, page: AppTest | None = None) -> AppTest:
    """The upload page after the file was dropped on it."""
    app = page or opened("upload")
    app.file_uploader[0].set_value((path.name, path.read_bytes(), "text/csv"))
    return settled(app.run())


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click()
    return settled(app.run())


def kept(url: str) -> list[tuple[str, int, str]]:
    return [(row.file, row.rows, row.state) for row in undo.uploads(LOCAL, open_store(url), OPEN)]


def test_a_cp932_file_is_understood_and_kept(store: str, tmp_path: Path) -> None:
    app = dropped(town.answers_csv(tmp_path / "回答.csv", SHARES, "cp932"))
    assert "このまま取り込めます。" in words(app)
    assert "CP932" in words(app)
    assert kept(store) == []
    app = press(app, f"{ALL_ROWS} 行を取り込む")
    assert f"取り込みました（取り込み番号 4、{ALL_ROWS} 行）。" in words(app)
    assert kept(store) == [("回答.csv", ALL_ROWS, "kept")]


def test_problems_come_with_the_spreadsheets_row_and_nothing_is_kept(store: str, tmp_path: Path) -> None:
    """Row 6 names an unknown unit, row 10 an unknown answer."""
    rows = town.answers_csv(tmp_path / "x.csv", SHARES).read_text(encoding="utf-8").splitlines()
    rows[5], rows[9] = rows[5].replace("A1", "Z9"), "A1,たぶん,いいえ"
    (tmp_path / "x.csv").write_text("\n".join(rows), encoding="utf-8")
    app = dropped(tmp_path / "x.csv")
    read = words(app)
    assert "このままでは取り込めません。" in read
    assert "6 行目の「部署コード」の値「Z9」" in read
    assert "10 行目の「行動指針を知っていますか。」の値「たぶん」" in read
    assert [button.label for button in app.button if "取り込む" in button.label] == []
    assert kept(store) == []
    app = settled(app.radio[0].set_value(True).run())
    assert [word in words(app) for word in ("読み取った行", f"{ALL_ROWS - 2}", "取り込まない行")] == [True] * 3
    app = press(app, f"{ALL_ROWS - 2} 行を取り込む")
    assert kept(store) == [("x.csv", ALL_ROWS - 2, "kept")]


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("data", [b"%PDF-1.7\n" + bytes(999), b"PK\x03\x04" + bytes(99), b""])
def test_a_file_that_cannot_be_read_says_so_and_offers_nothing_else(
    store: str, tmp_path: Path, lang: str, data: bytes
) -> None:
    """Twice, the second time beside an upload: nothing to choose or to save, the store as it was."""
    before = kept(store)
    for turn in (1, 2):
        (tmp_path / "x.csv").write_bytes(data)
        app = dropped(tmp_path / "x.csv", opened("upload", lang=lang))
        read = words(app)
        assert say("upload.verdict.closed", lang) in read
        assert ("PDF" in read) == data.startswith(b"%PDF")
        assert say("upload.mend", lang) not in read
        assert not app.get("download_button")
        assert kept(store) == before
        assert "x.csv" not in words(opened("upload", lang=lang))  # nothing to go on with
        if turn == 1:
            press(dropped(town.answers_csv(tmp_path / "good.csv", SHARES)), f"{ALL_ROWS} 行を取り込む")
            before = kept(store)


def test_what_is_to_be_done_is_said_of_rows_of_words_and_of_columns(tmp_path: Path) -> None:
    """A short list is not offered as a file; a word is chosen here, a row mended in the file, a column told below."""
    rows = town.answers_csv(tmp_path / "x.csv", SHARES).read_text(encoding="utf-8").splitlines()
    spoilt = {
        "here": [rows[0], rows[1].replace("A1", "Z9"), *rows[2:]],
        "rows": [*rows, "A1,はい,いいえ,はい"],
        "file": ["部署コード,好きな色", "A1,赤"],
    }
    for way, lines in spoilt.items():
        (tmp_path / "x.csv").write_text("\n".join(lines), encoding="utf-8")
        app = dropped(tmp_path / "x.csv")
        read = words(app)
        assert next(key for key in spoilt if say(f"upload.mend_under.{key}", "ja") in read) == way
        assert say("upload.mend_csv", "ja") not in read


@pytest.mark.parametrize("wave", [OPEN, "2026Q1"])
def test_columns_of_attributes_wait_for_headcounts(store: str, tmp_path: Path, wave: str) -> None:
    """Told where a wave has none and a column is not understood."""
    new = organise.NewWave(name="2026Q1", starts_on=DAY, ends_on=DAY, guideline="town-code", minimum_base=10)
    organise.add_wave(LOCAL, open_store(store), new)
    rows = town.answers_csv(tmp_path / "x.csv", SHARES).read_text(encoding="utf-8").splitlines()
    (tmp_path / "x.csv").write_text("\n".join(f"{row},{'年代' if at == 0 else '20代'}" for at, row in enumerate(rows)))
    read = words(dropped(tmp_path / "x.csv", opened("upload", open=wave)))
    assert ("対象者数がまだありません" in read) == (wave == "2026Q1")


def test_the_same_content_again_is_told_and_not_kept_twice(store: str, tmp_path: Path) -> None:
    first = dropped(town.answers_csv(tmp_path / "one.csv", SHARES))
    press(first, f"{ALL_ROWS} 行を取り込む")
    again = dropped(town.answers_csv(tmp_path / "two.csv", SHARES, "cp932"))
    assert "同じ内容が取り込み番号 4 にあります。" in words(again)
    assert [button.label for button in again.button if "行を取り込む" in button.label] == []


def test_a_past_upload_is_taken_back(store: str, tmp_path: Path) -> None:
    app = press(dropped(town.answers_csv(tmp_path / "one.csv", SHARES)), f"{ALL_ROWS} 行を取り込む")
    app = press(app, "除く")
    assert "one.csv を取り消しました。" in words(app)
    assert kept(store) == [("one.csv", ALL_ROWS, "undone")]


def test_a_wave_is_closed_by_its_name(store: str, tmp_path: Path) -> None:
    """Of 8 units the secretariat (6 answers) and one that would give it away are hidden, so 6 are shown."""
    press(dropped(town.answers_csv(tmp_path / "one.csv", SHARES)), f"{ALL_ROWS} 行を取り込む")
    app = press(opened("close"), "公開される内容を確かめる")
    read = words(app)
    for piece in ("最小集計数より少ないため", "ほかの少人数の部署を逆算できてしまうため", "秘書室"):
        assert piece in read
    button = next(button for button in app.button if button.label == "締め切って公開する")
    assert button.disabled
    app.text_input[0].set_value(OPEN)
    app = press(app.run(), "締め切って公開する")
    assert "2025年度\u00a0第4回（2025Q4）を締め切りました。" in words(app)
    kept_store = open_store(store)
    assert {wave.wave: wave.state for wave in view.waves(LOCAL, kept_store)}[OPEN] == "closed"
    shown = view.compare(LOCAL, kept_store, view.Query(wave=OPEN, indicator="awareness"))
    assert [row.status for row in shown].count(CellStatus.SHOWN) == 6


def test_a_wave_without_responses_says_so() -> None:
    read = words(press(opened("close"), "公開される内容を確かめる"))
    assert "調査回 2025Q4 には回答がまだありません。ファイルを取り込んでから締め切ってください。" in read


def test_nothing_of_an_open_wave_is_seen_before_it_is_closed(store: str, tmp_path: Path) -> None:
    press(dropped(town.answers_csv(tmp_path / "one.csv", SHARES)), f"{ALL_ROWS} 行を取り込む")
    read = words(press(opened("close"), "公開される内容を確かめる"))
    assert "67\u00a0%" in read  # the response rate, 606 of 908
    assert "30\u00a0%" not in read  # who has read; 70 % know, which is also the response rate to reach
