"""What to look at first: at most five findings with their evidence and a link each, and the units clearly below their like."""

import streamlit as st

from actions.behind import Behind, behind_sentence
from actions.findings import Finding, sentence
from text.lookup import say
from ui import ask
from ui.markup import Markup, tag
from ui.parts import part
from ui.pieces import chip, draw, heading, note, together
from ui.router.menu import linked
from ui.visit import Visit

FEW = 3  # units below their like that are named; the page they lead to has all


def section(visit: Visit) -> None:
    """The findings in order of importance; where there is none that is said."""
    lang, found = visit.lang, ask.findings(visit.site, visit.guideline.key)
    draw(heading(say("warned.title", lang), say("warned.under", lang)))
    if not found:
        draw(note(say("warned.none", lang)))
    for place, (each, written) in enumerate(part(visit, ("found",), lambda: _found(visit, found), found)):
        _row(visit, f"finding-{place}", each, written)


def _found(visit: Visit, found: tuple[Finding, ...]) -> list[tuple[Finding, Markup]]:
    labels = {name: label.long for name, label in visit.labels.items()}
    return [(each, _written(visit, each.kind, sentence(each, visit.lang, labels))) for each in found]


def below(visit: Visit) -> None:
    """The units furthest below their like."""
    found = ask.behind(visit.site, visit.guideline.key)
    if not found:
        return
    draw(tag("h3", say("warned.below", visit.lang), class_="sd-subheading"))
    for place, each in enumerate(found[:FEW]):
        _row(visit, f"behind-{place}", each, _written(visit, "behind", behind_sentence(each, visit.lang)))
    if len(found) > FEW:
        draw(note(say("standing.more", visit.lang, count=len(found) - FEW)))


def _written(visit: Visit, kind: str, words: str) -> Markup:
    mark = chip(say(f"warned.kind.{kind}", visit.lang), "plain")
    return tag("div", tag("p", mark, " ", together(words)), class_="sd sd-finding-row")


def _row(visit: Visit, key: str, each: Finding | Behind, written: Markup) -> None:
    row = st.container(key=key, horizontal=True, vertical_alignment="center")
    row.html(written)
    link = say("warned.look", visit.lang, unit=each.unit_name.text(visit.lang))
    to = linked(visit.site.person, visit.lang, each.page)
    row.page_link(to, label=link, query_params=visit.address(each.query))
