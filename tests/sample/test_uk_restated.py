"""The UK organisations surveyed before, amid and after their mergers: what the commands tell of 2020 is made of everybody once."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from actions import close, organise, upload
from actions.keep import open_store
from actions.users import LOCAL
from db.engine import Store
from tests.sample.uk_shipped import UK_CODE, tree
from tests.simulated.decade_told import ask

ROOT, YEARS = "CIVILSERVICE", (2009, 2015, 2020)
QUESTION = "Are you aware of it?"
GUIDELINE = f"""
key = "code"
name = "Code"
root_unit = "{ROOT}"
[[item]]
key = "aware"
text = "{QUESTION}"
option = [ {{ code = 1, label = "yes", direction = "favourable" }}, {{ code = 2, label = "no", direction = "unfavourable" }} ]
[[indicator]]
key = "aware"
item = "aware"
stage = "awareness"
name = "Aware"
"""
UNSAID = {"G-FOOD-STANDARDS", "G-SCOTTISH-GOVERNMENT"}
"""Groups between which Food Standards Scotland moved in 2015; nobody published how many went."""
COUNTED = ("headcount", "base", "favourable")


def people(year: int) -> dict[str, dict[str, int]]:
    """Asked, answered and aware of every organisation of a year: numbers of its own."""
    then = tree(year)
    leaves = [code for code in sorted(then.units) if not then.children(code)]
    return {
        code: {"headcount": 40 + at, "base": 20 + at % 7, "favourable": 5 + at % 11} for at, code in enumerate(leaves)
    }


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Units and lineage by their commands, three Octobers surveyed and closed."""
    folder = tmp_path_factory.mktemp("uk")
    found = f"sqlite:///{folder / 'uk.sqlite3'}"
    store = open_store(found)
    organise.import_guideline(LOCAL, store, _write(folder / "code.toml", GUIDELINE))
    ask(found, "org", "import", UK_CODE / "units.csv", "--from", "2009-10-01")
    ask(found, "org", "lineage", UK_CODE / "lineage.csv")
    for year in YEARS:
        _surveyed(store, folder, year)
    store.close()
    return found


def _surveyed(store: Store, folder: Path, year: int) -> None:
    day, wave, told = date(year, 10, 15), str(year), people(year)
    organise.add_wave(LOCAL, store, organise.NewWave(name=wave, starts_on=day, ends_on=day, minimum_base=10))
    heads = "unit,headcount\n" + "".join(f"{code},{row['headcount']}\n" for code, row in told.items())
    organise.import_headcount(LOCAL, store, _write(folder / "people.csv", heads), wave)
    answers = [
        f"{code},{'yes' if at < row['favourable'] else 'no'}" for code, row in told.items() for at in range(row["base"])
    ]
    file = upload.GivenFile.at(_write(folder / f"{wave}.csv", "\n".join([f"unit,{QUESTION}", *answers]) + "\n"))
    upload.take_in(LOCAL, store, file, upload.Choice(wave))
    close.close(LOCAL, store, wave)


def _write(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def trend(url: str, unit: str, basis: str) -> dict[int, dict[str, Any]]:
    rows = ask(url, "show", "trend", "--indicator", "aware", "--unit", unit, "--basis", basis)
    return {int(row["wave"]): row for row in rows}


@pytest.fixture(scope="module")
def groups(url: str) -> dict[str, dict[int, dict[str, Any]]]:
    """Every departmental group of 2020 as it is today."""
    return {code: trend(url, code, "today") for code in tree(2020).children(ROOT)}


@pytest.mark.parametrize("year", YEARS)
def test_totals_before_and_after_differ_by_nothing(
    url: str, groups: dict[str, dict[int, dict[str, Any]]], year: int
) -> None:
    told = people(year)
    whole = [trend(url, ROOT, basis)[year] for basis in ("then", "today")]
    gaps = {code for code, points in groups.items() if points[year]["gap"] == "unsaid"}
    assert gaps == (UNSAID if year < 2020 else set())
    unsaid = [code for code in told if tree(year).units[code].parent in gaps]
    for name in COUNTED:
        everybody = sum(row[name] for row in told.values())
        today = sum(points[year][name] or 0 for points in groups.values())
        left = sum(told[code][name] for code in unsaid)
        assert [row[name] - everybody for row in whole] == [0, 0]
        assert today + left - everybody == 0


@pytest.mark.parametrize(
    ("unit", "made"),
    [
        ("BEIS", {"GB-BIS", "GB-DECC"}),
        ("FCDO", {"FCO", "DFID"}),
        ("DVSA", {"GB-DSA", "GB-VOSA"}),
        ("NRS", {"GB-GROS", "GB-NAS"}),
        ("HMCTS", {"GB-HMCS", "GB-TRIBUNALS"}),
    ],
)
def test_a_merged_organisation_is_the_sum_of_its_parts(url: str, unit: str, made: set[str]) -> None:
    point, told = trend(url, unit, "today")[2009], people(2009)
    assert [point[name] for name in COUNTED] == [sum(told[code][name] for code in made) for name in COUNTED]


@pytest.mark.parametrize("unit", ["BF", "UKVI", "IE", "FSS", "SDA"])
def test_what_nobody_published_is_a_gap_and_says_so(url: str, unit: str) -> None:
    point = trend(url, unit, "today")[2009]
    assert point["share"] is None
    assert point["gap"] in ("unsaid", "new"), json.dumps(point)
