"""What a file says, whatever its kind: its lines, its tables, its charts with the values they were drawn from, all its text.

Each kind is opened by another program than wrote it, down to the parts that nobody looks at: workbooks embedded in
slides, cached values, alternative texts, document properties, names of parts.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from itertools import takewhile
from xml.etree.ElementTree import Element, fromstring

import openpyxl
from pptx import Presentation
from pypdf import PdfReader

from tests.confidentiality.emitted.told import HEADINGS, Rows, Tables, Value

PARTED = re.compile(r"</(?:p|h\d|li|td|th|dt|dd|div|caption|title|text)>")
BEHIND, END = "Figures behind the chart", re.compile(r"\((?:low|upp)er end\)$")
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
ROW = re.compile(r"^(.*?) (\d+ %|[<>] \d+ %|not shown|no data|—) (.*)$")
ENDS_WITH_BASE = re.compile(r"([\d,]+|—) (?:\d+ %|—)$")


@dataclass(frozen=True)
class Drawn:
    """A native chart: what it is called, its categories, and each series' values."""

    title: str
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[float | None, ...]], ...]


@dataclass(frozen=True)
class Document:
    """One file, read back."""

    lines: tuple[str, ...]
    tables: tuple[tuple[str, Rows], ...]
    charts: tuple[Drawn, ...] = ()
    everything: str = field(default="", repr=False)


def read(data: bytes, kind: str) -> Document:
    """A file of a kind that is handed out; any other is one that nobody reads back."""
    return {"html": _html, "xlsx": _xlsx, "pptx": _pptx, "pdf": _pdf}[kind](data)


def packed(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Every part of a packed file with its name, and of what is packed within."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.comment == b""
        for entry in archive.infolist():
            content = archive.read(entry)
            within = content[:2] == b"PK"
            yield entry.filename, entry.comment + entry.extra + (b"" if within else content)
            if within:
                yield from ((f"{entry.filename}!{name}", inner) for name, inner in packed(content))


def _text(data: bytes) -> str:
    """Names and contents of all parts as text; what is marked up is unescaped too."""
    told = "\n".join(f"{name}\n{part.decode('utf-8', 'replace')}" for name, part in packed(data))
    return f"{told}\n{unescape(told)}"


def _html(data: bytes) -> Document:
    page = data.decode()
    tables = tuple(Tables(page).found)
    words = unescape(re.sub(r"<[^>]+>", " ", PARTED.sub("\n", page)))
    lines = tuple(" ".join(line.replace("\xa0", " ").split()) for line in words.splitlines())
    return Document(tuple(line for line in lines if line), tables, (), f"{page}\n{unescape(page)}")


def _xlsx(data: bytes) -> Document:
    book = openpyxl.load_workbook(io.BytesIO(data))
    lines, tables, drawn, titles = [], list[tuple[str, Rows]](), list[Drawn](), []
    for page in book:
        rows = [[_plain(cell) for cell in row] for row in page.iter_rows(values_only=True)]
        titles.append(str(rows[0][0] or page.title))
        lines += [str(row[0]) if len(told) == 1 else " ".join(map(str, told)) for row in rows if (told := _said(row))]
        tables += [(titles[-1], found) for found in _blocks(rows)]
        drawn += [_behind(titles[-1], rows[at + 1 :]) for at, row in enumerate(rows) if row[0] == BEHIND]
    charts = [part for name, part in packed(data) if name.startswith("xl/charts/chart")]
    named = [title for title, page in zip(titles, book, strict=True) if page._charts]
    drawn += [_drawn(title, part) for title, part in zip(named, charts, strict=True)]
    return Document(tuple(lines), tuple(tables), tuple(drawn), _text(data))


def _plain(cell: object) -> Value:
    return cell.replace("\xa0", " ") if isinstance(cell, str) else cell if isinstance(cell, int | float) else None


def _said(row: Sequence[Value]) -> list[Value]:
    return [cell for cell in row if cell is not None]


def _blocks(rows: Rows) -> Iterator[Rows]:
    """The tables of a sheet: from a row of headings down to the next empty row or heading."""
    at = 0
    while at < len(rows):
        begins = rows[at][0] in HEADINGS and len(_said(rows[at])) > 1 and (at == 0 or rows[at - 1][0] != BEHIND)
        until = next((n for n in range(at + 1, len(rows)) if rows[n][0] in (None, BEHIND)), len(rows))
        if begins:
            yield rows[at:until]
        at = until if begins else at + 1


def _behind(title: str, rows: Rows) -> Drawn:
    """The figures behind a chart, but for the ends of intervals: a column a series."""
    heads = [str(head) for head in _said(rows[0])]
    body = list(takewhile(lambda row: row[0] is not None, rows[1:]))
    values = {
        head: tuple(cell if isinstance(cell, int | float) else None for cell in (row[at] for row in body))
        for at, head in enumerate(heads)
        if at and not END.search(head)
    }
    return Drawn(title, tuple(str(row[0]) for row in body), tuple(values.items()))


def _pptx(data: bytes) -> Document:
    deck = Presentation(io.BytesIO(data))
    lines, tables, charts = list[str](), list[tuple[str, Rows]](), list[Drawn]()
    for slide in deck.slides:
        lines += slide.notes_slide.notes_text_frame.text.splitlines() if slide.has_notes_slide else []
        for shape in slide.shapes:
            if shape.has_text_frame:
                lines += [row.text.replace("\xa0", " ") for row in shape.text_frame.paragraphs]
            if shape.has_table:
                tables.append((shape.name, [[_plain(c.text) for c in row.cells] for row in shape.table.rows]))
            if shape.has_chart:
                charts.append(_drawn(shape.name.replace("\xa0", " "), shape.chart.part.blob))
                lines.append(shape._element.nvGraphicFramePr.cNvPr.get("descr").replace("\xa0", " "))
                charts.append(_embedded(charts[-1].title, shape.chart.part.chart_workbook.xlsx_part.blob))
    return Document(tuple(lines), tuple(tables), tuple(charts), _text(data))


def _embedded(title: str, data: bytes) -> Drawn:
    """The workbook behind a slide's chart."""
    page = openpyxl.load_workbook(io.BytesIO(data)).active
    rows = [[_plain(cell) for cell in row] for row in page.iter_rows(values_only=True)]
    return _behind(title, [["", *rows[0][1:]], *rows[1:]])


def _drawn(title: str, part: bytes) -> Drawn:
    """A native chart from its own XML: the values that are kept in it, wherever they came from."""
    series = list(fromstring(part).iter(f"{CHART}ser"))
    names = tuple(str(name or "") for name in _cached(series[0], "cat"))
    found = []
    for each in series:
        values = tuple(None if value is None else float(value) for value in _cached(each, "val"))
        found.append((str(_cached(each, "tx")[0]), values))
    return Drawn(title, names, tuple(found))


def _cached(series: Element, what: str) -> list[str | None]:
    holder = series.find(f"{CHART}{what}")
    assert holder is not None
    count = next(holder.iter(f"{CHART}ptCount"))
    told = {point.get("idx"): point.findtext(f"{CHART}v") for point in holder.iter(f"{CHART}pt")}
    return [told.get(str(at)) for at in range(int(count.get("val", "0")))]


def _pdf(data: bytes) -> Document:
    reader = PdfReader(io.BytesIO(data))
    assert not reader.attachments
    text = "\n".join(page.extract_text() for page in reader.pages).replace("\xa0", " ")
    titles = {str(title).replace("\xa0", " ") for title in _titles(reader.outline)}
    lines = tuple(line.strip() for line in text.splitlines())
    xmp = reader.xmp_metadata
    everything = [text, str(reader.metadata), *titles, xmp.stream.get_data().decode() if xmp else "", *_alts(reader)]
    return Document(lines, tuple(_printed(lines, titles)), (), "\n".join(everything))


def _titles(outline: Iterable[object]) -> Iterator[object]:
    for each in outline:
        yield from _titles(each) if isinstance(each, list) else [getattr(each, "title", "")]


def _alts(reader: PdfReader) -> Iterator[str]:
    """The alternative texts, and whatever else the file's objects say in words."""
    for number in {*reader.xref_objStm, *reader.xref.get(0, {})}:
        found: object = reader.get_object(number)
        if isinstance(found, dict):
            yield from (str(found[key]) for key in ("/Alt", "/ActualText", "/E", "/T", "/Contents") if key in found)


def _printed(lines: Sequence[str], titles: set[str]) -> Iterator[tuple[str, Rows]]:
    """The tables of a printed document, row by row: a name, a share, and at the end the base where there is one."""
    title, kind = "", ""
    for line in lines:
        if line in titles:
            title, kind = line, ""
        elif (line.split(" ")[0] in HEADINGS and " Share " in f" {line} ") or line.startswith("Stage "):
            kind = line.split(" ")[0]
        elif kind and (row := ROW.match(line)):
            base = ENDS_WITH_BASE.search(row[3])
            yield title, [[kind, "Share", "Base"], [row[1], row[2], base[1] if base else None]]
