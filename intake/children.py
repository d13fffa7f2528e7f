"""Orders children of the stem process, one for every file; the stem is started when it is first needed."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

from intake.child import Order

ROOT = Path(__file__).resolve().parent.parent
LOST = 70
"""The status of a child whose end nobody can tell, because the stem itself has gone."""
_AT_MOST = 10.0
_SPARING = {"ARROW_DEFAULT_MEMORY_POOL": "system", "MALLOC_ARENA_MAX": "1"}
"""One pool of memory for all: what one thread gives back another takes."""
_KEPT = ("PATH", "LANG", "LC_ALL", "TZ", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX")


class Child:
    """A child under way, by the line on which its end is told."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self.status: int | None = None

    def wait(self, seconds: float) -> int | None:
        """Its exit status (negative: the signal that ended it), or None while it runs after so many seconds."""
        if self.status is None:
            self._line.settimeout(max(seconds, 1e-3))
            with contextlib.suppress(TimeoutError):
                self.status = self._told()
        return self.status

    def _told(self) -> int:
        try:
            return int(self._line.recv(16) or LOST)
        except ConnectionError:
            return LOST

    def end(self) -> None:
        """Have it killed if it still runs; when this returns it is gone."""
        with self._line, contextlib.suppress(OSError):
            if self.status is None:
                self._line.shutdown(socket.SHUT_WR)
                self._line.settimeout(_AT_MOST)
                self.status = self._told()


class Stem:
    """The stem process of this process: none before the first file, then one until the end."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._orders: socket.socket | None = None

    def child(self, order: Order) -> Child:
        """A child that begins with the order at once; a stem that has gone is replaced."""
        ours, its = socket.socketpair()
        with its, self._lock:
            try:
                self._order(order, its)
            except ConnectionError:
                self._stop()
                self._order(order, its)
        return Child(ours)

    def _order(self, order: Order, line: socket.socket) -> None:
        socket.send_fds(self._started(), [order.line().encode()], [line.fileno()])

    def start(self) -> None:
        """Have the stem loaded before the first file comes."""
        with self._lock:
            self._started()

    def stop(self) -> None:
        """Let the stem go, and whatever it reads."""
        with self._lock:
            self._stop()

    def forget(self) -> None:
        """In a fork of this process: the stem is its parent's, and so is whatever thread held the lock."""
        orders, self._orders, self._process, self._lock = self._orders, None, None, threading.Lock()
        if orders is not None:
            orders.close()

    def _started(self) -> socket.socket:
        if self._orders is None or self._process is None or self._process.poll() is not None:
            self._stop()
            self._orders, its = socket.socketpair()
            with its:
                self._process = _start(its)
        return self._orders

    def _stop(self) -> None:
        orders, process, self._orders, self._process = self._orders, self._process, None, None
        if orders is not None:
            orders.close()
        if process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(1)
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


STEM = Stem()
os.register_at_fork(after_in_child=STEM.forget)


def _start(orders: socket.socket) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-s", "-P", "-m", "intake.stem"],
        cwd="/",
        env=environment(),
        stdin=orders.fileno(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def environment() -> dict[str, str]:
    """All a child is told of the machine: its language, where programs are and where our code is."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return kept | {"PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"} | _SPARING
