"""Spoils good files: cuts, doubles, swaps and overwrites bytes, cells and parts, as a table of steps says."""

import random
from collections.abc import Callable

from tests.intake.corpus.making import members, zipped

MARKS = (
    b'"',
    b",",
    b"\t",
    b";",
    b"\r",
    b"\n",
    b"\0",
    b"\x1b$B",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\x80",
    b"\xed\xa0\x80",
    b"=",
)
PIECES = (
    b"<", b">", b"&", b'"', b"<row>", b"</row>", b"<c ", b' r="XFD1048576"', b' r="A0"', b' t="s"', b' t="e"', b"<v>", b"</v>",
    b"<v>-1</v>", b"<v>99999999999999999999</v>", b"<v>1e999</v>", b"<!--", b"]]>", b"<!DOCTYPE a>", b"&#0;", b"\xff", b"\0",
)  # fmt: skip
Step = Callable[[bytes, random.Random], bytes]


def spoilt(data: bytes, chance: random.Random, marks: tuple[bytes, ...] = MARKS) -> bytes:
    """`data` after one to four steps."""
    steps: tuple[Step, ...] = (_cut, _doubled, _swapped, _overwritten, lambda d, c: _put(d, c, marks))
    for _ in range(chance.randint(1, 4)):
        data = chance.choice(steps)(data, chance)
    return data


def spoilt_inside(book: bytes, chance: random.Random) -> bytes:
    """A spreadsheet one part of which is spoilt, left out, doubled or emptied, packed again as it should be."""
    parts = members(book)
    at = chance.randrange(len(parts))
    name, content = parts[at]
    how = chance.randrange(8)
    if how == 0:
        del parts[at]
    elif how == 1:
        parts[at] = (parts[chance.randrange(len(parts))][0], content)
    elif how == 2:
        parts[at] = (name, parts[chance.randrange(len(parts))][1])
    else:
        parts[at] = (name, spoilt(content, chance, PIECES))
    return zipped(parts)


def _place(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.choice((1, 2, 8, 64, 1_024)))


def _cut(data: bytes, chance: random.Random) -> bytes:
    start, end = _place(data, chance)
    return data[:start] + data[end:]


def _doubled(data: bytes, chance: random.Random) -> bytes:
    start, end = _place(data, chance)
    return data[:end] + data[start:]


def _swapped(data: bytes, chance: random.Random) -> bytes:
    start, end = _place(data, chance)
    return data[end:] + data[start:end] + data[:start]


def _overwritten(data: bytes, chance: random.Random) -> bytes:
    start, end = _place(data, chance)
    return data[:start] + chance.randbytes(end - start) + data[end:]


def _put(data: bytes, chance: random.Random, marks: tuple[bytes, ...]) -> bytes:
    start, _ = _place(data, chance)
    return data[:start] + chance.choice(marks) * chance.choice((1, 2, 300)) + data[start:]
