"""Files read beside the page: seen, mended, kept, cancelled, lost with their process; nothing is left behind."""

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from actions import close, jobs, spool, undo, view
from actions.jobs import Job, JobState
from actions.keep import open_store
from actions.refused import Refused
from actions.upload import Choice, GivenFile
from actions.users import LOCAL, Role, acting
from db.engine import Store
from intake.mapping import Mapping
from tests.actions.town import Answers, ask, hand_in, sheet, town, write
from tests.machine import ROOT

ROWS = (Answers("A", 40, 20, 10), Answers("B", 30, 12, 6))
SEE = Choice("W1", dry=True)


def _opened(url: str, folder: Path) -> Iterator[Store]:
    opened = town(url, folder)
    ask(opened, folder, "W1", date(2025, 5, 1))
    yield opened
    opened.close()


@pytest.fixture
def either(store_url: str, tmp_path: Path) -> Iterator[Store]:
    """A store with an open wave, on either database."""
    yield from _opened(store_url, tmp_path)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """The same on SQLite alone, where nothing depends on the database."""
    yield from _opened(f"sqlite:///{tmp_path / 'store.sqlite3'}", tmp_path)


def given(folder: Path, rows: tuple[Answers, ...] = ROWS) -> GivenFile:
    return GivenFile(write(folder, "spooled.csv", sheet(rows), "cp932"), "五月.csv")


def ended(store: Store, key: str) -> Job:
    """The job once it is over."""
    while not (job := jobs.look(LOCAL, store, key)).state.over:
        time.sleep(0.02)
    return job


def spooled(store: Store) -> list[Path]:
    return sorted(spool.folder(store).glob("*"))


def kinds(job: Job) -> list[str]:
    assert job.receipt is not None
    return [problem.kind.value for problem in job.receipt.outcome.problems if problem.row]


def test_a_file_is_seen_and_then_kept_without_being_handed_in_again(either: Store, tmp_path: Path) -> None:
    before = set(spooled(either))
    key = jobs.begin(LOCAL, either, given(tmp_path), SEE)
    (tmp_path / "spooled.csv").unlink()  # whoever handed it in may tidy up behind himself at once
    seen = ended(either, key)
    assert (seen.state, seen.dry, seen.file, seen.wave, seen.choice) == (JobState.DONE, True, "五月.csv", "W1", SEE)
    assert seen.receipt is not None
    assert (seen.receipt.upload, seen.receipt.rows_stored, seen.receipt.outcome.block) == (None, 70, None)
    assert (undo.uploads(LOCAL, either), seen.readable) == ([], True)
    (file,) = set(spooled(either)) - before
    assert [stat.S_IMODE(path.stat().st_mode) for path in (file, file.parent)] == [0o600, 0o700]
    kept = ended(either, jobs.again(LOCAL, either, key, replace(seen.choice, dry=False)))
    assert kept.receipt is not None
    assert (kept.state, kept.receipt.rows_stored, kept.readable) == (JobState.DONE, 70, False)
    assert [(row.upload, row.file, row.rows) for row in undo.uploads(LOCAL, either)] == [
        (kept.receipt.upload, "五月.csv", 70)
    ]
    assert (set(spooled(either)), kept.receipt.outcome.sample) == (before, ())
    assert [job.key for job in jobs.recent(LOCAL, either)] == [kept.key, key]


def test_a_fault_is_mended_by_a_mapping_and_the_same_file(store: Store, tmp_path: Path) -> None:
    """Ten rows name a unit Z; mapped to the office C the file holds 70 + 10 rows."""
    key = jobs.begin(LOCAL, store, given(tmp_path, (*ROWS, Answers("Z", 10, 5, 5))), SEE)
    refused = ended(store, key)
    assert (refused.state, kinds(refused)) == (JobState.REFUSED, ["unknown_unit"] * 10)
    mended = ended(store, jobs.again(LOCAL, store, key, replace(SEE, mapping=Mapping(units={"Z": "C"}))))
    assert mended.receipt is not None
    assert (mended.state, mended.receipt.rows_stored) == (JobState.DONE, 80)


def test_any_replica_shows_a_job_and_the_same_content_is_told(store: Store, tmp_path: Path) -> None:
    first = hand_in(store, tmp_path, "W1", ROWS)
    key = jobs.begin(LOCAL, store, given(tmp_path), Choice("W1"))
    ended(store, key)
    other = open_store(str(store.url))
    told = jobs.look(LOCAL, other, key)
    other.close()
    assert told.receipt is not None
    assert (told.state, told.receipt.upload, told.receipt.duplicate_of) == (JobState.DONE, None, first.upload)


def test_what_was_closed_meanwhile_takes_nothing(store: Store, tmp_path: Path) -> None:
    hand_in(store, tmp_path, "W1", (Answers("A", 20, 5, 5), Answers("B", 20, 5, 5)))
    seen = ended(store, jobs.begin(LOCAL, store, given(tmp_path), SEE))
    close.close(LOCAL, store, "W1")
    refused = ended(store, jobs.again(LOCAL, store, seen.key, Choice("W1")))
    assert refused.refusal is not None
    assert (refused.state, refused.refusal.kind, refused.refusal.blanks) == (
        JobState.REFUSED,
        "wave_closed",
        {"wave": "W1"},
    )
    assert view.waves(LOCAL, store)[0].responses == 40


def test_a_job_is_cancelled_before_its_turn(store: Store, tmp_path: Path) -> None:
    before = set(spooled(store))
    for _ in range(jobs.AT_ONCE):
        jobs._TURNS.acquire()  # others read
    key = jobs.begin(LOCAL, store, given(tmp_path), Choice("W1"))
    assert jobs.look(LOCAL, store, key).state is JobState.WAITING
    jobs.cancel(LOCAL, store, key)
    for _ in range(jobs.AT_ONCE):
        jobs._TURNS.release()
    cancelled = jobs.look(LOCAL, store, key)
    assert (cancelled.state, cancelled.receipt, set(spooled(store))) == (JobState.CANCELLED, None, before)
    later = ended(store, jobs.begin(LOCAL, store, given(tmp_path), SEE))  # it had its turn behind the cancelled one
    assert (later.state, undo.uploads(LOCAL, store)) == (JobState.DONE, [])
    jobs.cancel(LOCAL, store, later.key)
    assert set(spooled(store)) == before
    with pytest.raises(Refused, match="job_file_gone"):
        jobs.again(LOCAL, store, later.key, SEE)


def test_what_is_kept_is_undone_not_cancelled(store: Store, tmp_path: Path) -> None:
    kept = ended(store, jobs.begin(LOCAL, store, given(tmp_path), Choice("W1")))
    with pytest.raises(Refused, match="job_over"):
        jobs.cancel(LOCAL, store, kept.key)
    with pytest.raises(Refused, match="job_unknown"):
        jobs.look(LOCAL, store, "no such key")
    with pytest.raises(Refused, match="no_permission"):
        jobs.recent(acting("v", Role.VIEWER), store)


BEGIN = """
import sys, time
from pathlib import Path
from actions import jobs
from actions.keep import open_store
from actions.upload import Choice, GivenFile
from actions.users import LOCAL
print(jobs.begin(LOCAL, open_store(sys.argv[1]), GivenFile(Path(sys.argv[2]), "w.csv"), Choice("W1")), flush=True)
time.sleep(60)
"""


def killed(store: Store, file: Path, after: float) -> str:
    """The key of a job whose process was killed some seconds after it had begun."""
    command = [sys.executable, "-c", BEGIN, store.url.render_as_string(hide_password=False), str(file)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        key = process.stdout.readline().strip()
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
    return key


def test_a_job_whose_process_has_gone_is_lost_and_can_be_begun_again(either: Store, tmp_path: Path) -> None:
    file = given(tmp_path)
    key = killed(either, file.path, 0)
    lost = jobs.look(LOCAL, either, key)
    assert (lost.state, lost.receipt, undo.uploads(LOCAL, either)) == (JobState.LOST, None, [])
    kept = ended(either, jobs.again(LOCAL, either, key, lost.choice))
    assert kept.receipt is not None
    assert [row.upload for row in undo.uploads(LOCAL, either)] == [kept.receipt.upload]


@pytest.mark.slow
def test_a_job_killed_at_any_moment_keeps_all_or_nothing(store: Store, tmp_path: Path) -> None:
    file = given(tmp_path)
    for step in range(20):
        key = killed(store, file.path, 0.1 * step)
        job, kept = jobs.look(LOCAL, store, key), undo.uploads(LOCAL, store)
        rows = [row for row in kept if row.state == "kept"]
        assert view.waves(LOCAL, store)[0].responses == 70 * len(rows)
        assert (job.state, len(rows)) in ((JobState.LOST, 0), (JobState.DONE, 1))
        for row in rows:
            undo.undo(LOCAL, store, row.upload)


def test_files_and_jobs_of_the_day_before_are_forgotten_at_the_next_start(
    store: Store, store_url: str, tmp_path: Path
) -> None:
    key = ended(store, jobs.begin(LOCAL, store, given(tmp_path), SEE)).key
    young = ended(store, jobs.begin(LOCAL, store, given(tmp_path, ROWS[:1]), SEE)).key
    stray = spool.folder(store) / spool.put(store, tmp_path / "spooled.csv")
    yesterday = datetime.now(UTC) - timedelta(hours=25)
    with store.writing() as connection:
        name = connection.execute(text("SELECT spool FROM job WHERE key = :key"), {"key": key}).scalar_one()
        connection.execute(text("UPDATE job SET begun_at = :at WHERE key = :key"), {"key": key, "at": yesterday})
    for path, hours in ((spool.folder(store) / name, 25), (stray, 2)):
        moment = time.time() - hours * 3600
        os.utime(path, (moment, moment))
    open_store(str(store.url)).close()
    assert not (spool.folder(store) / name).exists()
    assert not stray.exists()
    assert jobs.look(LOCAL, store, young).readable
    with pytest.raises(Refused, match="job_unknown"):
        jobs.look(LOCAL, store, key)
