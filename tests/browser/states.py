"""The states of HR's day on the upload page, each brought about as a person would: for the pictures and for axe.

The files are exports as the tools write them: a Microsoft Forms file in CP932 whose department names drifted.
"""

import secrets
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from actions import jobs, undo, upload
from actions.jobs import JobState
from actions.keep import open_store
from actions.recorded import Order
from actions.users import LOCAL
from actions.workers import name_of_this
from db import jobs as rows
from tests.browser.conftest import READY, give
from tests.ui import town
from text.lookup import say

SHARES = {"q1": 0.70, "q2": 0.30}
ALL_ROWS = sum(town.ANSWERS.values())
HEAD = (
    "ID",
    "開始時刻",
    "完了時刻",
    "メール",
    "名前",
    "所属",
    "役職",
    "行動指針を知っていますか。",
    "指針、読みましたか",
    "自由意見",
)
NAMES = {"A1": "人事課", "A2": "文書課", "A3": "秘書", "B1": "高齢福祉課", "B2": "保育課"}


@dataclass(frozen=True)
class Desk:
    """Where HR sits: the site's address, the store behind it, and a folder for files."""

    site: str
    store: str
    folder: Path
    lang: str = "ja"

    def open(self, page: Page, **address: str) -> Page:
        query = "&".join(f"{name}={value}" for name, value in (address | {"lang": self.lang}).items())
        page.goto(f"{self.site}/upload?{query}", timeout=90_000)
        page.wait_for_selector(".sd h1", state="attached")
        return still(page)


def still(page: Page) -> Page:
    """Waits until the script rests and nothing on the page is of an earlier run."""
    for _ in range(2):
        page.wait_for_selector(READY)
        page.wait_for_function("() => !document.querySelector('[data-stale=true]')")
        page.wait_for_timeout(250)
    return page


def forms_file(folder: Path, odd: bool = True) -> Path:
    """606 responses of the town; `odd`: the secretariat is called otherwise and one in 97 answers "たぶん"."""
    made = []
    for at, (section, first, second) in enumerate(town.responses(SHARES), 1):
        moment = f"2026/2/{7 + at % 14} 10:{at % 60:02}:00"
        name = NAMES[section] if odd else town_name(section)
        answer = "たぶん" if odd and at % 97 == 0 else first
        office = "課長" if at % 9 == 0 else "係員"
        made.append((at, moment, moment, f"u{at}@example.jp", f"職員{at}", name, office, answer, second, ""))
    head = HEAD if odd else (*HEAD[:8], "行動指針を読みましたか。", HEAD[9])
    return town.write_csv(folder / "行動指針に関するアンケート.csv", [head, *made], "cp932")


def town_name(section: str) -> str:
    return next(name for code, name, *_ in town.UNITS if code == section)


def broken_file(folder: Path) -> Path:
    """30 departments that nobody knows, and no second question."""
    made = [(f"出先機関その{at}", "はい") for at in range(1, 31)] + [("人事課", "はい")] * 20
    return town.write_csv(folder / "出先.csv", [("所属", "行動指針を知っていますか。"), *made], "cp932")


def drop(page: Page, file: Path) -> Page:
    give(page, file)
    page.wait_for_selector(".sd-verdict, .sd-facts", timeout=60_000)
    page.wait_for_selector(".st-key-desk, .st-key-founding-names", timeout=60_000)
    return still(page)


def doubts(page: Page, desk: Desk) -> Page:
    return drop(desk.open(page), forms_file(desk.folder))


def problems(page: Page, desk: Desk) -> Page:
    return drop(desk.open(page), broken_file(desk.folder))


def good(page: Page, desk: Desk) -> Page:
    return drop(desk.open(page), forms_file(desk.folder, odd=False))


def kept(page: Page, desk: Desk) -> Page:
    """After the file was kept; the receipt stands where the verdict stood."""
    good(page, desk).locator(".st-key-keep button").click()
    page.wait_for_selector("[class*=st-key-upload-]", timeout=60_000)
    return still(page)


def duplicate(page: Page, desk: Desk) -> Page:
    kept(page, desk)
    return good(page, desk)


def undone(page: Page, desk: Desk) -> Page:
    """After the newest upload was taken back."""
    kept(page, desk)
    page.locator("[class*=st-key-upload-] button").first.click()
    page.locator("[class*=st-key-undo-] button").first.click()
    page.wait_for_selector("[class*=st-key-upload-]", state="detached", timeout=60_000)
    return still(page)


def progress(page: Page, desk: Desk) -> Page:
    """A reading that is half done, by a process that is there: this one."""
    key = under_way(desk.store, desk.folder)
    desk.open(page, job=key)
    page.wait_for_selector(".sd-job")
    return page


def under_way(url: str, folder: Path) -> str:
    """A job that goes on for ever: 84,000 of 170,000 rows are read."""
    store = open_store(url)
    choice = upload.Choice(wave=town.OPEN_WAVE[0], dry=True)
    path = forms_file(folder)
    run = jobs._Run(LOCAL, store, upload.GivenFile.at(path), choice, key=f"half-done-{secrets.token_hex(4)}")
    told: dict[str, Any] = {"key": run.key, "person": LOCAL.name, "worker": name_of_this(), "spool": "nothing"}
    about = {"wave": choice.wave, "dry": True, "choice": Order.of(choice).model_dump_json()}
    with store.writing() as connection:
        rows.put(connection, told | about | {"file_name": "全庁アンケート.xlsx", "stage": "waiting"})
        half = {"state": JobState.RUNNING.value, "stage": "reading", "rows": 84_000, "share": 0.49}
        rows.move(connection, run.key, half)
    store.close()
    return run.key


STATES: dict[str, Callable[[Page, Desk], Page]] = {
    "upload-doubts": doubts,
    "upload-problems": problems,
    "upload-good": good,
    "upload-progress": progress,
    "upload-kept": kept,
    "upload-undone": undone,
    "upload-duplicate": duplicate,
}


def draft(page: Page, desk: Desk) -> Page:
    """A wave that may be closed: what will be published, and what is hidden."""
    answering(page, desk).get_by_role("button", name=say("close.preview", desk.lang)).click()
    page.get_by_role("textbox", name=say("close.name", desk.lang)).wait_for()
    return still(page)


def answering(page: Page, desk: Desk) -> Page:
    """A wave that is open: who has answered, and whom to remind."""
    kept(page, desk)
    page.goto(f"{desk.site}/close?lang={desk.lang}", timeout=90_000)
    page.wait_for_selector(".sd h1", state="attached")
    return still(page)


CUT = """(() => {
  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(address, ...given) {
      super(window.sdCut ? String(address).replace("/_stcore/stream", "/nowhere") : address, ...given);
      (window.sdLines ??= []).push(this);
    }
  };
})()"""


def lost(page: Page, desk: Desk) -> Page:
    """The server does not answer any more."""
    page.add_init_script(CUT)
    page.goto(f"{desk.site}/trend?lang={desk.lang}", timeout=90_000)
    page.wait_for_selector(".sd h1", state="attached")
    still(page)
    page.evaluate("() => { window.sdCut = true; window.sdLines.forEach((line) => line.close()); }")
    page.wait_for_selector(".sd-lost")
    return page


def loading(page: Page, desk: Desk) -> Page:
    """Before the app has come: its scripts are held back."""
    page.route("**/static/js/**", lambda route: route.abort())
    page.goto(f"{desk.site}/?lang={desk.lang}", timeout=90_000, wait_until="commit")
    page.wait_for_selector(".sd-loading")
    return page


def clear(desk: Desk) -> None:
    """As before: nothing of the open wave is kept, no file waits."""
    store = open_store(desk.store)
    for row in undo.uploads(LOCAL, store, town.OPEN_WAVE[0]):
        if row.state == "kept":
            undo.undo(LOCAL, store, row.upload)
    for job in jobs.recent(LOCAL, store):
        if job.dry or not job.state.over:
            jobs.cancel(LOCAL, store, job.key)
    store.close()


def founding(page: Page, desk: Desk) -> Page:
    """The draft of a first file, on an empty store."""
    return drop(desk.open(page), forms_file(desk.folder, odd=False))


def welcome(page: Page, desk: Desk) -> Page:
    """The first page of an empty store."""
    page.goto(f"{desk.site}/?lang={desk.lang}", timeout=90_000)
    page.wait_for_selector(".sd h1", state="attached")
    return still(page)


EMPTY: dict[str, Callable[[Page, Desk], Page]] = {"welcome": welcome, "founding": founding}


def first_page(page: Page, desk: Desk) -> Page:
    """The overview of whatever store it is."""
    page.goto(f"{desk.site}/?lang={desk.lang}", timeout=90_000)
    page.wait_for_selector(".sd-verdict, .sd h1", state="attached")
    return still(page)


def unit_page(page: Page, desk: Desk) -> Page:
    page.goto(f"{desk.site}/unit?lang={desk.lang}", timeout=90_000)
    page.wait_for_selector(".sd h1", state="attached")
    return still(page)


def not_yet_closed(folder: Path) -> str:
    """The town's store before its first wave is closed."""
    return town.found(folder, closed=())


def broken(folder: Path) -> None:
    """The town's store with a table that is gone, as after a disk fault."""
    town.found(folder)
    with closing(sqlite3.connect(folder / "town.sqlite3")) as damaged:
        damaged.execute("ALTER TABLE published RENAME TO gone")
        damaged.commit()


WAYS: dict[str, Callable[[Page, Desk], Page]] = {
    **STATES,
    "close-open": answering,
    "close-draft": draft,
    "lost": lost,
    "loading": loading,
    **EMPTY,
    "waiting": first_page,
    "unit-waiting": unit_page,
    "fault": first_page,
}
"""How each state that a picture is taken of is brought about."""
