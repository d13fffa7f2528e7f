"""What every page promises: it fits a phone, speaks one language, asks nobody else for anything, and axe finds nothing."""

import re
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import WAIT, Look, drawn

PAGES = (
    "/",
    "/unit",
    "/trend",
    "/speed",
    "/change",
    "/compare",
    "/rotation",
    "/organisation",
    "/questionnaire",
    "/questionnaire?part=edit",
    "/questionnaire?part=past",
    "/questionnaire?part=files",
    "/norms",
    "/initiatives",
    "/service",
    "/targets",
    "/pace",
    "/upload",
    "/close",
    "/comments",
    "/inspection",
    "/users",
    "/log",
    "/method",
    "/accessibility",
    "/news",
    "/compare?view=map",
    "/compare?view=beside",
)
WITH_CHARTS = ("/", "/unit", "/trend", "/speed", "/pace", "/change", "/compare", "/compare?view=beside")
TITLES = """() => {
  const heads = [...document.querySelectorAll('.sd h1, .sd h2, .sd h3')];
  const before = chart => heads.filter(h => h.compareDocumentPosition(chart) & Node.DOCUMENT_POSITION_FOLLOWING).pop();
  return [...document.querySelectorAll('[data-testid=stPlotlyChart]')].map(chart => before(chart).innerText);
}"""
LOOKS = {"ja": (1440, False), "en": (390, True)}  # the width and whether it is dark, by language
OTHER_LOOKS = [
    each
    for each in product(("ja", "en"), (1440, 390), (False, True))
    if each not in [(k, *v) for k, v in LOOKS.items()]
]
WIDTHS = (390, 640, 1440)
Visit = Callable[[str, str], "Seen"]
Contexts = dict[tuple[int, bool], BrowserContext]

# what is marked as another language's, such as a text to copy in both, is read aloud as such; what stands in a field to
# be written in is whoever wrote it
EVERYTHING_READ = """() => {
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!parent || parent.closest('script, style, noscript, template, textarea, [data-testid=stIconMaterial]')) continue;
    if (parent.closest('[lang]').lang !== document.documentElement.lang) continue;
    found.add(walker.currentNode.nodeValue.trim());
  }
  for (const element of document.querySelectorAll('*'))
    for (const name of ['aria-label', 'title', 'alt', 'placeholder', 'aria-description', 'aria-valuetext'])
      if (element.getAttribute(name)) found.add(element.getAttribute(name));
  return [...found];
}"""
# on Japanese pages: units, formats, columns of files and names that are written so in Japanese, and the switch to the other language
LATIN = re.compile(
    r"English|Language|\b(?:pt|MB|KB|CSV|TSV|TXT|TOML|XLSX|XLSM|XLS|XLSB|ODS|SAV|ZIP|URL|KPI|SVG|PNG|Excel|PowerPoint|HTML|PDF|JavaScript)\b|\d+[MG]B"
    r"|\d{4}Q\d(?:\.csv)?|unit,headcount|JIS X|town-code|TOWN|years = \[0, 1\]"
    r"|code,name,parent|date,kind,from,to,share|\b(?:kind|rename|transfer|merge|split|share|unit|headcount)\b|\b(?:AA|WCAG|axe|Tab|Shift|Enter|Space)\b"
)
JAPANESE = re.compile(r"日本語|言語")


SIDEWAYS = """() => [document.documentElement, document.querySelector('[data-testid=stMain]')]
  .map(e => [e.scrollWidth, e.clientWidth])"""


STILL = "() => document.getAnimations().every(a => a.playState !== 'running')"


def in_language(path: str, lang: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}lang={lang}"


def read(page: Page) -> list[str]:
    found: list[str] = page.evaluate(EVERYTHING_READ)
    return found


def foreign(page: Page, lang: str) -> list[str]:
    """What is read on the page and is written in the other language's letters."""
    texts = read(page)
    if lang == "ja":
        return [text for text in texts if re.search(r"[A-Za-z]{2,}", LATIN.sub("", text))]
    return [text for text in texts if re.search(r"[\u3041-\u30ff\u4e00-\u9fff]", JAPANESE.sub("", text))]


def too_wide(page: Page) -> list[int]:
    """How wide the page is, where that is more than it has room for."""
    return [wide for wide, room in page.evaluate(SIDEWAYS) if wide > room]


@dataclass(frozen=True)
class Seen:
    """What was found on one page, which was opened once: its words, its widths, its requests, what axe says of it."""

    words: dict[int, list[str]]
    wide: dict[int, list[int]]
    asked: list[str]
    complaints: list[str]
    grave: list[tuple[str, str]]


def seen(page: Page, address: str, lang: str, first: int) -> Seen:
    """On a phone; in a window 1280 wide enlarged to 200 %, which has room for 640; on a desk."""
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(address)
    drawn(page)
    unfold(page)
    grave, words, wide = axe(page), {}, {}
    for width in sorted(WIDTHS, key=lambda width: abs(width - first)):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(300)
        drawn(page)
        words[width], wide[width] = foreign(page, lang), too_wide(page)
    return Seen(words, wide, asked, complaints, grave)


def unfold(page: Page) -> None:
    for folded in page.locator("summary").all():
        if folded.is_visible():  # what is folded inside another comes to light with a later one, or not at all
            folded.click()
    drawn(page)


def axe(page: Page) -> list[tuple[str, str]]:
    """What axe calls serious or critical, and where."""
    found = Axe().run(page).response["violations"]
    return [(v["id"], v["nodes"][0]["html"][:160]) for v in found if v["impact"] in ("serious", "critical")]


@pytest.fixture(scope="session")
def visit(site: str, contexts: Contexts) -> Callable[[str, str], Seen]:
    """A page in Japanese on a light desk or in English on a dark phone, looked at once for all the promises."""

    @cache
    def visited(path: str, lang: str) -> Seen:
        width, dark = LOOKS[lang]
        page = contexts[width, dark].new_page()
        page.set_default_timeout(WAIT * 1000)
        try:
            return seen(page, f"{site}{in_language(path, lang)}", lang, width)
        finally:
            page.close()

    return visited


EVERY = pytest.mark.parametrize(("path", "lang"), list(product(PAGES, LOOKS)))


@EVERY
def test_a_page_speaks_one_language(visit: Visit, path: str, lang: str) -> None:
    assert visit(path, lang).words == {width: [] for width in WIDTHS}


@EVERY
def test_a_page_fits_every_width(visit: Visit, path: str, lang: str) -> None:
    assert visit(path, lang).wide == {width: [] for width in WIDTHS}


@EVERY
def test_axe_finds_nothing_serious(visit: Visit, path: str, lang: str) -> None:
    assert visit(path, lang).grave == []


@pytest.mark.slow
@pytest.mark.parametrize(("path", "look_of"), list(product(PAGES, OTHER_LOOKS)))
def test_axe_finds_nothing_serious_in_the_other_looks_either(
    look: Look, path: str, look_of: tuple[str, int, bool]
) -> None:
    lang, width, dark = look_of
    page = look(in_language(path, lang), width, dark)
    unfold(page)
    assert (axe(page), foreign(page, lang), too_wide(page)) == ([], [], [])


@EVERY
def test_only_this_machine_is_asked_and_the_policy_is_kept(visit: Visit, site: str, path: str, lang: str) -> None:
    found = visit(path, lang)
    own = (site, site.replace("http", "ws"), "data:", "blob:")
    assert found.asked != []
    assert [url for url in found.asked if not url.startswith(own)] == []
    assert [text for text in found.complaints if "Content Security Policy" in text] == []


def test_an_open_list_and_an_unknown_address_speak_japanese_too(look: Look) -> None:
    page = look("/trend")
    page.get_by_label("部署", exact=True).fill("zzzz")
    expect(page.get_by_text("該当するものがありません")).to_be_visible()
    page = look("/nowhere")
    expect(page.get_by_text("ページがありません")).to_be_visible()
    page = look("/nowhere?lang=en")
    expect(page.get_by_text("There is no page at this address. The overview is shown instead.")).to_be_visible()


@pytest.mark.parametrize(
    ("path", "group"), [("/targets", "くわしい結果"), ("/close?lang=en", "Running the survey"), ("/", "")]
)
def test_the_menu_marks_the_group_that_holds_the_page(look: Look, path: str, group: str) -> None:
    page = look(path)
    if group:
        page.wait_for_selector("[data-testid=stTopNavSection][aria-current]")
    marked = page.locator("[data-testid=stTopNavSection][aria-current=true] p").all_inner_texts()
    assert marked == ([group] if group else [])


def test_switching_the_language_changes_the_document(look: Look) -> None:
    page = look("/")
    assert page.evaluate("document.documentElement.lang") == "ja"
    page.get_by_role("radio", name="English").or_(page.get_by_role("button", name="English")).click()
    page.get_by_text("Awareness stands at").wait_for()
    page.wait_for_function("() => document.documentElement.lang === 'en'")
    assert page.title() == "Overview | Shintodo"
    assert "lang=en" in page.url
    assert page.get_by_role("navigation", name="App pages").is_visible()


@pytest.mark.parametrize("path", WITH_CHARTS)
def test_every_chart_says_its_finding_and_has_a_table(look: Look, path: str) -> None:
    """The words a screen reader is given are more than the heading, and each chart's own table lies below it."""
    page = look(path)
    page.wait_for_selector(".js-plotly-plot .main-svg")
    charts = page.locator("[data-testid=stPlotlyChart]")
    labels = [charts.nth(at).get_attribute("aria-label") or "" for at in range(charts.count())]
    titles = page.evaluate(TITLES)
    told = [label.replace("\u00a0", " ").replace(title, "") for label, title in zip(labels, titles, strict=True)]
    assert [text for text in told if not re.search(r"[。.]$", text.strip()) or len(text) < 10] == []
    assert re.search(r"%|部署|より.*(高い|低い)|％", labels[0]), labels[0]
    assert page.locator(".sd-folds table, .sd-map table").count() >= charts.count()


@pytest.mark.parametrize("path", ["/", "/compare?view=map", "/upload"])
def test_nothing_goes_on_moving_where_motion_is_unwanted(look: Look, path: str) -> None:
    page = look("/method")
    page.emulate_media(reduced_motion="reduce")
    page.goto(page.url.replace("/method", path))
    drawn(page)
    page.wait_for_timeout(500)  # what begins is over with the next frame; what goes on is still there in thirty seconds
    page.wait_for_function(STILL, timeout=30_000)


def test_forced_colours_keep_every_figure_of_the_map(look: Look) -> None:
    """In high contrast every field has the system's ink on the system's ground, and a frame."""
    page = look("/compare?view=map")
    page.emulate_media(forced_colors="active")
    field = page.locator(".sd-map-table td").first
    style = field.evaluate(
        "e => { const s = getComputedStyle(e); return [s.color, s.backgroundColor, s.borderTopWidth] }"
    )
    assert style[0] != style[1]
    assert style[2] == "1px"


def test_branches_of_the_map_open_and_close_by_keyboard(look: Look) -> None:
    page = look("/compare?view=map&depth=2")
    branch = page.get_by_role("button", name="総務部の下の部署")
    section = page.get_by_role("rowheader", name="人事課")
    expect(section).to_be_visible()
    branch.focus()
    page.keyboard.press("Enter")
    expect(section).to_be_hidden()
    expect(branch).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Space")
    expect(section).to_be_visible()


def test_units_are_pinned_by_keyboard_and_stand_in_the_address(look: Look) -> None:
    page = look("/compare?view=beside")
    box = page.get_by_role("combobox", name=re.compile("並べる部署"))
    box.focus()
    page.keyboard.type("保育")
    page.get_by_role("option", name="保育課").wait_for()
    page.keyboard.press("Enter")
    expect(page.locator(".sd-finding").first).to_contain_text("保育課")
    assert "pin=B2" in page.url


def test_the_document_says_that_it_is_coming(site: str) -> None:
    """Before any script has run, in the language that the address asks for."""
    for lang, words in (("ja", "画面を準備しています。"), ("en", "The page is coming.")):
        request = urllib.request.Request(f"{site}/?lang={lang}", headers={"Accept": "text/html"})
        with urllib.request.urlopen(request, timeout=30) as got:
            assert words in got.read().decode("utf-8")
