"""HR's queue of comments in a browser, by the keyboard alone; it and what readers see fit a phone and pass axe."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from actions import comments
from actions.comments import Decision
from actions.keep import open_store
from actions.users import LOCAL
from tests.browser.conftest import dashboard, free_port, served
from tests.browser.states import Desk, still
from tests.browser.test_desk import go_to, press
from tests.browser.test_pages import SIDEWAYS
from tests.ui import wrote

ALL = 12 + 4 + 11
REST = [
    pytest.param(("en", 390, True), marks=pytest.mark.slow),
    pytest.param(("ja", 1440, True), marks=pytest.mark.slow),
]
LOOKS = [("ja", 390, False), *REST]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder, port = tmp_path_factory.mktemp("wrote"), free_port()
    store = wrote.found(folder)
    with served(dashboard(port), port, store) as site:
        yield Desk(site, store, Path(folder))


def opened(browser: Browser, desk: Desk, path: str, look: tuple[str, int, bool]) -> Page:
    lang, width, dark = look
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light")
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(f"{desk.site}/{path}{'&' if '?' in path else '?'}lang={lang}")
    page.wait_for_selector(".sd h1, .sd h2", state="attached")
    return still(page)


def progress(desk: Desk) -> comments.Progress:
    store = open_store(desk.store)
    found = comments.progress(LOCAL, store, wrote.WAVE)
    store.close()
    return found


def withhold(desk: Desk, count: int) -> None:
    store = open_store(desk.store)
    for each in comments.queue(LOCAL, store, wrote.WAVE)[:count]:
        comments.decide(LOCAL, store, (wrote.WAVE, each.key), (Decision.WITHHOLD, None))
    store.close()


def wait_again(desk: Desk) -> None:
    """Take every decision back."""
    store = open_store(desk.store)
    for each in comments.queue(LOCAL, store, wrote.WAVE, comments.Wanted(comments.Part.DECIDED)):
        comments.reconsider(LOCAL, store, (wrote.WAVE, each.key))
    store.close()


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.innerText")).strip()


def test_hr_decides_by_keyboard_alone_and_the_focus_stays(browser: Browser, desk: Desk) -> None:
    page = opened(browser, desk, "comments", ("ja", 1280, False))
    press(page, "後で決める")
    expect(page.locator(".sd-comment")).to_be_visible()
    still(page)
    press(page, "見せない")
    expect(page.get_by_text("見せないことにしました。")).to_be_visible()
    still(page)
    assert focused(page) == "見せない"
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"{ALL} 件のうち 2 件を確認しました。")).to_be_visible()
    still(page)
    press(page, "今の決定を取り消す")
    expect(page.get_by_text(f"{ALL} 件のうち 1 件を確認しました。")).to_be_visible()
    still(page)
    go_to(page, page.get_by_label("言い換えた文"))
    page.keyboard.press("Control+A")
    page.keyboard.type("別の言葉")
    press(page, "言い換えた文で見せる")
    expect(page.get_by_text("言い換えた文で見せることにしました。")).to_be_visible()
    still(page)
    assert progress(desk) == comments.Progress(ALL, ALL, kept=0, redacted=1, withheld=1, published=0)
    page.context.close()


def test_what_was_decided_is_decided_again_by_keyboard(browser: Browser, desk: Desk) -> None:
    withhold(desk, 2 - progress(desk).decided)
    page = opened(browser, desk, "comments", ("ja", 1280, False))
    go_to(page, page.locator("summary", has_text=re.compile("確認したもの")))
    page.keyboard.press("Enter")
    expect(page.locator(".sd-decided")).to_have_count(2)
    still(page)
    for _ in range(2):
        press(page, "決め直す")
        still(page)
    assert progress(desk).decided == 0
    page.context.close()


def faults(page: Page) -> list[object]:
    for folded in page.locator("summary").all():
        if folded.is_visible():
            folded.click()
    still(page)
    found: list[object] = [(wide, room) for wide, room in page.evaluate(SIDEWAYS) if wide > room]
    grave = (v for v in Axe().run(page).response["violations"] if v["impact"] in ("serious", "critical"))
    return found + [(v["id"], v["nodes"][0]["html"][:200]) for v in grave]


@pytest.mark.parametrize("look", LOOKS)
def test_the_queue_fits_a_phone_and_passes_axe(browser: Browser, desk: Desk, look: tuple[str, int, bool]) -> None:
    """At the comment that has marks, whatever was decided before."""
    wait_again(desk)
    page = opened(browser, desk, "comments", look)
    later = {"ja": "後で決める", "en": "Decide later"}[look[0]]
    for _ in range(2 * ALL):
        if page.locator("mark").count():
            break
        page.get_by_role("button", name=later).click()
        still(page)
    assert page.locator("mark").count() == 2
    assert faults(page) == []
    page.context.close()


@pytest.mark.parametrize("look", LOOKS)
def test_what_readers_see_fits_a_phone_and_passes_axe(
    browser: Browser, desk: Desk, look: tuple[str, int, bool]
) -> None:
    if not progress(desk).published:
        wrote.approve(desk.store)
    for path in ("norms?unit=A1", "comments"):
        page = opened(browser, desk, path, look)
        assert page.locator(".sd-voices li, .sd-decided, .sd-job").count() > 0
        assert faults(page) == []
        page.context.close()
