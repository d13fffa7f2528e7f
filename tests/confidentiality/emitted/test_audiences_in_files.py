"""What files tell of audiences and of surveys beside staff: true, of no hidden cell, and together telling nothing more.

The parish of tests/actions/parish.py, as it is and with specialists too few to be shown; its sheets counted a second way.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from actions import export, view
from actions.keep import open_store
from actions.subject import Asked, Site
from actions.users import LOCAL
from confidentiality.cube import CellStatus
from settings import Settings
from tests.actions import parish
from tests.confidentiality.emitted.document import Document, read
from tests.confidentiality.emitted.equations import Counts, World, held, learned, untrue
from tests.confidentiality.emitted.filed import filed
from tests.confidentiality.emitted.told import Cell, Names, Told

UNITS = {"Parish": "R", "Works": "A", "Welfare": "B", "Residents": "RES"}
INDICATORS = {
    "Readership": "readership",
    "Made concrete": "concrete",
    "Results": "results",
    "Readership of residents": "readership",
}
LABELS = {"FY2025 W1": "W1", "FY2025 W2": "W2", "RES1": "RES1"}
AUDIENCES = {"Digital": ("role", "q∪r"), "Specialists": ("role", "r")}
OURS = ("Stages of the audience", "Survey of others than staff")
FEW = {"p": (15, 30), "q": (14, 20), "r": (2, 3)}
"""Six specialists in the whole parish: fewer than ten, and what is said of others must not give them away."""


class Parish(World):
    """A parish as a world that told figures are held against."""

    @property
    def names(self) -> Names:
        return Names(UNITS, INDICATORS, LABELS, AUDIENCES)


def counted() -> Counts:
    """Every sheet into all groups it belongs to; of what one audience is asked only that audience's answers."""
    found: dict[tuple[str, str, tuple[str, str, str]], tuple[int, int]] = {}
    for place, wave in enumerate(parish.WAVES):
        for unit, role, *said in (line.split(",") for own in "AB" for line in parish.sheets(own, 12 * place)):
            asked = {"readership": "pqr", "concrete": "qr", "results": "r"}
            for (key, roles), word in zip(asked.items(), said, strict=True):
                own = [("", ""), ("role", role), *([("role", "q∪r")] if role in "qr" else [])]
                for group in ((above, *segment) for above in (unit, "R") for segment in own if word and role in roles):
                    base, yes = found.get((wave, key, group), (0, 0))
                    found[wave, key, group] = (base + 1, yes + (word == "yes"))
    yes, people = parish.RESIDENTS_SAY
    return found | {("RES1", "readership", ("RES", "", "")): (people, yes)}


def founded(folder: Path) -> Parish:
    url = parish.found(folder)
    store = open_store(url)
    try:
        levels = [row for wave in (*parish.WAVES, "RES1") for row in view.everything(LOCAL, store, wave)]
        tree = view.tree(LOCAL, store, "W1")
    finally:
        store.close()
    cube = {Cell(row.wave, row.group, row.indicator): row for row in levels}
    return Parish(url, tree, cube, counted())


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Parish:
    return founded(tmp_path_factory.mktemp("usual"))


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parish]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parish, "READ", FEW)
        yield founded(tmp_path_factory.mktemp("few"))


def ours(document: Document) -> Document:
    """What a file says of audiences and panels alone."""
    tables = tuple(table for table in document.tables if table[0].startswith(OURS))
    return Document((), tables, tuple(chart for chart in document.charts if chart.title.startswith(OURS)))


def told(found: Parish, kind: str) -> list[Told]:
    """The reports of the whole and of both sections for both waves, read back."""
    store, statements = open_store(found.url), list[Told]()
    try:
        for wave in parish.WAVES:
            for unit in ("R", "A", "B"):
                data = export.made(Site(LOCAL, store, Settings()), Asked(wave, "en", date(2025, 9, 1), unit), kind)
                start = Cell(wave, (unit, "", ""), "readership")
                statements += [_of_panel(each) for each in filed(ours(read(data, kind)), found.names, start)]
    finally:
        store.close()
    return statements


def _of_panel(each: Told) -> Told:
    """What is told of residents' wave is told of residents."""
    return each if each.cell.wave != "RES1" else replace(each, cell=replace(each.cell, group=("RES", "", "")))


KINDS = {"html": 12, "xlsx": 12, "pptx": 10}
"""How many cells are told of, at least; fewer, and they were not understood. PDF is set from the same parts as HTML."""


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_told_of_audiences_and_panels_is_true(usual: Parish, kind: str) -> None:
    statements = [each for each in told(usual, kind) if each.share is not None]
    assert untrue(usual, statements) == []
    cells = {each.cell for each in statements}
    assert len(cells) >= KINDS[kind]
    assert Cell("RES1", ("RES", "", ""), "readership") in cells
    assert Cell("W2", ("A", "role", "q∪r"), "concrete") in cells


@pytest.mark.parametrize("kind", KINDS)
def test_specialists_too_few_are_in_no_file_and_follow_from_none(few: Parish, kind: str) -> None:
    hidden = [cell for cell in few.hidden() if cell.group[1:] == ("role", "r")]
    assert Cell("W1", ("R", "role", "r"), "readership") in hidden
    statements = told(few, kind)
    assert untrue(few, statements) == []
    assert {each.cell for each in statements if each.share is not None}
    staff = [row for row in held(few, statements) if row.wave != "RES1"]
    found = learned(few, staff)
    assert [each.pinned for each in found if each.pinned] == []
    assert [each.below for each in found if each.below] == []


def test_the_same_reading_finds_a_figure_that_should_be_hidden(few: Parish, usual: Parish) -> None:
    """So it bites: what the usual parish tells of its specialists is found untrue where these are hidden."""
    assert [fault for fault in untrue(few, told(usual, "html")) if fault.startswith("hidden, yet told")]


def test_the_printed_report_has_the_same_words(few: Parish, usual: Parish) -> None:
    for found in (few, usual):
        store = open_store(found.url)
        site, asked = Site(LOCAL, store, Settings()), Asked("W2", "en", date(2025, 9, 1))
        printed = "".join(read(export.made(site, asked, "pdf"), "pdf").everything.split())
        page = ours(read(export.made(site, asked, "html"), "html"))
        store.close()
        told = [title for title, _ in page.tables]
        told += [f"{row[0]}{row[1]}" for _, rows in page.tables for row in rows[1:]]
        assert [words for words in told if "".join(words.split()) not in printed] == []
        hidden = found.cube[Cell("W2", ("R", "role", "r"), "readership")].status is CellStatus.HIDDEN
        assert any(words.endswith("not shown") for words in told) == hidden
