"""The norm for speed: how long units took to 20, 50 and 80 %, who was fast and what they did, how far behind others are."""

import streamlit as st

from actions.query import Query
from text import formats
from text.lookup import say
from ui import ask, paces
from ui.handed import note_table
from ui.pickers import select
from ui.pieces import draw, findings, heading, note, table, title
from ui.scope import indicator_choice, level_choice
from ui.shared import current
from ui.summary import source

visit = current()
lang = visit.lang
tree = ask.tree(visit.site, visit.closed[-1].wave)
draw(title(say("pace.title", lang), say("pace.under", lang)))
pickers = st.container(key="pickers", horizontal=True)
key = select(indicator_choice(visit), pickers)
depth = int(select(level_choice(visit, tree), pickers))
found = ask.pace(visit.site, Query(indicator=key, guideline=visit.guideline.key, level=depth))
if not found.units or found.start is None:
    draw(note(say("pace.none", lang)))
else:
    chosen = select(paces.level_choice(visit, found), pickers)
    at = [f"{100 * level:.0f}" for level in found.levels].index(chosen)
    start = say(
        "pace.start_published" if found.published else "pace.start_wave", lang, day=formats.day(found.start, lang)
    )
    draw(findings(paces.sentences(visit, found)), note(start))
    paces.chart(visit, found, at, (key, depth))
    draw(heading(say("pace.who", lang), say("pace.who_under", lang)), findings(paces.fast(visit, found, at)))
    rows = note_table(paces.table(visit, found, at))
    draw(heading(rows.caption, say("pace.table_under", lang)), table(rows, titled=False))
draw(source(visit, noted=True))
