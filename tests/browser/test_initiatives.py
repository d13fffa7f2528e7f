"""HR enters an initiative in the browser, decides on it with a reason, and takes both back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import drawn, on_a_copy

SIZES = {"large": (1440, 1600), "laptop": (1280, 1000), "phone": (390, 844)}


@pytest.fixture(scope="module")
def own_site(town_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard on a store of its own; every test here takes back what it did."""
    with on_a_copy(town_store, tmp_path_factory.mktemp("initiatives")) as address:
        yield address


@pytest.fixture(params=list(SIZES.values()), ids=list(SIZES))
def page(request: pytest.FixtureRequest, browser: Browser, own_site: str) -> Iterator[Page]:
    """The page of initiatives in a window of each size."""
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, locale="en-GB")
    found = context.new_page()
    found.goto(f"{own_site}/initiatives")
    yield drawn(found)
    context.close()


def enter(page: Page) -> None:
    """The form, with a name, a unit and the people reached."""
    expect(page.get_by_text("施策はまだ登録されていません。")).to_be_visible(timeout=60_000)
    page.get_by_text("施策を登録する・直す").click()
    drawn(page)
    page.wait_for_timeout(1_500)
    page.get_by_label("名前", exact=True).fill("朝の勉強会")
    units = page.get_by_label("実施した部署", exact=True)
    units.scroll_into_view_if_needed()  # a list that opens while the page still moves is closed by the movement
    page.wait_for_timeout(500)
    units.click()
    expect(page.get_by_role("option", name="すべて選ぶ")).to_be_visible()
    page.get_by_role("option", name="総務部").click()
    page.wait_for_timeout(500)
    page.keyboard.press("Escape")
    page.get_by_label("届いた人数", exact=True).fill("30")
    page.get_by_role("button", name="この施策を登録する").click()


def test_an_initiative_is_entered_decided_on_and_taken_back(page: Page) -> None:
    enter(page)
    kept = page.get_by_text("施策「朝の勉強会」を登録しました。")
    expect(kept).to_be_visible(timeout=60_000)
    expect(kept).to_be_in_viewport()
    expect(page.get_by_text("まだ決めていません。").first).to_be_visible()
    page.get_by_text("決めたことを残す").click()
    drawn(page)
    page.wait_for_timeout(1_500)
    page.get_by_text("やめる", exact=True).last.click()
    drawn(page)
    page.wait_for_timeout(1_500)
    page.get_by_label("理由", exact=True).fill("ほかの研修と重なる")
    page.get_by_role("button", name="この決定を残す").click()
    expect(page.get_by_text("理由：ほかの研修と重なる").first).to_be_visible(timeout=60_000)
    drawn(page)  # until then the first such button is that of the list below
    page.get_by_role("button", name="この変更を取り消す").first.click()
    expect(page.get_by_text("まだ決めていません。").first).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="この変更を取り消す").first.click()
    expect(page.get_by_text("施策はまだ登録されていません。")).to_be_visible(timeout=60_000)
