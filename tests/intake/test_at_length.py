"""What takes its time: a million rows and a large workbook within the limits of an installation, and led fuzzing."""

import subprocess
import sys
from pathlib import Path

import pytest

from bench import workload
from intake.sandbox import read_file
from intake.task import Limits, Outcome
from tests.intake.office import KNOWS, task
from tests.machine import ROOT

pytestmark = pytest.mark.slow
HOW = '[[column]]\nnumber = 5\nrole = "ignore"\n[[column]]\nnumber = 9\nrole = "item"\ntarget = "q1"\n'


def verdict(path: Path) -> Outcome:
    """Of the made-up wave only the unit and one yes-no question are asked for."""
    places = [f'"{code}" = "010"' for code in workload.leaves()]
    how = HOW + "[units]\n" + "\n".join(places)
    return read_file(task(path, how, KNOWS, limits=Limits()))


def test_a_million_rows_of_text(tmp_path: Path) -> None:
    path = workload.write_csv(workload.wave(1_000_000), tmp_path / "wave.csv")
    assert path.stat().st_size > 400_000_000
    outcome = verdict(path)
    assert (outcome.rows_stored, outcome.rows_rejected) == (1_000_000, 0)


def test_a_workbook_of_170_000_rows(tmp_path: Path) -> None:
    outcome = verdict(workload.write_xlsx(workload.wave(170_000), tmp_path / "wave.xlsx"))
    assert (outcome.rows_stored, outcome.rows_rejected) == (170_000, 0)


def test_fuzzing_led_by_the_lines_it_reaches() -> None:
    pytest.importorskip("atheris")
    # a child's peak is told to be at least its parent's, and ours has read a million rows: only its own requests are limited
    limits = ["-rss_limit_mb=0", "-malloc_limit_mb=2048"]
    words = [sys.executable, "-m", "tests.intake.led", "-runs=20000", "-max_total_time=300", *limits]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr[-4_000:]
