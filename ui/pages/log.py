"""Log: who did what and when, and whether every entry is as it was written."""

import streamlit as st

from actions import log
from text.lookup import say
from ui import deeds
from ui.pieces import draw, findings, table, title
from ui.shared import here

MOST = 200

site = here()
lang = site.lang
draw(title(say("log.title", lang), say("log.under", lang)))
draw(findings([deeds.verdict(log.verified(site.person, site.store), lang)]))
rows = log.log(site.person, site.store)
kinds = sorted({row.action for row in rows})
names = {kind: deeds.action(kind, lang) for kind in kinds}
chosen = st.multiselect(say("log.only", lang), kinds, format_func=names.__getitem__, key="log-kinds")
kept = [row for row in rows if not chosen or row.action in chosen]
draw(table(deeds.listed(kept[:MOST], len(kept), lang)))
