"""The promise over everything the product emits: pages as they are sent, the wire of a running server, files, commands.

Each place is read back into statements about cells; each statement agrees with the files handed in and none is about a
hidden cell; all of them together, as equations on the cube, give no hidden cell away (audits A and B). A page or a
kind of file that no list below names makes the first tests fail.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

import cli
from actions.export import FORMATS
from terminal.door import run_program
from tests.confidentiality.emitted.attacked import bare, safe
from tests.confidentiality.emitted.equations import World, as_told, held, learned, untrue, world
from tests.confidentiality.emitted.frames import Address, Sent, over_the_wire, running, through_apptest
from tests.confidentiality.emitted.told import Told, told
from tests.confidentiality.organisations import WAVES, founded, sections
from tests.machine import ROOT

EN = {"lang": "en"}
RESULTS = ("overview", "unit", "trend", "compare", "change", "speed")
"""Pages that tell of cells: each is read under many addresses, and must have been understood."""
OTHERS = (
    "norms",
    "rotation",
    "service",
    "targets",
    "method",
    "initiatives",
    "upload",
    "close",
    "comments",
    "organisation",
    "inspection",
    "accessibility",
    "news",
    "pace",
    "users",
    "log",
)
"""Pages that tell of no cell of this organisation; what they say of one nevertheless is read all the same."""
FILES = ("csv", "xlsx", "pptx", "html", "pdf")
"""The kinds of file that are handed out, all made of one report."""


def addresses(found: World, page: str) -> Iterable[Address]:
    """The addresses under which a page is read: units, indicators, waves and attributes that it can be asked for."""
    units, keys = found.tree.units, found.names.indicators.values()
    segments = ("tenure=new", "tenure=oldest")
    asked: dict[str, list[Address]] = {
        "compare": [EN | {"level": level, "indicator": key} for level in "21" for key in keys][:5],
        "unit": [EN | {"unit": unit, "indicator": "reception"} for unit in units if found.tree.level(unit) < 2],
        "trend": [EN | {"unit": unit} for unit in units],
        "change": [EN | {"level": "2", "indicator": key} for key in keys][:2],
        "speed": [EN | {"level": "2", "indicator": key} for key in keys][:2],
    }
    asked["compare"] += [EN | {"level": "2", "wave": "W1", "segment": segment} for segment in segments]
    return asked.get(page, [EN])


Run = Callable[..., str]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """What a command prints with --json."""

    def printed_by(url: str, *words: str) -> str:
        assert run_program(cli.app, ["--database-url", url, *words, "--json"]) == 0, words
        return capsys.readouterr().out

    return printed_by


def visited(found: World, monkeypatch: pytest.MonkeyPatch, pages: Iterable[str] = (*RESULTS, *OTHERS)) -> list[Sent]:
    monkeypatch.setenv("SHINTODO_DATABASE_URL", found.url)
    return [through_apptest(page, asked) for page in pages for asked in addresses(found, page)]


def test_every_page_and_every_kind_of_file_is_on_a_list() -> None:
    """Whoever adds a page or a file of results adds it above."""
    pages = {path.stem for path in (ROOT / "ui" / "pages").glob("*.py")}
    assert pages == {*RESULTS, *OTHERS}
    assert FORMATS == FILES


def understood(sent: Sent, found: World) -> list[Told]:
    """What a page tells; a page of results that tells nothing was not understood."""
    statements = told(sent, found.names)
    silent = not any(each.base is not None or each.share is not None for each in statements)
    asked_for_hidden = sent.page in ("trend", "compare") and sent.address != EN
    assert sent.page in OTHERS or asked_for_hidden or not silent, (sent.page, sent.address)
    return statements


def test_no_cell_recoverable(organisation: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """From all pages through AppTest: tables, cards, charts with their hover texts."""
    pages = visited(organisation, monkeypatch)
    safe(organisation, [each for sent in pages for each in understood(sent, organisation)])


def printed(found: World, run: Run) -> list[Told]:
    """What `show levels` prints of every wave, for everybody and by attribute."""
    segments: list[tuple[str, ...]] = [(), *(("--segment", f"tenure={value}") for value in ("new", "old", "oldest"))]
    texts = [run(found.url, "show", "levels", "--wave", wave, *segment) for wave in WAVES for segment in segments]
    return [each for text in texts for each in as_told(text)]


def test_no_cell_recoverable_from_commands(organisation: World, run: Run) -> None:
    statements = printed(organisation, run)
    own = organisation.names.indicators.values()
    assert len(statements) == sum(cell.indicator in own for cell in organisation.cube)
    safe(organisation, statements)


def test_no_cell_recoverable_from_the_wire(organisation: World, tmp_path: Path) -> None:
    """What a running server sends to browsers, frame by frame."""
    with running(organisation.url, tmp_path) as server:
        asked = [(page, list(addresses(organisation, page))[-1]) for page in (*RESULTS, *OTHERS)]
        pages = [over_the_wire(server, page, address) for page, address in asked]
    safe(organisation, [each for sent in pages for each in understood(sent, organisation)])


def test_without_complementary_hiding_the_same_test_fails(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So it bites: the small sections that hide alone follow from what is shown around them."""
    found = bare(tmp_path)
    pages = [*visited(found, monkeypatch, ("compare", "overview"))]
    for statements in (printed(found, run), [each for sent in pages for each in understood(sent, found)]):
        assert untrue(found, statements) == []
        below = {unit for each in learned(found, held(found, statements)) for (unit, _, _), _ in each.below}
        assert {"A0", "C0"} <= below


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(40))
def test_no_cell_recoverable_in_random_organisations(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    found = world(founded(tmp_path, sections(seed)), sections(seed))
    told_by_pages = [each for sent in visited(found, monkeypatch) for each in told(sent, found.names)]
    safe(found, [*told_by_pages, *printed(found, run)])
