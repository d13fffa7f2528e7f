"""Organisation: trees side by side, reorganisation with proposed successors, lineage, headcounts, and taking it back."""

import streamlit as st

from text.lookup import say
from ui import organising, shelf, structures
from ui.pieces import draw, note, title
from ui.shared import here, said, visited

site = here()
draw(title(say("organisation.title", site.lang), say("organisation.under", site.lang)))
visit = visited()
if not shelf.may_change(site):
    draw(note(say("organisation.not_yours", site.lang)))
    st.stop()
said()

known = organising.Known.of(visit)
organising.trees(site, known)
organising.new_list(site)
structures.lineage(site, known)
structures.headcount(visit)
structures.changes(site)
