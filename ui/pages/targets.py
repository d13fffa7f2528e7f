"""Targets: what is aimed at, where it stands, when it is expected and how likely in time; HR sets them here."""

import streamlit as st

from actions import targets
from text import formats
from text.lookup import say
from ui import aims, ask
from ui.handed import note_table
from ui.pieces import draw, findings, heading, note, table, title
from ui.shared import current
from ui.shelf import Listed, file_and_undo, may_change
from ui.summary import source

visit = current()
lang, site = visit.lang, visit.site
tree = ask.tree(site, visit.closed[-1].wave)
draw(title(say("aims.title", lang), say("aims.under", lang)))
rows = ask.targets(site, visit.guideline.key)
default = formats.percent(site.settings.target.share, lang)
if rows:
    draw(findings([aims.count(visit, rows)]), aims.listed(visit, tree, rows))
    draw(note(say("aims.default", lang, target=default)))
    with st.expander(say("chart.table", lang)):
        draw(table(note_table(aims.table(visit, tree, rows))))
else:
    draw(note(say("aims.none", lang, target=default)))


if may_change(site):
    draw(heading(say("aims.set", lang), say("aims.set_under", lang)))
    aims.setting(visit, tree)
    aims.removing(visit, tree, rows)
    what = Listed(
        targets.SHELF,
        say("aims.file_under", lang),
        lambda path: [
            target.key for target in targets.import_targets(site.person, site.store, path, visit.guideline.key).all()
        ],
    )
    file_and_undo(site, what)
draw(source(visit, noted=True))
