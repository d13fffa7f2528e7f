"""The server goes away and comes back: a banner of our own says so in the page's language, and goes by itself."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import dashboard, drawn, free_port, served
from tests.browser.test_pages import foreign

LOST = {"ja": "サーバーとの接続が切れています。", "en": "The connection to the server is lost."}


def opened(browser: Browser, address: str) -> Page:
    page = browser.new_page(viewport={"width": 390, "height": 844}, locale="en-GB")
    page.goto(address, timeout=90_000)
    return drawn(page)


def test_the_banner_comes_and_goes_with_the_server(browser: Browser, town_store: Path) -> None:
    """No word of Streamlit's own window is seen meanwhile, the page can still be read, and its address is kept."""
    port, store = free_port(), f"sqlite:///{town_store}"
    with served(dashboard(port), port, store) as site:
        pages = {lang: opened(browser, f"{site}/trend?unit=B1&lang={lang}") for lang in LOST}
        assert all(page.locator(".sd-lost").count() == 0 for page in pages.values())
    for lang, page in pages.items():
        expect(page.get_by_role("alert").filter(has_text=LOST[lang])).to_be_visible(timeout=30_000)
        page.wait_for_timeout(4_000)
        assert foreign(page, lang) == []
        assert "Streamlit" not in page.inner_text("body")
        assert page.locator("[role=dialog]").count() == 0
        expect(page.get_by_role("heading").first).to_be_visible()
        found = Axe().run(page, context=".sd-lost").response  # the controls behind it are out of use
        assert [v["id"] for v in found["violations"] if v["impact"] in ("serious", "critical")] == []
        assert page.evaluate("() => document.documentElement.scrollWidth <= 390")
    with served(dashboard(port), port, store):
        for page in pages.values():
            expect(page.locator(".sd-lost")).to_have_count(0, timeout=90_000)
            assert "unit=B1" in page.url
            page.close()


def test_the_button_of_the_banner_is_reached_by_keyboard(browser: Browser, town_store: Path) -> None:
    port = free_port()
    with served(dashboard(port), port, f"sqlite:///{town_store}") as site:
        page = opened(browser, f"{site}/method")
    button = page.get_by_role("button", name="読み込み直す")
    expect(button).to_be_visible(timeout=30_000)
    button.focus()
    expect(button).to_be_focused()
    page.close()
