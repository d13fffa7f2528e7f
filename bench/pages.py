"""What a rerun of a page costs the processor, on a published cube of 40 waves and 521 units that is written directly.

Pages read nothing but the cube, so how many people answered shows in the figures alone. A rerun is AppTest's; its own
cost is in both sides of the ratio. bench/sessions.py measures the same cube through the server.
"""

import gc
import os
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from statistics import median

from streamlit.testing.v1 import AppTest

from actions.keep import upgrade
from actions.organise import import_guideline, import_units
from actions.users import LOCAL
from bench import clock, organisation, workload
from confidentiality.cube import CellStatus, Drafted
from db import read, write
from db.engine import Store
from measure.interval import Stratum, share_interval
from measure.wave import Wave

PAGES = ("overview", "unit", "trend", "compare", "norms")
WAVES, INDICATORS, QUARTER, FIRST = 40, 10, timedelta(days=91), date(2016, 5, 2)
WARM, RERUNS, ROUNDS = 3, 15, 3
MANY, FEW = 1_000_000, 5_000
ENTRY = clock.ROOT / "ui" / "router" / "main.py"


def costs(folder: Path, respondents: int) -> dict[str, float]:
    """Milliseconds of processor time a rerun, by page; the median of several."""
    os.environ["SHINTODO_DATABASE_URL"] = f"sqlite:///{cube(folder, respondents)}"
    return {page: _cost(page) for page in PAGES}


def growth(folder: Path) -> float:
    """The same pages with a million answers a wave against five thousand, in turns: the page that grew most."""
    taken = [(costs(folder, FEW), costs(folder, MANY)) for _ in range(ROUNDS)]
    return max(median(many[page] for _, many in taken) / median(few[page] for few, _ in taken) for page in PAGES)


def _cost(page: str) -> float:
    app = AppTest.from_file(str(ENTRY), default_timeout=300)
    app.run()
    if page != "overview":
        app.switch_page(f"../pages/{page}.py").run()
    for _ in range(WARM):
        app.run()
    gc.collect()
    gc.freeze()  # as the server does once it is warm
    return 1000 * median(clock.processor_seconds(app.run) for _ in range(RERUNS))


@cache
def cube(folder: Path, respondents: int) -> Path:
    """A store whose 40 waves are published with so many answers each."""
    path = folder / f"cube-{respondents}.sqlite3"
    store = Store(f"sqlite:///{path}")
    upgrade(LOCAL, store)
    import_guideline(LOCAL, store, _written(folder / "guideline.toml", organisation.guideline()))
    import_units(LOCAL, store, _written(folder / "units.csv", organisation.unit_list()), date(2015, 4, 1))
    for at in range(WAVES):
        with store.writing() as connection:
            number = read.newest_versions(connection)["bench"]
            day = FIRST + at * QUARTER
            wave = Wave(name=f"W{at + 1}", guideline="bench", starts_on=day, ends_on=day + timedelta(days=20))
            kept = write.put_wave(connection, wave, number)
            write.put_published(connection, kept, cells(at, respondents))
            write.close_wave(connection, kept, LOCAL.name, {})
    store.engine.dispose()
    return path


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def cells(wave: int, respondents: int) -> list[Drafted]:
    """Every unit on every indicator; units differ, and all rise slowly."""
    found = []
    leaves = len(workload.leaves())
    for place, unit in enumerate(workload.units()):
        below = leaves // (1, 20, 100, 400)[(len(unit.code) > 1) + ("D" in unit.code) + ("S" in unit.code)]
        base = max(10, respondents * below // leaves)
        for indicator in range(INDICATORS):
            share = 0.25 + 0.008 * wave + 0.02 * indicator + 0.002 * (place * 7 % 31)
            found.append(_cell(unit.code, f"i{indicator + 1}", round(share * base), base))
    return found


def _cell(unit: str, indicator: str, favourable: int, base: int) -> Drafted:
    people = 2 * base
    reach = share_interval(Stratum(favourable, base, people))
    low, high = (None, None) if reach is None else (reach.low, reach.high)
    sizes = {"base": base, "favourable": favourable, "effective_base": base, "headcount": people, "response_rate": 0.5}
    shown = {"status": CellStatus.SHOWN, "share": favourable / base, "low": low, "high": high}
    return Drafted.model_validate({"wave": "", "unit": unit, "indicator": indicator, **shown, **sizes})
