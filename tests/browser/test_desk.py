"""HR's day in a browser, by the keyboard alone, and what every state of it promises: one language, a phone's width, axe."""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from actions import undo
from actions.keep import open_store
from actions.users import LOCAL
from tests.browser.conftest import QUIET, dashboard, free_port, served
from tests.browser.states import ALL_ROWS, EMPTY, STATES, Desk, clear, forms_file, still, under_way
from tests.browser.test_pages import JAPANESE, LATIN, read
from tests.ui import town

OPEN, _ = town.OPEN_WAVE
MOST_TABS = 150
# what the town's files and their encodings are called
NAMES = re.compile(
    r"Microsoft Forms|code,name,parent|unit,headcount|\((?:Yes|No)\)|\b(?:ID|CP932|UTF-8|TOML|q\d)\b|\.(?:csv|xlsx)|[AB]\d?\b|TOWN|shintodo[^、。]*|make demo|docs/how-to"
)
FIRST, *OTHERS = product(("ja", "en"), (390, 1440), (True, False))
QUICK = ("upload-doubts", "upload-progress", "founding")
REST = [
    (state, look) for state in (*STATES, *EMPTY) for look in (FIRST, *OTHERS) if state not in QUICK or look in OTHERS
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder, port = tmp_path_factory.mktemp("desk"), free_port()
    town.found(folder)
    store = f"sqlite:///{folder / 'town.sqlite3'}"
    with served(dashboard(port), port, store) as site:
        yield Desk(site, store, folder)


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A dashboard on an empty store."""
    folder, port = tmp_path_factory.mktemp("nothing"), free_port()
    with served(dashboard(port), port, f"sqlite:///{folder / 'empty.sqlite3'}") as site:
        yield Desk(site, f"sqlite:///{folder / 'empty.sqlite3'}", folder)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield page
    context.close()


def go_to(page: Page, wanted: Locator) -> None:
    """Press Tab until what is wanted has the focus."""
    for _ in range(MOST_TABS):
        if wanted.evaluate("element => element === document.activeElement || element.contains(document.activeElement)"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not come to {wanted}")


def press(page: Page, name: str) -> None:
    """A button by the keyboard."""
    go_to(page, page.get_by_role("button", name=name, exact=True).first)
    page.keyboard.press("Enter")


def choose(page: Page, label: str, typed: str) -> None:
    """An option of a list by the keyboard: part of its name finds it."""
    go_to(page, page.get_by_role("combobox", name=label).first)
    page.keyboard.type(typed)
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)


def hand_in(page: Page, file: Path) -> None:
    """A file by the keyboard: the space bar on the button opens the system's own window."""
    page.evaluate(QUIET)
    go_to(page, page.locator("button", has_text="ファイルを選ぶ").first)
    with page.expect_file_chooser() as opened:
        page.keyboard.press("Space")
    opened.value.set_files(file)
    page.wait_for_selector(".sd-verdict")
    still(page)


def test_hr_maps_imports_sees_it_again_and_takes_it_back_by_keyboard_alone(desk: Desk, page: Page) -> None:
    """The secretariat is called otherwise, six answers are no option, one column says nothing: three fixes, one import."""
    clear(desk)
    file = forms_file(desk.folder)
    desk.open(page)
    hand_in(page, file)
    expect(page.get_by_text("このままでは取り込めません。")).to_be_visible()
    choose(page, "「たぶん」（列：行動指針を知っていますか。、98 行目ほか 5 行）", "無回答")
    choose(page, "「秘書」（列：所属、252 行目ほか 5 行）", "秘書室")
    press(page, "選んだ意味で読み直す")
    expect(page.get_by_text("このまま取り込めます。")).to_be_visible()
    still(page)
    choose(page, "9 列目「指針、読みましたか」", "設問 q2")
    press(page, "この読み取りで読み直す")
    expect(page.get_by_text("どの列も確かに読み取れました。")).to_be_visible()
    still(page)
    press(page, f"{ALL_ROWS} 行を取り込む")
    expect(page.get_by_text(re.compile(r"取り込みました（取り込み番号 \d+、606 行）。"))).to_be_visible()
    still(page)
    hand_in(page, file)
    expect(page.get_by_text("二重には数えません。")).to_be_visible()
    assert [row.state for row in uploads(desk)][-1:] == ["kept"]
    press(page, "取り消す")
    press(page, "除く")
    expect(page.get_by_text(f"{file.name} を取り消しました。")).to_be_visible()
    assert [row.state for row in uploads(desk)][-1:] == ["undone"]


def uploads(desk: Desk) -> list[undo.UploadRow]:
    store = open_store(desk.store)
    found = undo.uploads(LOCAL, store, OPEN)
    store.close()
    return found


def test_a_reading_is_found_again_after_a_reload_and_in_another_browser_and_is_stopped(
    desk: Desk, page: Page, browser: Browser
) -> None:
    clear(desk)
    key = under_way(desk.store, desk.folder)
    desk.open(page, job=key)
    for each in (page, browser.new_page()):
        if each is not page:
            each.goto(page.url)
        bar = each.get_by_role("progressbar", name="ファイルを読んでいます")
        expect(bar).to_be_visible(timeout=60_000)
        expect(each.get_by_text("84,000 行")).to_be_visible()
    page.reload()
    expect(page.get_by_role("progressbar")).to_be_visible()
    assert f"job={key}" in page.url
    page.get_by_role("button", name="読み取りをやめる").click()
    expect(page.get_by_text("全庁アンケート.xlsx の読み取りをやめました。何も取り込んでいません。")).to_be_visible()
    expect(page.get_by_text("ファイルを置く（")).to_be_visible()


def promises(page: Page, lang: str) -> list[object]:
    """What is wrong with a page: words of the other language, sideways scrolling, what axe calls serious or critical."""
    other, left = (r"[A-Za-z]{2,}", (LATIN, NAMES)) if lang == "ja" else (r"[\u3041-\u30ff\u4e00-\u9fff]", (JAPANESE,))
    found: list[object] = []
    for text in read(page):
        rest = text
        for pattern in left:
            rest = pattern.sub("", rest)
        if re.search(other, rest):
            found.append(text)
    sizes = "() => [document.documentElement, document.querySelector('[data-testid=stMain]')].map(e => [e.scrollWidth, e.clientWidth])"
    found += [(wide, room) for wide, room in page.evaluate(sizes) if wide > room]
    grave = (v for v in Axe().run(page).response["violations"] if v["impact"] in ("serious", "critical"))
    return found + [(v["id"], v["nodes"][0]["html"][:200]) for v in grave]


def held(browser: Browser, desk: Desk, state: str, look: tuple[str, int, bool]) -> list[object]:
    """The promises that a state breaks."""
    lang, width, dark = look
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light", locale="en-GB"
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    there = Desk(desk.site, desk.store, desk.folder, lang)
    if state in STATES:
        clear(there)
    (STATES | EMPTY)[state](page, there)
    for folded in page.locator("summary").all():
        folded.click()
    still(page)
    found = promises(page, lang)
    if lang == "en":  # the words of the town's files are Japanese in either language
        found = [each for each in found if isinstance(each, tuple)]
    context.close()
    return found


@pytest.mark.parametrize("state", QUICK)
def test_states_keep_their_promises(browser: Browser, desk: Desk, nothing: Desk, state: str) -> None:
    assert held(browser, desk if state in STATES else nothing, state, FIRST) == []


@pytest.mark.slow
@pytest.mark.parametrize(("state", "look"), REST)
def test_every_state_keeps_them_in_every_look(
    browser: Browser, desk: Desk, nothing: Desk, state: str, look: tuple[str, int, bool]
) -> None:
    assert held(browser, desk if state in STATES else nothing, state, look) == []
