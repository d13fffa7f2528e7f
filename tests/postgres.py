"""A throw-away PostgreSQL cluster on a socket of its own: fast because it may lose everything, gone when the tests end."""

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

START_SECONDS = 60
MAY_LOSE_EVERYTHING = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")
PR_SET_PDEATHSIG = 1


def _end_with_parent() -> None:
    """Asks Linux to stop this process when the test run dies without cleaning up."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


class Cluster:
    """A running server; `fresh()` gives an empty database, `fresh(template)` a copy of another one."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._owner = self._unprivileged()
        self._numbers = count(1)
        # a short path: a socket's name may not be longer than 107 bytes
        self._folder = Path(tempfile.mkdtemp(prefix="shintodo-pg-", dir="/tmp"))
        self._server: subprocess.Popen[bytes] | None = None

    @staticmethod
    def _unprivileged() -> pwd.struct_passwd | None:
        """Whom to run as when we are root, for PostgreSQL refuses root."""
        if os.geteuid() != 0:
            return None
        known = {entry.pw_name: entry for entry in pwd.getpwall()}
        return known.get("postgres") or known["nobody"]

    def _rights(self) -> dict[str, Any]:
        if self._owner is None:
            return {}
        return {"user": self._owner.pw_uid, "group": self._owner.pw_gid, "extra_groups": []}

    def start(self) -> None:
        if self._owner:
            os.chown(self._folder, self._owner.pw_uid, self._owner.pw_gid)
        self._initdb()
        settings = (*MAY_LOSE_EVERYTHING, "listen_addresses=", f"unix_socket_directories={self._folder}")
        command = [str(self._programs / "postgres"), "-D", str(self._folder / "data")]
        command += [word for setting in settings for word in ("-c", setting)]
        on_linux: Callable[[], None] | None = _end_with_parent if sys.platform == "linux" else None
        with (self._folder / "log").open("wb") as log:
            self._server = subprocess.Popen(  # its own session: a Ctrl-C reaches the tests, not the server
                command,
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=on_linux,
                **self._rights(),
            )
        self._wait()

    def _initdb(self) -> None:
        command = [str(self._programs / "initdb"), "--no-sync", "--encoding=UTF8", "--locale=C", "--auth=trust"]
        command += ["--username=shintodo", f"--pgdata={self._folder / 'data'}"]
        subprocess.run(command, cwd=self._folder, check=True, capture_output=True, **self._rights())

    def _wait(self) -> None:
        """Returns when the server answers; says what its log says when it does not."""
        give_up = time.monotonic() + START_SECONDS
        while time.monotonic() < give_up and self._server and self._server.poll() is None:
            try:
                self._run("SELECT 1")
                return
            except psycopg.OperationalError:
                time.sleep(0.05)
        raise RuntimeError("PostgreSQL did not start:\n" + (self._folder / "log").read_text(errors="replace"))

    def _run(self, statement: str) -> None:
        with psycopg.connect(host=str(self._folder), user="shintodo", dbname="postgres", autocommit=True) as connection:
            connection.execute(statement.encode())

    def fresh(self, template: str = "template0") -> str:
        """The URL of a new database; `template` is the name of one nobody is connected to."""
        name = f"test_{next(self._numbers)}"
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return f"postgresql+psycopg://shintodo@/{name}?host={self._folder}"

    def drop(self, url: str) -> None:
        name = database_name(url)
        self._run(f'DROP DATABASE "{name}" WITH (FORCE)')

    def stop(self) -> None:
        if self._server and self._server.poll() is None:
            self._server.send_signal(signal.SIGINT)
            try:
                self._server.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self._server.kill()
                self._server.wait()
        shutil.rmtree(self._folder, ignore_errors=True)


def database_name(url: str) -> str:
    """The name in a URL given by `fresh`, to be used as another one's template."""
    return url.partition("?")[0].rpartition("/")[2]
