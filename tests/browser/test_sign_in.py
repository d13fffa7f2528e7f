"""Signing in with a provider, whole and offline: who is unknown, a head of a department, signing out, a copied cookie."""

import re
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from actions import log, view
from actions.keep import open_store
from actions.users import LOCAL, Role, acting
from tests.browser.conftest import WAIT, drawn
from tests.browser.guarded import UNIT, Guarded, guarded, sign_in

PLAIN = ("name", "value", "domain", "path")


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    with guarded(tmp_path_factory.mktemp("guarded")) as found:
        yield found


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1440, "height": 900})
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    found = context.new_page()
    found.set_default_timeout(WAIT * 1000)
    return found


def frames_of(page: Page) -> list[bytes]:
    """Every frame that the page is sent from now on."""
    found: list[bytes] = []

    def keep(payload: bytes | str) -> None:
        found.append(payload if isinstance(payload, bytes) else payload.encode())

    page.on("websocket", lambda socket: socket.on("framereceived", keep))
    return found


def test_nobody_sees_anything_before_signing_in(page: Page, door: Guarded) -> None:
    frames = frames_of(page)
    page.goto(f"{door.address}/compare?lang=en")
    drawn(page)
    assert "Please sign in" in page.inner_text("body")
    names = [unit.name.en for unit in view.tree(LOCAL, open_store(door.store), newest(door)).units.values()]
    assert not any(name.encode() in frame for name in names for frame in frames)


def newest(door: Guarded) -> str:
    closed = [row.wave for row in view.waves(LOCAL, open_store(door.store)) if row.state == "closed"]
    return closed[-1]


def test_a_stranger_is_told_the_code_for_the_administrator(page: Page, door: Guarded) -> None:
    sign_in(page, door.address, "stranger")
    words = page.inner_text("body")
    assert "You are not a user yet" in words
    assert len(page.inner_text(".sd-door code").replace("-", "")) == 20


def test_a_head_sees_its_own_part_and_is_sent_nothing_else(page: Page, door: Guarded) -> None:
    frames = frames_of(page)
    sign_in(page, door.address, "head")
    store = open_store(door.store)
    for name in ("", "unit", "compare", "trend", "change", "norms"):
        page.goto(f"{door.address}/{name}?lang=en")
        drawn(page)
    tree = view.tree(LOCAL, store, newest(door))
    own = set(view.tree(acting("head", Role.DEPARTMENT, UNIT), store, newest(door)).units)
    seen = {row.share for row in view.everything(LOCAL, store, newest(door)) if row.unit in own}
    words = " ".join(frame.decode("utf-8", "replace") for frame in frames)
    names = {code: unit.name.en for code, unit in tree.units.items()}
    assert names[UNIT] in words
    known = [names[code] for code in own]
    foreign = [name for code, name in names.items() if code not in own and not any(name in each for each in known)]
    assert foreign
    assert [name for name in foreign if name in words] == []
    assert seen


def test_a_page_that_is_not_open_says_so(page: Page, door: Guarded) -> None:
    sign_in(page, door.address, "head")
    page.goto(f"{door.address}/upload?lang=en")
    drawn(page)
    words = page.inner_text("body")
    assert "Your role does not open" in words
    assert "ask the administrator of this dashboard" in words
    assert page.get_by_role("link", name="Upload").count() == 0


def test_signing_out_ends_it_for_a_copy_of_the_cookie_too(browser: Browser, page: Page, door: Guarded) -> None:
    sign_in(page, door.address, "head")
    copied = page.context.cookies()
    signed = [cookie for cookie in copied if cookie["name"].startswith("_streamlit_user")]
    assert signed
    assert all(cookie["httpOnly"] for cookie in signed)
    thief = browser.new_context(viewport={"width": 1440, "height": 900})
    thief.add_cookies([{k: v for k, v in c.items() if k in PLAIN} for c in copied])  # type: ignore[misc]  # as they came
    other = thief.new_page()
    other.set_default_timeout(WAIT * 1000)
    other.goto(f"{door.address}/?lang=en")
    assert "Please sign in" not in drawn(other).inner_text("body")
    page.get_by_role("button", name="Sign out").click()
    for _ in range(60):
        if any(row.action == "sign_out" for row in log.log(LOCAL, open_store(door.store))):
            break
        page.wait_for_timeout(500)
    other.goto(f"{door.address}/?lang=en")
    assert "Please sign in again" in drawn(other).inner_text("body")
    thief.close()


def test_a_file_from_a_stranger_is_refused(door: Guarded) -> None:
    asked = urllib.request.Request(f"{door.address}/_stcore/upload_file/x/y", data=b"x" * 1000, method="PUT")
    with pytest.raises(urllib.error.HTTPError) as found:
        urllib.request.urlopen(asked, timeout=10)
    assert found.value.code == 403


def test_what_somebody_came_for_is_there_after_signing_in(page: Page, door: Guarded) -> None:
    """Page, choices and language of a link that a stranger to the browser opens."""
    page.goto(f"{door.address}/compare?lang=en&indicator=readership&level=2")
    drawn(page)
    page.get_by_role("button", name="Sign in with Mock").click()
    page.get_by_label("sub").or_(page.locator("input[name=sub]")).first.fill("head")
    page.get_by_role("button", name="Authorize").first.click()
    page.wait_for_url(f"{door.address}/compare?**")
    drawn(page)
    page.get_by_role("heading", name=re.compile("Readership")).first.wait_for()
    assert page.evaluate("() => document.documentElement.lang") == "en"
    assert "level=2" in page.url
    page.goto(f"{door.address}/")
    drawn(page)
    assert "/compare" not in page.url
