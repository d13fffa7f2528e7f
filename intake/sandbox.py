"""Reads a file in a child process with limits and no secrets: whatever happens there, an outcome comes back."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from pydantic import ValidationError

from intake.child import ANSWER, BLOCK, IDS, OUT_OF_MEMORY, TASK, TEXTS, Order
from intake.identity import written
from intake.problems import Kind, Problem
from intake.task import Limits, Outcome, Task

ROOT = Path(__file__).resolve().parent.parent
_KEPT = ("PATH", "LANG", "LC_ALL", "TZ", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX")
_TIME_UP = (-signal.SIGXCPU, -signal.SIGKILL)


def read_file(task: Task) -> Outcome:
    """What the file is and what to store of it; never raises because of the file."""
    try:
        size = task.path.stat().st_size
    except OSError:
        return _refused(task, Problem(kind=Kind.DAMAGED, found=task.file_name))
    if size == 0:
        return _refused(task, Problem(kind=Kind.EMPTY_FILE))
    if size > task.limits.file_bytes:
        found, most = f"{size / 1e6:,.1f} MB", f"{task.limits.file_bytes / 1e6:,.0f} MB"
        return _refused(task, Problem(kind=Kind.TOO_LARGE, found=found, expected=most))
    with tempfile.TemporaryDirectory(prefix="shintodo-") as folder:
        return _in_child(task, Path(folder))


def _in_child(task: Task, folder: Path) -> Outcome:
    absolute = task.model_copy(update={"path": task.path.resolve()})
    (folder / TASK).write_text(absolute.model_dump_json(), encoding="utf-8")
    try:
        status = _run(folder, task.limits)
    except subprocess.TimeoutExpired:
        return _refused(task, Problem(kind=Kind.OUT_OF_LIMITS, expected=f"{task.limits.wall_seconds} s"))
    if status != 0:
        return _refused(task, _end(status, task.limits))
    return _answer(task, folder)


def _run(folder: Path, limits: Limits) -> int:
    """The child's exit status; it and all it started are gone afterwards."""
    child = _READY.take()
    order = Order(str(folder), limits.memory_bytes, limits.cpu_seconds, limits.answer_bytes)
    try:
        child.communicate(order.line(), timeout=limits.wall_seconds)
        return child.returncode
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


class Ready:
    """Children that have loaded their readers and wait: none, or one ahead where people upload all day."""

    def __init__(self) -> None:
        self._lock, self._ahead = threading.Lock(), False
        self._waiting: subprocess.Popen[str] | None = None

    def take(self) -> "subprocess.Popen[str]":
        """A child for one file; the next one starts to load at once where one is kept ahead."""
        with self._lock:
            child, self._waiting = self._waiting, None
            if child is None or child.poll() is not None:
                child = _start()
            self._waiting = _start() if self._ahead else None
            return child

    def keep_one(self) -> None:
        """From now on one child waits; it ends with this process."""
        with self._lock:
            self._ahead = True
            self._waiting = self._waiting or _start()

    def keep_none(self) -> None:
        """Let the waiting child go."""
        with self._lock:
            self._ahead, child, self._waiting = False, self._waiting, None
            if child is not None:
                child.communicate("")


_READY = Ready()
keep_one_ready, keep_none_ready = _READY.keep_one, _READY.keep_none


def _start() -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-s", "-P", "-m", "intake.child"],
        cwd="/",
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        text=True,
    )


def environment() -> dict[str, str]:
    """All the child is told of the machine: its language, where programs are and where our code is."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return kept | {"PYTHONPATH": str(ROOT)}


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
        ids = written((folder / IDS).read_bytes())
    except (OSError, ValidationError):
        return _refused(task, Problem(kind=Kind.READER_STOPPED, found="answer"))
    blocks = {
        name: path.read_bytes() if (path := folder / file).exists() else None
        for name, file in (("block", BLOCK), ("text_block", TEXTS))
    }
    return outcome.model_copy(update={**blocks, "ids": ids})


def _refused(task: Task, problem: Problem) -> Outcome:
    return Outcome(problems=(problem,), mapping=task.mapping)
