"""Inspection: the attacker run on what is published, in plain words, and the promise to put into the form; for HR."""

import streamlit as st

from text.lookup import say
from ui import inspecting
from ui.pickers import select
from ui.pieces import draw, heading, note, table, title
from ui.scope import wave_choice
from ui.shared import current
from ui.shelf import may_change

visit = current()
lang = visit.lang
draw(title(say("inspection.title", lang), say("inspection.under", lang)))
if not may_change(visit.site):
    draw(note(say("inspection.only", lang)))
    st.stop()

row = st.container(key="pickers", horizontal=True, vertical_alignment="bottom")
wave = select(wave_choice(visit), row)
asked = (visit.site.version, wave)
if row.button(say("inspection.do", lang), type="primary"):
    with st.spinner(say("inspection.doing", lang)):
        st.session_state["inspected"] = (asked, inspecting.inspected(visit, wave))

known, report = st.session_state.get("inspected", (None, None))
if report is not None and known == asked:
    draw(inspecting.verdict(visit, report), inspecting.figures(visit, report))
    if report.found:
        draw(heading(say("inspection.found", lang)), table(inspecting.leaks(visit, report), titled=False))

draw(heading(say("inspection.how_title", lang)), inspecting.method(visit, wave))
draw(heading(say("inspection.promise", lang), say("inspection.promise_under", lang)), *inspecting.promises(visit, wave))
