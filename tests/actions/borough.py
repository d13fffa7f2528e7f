"""A borough reorganised once between two waves: a merge, a rename, a split, a section that moves, a unit nobody told of.

R > P > (a, b, s, w, x), Q > (c, d, u, y) becomes R > P > (m, w, x), Q > (s, e, f, g, u, y, z): a and b merge into m, s
moves from P to Q, c splits into e (3 of 5) and f (2 of 5), d is renamed g, z is new. Of u, w, x and y few answered.
"""

from datetime import date
from pathlib import Path

from actions import close, organise, upload
from actions.keep import open_store
from actions.lineage import import_lineage
from actions.users import LOCAL
from db.engine import Store
from tests.actions.county import GUIDELINE, HEADINGS

SILENT = 20
CHANGED = date(2025, 4, 1)
FIRST, SECOND = date(2025, 2, 1), date(2025, 5, 1)
BEFORE = {
    "a": (40, 10),
    "b": (20, 14),
    "s": (30, 12),
    "w": (7, 3),
    "x": (6, 3),
    "c": (50, 20),
    "d": (25, 11),
    "u": (8, 4),
    "y": (6, 2),
}
AFTER = {"m": (60, 30), "s": (30, 15), "e": (30, 15), "f": (20, 9), "g": (25, 12), "z": (20, 8)}
AFTER |= {unit: BEFORE[unit] for unit in "wxuy"}
"""Answers, and how many of them know the code."""
UNITS = "code,name,parent,valid_to\nR,R,,\nP,P,R,\nQ,Q,R,\n" + "".join(
    f"{unit},{unit},{'P' if unit in 'abswx' else 'Q'},{CHANGED if unit in 'abcd' else ''}\n" for unit in BEFORE
)
LATER = "code,name,parent\nm,m,P\ns,s,Q\ne,e,Q\nf,f,Q\ng,g,Q\nz,z,Q\n"
LINEAGE = "date,kind,from,to,share\n" + "".join(
    f"{CHANGED},{told}\n" for told in ("merge,a,m,1", "merge,b,m,1", "split,c,e,0.6", "split,c,f,0.4", "rename,d,g,1")
)


def borough(folder: Path, lineage: str = LINEAGE) -> Store:
    """Both waves closed; in every unit as many did not answer."""
    store = open_store(f"sqlite:///{folder / 'borough.sqlite3'}")
    organise.import_guideline(LOCAL, store, write(folder, "code.toml", GUIDELINE))
    organise.import_units(LOCAL, store, write(folder, "units.csv", UNITS), date(2023, 1, 1))
    organise.import_units(LOCAL, store, write(folder, "later.csv", LATER), CHANGED)
    import_lineage(LOCAL, store, write(folder, "lineage.csv", lineage))
    for wave, day, told in (("W1", FIRST, BEFORE), ("W2", SECOND, AFTER)):
        new = organise.NewWave(name=wave, starts_on=day, ends_on=day, minimum_base=10)
        organise.add_wave(LOCAL, store, new)
        people = "unit,headcount\n" + "".join(f"{unit},{base + SILENT}\n" for unit, (base, _) in told.items())
        organise.import_headcount(LOCAL, store, write(folder, "people.csv", people), wave)
        file = upload.GivenFile.at(write(folder, f"{wave}.csv", _sheet(told)))
        upload.take_in(LOCAL, store, file, upload.Choice(wave))
        close.close(LOCAL, store, wave)
    return store


def _sheet(told: dict[str, tuple[int, int]]) -> str:
    rows = [(unit, "yes" if at < know else "no") for unit, (base, know) in told.items() for at in range(base)]
    return "\n".join([",".join(("unit", *HEADINGS)), *(f"{unit},{word},no,no,no" for unit, word in rows)]) + "\n"


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path
