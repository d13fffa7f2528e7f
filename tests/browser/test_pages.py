"""What every page promises: it fits a phone, speaks one language, asks nobody else for anything, and axe finds nothing."""

import re
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Look, drawn

PAGES = (
    "/",
    "/unit",
    "/trend",
    "/speed",
    "/change",
    "/compare",
    "/rotation",
    "/norms",
    "/initiatives",
    "/service",
    "/targets",
    "/upload",
    "/close",
    "/method",
)
GROUP = pytest.mark.xdist_group("browser")
pytestmark = GROUP

EVERYTHING_READ = """() => {
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!parent || parent.closest('script, style, noscript, template, [data-testid=stIconMaterial]')) continue;
    found.add(walker.currentNode.nodeValue.trim());
  }
  for (const element of document.querySelectorAll('*'))
    for (const name of ['aria-label', 'title', 'alt', 'placeholder', 'aria-description', 'aria-valuetext'])
      if (element.getAttribute(name)) found.add(element.getAttribute(name));
  return [...found];
}"""
# on Japanese pages: units, formats and names that are written so in Japanese, and the switch to the other language
LATIN = re.compile(
    r"English|Language|\b(?:pt|MB|KB|CSV|TSV|TXT|XLSX|XLSM|XLS|XLSB|ODS|SAV|ZIP|URL|KPI|JavaScript)\b|\d+[MG]B"
    r"|\d{4}Q\d(?:\.csv)?|unit,headcount"
)
JAPANESE = re.compile(r"日本語|言語")


def read(page: Page) -> list[str]:
    found: list[str] = page.evaluate(EVERYTHING_READ)
    return found


@pytest.mark.parametrize("path", PAGES)
def test_no_english_is_left_on_japanese_pages(look: Look, path: str) -> None:
    for width in (1440, 390):
        texts = read(look(path, width))
        assert [text for text in texts if re.search(r"[A-Za-z]{2,}", LATIN.sub("", text))] == []


@pytest.mark.parametrize("path", PAGES)
def test_no_japanese_is_left_on_english_pages(look: Look, path: str) -> None:
    texts = read(look(f"{path}?lang=en"))
    assert [text for text in texts if re.search(r"[\u3041-\u30ff\u4e00-\u9fff]", JAPANESE.sub("", text))] == []


def test_an_open_list_and_an_unknown_address_speak_japanese_too(look: Look) -> None:
    page = look("/trend")
    page.get_by_label("部署", exact=True).fill("zzzz")
    expect(page.get_by_text("該当するものがありません")).to_be_visible()
    page = look("/nowhere")
    expect(page.get_by_text("ページがありません")).to_be_visible()


@pytest.mark.parametrize(("path", "lang"), list(product(PAGES, ("ja", "en"))))
def test_nothing_scrolls_sideways_on_a_phone(look: Look, path: str, lang: str) -> None:
    page = look(f"{path}?lang={lang}", 390)
    sizes = page.evaluate(
        "() => [document.documentElement, document.querySelector('[data-testid=stMain]')].map(e => [e.scrollWidth, e.clientWidth])"
    )
    assert [wide for wide, room in sizes if wide > room] == []


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("width", "dark", "lang"), [(1440, False, "ja"), (390, True, "en")])
def test_axe_finds_nothing_serious(look: Look, path: str, width: int, dark: bool, lang: str) -> None:
    page = look(f"{path}?lang={lang}", width, dark)
    for folded in page.locator("summary").all():
        folded.click()
    drawn(page)
    found = Axe().run(page).response["violations"]
    grave = [(v["id"], v["nodes"][0]["html"][:160]) for v in found if v["impact"] in ("serious", "critical")]
    assert grave == []


def test_only_this_machine_is_asked_and_the_policy_is_kept(look: Look, site: str) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    page = look("/")
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    for path in PAGES:
        page.goto(f"{site}{path}")
        drawn(page)
    foreign = [url for url in asked if not url.startswith((site, site.replace("http", "ws"), "data:", "blob:"))]
    assert foreign == []
    assert [text for text in complaints if "Content Security Policy" in text] == []


def test_switching_the_language_changes_the_document(look: Look) -> None:
    page = look("/")
    assert page.evaluate("document.documentElement.lang") == "ja"
    page.get_by_role("radio", name="English").or_(page.get_by_role("button", name="English")).click()
    page.get_by_text("Awareness stands at").wait_for()
    page.wait_for_function("() => document.documentElement.lang === 'en'")
    assert page.title() == "Overview | Shintodo"
    assert "lang=en" in page.url
    assert page.get_by_role("navigation").get_attribute("aria-label") == "App pages"


def test_every_chart_is_drawn_and_named(look: Look) -> None:
    for path in ("/", "/unit", "/trend", "/speed", "/change", "/compare"):
        page = look(path)
        page.wait_for_selector(".js-plotly-plot .main-svg")
        label = page.locator("[data-testid=stPlotlyChart]").first.get_attribute("aria-label") or ""
        assert re.search(r"%|部署|より.*(高い|低い)", label), label
