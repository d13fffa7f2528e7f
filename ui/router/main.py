"""The router: language and guideline, which every page shares, then the page that the address names.

It does not lie right beside the folder of the pages: Streamlit would take a folder named pages there for its older kind
of app, and run a page without its router for the first visitor who comes by a deep link.
"""

from pathlib import Path

import streamlit as st

from actions.users import NOBODY, READERS, may
from text.lookup import say
from ui import arrive, doors, handed, handing, identity, sections
from ui.markup import tag
from ui.pieces import draw
from ui.router.menu import NAMES, group, menu
from ui.shared import choose_guideline, choose_language, keep, said

UI = Path(__file__).parent.parent

settings = arrive.current_settings()
bar = st.container(key="bar", horizontal=True, vertical_alignment="center")
first, tools = bar.container(), bar.container(width="content")
last = bar.container(width="content", horizontal=True)
handed.begin()
sections.forget()
lang = choose_language(last, settings.organisation.language)
found = identity.here(settings, arrive.store_of(settings))
person = found.person if found is not None else None
site = arrive.site(lang, person or NOBODY)
home = doors.first(site.person, NAMES)
page = st.navigation(menu(site.person, lang), position="top")
st.set_page_config(page_title=say("site.title", lang, page=page.title, site=say("site.name", lang)), layout="wide")
st.logo(str(UI / "static" / f"logo-{lang}-{'dark' if site.look.dark else 'light'}.svg"), size="large")
asked = page.url_path or home
shown = "sd-language sd-dark" if site.look.dark else "sd-language"
draw(tag("span", data_lang=lang, data_group=group(asked, lang), class_=shown))
if person is None:
    doors.outside(settings, lang, found)
    st.stop()
with last:
    doors.way_out(site)
if not person.roles:
    doors.without_role(site)
elif not doors.opens(person, asked):
    keep(site, None)
    doors.closed(site, asked, page.title, home)
else:
    visit = choose_guideline(first, site) if may(person, *READERS) and asked not in doors.OF_ALL else None
    keep(site, visit)
    said()
    page.run()
    handing.menu(tools, visit, asked)
