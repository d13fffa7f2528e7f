"""What one person waits for in Chromium: the first view of a server just started, a choice on a page, a reload."""

import asyncio
import time
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from bench import sessions
from tests.browser.conftest import READY
from tests.conftest import BROWSER_ARGUMENTS
from tests.machine import chromium

TIMES = 5


def first_view(store: Path) -> float:
    """Seconds until a server that has just begun to answer has sent its first page whole."""

    async def first(port: int) -> float:
        async with sessions.opened(port) as line:
            return await sessions.rerun(line, "")

    taken = []
    for _ in range(3):
        with sessions.server(store) as (port, _):
            taken.append(asyncio.run(first(port)))
    return median(taken)


def seen(page: Page, words: str) -> None:
    page.locator("h2", has_text=words).first.wait_for(timeout=120_000)
    page.wait_for_selector(READY)


def choice_and_reload(store: Path) -> tuple[float, float]:
    """Seconds from pressing an indicator until the page is drawn anew, and from a reload until it stands again."""
    choices, reloads = [], []
    with sessions.server(store) as (port, _), sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=chromium(), args=[*BROWSER_ARGUMENTS])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"http://127.0.0.1:{port}/compare", timeout=120_000)
        seen(page, "指標1")
        for name in ("指標2", "指標3") * TIMES:
            page.get_by_label("指標", exact=True).click()
            began = time.perf_counter()
            page.get_by_role("option", name=name, exact=True).click()
            seen(page, name)
            choices.append(time.perf_counter() - began)
        for _ in range(TIMES):
            began = time.perf_counter()
            page.reload()
            seen(page, "指標3")
            reloads.append(time.perf_counter() - began)
        browser.close()
    return median(choices[2:]), median(reloads)
