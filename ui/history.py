"""The files handed in so far, newest first, and taking one back while its wave is open."""

import streamlit as st

from actions import undo
from actions.undo import UploadRow
from measure.wave import WaveState
from text import formats
from text.lookup import say
from ui import filing
from ui.markup import tag
from ui.pieces import draw, facts, heading, note
from ui.scope import wave_name
from ui.visit import Site, Visit

FEW = 12


def past_uploads(site: Site, visit: Visit) -> None:
    """The uploads of this guideline's waves."""
    lang = site.lang
    waves = {wave.wave: wave for wave in visit.waves}
    rows = [row for row in reversed(undo.uploads(site.person, site.store)) if row.wave in waves]
    draw(heading(say("history.title", lang), say("history.under", lang)))
    if not rows:
        draw(note(say("history.none", lang)))
    for row in rows[:FEW]:
        _upload(site, visit, row, waves[row.wave].state is WaveState.OPEN)
    if len(rows) > FEW:
        draw(note(say("history.more", lang, count=len(rows) - FEW)))


def _upload(site: Site, visit: Visit, row: UploadRow, is_open: bool) -> None:
    """One upload: what, when, how much; with the button to take it back where that is still possible."""
    lang = site.lang
    line = st.container(horizontal=True, vertical_alignment="center", key=f"upload-{row.upload}")
    pairs = [
        (say("history.wave", lang), wave_name(visit, row.wave)),
        (say("history.rows", lang), formats.number(row.rows)),
        (say("history.when", lang), formats.day(row.when.date(), lang)),
        (say("history.state", lang), say(f"history.state_of.{row.state}", lang)),
    ]
    with line.container():
        draw(tag("p", tag("strong", f"{row.upload}. {row.file}")), facts(pairs))
    if row.state == "kept" and is_open:
        with line.popover(say("history.undo", lang)):
            draw(note(say("history.undo_sure", lang, file=row.file, rows=formats.number(row.rows))))
            if st.button(say("history.undo_do", lang), key=f"undo-{row.upload}", type="primary"):
                filing.attempt(site, lambda: _undone(site, row))


def _undone(site: Site, row: UploadRow) -> str:
    undo.undo(site.person, site.store, row.upload)
    return say("history.undone", site.lang, file=row.file)
