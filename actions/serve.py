"""Starting the dashboard as a process of its own on a store."""

import os
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from actions.refused import Refused

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = ("localhost", "127.0.0.1")
DEMO_STORE = ROOT / "data" / "demo.sqlite3"


@dataclass(frozen=True)
class Address:
    """Where the dashboard listens."""

    host: str
    port: int


def refuse_taken(address: Address) -> None:
    """Raise Refused when something listens there already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address.host, address.port))
        except OSError:
            raise Refused("port_taken", port=address.port) from None


def environment(told: Mapping[str, str | None]) -> dict[str, str]:
    """The process's environment with what was told on the command line over it.

    The file of an embedded store is named in full, so that it is the same one wherever a process stands.
    """
    found = dict(os.environ) | {key: value for key, value in told.items() if value is not None}
    prefix, _, file = found.get("SHINTODO_DATABASE_URL", "").partition("sqlite:///")
    if file and not prefix and not file.startswith((":", "?")):
        found["SHINTODO_DATABASE_URL"] = f"sqlite:///{Path(file).absolute()}"
    return found


def dashboard(environ: Mapping[str, str], address: Address, megabytes: int) -> NoReturn:
    """Become the dashboard, so that whoever stops this process stops the server and nothing is left running.

    A server of this machine alone answers to its own names only; a page elsewhere cannot reach it by another.
    """
    server = [f"--server.address={address.host}", f"--server.port={address.port}"]
    limit = f"--server.maxUploadSize={megabytes}"
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), *server, limit]
    own = {"STREAMLIT_SERVER_ALLOWED_HOSTS": " ".join(LOOPBACK)} if address.host in LOOPBACK else {}
    os.chdir(ROOT)
    os.execve(sys.executable, command, own | dict(environ))
