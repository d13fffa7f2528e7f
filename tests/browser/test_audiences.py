"""Cards of audiences and of surveys beside staff in the browser: they fit, axe finds nothing, and lead to their own pages."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.actions import parish
from tests.browser.conftest import dashboard, drawn, free_port, served
from tests.browser.test_pages import foreign, too_wide

LOOKS = {"large": (1440, "light", "ja"), "phone": (390, "dark", "en")}


@pytest.fixture(scope="module")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard on the parish's store, which has three audiences and a survey of residents."""
    port = free_port()
    with served(dashboard(port), port, parish.found(tmp_path_factory.mktemp("parish"))) as address:
        yield address


@pytest.fixture(params=list(LOOKS.values()), ids=list(LOOKS))
def looked(request: pytest.FixtureRequest, browser: Browser, own_site: str) -> Iterator[tuple[Page, str, str]]:
    """A page in one look, the address of the site and the language."""
    width, scheme, lang = request.param
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.set_default_timeout(90_000)
    yield page, own_site, lang
    context.close()


def grave(page: Page) -> list[tuple[str, str]]:
    found = Axe().run(page).response["violations"]
    return [(v["id"], v["nodes"][0]["html"][:160]) for v in found if v["impact"] in ("serious", "critical")]


def test_the_cards_fit_and_can_be_read_by_everybody(looked: tuple[Page, str, str]) -> None:
    page, site, lang = looked
    for path, panels in (("/", 1), ("/unit?unit=A", 0)):
        page.goto(f"{site}{path}{'&' if '?' in path else '?'}guideline=code&lang={lang}")
        drawn(page)
        expect(page.locator(".sd-audience")).to_have_count(3 + panels)
        expect(page.get_by_text("ここで止まっている" if lang == "ja" else "stops here").first).to_be_visible()
        assert (too_wide(page), grave(page)) == ([], [])
        assert lang == "ja" or foreign(page, lang) == []  # this parish's units have English names


def test_the_way_leads_from_a_panels_card_to_its_own_pages(looked: tuple[Page, str, str]) -> None:
    page, site, lang = looked
    page.goto(f"{site}/?guideline=code&lang={lang}")
    drawn(page)
    page.get_by_role("link", name="この調査の画面を開く" if lang == "ja" else "Open this survey").click()
    drawn(page)
    apart = "これは職員ではなく、住民への調査です。" if lang == "ja" else "not of staff"
    expect(page.get_by_text(apart).first).to_be_visible(timeout=60_000)
    expect(page.locator(".sd-audience")).to_have_count(0)
    assert (too_wide(page), grave(page)) == ([], [])
