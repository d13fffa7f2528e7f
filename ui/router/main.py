"""The router: language and guideline, which every page shares, then the page that the address names.

It does not lie right beside the folder of the pages: Streamlit would take a folder named pages there for its older kind
of app, and run a page without its router for the first visitor who comes by a deep link.
"""

from pathlib import Path

import streamlit as st

from text.lookup import say
from ui import arrive
from ui.markup import tag
from ui.pieces import draw
from ui.shared import choose_guideline, choose_language, keep

PAGES = {
    "": ("overview", "unit"),
    "results": ("trend", "speed", "pace", "targets", "change", "compare", "rotation", "norms", "initiatives"),
    "apart": ("service",),
    "survey": ("upload", "close"),
    "about": ("method", "accessibility", "news"),
}
UI = Path(__file__).parent.parent

settings = arrive.current_settings()
bar = st.container(key="bar", horizontal=True, vertical_alignment="center")
first, last = bar.container(), bar.container(width="content")
lang = choose_language(last, settings.organisation.language)
site = arrive.site(lang)
pages = {
    say(f"nav.group.{group}", lang) if group else "": [
        st.Page(UI / "pages" / f"{name}.py", title=say(f"nav.{name}", lang), url_path=name, default=name == "overview")
        for name in names
    ]
    for group, names in PAGES.items()
}
page = st.navigation(pages, position="top")
st.set_page_config(page_title=say("site.title", lang, page=page.title, site=say("site.name", lang)), layout="wide")
st.logo(str(UI / "static" / f"logo-{lang}-{'dark' if site.look.dark else 'light'}.svg"), size="large")
draw(tag("span", data_lang=lang, class_="sd-language sd-dark" if site.look.dark else "sd-language"))
keep(site, choose_guideline(first, site))
page.run()
