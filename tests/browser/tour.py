"""Takes the pictures of every page and state: `make screens`.

All of them (both languages, light and dark, 1440 and 390 pixels wide) go to build/screens; in the two looks furthest
apart they are kept in docs/screens, reduced to few colours so that the repository stays small. Words after the command
choose: `python -m tests.browser.tour compare-map ja-light`; `kept` takes only what is kept.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from sample.build import build
from tests.browser import album, states
from tests.browser.album import Shot
from tests.browser.conftest import READY, dashboard, free_port, served
from tests.browser.guarded import HEAD, STRANGER, guarded, sign_in
from tests.browser.states import Desk
from tests.conftest import BROWSER_ARGUMENTS
from tests.machine import ROOT, chromium
from tests.ui import town

ALL, SHOWN = ROOT / "build" / "screens", ROOT / "docs" / "screens"
COLOURS = 64
FAITHFUL = Image.Quantize.FASTOCTREE
"""Keeps colours that are rare on a page, such as those of the indicators; the usual way gives them to their neighbours."""
WAIT = 120_000
Way = Callable[[Page, Desk], Page]


@cache
def profile(browser: Browser, theme: str, width: int, who: str = "") -> BrowserContext:
    """One for each theme, width and person, so that the app's own scripts are loaded once and then kept."""
    return browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if theme == "dark" else "light",
        locale="en-GB",  # an English browser, so that no word of it is left on Japanese pages unseen
    )


@contextmanager
def picture(browser: Browser, shot: Shot, who: str = "") -> Iterator[Page]:
    """A page to bring into its state; what it shows at the end of the block goes into build/screens."""
    page = profile(browser, shot.theme, shot.width, who).new_page()
    page.set_default_timeout(WAIT)
    yield page
    page.screenshot(path=ALL / f"{shot.name}.png")
    page.close()
    print(shot.name, flush=True)
    if shot.kept:
        keep(shot.name)


def whole(page: Page) -> None:
    """Make the window as high as the page, so that nothing has to be scrolled to."""
    page.wait_for_selector(".sd h1, .sd h2, .sd-verdict", state="attached")
    page.wait_for_selector(READY)
    page.wait_for_timeout(900)
    height = page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollHeight")
    assert page.viewport_size is not None
    page.set_viewport_size({"width": page.viewport_size["width"], "height": max(600, int(height))})
    page.wait_for_timeout(700)


def keep(name: str) -> None:
    """One picture, reduced, into docs/screens."""
    with Image.open(ALL / f"{name}.png") as full:
        reduced = full.convert("RGB").quantize(COLOURS, method=FAITHFUL, dither=Image.Dither.NONE)
        reduced.convert("RGB").save(SHOWN / f"{name}.webp", lossless=True, quality=80, method=5)


def of_results(browser: Browser, chosen: Sequence[Shot]) -> None:
    """The pages, on the sample."""
    store, port = ROOT / "data" / "demo.sqlite3", free_port()
    build(store, print)
    with served(dashboard(port), port, f"sqlite:///{store}") as site:
        for shot in chosen:
            with picture(browser, shot) as page:
                page.goto(f"{site}{shot.address}", timeout=WAIT)
                if shot.page != "nowhere":
                    whole(page)
                else:
                    page.wait_for_timeout(3000)


def of_states(browser: Browser, chosen: Sequence[Shot], found: Callable[[Path], object] | None) -> None:
    """States on a store of their own, which `found` founds: a town's, a broken one, or an empty one."""
    with tempfile.TemporaryDirectory() as folder:
        place, port = Path(folder), free_port()
        store = f"sqlite:///{place / 'town.sqlite3'}"
        if found:
            found(place)
        with served(dashboard(port), port, store) as site:
            for shot in chosen:
                desk = Desk(site, store, place, shot.lang)
                if found is town.found:
                    states.clear(desk)
                with picture(browser, shot) as page:
                    states.WAYS[shot.page](page, desk)
                    if shot.page != "loading":
                        whole(page)


def of_doors(browser: Browser, chosen: Sequence[Shot]) -> None:
    """What somebody sees who is not signed in, not known, or not let in to a page."""
    people = {"stranger": STRANGER, "denied": HEAD}
    with tempfile.TemporaryDirectory() as folder, guarded(Path(folder)) as door:
        signed: set[tuple[str, str, int]] = set()
        for shot in chosen:
            who = people.get(shot.page, "")
            with picture(browser, shot, who) as page:
                if who and (who, shot.theme, shot.width) not in signed:
                    sign_in(page, door.address, who.split("@")[0])
                    signed.add((who, shot.theme, shot.width))
                path = "upload" if shot.page == "denied" else ""
                page.goto(f"{door.address}/{path}?lang={shot.lang}", timeout=WAIT)
                whole(page)


def main(wanted: list[str]) -> None:
    """Take all pictures, or those whose names contain every one of the given words."""
    for folder in (ALL, SHOWN):
        folder.mkdir(parents=True, exist_ok=True)
    words = [word for word in wanted if word != "kept"]
    groups: dict[tuple[str, ...], Callable[[Browser, Sequence[Shot]], None]] = {
        tuple(album.PAGES): of_results,
        album.IN_TOWN: lambda browser, chosen: of_states(browser, chosen, town.found),
        album.WAITING: lambda browser, chosen: of_states(browser, chosen, states.not_yet_closed),
        album.BROKEN: lambda browser, chosen: of_states(browser, chosen, states.broken),
        album.EMPTY: lambda browser, chosen: of_states(browser, chosen, None),
        album.GUARDED: of_doors,
    }
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=chromium(), args=[*BROWSER_ARGUMENTS])
        for pages, take in groups.items():
            mine = [shot for shot in album.shots(pages) if all(word in shot.name for word in words)]
            if chosen := [shot for shot in mine if shot.kept or "kept" not in wanted]:
                take(browser, chosen)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
