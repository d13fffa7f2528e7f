"""Digests of response ids: the published test vectors of SipHash-2-4, and what makes two uploads comparable."""

from pathlib import Path

import numpy as np
import pytest

from intake.identity import siphash, unpacked
from intake.sandbox import read_file
from tests.intake.office import KNOWS, Cell, Rows, read, task, write

SALT = b"\x00\xff of one store"
HEAD: list[Cell] = ["Response ID", "所属", "回答日", KNOWS.text.ja]
ROWS: Rows = [["R_3k", "010", "2025-04-01", "はい"], ["R_9z", "020", "2025-04-02", "いいえ"], ["R_1a", "020", "", ""]]
RUNNING: Rows = [[number, *row[1:]] for number, row in enumerate(ROWS, 1)]


def test_the_published_vector() -> None:
    """Key 00 01 ... 0f, message 00 01 ... 07: 93f5f5799a932462 (Aumasson and Bernstein's reference vectors)."""
    words = np.frombuffer(bytes(range(8)), dtype="<u8").astype(np.uint64)
    assert siphash(np.repeat(words, 70_000), bytes(range(16))).tolist() == [0x93F5F5799A932462] * 70_000


def ids(folder: Path, rows: Rows, salt: bytes = SALT, suffix: str = "csv") -> list[int]:
    packed = read(write(folder, [HEAD, *rows], suffix), "", KNOWS, salt=salt, keep_good_rows=True).ids
    return unpacked(packed).tolist() if packed else []


@pytest.mark.parametrize("rows", [ROWS, RUNNING])
def test_the_same_ids_give_the_same_digests(tmp_path: Path, rows: Rows) -> None:
    once = ids(tmp_path, rows)
    assert len(once) == 3
    assert once == sorted(once)
    assert ids(tmp_path, [*reversed(rows)], suffix="xlsx") == once
    later = ids(tmp_path, [*rows, ["R_2b", "010", "2025-04-03", "はい"]])
    assert set(later) >= set(once)
    assert len(later) == 4
    assert not set(ids(tmp_path, rows, b"another store")) & set(once)


def test_a_running_number_speaks_of_its_own_form_only(tmp_path: Path) -> None:
    """Two departments' forms both count 1, 2, 3; their responses are not the same."""
    elsewhere = [[number, "030", "2025-04-01", "はい"] for number in (1, 2, 3)]
    assert not set(ids(tmp_path, elsewhere)) & set(ids(tmp_path, RUNNING))


@pytest.mark.parametrize(
    "rows",
    [[ROWS[0], ROWS[0]], [ROWS[0], ["", "010", "", ""]]],
)
def test_none_where_an_id_is_missing_or_stands_twice(tmp_path: Path, rows: Rows) -> None:
    assert ids(tmp_path, rows) == []


def test_none_without_a_salt_or_an_id_column(tmp_path: Path) -> None:
    assert ids(tmp_path, ROWS, salt=b"") == []
    path = write(tmp_path, [["メールアドレス", "所属", KNOWS.text.ja], ["a@example.jp", "010", "はい"]])
    assert read(path, "", KNOWS, salt=SALT).ids == b""


def test_only_of_the_rows_that_are_kept(tmp_path: Path) -> None:
    assert len(ids(tmp_path, [*ROWS, ["R_5x", "nowhere", "", ""]])) == 3


def test_they_come_out_of_the_child_as_they_are(tmp_path: Path) -> None:
    path = write(tmp_path, [HEAD, *ROWS])
    assert read_file(task(path, "", KNOWS, salt=SALT)).ids == read(path, "", KNOWS, salt=SALT).ids != b""
