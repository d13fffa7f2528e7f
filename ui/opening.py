"""Opening a wave on the page: its name, its days, what its respondents are promised, and how many are asked."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import streamlit as st

from actions import organise
from text import formats
from text.lookup import say
from ui.dates import Asked, ask_day
from ui.filing.handed import on_disk
from ui.pieces import draw, note
from ui.shared import attempt
from ui.visit import Visit

LOWEST_BASE = organise.LOWEST_BASE
FIELDWORK = timedelta(days=20)


@dataclass(frozen=True)
class Filled:
    """What somebody wrote into the form."""

    name: str
    starts_on: date
    ends_on: date
    minimum_base: int
    headcount: Any


def new_wave(visit: Visit, unfolded: bool) -> None:
    """The form for a new wave of the guideline; unfolded where there is nothing else to do."""
    lang = visit.lang
    with st.expander(say("opening.title", lang), expanded=unfolded):
        draw(note(say("opening.under", lang)))
        with st.form("new-wave", border=False, enter_to_submit=False):
            filled = _filled(visit)
            if st.form_submit_button(say("opening.do", lang), type="primary"):
                attempt(visit.site, lambda: _open(visit, filled))


def _filled(visit: Visit) -> Filled:
    lang, today = visit.lang, date.today()
    name = st.text_input(say("opening.name", lang), placeholder=say("opening.example", lang), autocomplete="off")
    days = st.container(horizontal=True, key="opening-days")
    start = ask_day(days, Asked(say("opening.start", lang), today, "opening-start"), lang)
    end = ask_day(days, Asked(say("opening.end", lang), today + FIELDWORK, "opening-end"), lang)
    second = st.container(horizontal=True)
    default = visit.site.settings.confidentiality.minimum_base
    base = second.number_input(say("opening.base", lang), min_value=LOWEST_BASE, value=default, step=1)
    headcount = second.file_uploader(say("opening.headcount", lang), type=["csv"], key="headcount-file")
    return Filled(name.strip(), start, end, int(base), headcount)


def _open(visit: Visit, filled: Filled) -> str:
    """Open the wave and keep its headcounts; what was refused of the headcounts can be handed in again."""
    site, lang = visit.site, visit.lang
    if not filled.name:
        raise organise.Refused("wave_incomplete")
    new = organise.NewWave(
        name=filled.name,
        starts_on=filled.starts_on,
        ends_on=filled.ends_on,
        guideline=visit.guideline.key,
        minimum_base=filled.minimum_base,
    )
    headcount = filled.headcount
    if headcount is None:
        organise.add_wave(site.person, site.store, new)
        return say("opening.done", lang, wave=filled.name)
    with on_disk(headcount) as file:
        people = organise.open_with_headcount(site.person, site.store, new, file.path)
    return say("opening.done_with", lang, wave=filled.name, people=formats.people(people, lang))
