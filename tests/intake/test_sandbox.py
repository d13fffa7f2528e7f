"""The child process: the same outcome as in this process, one kept ready where that is wanted, none left behind."""

import subprocess
import sys
from pathlib import Path

import pytest

from intake import block
from intake.child import Order
from intake.sandbox import ROOT, environment, keep_none_ready, keep_one_ready, read_file
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


def test_a_child_that_waited_reads_as_well(tmp_path: Path) -> None:
    path = write(tmp_path, ROWS)
    keep_one_ready()
    try:
        outcomes = [read_file(task(path, "", KNOWS)) for _ in range(2)]
    finally:
        keep_none_ready()
    assert [outcome.rows_stored for outcome in outcomes] == [2, 2]


def test_a_child_without_an_order_just_ends() -> None:
    ended = subprocess.run(
        [sys.executable, "-P", "-m", "intake.child"],
        input="",
        text=True,
        env=environment(),
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0


def test_an_order_is_one_line() -> None:
    assert Order("/tmp/x y", 1, 2, 3).line() == "/tmp/x y\t1\t2\t3\n"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert read_file(task(tmp_path / "gone.csv")).refused
