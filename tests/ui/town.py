"""A small town's store, made through the actions like anybody's: three closed waves, one open, one section too small.

Every figure follows from the tables below: of a section's answers, the first `share` of them are favourable.
"""

import csv
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from actions import close as closing
from actions import organise, upload
from actions.keep import open_store
from actions.users import LOCAL

GUIDELINE = """
key = "town-code"
name = { ja = "町の行動指針", en = "Town code" }
root_unit = "TOWN"
note = { ja = "試験用のデータ", en = "Data for tests" }
source = { ja = "試験用の調査", en = "A survey for tests" }
[[scale]]
key = "yes_no"
option = [
  { code = 1, label = { ja = "はい", en = "Yes" }, direction = "favourable" },
  { code = 2, label = { ja = "いいえ", en = "No" }, direction = "unfavourable" },
]
[[item]]
key = "q1"
text = { ja = "行動指針を知っていますか。", en = "Do you know the code?" }
scale = "yes_no"
[[item]]
key = "q2"
text = { ja = "行動指針を読みましたか。", en = "Have you read the code?" }
scale = "yes_no"
[[indicator]]
key = "awareness"
item = "q1"
stage = "awareness"
name = { ja = "認知", en = "Awareness" }
definition = { ja = "「はい」の割合", en = "Share of yes" }
[[indicator]]
key = "readership"
item = "q2"
stage = "readership"
name = { ja = "閲読", en = "Readership" }
"""
UNITS = (
    ("TOWN", "町役場", "", "Town office"),
    ("A", "総務部", "TOWN", "General affairs"),
    ("B", "福祉部", "TOWN", "Welfare"),
    ("A1", "人事課", "A", "Personnel"),
    ("A2", "文書課", "A", "Records"),
    ("A3", "秘書室", "A", "Secretariat"),
    ("B1", "高齢福祉課", "B", "Elderly care"),
    ("B2", "保育課", "B", "Nurseries"),
)
HEADCOUNT = {"A1": 200, "A2": 150, "A3": 8, "B1": 300, "B2": 250}
ANSWERS = {"A1": 150, "A2": 100, "A3": 6, "B1": 200, "B2": 150}
WAVES = {
    "2025Q1": (date(2025, 5, 7), {"q1": 0.40, "q2": 0.20}),
    "2025Q2": (date(2025, 8, 7), {"q1": 0.50, "q2": 0.21}),
    "2025Q3": (date(2025, 11, 7), {"q1": 0.62, "q2": 0.22}),
}
OPEN_WAVE = ("2025Q4", date(2026, 2, 7))


def favourable(section: str, share: float) -> int:
    """How many of a section's answers are favourable: section B1 lags by 20 points."""
    return round(ANSWERS[section] * (share - (0.20 if section == "B1" else 0.0)))


def responses(shares: dict[str, float]) -> Iterator[tuple[str, ...]]:
    """One row an answer: section, はい or いいえ to each item."""
    for section, count in ANSWERS.items():
        for at in range(count):
            yield section, *("はい" if at < favourable(section, shares[item]) else "いいえ" for item in ("q1", "q2"))


def write_csv(path: Path, rows: list[tuple[Any, ...]], encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def answers_csv(path: Path, shares: dict[str, float], encoding: str = "utf-8") -> Path:
    """A file as a survey tool hands it out."""
    head = ("部署コード", "行動指針を知っていますか。", "行動指針を読みましたか。")
    return write_csv(path, [head, *responses(shares)], encoding)


def found(folder: Path, closed: Collection[str] = tuple(WAVES)) -> str:
    """Found the town's store in `folder`, with these waves closed; answers its URL."""
    url = f"sqlite:///{folder / 'town.sqlite3'}"
    store = open_store(url)
    (folder / "guideline.toml").write_text(GUIDELINE, encoding="utf-8")
    organise.import_guideline(LOCAL, store, folder / "guideline.toml")
    units = write_csv(folder / "units.csv", [("code", "name", "parent", "name_en"), *UNITS])
    organise.import_units(LOCAL, store, units, date(2025, 4, 1))
    heads = write_csv(folder / "heads.csv", [("unit", "headcount"), *HEADCOUNT.items()])
    for name, (day, shares) in WAVES.items():
        if name not in closed:
            continue
        add_wave(store, name, day, heads)
        path = answers_csv(folder / f"{name}.csv", shares)
        receipt = upload.take_in(LOCAL, store, upload.GivenFile.at(path), upload.Choice(wave=name))
        assert receipt.upload is not None, receipt.outcome.problems
        closing.close(LOCAL, store, name)
    add_wave(store, *OPEN_WAVE, heads)
    store.close()
    return url


def add_wave(store: Any, name: str, day: date, heads: Path) -> None:
    new = organise.NewWave(name=name, starts_on=day, ends_on=day, guideline="town-code", minimum_base=10)
    organise.add_wave(LOCAL, store, new)
    organise.import_headcount(LOCAL, store, heads, name)
