"""Rows that are exactly like the row above them: copies, when hardly any two other rows are alike."""

import hashlib

import numpy as np

from intake.fingerprint import mixed
from intake.problems import Kind, Problem
from intake.table import Cells, Kept, Words, Written
from intake.work import Work

_MOSTLY = 0.8
_LEAST = 3


def remark(work: Work) -> None:
    """Point copied rows out; whether they are copies only a person can say."""
    if len(work.body.columns) < _LEAST or work.body.rows < _LEAST:
        return
    words = np.zeros(work.body.rows, dtype=np.uint64)
    for number, kept in work.body.columns.items():
        words += _numbers(kept, work.body.rows, np.uint64(number << 40))
    same = np.zeros(work.body.rows, dtype=bool)
    same[1:] = (words[1:] == words[:-1]) & work.good[1:] & work.good[:-1]
    own = words[work.good]
    few = 0 < same.sum() <= (1 - _MOSTLY) * len(own)
    if few and len(np.unique(own)) >= _MOSTLY * len(own):
        row = int(np.flatnonzero(same)[0]) + work.first_row
        work.problems.append(Problem(kind=Kind.COPIED_ROWS, row=row, count=int(same.sum())))


def _numbers(kept: Kept, rows: int, column: np.uint64) -> Words:
    """A number for each row's cell, another one in every column."""
    if isinstance(kept, Cells):
        return mixed(np.arange(len(kept.labels), dtype=np.uint64) ^ column)[kept.codes]
    if not isinstance(kept, Written):
        return mixed(kept ^ column)
    numbers = np.zeros(rows, dtype=np.uint64)
    digests = (hashlib.blake2b(text.encode(), digest_size=8).digest() for text in kept.texts.to_pylist())
    numbers[kept.rows] = [int.from_bytes(digest, "little") for digest in digests]
    return numbers
