"""Pages with tables: what many tools save under the name .xls, and Excel's older XML spreadsheets.

Nothing a page names is ever fetched or run; only the texts of its cells are taken.
"""

import re
from html.parser import HTMLParser
from pathlib import Path

from intake import encoding as enc
from intake import strange
from intake.listed import Listed
from intake.problems import Kind, Problem, Refused
from intake.table import BLANK, Facts
from intake.task import Limits

_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_DECLARED = 2_048
_TABLES, _ROWS, _CELLS = ("table", "worksheet"), ("tr", "row"), ("td", "th", "cell")
_SILENT = ("script", "style", "head", "title")
_BREAKS = ("br", "p", "div", "li")
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_LEAST = 2


def has_tables(data: bytes) -> bool:
    """Whether a page holds tables at all."""
    start = data.lower()
    return b"<table" in start or b"<worksheet" in start or b":worksheet" in start


def open_markup(path: Path, given: str | None, limits: Limits) -> Listed:
    """The tables of a page as sheets, those of less than two rows and columns left out."""
    data = path.read_bytes()
    encoding = given or _declared(data) or enc.detect(data)
    text = None if encoding is None else enc.decode(data.removeprefix(enc.bom(data)[0]), encoding)
    if text is None:
        raise Refused(Problem(kind=Kind.UNKNOWN_ENCODING, found=encoding, expected=", ".join(enc.KNOWN)))
    reader = _Reader(limits)
    reader.feed(text)
    reader.close()
    tables = [rows for rows in reader.tables if len(rows) >= _LEAST and max(map(len, rows)) >= _LEAST]
    if not tables:
        raise strange.refused(strange.PAGE)
    return Listed({str(n): rows for n, rows in enumerate(tables, 1)}, Facts("html", encoding=encoding))


def _declared(data: bytes) -> str | None:
    """The encoding a page says it is in, when it holds."""
    match = _CHARSET.search(data[:_DECLARED])
    name = enc.canonical(match[1].decode()) if match and not enc.bom(data)[1] else None
    return name if name and enc.decode(data, name) is not None else None


class _Reader(HTMLParser):
    """Collects the texts of cells; a cell that spans others leaves them empty."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self._limits, self._silent = limits, 0
        self._cell: list[str] | None = None
        self._place, self._wide = 0, 1
        self._down: dict[int, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag, named = tag.rpartition(":")[2], {name.rpartition(":")[2]: value or "" for name, value in attrs}
        if tag in _SILENT:
            self._silent += 1
        elif tag in _TABLES:
            self.tables.append([])
            self._down = {}
        elif tag in _ROWS and self.tables:
            self._end_cell()
            self.tables[-1].append([])
            self._place = 0
            self._check()
        elif tag in _CELLS and self.tables and self.tables[-1]:
            self._begin_cell(named)
        elif tag in _BREAKS and self._cell:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in (*_CELLS, *_ROWS, *_TABLES):
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._silent:
            self._cell.append(_SPACES.sub(" ", data))

    def _begin_cell(self, named: dict[str, str]) -> None:
        self._end_cell()
        if named.get("index", "").isdigit():
            self._place = min(int(named["index"]), self._limits.columns + 1) - 1
        while self._down.get(self._place, 0):
            self._down[self._place] -= 1
            self._place += 1
        self._wide = _span(named.get("colspan", "")) + (
            _span(named.get("mergeacross", "0")) if "mergeacross" in named else 0
        )
        if (down := _span(named.get("rowspan", ""))) > 1:
            self._down |= dict.fromkeys(
                range(self._place, self._place + min(self._wide, self._limits.columns)), down - 1
            )
        self._cell = []

    def _end_cell(self) -> None:
        """Put the cell's text where it stands in its row."""
        if self._cell is None:
            return
        row = self.tables[-1][-1]
        row += [BLANK] * (self._place - len(row))
        row.append("".join(self._cell).strip())
        self._place += min(self._wide, self._limits.columns + 1)
        self._cell = None
        if len(row) > self._limits.columns:
            raise Refused(Problem(kind=Kind.TOO_WIDE, found=str(len(row)), expected=str(self._limits.columns)))

    def _check(self) -> None:
        if len(self.tables[-1]) > self._limits.rows:
            raise Refused(
                Problem(kind=Kind.TOO_MANY_ROWS, found=str(len(self.tables[-1])), expected=str(self._limits.rows))
            )


def _span(value: str) -> int:
    return max(1, int(value)) if value.isascii() and value.isdigit() and len(value) < 5 else 1
