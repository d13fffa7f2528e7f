"""Mending how a file is read on the page: words, columns and the way of reading; the file itself is never touched."""

import socket
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from actions import jobs, undo, upload
from actions.fieldwork import fieldwork
from actions.keep import open_store
from actions.users import LOCAL
from tests.ui import town
from tests.ui.conftest import opened, settled
from tests.ui.reading import words

OPEN, _ = town.OPEN_WAVE
HEAD = ("部署コード", "行動指針を知っていますか。", "行動指針を読みましたか。")
ROWS = [("A1", "はい", "はい")] * 30 + [("A2", "いいえ", "いいえ")] * 20


@pytest.fixture(autouse=True)
def store(own_store: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("SHINTODO_DATABASE_URL", own_store)
    return own_store


def dropped(path: Path) -> AppTest:
    app = opened("upload")
    app.file_uploader[0].set_value((path.name, path.read_bytes(), "text/csv"))
    return settled(app.run())


def on_the_desk(app: AppTest) -> str:
    """The job in the address."""
    found = app.query_params["job"]
    return found if isinstance(found, str) else found[0]


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click()
    return settled(app.run())


def choose(app: AppTest, label: str, value: object) -> None:
    """Choose in the list whose label begins so."""
    next(box for box in app.selectbox if box.label.startswith(label)).set_value(value)


def options(app: AppTest, label: str) -> list[str]:
    return next(box for box in app.selectbox if box.label.startswith(label)).options


def kept(url: str) -> dict[str, int]:
    """Responses by unit in the open wave."""
    return {unit.unit: unit.responses for unit in fieldwork(LOCAL, open_store(url), OPEN).units}


def test_a_unit_and_an_answer_get_their_meaning_on_the_page(store: str, tmp_path: Path) -> None:
    """Rows 2 to 4 name the secretariat otherwise, row 5 a unit of nobody, rows 6 and 7 answer in other words."""
    odd = [("秘書", "はい", "はい")] * 3 + [("退職者", "はい", "はい")] + [("B1", "たぶん", "いいえ")] * 2
    app = dropped(town.write_csv(tmp_path / "x.csv", [("所属", *HEAD[1:]), *odd, *ROWS]))
    assert "このままでは取り込めません。" in words(app)
    assert [box.label for box in app.selectbox if box.label.startswith("「")] == [
        "「秘書」（列：所属、2 行目ほか 2 行）",
        "「退職者」（列：所属、5 行目）",
        "「たぶん」（列：行動指針を知っていますか。、6 行目ほか 1 行）",
    ]
    assert options(app, "「秘書」")[:2] == ["秘書室（A3）（似ている）", "この名前の行を取り込まない"]
    assert options(app, "「たぶん」") == ["無回答として扱う", "はい", "いいえ"]
    assert "近いのは「—」" not in words(app)
    choose(app, "「秘書」", "A3")
    choose(app, "「退職者」", "")
    choose(app, "「たぶん」", 0)
    app = press(app, "選んだ意味で読み直す")
    assert "このまま取り込めます。" in words(app)
    assert f"{6 + len(ROWS)} 行のうち {5 + len(ROWS)} 行を" in words(app)
    press(app, f"{5 + len(ROWS)} 行を取り込む")
    found = kept(store)
    assert (found["A3"], found["B1"], found["A1"], found["TOWN"]) == (3, 2, 30, 3 + 2 + 50)


def test_a_doubtful_column_is_told_what_it_is(store: str, tmp_path: Path) -> None:
    """The second question's heading says nothing, so its column is not used until somebody says what it is."""
    app = dropped(town.write_csv(tmp_path / "x.csv", [(HEAD[0], HEAD[1], "第二問"), *ROWS]))
    label = "3 列目「第二問」— どれにも当てはまらない（例：はい）"
    assert [box.label for box in app.selectbox if "列目" in box.label] == [label]
    wanted = next(at for at in options(app, label) if at == "設問 q2：行動指針を読みましたか。")
    next(box for box in app.selectbox if box.label == label).select(wanted)
    app = press(app, "この読み取りで読み直す")
    assert "どの列も確かに読み取れました。" in words(app)
    assert "設問 2、部署" in words(app)
    [job] = [job for job in jobs.recent(LOCAL, open_store(store)) if job.key == on_the_desk(app)]
    assert job.receipt is not None
    assert {column.target for column in job.receipt.outcome.columns} == {None, "q1", "q2"}


def test_a_file_of_one_department_is_given_to_it(store: str, tmp_path: Path) -> None:
    app = dropped(town.write_csv(tmp_path / "x.csv", [HEAD[1:], *(row[1:] for row in ROWS)]))
    assert "必要な列がありません。" in words(app)
    choose(app, "すべての行をこの部署の回答とする", "B2")
    app = press(app.run(), "選んだ読み取り方で読み直す")
    press(app, f"{len(ROWS)} 行を取り込む")
    assert kept(store)["B2"] == len(ROWS)


def test_the_first_lines_are_shown_in_the_encoding_that_is_chosen(tmp_path: Path) -> None:
    app = dropped(town.write_csv(tmp_path / "x.csv", [HEAD, *ROWS], "cp932"))
    assert "部署コード | 行動指針を知っていますか。" in words(app)
    choose(app, "文字コード", "utf-8")
    assert "このファイルは、その文字コードでは読めません。" in words(app.run())


def test_what_would_change_is_said_before_anything_is_kept(tmp_path: Path) -> None:
    """30 of 200 in A1, 20 of 150 in A2: 50 of 358 in division A, 50 of 908 in all, where nobody had answered."""
    app = dropped(town.write_csv(tmp_path / "x.csv", [HEAD, *ROWS]))
    read = words(app)
    for piece in ("0\u00a0% → 6\u00a0%", "0 → 50", "908人"):
        assert piece in read
    body = next(element.proto.body for element in app.get("html") if "取り込んだあと" in element.proto.body)
    assert '人事課</th><td class="sd-number">200</td><td class="sd-number">+30</td>' in body
    assert '総務部</th><td class="sd-number">358</td><td class="sd-number">+50</td>' in body


def test_the_address_alone_shows_the_reading_to_another_browser(store: str, tmp_path: Path) -> None:
    first = dropped(town.write_csv(tmp_path / "x.csv", [HEAD, *ROWS]))
    other = settled(opened("upload", job=on_the_desk(first)))
    assert f"{len(ROWS)} 行を取り込む" in [button.label for button in other.button]
    press(other, f"{len(ROWS)} 行を取り込む")
    assert kept(store)["TOWN"] == len(ROWS)


def test_a_file_that_was_left_is_gone_on_with(tmp_path: Path) -> None:
    dropped(town.write_csv(tmp_path / "回答.csv", [HEAD, *ROWS]))
    later = opened("upload")
    assert "回答.csv は読み取ったところで、まだ取り込んでいません。" in words(later)
    assert "このまま取り込めます。" in words(press(later, "続きを見る"))
    assert "まだ取り込んでいません。" not in words(press(later, "別のファイルにする"))


def test_a_job_nobody_remembers_is_told_and_another_file_can_be_dropped() -> None:
    app = opened("upload", job="long-ago")
    assert "この読み取りの記録は残っていません" in words(app)
    assert len(app.file_uploader) >= 1


@pytest.mark.parametrize(
    ("state", "sentence"), [("lost", "x.csv の読み取りが途中で止まりました。"), ("running", "ファイルを読んでいます")]
)
def test_a_job_that_broke_off_and_one_that_runs_say_so(
    store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, state: str, sentence: str
) -> None:
    """A job whose process is gone is lost; one that began just now is shown with its bar and can be stopped."""
    monkeypatch.setattr(jobs._Run, "work", lambda run: None)
    if state == "lost":
        monkeypatch.setattr(jobs, "name_of_this", lambda: f"{socket.gethostname()}|1|of a process long ago")
    path = town.write_csv(tmp_path / "x.csv", [HEAD, *ROWS])
    choice = upload.Choice(wave=OPEN, dry=True)
    key = jobs.begin(LOCAL, open_store(store), upload.GivenFile.at(path), choice)
    app = opened("upload", job=key)
    assert sentence in words(app) or "順番を待っています" in words(app)
    assert ("読み取りをやめる" in [button.label for button in app.button]) == (state == "running")
    assert ("もう一度読む" in [button.label for button in app.button]) == (state == "lost")


def test_stopping_a_reading_keeps_nothing(store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs._Run, "work", lambda run: None)
    path = town.write_csv(tmp_path / "x.csv", [HEAD, *ROWS])
    key = jobs.begin(LOCAL, open_store(store), upload.GivenFile.at(path), upload.Choice(wave=OPEN, dry=True))
    app = opened("upload", job=key)
    next(button for button in app.button if button.label == "読み取りをやめる").click()
    assert "x.csv の読み取りをやめました。何も取り込んでいません。" in words(app.run())
    assert undo.uploads(LOCAL, open_store(store), OPEN) == []
