"""CSV and its kin: bytes in any known encoding, comma, tab or semicolon, any line end, quoted line breaks.

A file is split by Arrow on its bytes, piece by piece, and only distinct cells are decoded. A piece whose rows differ in
length (or hold empty lines) is first written anew with rows of one length, noting which were short or long.
"""

import csv
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor

import pyarrow as pa
import pyarrow.csv

from intake import encoding as enc
from intake.content import BytesContent, Content, Part
from intake.forms import Misfit, collector
from intake.garbled import resaved
from intake.problems import Kind, Problem, Refused
from intake.records import Dialect, Piece, Unruly, anew, made_regular, whole
from intake.table import BLANK, Body, Facts, Form, Layout

DELIMITERS = (",", "\t", ";")
SAMPLE = 1 << 18
HEAD_BYTES = 1 << 18
HEAD_RECORDS = 200
_AT_ONCE = 2
_FAULTS_KEPT = 10_000
_SAID = re.compile(r'^"?sep=([,;|\t])"?\s*$', re.IGNORECASE)
_LINE_ENDS = b"\r\n\x1a"
csv.field_size_limit(1 << 24)


class Delimited:
    """An opened text file with delimiters."""

    def __init__(self, content: Content, override: str | None = None) -> None:
        self._raw, self._checked = content, override is not None
        self._settle(override or _guess(content))

    def _settle(self, name: str) -> None:
        """Take the file as being in the encoding `name`; wide and shifting encodings are rewritten as UTF-8."""
        self._named, self._encoding, self._content = name, name, self._raw
        mark, marked = enc.bom(self._raw.read(0, 4))
        self._start = len(mark) if marked == name else 0
        if name not in enc.BYTEWISE:
            text = enc.decode(self._raw.read(self._start, self._raw.size), name)
            if text is None:
                return self._again()
            self._rewrite(text.encode(), "utf-8")
        start = self._content.read(self._start, SAMPLE)
        if b"\n" not in start and b"\r" in start:
            self._rewrite(self._content.read(self._start, self._content.size).replace(b"\r", b"\n"), self._encoding)
        self._lines = self._first_lines()
        said = _SAID.match(self._lines[0][0]) if self._lines else None
        if said:  # Excel's own line that names the delimiter is no row
            self._start += self._lines[0][1]
            self._lines = self._lines[1:]
        self._delimiter = said[1] if said else _delimiter(self._lines)
        self.facts = Facts("csv", encoding=self._named, delimiter=self._delimiter)

    def _rewrite(self, data: bytes, encoding: str) -> None:
        self._content, self._start, self._encoding = BytesContent(data), 0, encoding

    def _first_lines(self) -> list[tuple[str, int]]:
        """The first lines as text, each with its length in bytes."""
        head = enc.sample(self._content.read(self._start, HEAD_BYTES + SAMPLE), HEAD_BYTES)
        lines = [(enc.decode(line, self._encoding), len(line)) for line in head.splitlines(keepends=True)]
        if any(text is None for text, _ in lines):
            self._again()
            return self._lines
        return [(text or BLANK, size) for text, size in lines]

    def _again(self) -> None:
        """The encoding that the beginning suggested does not hold: judge the whole file, once."""
        name = None if self._checked else enc.detect(self._raw.read(0, self._raw.size))
        self._checked = True
        if name is None or name == self._named:
            raise Refused(Problem(kind=Kind.UNKNOWN_ENCODING, found=self._named, expected=", ".join(enc.KNOWN)))
        self._settle(name)

    @property
    def size(self) -> tuple[int, int]:
        """Rows are only known after reading; columns by the widest of the first records."""
        return 0, max(map(len, self.head()), default=0)

    def look_at(self, sheet: str) -> None:
        """A text file is one sheet."""

    def head(self) -> list[list[str]]:
        """The first records; one that the head cuts off is left out."""
        return _records((text for text, _ in self._lines), self._delimiter, HEAD_RECORDS)

    def body(self, layout: Layout, wanted: Mapping[int, Form]) -> Body:
        """The wanted columns; the file is judged anew in another encoding when a cell does not decode."""
        dialect = Dialect(self._delimiter, self._encoding, len(layout.headings))
        start, end = self._below(layout.header_row), _content_end(self._content)
        for cut in (whole, anew):
            try:
                with self._content.part(start, max(start, end)) as part:
                    return _Reading(dialect, wanted, layout.first_row).read(part, cut(part, dialect))
            except Unruly:
                continue
            except Misfit:
                self._again()
                return self.body(layout, wanted)
        raise AssertionError  # the second way takes any file

    def _below(self, records: int) -> int:
        """Where in the content the first `records` records end."""
        read = self._start

        def lines() -> Iterator[str]:
            nonlocal read
            for text, size in self._lines:
                read += size
                yield text

        reader = csv.reader(lines(), delimiter=self._delimiter)
        for _ in range(records):
            next(reader, None)
        return read


def _guess(content: Content) -> str:
    first = enc.sample(content.read(0, 2 * SAMPLE), SAMPLE)
    name = enc.detect(first) or enc.detect(content.read(0, content.size))
    if name not in enc.UNICODE and resaved(first):
        raise Refused(Problem(kind=Kind.GARBLED, expected="UTF-8"))
    if name is None:
        raise Refused(Problem(kind=Kind.UNKNOWN_ENCODING, expected=", ".join(enc.KNOWN)))
    return name


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


def _content_end(content: Content) -> int:
    """Where the data end when empty lines at the very end are left aside."""
    end = content.size
    while end:
        tail = content.read(max(0, end - SAMPLE), min(SAMPLE, end))
        if kept := len(tail.rstrip(_LINE_ENDS)):
            return end - len(tail) + kept
        end -= len(tail)
    return 0


class _Reading:
    """The wanted columns while the pieces of a file come in."""

    def __init__(self, dialect: Dialect, wanted: Mapping[int, Form], first_row: int) -> None:
        self._dialect, self._wanted, self._first_row = dialect, wanted, first_row
        self._rows, self._columns = 0, {n: collector(form, dialect.encoding) for n, form in wanted.items()}
        self._short: list[int] = []
        self._long: list[int] = []

    def read(self, part: Part, pieces: Iterator[Piece]) -> Body:
        """All pieces in turn, some being split while the last one is taken in."""
        coming: deque[Future[tuple[pa.Table, Piece]]] = deque()
        with ThreadPoolExecutor(_AT_ONCE) as workers:
            for piece in pieces:
                coming.append(workers.submit(_split, piece, self._dialect, self._wanted))
                if len(coming) > _AT_ONCE:
                    self._add(*coming.popleft().result())
                    part.report(self._rows)
            while coming:
                self._add(*coming.popleft().result())
        part.report(self._rows)
        return self.body()

    def _add(self, table: pa.Table, piece: Piece) -> None:
        first = self._first_row + self._rows
        self._short += [first + row for row in piece.short]
        self._long += [first + row for row in piece.long]
        self._rows += table.num_rows
        for number, column in self._columns.items():
            for chunk in table[str(number)].chunks:
                column.add(chunk)

    def body(self) -> Body:
        columns = {number: column.kept() for number, column in self._columns.items()}
        return Body(self._rows, columns, tuple(self._short[:_FAULTS_KEPT]), tuple(self._long[:_FAULTS_KEPT]))


def _split(piece: Piece, dialect: Dialect, wanted: Mapping[int, Form]) -> tuple[pa.Table, Piece]:
    """The wanted columns of a piece, which is made regular first where it is not."""
    try:
        return _by_arrow(piece, dialect.width, wanted), piece
    except pa.ArrowInvalid:
        piece = made_regular(piece, dialect)
    try:
        return _by_arrow(piece, dialect.width, wanted), piece
    except pa.ArrowInvalid as reason:
        raise Refused(Problem(kind=Kind.DAMAGED, found="csv")) from reason


def _by_arrow(piece: Piece, width: int, wanted: Mapping[int, Form]) -> pa.Table:
    names = [str(number) for number in range(1, width + 1)]
    kinds = {
        str(n): pa.dictionary(pa.int32(), pa.binary()) if f is Form.LABELS else pa.binary() for n, f in wanted.items()
    }
    return pa.csv.read_csv(
        pa.BufferReader(piece.data),
        read_options=pa.csv.ReadOptions(column_names=names, block_size=len(piece.data) + 1, use_threads=False),
        parse_options=pa.csv.ParseOptions(delimiter=piece.delimiter, newlines_in_values=True, ignore_empty_lines=False),
        convert_options=pa.csv.ConvertOptions(
            column_types=kinds, include_columns=list(kinds), strings_can_be_null=False, check_utf8=False
        ),
    )
