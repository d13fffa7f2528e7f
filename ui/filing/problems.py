"""The to-do list of a file: what is wrong, what the file has, how to mend it; on the page and to take away."""

from collections.abc import Sequence

import streamlit as st

from actions import handout, mend
from actions.mend import Problem
from actions.receipt import message
from charts.table import Table
from text import formats
from text.lookup import say
from ui.filing.reading import Reading
from ui.markup import tag
from ui.pieces import draw, heading, note, table

MOST = 20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def listed(problems: Sequence[Problem], lang: str, caption: str) -> Table:
    """The first of them with the spreadsheet's row numbers, those of the same word in one line."""
    groups = mend.to_do(problems)
    rows = tuple(
        (_rows(at, lang), one.column or formats.NOTHING, message(one, lang), formats.number(count))
        for one, at, count in groups[:MOST]
    )
    heads = tuple(say(f"upload.problem.{key}", lang) for key in ("row", "column", "message", "count"))
    return Table(say(caption, lang, count=formats.number(len(groups))), heads, rows, frozenset({3}), frozenset({2}))


def _rows(at: Sequence[int], lang: str) -> str:
    """6, 10, 14 and more."""
    if not at:
        return formats.NOTHING
    few = ", ".join(str(row) for row in at[:3])
    return say("upload.rows_and_more", lang, rows=few) if len(at) > 3 else few


def to_mend(reading: Reading) -> None:
    """What keeps rows or the whole file from being taken in."""
    lang, found = reading.lang, mend.to_mend(reading.outcome)
    if not found:
        return
    content = listed(found, lang, "upload.problems")
    draw(tag("div", table(content), class_="sd-todo"))
    if len(mend.to_do(found)) > len(content.rows):
        draw(note(say("upload.first_shown", lang, count=len(content.rows))))
    if len(content.rows) > 1:
        _files(reading, found)


def _files(reading: Reading, found: Sequence[Problem]) -> None:
    """The whole list as files; they are made when asked for."""
    lang, name = reading.lang, say("upload.mend_file", reading.lang)
    row = st.container(horizontal=True)
    with row:
        st.download_button(
            say("upload.mend_csv", lang),
            lambda: handout.problems_csv(found, lang),
            f"{name}.csv",
            "text/csv",
            on_click="ignore",
        )
        st.download_button(
            say("upload.mend_xlsx", lang),
            lambda: handout.problems_xlsx(found, lang),
            f"{name}.xlsx",
            XLSX,
            on_click="ignore",
        )


def to_know(reading: Reading) -> None:
    """What is only worth knowing."""
    notes = mend.to_know(reading.outcome)
    if notes:
        content = listed(notes, reading.lang, "upload.notes")
        draw(heading(say("upload.notes", reading.lang)), tag("div", table(content, titled=False), class_="sd-todo"))


def way(reading: Reading) -> str:
    """How what is to be mended can be: by choosing here, in rows of the file, or by what the sentences say."""
    if mend.doubts(reading.outcome):
        return "here"
    return "rows" if mend.row_faults(reading.outcome) else "file"


def any_to_mend(reading: Reading) -> bool:
    return bool(mend.to_mend(reading.outcome))
