"""The files handed in so far, newest first, and taking one back while its wave is open."""

from collections.abc import Sequence

import streamlit as st

from actions import undo
from actions.undo import UploadRow
from charts.table import Table
from measure.wave import WaveState
from text import formats
from text.lookup import say
from ui.filing import desk
from ui.markup import tag
from ui.pieces import draw, facts, heading, note, table
from ui.scope import wave_name
from ui.shared import attempt
from ui.visit import Site, Visit


def past_uploads(site: Site, visit: Visit) -> None:
    """The uploads of this guideline's waves."""
    lang = site.lang
    waves = {wave.wave: wave for wave in visit.waves}
    rows = [row for row in reversed(undo.uploads(site.person, site.store)) if row.wave in waves]
    draw(heading(say("history.title", lang), say("history.under", lang)))
    if not rows:
        draw(note(say("history.none", lang)))
        return
    opened = {(wave.wave, wave.version) for wave in visit.waves if wave.state is WaveState.OPEN}
    still = [row for row in rows if row.state == "kept" and (row.wave, row.version) in opened]
    for row in still:
        _undoable(site, visit, row)
    rest = [row for row in rows if row not in still]
    if rest:
        draw(table(_past(visit, rest), titled=bool(still)))


def _past(visit: Visit, rows: Sequence[UploadRow]) -> Table:
    """The uploads nothing can be done about any more."""
    lang = visit.lang
    cells = tuple((f"{row.upload}. {row.file}", *(value for _, value in _about(visit, row))) for row in rows)
    heads = (say("history.file", lang), *(name for name, _ in _about(visit, rows[0])))
    return Table(say("history.fixed", lang), heads, cells, frozenset({2}))


def _about(visit: Visit, row: UploadRow) -> list[tuple[str, str]]:
    lang = visit.lang
    return [
        (say("history.wave", lang), wave_name(visit, row.wave)),
        (say("history.rows", lang), formats.number(row.rows)),
        (say("history.when", lang), formats.day(row.when.date(), lang)),
        (say("history.state", lang), say(f"history.state_of.{row.state}", lang)),
    ]


def _undoable(site: Site, visit: Visit, row: UploadRow) -> None:
    """One upload of an open wave, with the button that takes it back beside it."""
    lang = site.lang
    line = st.container(horizontal=True, vertical_alignment="center", key=f"upload-{row.upload}")
    with line.container():
        draw(tag("p", tag("strong", f"{row.upload}. {row.file}")), facts(_about(visit, row)))
    with line.popover(say("history.undo", lang)):
        draw(note(say("history.undo_sure", lang, file=row.file, rows=formats.number(row.rows))))
        if st.button(say("history.undo_do", lang), key=f"undo-{row.upload}", type="primary"):
            attempt(site, lambda: _undone(site, row))


def _undone(site: Site, row: UploadRow) -> str:
    undo.undo(site.person, site.store, row.upload)
    desk.lay(None)
    return say("history.undone", site.lang, file=row.file)
