"""Files read beside the page: begun, looked at from anywhere, read again with another choice, cancelled, kept.

The reading happens in a thread of this process and the child process of intake; how far it is stands in the store,
written twice a second. Keeping a file and ending its job are one transaction, so a crash leaves both or neither.
"""

import logging
import secrets
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache

from actions import spool, upload
from actions.recorded import Answer, Order, Refusal
from actions.refused import Refused
from actions.upload import Choice, GivenFile, Receipt
from actions.users import Person, Role, allow
from actions.workers import alive, name_of_this
from db import jobs as rows
from db.engine import Store

AT_ONCE = 2
BEAT_SECONDS = 0.5
SWEEP_SECONDS = 3600
SILENT = timedelta(seconds=60)
"""A job that said nothing for so long is lost, wherever its process may be."""
_TURNS = threading.BoundedSemaphore(AT_ONCE)
_LOG = logging.getLogger("shintodo")


class JobState(StrEnum):
    """Waiting for its turn, running, done, refused in words, cancelled by somebody, or lost with its process."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    LOST = "lost"

    @property
    def over(self) -> bool:
        return self not in (JobState.WAITING, JobState.RUNNING)


@dataclass(frozen=True)
class Job:
    """One reading of a file: what was asked, how far it is, and what came of it.

    `receipt` is there when the file was read, whatever the verdict; `refusal` when the action itself was refused.
    """

    key: str
    wave: str | None
    file: str
    dry: bool
    state: JobState
    stage: str
    rows: int | None
    share: float | None
    begun_at: datetime
    ended_at: datetime | None
    receipt: Receipt | None
    choice: Choice
    refusal: Refusal | None = None
    readable: bool = False
    """Whether the file is still there to be read again."""


def begin(person: Person, store: Store, file: GivenFile, choice: Choice) -> str:
    """Copy a file into the spool and read it beside the page, to keep it or (`choice.dry`) to see; answers a key."""
    allow(person, Role.HR)
    _sweep(store)
    path = spool.folder(store) / spool.put(store, file.path)
    return _start(_Run(person, store, GivenFile(path, file.name), choice))


def again(person: Person, store: Store, key: str, choice: Choice) -> str:
    """Read the file of a job once more with another choice, or to keep it now; answers the key of the new job."""
    allow(person, Role.HR)
    job = _find(store, key)
    path = spool.find(store, job.spool)
    if path is None or job.state == JobState.CANCELLED:
        raise Refused("job_file_gone", file=job.file_name)
    return _start(_Run(person, store, GivenFile(path, job.file_name), choice))


def look(person: Person, store: Store, key: str) -> Job:
    """How far a job is, or what came of it; raises Refused where it is not remembered."""
    allow(person, Role.HR)
    return _shown(store, _find(store, key))


def beginning(person: Person, store: Store, key: str, size: int) -> bytes:
    """The first bytes of a job's file, to show how they read in another encoding; none where the file has gone."""
    allow(person, Role.HR)
    path = spool.find(store, _find(store, key).spool)
    if path is None:
        return b""
    with path.open("rb") as file:
        return file.read(size)


def recent(person: Person, store: Store) -> list[Job]:
    """The jobs a person began in the last day, the newest first."""
    allow(person, Role.HR)
    with store.reading() as connection:
        found = rows.jobs(connection, person.name)
    return [_shown(store, job) for job in found]


def cancel(person: Person, store: Store, key: str) -> None:
    """Stop a job, forget what it found and remove its file; what was kept already is not touched."""
    allow(person, Role.HR)
    with store.writing() as connection:
        job = rows.find(connection, key)
        if job is None:
            raise Refused("job_unknown")
        if job.state == JobState.DONE and not job.dry:
            raise Refused("job_over", file=job.file_name)
        rows.cancel(connection, key)
    spool.drop(store, job.spool)


@cache
def _sweep(store: Store) -> None:
    """From now on, remove every hour what has waited too long, as is done at every start."""

    def sweep() -> None:
        while True:
            time.sleep(SWEEP_SECONDS)
            spool.tidy(store)

    threading.Thread(target=sweep, daemon=True, name="shintodo-sweep").start()


def _find(store: Store, key: str) -> rows.KeptJob:
    with store.reading() as connection:
        job = rows.find(connection, key)
    if job is None:
        raise Refused("job_unknown")
    return job


def _shown(store: Store, job: rows.KeptJob) -> Job:
    state = JobState(job.state)
    silent = datetime.now(UTC) - job.beat_at > SILENT
    if not state.over and (silent or not alive(job.worker)):
        state = JobState.LOST
    answer = Answer.model_validate_json(job.answer) if job.answer else Answer()
    wave, order = job.wave, Order.model_validate_json(job.choice)
    told = (job.stage, job.rows, job.share, job.begun_at, job.ended_at)
    there = state is not JobState.CANCELLED and spool.find(store, job.spool) is not None
    plain = (job.key, wave, job.file_name, job.dry, state)
    return Job(*plain, *told, answer.receipt(job.dry), order.choice(), answer.refusal, there)


@dataclass
class _Run:
    """One reading under way in this process."""

    person: Person
    store: Store
    file: GivenFile
    choice: Choice
    key: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    state: JobState = JobState.WAITING
    stage: str = "waiting"
    rows: int | None = None
    share: float | None = None
    cancelled: bool = False

    def work(self) -> None:
        """Wait for a turn, read, keep; whatever happens, the job's row says how it ended."""
        over = threading.Event()
        beats = threading.Thread(target=self._beat, args=(over,), daemon=True)
        beats.start()
        try:
            with _TURNS:
                self._read()
        except Refused as refused:
            self._end(JobState.REFUSED, Answer(refusal=Refusal.of(refused)))
        except Exception:  # ours; the job is lost and may be begun again, the log says why
            _LOG.exception("a job was lost")
            self._end(JobState.LOST, Answer())
        finally:
            over.set()
            beats.join()

    def _read(self) -> None:
        self.state, self.stage = JobState.RUNNING, "reading"
        if not self._note():
            return
        found = upload.read_in(self.person, self.store, (self.file, self.choice), self._watch)
        self.stage = "keeping"
        if self.choice.dry or not found.storable:
            receipt = upload.preview(found)
            state = JobState.REFUSED if receipt.outcome.refused else JobState.DONE
            self._end(state, Answer.of(receipt))
        else:
            self._keep(found)

    def _keep(self, found: upload.Reading) -> None:
        """Keep the file and end the job in one transaction, unless the job was cancelled."""
        with self.store.writing() as connection:
            job = rows.find(connection, self.key)
            if job is None or job.state != JobState.RUNNING:
                return
            receipt = upload.keep(connection, self.person, found)
            state = JobState.REFUSED if receipt.outcome.refused else JobState.DONE
            rows.end(connection, self.key, state.value, Answer.of(receipt).model_dump_json())
        if state is JobState.DONE:
            spool.drop(self.store, self.file.path.name)

    def _end(self, state: JobState, answer: Answer) -> None:
        with self.store.writing() as connection:
            rows.end(connection, self.key, state.value, answer.model_dump_json())

    def _watch(self, progress: upload.Progress) -> bool:
        """Take over how far the reader is; False once the job was cancelled."""
        self.stage, self.rows, self.share = progress.stage.value, progress.rows, progress.share
        return not self.cancelled

    def _note(self) -> bool:
        """Write how far the job is; False when it was cancelled."""
        seen = {"state": self.state.value, "stage": self.stage, "rows": self.rows, "share": self.share}
        with self.store.writing() as connection:
            self.cancelled = not rows.move(connection, self.key, seen)
        return not self.cancelled

    def _beat(self, over: threading.Event) -> None:
        while not over.wait(BEAT_SECONDS):
            try:
                self._note()
            except Exception:  # a beat that is missed is followed by another
                _LOG.exception("a job could not tell how far it is")


def _start(run: _Run) -> str:
    job = {"key": run.key, "person": run.person.name, "worker": name_of_this(), "spool": run.file.path.name}
    asked = {"wave": run.choice.wave, "dry": run.choice.dry, "choice": Order.of(run.choice).model_dump_json()}
    with run.store.writing() as connection:
        rows.put(connection, job | asked | {"file_name": run.file.name, "stage": run.stage})
    threading.Thread(target=run.work, daemon=True, name="shintodo-job").start()
    return run.key
