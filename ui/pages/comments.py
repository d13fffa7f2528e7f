"""Comments to check: HR reads each comment as it was written and decides; what was approved is published in tens."""

import streamlit as st

from actions import comments
from text.lookup import say
from ui import checking, publishing
from ui.pickers import select
from ui.pieces import draw, title
from ui.shared import here, visited

site = here()
lang = site.lang
draw(title(say("comments.title", lang), say("comments.under", lang)))
visit = visited()

choice = checking.choice(visit)
if choice is None:
    draw(checking.nothing(lang, "not_asked"))
    st.stop()
wave = select(choice, st.container(key="pickers", horizontal=True))
known = comments.progress(site.person, site.store, wave)
if not known.different:
    draw(checking.nothing(lang, "none"))
    st.stop()

draw(checking.standing(known, lang))
checking.queue(visit, wave)
draw(checking.limits(lang))
checking.decided(visit, wave, known)
publishing.section(visit, wave, known)
