"""HR rewords a question by keyboard alone, reads what that cuts, saves it with a reason and takes it back; nothing sideways."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import drawn, on_a_copy
from tests.browser.test_pages import too_wide

SOON = 60_000


@pytest.fixture
def page(browser: Browser, town_store: Path, tmp_path: Path) -> Iterator[Page]:
    """The page on a store of its own."""
    with on_a_copy(town_store, tmp_path) as site:
        context = browser.new_context(viewport={"width": 1440, "height": 1600}, locale="en-GB")
        found = context.new_page()
        found.goto(f"{site}/questionnaire?part=edit")
        yield drawn(found)
        context.close()


def press(page: Page, name: str) -> None:
    """With the keyboard alone: to the button, then Enter."""
    page.get_by_role("button", name=name).first.focus()
    page.keyboard.press("Enter")


def stays_and_fits(page: Page) -> None:
    """The draft is there after a reload, and nothing of it is too wide for a phone."""
    page.reload()
    drawn(page)
    expect(page.get_by_text("直しかけの下書きがあります")).to_be_visible(timeout=SOON)
    page.set_viewport_size({"width": 390, "height": 900})
    page.wait_for_timeout(500)
    assert too_wide(page) == []
    page.set_viewport_size({"width": 1440, "height": 1600})


def test_a_question_is_reworded_saved_and_taken_back_by_keyboard(page: Page) -> None:
    box = page.get_by_label("文面", exact=True)
    expect(box).to_be_visible(timeout=SOON)
    box.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("行動指針をご存じですか。")
    page.keyboard.press("Tab")
    press(page, "下書きに入れる")
    expect(page.get_by_text("認知は、この版から前の調査回と比べられなくなります。")).to_be_visible(timeout=SOON)
    stays_and_fits(page)
    reason = page.get_by_label("理由（記録に残り、これまでの版に出ます）")
    reason.focus()
    page.keyboard.type("敬語にする")
    page.keyboard.press("Tab")
    press(page, "新しい版として保存する")
    expect(page.get_by_text("2 番目の版として保存しました（変更 1 件）。")).to_be_visible(timeout=SOON)
    page.goto(page.url.replace("part=edit", "part=past"))
    drawn(page)
    expect(page.get_by_role("cell", name="敬語にする")).to_be_visible(timeout=SOON)
    press(page, "2 番目の版を取り消す")
    expect(page.get_by_text("2 番目の版を取り消しました。")).to_be_visible(timeout=SOON)
