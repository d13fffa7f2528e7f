"""Handing in a file on the page: reading it as it would be kept, keeping it, and the words about both."""

import csv
import io
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from actions import receipt as told
from actions import upload
from actions.refused import Refused
from actions.upload import Choice, GivenFile, Receipt
from charts.table import Table
from text import formats
from text.lookup import say, section
from ui.markup import Markup, tag
from ui.visit import Site

TYPES = ["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods", "zip"]
FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")
PERSONAL = ("person", "id", "date")
FIRST_ROWS = 8
SURE = 0.9
"""From this confidence on a column's reading is not called doubtful."""


@dataclass(frozen=True)
class Handed:
    """A file somebody dropped on the page: its name, its bytes, and a key that is new for every file."""

    key: str
    name: str
    content: bytes

    @contextmanager
    def at(self) -> Iterator[GivenFile]:
        """The file on disk for as long as it is read."""
        with tempfile.TemporaryDirectory(prefix="shintodo-") as folder:
            path = Path(folder) / f"file{Path(self.name).suffix[:8]}"
            path.write_bytes(self.content)
            yield GivenFile(path, self.name)


def choice(site: Site, wave: str, keep_good_rows: bool) -> Choice:
    """What the page asks of the reader."""
    return Choice(wave=wave, keep_good_rows=keep_good_rows, limits=told.limits(site.settings))


def examined(site: Site, handed: Handed, asked: Choice) -> Receipt:
    """The file as it would be kept; read once for every file, choice and state of the store."""
    key = (handed.key, asked.wave, asked.keep_good_rows, site.version)
    kept = st.session_state.get("examined")
    if kept is None or kept[0] != key:
        with st.spinner(say("upload.reading", site.lang)), handed.at() as file:
            kept = (key, upload.inspect(site.person, site.store, file, asked))
        st.session_state["examined"] = kept
    found: Receipt = kept[1]
    return found


def keep(site: Site, handed: Handed, asked: Choice) -> Receipt:
    """Keep the file in its wave."""
    with st.spinner(say("upload.keeping", site.lang)), handed.at() as file:
        return upload.take_in(site.person, site.store, file, asked)


def attempt(site: Site, work: Callable[[], str]) -> None:
    """Do something that may be refused; what came of it is said after the page was drawn anew."""
    try:
        st.session_state["said"] = ("done", work())
    except Refused as refused:
        st.session_state["said"] = ("refused", say(f"refused.{refused.kind}", site.lang, **refused.blanks))
    st.rerun()


def understood(found: Receipt, lang: str) -> list[tuple[str, str]]:
    """What was seen of the file as a whole; what does not apply is left out."""
    seen = found.outcome
    tool = seen.tool and section("tool", lang).get(seen.tool, seen.tool)
    row = seen.header_row
    pairs = [
        ("kind", seen.kind and say(f"upload.kind_of.{seen.kind}", lang)),
        ("tool", tool),
        ("format", seen.format and seen.format.upper()),
        ("encoding", seen.encoding and seen.encoding.upper()),
        ("sheet", seen.sheet),
        ("header", None if row is None else say("upload.row", lang, row=row)),
        ("rows", formats.number(seen.rows)),
    ]
    return [(say(f"upload.seen.{key}", lang), str(value)) for key, value in pairs if value]


def columns(found: Receipt, lang: str) -> Table:
    """What every column was taken for, the doubtful ones first."""
    reasons = section("reason", lang)
    ordered = sorted(found.outcome.columns, key=lambda column: (column.confidence >= SURE, column.number))
    rows = tuple(
        (
            column.name,
            say(f"upload.role.{column.role}", lang),
            column.target or formats.NOTHING,
            formats.percent(column.confidence, lang),
            reasons.get(column.reason, formats.NOTHING),
        )
        for column in ordered
    )
    heads = tuple(say(f"upload.column.{key}", lang) for key in ("name", "role", "target", "confidence", "reason"))
    doubtful = sum(column.confidence < SURE for column in ordered)
    caption = say("upload.columns_doubtful" if doubtful else "upload.columns_sure", lang, count=doubtful)
    return Table(caption, heads, rows, frozenset({3}))


def problems(found: Receipt, lang: str, names: Sequence[str]) -> Table:
    """What to mend, in the order of judgement, with the spreadsheet's row numbers; only severities in `names`."""
    listed = [problem for problem in told.problems(found.outcome, lang) if problem["severity"] in names]
    rows = tuple(
        (formats.number(each["row"]), each["column"] or formats.NOTHING, each["message"], formats.number(each["count"]))
        for each in listed
    )
    heads = tuple(say(f"upload.problem.{key}", lang) for key in ("row", "column", "message", "count"))
    return Table(say("upload.problems", lang, count=len(rows)), heads, rows, frozenset({0, 3}), frozenset({2}))


def preview(found: Receipt, lang: str) -> Table:
    """The first rows as they were read, without the columns that could tell who answered."""
    rows = found.outcome.sample[:FIRST_ROWS]
    heads = tuple(column.name for column in found.outcome.columns if column.role not in PERSONAL)
    return Table(say("upload.preview", lang, count=len(rows)), heads, rows)


def as_csv(content: Table) -> bytes:
    """A table for a spreadsheet: UTF-8 with its mark, and no cell that a spreadsheet would run as a formula."""
    text = io.StringIO()
    csv.writer(text).writerows([[_tamed(cell) for cell in row] for row in (content.headings, *content.rows)])
    return text.getvalue().encode("utf-8-sig")


def _tamed(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def no_open_wave(lang: str) -> Markup:
    """What to do when no wave takes answers."""
    words = (say("upload.no_wave", lang), say("upload.no_wave_how", lang))
    return tag("div", *(tag("p", line) for line in words), class_="sd-verdict sd-verdict-note")


def kept_words(site: Site, found: Receipt) -> str:
    """What became of a file that was to be kept; from now on the page asks for another."""
    if found.upload is not None:
        st.session_state["kept"] = st.session_state.get("kept", 0) + 1
        rows = formats.number(found.rows_stored)
        return say("upload.kept", site.lang, upload=found.upload, rows=rows)
    if found.duplicate_of is not None:
        return say("upload.verdict.duplicate", site.lang, upload=found.duplicate_of)
    return say("upload.verdict.refused", site.lang)
