"""The pages of the menu: which there are, in what order, and which of them somebody sees in it."""

from pathlib import Path

import streamlit as st

from actions.users import Person
from text.lookup import say
from ui import doors
from ui.kept import Kept

PAGES = {
    "": ("overview", "unit"),
    "results": (
        "trend",
        "speed",
        "pace",
        "targets",
        "change",
        "compare",
        "rotation",
        "norms",
        "initiatives",
        "service",
    ),
    "survey": ("upload", "close", "comments", "questionnaire", "organisation", "inspection"),
    "keys": ("users", "log"),
    "about": ("method", "accessibility", "news"),
}
UI = Path(__file__).parent.parent
NAMES = [name for group in PAGES.values() for name in group]
MANY = 32

_MENUS = Kept(MANY)
Menu = dict[str, list[st.Page]]


def menu(person: Person, lang: str) -> Menu:
    """Pages by the headings they stand under, for one rerun: Streamlit notes in a page that it is the one to be run."""
    return {heading: [_copy(page) for page in pages] for heading, pages in _known(person, lang).items()}


def linked(person: Person, lang: str, name: str) -> st.Page:
    """A page to link to; by its file, Streamlit would look for it on the disk at every rerun."""
    return [page for pages in _known(person, lang).values() for page in pages][NAMES.index(name)]


def _known(person: Person, lang: str) -> Menu:
    opened = tuple(name for name in NAMES if doors.opens(person, name))
    found: Menu = _MENUS.get((lang, opened), lambda: _menu(lang, opened))
    return found


def _copy(page: st.Page) -> st.Page:
    """What copy.copy makes, in a tenth of its time: a rerun makes one for each page there is."""
    twin = object.__new__(type(page))
    vars(twin).update(vars(page))
    return twin


def group(name: str, lang: str) -> str:
    """The heading under which a page stands in the menu; empty where it stands there by itself."""
    found = next((group for group, own in PAGES.items() if name in own), "")
    return say(f"nav.group.{found}", lang) if found else ""


def _menu(lang: str, opened: tuple[str, ...]) -> Menu:
    home = opened[0] if opened else NAMES[0]
    return {
        say(f"nav.group.{group}", lang) if group else "": [
            st.Page(
                UI / "pages" / f"{name}.py",
                title=say(f"nav.{name}", lang),
                url_path=name,
                default=name == home,
                visibility="visible" if name in opened else "hidden",
            )
            for name in own
        ]
        for group, own in PAGES.items()
    }
