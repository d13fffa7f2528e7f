"""Accessibility: what this dashboard keeps to, how that is tested and with which result, and what is known to be lacking."""

from text.lookup import say
from ui.access import SECTIONS, results_table
from ui.markup import tag
from ui.pieces import draw, heading, table, title
from ui.shared import here

lang = here().lang
draw(title(say("access.title", lang), say("access.under", lang)))
for name in SECTIONS:
    paragraphs = say(f"access.{name}.text", lang).split("\n\n")
    draw(heading(say(f"access.{name}.title", lang)), tag("div", *(tag("p", p) for p in paragraphs), class_="sd-method"))
    if name == "tested":
        draw(table(results_table(lang), titled=False))
