"""A town that was asked for words: one closed wave with comments to check, one question of them on a norm.

Of A1 twelve people wrote on the whole and eleven on the norm, of B1 four and none; the last of A1's names somebody.
"""

from datetime import date
from pathlib import Path
from typing import Any

from actions import close, comments, organise, upload, voices
from actions.comments import Decision
from actions.keep import open_store
from actions.users import LOCAL
from tests.ui import town

NORM = '[[norm]]\nnumber = 1\nname = { ja = "先に聞く", en = "Ask first" }\n'
ASKED = """
[[item]]
key = "q3"
kind = "text"
text = { ja = "ご意見をお書きください。", en = "What else?" }
[[item]]
key = "q4"
kind = "text"
norm = 1
text = { ja = "「先に聞く」について", en = "On “Ask first”" }
[[item]]
key = "q5"
text = { ja = "先に聞いていますか。", en = "Do you ask first?" }
scale = "yes_no"
norm = 1
"""
PRACTICE = '[[indicator]]\nkey = "asks"\nitem = "q5"\nnorm = 1\npurpose = "practice"\nname = { ja = "先に聞く", en = "Asks" }\n'
NAMED = "総務の佐藤課長に相談しました。内線4321です。"
WROTE = {"A1": 12, "B1": 4}
ON_NORM = {"A1": 11}
WAVE = "2025Q1"


def guideline() -> str:
    head, rest = town.GUIDELINE.split("[[scale]]", 1)
    items, indicators = rest.split("[[indicator]]", 1)
    return f"{head}{NORM}[[scale]]{items}{ASKED}[[indicator]]{indicators}{PRACTICE}"


def rows() -> list[tuple[str, ...]]:
    """One row an answer, as a survey tool hands it out."""
    found: list[tuple[str, ...]] = []
    for unit, count in town.ANSWERS.items():
        for at in range(count):
            said = f"{unit} の意見 その{at + 1}" if at < WROTE.get(unit, 0) else ""
            said = NAMED if unit == "A1" and at == WROTE[unit] - 1 else said
            norm = f"{unit} 先に聞くと早い {at + 1}" if at < ON_NORM.get(unit, 0) else ""
            found.append((unit, *("はい" if at % 3 else "いいえ",) * 2, said, norm, "はい" if at % 2 else "いいえ"))
    return found


def found(folder: Path, close_it: bool = True) -> str:
    """Found the town's store in `folder`; answers its URL."""
    url = f"sqlite:///{folder / 'wrote.sqlite3'}"
    store = open_store(url)
    (folder / "guideline.toml").write_text(guideline(), encoding="utf-8")
    organise.import_guideline(LOCAL, store, folder / "guideline.toml")
    units = town.write_csv(folder / "units.csv", [("code", "name", "parent", "name_en"), *town.UNITS])
    organise.import_units(LOCAL, store, units, date(2025, 4, 1))
    heads = town.write_csv(folder / "heads.csv", [("unit", "headcount"), *town.HEADCOUNT.items()])
    town.add_wave(store, WAVE, date(2025, 5, 7), heads)
    head = ("部署コード", "行動指針を知っていますか。", "行動指針を読みましたか。", "ご意見をお書きください。")
    file = town.write_csv(folder / "w.csv", [(*head, "「先に聞く」について", "先に聞いていますか。"), *rows()])
    receipt = upload.take_in(LOCAL, store, upload.GivenFile.at(file), upload.Choice(wave=WAVE))
    assert receipt.upload is not None, receipt.outcome.problems
    if close_it:
        close.close(LOCAL, store, WAVE)
    store.close()
    return url


def approve(url: str, publish: bool = True) -> None:
    """Everything is approved in the proposed words, and published."""
    store: Any = open_store(url)
    for each in comments.queue(LOCAL, store, WAVE):
        decision = Decision.REDACT if each.marks else Decision.KEEP
        comments.decide(LOCAL, store, (WAVE, each.key), (decision, None))
    if publish:
        voices.publish(LOCAL, store, WAVE)
    store.close()
