"""What is new: what people notice of each version, newest first, in the language of the page."""

from text.lookup import say, section
from ui.markup import tag
from ui.pieces import draw, heading, title
from ui.shared import here

VERSIONS = ("next", "first")

lang = here().lang
draw(title(say("news.title", lang), say("news.under", lang)))
for version in VERSIONS:
    items = (tag("li", item) for item in section(f"news.{version}", lang).values())
    draw(heading(say(f"news.version.{version}", lang)), tag("ul", *items, class_="sd-news"))
