"""Users: who may sign in with which roles; added, given roles, shut out, all by an administrator."""

import streamlit as st

from text.lookup import say
from ui import members
from ui.pieces import draw, heading, note, title
from ui.shared import here

site = here()
lang = site.lang
draw(title(say("users.title", lang), say("users.under", lang)))
if site.settings.sign_in.way == "local":
    draw(note(say("users.local", lang)))
rows = members.known(site)
members.listed(site, rows)
if rows:
    draw(heading(say("users.change", lang)))
    members.change(site, rows)
draw(heading(say("users.add", lang), say("users.add_under", lang)))
with st.form("add-user", clear_on_submit=False, border=True):
    members.add(site)
