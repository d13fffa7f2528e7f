"""A county to measure: three stages and a reception, eighteen departments, six quarterly waves, one reorganisation."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from actions import close, organise, upload
from actions.keep import open_store
from actions.lineage import import_lineage
from actions.users import LOCAL
from db.engine import Store

YES_NO = '{ code = 1, label = "yes", direction = "favourable" }, { code = 2, label = "no", direction = "unfavourable" }'
GUIDELINE = f"""
key = "code"
name = "Code"
[[scale]]
key = "yes_no"
option = [ {YES_NO} ]
[[item]]
key = "know"
text = "Do you know it?"
scale = "yes_no"
[[item]]
key = "read"
text = "Have you read it?"
scale = "yes_no"
[[item]]
key = "changed"
text = "Has it changed your work?"
scale = "yes_no"
[[item]]
key = "like"
text = "Do you welcome it?"
option = [ {YES_NO}, {{ code = 3, label = "neither", direction = "neutral" }} ]
[[indicator]]
key = "awareness"
item = "know"
stage = "awareness"
name = "Awareness"
[[indicator]]
key = "readership"
item = "read"
stage = "readership"
name = "Readership"
[[indicator]]
key = "change"
item = "changed"
stage = "behaviour_change"
name = "Change"
[[indicator]]
key = "reception"
item = "like"
reception = true
among = "know"
name = "Reception"
"""
HEADINGS = ("Do you know it?", "Have you read it?", "Has it changed your work?", "Do you welcome it?")
FIRST = tuple(f"A{n}" for n in range(1, 8))
SECOND = tuple(f"B{n}" for n in range(1, 11))
HELD = FIRST[:5]
HELD_SINCE = date(2024, 4, 10)  # after the fieldwork of the second wave's quarter, before the third's
REFORM = date(2025, 1, 1)  # A6 and A7 become A8, and A9 begins
WAVES = tuple(f"W{n}" for n in range(1, 7))
PEOPLE, ANSWERS = 60, 40


def starts(wave: str) -> date:
    return date(2023, 11, 15) + timedelta(days=91 * (int(wave[1:]) - 1))


@dataclass(frozen=True)
class Row:
    """How one department answered: of `people`, so many know, so many of them read, so many of those changed."""

    unit: str
    people: int
    know: int
    read: int
    changed: int


def answers(wave: str) -> Iterator[Row]:
    """Every department's answers: two more know it every wave, and six more of those that held the workshop."""
    step = int(wave[1:]) - 1
    for place, unit in enumerate((*FIRST, *SECOND)):
        gain = 6 if unit in HELD and starts(wave) >= HELD_SINCE else 0
        know = 10 + 2 * step + (place * 7 + step * 3) % 4 + gain
        row = Row(unit, ANSWERS, know, know // 2, know // 4)
        if starts(wave) < REFORM or unit not in ("A6", "A7"):
            yield row
    if starts(wave) >= REFORM:
        yield Row("A8", 2 * ANSWERS, 50, 25, 12)
        yield Row("A9", ANSWERS, 4, 2, 1)
    yield Row("S1", 5, 3, 2, 1)


def known(wave: str, *units: str) -> int:
    return sum(row.know for row in answers(wave) if not units or row.unit in units)


def people(wave: str) -> int:
    return sum(row.people for row in answers(wave))


def sheet(wave: str) -> str:
    """Four of every eight people of a department are new; of those who know it every other one welcomes it, the rest do not."""
    lines = [",".join(("unit", "tenure", *HEADINGS))]
    for row in answers(wave):
        for place in range(row.people):
            words = ["yes" if place < limit else "no" for limit in (row.know, row.read, row.changed)]
            like = "yes" if place % 2 == 0 else "no" if place % 4 == 1 else "neither"
            lines.append(",".join((row.unit, "new" if place % 8 < 4 else "old", *words, like)))
    return "\n".join(lines) + "\n"


def units(wave: str) -> str:
    own = [row.unit for row in answers(wave)]
    lines = ["code,name,parent,valid_to", "C,County,,", "A,First,C,", "B,Second,C,"]
    return "\n".join([*lines, *(f"{unit},{unit},{'A' if unit[0] == 'A' else 'B'},{_end(unit)}" for unit in own)]) + "\n"


def _end(unit: str) -> str:
    return REFORM.isoformat() if unit in ("A6", "A7") else ""


def headcounts(wave: str) -> str:
    rows = [(row.unit, value, row.people * 3 // 4) for row in answers(wave) for value in ("new", "old")]
    return "\n".join(["unit,tenure,headcount", *(f"{unit},{value},{count}" for unit, value, count in rows)]) + "\n"


def county(folder: Path) -> Store:
    """The store with all six waves closed."""
    store = open_store(f"sqlite:///{folder / 'county.sqlite3'}")
    organise.import_guideline(LOCAL, store, _write(folder, "code.toml", GUIDELINE))
    organise.import_units(LOCAL, store, _write(folder, "units.csv", units("W1")), date(2023, 1, 1))
    organise.import_units(LOCAL, store, _write(folder, "units.csv", units("W6")), REFORM)
    lineage = "date,kind,from,to,share\n" + "".join(f"{REFORM},merge,{unit},A8,1\n" for unit in ("A6", "A7"))
    import_lineage(LOCAL, store, _write(folder, "lineage.csv", lineage))
    for wave in WAVES:
        first = starts(wave)
        organise.add_wave(LOCAL, store, organise.NewWave(name=wave, starts_on=first, ends_on=first, minimum_base=10))
        organise.import_headcount(LOCAL, store, _write(folder, "headcount.csv", headcounts(wave)), wave)
        file = upload.GivenFile.at(_write(folder, f"{wave}.csv", sheet(wave)))
        receipt = upload.take_in(LOCAL, store, file, upload.Choice(wave))
        assert receipt.rows_stored == people(wave), receipt.outcome.problems
        close.close(LOCAL, store, wave)
    return store


def _write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
