"""Response ids -> short digests by which two uploads are held against each other; the ids themselves are never kept.

SipHash-2-4 of each id's number, keyed by the store's own salt: without the salt nobody can tell which id a digest is
of. A running number (1, 2, 3 ...) tells a response only within its own form, so its unit and its day go with it.
"""

import hashlib
import io

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from intake.fingerprint import mixed
from intake.table import Words
from measure.tally import Responses

DIGEST_BYTES = 8
_START = (0x736F6D6570736575, 0x646F72616E646F6D, 0x6C7967656E657261, 0x7465646279746573)
_LENGTH = np.uint64(DIGEST_BYTES << 56)
_FINAL = np.uint64(0xFF)
_RUNNING = 1_000_000
_PIECE = 1 << 15


def digests(block: Responses, ids: Words | None, salt: bytes) -> bytes:
    """The packed digests; none without a salt, or where an id is missing or stands twice."""
    if ids is None or not salt or not len(ids) or not ids.all():
        return b""
    key = hashlib.blake2b(salt, digest_size=16).digest()
    words = np.where(ids <= _RUNNING, ids ^ mixed(_places(block)), ids)
    found = np.sort(siphash(words, key))
    return b"" if (found[1:] == found[:-1]).any() else packed(short(found))


def short(words: Words) -> Words:
    """Digests in order, shortened to six bytes: of a million twice over hardly two will meet by chance."""
    return np.unique(words >> np.uint64(16))


def packed(words: Words) -> bytes:
    """Short digests as a Parquet column of differences: about four bytes each, in the order of the numbers alone."""
    out = io.BytesIO()
    table = pa.table({"id": pa.array(words.astype(np.int64))})
    pq.write_table(table, out, compression="zstd", use_dictionary=False, column_encoding="DELTA_BINARY_PACKED")
    return out.getvalue()


def unpacked(data: bytes) -> Words:
    """What `packed` was given."""
    words: Words = pq.ParquetFile(pa.BufferReader(data)).read()["id"].to_numpy().astype(np.uint64)
    return words


def _places(block: Responses) -> Words:
    """A number for each response's unit and day."""
    units = b"".join(hashlib.blake2b(code.encode(), digest_size=8).digest() for code in block.unit_codes)
    words = np.frombuffer(units, dtype="<u8").astype(np.uint64)[block.unit]
    return words if block.day is None else words ^ (block.day.astype(np.int64).view(np.uint64) << np.uint64(20))


def siphash(words: Words, key: bytes) -> Words:
    """SipHash-2-4 of every 64-bit word (little-endian) under a key of 16 bytes, a piece at a time."""
    pieces = [_piece(words[at : at + _PIECE], key) for at in range(0, len(words), _PIECE)]
    return np.concatenate(pieces) if pieces else words


def _piece(words: Words, key: bytes) -> Words:
    halves = (int.from_bytes(key[:8], "little"), int.from_bytes(key[8:], "little"))
    v = [np.full(len(words), start ^ halves[at % 2], dtype=np.uint64) for at, start in enumerate(_START)]
    for part in (words, np.full(len(words), _LENGTH)):
        v[3] ^= part
        _rounds(v, 2)
        v[0] ^= part
    v[2] ^= _FINAL
    _rounds(v, 4)
    return v[0] ^ v[1] ^ v[2] ^ v[3]


def _rounds(v: list[NDArray[np.uint64]], count: int) -> None:
    for _ in range(count):
        for one, other, turn, again in ((0, 1, 13, 32), (2, 3, 16, 0), (0, 3, 21, 0), (2, 1, 17, 32)):
            v[one] += v[other]
            v[other] = _turned(v[other], turn) ^ v[one]
            if again:
                v[one] = _turned(v[one], again)


def _turned(words: NDArray[np.uint64], by: int) -> NDArray[np.uint64]:
    return (words << np.uint64(by)) | (words >> np.uint64(64 - by))
