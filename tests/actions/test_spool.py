"""What a program that was killed left behind where files are read is removed by the next one, after a day."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

import pytest

from actions.keep import open_store
from actions.spool import FOLDER, KEPT_FOR
from tests.machine import ROOT

READING = """
import sys
from pathlib import Path
from intake.sandbox import read_file
from tests.intake.office import KNOWS, task
read_file(task(Path(sys.argv[1]), "", KNOWS), lambda _: print("reading", flush=True) is None)
"""


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


def test_what_was_being_read_by_a_killed_program_is_gone_after_a_day(tmp_path: Path, temporary: Path) -> None:
    file = tmp_path / "answers.csv"
    file.write_text("所属,行動指針を知っていますか。\n" + "010,はい\n" * 400_000, encoding="utf-8")
    command = [sys.executable, "-c", READING, str(file)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == b"reading\n"
        reader.send_signal(signal.SIGKILL)
    [left] = temporary.glob(f"{FOLDER}*")
    assert left.stat().st_mode & 0o077 == 0
    for age, there in ((KEPT_FOR - timedelta(hours=1), True), (KEPT_FOR + timedelta(hours=1), False)):
        then = time.time() - age.total_seconds()
        os.utime(left, (then, then))
        open_store(f"sqlite:///{tmp_path / 'store.sqlite3'}").close()
        assert left.exists() is there


def test_a_folder_of_anything_else_stays(tmp_path: Path, temporary: Path) -> None:
    other = temporary / "shintodo-other"
    other.mkdir()
    os.utime(other, (0, 0))
    open_store(f"sqlite:///{tmp_path / 'store.sqlite3'}").close()
    assert other.exists()
