"""Text files with delimiters: every way of ending lines and quoting cells reads to the same table, with the same rows."""

import csv
import io
from pathlib import Path
from typing import Literal

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.content import BytesContent, FileContent
from intake.delimited import Delimited
from intake.forms import collector, said, without_times
from intake.problems import Kind, Severity
from intake.records import Dialect, Unruly, whole
from intake.table import Body, Cells, Form, Heading, Layout
from tests.intake.office import KNOWS, SAYS, csv_text, read


def layout(source: Delimited, header_row: int = 1) -> Layout:
    heads = source.head()[header_row - 1]
    return Layout(header_row, 1, tuple(Heading(number, text) for number, text in enumerate(heads, 1)))


def texts(body: Body) -> list[list[str]]:
    columns = [
        [cells.labels[code] for code in cells.codes]
        for _, cells in sorted(body.columns.items())
        if isinstance(cells, Cells)
    ]
    return [list(row) for row in zip(*columns, strict=True)]


def below(data: bytes, header_row: int = 1) -> Body:
    source = Delimited(BytesContent(data))
    place = layout(source, header_row)
    return source.body(place, {heading.number: Form.LABELS for heading in place.headings})


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("ends", [True, False])
def test_delimiters_and_line_ends(delimiter: str, line_end: str, ends: bool) -> None:
    rows = [["a", "b", "c"], ["1", "二", ""], ["", "x y", "3"]]
    text = csv_text(rows, delimiter, line_end)
    data = (text if ends else text.removesuffix(line_end)).encode()
    assert Delimited(BytesContent(data)).facts.delimiter == delimiter
    assert texts(below(data)) == rows[1:]


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        (b'a,b\n"x\ny",1\n"p""q",2\n', [["x\ny", "1"], ['p"q', "2"]]),
        (b'a,b\n"x,y",1\n', [["x,y", "1"]]),
        (b"a,b\n1,2\n\n\n", [["1", "2"]]),
        (b"a,b\n1,2\n\n3,4\n", [["1", "2"], ["", ""], ["3", "4"]]),
        (b"a,b\n\n1,2\n", [["", ""], ["1", "2"]]),
        (b"a,b\n1\n2,3\n", [["1", ""], ["2", "3"]]),
        (b"a,b\n1,2,,\n", [["1", "2"]]),
        (b"a,b\n1,2\n\x1a", [["1", "2"]]),
        (b"a\n1\n\n2\n", [["1"], [""], ["2"]]),
        (b'a,b\n 1 ,"2" \n', [[" 1 ", "2 "]]),
    ],
)
def test_cells_and_rows(data: bytes, rows: list[list[str]]) -> None:
    assert texts(below(data)) == rows


def test_rows_of_other_lengths_are_numbered() -> None:
    """Row 3 is short, row 4 has a cell too many, row 6 only empty ones too many."""
    body = below(b"a,b,c\n1,2,3\n1,2\n1,2,3,4\n\n1,2,3,,\n")
    assert (body.short_rows, body.long_rows) == ((3,), (4,))


def test_a_row_that_is_too_long_is_at_fault_one_too_short_is_told(tmp_path: Path) -> None:
    path = tmp_path / "ragged.csv"
    path.write_bytes("部署,行動指針を知っていますか。,ご意見\n010,はい\n010,はい,x,y\n".encode())
    outcome = read(path, "", KNOWS, SAYS, keep_good_rows=True)
    kinds = {(p.kind, p.row) for p in outcome.problems if p.severity is Severity.ROW or p.kind is Kind.SHORT_ROW}
    assert kinds == {(Kind.LONG_ROW, 3), (Kind.SHORT_ROW, 2)}
    assert outcome.rows_stored == 1


def test_a_quotation_mark_left_open(tmp_path: Path) -> None:
    """Everything after it becomes one cell, which is longer than any spreadsheet's."""
    path = tmp_path / "open.csv"
    path.write_bytes(
        "部署,行動指針を知っていますか。\n010,はい\n".encode() + '010,"はい\n'.encode() + "010,はい\n".encode() * 6_000
    )
    outcome = read(path, "", KNOWS)
    assert [(p.kind, p.row) for p in outcome.problems if p.severity is Severity.REFUSE] == [(Kind.CELL_TOO_LONG, 3)]


def test_titles_above_the_header(tmp_path: Path) -> None:
    source = Delimited(BytesContent(b'title\n"a note\nin two lines",\nx,y\n1,2\n'))
    assert texts(source.body(layout(source, 3), {1: Form.LABELS, 2: Form.LABELS})) == [["1", "2"]]


def test_the_file_is_only_mapped(tmp_path: Path) -> None:
    path = tmp_path / "mapped.csv"
    path.write_bytes(b"a;b\n1;2\n")
    assert Delimited(FileContent(path)).facts.delimiter == ";"


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), include_characters='\n",;\t'), max_size=8)
TABLES = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=12)
)


@given(
    rows=TABLES,
    delimiter=st.sampled_from([",", "\t", ";"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_whatever_is_written_is_read_back(rows: list[list[str]], delimiter: str, quoting: Literal[0, 1]) -> None:
    """A header of plain words first; rows that are all empty at the end may go."""
    head = [f"h{number}" for number in range(len(rows[0]))]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator="\n").writerows([head, head, head, *rows])
    found = texts(below(out.getvalue().encode(), 3))
    assert found[: len(rows)] == rows[: len(found)]
    assert not any("".join(row).strip("\n") for row in rows[len(found) :])


@settings(max_examples=1_500)
@given(st.text('a", \n', max_size=40))
def test_any_text_is_split_like_pythons_reader_splits_it(rest: str) -> None:
    """Two implementations, one table: Arrow's for regular files, Python's for the rest."""
    text = ("h1,h2\n" * 3 + rest).rstrip("\n")
    body = below(text.encode(), 3)
    rows = list(csv.reader(io.StringIO(text, newline="")))[3:]
    assert texts(body) == [[*row, "", ""][:2] for row in rows]


BLANKS = [chr(code) for code in range(0x10000) if chr(code).isspace()]


@given(
    st.lists(
        st.lists(st.sampled_from([*BLANKS, "a", "あ", "。", "…", "é", "髙", "😀"]), max_size=6).map("".join), min_size=1
    )
)
def test_texts_are_trimmed_as_python_trims_them(texts: list[str]) -> None:
    found = said(pa.array(texts, pa.string()), np.arange(len(texts)))
    expected = [(row, text.strip()) for row, text in enumerate(texts) if text.strip()]
    assert list(zip(found.rows.tolist(), found.texts.to_pylist(), strict=True)) == expected


@given(
    st.lists(
        st.sampled_from(["2025/04/01 09:00:00", "2025/12/31 23:59:59", "2025-04-01T09:00:00", "2025/04/0109:00:00", "",
                         "2025/13/01 09:00:00", "           09:00:00", "令和7年4月1日 9:00", "01/04/2025 09:00:00"]),
        min_size=1,
    ),
    st.sampled_from(["utf-8", "cp932"]),
)  # fmt: skip
def test_moments_are_cut_to_days_alike_the_quick_way_and_the_slow(moments: list[str], encoding: str) -> None:
    column = collector(Form.DAYS, encoding)
    column.add(pa.array([moment.encode(encoding) for moment in moments], pa.binary()))
    found = column.kept()
    assert isinstance(found, Cells)
    expected = without_times(pa.array(moments, pa.string())).to_pylist()
    assert [found.labels[code] for code in found.codes] == expected


@settings(max_examples=500)
@given(st.text('a", \n', max_size=60), st.integers(1, 9))
def test_wherever_pieces_end_they_are_whole_records(rest: str, size: int) -> None:
    """The pieces make the file; each by itself reads to the records it has in the whole, by Python's own reader."""
    content, dialect = BytesContent(rest.encode()), Dialect(",", "utf-8", 2)
    try:
        pieces = [piece.data.decode() for piece in whole(content.part(0, content.size), dialect, size)]
    except Unruly:
        return
    assert "".join(pieces) == rest
    apart = [record for piece in pieces for record in csv.reader(io.StringIO(piece, newline=""))]
    assert apart == list(csv.reader(io.StringIO(rest, newline="")))


def test_one_odd_row_among_many_pieces_keeps_its_number(tmp_path: Path) -> None:
    """Row 60,001 is short, row 60,003 has a cell too many; what stands around them is read as ever."""
    good = f"010,はい,{'x' * 60}\n"  # 9 MB in all
    lines = [
        "部署,行動指針を知っていますか。,ご意見\n",
        *[good] * 59_999,
        "010,はい\n",
        good,
        "010,はい,x,y\n",
        *[good] * 60_000,
    ]
    path = tmp_path / "long.csv"
    path.write_text("".join(lines), encoding="utf-8")
    outcome = read(path, "", KNOWS, SAYS, keep_good_rows=True)
    kinds = {(p.kind, p.row) for p in outcome.problems if p.kind in (Kind.LONG_ROW, Kind.SHORT_ROW)}
    assert kinds == {(Kind.LONG_ROW, 60_003), (Kind.SHORT_ROW, 60_001)}
    assert (outcome.rows_read, outcome.rows_stored) == (120_002, 120_001)
