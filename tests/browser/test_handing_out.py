"""A department's head takes results away: the Excel file, a link to exactly this view, a chart as a picture."""

import struct
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Download, Page, expect

from actions.export import written
from actions.keep import open_store
from actions.reported import report
from actions.subject import Asked, Site
from actions.users import LOCAL
from settings import Settings
from tests.browser.conftest import Look, drawn
from tests.reports.handed import MADE
from tests.ui import town

B1 = 84 / 200  # favourable answers of B1 in the newest wave: 0.62 less 0.20, of 200
UNIT = "/unit?unit=B1&indicator=awareness"


def taken(page: Page, name: str, exact: bool = True) -> Download:
    with page.expect_download(timeout=90_000) as waiting:
        page.get_by_role("button", name=name, exact=exact).first.click()
    return waiting.value


def opened(page: Page, menu: str = "書き出す") -> Page:
    page.get_by_role("button", name=menu, exact=True).click()
    expect(page.get_by_role("button", name="PowerPoint", exact=True)).to_be_visible(timeout=60_000)
    return page


def numbers(path: Path) -> list[float]:
    book = openpyxl.load_workbook(path)
    cells = (cell.value for page in book for row in page.iter_rows() for cell in row)
    return [cell for cell in cells if isinstance(cell, (int, float))]


def test_a_head_takes_the_tables_and_the_report_of_the_own_office_away(look: Look, tmp_path: Path) -> None:
    page = opened(look(UNIT))
    tables = taken(page, "Excel")
    assert tables.suggested_filename.startswith("町の行動指針_2025年度-第3回_高齢福祉課_部署のページ_")
    tables.save_as(tmp_path / "tables.xlsx")
    assert any(number == pytest.approx(B1) for number in numbers(tmp_path / "tables.xlsx"))
    with page.expect_download(timeout=90_000) as waiting:
        page.locator(".st-key-hand-kinds").get_by_role("button", name="Excel", exact=True).click()
    waiting.value.save_as(tmp_path / "report.xlsx")
    assert "高齢福祉課" in str(openpyxl.load_workbook(tmp_path / "report.xlsx").properties.title)


def test_a_link_that_was_copied_shows_another_browser_the_same_view(look: Look, browser: Browser, site: str) -> None:
    page = look("/compare?level=2&order=share")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(page).get_by_role("button", name="リンクを写す").click()
    expect(page.get_by_text("写しました。")).to_be_visible()
    address = str(page.evaluate("() => navigator.clipboard.readText()"))
    held = parse_qs(urlsplit(address).query)
    assert (held["wave"], held["level"], held["order"]) == (["2025Q3"], ["2"], ["share"])
    assert {"indicator", "lang"} <= held.keys()
    other = browser.new_page()
    other.goto(address)
    drawn(other)
    for name in ("調査回", "指標", "階層"):
        expect(other.get_by_label(name, exact=True)).to_have_value(page.get_by_label(name, exact=True).input_value())
    other.close()


def test_a_chart_is_saved_as_a_picture_with_its_title_and_source(look: Look, tmp_path: Path) -> None:
    page = look("/trend?unit=B1")
    drawing = taken(page, "SVG")
    assert drawing.suggested_filename.endswith(".svg")
    told = Path(drawing.path()).read_text("utf-8")
    assert "高齢福祉課：指標の推移" in told
    assert "試験用の調査" in told
    assert "42\u00a0%" in told
    picture = Path(taken(page, "PNG").path()).read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert struct.unpack(">II", picture[16:24])[0] > 1000


def test_the_html_report_has_no_serious_fault_for_axe_on_a_screen_or_a_phone(
    town_store: Path, browser: Browser, tmp_path: Path
) -> None:
    store = open_store(f"sqlite:///{town_store}")
    for lang, width in (("ja", 1280), ("en", 390)):
        of = report(Site(LOCAL, store, Settings()), Asked("2025Q3", lang, MADE))
        file = tmp_path / f"{lang}.html"
        file.write_bytes(written(of, "html"))
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(file.as_uri())
        found = Axe().run(page).response["violations"]
        assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        page.close()
    store.close()


def test_the_menu_itself_has_no_serious_fault_for_axe(look: Look) -> None:
    for width, dark in ((1440, False), (390, True)):
        page = opened(look("/unit?lang=en", width, dark), "Export")
        found = Axe().run(page).response["violations"]
        assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_what_the_town_answered_is_what_this_page_expects() -> None:
    assert (town.favourable("B1", 0.62), town.ANSWERS["B1"]) == (84, 200)
