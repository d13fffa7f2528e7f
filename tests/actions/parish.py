"""A parish with three audiences, each two waves, and a survey of residents beside it, made through the actions.

Of each section answer 30 others, 20 on digital services and 20 specialists. Their sheets follow from these tables.
"""

from datetime import date
from pathlib import Path

from actions import close, organise, upload
from actions.close import ALL
from actions.keep import open_store
from actions.users import LOCAL
from confidentiality.choices import Choices
from db.engine import Store

YES_NO = """
[[scale]]
key = "yes_no"
option = [ { code = 1, label = "yes", direction = "favourable" }, { code = 2, label = "no", direction = "unfavourable" } ]
"""
GUIDELINE = f"""
key = "code"
name = {{ ja = "職員の行動指針", en = "Code of staff" }}
root_unit = "R"
{YES_NO}
[[item]]
key = "read"
text = "Have you read it?"
scale = "yes_no"
[[item]]
key = "settled"
text = "Have you settled it?"
scale = "yes_no"
audience = "digital"
[[item]]
key = "seen"
text = "Do you see results?"
scale = "yes_no"
audience = "special"
[[indicator]]
key = "readership"
item = "read"
stage = "readership"
name = {{ ja = "閲読", en = "Readership" }}
[[indicator]]
key = "concrete"
item = "settled"
name = {{ ja = "具体化", en = "Made concrete" }}
[[indicator]]
key = "results"
item = "seen"
name = {{ ja = "成果", en = "Results" }}
[[audience]]
key = "all"
name = {{ ja = "全職員", en = "All staff" }}
stage = [ {{ key = "understanding", name = {{ ja = "理解", en = "Understanding" }}, indicator = "readership" }} ]
[[audience]]
key = "digital"
name = {{ ja = "デジタル", en = "Digital" }}
segment = "role"
values = ["q", "r"]
stage = [
  {{ key = "understanding", name = {{ ja = "理解", en = "Understanding" }}, indicator = "readership" }},
  {{ key = "concrete", name = {{ ja = "具体化の段階", en = "Making it concrete" }}, indicator = "concrete" }},
]
[[audience]]
key = "special"
name = {{ ja = "専門人材", en = "Specialists" }}
segment = "role"
values = ["r"]
stage = [
  {{ key = "understanding", name = {{ ja = "理解", en = "Understanding" }}, indicator = "readership" }},
  {{ key = "results", name = {{ ja = "成果の段階", en = "Results" }}, indicator = "results" }},
]
"""
RESIDENTS = f"""
key = "code-residents"
name = {{ ja = "住民への調査", en = "Survey of residents" }}
root_unit = "RES"
[panel]
key = "residents"
name = {{ ja = "住民", en = "residents" }}
of = "code"
{YES_NO}
[[item]]
key = "known"
text = "Do you know of it?"
scale = "yes_no"
[[indicator]]
key = "readership"
item = "known"
stage = "readership"
name = {{ ja = "住民の閲読", en = "Readership of residents" }}
"""
UNITS = "code,name,parent\nR,Parish,\nA,Works,R\nB,Welfare,R\nRES,Residents,\n"
HEADCOUNT = {"A": {"p": 40, "q": 25, "r": 20}, "B": {"p": 30, "q": 20, "r": 30}}
READ = {"p": (15, 30), "q": (14, 20), "r": (16, 20)}
SETTLED = {"q": 10, "r": 8}  # of those who have read it
SEEN = 4  # of the specialists who have read it
STRAY = 3  # others who answered what they were not asked
BLANK = 2  # on digital services, not read, who left out what they were asked
RESIDENTS_SAY = (37, 120)
WAVES = {"W1": date(2025, 5, 7), "W2": date(2025, 8, 7)}


def sheets(unit: str, more: int) -> list[str]:
    """The sheets of one section; `more` others have read it."""
    lines = []
    for role, (read, people) in READ.items():
        read += more if role == "p" else 0
        for place in range(people):
            has = place < read
            settled = ("yes" if place < SETTLED.get(role, 0) else "no") if role != "p" else ""
            settled = "yes" if role == "p" and place < STRAY else settled
            settled = "" if role == "q" and place >= people - BLANK else settled
            seen = ("yes" if place < SEEN else "no") if role == "r" else ""
            lines.append(f"{unit},{role},{'yes' if has else 'no'},{settled},{seen}")
    return lines


def found(folder: Path, closing: Choices = ALL) -> str:
    """The URL of the parish's store."""
    url = f"sqlite:///{folder / 'parish.sqlite3'}"
    store = open_store(url)
    organise.import_guideline(LOCAL, store, written(folder, "code.toml", GUIDELINE))
    organise.import_guideline(LOCAL, store, written(folder, "residents.toml", RESIDENTS))
    organise.import_units(LOCAL, store, written(folder, "units.csv", UNITS), date(2025, 4, 1))
    heads = [f"{unit},{role},{people}" for unit, own in HEADCOUNT.items() for role, people in own.items()]
    for place, (name, day) in enumerate(WAVES.items()):
        _open(store, name, day, "code")
        file = written(folder, "heads.csv", "\n".join(["unit,role,headcount", *heads]) + "\n")
        organise.import_headcount(LOCAL, store, file, name)
        head = "unit,role,Have you read it?,Have you settled it?,Do you see results?"
        said = [line for unit in "AB" for line in sheets(unit, 12 * place)]
        _closed(store, written(folder, f"{name}.csv", "\n".join([head, *said])), closing)
    yes, people = RESIDENTS_SAY
    _open(store, "RES1", date(2025, 6, 1), "code-residents")
    rows = [f"RES,{'yes' if place < yes else 'no'}" for place in range(people)]
    _closed(store, written(folder, "RES1.csv", "\n".join(["unit,Do you know of it?", *rows])))
    store.close()
    return url


def _open(store: Store, name: str, day: date, guideline: str) -> None:
    new = organise.NewWave(name=name, starts_on=day, ends_on=day, guideline=guideline, minimum_base=10)
    organise.add_wave(LOCAL, store, new)


def _closed(store: Store, file: Path, closing: Choices = ALL) -> None:
    taken = upload.take_in(LOCAL, store, upload.GivenFile.at(file), upload.Choice(file.stem))
    assert taken.upload is not None, taken.outcome.problems
    close.close(LOCAL, store, file.stem, closing)


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
