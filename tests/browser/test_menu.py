"""The menu of a phone by the keyboard: closed it is passed over, opened it is entered, and a page chosen closes it."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Look, drawn

SEEN = """() => {
  const found = document.activeElement, box = found.getBoundingClientRect();
  const at = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, innerHeight) / 2);
  return [found.textContent || found.ariaLabel, !!at && (found.contains(at) || at.contains(found) || !!at.closest("label"))];
}"""


def tabbed(page: Page, key: str, often: int) -> list[str]:
    """What had the focus and was not to be seen: off the screen, or behind something that stays in place."""
    unseen = []
    for _ in range(often):
        page.keyboard.press(key)
        page.wait_for_timeout(20)
        name, seen = page.evaluate(SEEN)
        unseen += [] if seen else [name]
    return unseen


def test_what_has_the_focus_is_on_the_screen(look: Look) -> None:
    """Forwards through a page and back again, as tall as a phone on its side, where the head covers most."""
    page = look("/compare?lang=ja", width=390)
    page.set_viewport_size({"width": 390, "height": 420})
    assert tabbed(page, "Tab", 30) + tabbed(page, "Shift+Tab", 29) == []


def test_the_menu_is_entered_when_opened_and_closed_by_choosing(look: Look) -> None:
    page = look("/compare?lang=ja", width=390)
    page.get_by_role("button", name="メニューを開く").press("Enter")
    expect(page.get_by_role("button", name="メニューを閉じる")).to_be_focused()
    page.get_by_role("link", name="測り方").press("Enter")
    page.wait_for_url("**/method*")
    drawn(page)
    expect(page.get_by_role("button", name="メニューを開く")).to_be_focused()
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
