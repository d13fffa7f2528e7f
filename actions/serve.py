"""Starting the dashboard as a process of its own on a store."""

import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from actions.refused import Refused

ROOT = Path(__file__).resolve().parent.parent
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
    """The process's environment with what was told on the command line over it."""
    return dict(os.environ) | {key: value for key, value in told.items() if value is not None}


def dashboard(environ: Mapping[str, str], address: Address) -> int:
    """Run the dashboard until it is stopped; answers its exit status."""
    server = [f"--server.address={address.host}", f"--server.port={address.port}"]
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), *server]
    try:
        return subprocess.run(command, cwd=ROOT, env=dict(environ), check=False).returncode
    except KeyboardInterrupt:
        return 0
