"""Reads a file in a child process with limits and no secrets: whatever happens there, an outcome comes back."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from pydantic import ValidationError

from intake.child import ANSWER, BLOCK, IDS, OUT_OF_MEMORY, PROGRESS, TASK, TEXTS, Order
from intake.identity import written
from intake.problems import Kind, Problem
from intake.progress import Progress, Stage, noted_at
from intake.tabular import is_packed
from intake.task import Limits, Outcome, Task

ROOT = Path(__file__).resolve().parent.parent
_KEPT = ("PATH", "LANG", "LC_ALL", "TZ", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX")
_TIME_UP = (-signal.SIGXCPU, -signal.SIGKILL)
_TOLD_EVERY = 0.5
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
    with tempfile.TemporaryDirectory(prefix="shintodo-") as folder:
        return _in_child(task, Path(folder), progress)


def _most(task: Task) -> int:
    """The most bytes a file may have: text is read piece by piece, a packed file grows once it is opened."""
    with task.path.open("rb") as file:
        packed = is_packed(file.read(8))
    return task.limits.file_bytes if packed else task.limits.text_bytes


def _in_child(task: Task, folder: Path, watch: Watch | None) -> Outcome:
    absolute = task.model_copy(update={"path": task.path.resolve()})
    (folder / TASK).write_text(absolute.model_dump_json(), encoding="utf-8")
    try:
        status = _run(folder, task.limits, watch)
    except subprocess.TimeoutExpired:
        return _refused(task, Problem(kind=Kind.OUT_OF_LIMITS, expected=f"{task.limits.wall_seconds} s"))
    except _Cancelled:
        return _refused(task, Problem(kind=Kind.CANCELLED))
    if status != 0:
        return _refused(task, _end(status, task.limits))
    return _answer(task, folder)


def _run(folder: Path, limits: Limits, watch: Watch | None) -> int:
    """The child's exit status; it and all it started are gone afterwards."""
    child = _READY.take()
    order = Order(str(folder), limits.memory_bytes, limits.cpu_seconds, limits.answer_bytes)
    try:
        _hand_over(child, order)
        _await(child, limits.wall_seconds, lambda: _go_on(folder, watch))
        return child.returncode
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def _hand_over(child: "subprocess.Popen[str]", order: Order) -> None:
    """Give the child its order; one that is gone already tells so by its exit status."""
    assert child.stdin is not None  # it was started with one
    with contextlib.suppress(BrokenPipeError), child.stdin:
        child.stdin.write(order.line())


def _await(child: "subprocess.Popen[str]", seconds: float, go_on: Callable[[], None]) -> None:
    """Wait for the child's end, calling `go_on` now and then; raises TimeoutExpired after `seconds`."""
    deadline = time.monotonic() + seconds
    while True:
        left = deadline - time.monotonic()
        try:
            child.wait(max(0.0, min(left, _TOLD_EVERY)))
            return
        except subprocess.TimeoutExpired:
            if left <= _TOLD_EVERY:
                raise
        go_on()


def _go_on(folder: Path, watch: Watch | None) -> None:
    """Tell whoever watches how far the child is; raises when that is to be the end."""
    if watch is not None and not watch(noted_at(folder / PROGRESS) or Progress(stage=Stage.OPENING)):
        raise _Cancelled


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
