"""Norms: each numbered norm's importance beside its practice, so that what is only liked stands out."""

import streamlit as st

from text.lookup import say
from ui import ask, normed, voices
from ui.pickers import select
from ui.pieces import draw, note, title
from ui.scope import unit_choice, wave_choice
from ui.shared import current
from ui.summary import source

visit = current()
lang = visit.lang
draw(title(say("norms.title", lang), say("norms.under", lang)))
pickers = st.container(key="pickers", horizontal=True)
wave = select(wave_choice(visit), pickers)
tree = ask.tree(visit.site, wave)
unit = select(unit_choice(visit, tree), pickers)
if not normed.section(visit, wave, (unit, visit.unit_name(tree, unit)), unfolded=True):
    draw(note(say("norms.none", lang)))
normed.advised(visit, wave, unit)
voices.by_norm(visit, tree, wave, unit)
draw(source(visit, noted=True))
