"""Close a wave: what will be published, what is hidden and why, confirmed by typing the wave's name."""

import streamlit as st

from text.lookup import say
from ui import closing
from ui.fieldwork import fieldwork
from ui.offering import offering
from ui.opening import new_wave
from ui.pickers import select
from ui.pieces import draw, heading, table, title
from ui.rounds import amend
from ui.scope import open_wave_choice
from ui.shared import here, visited

site = here()
lang = site.lang
draw(title(say("close.title", lang), say("close.under", lang)))
visit = visited()

choice = open_wave_choice(visit)
if choice is None:
    draw(closing.nothing_open(lang))
else:
    wave = select(choice, st.container(key="pickers", horizontal=True))
    closing.stand(visit, wave)
    fieldwork(visit, wave)
    draw(heading(say("close.title", lang)))
    chosen = offering(visit, wave)
    draft = closing.draft(site, wave, chosen)
    if draft is not None:
        closing.show(site, visit, draft)
        closing.confirm(visit, wave, chosen)

new_wave(visit, unfolded=choice is None)
draw(heading(say("close.waves", lang)), table(closing.waves_table(visit), titled=False))
amend(visit)
