"""Reads a file in a child process with limits and no secrets: whatever happens there, an outcome comes back."""

import signal
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from pydantic import ValidationError

from intake.child import ANSWER, BLOCK, IDS, OUT_OF_MEMORY, PROGRESS, TASK, TEXTS, Order
from intake.children import LOST, STEM
from intake.problems import Kind, Problem
from intake.progress import Progress, Stage, noted_at
from intake.task import Limits, Outcome, Task

FOLDER = "shintodo-reading-"
"""How the folder begins in which a file is read; where the process was killed meanwhile, one is left behind."""
_TIME_UP = (-signal.SIGXCPU, -signal.SIGKILL)
_TOLD_EVERY = 0.5
_PACKED = (b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"$FL")
"""How archives, old workbooks and SPSS files begin: nothing tells their true size from outside."""
Watch = Callable[[Progress], bool]
"""Is told about twice a second how far the reading is; where it answers False the reading is given up."""


class _Cancelled(Exception):
    """Whoever watched wants no more of it."""


def read_file(task: Task, progress: Watch | None = None) -> Outcome:
    """What the file is and what to store of it; never raises because of the file."""
    try:
        size, most = task.path.stat().st_size, _most(task)
    except OSError:
        return _refused(task, Problem(kind=Kind.DAMAGED, found=task.file_name))
    if size == 0:
        return _refused(task, Problem(kind=Kind.EMPTY_FILE))
    if size > most:
        found, expected = f"{size / 1e6:,.1f} MB", f"{most / 1e6:,.0f} MB"
        return _refused(task, Problem(kind=Kind.TOO_LARGE, found=found, expected=expected))
    with tempfile.TemporaryDirectory(prefix=FOLDER) as folder:
        return _in_child(task, Path(folder), progress)


def _most(task: Task) -> int:
    """The most bytes a file may have: text is read piece by piece, a packed file grows once it is opened."""
    with task.path.open("rb") as file:
        packed = file.read(8).startswith(_PACKED)
    return task.limits.file_bytes if packed else task.limits.text_bytes


def _in_child(task: Task, folder: Path, watch: Watch | None) -> Outcome:
    absolute = task.model_copy(update={"path": task.path.resolve()})
    (folder / TASK).write_text(absolute.model_dump_json(), encoding="utf-8")
    try:
        status = _run(folder, task.limits, watch)
        if status == LOST:  # with the stem: a new one is started
            status = _run(folder, task.limits, watch)
    except TimeoutError:
        return _refused(task, Problem(kind=Kind.OUT_OF_LIMITS, expected=f"{task.limits.wall_seconds} s"))
    except _Cancelled:
        return _refused(task, Problem(kind=Kind.CANCELLED))
    if status != 0:
        return _refused(task, _end(status, task.limits))
    return _answer(task, folder)


def _run(folder: Path, limits: Limits, watch: Watch | None) -> int:
    """The child's exit status; it is gone afterwards."""
    deadline = time.monotonic() + limits.wall_seconds
    child = STEM.child(Order(str(folder), limits.memory_bytes, limits.cpu_seconds, limits.answer_bytes))
    try:
        while (left := deadline - time.monotonic()) > 0:
            _go_on(folder, watch)
            if (status := child.wait(min(left, _TOLD_EVERY))) is not None:
                return status
        raise TimeoutError
    finally:
        child.end()


def _go_on(folder: Path, watch: Watch | None) -> None:
    """Tell whoever watches how far the child is; raises when that is to be the end."""
    if watch is not None and not watch(noted_at(folder / PROGRESS) or Progress(stage=Stage.OPENING)):
        raise _Cancelled


def _end(status: int, limits: Limits) -> Problem:
    """Why a child ended without an answer, as a problem."""
    if status == OUT_OF_MEMORY or status == -signal.SIGABRT:
        return Problem(kind=Kind.OUT_OF_LIMITS, expected=f"{limits.memory_bytes / 1e9:.0f} GB")
    if status in _TIME_UP:
        return Problem(kind=Kind.OUT_OF_LIMITS, expected=f"{limits.cpu_seconds} s")
    return Problem(kind=Kind.READER_STOPPED, found=str(status))


def _answer(task: Task, folder: Path) -> Outcome:
    """The child's answer, checked like anything that comes from outside."""
    try:
        outcome = Outcome.model_validate_json((folder / ANSWER).read_bytes())
    except (OSError, ValidationError):
        return _refused(task, Problem(kind=Kind.READER_STOPPED, found="answer"))
    blocks = {
        name: path.read_bytes() if (path := folder / file).exists() else None
        for name, file in (("block", BLOCK), ("text_block", TEXTS))
    }
    ids = path.read_bytes() if (path := folder / IDS).exists() else b""
    return outcome.model_copy(update={**blocks, "ids": ids})


def _refused(task: Task, problem: Problem) -> Outcome:
    return Outcome(problems=(problem,), mapping=task.mapping)
