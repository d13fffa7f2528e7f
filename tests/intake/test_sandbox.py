"""The child process: the same outcome as in this process, one kept ready where that is wanted, none left behind."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from intake import block
from intake.child import TASK, Order
from intake.children import STEM, environment
from intake.problems import Kind
from intake.progress import Progress, Stage, noted, noted_at, report, told
from intake.sandbox import read_file
from tests.intake.office import FORMATS, KNOWS, read, task, write

ROWS = [["所属", "行動指針を知っていますか。"], ["010", "はい"], ["020", "いいえ"]]


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_outcome_travels_unchanged(tmp_path: Path, suffix: str) -> None:
    path = write(tmp_path, ROWS, suffix)
    assert read_file(task(path, "", KNOWS)) == read(path, "", KNOWS)


def test_blocks_travel_too(tmp_path: Path) -> None:
    outcome = read_file(task(write(tmp_path, ROWS), "", KNOWS))
    assert outcome.block is not None
    assert block.responses(outcome.block).answers["q1"].tolist() == [1, 2]


def test_a_stem_that_has_gone_is_replaced(tmp_path: Path) -> None:
    path = write(tmp_path, ROWS)
    for gone in (STEM.stop, lambda: os.kill(_stem(), signal.SIGKILL), STEM.start):
        gone()
        assert read_file(task(path, "", KNOWS)).rows_stored == 2


def _stem() -> int:
    assert STEM._process is not None
    return STEM._process.pid


def test_every_file_has_a_process_of_its_own(tmp_path: Path) -> None:
    """Four children that wait for their task at the same time; none is left when they are ended."""
    folders = [tmp_path / str(number) for number in range(4)]
    for folder in folders:
        folder.mkdir()
        os.mkfifo(folder / TASK)
    under_way = [STEM.child(Order(str(folder), 2 * 10**9, 10, 10**6)) for folder in folders]
    pipes = [(folder / TASK).open("wb") for folder in folders]  # opens once the child reads
    assert {os.readlink(f"/proc/{pid}/cwd") for pid in children_of(_stem())} == set(map(str, folders))
    for child, pipe in zip(under_way, pipes, strict=True):
        child.end()
        pipe.close()
    assert [child.status for child in under_way] == [-signal.SIGKILL] * 4
    assert children_of(_stem()) == []


def children_of(pid: int) -> list[int]:
    told = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(word) for word in told.split()]


def test_a_stem_without_orders_just_ends() -> None:
    ours, its = socket.socketpair()
    with its, ours:
        stem = subprocess.Popen(
            [sys.executable, "-P", "-m", "intake.stem"], stdin=its.fileno(), env=environment(), cwd="/"
        )
        ours.shutdown(socket.SHUT_WR)
        assert stem.wait(60) == 0


def test_an_order_is_one_line() -> None:
    order = Order("/tmp/x y", 1, 2, 3)
    assert order.line() == "/tmp/x y\t1\t2\t3"
    assert Order.of(order.line()) == order


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert read_file(task(tmp_path / "gone.csv")).refused


LONG = [ROWS[0], *([["010", "はい"]] * 400_000)]


def test_whoever_watches_is_told_how_far_it_is(tmp_path: Path) -> None:
    """In the order of the work; rows and shares never go back."""
    seen: list[Progress] = []

    def watch(progress: Progress) -> bool:
        seen.append(progress)
        return True

    outcome = read_file(task(write(tmp_path, LONG), "", KNOWS), watch)
    assert outcome.rows_stored == 400_000
    stages = list(Stage)
    assert [stages.index(one.stage) for one in seen] == sorted(stages.index(one.stage) for one in seen)
    assert [one.rows or 0 for one in seen] == sorted(one.rows or 0 for one in seen)


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_the_reader_tells_rows_and_share(tmp_path: Path, suffix: str) -> None:
    """Six thousand rows are read in at least one piece; what is checked at the end is all of them."""
    seen: list[Progress] = []
    with told(seen.append):
        read(write(tmp_path, [ROWS[0], *([["010", "はい"]] * 6_000)], suffix), "", KNOWS)
    assert [one.stage for one in seen if one.rows is None] == [Stage.OPENING, Stage.READING]
    assert (seen[-1].stage, seen[-1].rows) == (Stage.CHECKING, 6_000)
    assert (seen[-2].stage, seen[-2].rows, seen[-2].share) == (Stage.READING, 6_000, 1.0)


def test_reading_can_be_cancelled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The child is gone and its folder too."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    outcome = read_file(task(write(tmp_path, LONG), "", KNOWS), lambda _: False)
    assert [problem.kind for problem in outcome.problems] == [Kind.CANCELLED]
    assert (outcome.refused, outcome.block) == (True, None)
    assert list(scratch.iterdir()) == []


def test_a_watcher_that_fails_leaves_no_child(tmp_path: Path) -> None:
    def fail(_: Progress) -> bool:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        read_file(task(write(tmp_path, LONG), "", KNOWS), fail)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("reading 120 0.5", Progress(stage=Stage.READING, rows=120, share=0.5)),
        ("opening - -", Progress(stage=Stage.OPENING)),
        ("reading 120 7", Progress(stage=Stage.READING, rows=120, share=1.0)),
        ("", None),
        ("dancing 1 0.5", None),
        ("reading 1", None),
        ("reading \u00e9 1", None),
    ],
)
def test_what_the_child_notes_is_read_with_care(tmp_path: Path, text: str, found: Progress | None) -> None:
    (tmp_path / "progress").write_text(text, encoding="latin-1")
    assert noted_at(tmp_path / "progress") == found


def test_what_is_noted_last_stands(tmp_path: Path) -> None:
    with noted(tmp_path / "progress"):
        report(Stage.READING, 1_000_000, 0.25)
        report(Stage.CHECKING, 7)
    report(Stage.OPENING)
    assert noted_at(tmp_path / "progress") == Progress(stage=Stage.CHECKING, rows=7)
