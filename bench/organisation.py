"""A store that is ready for the measured wave: its questionnaire, its units, its headcounts and the open wave."""

import json
from datetime import date, timedelta
from pathlib import Path

from actions.keep import upgrade
from actions.organise import NewWave, add_wave, import_guideline, import_headcount, import_units
from actions.upload import Choice
from actions.users import LOCAL
from bench import workload
from db.engine import Store

WAVE = "2025Q1"
AUDIENCE = "対象層"
AUDIENCES = "".join(
    f'[[audience]]\nkey = "a{number}"\nname = "a{number}"\nsegment = "{AUDIENCE}"\nvalues = {list(values)}\n'
    f'stage = [ {{ key = "s1", name = "s1", indicator = "i1" }}, {{ key = "s2", name = "s2", indicator = "i5" }} ]\n'
    for number, values in enumerate((workload.SEGMENTS[AUDIENCE][1:], workload.SEGMENTS[AUDIENCE][2:]))
)
"""Staff on digital services, specialists included, and specialists alone, each with two stages."""
CHOICE = Choice(wave=WAVE)
"""The limits are those of every installation."""


def ready_store(folder: Path, segments: tuple[str, ...] = tuple(workload.SEGMENTS), audiences: bool = False) -> Store:
    """A new SQLite store in `folder` with everything but answers; only these segments of the export are known to it."""
    store = Store(f"sqlite:///{folder / 'bench.sqlite3'}")
    upgrade(LOCAL, store)
    import_guideline(LOCAL, store, _write(folder / "guideline.toml", guideline() + (AUDIENCES if audiences else "")))
    import_units(LOCAL, store, _write(folder / "units.csv", unit_list()), date(2025, 4, 1))
    add_wave(LOCAL, store, new_wave())
    import_headcount(LOCAL, store, _write(folder / "headcount.csv", headcount(segments)), WAVE)
    return store


def new_wave(number: int = 1) -> NewWave:
    """The measured wave, or one of those that follow it each quarter."""
    start, name = date(2025, 5, 1) + timedelta(days=91 * (number - 1)), WAVE if number == 1 else f"{WAVE}+{number - 1}"
    return NewWave(name=name, starts_on=start, ends_on=start + timedelta(days=30), minimum_base=10)


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def unit_list() -> str:
    return "code,name,parent\n" + "".join(f"{unit.code},{unit.name},{unit.parent}\n" for unit in workload.units())


def headcount(segments: tuple[str, ...]) -> str:
    """2,400 people a section, in groups that together name every value of every segment."""
    known = [workload.SEGMENTS[name] for name in segments]
    if not known:
        return "unit,headcount\n" + "".join(f"{code},2400\n" for code in workload.leaves())
    groups = dict.fromkeys(tuple(values[number % len(values)] for values in known) for number in range(30))
    rows = [",".join([code, *group, str(2400 // len(groups))]) for code in workload.leaves() for group in groups]
    return "\n".join(["unit," + ",".join(segments) + ",headcount", *rows, ""])


def guideline() -> str:
    """Ten indicators over the questions of the export, written as a person would write the file."""
    scales = _scale("yes_no", workload.YES_NO, "favourable unfavourable")
    scales += _scale("agree", workload.AGREE, "favourable favourable neutral unfavourable unfavourable")
    scales += _scale("places", workload.PLACES, "")
    asked = [(text, "single", "yes_no") for text in workload.KNOWING]
    asked += [(text, "single", "agree") for text in workload.NORMS]
    asked += [(text, "multiple", "places") for text in workload.MULTIPLE]
    items = "".join(_item(number, *each) for number, each in enumerate(asked, 1))
    comments = enumerate(workload.COMMENTS, len(asked) + 1)
    items += "".join(f'[[item]]\nkey = "q{number}"\nkind = "text"\ntext = {_text(text)}\n' for number, text in comments)
    indicators = "".join(_indicator(number) for number in range(1, 11))
    return f'key = "bench"\nversion = "1"\nname = "bench"\n{scales}{items}{indicators}'


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _scale(key: str, labels: tuple[str, ...], directions: str) -> str:
    given = directions.split() or [""] * len(labels)
    options = "".join(
        f"  {{ code = {code}, label = {_text(label)}{f', direction = {_text(direction)}' if direction else ''} }},\n"
        for code, (label, direction) in enumerate(zip(labels, given, strict=True), 1)
    )
    return f'[[scale]]\nkey = "{key}"\noption = [\n{options}]\n'


def _item(number: int, text: str, kind: str, scale: str) -> str:
    return f'[[item]]\nkey = "q{number}"\nkind = "{kind}"\ntext = {_text(text)}\nscale = "{scale}"\n'


def _indicator(number: int) -> str:
    name = _text(f"指標{number}")
    return f'[[indicator]]\nkey = "i{number}"\nitem = "q{number}"\nname = {name}\ndefinition = {name}\n'
