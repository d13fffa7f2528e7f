"""Holds the way from a bare clone to a working environment: the lock, the bootstrap's words, the chores."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import bootstrap
from settings import read_settings
from tests.machine import ROOT

LOCK = (ROOT / "requirements.lock").read_text()
MAKEFILE = (ROOT / "Makefile").read_text()
REASONS = (ROOT / "docs" / "decisions" / "0001-dependencies.md").read_text()


def named(file: str) -> set[str]:
    """The libraries a requirements file names, without versions and extras."""
    lines = [line for line in (ROOT / file).read_text().splitlines() if line[:1].isalpha()]
    return {re.split(r"[\[<>=; ]", line)[0] for line in lines}


def locked() -> dict[str, list[str]]:
    """The hashes of every entry of the lock."""
    entries = LOCK.replace("\\\n", " ").splitlines()
    return {entry.split(" --hash=")[0].strip(): re.findall(r"--hash=sha256:[0-9a-f]{64}", entry) for entry in entries}


def test_the_lock_has_exact_versions_with_hashes_and_no_address() -> None:
    assert "://" not in LOCK
    for entry, hashes in locked().items():
        assert re.match(r"[a-z0-9-]+==\S+", entry), entry
        assert hashes, entry


def test_the_lock_holds_what_is_asked_for() -> None:
    asked = named("requirements.in") | named("requirements-dev.in")
    assert len(asked) > 20
    assert asked <= {entry.split("==")[0] for entry in locked()}


def test_every_library_has_its_reason() -> None:
    told = set(re.findall(r"[a-z0-9][a-z0-9-]+", "\n".join(re.findall(r"^\| ([^|]+) \|", REASONS, re.MULTILINE))))
    assert named("requirements.in") | named("requirements-dev.in") <= told


def test_the_locked_uv_is_found_with_its_hashes() -> None:
    lines = bootstrap.locked("uv").splitlines()
    assert lines[0].startswith("uv==")
    assert all("--hash=sha256:" in line for line in lines[1:])
    assert not lines[-1].endswith("\\")


def test_an_old_python_is_told_in_both_languages(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 13, "final", 0))
    assert bootstrap.main() == 1
    ja, en = capsys.readouterr().err.splitlines()
    assert ja == "Python 3.11 以上が必要です（今は 3.10）。make PYTHON=/path/to/python3 のように指定できます。"
    assert en == "Python 3.11 or newer is needed (this is 3.10). Name one with: make PYTHON=/path/to/python3"


def test_missing_venv_is_told_in_both_languages(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    assert bootstrap.main() == 1
    ja, en = capsys.readouterr().err.splitlines()
    assert ja.startswith("Python の venv と pip がありません。")
    assert en == "Python's venv and pip are missing. On Debian or Ubuntu: apt-get install python3-venv"


def test_a_second_run_finds_everything_ready() -> None:
    before = bootstrap.STAMP.stat().st_mtime_ns
    done = subprocess.run([sys.executable, "bootstrap.py"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout + done.stderr == ""
    assert bootstrap.STAMP.stat().st_mtime_ns == before


def test_another_lock_renews_the_content_but_keeps_the_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place, content = bootstrap.fingerprint()
    monkeypatch.setattr(bootstrap, "LOCK", tmp_path / "lock")
    (tmp_path / "lock").write_text("a==1")
    assert bootstrap.fingerprint()[0] == place
    assert bootstrap.fingerprint()[1] != content


def test_every_chore_is_listed() -> None:
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    listed = set(re.findall(r"^([a-z-]+):.*## \S", MAKEFILE, re.MULTILINE))
    assert listed == targets
    assert {"run", "demo", "test", "lint", "bench", "test-slow", "help", "sample", "screens", "clean"} <= targets


def test_the_chores_of_the_readmes_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    for name in ("README.md", "README.ja.md"):
        said = set(re.findall(r"(?:^|`)make ([a-z-]+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))
        assert {"demo", "test", "run"} <= said <= targets


def test_the_version_is_the_newest_of_the_changes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    newest = re.search(r"^## (\d\S*)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert newest is not None
    assert newest[1] == project["version"]
    assert read_settings(environ={}).server.port == 8501
