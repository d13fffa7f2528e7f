"""The commands from end to end: one organisation is led through the program as its HR would do it."""

import json
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import cli
from actions import jobs, receipt
from actions.keep import open_store
from actions.upload import Choice, GivenFile, Progress
from actions.users import LOCAL
from intake.task import Limits
from settings import Settings
from terminal.door import Door, run_program
from terminal.progress import Told
from tests.actions.town import GUIDELINE, HEADCOUNT, UNITS, Answers, sheet, write

FIRST = (Answers("A", 40, 20, 10), Answers("B", 30, 12, 6), Answers("C", 20, 5, 5))


class Terminal:
    """Runs commands against one store and gives back status, answer and messages."""

    def __init__(self, url: str, capsys: pytest.CaptureFixture[str]) -> None:
        self.url, self.capsys = url, capsys

    def run(self, *words: str | Path) -> tuple[int, str, str]:
        status = run_program(cli.app, ["--database-url", self.url, "--lang", "en", *map(str, words)])
        told = self.capsys.readouterr()
        return status, told.out, told.err

    def json(self, *words: str | Path) -> Any:
        status, out, err = self.run(*words, "--json")
        assert (status, out.count("\n")) == (0, 1), err
        return json.loads(out)


@pytest.fixture
def terminal(store_url: str, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(store_url, capsys)


def prepare(terminal: Terminal, folder: Path) -> None:
    terminal.json("guideline", "import", write(folder, "g.toml", GUIDELINE))
    terminal.json(
        "org", "import", write(folder, "units.csv", UNITS.replace("C,会計室", "C,企画課")), "--from", "2025-04-01"
    )
    terminal.json("wave", "add", "W1", "--from", "2025-05-01", "--to", "2025-05-20")
    terminal.json("headcount", "import", write(folder, "h.csv", HEADCOUNT.replace("C,8", "C,25")), "--wave", "W1")


def test_from_nothing_to_figures(terminal: Terminal, tmp_path: Path) -> None:
    """90 of 125 asked answer; each unit counts for its people."""
    prepare(terminal, tmp_path)
    file = write(tmp_path, "w1.csv", sheet(FIRST), "cp932")
    seen = terminal.json("inspect", file, "--wave", "W1")
    assert (seen["format"], seen["encoding"], seen["delimiter"], seen["rows"]) == ("csv", "cp932", ",", 90)
    assert [(c["role"], c["target"]) for c in seen["columns"]][2:] == [("unit", None), ("item", "q1"), ("item", "q2")]
    dry = terminal.json("import", file, "--wave", "W1", "--dry-run")
    assert (dry["upload"], dry["rows_read"]) == (None, 90)
    assert terminal.json("uploads") == []
    kept = terminal.json("import", file, "--wave", "W1")
    assert (kept["rows_read"], kept["rows_stored"], kept["rows_rejected"], kept["duplicate_of"]) == (90, 90, 0, None)
    again = terminal.json("import", file, "--wave", "W1")
    assert (again["upload"], again["duplicate_of"]) == (None, kept["upload"])
    (wave,) = terminal.json("wave", "list")
    assert {key: wave[key] for key in ("wave", "from", "to", "state", "minimum_base", "responses", "headcount")} == {
        "wave": "W1", "from": "2025-05-01", "to": "2025-05-20", "state": "open", "minimum_base": 10, "responses": 90, "headcount": 125,
    }  # fmt: skip
    closed = terminal.json("close", "W1")
    cells = 4 * (2 + 2 + 1)  # units x (indicators, stages of the funnel, contradiction)
    assert (closed["cells"], closed["shown"], closed["hidden_primary"], closed["audit"]["groups"]) == (
        cells,
        cells,
        0,
        0,
    )
    levels = terminal.json("show", "levels", "--wave", "W1", "--indicator", "awareness")
    assert [(row["unit"], row["share"], row["weighting"], row["bound_low"]) for row in levels] == [
        (
            "TOWN",
            pytest.approx(52.25 / 125),
            "post_stratified",
            pytest.approx(90 / 125 * 52.25 / 125),
        ),  # 30 + 16 + 6.25
        ("A", 0.5, "none", pytest.approx(40 / 60 * 0.5)),
        ("B", 0.4, "none", pytest.approx(30 / 40 * 0.4)),
        ("C", 0.25, "none", pytest.approx(20 / 25 * 0.25)),
    ]
    (point,) = terminal.json("show", "trend", "--indicator", "awareness")
    assert (point["unit"], point["base"], point["change"]) == ("TOWN", 90, None)
    rows = terminal.json("show", "compare", "--wave", "W1", "--indicator", "awareness", "--level", "1")
    assert [row["unit"] for row in rows] == ["A", "B", "C"]
    assert terminal.json("verify") == {"ok": True, "problems": [], "rows_checked": 90}


def test_funnel_speed_and_decomposition(terminal: Terminal, tmp_path: Path) -> None:
    """Of 125 people 90 answer, weighed by unit; a second wave in which 8 more of unit A know."""
    prepare(terminal, tmp_path)
    for wave, first in (("W1", FIRST), ("W2", (Answers("A", 40, 28, 10), *FIRST[1:]))):
        if wave == "W2":
            terminal.json("wave", "add", "W2", "--from", "2025-08-01", "--to", "2025-08-20")
            terminal.json("headcount", "import", tmp_path / "h.csv", "--wave", "W2")
        terminal.json("import", write(tmp_path, f"{wave}.csv", sheet(first)), "--wave", wave)
        terminal.json("close", wave)
    funnel = terminal.json("show", "funnel", "--wave", "W1")
    know, read = 60 * 20 / 40 + 40 * 12 / 30 + 25 * 5 / 20, 60 * 10 / 40 + 40 * 6 / 30 + 25 * 5 / 20
    assert [stage["share"] for stage in funnel["stages"]] == pytest.approx([know / 125, read / 125])
    assert funnel["conversions"][1]["share"] == pytest.approx(read / know)
    assert funnel["contradictions"] == 0
    assert terminal.json("show", "speed", "--indicator", "awareness")["velocity"] is None
    split = terminal.json("show", "decompose", "--from", "W1", "--to", "W2", "--indicator", "awareness")
    assert (split["total"], split["within"]) == pytest.approx((60 / 125 * 8 / 40, 60 / 125 * 8 / 40))
    assert split["composition"] == pytest.approx(0)


def test_undo_in_words_and_in_figures(terminal: Terminal, tmp_path: Path) -> None:
    prepare(terminal, tmp_path)
    kept = terminal.json("import", write(tmp_path, "w1.csv", sheet(FIRST)), "--wave", "W1")
    assert terminal.json("undo", str(kept["upload"]))["state"] == "undone"
    assert terminal.json("wave", "list")[0]["responses"] == 0
    assert terminal.json("uploads")[0]["state"] == "undone"


REFUSALS = [
    (("show", "levels", "--wave", "W9"), "There is no wave W9"),
    (("show", "trend", "--indicator", "nope"), "There is no indicator nope"),
    (("close", "W1"), "has no responses yet"),
    (("undo", "7"), "There is no upload 7"),
    (("import", "missing.csv", "--wave", "W1"), "missing.csv cannot be opened"),
    (("guideline", "import", "missing.toml"), "missing.toml cannot be opened"),
    (("wave", "add", "W1", "--from", "2025-05-01", "--to", "2025-05-20"), "There is a wave W1 already"),
    (("wave", "add", "W2", "--from", "2025-05-09", "--to", "2025-05-01"), "ends before it begins"),
    (("wave", "add", "W2", "--from", "May", "--to", "2025-05-01"), "“May” is no date"),
    (("wave", "add", "W2", "--from", "2025-05-01", "--to", "2025-05-02", "--minimum-base", "4"), "must be 5 or more"),
    (("show", "levels", "--wave", "W1", "--segment", "audience"), "Write it as name=value"),
]


@pytest.mark.parametrize(
    ("words", "sentence"), REFUSALS, ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_a_refusal_is_a_sentence_and_status_1(
    terminal: Terminal, tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    prepare(terminal, tmp_path)
    status, out, err = terminal.run(*words, "--json")
    assert (status, out) == (1, "")
    assert sentence in err
    assert "Traceback" not in err


@pytest.mark.parametrize("words", [("bogus",), ("show", "trend"), ("import", "x.csv"), ("undo", "seven")])
def test_misuse_is_status_2(terminal: Terminal, words: tuple[str, ...]) -> None:
    assert terminal.run(*words)[0] == 2


def test_a_fault_of_ours_is_a_number_in_the_log_and_no_traceback(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError("secret detail")

    log = tmp_path / "log" / "shintodo.log"
    monkeypatch.setattr("terminal.door.LOG", log)
    monkeypatch.setattr("actions.view.waves", breaks)
    status, out, err = terminal.run("wave", "list")
    assert (status, out) == (3, "")
    assert "secret detail" not in err
    assert "Traceback" not in err
    assert "secret detail" in log.read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("code,name\nA,a\n", "no column “parent”"),
        ("code,name,parent\nA,a,Z\n", "The unit A has no parent"),
        ("code,name,parent\nA,a,B\nB,b,A\n", "leads back to itself"),
        ("code,name,parent\nA,,\n", "In row 2, “name” is empty"),
        ("code,name,parent,valid_from\nA,a,,someday\n", "In row 2, “valid_from” is “someday”"),
        ("", "cannot be read as a list"),
    ],
)
def test_a_bad_list_of_units_changes_nothing(terminal: Terminal, tmp_path: Path, text: str, part: str) -> None:
    status, _, err = terminal.run("org", "import", write(tmp_path, "u.csv", text), "--from", "2025-04-01")
    assert status == 1
    assert part in err
    assert terminal.json("org", "show") == []


def test_service_kpis_have_commands_of_their_own(terminal: Terminal, tmp_path: Path) -> None:
    text = "kpi,name_ja,name_en,measured_in,owner,date,value\nonline,電子申請率,Online,%,総務局,2025-03-31,38\n"
    assert terminal.json("kpi", "import", write(tmp_path, "k.csv", text)) == {"kpis": ["online"]}
    assert terminal.json("kpi", "list")[0]["values"] == [{"day": "2025-03-31", "value": 38.0}]


def test_without_json_the_answer_is_a_table_to_read(terminal: Terminal, tmp_path: Path) -> None:
    prepare(terminal, tmp_path)
    status, out, _ = terminal.run("wave", "list")
    assert status == 0
    assert out.splitlines()[0].split()[:3] == ["wave", "from", "to"]
    assert "2025-05-01" in out.splitlines()[1]


def test_a_dry_run_tells_what_the_page_would_show(terminal: Terminal, tmp_path: Path) -> None:
    """The terminal's answer and the job's that the page draws are one record, with and without good rows alone."""
    prepare(terminal, tmp_path)
    file = write(tmp_path, "w1.csv", sheet((*FIRST, Answers("Z", 2, 1, 1))), "cp932")
    with closing(open_store(terminal.url)) as store:
        for good, words in ((False, ()), (True, ("--keep-good-rows",))):
            status, out, err = terminal.run("import", file, "--wave", "W1", "--dry-run", *words, "--json")
            choice = Choice("W1", keep_good_rows=good, dry=True, limits=Limits())
            key = jobs.begin(LOCAL, store, GivenFile.at(file), choice)
            while not (job := jobs.look(LOCAL, store, key)).state.over:
                time.sleep(0.02)
            assert job.receipt is not None
            assert json.loads(out) == json.loads(json.dumps(receipt.answer(job.receipt, "en")))
            assert (status, job.state.value) == ((0, "done") if good else (1, "refused")), err
            jobs.cancel(LOCAL, store, key)


def test_how_far_a_reading_is_stands_beside_the_answer(capsys: pytest.CaptureFixture[str]) -> None:
    told = Told(Door(Settings(), as_json=True))
    for stage, rows, share in (
        ("reading", 1000, 0.11),
        ("reading", 1500, 0.15),
        ("reading", 3000, 0.31),
        ("checking", 9000, None),
    ):
        assert told(Progress.model_validate({"stage": stage, "rows": rows, "share": share}))
    out, err = capsys.readouterr()
    assert out == ""
    assert [line.count("00") > 0 for line in err.splitlines()] == [True] * 3
