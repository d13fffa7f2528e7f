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
from ui.visit import Site, Visit

LOWEST_BASE = organise.LOWEST_BASE
FIELDWORK = timedelta(days=20)


@dataclass(frozen=True)
class Filled:
    """What somebody wrote into the form about the wave itself."""

    name: str
    starts_on: date
    ends_on: date
    minimum_base: int

    def wave(self, guideline: str | None) -> organise.NewWave:
        """The wave to be; raises Refused where it has no name."""
        if not self.name:
            raise organise.Refused("wave_incomplete")
        return organise.NewWave.model_validate(vars(self) | {"guideline": guideline})


def new_wave(visit: Visit, unfolded: bool) -> None:
    """The form for a new wave of the guideline; unfolded where there is nothing else to do."""
    lang = visit.lang
    with st.expander(say("opening.title", lang), expanded=unfolded):
        draw(note(say("opening.under", lang)))
        with st.form("new-wave", border=False, enter_to_submit=False):
            filled = fields(visit.site)
            headcount = st.file_uploader(say("opening.headcount", lang), key="headcount-file")
            if st.form_submit_button(say("opening.do", lang), type="primary"):
                attempt(visit.site, lambda: _open(visit, filled, headcount))


def fields(site: Site) -> Filled:
    """The fields for a wave: its name, its days and what its respondents are promised."""
    lang, today = site.lang, date.today()
    first = st.container(horizontal=True, vertical_alignment="bottom")
    name = first.text_input(say("opening.name", lang), placeholder=say("opening.example", lang), autocomplete="off")
    base = first.number_input(
        say("opening.base", lang), min_value=LOWEST_BASE, value=site.settings.confidentiality.minimum_base, step=1
    )
    days = st.container(horizontal=True, key="opening-days")
    start = ask_day(days, Asked(say("opening.start", lang), today, "opening-start"), lang)
    end = ask_day(days, Asked(say("opening.end", lang), today + FIELDWORK, "opening-end"), lang)
    return Filled((name or "").strip(), start, end, int(base))


def _open(visit: Visit, filled: Filled, headcount: Any) -> str:
    """Open the wave and keep its headcounts; what was refused of the headcounts can be handed in again."""
    site, lang = visit.site, visit.lang
    new = filled.wave(visit.guideline.key)
    if headcount is None:
        organise.add_wave(site.person, site.store, new)
        return say("opening.done", lang, wave=filled.name)
    with on_disk(headcount) as file:
        people = organise.open_with_headcount(site.person, site.store, new, file.path)
    return say("opening.done_with", lang, wave=filled.name, people=formats.people(people, lang))
