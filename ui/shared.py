"""What every page shares: the language, the guideline, and the visit that carries both to the page."""

from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from actions.refused import Refused
from measure.questionnaire import Guideline
from text.lookup import LANGUAGES, say
from ui import ask
from ui.kept import Kept
from ui.markup import tag
from ui.pickers import Choice, select, switch
from ui.pieces import draw
from ui.visit import Site, Visit
from ui.welcome import welcome

MANY = 128
_VISITS = Kept(MANY)


def choose_language(place: DeltaGenerator, default: str) -> str:
    """The language switch; the address says ?lang= where it is not the organisation's own."""
    names = {lang: say(f"language.{lang}", lang) for lang in LANGUAGES}
    return switch(Choice("lang", "Language / 言語", names, default), place, "collapsed")


def choose_guideline(place: DeltaGenerator, site: Site) -> Visit | None:
    """The guideline picker (left out where there is one); None while the store has no guideline."""
    known = {guideline.key: guideline for guideline in ask.guidelines(site)}
    if not known:
        place.html(tag("p", site.settings.organisation.name.text(site.lang), class_="sd-only"))
        return None
    names = {key: guideline.name.text(site.lang) for key, guideline in known.items()}
    choice = Choice("guideline", say("shared.guideline", site.lang), names, next(iter(known)))
    if len(known) == 1:
        place.html(tag("p", names[choice.default], class_="sd-only"))
    key = select(choice, place) if len(known) > 1 else choice.default
    return _visit(site, known[key])


def _visit(site: Site, guideline: Guideline) -> Visit:
    """The visit of this person to this state of the store, with what it has worked out of its waves."""
    question = (site.data, site.person, site.look, id(site.settings), id(site.store), guideline.key)
    found: Visit = _VISITS.get(question, lambda: Visit(site, guideline, ask.waves(site, guideline.key)))
    return found


def keep(site: Site, visit: Visit | None) -> None:
    """Hand the site and the visit to the page of this rerun."""
    st.session_state["site"], st.session_state["visit"] = site, visit


def here() -> Site:
    """The site of this rerun."""
    found: Site = st.session_state["site"]
    return found


def visit_or_none() -> Visit | None:
    """The visit of this rerun, if the store has a guideline."""
    found: Visit | None = st.session_state["visit"]
    return found


def visited() -> Visit:
    """The visit of this rerun, whether or not anything was published yet; an empty store leads by the hand instead."""
    visit = visit_or_none()
    if visit is None:
        welcome(here(), None)
        st.stop()
    return visit


def attempt(site: Site, work: Callable[[], str]) -> None:
    """Do something that may be refused; what came of it, unless that is nothing, is said once the page is drawn anew."""
    try:
        if words := work():
            st.session_state["said"] = ("done", words)
    except Refused as refused:
        st.session_state["said"] = ("refused", refused_words(refused, site.lang))
    st.rerun()


def refused_words(refused: Refused, lang: str) -> str:
    """Why something was refused, and what to do."""
    return say(f"refused.{refused.kind}", lang, **refused.blanks)


def refusal(refused: Refused, lang: str) -> None:
    """The same in a box where it happened."""
    draw(tag("div", tag("p", refused_words(refused, lang)), class_="sd-verdict sd-verdict-stop", role="status"))


def said() -> None:
    """What came of the button pressed before this rerun, once; its place stays in sight wherever the button was."""
    told, place = st.session_state.pop("said", None), st.container(key="said")
    if told is not None:
        tone = "good" if told[0] == "done" else "stop"
        with place:
            draw(tag("div", tag("p", told[1]), class_=f"sd-verdict sd-verdict-{tone}", role="status"))


def current() -> Visit:
    """The visit of this rerun; a page that shows results of a store without any leads by the hand instead."""
    visit = visit_or_none()
    if visit is None or not visit.closed:
        welcome(here(), visit)
        st.stop()
    return visit
