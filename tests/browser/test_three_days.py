"""The days that the README tells: HR closes a wave by the keyboard alone, the executive reads and opens the unit in need."""

import re
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.conftest import QUIET, Look, drawn, on_a_copy
from tests.browser.states import ALL_ROWS, SHARES, Desk, forms_file, still
from tests.browser.test_desk import go_to, hand_in, press
from tests.ui import town

OPEN, _ = town.OPEN_WAVE
KNOWING = sum(town.favourable(section, SHARES["q1"]) for section in town.ANSWERS) / ALL_ROWS
SENTENCE = "認知は 55 %。2025年度 第2回から +12 pt、確かに上がりました。"
CARD = """
- article:
  - heading "認知" [level=2]
  - paragraph: 55 %
  - paragraph: /95 % 信頼区間 53〜58 %/
  - paragraph:
    - strong: +12 pt
    - text: 確かな上昇
  - paragraph: /集計対象数 606人/
  - paragraph:
    - text: 速さ
    - strong: /pt／四半期/
  - paragraph: /目標 80 %/
"""
VALUES = """() => document.querySelector('.js-plotly-plot').data.flatMap(t => t.mode === 'markers' ? t.x : [])"""
BELOW = """
- heading "全体（55 %）より低い" [level=3]
- list:
  - listitem: 福祉部 51 %
"""


def test_hr_takes_a_cp932_file_in_and_closes_the_wave_by_keyboard_alone(
    town_store: Path, tmp_path: Path, browser: Browser
) -> None:
    """Until the wave's name is typed nothing can be closed; then the overview tells the new wave."""
    with on_a_copy(town_store, tmp_path) as site:
        page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="en-GB")
        page.set_default_timeout(30_000)
        desk = Desk(site, f"sqlite:///{tmp_path / 'own.sqlite3'}", tmp_path)
        desk.open(page)
        page.evaluate(QUIET)
        hand_in(page, forms_file(tmp_path, odd=False))
        press(page, f"{ALL_ROWS} 行を取り込む")
        page.wait_for_selector("[class*=st-key-upload-]")
        page.goto(f"{site}/close")
        still(drawn(page))
        press(page, "公開される内容を確かめる")
        name = page.get_by_role("textbox", name=re.compile("調査回の名前"))
        do = page.get_by_role("button", name="締め切って公開する", exact=True)
        expect(do).to_be_disabled()
        go_to(page, name)
        page.keyboard.type(OPEN)
        page.keyboard.press("Enter")
        expect(do).to_be_enabled()
        press(page, "締め切って公開する")
        expect(page.get_by_text(re.compile("を締め切りました。.*個の結果を公開しました。"))).to_be_visible()
        page.goto(site)
        expect(page.get_by_role("heading", level=1)).to_contain_text(
            f"認知は {KNOWING:.0%}".replace("%", " %。2025年度 第3回から")
        )


def test_the_executive_reads_the_sentence_and_opens_the_unit_that_needs_help(look: Look) -> None:
    page = look("/")
    expect(page.get_by_role("heading", level=1)).to_have_text(SENTENCE)
    main = page.get_by_test_id("stMain")
    expect(main).to_match_aria_snapshot(CARD)
    expect(main).to_match_aria_snapshot(BELOW)
    page.get_by_role("link", name="福祉部", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("福祉部")
    drawn(page)
    chart = page.get_by_test_id("stPlotlyChart").first
    expect(chart).to_have_attribute("aria-label", re.compile("前回（2025年度.第2回）より確かに高い"))
    values = page.evaluate(VALUES)
    assert round(values[0]) == 51
