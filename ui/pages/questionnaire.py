"""The questionnaire: what is asked, editing it, what an edit changes, versions with taking back, and kept mappings."""

from measure.revision import differences
from text.lookup import say
from ui.pickers import Choice, switch
from ui.pieces import draw, heading, title
from ui.questionnaire import addressed, asking, files, listed, measured, past, preview
from ui.questionnaire.desk import Desk
from ui.shared import here, visited

PARTS = ("now", "edit", "past", "files")
EDITED = {
    "items": asking.section,
    "indicators": measured.indicators,
    "norms": measured.norms,
    "segments": addressed.segments,
    "audiences": addressed.audiences,
    "panel": addressed.panel,
    "head": measured.head,
}

site = here()
lang = site.lang
draw(title(say("questionnaire.title", lang), say("questionnaire.under", lang)))
desk = Desk.of(visited())
desk.about()
parts = {part: say(f"questionnaire.part.{part}", lang) for part in PARTS}
part = switch(Choice("part", say("questionnaire.part_label", lang), parts, "now"), label_visibility="collapsed")

if part == "now":
    draw(listed.head(desk.kept, lang), listed.listed(desk.kept, frozenset(), lang), listed.addressed(desk.kept, lang))
elif part == "edit":
    names = {name: say(f"questionnaire.edit.{name}", lang) for name in EDITED}
    draw(heading(say("questionnaire.edit_title", lang), say("questionnaire.edit_under", lang)))
    EDITED[switch(Choice("edited", say("questionnaire.edit_label", lang), names, "items"))](desk)
    preview.section(desk)
    if desk.draft is not None:
        changed = frozenset(each.of.split(" ")[0] for each in differences(desk.kept, desk.now))
        draw(
            heading(say("questionnaire.draft", lang)),
            listed.listed(desk.now, changed, lang),
            listed.addressed(desk.now, lang),
        )
elif part == "files":
    files.section(desk)
else:
    past.versions(desk)
    past.as_file(desk)
