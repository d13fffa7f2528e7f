"""The stem process: has loaded the readers, holds no file and no secret, and forks one child for every file.

Orders come in over a Unix socket, each with a line of its own over which the child's end is answered. Whoever gave the
order closes the line to have the child killed; when the orders end, everything here ends.
"""

import gc
import os
import selectors
import signal
import socket
import sys
from contextlib import suppress

from intake.child import FAILED, Order, WithoutPandas, read

_LONGEST_ORDER = 1 << 14


class Stem:
    """The children under way, by process number, each with the line to whoever ordered it."""

    def __init__(self, orders: socket.socket) -> None:
        self._orders, self._lines = orders, dict[int, socket.socket]()
        self._ended, ended = socket.socketpair()
        for end in (self._ended, ended):
            end.setblocking(False)
        self._waker = ended
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(ended.fileno(), warn_on_full_buffer=False)
        self._watched = selectors.DefaultSelector()
        self._watched.register(orders, selectors.EVENT_READ)
        self._watched.register(self._ended, selectors.EVENT_READ)

    def serve(self) -> None:
        """Until nobody can order any more."""
        while True:
            for key, _ in self._watched.select():
                if key.fileobj is self._orders:
                    if not self._take():
                        return self._kill(*self._lines)
                elif key.fileobj is self._ended:
                    self._reap()
                else:  # only its closing is ever heard on a line
                    self._watched.unregister(key.fileobj)
                    self._kill(key.data)

    def _take(self) -> bool:
        """Fork a child for the next order."""
        words, lines, _, _ = socket.recv_fds(self._orders, _LONGEST_ORDER, 1)
        if not words or not lines:
            return False
        line, order = socket.socket(fileno=lines[0]), Order.of(words.decode())
        if (pid := os.fork()) == 0:
            self._become_child(order, line)
        self._lines[pid] = line
        self._watched.register(line, selectors.EVENT_READ, pid)
        return True

    def _become_child(self, order: Order, line: socket.socket) -> None:
        """Read one file and end; nothing of the stem is left in reach."""
        status = FAILED
        try:
            os.setsid()
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            self._watched.close()
            for open_line in (self._orders, self._ended, self._waker, line, *self._lines.values()):
                open_line.close()
            status = read(order)
        finally:
            os._exit(status)

    def _kill(self, *children: int) -> None:
        for pid in children:
            for kill in (os.killpg, os.kill):  # it leads a group of its own as soon as it runs
                with suppress(ProcessLookupError, PermissionError):
                    kill(pid, signal.SIGKILL)

    def _reap(self) -> None:
        """Answer the exit status of every child that has ended."""
        with suppress(BlockingIOError):
            self._ended.recv(_LONGEST_ORDER)
        with suppress(ChildProcessError):
            while (ended := os.waitpid(-1, os.WNOHANG))[0]:
                line = self._lines.pop(ended[0])
                with suppress(KeyError):
                    self._watched.unregister(line)
                with suppress(OSError), line:
                    line.sendall(str(os.waitstatus_to_exitcode(ended[1])).encode())


def main() -> None:
    """Load the readers, then serve the orders that come in on standard input."""
    sys.meta_path.insert(0, WithoutPandas)

    import intake.check
    import intake.delimited
    import intake.workbook  # noqa: F401  # loaded ahead, so that a child can begin at once

    orders = socket.socket(fileno=os.dup(0))
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    gc.collect()
    gc.freeze()
    Stem(orders).serve()


if __name__ == "__main__":
    main()
