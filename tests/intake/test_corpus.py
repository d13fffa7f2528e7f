"""Every file of the corpus, through the door of a user: the expected verdict, the server unharmed, nothing left behind.

That a child can write nowhere else and reach no address, whatever it reads, is shown in test_guard.
"""

import tempfile
from collections import Counter
from pathlib import Path

import pytest

from intake.children import STEM
from intake.problems import Kind, Severity
from intake.sandbox import read_file
from intake.task import Outcome
from tests.intake.corpus.making import Case
from tests.intake.corpus.whole import CORPUS
from tests.intake.office import KNOWS, task
from text.lookup import LANGUAGES, say

MOST_GROWTH = 100 * 1024  # in KiB, as Linux tells


def told(outcome: Outcome) -> frozenset[Kind]:
    """The problems that decide: all of them where rows are stored, else those that are the reason."""
    return frozenset(
        problem.kind for problem in outcome.problems if outcome.rows_stored or problem.severity is not Severity.NOTE
    )


@pytest.mark.parametrize("case", CORPUS, ids=lambda case: f"{case.suffix}: {case.name}")
def test_the_verdict_is_the_expected_one(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch, path = tmp_path / "scratch", tmp_path / f"file.{case.suffix}"
    scratch.mkdir()
    path.write_bytes(case.make())
    before, stamp = path.read_bytes(), path.stat().st_mtime_ns
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    outcome = read_file(task(path, "", KNOWS))
    assert (outcome.rows_stored, told(outcome)) == (case.rows, case.kinds)
    assert outcome.refused == (case.verdict == "refuse") == (outcome.block is None)
    assert (path.read_bytes(), path.stat().st_mtime_ns, list(scratch.iterdir())) == (before, stamp, [])
    for problem in outcome.problems:
        assert all(say(f"problem.{problem.kind}", lang, **problem.blanks()) for lang in LANGUAGES)


def test_the_server_hardly_grows(tmp_path: Path) -> None:
    """The whole corpus once more through one process, of which only its own highest memory counts."""
    for number, case in enumerate(CORPUS):
        (tmp_path / str(number)).write_bytes(case.make())
    read_file(task(tmp_path / "0", "", KNOWS))
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # from here on the peak is counted anew
    before = peak()
    for number in range(len(CORPUS)):
        assert isinstance(read_file(task(tmp_path / str(number), "", KNOWS)), Outcome)
    assert peak() - before <= MOST_GROWTH
    assert STEM._process is not None
    assert STEM._process.poll() is None


def peak() -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def test_the_corpus_is_large_and_of_all_verdicts() -> None:
    names = [(case.suffix, case.name) for case in CORPUS]
    assert len(set(names)) == len(names) >= 150
    verdicts = Counter(case.verdict for case in CORPUS)
    assert set(verdicts) == {"accept", "accept with notes", "refuse"}
    assert min(verdicts.values()) >= 10
