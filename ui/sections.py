"""The sections of a long page as links above them: noted while the page is drawn, listed once it is whole."""

import html
import re
import zlib
from contextvars import ContextVar
from typing import Any

import streamlit as st

from text.lookup import say
from ui.markup import Markup, tag

_NOTED: ContextVar[list[tuple[str, str]] | None] = ContextVar("sections", default=None)
"""Those of this rerun, which runs in a thread of its own."""
HEADING = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)


def anchor(text: str) -> str:
    """What a section is called in an address."""
    return f"s-{zlib.crc32(text.encode()):08x}"


def begin() -> Any:
    """The place for the links; from now on sections are noted."""
    _NOTED.set([])
    return st.empty()


def forget() -> None:
    """A page that lists no sections."""
    _NOTED.set(None)


def seen(page: str) -> None:
    """Note the headings in what is put on the page."""
    noted = _NOTED.get()
    if noted is not None and "<h2 " in page:
        noted += HEADING.findall(page)


def listed(place: Any, lang: str, about: str = "") -> None:
    """The links, in the order of the page; without what the whole page is `about`, where a heading begins with it."""
    links = (
        tag("li", tag("a", Markup(_short(words, about)), href=f"#{name}", target="_self")) for name, words in found()
    )
    label = say("sections.label", lang)
    place.html(tag("nav", tag("p", label), tag("ul", *links), class_="sd sd-sections", aria_label=label))


def _short(words: str, about: str) -> str:
    """A heading, which is markup already, without the name it begins with."""
    rest = re.sub(f"^{re.escape(html.escape(about))}(?:：|: )", "", words) if about else words
    return rest[:1].upper() + rest[1:]


def found() -> list[tuple[str, str]]:
    """Name and heading of every section noted so far."""
    return list(dict.fromkeys(_NOTED.get() or ()))
