"""Makes .venv from requirements.lock, with nothing but Python's standard library; called by make, quick when nothing changed."""

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

COMMAND = """#!{python}
import sys

sys.path.insert(0, {root!r})
from cli import main

sys.exit(main())
"""


class CannotSetUp(Exception):
    """What stands in the way, as (Japanese, English)."""


def fingerprint():
    """What the environment depends on: the lock, this file, the Python in use and where the project lies."""
    parts = [LOCK.read_bytes(), Path(__file__).read_bytes(), sys.version.encode(), sys.base_prefix.encode(), str(ROOT).encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def is_ready(wanted):
    return STAMP.is_file() and PYTHON.exists() and STAMP.read_text() == wanted


def check_python():
    if sys.version_info < OLDEST:
        found, oldest = "%d.%d" % sys.version_info[:2], "%d.%d" % OLDEST
        raise CannotSetUp(
            "Python %s 以上が必要です（今は %s）。make PYTHON=/path/to/python3 のように指定できます。" % (oldest, found),
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


def run(*command):
    """Runs quietly; what the command said is shown only when it failed."""
    done = subprocess.run([str(part) for part in command], cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        print(done.stdout + done.stderr, file=sys.stderr)
    return done.returncode == 0


def locked(name):
    """The lines of one package in the lock file: its version and its hashes."""
    lines = LOCK.read_text().splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(name + "=="))
    end = start
    while lines[end].endswith("\\"):
        end += 1
    return "\n".join(lines[start : end + 1]) + "\n"


def install_uv():
    """Puts the locked uv into .venv with pip, hash-checked like everything else."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder, "uv.lock")
        wanted.write_text(locked("uv"))
        return run(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", wanted)


def install_lock():
    """Installs the lock file with uv; with pip, slower, where uv cannot."""
    uv = SCRIPTS / "uv"
    if install_uv() and run(uv, "pip", "sync", "--python", PYTHON, "--require-hashes", "--build-constraints", LOCK, LOCK):
        return
    say("uv では入りませんでした。pip で続けます（時間がかかります）。", "uv could not do it; going on with pip, which takes longer.")
    if not run(PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--require-hashes", "-r", LOCK):
        raise CannotSetUp(
            "必要な部品を入れられませんでした。上の表示とネットワーク（パッケージの入手先）を確かめて、もう一度実行してください。",
            "The packages could not be installed. See the lines above, check the network or your package index, and run it again.",
        )


def make_venv():
    """A fresh .venv: an old one may belong to another Python or another place."""
    if not run(sys.executable, "-m", "venv", "--clear", VENV):
        raise CannotSetUp(".venv を作れませんでした（上の表示を見てください）。", ".venv could not be made (see the lines above).")


def write_command():
    """.venv/bin/shintodo: starts cli.main of this very checkout."""
    command = SCRIPTS / ("shintodo-script.py" if os.name == "nt" else "shintodo")
    command.write_text(COMMAND.format(python=PYTHON, root=str(ROOT)))
    command.chmod(0o755)


def say(ja, en):
    print(ja, en, sep="\n", file=sys.stderr, flush=True)


def main():
    try:
        check_python()
        wanted = fingerprint()
        if is_ready(wanted):
            return 0
        say("準備をしています（初回のみ、1 分ほど）…", "Setting up (the first time only, about a minute) ...")
        make_venv()
        install_lock()
        write_command()
        STAMP.write_text(wanted)
    except CannotSetUp as problem:
        say(*problem.args)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
