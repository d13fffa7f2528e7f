"""The shipped sample read like any organisation: its two newest waves on pages and in files give nothing hidden away.

With nothing hidden but what is small by itself the same reading finds small groups, so it bites.
"""

from datetime import date
from pathlib import Path

import pytest

from actions import export
from actions.keep import open_store
from actions.subject import Asked, Site
from actions.users import LOCAL
from settings import Settings
from tests.confidentiality.emitted.attacked import findings, only_the_small
from tests.confidentiality.emitted.equations import held, learned, untrue
from tests.confidentiality.emitted.frames import Address, through_apptest
from tests.confidentiality.emitted.metropolis import WAVES, Metropolis, built
from tests.confidentiality.emitted.test_files import Taken
from tests.confidentiality.emitted.told import Cell, Told, told
from tests.confidentiality.emitted.visits import EN, RESULTS

pytestmark = pytest.mark.slow
ROOT, UNIT, NEWEST = "MET", "DIG", WAVES[-1]
LEAST = {"csv": 5000, "xlsx": 5000, "pptx": 40, "html": 60}
"""How many cells the files of a kind tell of, at least: fewer, and they were not understood."""
PLACES: dict[str, list[Address]] = {
    "overview": [{}],
    "unit": [{"unit": "SEI"}, {"unit": UNIT}],
    "compare": [{}, {"level": "2"}],
    "change": [{}, {"level": "2"}],
}
"""Where a page is opened, if not at the whole and at one bureau: at the level where units are small."""


@pytest.fixture(scope="module")
def metropolis(tmp_path_factory: pytest.TempPathFactory) -> Metropolis:
    return built(tmp_path_factory.mktemp("metropolis"))


def on_pages(found: Metropolis, patch: pytest.MonkeyPatch) -> list[Told]:
    """Of the whole and of one bureau, on every page that tells of cells; each must have been understood."""
    patch.setenv("SHINTODO_DATABASE_URL", found.url)
    statements = list[Told]()
    for page in (*RESULTS, "norms", "rotation"):
        for address in PLACES.get(page, [{"unit": ROOT}, {"unit": UNIT}]):
            own = told(through_apptest(page, EN | address), found.names)
            assert any(each.share is not None for each in own), (page, address)
            statements += own
    return statements


def in_files(found: Metropolis, kind: str) -> list[Told]:
    store = open_store(found.url)
    try:
        site = Site(LOCAL, store, Settings())
        data = [(unit, export.made(site, Asked(NEWEST, "en", date(2026, 1, 5), unit), kind)) for unit in (ROOT, UNIT)]
    finally:
        store.close()
    taken = [Taken(Cell(NEWEST, (unit, "", ""), "awareness"), own, kind) for unit, own in data]
    return [each for own in taken for each in own.told(found)]


def test_no_cell_of_the_sample_is_recoverable(metropolis: Metropolis, monkeypatch: pytest.MonkeyPatch) -> None:
    """From all of it together: pages and files of the whole and of one bureau, thousands of cells."""
    statements = on_pages(metropolis, monkeypatch)
    for kind, least in LEAST.items():
        own = in_files(metropolis, kind)
        assert len({each.cell for each in own if each.share is not None}) > least, kind
        statements += own
    assert findings(metropolis, statements) == []


def test_without_complementary_hiding_the_same_test_fails(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        only_the_small(patch)
        found = built(tmp_path, (NEWEST,))
    own = [each for each in in_files(found, "csv") if each.cell.indicator == "awareness"]
    assert untrue(found, own) == []
    small = {cell for each in learned(found, held(found, own)) for cell in each.below}
    assert len(small) > 10
    assert any(found.counted(Cell(NEWEST, group, key))[0] < 10 for group, key in small)
