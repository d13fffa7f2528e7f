"""Which process does a piece of work, and whether it is still there."""

import os
import socket
from pathlib import Path


def name_of_this() -> str:
    """This process: its machine, its number and the moment it started, by which a later one of that number differs."""
    return f"{socket.gethostname()}|{os.getpid()}|{_started(os.getpid())}"


def alive(worker: str) -> bool:
    """Whether a process still runs; of another machine nobody here can say no."""
    host, _, rest = worker.partition("|")
    number, _, started = rest.partition("|")
    return host != socket.gethostname() or _started(int(number)) == started


def _started(number: int) -> str:
    """When a process started, in ticks since the machine did; empty when it is gone, 0 where nobody can tell."""
    if not Path("/proc/self/stat").exists():
        return "0"
    try:
        return Path(f"/proc/{number}/stat").read_text("utf-8").rpartition(")")[2].split()[19]
    except OSError:
        return ""
