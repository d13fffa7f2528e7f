"""Takes the pictures of every page: `make screens`.

All of them (both languages, light and dark, 1440 and 390 pixels wide) go to build/screens; the few that the documents
show go to docs/screens, reduced to 128 colours so that the repository stays small.
"""

import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from itertools import product
from pathlib import Path
from urllib.parse import urlencode

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from sample.build import build
from tests.browser.conftest import READY, dashboard, free_port, served
from tests.browser.states import EMPTY, SEEN, STATES, Desk, clear
from tests.conftest import BROWSER_ARGUMENTS
from tests.machine import ROOT, chromium
from tests.ui import town

ALL, SHOWN = ROOT / "build" / "screens", ROOT / "docs" / "screens"
COLOURS = 128
Ways = dict[str, Callable[[Page, Desk], Page]]
Query = dict[str, str | list[str]]
OURS: Query = {"guideline": "action-guideline"}
UK: Query = {"guideline": "uk-code"}
PAGES: dict[str, tuple[str, Query]] = {
    "overview": ("", OURS),
    "overview-uk": ("", UK),
    "unit": ("unit", OURS | {"unit": "FUK"}),
    "unit-hidden": ("unit", OURS | {"unit": "SOM23"}),
    "trend": ("trend", OURS | {"unit": "DIG"}),
    "trend-uk": ("trend", UK),
    "speed": ("speed", OURS),
    "speed-uk": ("speed", UK),
    "change": ("change", OURS | {"from": "2024Q4", "level": "2"}),
    "compare": ("compare", OURS | {"level": "2"}),
    "compare-map": ("compare", OURS | {"view": "map"}),
    "compare-beside": ("compare", OURS | {"view": "beside", "pin": ["DIG", "FUK", "SOM23"]}),
    "compare-uk": ("compare", UK | {"order": "share"}),
    "rotation": ("rotation", OURS | {"wave": "2025Q2", "level": "2"}),
    "norms": ("norms", OURS),
    "initiatives": ("initiatives", OURS | {"initiative": "workshop"}),
    "targets": ("targets", OURS),
    "pace": ("pace", OURS | {"indicator": "readership", "level": "3"}),
    "service": ("service", OURS),
    "service-beside": ("service", OURS | {"kpi": "online_rate"}),
    "upload": ("upload", OURS),
    "close": ("close", OURS),
    "comments": ("comments", OURS),
    "organisation": ("organisation", OURS),
    "inspection": ("inspection", OURS),
    "users": ("users", {}),
    "log": ("log", {}),
    "method": ("method", OURS),
    "accessibility": ("accessibility", OURS),
    "news": ("news", OURS),
}
IN_TOWN = STATES | SEEN
IN_DOCUMENTS = (
    "overview-ja-light-1440",
    "overview-en-dark-1440",
    "overview-ja-light-390",
    "overview-uk-en-light-1440",
    "unit-ja-light-1440",
    "trend-ja-light-1440",
    "speed-ja-light-1440",
    "change-ja-light-1440",
    "compare-ja-light-1440",
    "compare-map-ja-light-1440",
    "compare-map-en-dark-390",
    "compare-beside-ja-light-1440",
    "unit-hidden-ja-light-1440",
    "accessibility-ja-light-1440",
    "norms-en-light-1440",
    "initiatives-ja-light-1440",
    "pace-ja-light-1440",
    "targets-ja-light-1440",
    "rotation-ja-light-1440",
    "service-ja-light-1440",
    "norms-ja-light-1440",
    "upload-doubts-ja-light-1440",
    "close-draft-ja-light-1440",
    "comments-ja-light-1440",
    "organisation-ja-light-1440",
    "inspection-ja-light-1440",
    "users-en-light-1440",
    "log-ja-light-1440",
    "method-ja-light-390",
    "news-en-dark-390",
    "welcome-ja-light-1440",
    "lost-ja-light-390",
)


@dataclass(frozen=True)
class Shot:
    """One picture: which page, in which language and theme, how wide."""

    page: str
    lang: str
    theme: str
    width: int

    @property
    def name(self) -> str:
        return f"{self.page}-{self.lang}-{self.theme}-{self.width}"

    @property
    def address(self) -> str:
        path, query = PAGES[self.page]
        return f"/{path}?{urlencode(query | {'lang': self.lang}, doseq=True)}"


def shots(pages: Iterable[str]) -> Iterator[Shot]:
    """Every picture of some pages."""
    for page, lang, theme, width in product(pages, ("ja", "en"), ("light", "dark"), (1440, 390)):
        yield Shot(page, lang, theme, width)


def whole(page: Page) -> None:
    """Make the window as high as the page, so that nothing has to be scrolled to."""
    page.wait_for_selector(".sd h1, .sd h2", state="attached")
    page.wait_for_selector(READY)
    page.wait_for_timeout(900)
    height = page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollHeight")
    assert page.viewport_size is not None
    page.set_viewport_size({"width": page.viewport_size["width"], "height": max(600, int(height))})
    page.wait_for_timeout(700)


@cache
def profile(browser: Browser, theme: str, width: int) -> BrowserContext:
    """One for each theme and width, so that the app's own scripts are loaded once and then kept."""
    return browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if theme == "dark" else "light",
        locale="en-GB",  # an English browser, so that no word of it is left on Japanese pages unseen
    )


def take(browser: Browser, shot: Shot, arrive: Callable[[Page], object]) -> None:
    """One picture into build/screens, of the page that `arrive` has brought into its state."""
    page = profile(browser, shot.theme, shot.width).new_page()
    page.set_default_timeout(120_000)
    arrive(page)
    whole(page)
    page.screenshot(path=ALL / f"{shot.name}.png")
    page.close()


def keep(name: str) -> None:
    """One picture, reduced, into docs/screens."""
    with Image.open(ALL / f"{name}.png") as picture:
        reduced = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        reduced.save(SHOWN / f"{name}.png", optimize=True)


def visit(address: str, page: Page) -> None:
    page.goto(address, timeout=90_000)


def come(way: Callable[[Page, Desk], Page], desk: Desk, page: Page) -> None:
    way(page, desk)


def of_results(browser: Browser, chosen: list[Shot]) -> None:
    """The pages of results, on the sample."""
    store, port = ROOT / "data" / "demo.sqlite3", free_port()
    build(store, print)
    with served(dashboard(port), port, f"sqlite:///{store}") as site:
        for shot in chosen:
            address = f"{site}{shot.address}"
            take(browser, shot, partial(visit, address))
            print(shot.name)


def of_states(browser: Browser, chosen: list[Shot], ways: Ways) -> None:
    """The states of HR's day: on a town's store, or on an empty one."""
    with tempfile.TemporaryDirectory() as folder:
        place, port = Path(folder), free_port()
        if ways is not EMPTY:
            town.found(place)
        store = f"sqlite:///{place / 'town.sqlite3'}"
        with served(dashboard(port), port, store) as site:
            for shot in chosen:
                desk = Desk(site, store, place, shot.lang)
                clear(desk)
                take(browser, shot, partial(come, ways[shot.page], desk))
                print(shot.name)


def main(wanted: list[str]) -> None:
    """Take all pictures, or those whose names contain one of the given words."""
    for folder in (ALL, SHOWN):
        folder.mkdir(parents=True, exist_ok=True)
    ways = {name: group for group in (PAGES, IN_TOWN, EMPTY) for name in group}
    chosen = [shot for shot in shots(ways) if not wanted or any(word in shot.name for word in wanted)]
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=chromium(), args=[*BROWSER_ARGUMENTS])
        if results := [shot for shot in chosen if shot.page in PAGES]:
            of_results(browser, results)
        for group in (IN_TOWN, EMPTY):
            if mine := [shot for shot in chosen if shot.page in group]:
                of_states(browser, mine, group)
        browser.close()
    for shot in chosen:
        if shot.name in IN_DOCUMENTS:
            keep(shot.name)


if __name__ == "__main__":
    main(sys.argv[1:])
