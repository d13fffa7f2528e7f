"""The limits of reading: what is over them is refused in words, and no secret comes near."""

from pathlib import Path

import pytest

from intake import archive
from intake.children import environment
from intake.problems import Kind
from intake.sandbox import read_file
from intake.task import Limits
from tests.intake.office import KNOWS, task, write

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def test_an_ordinary_workbook_passes(tmp_path: Path) -> None:
    path = write(tmp_path, [["部署", "設問"], ["010", "はい"]], "xlsx")
    before = path.read_bytes()
    archive.check(path, Limits())
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("start", "refused"),
    [
        (b"a,b\n", {"text_bytes"}),
        (b"PK\x03\x04", {"file_bytes"}),
        (b"PK\x05\x06", {"file_bytes"}),
        (OLE, {"file_bytes"}),
    ],
)
@pytest.mark.parametrize("limit", ["file_bytes", "text_bytes"])
def test_text_and_packed_files_have_limits_of_their_own(
    tmp_path: Path, start: bytes, refused: set[str], limit: str
) -> None:
    path = tmp_path / "large.csv"
    path.write_bytes(start.ljust(1_001, b"x"))
    outcome = read_file(task(path, limits=Limits.model_validate({limit: 1_000})))
    assert (outcome.problems[0].kind is Kind.TOO_LARGE) == (limit in refused)


def test_a_reader_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    outcome = read_file(task(write(tmp_path, [["部署"], ["010"]]), limits=Limits(wall_seconds=0)))
    assert [(p.kind, p.expected) for p in outcome.problems] == [(Kind.OUT_OF_LIMITS, "0 s")]


def test_a_reader_that_takes_too_much_memory_is_stopped(tmp_path: Path) -> None:
    path = write(tmp_path, [["部署", "行動指針を知っていますか。"], *([["010", "はい"]] * 50_000)])
    outcome = read_file(task(path, "", KNOWS, limits=Limits(memory_bytes=40_000_000)))
    assert {p.kind for p in outcome.problems} <= {Kind.OUT_OF_LIMITS, Kind.READER_STOPPED}
    assert outcome.refused


def test_no_secret_reaches_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHINTODO_DATABASE_URL", "postgresql://user:hunter2@host/db")
    monkeypatch.setenv("HOME", "/home/somebody")
    told = environment()
    assert set(told) <= {
        "PATH",
        "LANG",
        "LC_ALL",
        "TZ",
        "OPENBLAS_NUM_THREADS",
        "MALLOC_ARENA_MAX",
        "ARROW_DEFAULT_MEMORY_POOL",
    } | {name for name in told if name.startswith("PYTHON")}
    assert "hunter2" not in "".join(told.values())
