"""What people do on the pages, in a browser: open a link they were sent, hand in a file, take it back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Look, drawn, give, on_a_copy
from tests.ui import town

SHARES = {"q1": 0.70, "q2": 0.30}
ALL_ROWS = sum(town.ANSWERS.values())


@pytest.fixture
def own_site(town_store: Path, tmp_path: Path) -> Iterator[str]:
    """A dashboard on a copy of the town's store, to write into."""
    with on_a_copy(town_store, tmp_path) as address:
        yield address


@pytest.fixture
def hr(own_site: str, browser: Browser) -> Iterator[Page]:
    """The HR department's browser on the upload page."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{own_site}/upload")
    yield drawn(page)
    context.close()


def test_a_link_opens_the_same_view(look: Look) -> None:
    page = look("/compare?wave=2025Q1&indicator=readership&level=2&lang=en")
    expect(page.get_by_role("heading", name="Readership (FY2025 W1): share by unit")).to_be_visible()
    expect(page.get_by_label("Level", exact=True)).to_have_value("Level 2 (5 units)")
    page = look("/trend?unit=B1")
    expect(page.get_by_role("heading", name="高齢福祉課：指標の推移")).to_be_visible()


def test_the_first_visitor_of_a_server_may_come_by_a_deep_link(own_site: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{own_site}/method?lang=en")
    expect(page.get_by_role("heading", name="What is measured")).to_be_visible(timeout=60_000)
    page.close()


def test_the_address_follows_what_is_chosen(look: Look) -> None:
    page = look("/trend")
    page.get_by_label("部署", exact=True).click()
    page.get_by_role("option", name="保育課").click()
    expect(page.get_by_role("heading", name="保育課：指標の推移")).to_be_visible()
    assert "unit=B2" in page.url
    page.get_by_role("button", name="くわしい結果").click()
    page.get_by_role("menuitem", name="部署の比較").click()
    expect(page.get_by_role("heading", name="部署の比較")).to_be_visible()
    page.get_by_role("button", name="くわしい結果").click()
    page.get_by_role("menuitem", name="推移").click()
    expect(page.get_by_role("heading", name="保育課：指標の推移")).to_be_visible()


def test_hr_hands_in_a_cp932_file_with_problems_then_mended_and_takes_it_back(hr: Page, tmp_path: Path) -> None:
    """Row 10 of the first file holds an answer that is no option."""
    path = town.answers_csv(tmp_path / "回答.csv", SHARES, "cp932")
    rows = path.read_text("cp932").splitlines()
    (tmp_path / "bad.csv").write_bytes("\r\n".join([*rows[:9], "A1,たぶん,いいえ", *rows[10:]]).encode("cp932"))
    give(hr, tmp_path / "bad.csv")
    expect(hr.get_by_text("このままでは取り込めません。")).to_be_visible(timeout=60_000)
    row = hr.get_by_role("row").filter(has_text="たぶん").first
    expect(row).to_contain_text("10 行目の「行動指針を知っていますか。」の値「たぶん」")
    hr.get_by_role("button", name="別のファイルにする").click()
    expect(hr.get_by_text("ファイルを置く（")).to_be_visible(timeout=60_000)
    give(hr, path)
    hr.get_by_role("button", name=f"{ALL_ROWS} 行を取り込む").click(timeout=60_000)
    expect(hr.get_by_text(f"取り込みました（取り込み番号 4、{ALL_ROWS} 行）。")).to_be_visible(timeout=60_000)
    hr.get_by_role("button", name="取り消す").click()
    hr.get_by_role("button", name="除く").click()
    expect(hr.get_by_text("回答.csv を取り消しました。")).to_be_visible(timeout=60_000)
