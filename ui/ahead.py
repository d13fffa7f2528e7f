"""The overview, drawn for nobody when the server starts and when the data changed, so that its first reader need not wait.

The page itself is run, on a visit as a reader's: what it asks and writes is kept under what that reader will ask. Each role
that reads everything is drawn for apart, in both languages; heads of units and people of several roles are not drawn for.
The other language and theme and the pages that most go to next are drawn behind it, one after the other, only while
nobody asks for a page.
A reader who asks for what is just being made waits for that one answer alone. Where it cannot be drawn, the server starts cold.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from itertools import product
from pathlib import Path
from threading import Event, Thread

import streamlit as st

from actions import view
from actions.users import LOCAL, WHOLE, acting
from charts.look import Look
from settings import Settings
from text.lookup import LANGUAGES
from ui import arrive, ask, handed, shared
from ui.router.menu import menu
from ui.visit import Site, Visit

ROUTER = str(Path(__file__).parent / "router" / "main.py")
UNATTENDED = "ui.unattended"
PATIENCE = 2.0  # seconds that the door stays closed for the first overview; it opens then in any case
FURTHER = ("unit", "trend", "compare", "speed")
QUIET = 2.0  # seconds without a reader before one further page is drawn
PAUSE = 5.0  # seconds between two looks at the store; what changed is drawn once it has stood still for so long
LOG = logging.getLogger("shintodo.ui")


@contextmanager
def drawn_ahead() -> Iterator[None]:
    """While the server is open; begins when the first overview is drawn, or when that takes too long."""
    ready, closing = Event(), Event()
    Thread(target=keep_drawn, args=(ready, closing), name="ahead", daemon=True).start()
    ready.wait(PATIENCE)
    try:
        yield
    finally:
        closing.set()


def keep_drawn(ready: Event, closing: Event) -> None:
    """Draw for all at once, then whenever the data changed, until the server closes; `ready` once the first is drawn."""
    drawn = seen = None
    while not closing.is_set():
        with suppress(Exception):  # no settings, no store: a reader who meets it is told
            settings = arrive.current_settings()
            version = view.version(arrive.store_of(settings))
            if version != drawn and (drawn is None or version == seen):
                drawn = version
                _draw_all(settings, version, (ready, closing))
            seen = version
        ready.set()
        closing.wait(PAUSE)


def _draw_all(settings: Settings, version: int, signs: tuple[Event, Event]) -> None:
    (ready, closing), light = signs, list[Visit]()
    try:
        for visit in visits(settings, version):
            at_once = visit.site.look == Look(settings.organisation.language)
            if visit.closed and (at_once or _undisturbed(visit, closing)):
                draw(visit)
                light += [] if visit.site.look.dark else [visit]
            ready.set()
        _draw_further(light, closing)
    except Exception:
        LOG.warning("the overview could not be drawn ahead; its first reader will wait for it", exc_info=True)


def _draw_further(known: Sequence[Visit], closing: Event) -> None:
    """The pages behind the overview, the dearest last; given up once the data changed, or the server closes."""
    for page, visit in product(FURTHER, known):
        if not _undisturbed(visit, closing):
            return
        draw(visit, page)


def _undisturbed(visit: Visit, closing: Event) -> bool:
    """Waits until nobody asks for a page; False where the data changed meanwhile, or the server closes."""
    while arrive.quiet() < QUIET and not closing.is_set():
        closing.wait(QUIET)
    return not closing.is_set() and view.version(visit.site.store) == visit.site.version


def visits(settings: Settings, version: int) -> Iterator[Visit]:
    """Whom the overview is drawn for: nobody in particular, or each who reads everything; light, dark, the other language."""
    store, own = arrive.store_of(settings), settings.organisation.language
    people = [LOCAL] if settings.sign_in.way == "local" else [acting("-", role) for role in sorted(WHOLE)]
    for lang, dark in sorted(product(LANGUAGES, (False, True)), key=lambda look: (look[0] != own, look[1])):
        for person in people:
            site = Site(person, store, settings, version, Look(lang, dark))
            for guideline in ask.guidelines(site)[:1]:
                yield Visit(site, guideline, ask.waves(site, guideline.key))


def draw(visit: Visit, name: str = "") -> None:
    """Run a page, the overview where none is named, in a session that nobody sits at."""

    def page() -> None:
        handed.begin()
        shared.keep(visit.site, visit)
        st.navigation(menu(visit.site.person, visit.lang), position="top").run()

    attend: Callable[[str, Callable[[], None], str], None] = import_module(UNATTENDED).run  # here, because it may fail
    attend(ROUTER, page, name)
