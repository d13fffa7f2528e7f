"""A short list on a page for HR: a file to take it in from, and taking the newest change back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from actions.takeback import Shelf, take_back
from actions.users import Role, may
from text import formats
from text.lookup import say
from ui import ask
from ui.deeds import who
from ui.filing.handed import on_disk
from ui.fresh import LISTED, renew, turn
from ui.pieces import draw, note
from ui.shared import attempt
from ui.visit import Site


@dataclass(frozen=True)
class Listed:
    """A list that a file is taken into: its shelf, what the file holds, and what takes it in (answers the keys)."""

    shelf: Shelf[Any]
    under: str
    take_in: Callable[[Path], Sequence[str]]


def may_change(site: Site) -> bool:
    return may(site.person, Role.HR)


def file_and_undo(site: Site, what: Listed) -> None:
    """A place for a file, what becomes of it, and the button that takes the newest change back."""
    lang = site.lang
    draw(note(what.under))
    place = f"list-{what.shelf.kind}-{turn(LISTED)}"
    file = st.file_uploader(say("shelf.file", lang), key=place)
    if file is not None and st.button(say("shelf.take_in", lang), key=f"take-in-{what.shelf.kind}", type="primary"):
        attempt(site, lambda: _taken(site, what, file))
    undo(site, what.shelf)


def _taken(site: Site, what: Listed, file: object) -> str:
    with on_disk(file) as given:
        keys = what.take_in(given.path)
    renew(LISTED)
    return say("shelf.taken", site.lang, count=len(keys))


def undo(site: Site, shelf: Shelf[Any]) -> None:
    """The newest change of a list, with the button that takes it back."""
    lang, found = site.lang, ask.latest(site, shelf)
    if found is None:
        return
    blanks = {"day": formats.day(found.at.date(), lang), "count": len(found.keys), "person": who(found.person, lang)}
    row = st.container(horizontal=True, vertical_alignment="center", key=f"undo-row-{shelf.kind}")
    with row.container():
        draw(note(say("shelf.latest", lang, **blanks)))
    if row.button(say("shelf.undo", lang), key=f"undo-{shelf.kind}"):
        attempt(site, lambda: say("shelf.undone", lang, count=len(take_back(site.person, site.store, shelf))))
