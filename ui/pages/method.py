"""Method: what the figures mean, how sure they are, what is hidden and why, and what the questions were."""

from text.lookup import say
from ui.handbook import SECTIONS, indicators_table, labels_table, section_text, sources_table
from ui.pieces import draw, heading, table, title
from ui.shared import here, visit_or_none
from ui.summary import remark, source

site = here()
lang = site.lang
visit = visit_or_none()

draw(title(say("method.title", lang), say("method.under", lang)))
for name in SECTIONS:
    draw(heading(say(f"method.{name}.title", lang)), section_text(name, lang))
    if name == "change":
        draw(table(labels_table(lang), titled=False))
    if name == "sources":
        draw(table(sources_table(lang), titled=False))
if visit is not None:
    draw(heading(say("method.asked", lang), visit.guideline.name.text(lang)), remark(visit))
    draw(table(indicators_table(visit), titled=False), source(visit))
