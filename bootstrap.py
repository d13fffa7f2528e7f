"""Makes .venv from requirements.lock with Python's standard library alone; quick when nothing changed."""

import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "shintodo-ready"
OLDEST = (3, 11)

COMMAND = """#!/bin/sh
'''exec' "{python}" "$0" "$@"
' '''
import sys

sys.path.insert(0, {root!r})
from cli import main

sys.exit(main())
"""


class CannotSetUp(Exception):
    """What stands in the way, as (Japanese, English)."""


def fingerprint() -> "list[str]":
    """What .venv depends on, as two lines: the Python and the place; the lock and this file."""
    place = [sys.version.encode(), sys.base_prefix.encode(), str(ROOT).encode()]
    content = [LOCK.read_bytes(), Path(__file__).read_bytes()]
    return [hashlib.sha256(b"\0".join(parts)).hexdigest() for parts in (place, content)]


def stamp() -> "list[str]":
    return STAMP.read_text().split() if STAMP.is_file() and PYTHON.exists() else ["", ""]


def check_python() -> None:
    if sys.version_info < OLDEST:
        found, oldest = "%d.%d" % sys.version_info[:2], "%d.%d" % OLDEST
        raise CannotSetUp(
            "Python %s 以上が必要です（今は %s）。make PYTHON=/path/to/python3 のように指定できます。"
            % (oldest, found),
            "Python %s or newer is needed (this is %s). Name one with: make PYTHON=/path/to/python3" % (oldest, found),
        )
    try:
        import ensurepip  # noqa: F401  only its presence matters: Debian keeps it in a package of its own
        import venv  # noqa: F401  the same
    except ImportError:
        raise CannotSetUp(
            "Python の venv と pip がありません。Debian・Ubuntu では apt-get install python3-venv で入ります。",
            "Python's venv and pip are missing. On Debian or Ubuntu: apt-get install python3-venv",
        ) from None


def run(*command: object) -> bool:
    """Runs quietly; what the command said is shown only when it failed."""
    done = subprocess.run(
        [str(part) for part in command], cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    if done.returncode:
        print(done.stdout + done.stderr, file=sys.stderr)
    return done.returncode == 0


def locked(name: str) -> str:
    """The lines of one package in the lock file: its version and its hashes."""
    lines = LOCK.read_text().splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(name + "=="))
    end = start
    while lines[end].endswith("\\"):
        end += 1
    return "\n".join(lines[start : end + 1]) + "\n"


def pip(*arguments: object) -> bool:
    return run(PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--require-hashes", *arguments)


def install_uv() -> bool:
    """Puts the locked uv into .venv with pip, hash-checked like everything else."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder, "uv.lock")
        wanted.write_text(locked("uv"))
        return pip("-r", wanted)


def install_lock() -> None:
    """Makes .venv hold just what the lock says, with uv; with pip, slower, where uv cannot."""
    sync = [SCRIPTS / "uv", "pip", "sync", "--compile-bytecode", "--python", PYTHON]
    sync += ["--require-hashes", "--build-constraints", LOCK, LOCK]
    if install_uv() and run(*sync):
        return
    say("uv では入りませんでした。pip で続けます。", "uv could not do it; going on with pip, which takes longer.")
    if not pip("-r", LOCK):
        raise CannotSetUp(
            "部品を入れられませんでした。上の表示とネットワーク（入手先の設定）を確かめて、もう一度実行してください。",
            "The packages could not be installed: see the lines above, check the network, and run this again.",
        )


def make_venv(keep: bool) -> None:
    """An old .venv is kept only when it belongs to this Python and this place."""
    if not run(sys.executable, "-m", "venv", *([] if keep else ["--clear"]), VENV):
        raise CannotSetUp(".venv を作れませんでした。", ".venv could not be made (see the lines above).")


def write_command() -> None:
    """.venv/bin/shintodo: starts cli.main of this very checkout."""
    command = SCRIPTS / ("shintodo-script.py" if os.name == "nt" else "shintodo")
    command.write_text(COMMAND.format(python=PYTHON, root=str(ROOT)))
    command.chmod(0o755)


def say(ja: str, en: str) -> None:
    print(ja, en, sep="\n", file=sys.stderr, flush=True)


def main() -> int:
    try:
        check_python()
        wanted, found = fingerprint(), stamp()
        if found == wanted:
            return 0
        say("準備をしています（初回は 1 分ほど）…", "Setting up (about a minute the first time) ...")
        make_venv(keep=found[0] == wanted[0])
        install_lock()
        write_command()
        STAMP.write_text("\n".join(wanted))
    except CannotSetUp as problem:
        say(*problem.args)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
