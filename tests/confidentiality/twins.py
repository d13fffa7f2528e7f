"""Two worlds that look the same from outside: they differ only in what is hidden, their published cubes are equal.

In every wave two sections of one division are hidden. In the other world their people are dealt out between them anew:
other sizes, other answers in each, the same together.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from actions import close, initiatives, organise, upload
from actions.keep import open_store
from actions.users import LOCAL
from intake import block
from measure.tally import Codes, Responses
from tests.actions.county import GUIDELINE, HEADINGS

NORMS = """
[[norm]]
number = 1
name = "Listen"
[[norm]]
number = 2
name = "Try"
""" + "".join(
    f"""
[[item]]
key = "n{number}{purpose}"
text = "{purpose} of norm {number}?"
scale = "yes_no"
norm = {number}
[[indicator]]
key = "norm{number}_{purpose}"
item = "n{number}{purpose}"
norm = {number}
purpose = "{purpose}"
name = "Norm {number}, {purpose}"
"""
    for number in (1, 2)
    for purpose in ("importance", "practice")
)
YEARS = """
[[segment]]
key = "tenure"
name = "Tenure"
value = [ { key = "new", name = "new", years = [0, 2] }, { key = "old", name = "old", years = [2, 6] },
          { key = "oldest", name = "oldest", years = [6] } ]
"""
ASKED = (*HEADINGS, *(f"{purpose} of norm {number}?" for number in (1, 2) for purpose in ("importance", "practice")))
ITEMS = ("know", "read", "changed", "like", "n1importance", "n1practice", "n2importance", "n2practice")
FIRST_DAY = date(2024, 5, 7)
WAVES = tuple(f"W{number}" for number in range(1, 6))
TENURES = ("new", "old", "oldest")
HIDDEN = ("A0", "A1")
SIZES = {"A0": 7, "A1": 14} | {f"{d}{n}": 33 + 4 * n for d in "ABCD" for n in range(2, 6)}
DEALT = {"A0": 3, "A1": 18}
HELD = "A2|A3|B2|C3|D5"


@dataclass(frozen=True)
class Sheet:
    """One person's answers."""

    unit: str
    tenure: str
    said: tuple[str, ...]


def start(wave: str) -> date:
    return FIRST_DAY + timedelta(days=91 * WAVES.index(wave))


def sheets(wave: str) -> list[Sheet]:
    """Everybody who answered, leaning a little more to yes from wave to wave; each section in its own way."""
    chance, found = np.random.default_rng([7, WAVES.index(wave)]), []
    for place, (unit, people) in enumerate(SIZES.items()):
        lean = 0.3 if unit in HIDDEN else 0.35 + 0.05 * WAVES.index(wave) + 0.02 * (place % 5)
        for number in range(people):
            know, read, changed, *norms = ("yes" if chance.random() < lean else "no" for _ in range(7))
            like = str(chance.choice(["yes", "no", "neither"])) if know == "yes" else ""
            found.append(Sheet(unit, TENURES[number % 3], (know, read, changed, like, *norms)))
    return found


def dealt(found: list[Sheet]) -> list[Sheet]:
    """The people of the hidden sections in another order, and so many of them in each."""
    seats = [unit for unit in HIDDEN for _ in range(DEALT[unit])]
    order = iter(reversed(seats))
    return [replace(sheet, unit=next(order)) if sheet.unit in HIDDEN else sheet for sheet in found]


def table(found: list[Sheet]) -> str:
    lines = [",".join(("unit", "tenure", *ASKED))]
    return "\n".join([*lines, *(",".join((s.unit, s.tenure, *s.said)) for s in found)]) + "\n"


def world(folder: Path, other: bool = False, segments: bool = False) -> str:
    """The URL of a store with five closed waves, published by tenure or not, and an initiative."""
    url = f"sqlite:///{folder / 'world.sqlite3'}"
    store = open_store(url)
    organise.import_guideline(
        LOCAL, store, _written(folder, "code.toml", GUIDELINE + NORMS + (YEARS if segments else ""))
    )
    units = ["code,name,parent", "R,Whole,", *(f"{d},Division {d},R" for d in "ABCD")]
    units += [f"{unit},Section {unit},{unit[0]}" for unit in SIZES]
    organise.import_units(LOCAL, store, _written(folder, "units.csv", "\n".join(units) + "\n"), date(2024, 4, 1))
    heads = _headcounts() if segments else "unit,headcount\n" + "".join(f"{u},{3 * n}\n" for u, n in SIZES.items())
    for name in WAVES:
        wave = organise.NewWave(name=name, starts_on=start(name), ends_on=start(name), minimum_base=10)
        organise.add_wave(LOCAL, store, wave)
        organise.import_headcount(LOCAL, store, _written(folder, "heads.csv", heads), name)
        rows = sheets(name)
        file = upload.GivenFile.at(_written(folder, f"{name}.csv", table(dealt(rows) if other else rows)))
        taken = upload.take_in(LOCAL, store, file, upload.Choice(name))
        assert taken.upload is not None, taken.outcome.problems
        close.close(LOCAL, store, name)
    held = f"initiative,name,kind,from,unit\nws,Workshop,workshop,{start('W3') - timedelta(days=20)},{HELD}\n"
    initiatives.import_initiatives(LOCAL, store, _written(folder, "initiatives.csv", held))
    store.close()
    return url


def dealt_blocks() -> Iterator[tuple[int, bytes]]:
    """What the store of the other world holds of each upload."""
    words = {"yes": 1, "no": 2, "neither": 3, "": 0}
    for number, wave in enumerate(WAVES, 1):
        found = dealt(sheets(wave))
        units = tuple(dict.fromkeys(sheet.unit for sheet in found))
        place, tenure = (np.array([units.index(s.unit) for s in found]), [TENURES.index(s.tenure) + 1 for s in found])
        answers: dict[str, Codes] = {
            key: np.array([words[s.said[n]] for s in found], np.uint64) for n, key in enumerate(ITEMS)
        }
        sheets_of = Responses(units, place, {"tenure": TENURES}, {"tenure": np.array(tenure)}, answers)
        yield number, block.encode(sheets_of)


def _headcounts() -> str:
    rows = (f"{unit},{tenure},{people}" for unit, people in SIZES.items() for tenure in TENURES)
    return "\n".join(["unit,tenure,headcount", *rows]) + "\n"


def _written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
