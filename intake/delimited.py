"""CSV and its kin: bytes in any known encoding, comma, tab or semicolon, any line end, quoted line breaks.

Large regular files are split by Arrow on their bytes and only distinct cells are decoded. A file whose rows differ in
length (or hold empty lines) is first written anew with rows of one length, noting which rows were short or long.
"""

import csv
import io
import mmap
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv

from intake import encoding as enc
from intake.problems import Kind, Problem, Refused
from intake.table import BLANK, Body, Cells, Facts, Layout

DELIMITERS = (",", "\t", ";")
SAMPLE = 1 << 20
HEAD_BYTES = 1 << 18
HEAD_RECORDS = 200
BLOCK = 1 << 22
_FAULTS_KEPT = 10_000
_ASCII_END = 0x80
csv.field_size_limit(1 << 24)


class Delimited:
    """An opened text file with delimiters."""

    def __init__(self, data: bytes | mmap.mmap, override: str | None = None) -> None:
        self._raw = data
        self._settle(override or _guess(data), checked=override is not None)

    @property
    def size(self) -> tuple[int, int]:
        """Rows are only known after reading; columns by the widest of the first records."""
        return 0, max(map(len, self.head()), default=0)

    def look_at(self, sheet: str) -> None:
        """A text file is one sheet."""

    def _settle(self, name: str, checked: bool) -> None:
        """Take the file as being in the encoding `name`; wide and shifting encodings are rewritten as UTF-8."""
        self._named, self._checked = name, checked
        start = len(enc.bom(self._raw[:4])[0]) if enc.bom(self._raw[:4])[1] == name else 0
        self._data: bytes | mmap.mmap = self._raw
        self._start, self._encoding = start, name
        if name not in enc.BYTEWISE:
            self._data, self._start, self._encoding = _whole(self._raw[start:], name).encode(), 0, "utf-8"
        if self._data.find(b"\n") < 0 and self._data.find(b"\r") >= 0:
            self._data = self._data[:].replace(b"\r", b"\n")
        self._head_text = self._head_lines()
        delimiter = _delimiter(self._head_text)
        self.facts = Facts("csv", encoding=name, delimiter=delimiter)
        self._delimiter = delimiter

    def _head_lines(self) -> list[tuple[str, int]]:
        """The first lines as text, each with its length in bytes."""
        head = enc.sample(self._data[self._start : self._start + HEAD_BYTES + SAMPLE], HEAD_BYTES)
        lines = []
        for line in head.splitlines(keepends=True):
            text = enc.decode(line, self._encoding)
            if text is None:
                self._again()
                return self._head_text
            lines.append((text, len(line)))
        return lines

    def _again(self) -> None:
        """The encoding that the beginning suggested does not hold: judge the whole file."""
        name = None if self._checked else enc.detect(self._raw[:])
        if name is None or name == self._named:
            raise Refused(Problem(kind=Kind.UNKNOWN_ENCODING, found=self._named, expected=", ".join(enc.KNOWN)))
        self._settle(name, checked=True)

    def head(self) -> list[list[str]]:
        """The first records; one that the head cuts off is left out."""
        return _records((text for text, _ in self._head_text), self._delimiter, HEAD_RECORDS)

    def _offset(self, records: int) -> int:
        """Where in the data the first `records` records end."""
        read = 0

        def lines() -> Iterator[str]:
            nonlocal read
            for text, size in self._head_text:
                read += size
                yield text

        reader = csv.reader(lines(), delimiter=self._delimiter)
        for _ in range(records):
            next(reader, None)
        return self._start + read

    def body(self, layout: Layout, numbers: frozenset[int]) -> Body:
        """The columns `numbers`; the file is judged anew in another encoding when a cell does not decode."""
        width, offset = len(layout.headings), self._offset(layout.header_row)
        end = _content_end(self._data)
        if offset >= end:
            return Body(0, {number: Cells.of((BLANK,), ()) for number in numbers})
        piece = pa.py_buffer(self._data).slice(offset, end - offset)
        short: tuple[int, ...] = ()
        long: tuple[int, ...] = ()
        encoding = self._encoding
        quotes = self._data.find(b'"', offset) >= 0
        table = _split(piece, _Dialect(self._delimiter, quotes, width), numbers)
        if table is None:
            regular, short, long = _regular(_whole(piece.to_pybytes(), encoding), self._delimiter, layout)
            encoding, table = "utf-8", _split(pa.py_buffer(regular), _Dialect(",", True, width), numbers)
        if table is None:
            raise Refused(Problem(kind=Kind.DAMAGED, found="csv"))
        columns = {number: _cells(table.column(f"{number}"), encoding) for number in numbers}
        if any(cells is None for cells in columns.values()):
            self._again()
            return self.body(layout, numbers)
        return Body(table.num_rows, {n: c for n, c in columns.items() if c is not None}, short, long)


def open_delimited(path: Path, override: str | None) -> Delimited:
    """The file at `path` (which is not empty), mapped into memory rather than read."""
    with path.open("rb") as file:
        return Delimited(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), override)


def _guess(data: bytes | mmap.mmap) -> str:
    name = enc.detect(enc.sample(data[: 2 * SAMPLE], SAMPLE)) or enc.detect(data[:])
    if name is None:
        raise Refused(Problem(kind=Kind.UNKNOWN_ENCODING, expected=", ".join(enc.KNOWN)))
    return name


def _whole(data: bytes, name: str) -> str:
    text = enc.decode(data, name)
    if text is None:
        raise Refused(Problem(kind=Kind.UNKNOWN_ENCODING, found=name, expected=", ".join(enc.KNOWN)))
    return text


def _records(lines: Iterable[str], delimiter: str, most: int) -> list[list[str]]:
    records = []
    try:
        for record in csv.reader(lines, delimiter=delimiter):
            records.append(record)
            if len(records) == most:
                break
    except csv.Error:
        pass
    return records


def _delimiter(lines: list[tuple[str, int]]) -> str:
    """The delimiter that gives the most records one and the same width above 1."""

    def fit(delimiter: str) -> tuple[float, int]:
        widths = [len(record) for record in _records((text for text, _ in lines), delimiter, 50) if record]
        common = Counter(width for width in widths if width > 1).most_common(1)
        return (round(common[0][1] / len(widths), 1), common[0][0]) if common else (0, 0)

    return max(DELIMITERS, key=fit)


def _content_end(data: bytes | mmap.mmap) -> int:
    """Where the data end when empty lines at the very end are left aside."""
    end = len(data)
    while end and data[end - 1] in b"\r\n\x1a":
        end -= 1
    return end


@dataclass(frozen=True)
class _Dialect:
    """How one piece of text is split: `quotes` says that cells may hold line breaks."""

    delimiter: str
    quotes: bool
    width: int


def _split(data: pa.Buffer, dialect: _Dialect, numbers: frozenset[int]) -> pa.Table | None:
    """Arrow's reading with a dictionary for every wanted column; None when the rows are not of one width."""
    names = [str(number) for number in range(1, dialect.width + 1)]
    wanted = [str(number) for number in sorted(numbers)]
    try:
        return pa.csv.read_csv(
            pa.BufferReader(data),
            read_options=pa.csv.ReadOptions(column_names=names, block_size=BLOCK),
            parse_options=pa.csv.ParseOptions(
                delimiter=dialect.delimiter, newlines_in_values=dialect.quotes, ignore_empty_lines=False
            ),
            convert_options=pa.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.dictionary(pa.int32(), pa.binary())),
                include_columns=wanted,
                strings_can_be_null=False,
                check_utf8=False,
            ),
        ).unify_dictionaries()
    except pa.ArrowInvalid:
        return None


def _cells(column: pa.ChunkedArray, encoding: str) -> Cells | None:
    """Decode the distinct cells strictly; None when one does not decode."""
    if column.num_chunks == 0:
        return Cells.of((BLANK,), ())
    texts = _texts(column.chunk(0).dictionary, encoding)
    if texts is None:
        return None
    codes = [chunk.indices.to_numpy(zero_copy_only=False) for chunk in column.chunks]
    return Cells(texts, np.concatenate(codes).astype(np.int32, copy=False))


def _texts(raw: pa.BinaryArray, encoding: str) -> pa.StringArray | None:
    """Bytes as text: at once where they are UTF-8 (or ASCII, which reads the same in all), else one by one."""
    data = np.frombuffer(raw.buffers()[2] or b"", dtype=np.uint8)
    if encoding == "utf-8" or not data.size or data.max() < _ASCII_END:
        try:
            return raw.cast(pa.string())
        except pa.ArrowInvalid:
            return None
    labels = [enc.decode(label, encoding) for label in raw.to_pylist()]
    return None if None in labels else pa.array(labels, pa.string())


def _regular(text: str, delimiter: str, layout: Layout) -> tuple[bytes, tuple[int, ...], tuple[int, ...]]:
    """The records written anew with rows of one width, and the row numbers of those that were short or long."""
    width, out = len(layout.headings), io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    short: list[int] = []
    long: list[int] = []
    try:
        for row, record in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), layout.first_row):
            if len(record) > width and any(cell.strip() for cell in record[width:]):
                long.append(row)
            elif 0 < len(record) < width:
                short.append(row)
            writer.writerow((record + [BLANK] * width)[:width])
    except csv.Error as reason:
        raise Refused(Problem(kind=Kind.DAMAGED, found=str(reason))) from reason
    return out.getvalue().encode(), tuple(short[:_FAULTS_KEPT]), tuple(long[:_FAULTS_KEPT])
