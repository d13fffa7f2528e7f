"""A process that was cut off reaches nobody, starts nothing and writes nowhere but in its own folder."""

import os
import platform
import socket
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from intake.guard import cut_off

pytestmark = pytest.mark.skipif(platform.system() != "Linux", reason="the kernel's own means are Linux's")


def outcome(folder: Path, work: Callable[[], object]) -> str:
    """What comes of `work` in a process of its own that was cut off to `folder`: done, or the exception's name."""
    reading, writing = os.pipe()
    if (pid := os.fork()) == 0:
        try:
            cut_off(str(folder))
            work()
            os.write(writing, b"done")
        except BaseException as reason:  # whatever it is, it is told
            os.write(writing, type(reason).__name__.encode())
        finally:
            os._exit(0)
    os.close(writing)
    with open(reading, "rb") as told:
        os.waitpid(pid, 0)
        return told.read().decode()


@pytest.mark.parametrize(
    "family", [socket.AF_INET, socket.AF_INET6, socket.AF_UNIX, socket.AF_NETLINK], ids=lambda family: family.name
)
def test_no_socket(tmp_path: Path, family: socket.AddressFamily) -> None:
    def reach() -> None:
        socket.socket(family, socket.SOCK_DGRAM)

    assert outcome(tmp_path, reach) == "PermissionError"


@pytest.mark.parametrize(
    "work",
    [
        lambda outside: (outside / "new").write_bytes(b"x"),
        lambda outside: (outside / "old").write_bytes(b"x"),
        lambda outside: (outside / "old").open("ab"),
        lambda outside: (outside / "old").unlink(),
        lambda outside: os.truncate(outside / "old", 0),
        lambda outside: (outside / "folder").mkdir(),
        lambda outside: (outside / "link").symlink_to("/etc/passwd"),
        lambda outside: (outside / "old").rename(outside / "moved"),
        lambda _: subprocess.run(["/bin/true"], check=True),
        lambda _: os.execv("/bin/true", ["true"]),
    ],
)
def test_nothing_outside(tmp_path: Path, work: Callable[[Path], object]) -> None:
    own, outside = tmp_path / "own", tmp_path / "outside"
    own.mkdir()
    outside.mkdir()
    (outside / "old").write_bytes(b"before")
    assert outcome(own, lambda: work(outside)) == "PermissionError"
    assert [(path.name, path.read_bytes()) for path in outside.iterdir()] == [("old", b"before")]


@pytest.mark.parametrize(
    "work",
    [
        lambda own: (own / "answer").write_bytes(b"x"),
        lambda own: (own / "folder").mkdir(),
        lambda _: Path("/etc/passwd").read_bytes(),
        lambda _: threading.Thread(target=bytes).start(),
    ],
)
def test_what_it_needs_it_may(tmp_path: Path, work: Callable[[Path], object]) -> None:
    assert outcome(tmp_path, lambda: work(tmp_path)) == "done"
