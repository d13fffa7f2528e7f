"""Service KPIs: how the services themselves do, apart from how far the guideline has spread."""

import streamlit as st

from actions import kpis
from text.lookup import say
from ui import leadlag, service
from ui.pieces import draw, findings, heading, note, table, title
from ui.shared import here, visit_or_none
from ui.shelf import Listed, file_and_undo, may_change

site, visit = here(), visit_or_none()
lang = site.lang
draw(title(say("service.title", lang), say("service.apart", lang)))
known = service.known(site)
if not known:
    draw(note(say("service.none", lang)))
else:
    draw(findings([service.said(kpi, lang) for kpi in known]))
    service.panels(site, known)
    draw(heading(say("service.listed", lang)), table(service.listed(known, lang), titled=False))
    st.download_button(
        say("service.export", lang),
        data=lambda: kpis.handed_out(site.person, site.store),
        file_name="service-kpi.csv",
        mime="text/csv",
    )
    if visit is not None and visit.closed:
        leadlag.section(visit, known)
if may_change(site):
    draw(heading(say("service.change", lang)))
    what = Listed(
        kpis.SHELF,
        say("service.file_under", lang),
        lambda path: [kpi.key for kpi in kpis.import_kpis(site.person, site.store, path)],
    )
    file_and_undo(site, what)
