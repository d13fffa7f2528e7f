"""The forms in which columns are kept while a file is read piece by piece, so that no column is held as it stands.

Most columns are few labels and a code a row. Of moments only the day is kept, of ids a number that stands for each,
of free texts those that say something. Bytes are decoded strictly and once per distinct cell; Misfit ends the reading.
"""

import hashlib
from functools import lru_cache
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from intake import encoding as enc
from intake.days import Order, day
from intake.normalise import fold
from intake.table import Cells, Form, Kept, Words, Written

_ASCII_END = 0x80
_BETWEEN = b"\0"
_WHOLE_NUMBER, _MOST_DIGITS = r"^[0-9]{1,18}$", 18
_DAY_AND_ONE = 11
_ORDERS = (Order(), Order(day_first=True), Order(year_first=True))
_TOGETHER = 16
_BLANK, _TWO_BYTES, _THREE_BYTES, _IDEOGRAPHIC = 0x20, 0xC2, (0xE1, 0xE2), (0xE3, 0x80, 0x80)


class Misfit(Exception):
    """A cell does not decode in the encoding that was taken."""


class Collector(Protocol):
    """Takes a column in pieces and gives it back in its form."""

    def add(self, piece: pa.Array) -> None:
        """The next rows of the column."""

    def kept(self) -> Kept:
        """All rows that were added."""


def collector(form: Form, encoding: str) -> Collector:
    """What keeps a column in `form`."""
    kinds: dict[Form, type[Labels] | type[Days] | type[Keys] | type[Texts]] = {
        Form.LABELS: Labels,
        Form.DAYS: Days,
        Form.KEYS: Keys,
        Form.TEXTS: Texts,
    }
    return kinds[form](encoding)


class Labels:
    """Distinct cells, and which of them stands in each row."""

    def __init__(self, encoding: str) -> None:
        self._encoding = encoding
        self._places: dict[bytes, int] = {}
        self._codes: list[NDArray[np.unsignedinteger]] = []
        self._waiting: list[pa.DictionaryArray] = []

    def add(self, piece: pa.DictionaryArray) -> None:
        self._waiting.append(piece)
        if len(self._waiting) == _TOGETHER:
            self._take_in()

    def _take_in(self) -> None:
        """Number the cells of the pieces that wait by the distinct cells of all."""
        if not self._waiting:
            return
        piece = pa.chunked_array(self._waiting).unify_dictionaries().combine_chunks()
        self._waiting, places = [], self._places
        table = [places.setdefault(label, len(places)) for label in piece.dictionary.to_pylist()]
        smallest = np.min_scalar_type(len(places))
        self._codes.append(np.array(table, dtype=smallest)[piece.indices.to_numpy()])

    def kept(self) -> Cells:
        self._take_in()
        pieces, self._codes = self._codes, []
        codes = np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.uint8)
        return Cells(decoded(pa.array(self._places, pa.binary()), self._encoding), codes)


class Days:
    """Cells cut down to their day; one that names no day is kept whole, to be told."""

    def __init__(self, encoding: str) -> None:
        self._encoding = encoding
        self._labels = Labels("utf-8")

    def add(self, piece: pa.BinaryArray) -> None:
        begun = _beginnings(piece)
        if begun is None:
            begun = without_times(decoded(piece, self._encoding)).cast(pa.binary()).dictionary_encode()
        self._labels.add(begun)

    def kept(self) -> Cells:
        return self._labels.kept()


def _beginnings(moments: pa.BinaryArray) -> pa.DictionaryArray | None:
    """The days of moments that are all written alike, day first in ten signs: the usual case, told by eleven signs each."""
    lengths = pc.min_max(pc.binary_length(moments)).as_py()
    if not len(moments) or lengths["min"] != lengths["max"] or lengths["min"] < _DAY_AND_ONE:
        return None
    start, end = moments.offset * lengths["min"], (moments.offset + len(moments)) * lengths["min"]
    signs = np.frombuffer(moments.buffers()[2], dtype=np.uint8)[start:end].reshape(len(moments), -1)
    starts = np.ascontiguousarray(signs[:, :_DAY_AND_ONE])
    kind = pa.binary(_DAY_AND_ONE)
    found = pa.FixedSizeBinaryArray.from_buffers(kind, len(moments), [None, pa.py_buffer(starts)]).dictionary_encode()
    texts = [label.decode("ascii", "replace") for label in found.dictionary.to_pylist()]
    if not all(_begins_with_day(text) for text in texts):
        return None
    days = pa.array([text[:-1].encode() for text in texts], pa.binary())
    return pa.DictionaryArray.from_arrays(found.indices, days)


def without_times(texts: pa.StringArray) -> pa.StringArray:
    """What stands before the time of day, where that is a day."""
    starts = pc.utf8_slice_codeunits(texts, 0, _DAY_AND_ONE).dictionary_encode()
    if all(_begins_with_day(start) for start in starts.dictionary.to_pylist()):
        return pc.utf8_slice_codeunits(texts, 0, _DAY_AND_ONE - 1)  # 2025-04-01, and then a space or T
    trimmed = pc.utf8_trim_whitespace(texts)
    dates = pc.list_element(pc.split_pattern_regex(trimmed, "[ T]", max_splits=1), 0).dictionary_encode()
    are_days = [_is_day(text) for text in dates.dictionary.to_pylist()]
    chosen = np.array(are_days, dtype=bool)[dates.indices.to_numpy()]
    return pc.if_else(pa.array(chosen), dates.cast(pa.string()), trimmed)


def _begins_with_day(start: str) -> bool:
    return len(start) == _DAY_AND_ONE and start[-1] in " T" and start == start.lstrip() and _is_day(start[:-1])


@lru_cache(4_096)
def _is_day(text: str) -> bool:
    return text == "" or any(day(text, order) is not None for order in _ORDERS)


class Keys:
    """A number for each row's id, 0 for none."""

    def __init__(self, encoding: str) -> None:
        self._encoding = encoding
        self._words: list[Words] = []

    def add(self, piece: pa.BinaryArray) -> None:
        self._words.append(key_words(decoded(piece, self._encoding)))

    def kept(self) -> Words:
        pieces, self._words = self._words, []
        return np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.uint64)


def key_words(texts: pa.StringArray) -> Words:
    """Whole numbers stand for themselves (spreadsheets take leading zeros away), other ids for their hash."""
    if _is_digits(texts):
        return np.asarray(texts.cast(pa.int64())).view(np.uint64) + np.uint64(1)
    trimmed = pc.utf8_trim_whitespace(texts)
    numbers = pc.match_substring_regex(trimmed, _WHOLE_NUMBER)
    values = pc.if_else(numbers, trimmed, "0").cast(pa.int64()).to_numpy(zero_copy_only=False).view(np.uint64)
    words = np.where(numbers.to_numpy(zero_copy_only=False), values + np.uint64(1), np.uint64(0))
    others = np.flatnonzero(pc.and_(pc.invert(numbers), pc.not_equal(trimmed, "")).to_numpy(zero_copy_only=False))
    for place in others:
        digest = hashlib.blake2b(fold(trimmed[int(place)].as_py()).encode(), digest_size=8).digest()
        words[place] = int.from_bytes(digest, "little")
    return words


def _is_digits(texts: pa.StringArray) -> bool:
    """Whether every text is a whole number of at most 18 digits: the usual case, told without looking at each."""
    lengths = pc.min_max(pc.binary_length(texts)).as_py()
    if not len(texts) or lengths["min"] == 0 or lengths["max"] > _MOST_DIGITS:
        return False
    digits = np.frombuffer(texts.buffers()[2], dtype=np.uint8)
    return bool(digits.min() >= ord("0") and digits.max() <= ord("9"))


class Texts:
    """Free texts that say something, each with its row."""

    def __init__(self, encoding: str) -> None:
        self._encoding = encoding
        self._rows: list[NDArray[np.int64]] = []
        self._texts: list[pa.StringArray] = []
        self._seen = 0

    def add(self, piece: pa.BinaryArray) -> None:
        filled = np.flatnonzero(pc.greater(pc.binary_length(piece), 0).to_numpy(zero_copy_only=False))
        self._rows.append(filled + self._seen)
        self._texts.append(decoded(piece.take(pa.array(filled)), self._encoding))
        self._seen += len(piece)

    def kept(self) -> Written:
        if not self._rows:
            return Written(np.zeros(0, dtype=np.int64), pa.array([], pa.string()))
        rows, texts, self._rows, self._texts = self._rows, self._texts, [], []
        return said(pa.concat_arrays(texts), np.concatenate(rows))


def said(texts: pa.StringArray, rows: NDArray[np.int64]) -> Written:
    """Texts without the white space around them, and without those that were nothing else."""
    if not _may_be_blank_around(texts):
        return Written(rows, texts)
    trimmed = pc.utf8_trim_whitespace(texts)
    says = pc.not_equal(trimmed, "")
    return Written(rows[says.to_numpy(zero_copy_only=False)], trimmed.filter(says))


def _may_be_blank_around(texts: pa.StringArray) -> bool:
    """Whether any text is empty, or begins or ends with bytes that white space may have; told by three bytes each."""
    if not len(texts) or texts.null_count or pc.min(pc.binary_length(texts)).as_py() == 0:
        return True
    places = np.frombuffer(texts.buffers()[1], dtype=np.int32)[texts.offset : texts.offset + len(texts) + 1]
    data = np.frombuffer(texts.buffers()[2], dtype=np.uint8)
    head = [data[np.minimum(places[:-1] + step, len(data) - 1)] for step in (0, 1, 2)]
    tail = [data[np.maximum(places[1:] - step, 0)] for step in (3, 2, 1)]
    if any(bool((edge <= _BLANK).any()) for edge in (head[0], tail[2])):
        return True
    two, three = (head[0] == _TWO_BYTES) | (tail[1] == _TWO_BYTES), np.zeros(len(texts), dtype=bool)
    for signs in (head, tail):
        three |= np.isin(signs[0], _THREE_BYTES)
        three |= np.logical_and.reduce([sign == wanted for sign, wanted in zip(signs, _IDEOGRAPHIC, strict=True)])
    return bool((two | three).any())


def decoded(raw: pa.BinaryArray, encoding: str) -> pa.StringArray:
    """Bytes as text: at once where they are UTF-8 (or ASCII, which reads the same in all), else one by one."""
    if encoding == "utf-8" or _is_ascii(raw):
        try:
            return raw.cast(pa.string())
        except pa.ArrowInvalid as reason:
            raise Misfit from reason
    labels = raw.to_pylist()
    whole = enc.decode(_BETWEEN.join(labels), encoding)
    if whole is None:
        raise Misfit
    texts = whole.split(_BETWEEN.decode()) if labels else []
    if len(texts) != len(labels):  # a cell holds the mark itself: no cell of a text does
        raise Misfit
    return pa.array(texts, pa.string())


def _is_ascii(raw: pa.BinaryArray) -> bool:
    data = raw.buffers()[2]
    found = np.frombuffer(data, dtype=np.uint8) if data is not None else np.zeros(0, dtype=np.uint8)
    return not found.size or int(found.max()) < _ASCII_END


def in_form(cells: Cells, form: Form) -> Kept:
    """A column that was read as labels, in another form."""
    if form is Form.LABELS:
        return cells
    if form is Form.DAYS:
        days = without_times(cells.texts).dictionary_encode()
        return Cells(days.dictionary, days.indices.to_numpy()[cells.codes])
    if form is Form.KEYS:
        return np.asarray(key_words(cells.texts)[cells.codes])
    return said(cells.texts.take(pa.array(cells.codes)), np.arange(len(cells.codes)))
