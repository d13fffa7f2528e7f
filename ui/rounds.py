"""What becomes of a published wave: a correction beside it, or its withdrawal, each with its reason."""

import streamlit as st

from actions import rounds
from text.lookup import say
from ui.pieces import draw, heading, note
from ui.scope import wave_name
from ui.shared import attempt
from ui.visit import Visit

WAYS = ("correct", "withdraw")


def amend(visit: Visit) -> None:
    """The form for one published wave; nothing where none is published."""
    lang = visit.lang
    if not visit.closed:
        return
    names = {row.wave: wave_name(visit, row.wave) for row in reversed(visit.closed)}
    ways = {way: say(f"rounds.way.{way}", lang) for way in WAYS}
    draw(heading(say("rounds.title", lang), say("rounds.under", lang)))
    with st.expander(say("rounds.open", lang)), st.form("amend", border=False, enter_to_submit=False):
        wave = st.selectbox(say("table.wave", lang), list(names), format_func=names.__getitem__, key="amend-wave")
        way = st.radio(
            say("rounds.what", lang),
            list(WAYS),
            format_func=ways.__getitem__,
            captions=[say(f"rounds.how.{each}", lang) for each in WAYS],
            key="amend-way",
        )
        reason = st.text_area(
            say("rounds.reason", lang, longest=rounds.LONGEST_REASON), max_chars=rounds.LONGEST_REASON, key="amend-why"
        )
        draw(note(say("rounds.kept", lang)))
        if st.form_submit_button(say("rounds.do", lang), type="primary"):
            attempt(visit.site, lambda: _amended(visit, (wave, way), reason or ""))


def _amended(visit: Visit, what: tuple[str, str], reason: str) -> str:
    wave, way = what
    act = rounds.correct if way == "correct" else rounds.withdraw
    act(visit.site.person, visit.site.store, wave, reason)
    return say(f"rounds.done.{way}", visit.lang, wave=wave_name(visit, wave))
