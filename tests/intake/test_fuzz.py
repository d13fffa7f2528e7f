"""Whatever bytes come in, an outcome comes out: rows that add up, problems of known kinds with sentences, nothing raised.

A child that ends by an exception of Python's has met something nobody thought of, and is a failure; one that a limit or
a reader in another language ends is what children are for.
"""

import random
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.child import FAILED
from intake.problems import Kind, Severity
from intake.sandbox import read_file
from intake.task import Outcome
from tests.intake.corpus.making import GOOD, ods, rows_of, xls, xlsx
from tests.intake.mutating import MARKS, spoilt, spoilt_inside
from tests.intake.office import KNOWS, task
from text.lookup import LANGUAGES, say

BOOKS = (xlsx(), ods(rows_of(GOOD)))
TEXTS = tuple((GOOD * 3).encode(codec) for codec in ("utf-8-sig", "cp932", "euc_jp", "iso2022_jp", "utf-16"))
QUICK = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
SEEDS = st.integers(0, 2**64 - 1)


def verdict(folder: Path, data: bytes, suffix: str) -> None:
    """The outcome of a file, held to what every outcome promises."""
    path = folder / f"file.{suffix}"
    path.write_bytes(data or b"\n")
    outcome = read_file(task(path, "", KNOWS))
    assert not any(p.kind is Kind.READER_STOPPED and p.found == str(FAILED) for p in outcome.problems)
    assert outcome.rows_read == outcome.rows_stored + outcome.rows_rejected
    assert outcome.refused == (outcome.block is None)
    assert outcome.problems or outcome.rows_stored
    assert sum(outcome.by_unit.values()) == outcome.rows_stored
    refused = any(problem.severity is Severity.REFUSE for problem in outcome.problems)
    assert not (refused and outcome.rows_stored)
    for problem in outcome.problems:
        assert all(say(f"problem.{problem.kind}", lang, **problem.blanks()) for lang in LANGUAGES)
    assert Outcome.model_validate_json(outcome.model_dump_json()) == outcome


@QUICK
@given(st.binary(max_size=4_096))
def test_any_bytes(tmp_path: Path, data: bytes) -> None:
    verdict(tmp_path, data, "csv")


@QUICK
@given(
    st.lists(st.sampled_from([*",;\t\"\r\n'=０1Ａa_\u3000\ufeff\u202e", "所属", "010", "はい"]), max_size=200).map(
        "".join
    )
)
def test_any_text(tmp_path: Path, text: str) -> None:
    verdict(tmp_path, (GOOD + text).encode(), "csv")


@QUICK
@given(SEEDS, st.sampled_from(TEXTS))
def test_spoilt_texts(tmp_path: Path, seed: int, text: bytes) -> None:
    verdict(tmp_path, spoilt(text, random.Random(seed)), "csv")


@QUICK
@given(SEEDS, st.sampled_from(BOOKS))
def test_spoilt_archives(tmp_path: Path, seed: int, book: bytes) -> None:
    verdict(tmp_path, spoilt(book, random.Random(seed)), "xlsx")


@QUICK
@given(SEEDS, st.sampled_from(BOOKS))
def test_books_with_a_spoilt_part(tmp_path: Path, seed: int, book: bytes) -> None:
    verdict(tmp_path, spoilt_inside(book, random.Random(seed)), "xlsx")


@QUICK
@given(SEEDS)
def test_spoilt_old_books(tmp_path: Path, seed: int) -> None:
    verdict(tmp_path, spoilt(xls(), random.Random(seed)), "xls")


@QUICK
@given(st.lists(st.sampled_from([*MARKS, b"010", "はい".encode(), b"x" * 40_000]), max_size=30).map(b"".join))
def test_heaps_of_marks(tmp_path: Path, data: bytes) -> None:
    verdict(tmp_path, GOOD.encode() + data, "csv")
