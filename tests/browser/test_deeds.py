"""What HR does on the pages, in a browser: a reorganisation, a target, a note and service KPIs, each taken back again."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import drawn, give, on_a_copy
from tests.ui import town

SOON = 60_000
Visit = Callable[[str], Page]
# of 606 answers, by town.favourable: (0.62 - 0.20) of the 200 in B1, 0.62 of everybody else's
KNOWING = sum(town.favourable(section, town.WAVES["2025Q3"][1]["q1"]) for section in town.ANSWERS)
NOW = f"いま {100 * KNOWING / sum(town.ANSWERS.values()):.0f}\u00a0%"
# the secretariat has a new code and its old name, the records are called otherwise, and elderly care moves to A
UNITS = (
    ("TOWN", "町役場", ""),
    ("A", "総務部", "TOWN"),
    ("B", "福祉部", "TOWN"),
    ("A1", "人事課", "A"),
    ("A2", "公文書課", "A"),
    ("S1", "秘書室", "TOWN"),
    ("B1", "高齢福祉課", "A"),
    ("B2", "保育課", "B"),
)
KPIS = """kpi,name_ja,name_en,measured_in,owner,date,value
online,オンライン申請率,Applications made online,%,総務課,2025-05-07,38
online,オンライン申請率,Applications made online,%,総務課,2025-08-07,41
online,オンライン申請率,Applications made online,%,総務課,2025-11-07,45.5
"""


@pytest.fixture(scope="module")
def own_site(town_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard on a store of its own; every test here takes back what it did."""
    with on_a_copy(town_store, tmp_path_factory.mktemp("deeds")) as address:
        yield address


@pytest.fixture(scope="module")
def window(browser: Browser, own_site: str) -> Iterator[Page]:
    """One window for all, so that the app's own scripts are loaded once; the store starts on the first address."""
    context = browser.new_context(viewport={"width": 1440, "height": 1600}, locale="en-GB", base_url=own_site)
    page = context.new_page()
    page.set_default_timeout(SOON)
    yield page
    context.close()


@pytest.fixture
def visit(window: Page) -> Visit:
    def open_page(path: str) -> Page:
        window.goto(path)
        return drawn(window)

    return open_page


def seen(page: Page, words: str | re.Pattern[str]) -> Locator:
    """Words that a reader sees by now."""
    found = page.get_by_text(words).first
    expect(found).to_be_visible(timeout=SOON)
    return found


def press(page: Page, name: str | re.Pattern[str]) -> None:
    """The first button of that name, once nothing is drawn any more."""
    drawn(page)
    page.get_by_role("button", name=name).first.click()


def told(page: Page, words: str) -> None:
    """The receipt of what was done stands where one looks."""
    expect(seen(page, words)).to_be_in_viewport(timeout=SOON)


def test_a_reorganisation_is_proposed_kept_and_taken_back(visit: Visit, tmp_path: Path) -> None:
    page = visit("/organisation")
    expect(page.get_by_text("公文書課")).to_have_count(0)
    page.get_by_text("新しい組織を登録する").click()
    give(page, town.write_csv(tmp_path / "units.csv", [("code", "name", "parent"), *UNITS]))
    seen(page, "なくなる部署の引き継ぎ先")
    proposed = page.get_by_role("combobox", name=re.compile("秘書室（同じ名前の部署があります）"))
    expect(proposed).to_be_visible()
    press(page, "この組織を登録する")
    told(page, "8 部署と、つながり 1 件を登録しました。")
    for found in ("公文書課", "→ 秘書室", "← 秘書室", "改称", "所属替え"):
        seen(page, found)
    press(page, re.compile("から後を取り消す"))
    told(page, "を取り消し、数値も含めて元に戻しました。")
    expect(page.get_by_text("公文書課")).to_have_count(0)


def test_a_target_is_set_says_where_it_stands_and_is_taken_back(visit: Visit) -> None:
    page = visit("/targets")
    seen(page, "目標はまだ登録されていません。")
    share = page.get_by_label("目標の割合（%）")
    share.fill("65")
    share.press("Tab")
    drawn(page)
    page.get_by_text("期限を決める", exact=True).click()
    seen(page, "期限")
    press(page, "この目標を登録する")
    told(page, "町役場・認知の目標を 65\u00a0% にしました。")
    seen(page, "目標 65\u00a0%（2026年11月7日まで）")
    seen(page, NOW)
    seen(page, "2026年11月7日までに届くかどうかは、まだ言えません。")
    press(page, "この変更を取り消す")
    told(page, "最後の変更（1 件）を取り消し、前の状態に戻しました。")
    seen(page, "目標はまだ登録されていません。")


def test_a_note_is_written_with_owner_and_day_marks_the_trend_and_is_taken_back(visit: Visit) -> None:
    page = visit("/unit?unit=A1&wave=2025Q2")
    mark = page.locator(".annotation-text", has_text="振り返り")
    seen(page, "この部署の振り返りは、まだありません。")
    expect(mark).to_have_count(0)
    page.get_by_text("の振り返りを書く").click()
    for label, words in (("見たこと", "知る人が増えた"), ("次にすること", "読み合わせる"), ("担当", "人事係")):
        page.get_by_label(label, exact=True).fill(words)
    page.get_by_text("期限を決める", exact=True).click()
    press(page, "この振り返りを残す")
    told(page, "振り返りを残しました。")
    card = page.locator(".sd-note-card")
    for words in ("知る人が増えた", "読み合わせる", "人事係", "2026年2月3日", "その後（"):
        expect(card).to_contain_text(words)
    expect(mark.first).to_be_attached()
    press(page, "この変更を取り消す")
    seen(page, "この部署の振り返りは、まだありません。")
    expect(mark).to_have_count(0)


def test_service_kpis_are_taken_in_asked_beside_penetration_and_taken_back(visit: Visit, tmp_path: Path) -> None:
    """In English."""
    page = visit("/service?lang=en")
    (tmp_path / "kpi.csv").write_text(KPIS, encoding="utf-8")
    give(page, tmp_path / "kpi.csv")
    press(page, "Take in")
    told(page, "1 taken in.")
    seen(page, re.compile("Applications made online.*45.5"))
    page.get_by_role("combobox", name="Service KPI").click()
    page.get_by_role("option", name="Applications made online").click()
    seen(page, "Whether Applications made online and Awareness move together cannot be told yet.")
    seen(page, "Penetration and results are different things.")
    assert "kpi=online" in page.url
    press(page, "Take this change back")
    told(page, "The last change (entries: 1) was taken back; what stood before is there again.")
    expect(page.get_by_text("Applications made online")).to_have_count(0)
