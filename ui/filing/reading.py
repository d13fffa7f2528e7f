"""One file on the desk: for which wave and how it is to be read, what came of it, and reading it again otherwise."""

from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from actions import receipt as told
from actions import upload
from actions.asked import Asked
from actions.mend import FIRST_BYTES, Mapping, Outcome
from actions.refused import Refused
from actions.upload import Choice, Receipt
from text.lookup import say
from ui import ask
from ui.filing.handed import Handed
from ui.shared import refusal
from ui.visit import Site, Visit


@dataclass(frozen=True)
class Reading:
    """A file as it was read under a choice; every part of the page about it is drawn from this."""

    visit: Visit
    handed: Handed
    choice: Choice
    found: Receipt

    @property
    def site(self) -> Site:
        return self.visit.site

    @property
    def lang(self) -> str:
        return self.visit.lang

    @property
    def wave(self) -> str:
        return self.choice.wave or ""

    @property
    def outcome(self) -> Outcome:
        return self.found.outcome

    @property
    def mapping(self) -> Mapping:
        """What was said so far about how the file is to be read."""
        return self.choice.mapping or Mapping()

    @property
    def asked(self) -> Asked:
        return ask.asked(self.site, self.wave)

    @property
    def head(self) -> bytes:
        return bytes(self.handed.content[:FIRST_BYTES])

    def unit_name(self, code: str) -> str:
        return self.visit.unit_name(self.asked.tree, code)

    def choose(self, **told: Any) -> None:
        """From now on read the file with another mapping, or take in the rows without fault."""
        st.session_state["asked"] = (self.handed.key, replace(self.choice, **told))

    def again(self, **told: Any) -> None:
        """Choose, and read the file anew at once."""
        self.choose(**told)
        st.rerun()


def read(visit: Visit, handed: Handed, wave: str) -> Reading | None:
    """The file as it would be kept; read once for every file, choice and state of the store."""
    site, kept = visit.site, st.session_state.get("asked")
    plain = Choice(wave=wave, limits=told.limits(site.settings))
    choice = replace(kept[1], wave=wave) if kept and kept[0] == handed.key else plain
    key, known = (handed.key, choice, site.version), st.session_state.get("examined")
    if known is None or known[0] != key:
        try:
            with st.spinner(say("upload.reading", site.lang)), handed.at() as file:
                known = (key, upload.inspect(site.person, site.store, file, choice))
        except Refused as refused:
            refusal(refused, site.lang)
            return None
        st.session_state["examined"] = known
    return Reading(visit, handed, choice, known[1])


def keep(reading: Reading) -> Receipt:
    """Keep the file in its wave."""
    site = reading.site
    with st.spinner(say("upload.keeping", site.lang)), reading.handed.at() as file:
        return upload.take_in(site.person, site.store, file, reading.choice)
