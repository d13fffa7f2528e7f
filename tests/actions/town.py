"""A small town hall to act on: one guideline, a tree of four units, and files as a form tool writes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from actions import organise, upload
from actions.keep import open_store
from actions.users import LOCAL
from db.engine import Store

GUIDELINE = """
key = "values"
name = { ja = "行動指針", en = "Values" }
[[scale]]
key = "yes_no"
option = [ { code = 1, label = { ja = "はい", en = "Yes" }, direction = "favourable" },
           { code = 2, label = { ja = "いいえ", en = "No" }, direction = "unfavourable" } ]
[[item]]
key = "q1"
text = { ja = "行動指針を知っていますか。", en = "Do you know the values?" }
scale = "yes_no"
[[item]]
key = "q2"
text = { ja = "行動指針を読んだことがありますか。", en = "Have you read the values?" }
scale = "yes_no"
[[indicator]]
key = "awareness"
item = "q1"
stage = "awareness"
name = { ja = "認知", en = "Awareness" }
[[indicator]]
key = "readership"
item = "q2"
stage = "readership"
name = { ja = "閲読", en = "Readership" }
"""
UNITS = "code,name,parent\nTOWN,町役場,\nA,総務課,TOWN\nB,税務課,TOWN\nC,会計室,TOWN\n"
HEADCOUNT = "unit,headcount\nA,60\nB,40\nC,8\n"
HEAD = "ID,完了時刻,部署コード,行動指針を知っていますか。,行動指針を読んだことがありますか。"


@dataclass(frozen=True)
class Answers:
    """`people` of a unit, of whom `know` said yes to the first and `read` to the second question."""

    unit: str
    people: int
    know: int
    read: int


def sheet(rows: Sequence[Answers]) -> str:
    """A form tool's CSV of these answers."""
    lines, number = [HEAD], 0
    for row in rows:
        for place in range(row.people):
            number += 1
            words = ["はい" if place < yes else "いいえ" for yes in (row.know, row.read)]
            lines.append(f"{number},2025/05/{place % 28 + 1:02d} 10:00:00,{row.unit},{words[0]},{words[1]}")
    return "\r\n".join(lines) + "\r\n"


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def town(url: str, folder: Path) -> Store:
    """A store with the guideline and the units; no wave yet."""
    store = open_store(url)
    organise.import_guideline(LOCAL, store, write(folder, "values.toml", GUIDELINE))
    organise.import_units(LOCAL, store, write(folder, "units.csv", UNITS), date(2025, 4, 1))
    return store


def ask(store: Store, folder: Path, wave: str, start: date) -> None:
    """Open a wave with the town's headcounts and a minimum base of 10."""
    organise.add_wave(LOCAL, store, organise.NewWave(name=wave, starts_on=start, ends_on=start, minimum_base=10))
    organise.import_headcount(LOCAL, store, write(folder, "headcount.csv", HEADCOUNT), wave)


def hand_in(store: Store, folder: Path, wave: str, rows: Sequence[Answers]) -> upload.Receipt:
    """Hand a sheet of answers in, in the encoding that Excel writes."""
    path = write(folder, f"{wave}.csv", sheet(rows), "cp932")
    return upload.take_in(LOCAL, store, upload.GivenFile.at(path), upload.Choice(wave))
