"""Method: what the figures mean, how sure they are, what is hidden and why, and what the questions were."""

from charts.definitions import SECTIONS, indicators_table, labels_table, paragraphs, sources_table
from text.lookup import say
from ui import sections
from ui.pieces import draw, heading, prose, table, title
from ui.shared import here, visit_or_none
from ui.summary import remark, source

site = here()
lang = site.lang
visit = visit_or_none()

draw(title(say("method.title", lang), say("method.under", lang)))
place = sections.begin()
for name in SECTIONS:
    draw(heading(say(f"method.{name}.title", lang)), prose(paragraphs(name, lang)))
    if name == "change":
        draw(table(labels_table(lang), titled=False))
    if name == "sources":
        draw(table(sources_table(lang), titled=False))
if visit is not None:
    draw(heading(say("method.asked", lang), visit.guideline.name.text(lang)), remark(visit))
    draw(table(indicators_table(visit.guideline, lang), titled=False), source(visit))
sections.listed(place, lang)
