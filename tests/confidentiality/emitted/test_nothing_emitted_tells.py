"""The promise over everything the product emits: pages as they are sent, the wire of a running server, files, commands.

Each place is read back into statements about cells; each statement agrees with the files handed in and none is about a
hidden cell; all of them together, as equations on the cube, give no hidden cell away (audits A and B). Pages are found
by themselves: one of which nothing is understood makes the tests fail until it is read or named as silent.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

import cli
from actions.export import FORMATS
from terminal.door import run_program
from tests.confidentiality.emitted.attacked import bare, findings
from tests.confidentiality.emitted.equations import World, as_told, held, learned, untrue, world
from tests.confidentiality.emitted.frames import Sent, over_the_wire, running, through_apptest
from tests.confidentiality.emitted.told import Told, told
from tests.confidentiality.emitted.visits import PAGES, SILENT, addresses, understood
from tests.confidentiality.organisations import WAVES, founded, sections

FILES = ("csv", "xlsx", "pptx", "html", "pdf")
"""The kinds of file that are handed out and read back, all made of one report."""


Run = Callable[..., str]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """What a command prints with --json."""

    def printed_by(url: str, *words: str) -> str:
        assert run_program(cli.app, ["--database-url", url, *words, "--json"]) == 0, words
        return capsys.readouterr().out

    return printed_by


def visited(found: World, monkeypatch: pytest.MonkeyPatch, pages: Iterable[str] = PAGES) -> list[Sent]:
    monkeypatch.setenv("SHINTODO_DATABASE_URL", found.url)
    return [through_apptest(page, asked) for page in pages for asked in addresses(found, page)]


def test_every_kind_of_file_is_read_back_and_every_silent_page_is_there() -> None:
    """Whoever adds a kind of file reads it back in test_files.py; a page that nobody names must tell something."""
    assert FORMATS == FILES
    assert set(PAGES) >= SILENT


def test_no_cell_recoverable(organisation: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """From all pages through AppTest: tables, cards, charts with their hover texts."""
    pages = visited(organisation, monkeypatch)
    assert findings(organisation, [each for sent in pages for each in understood(sent, organisation)]) == []


def printed(found: World, run: Run) -> list[Told]:
    """What `show levels` prints of every wave, for everybody and by attribute."""
    segments: list[tuple[str, ...]] = [(), *(("--segment", f"tenure={value}") for value in ("new", "old", "oldest"))]
    texts = [run(found.url, "show", "levels", "--wave", wave, *segment) for wave in WAVES for segment in segments]
    return [each for text in texts for each in as_told(text)]


def test_no_cell_recoverable_from_commands(organisation: World, run: Run) -> None:
    statements = printed(organisation, run)
    own = organisation.names.indicators.values()
    assert len(statements) == sum(cell.indicator in own for cell in organisation.cube)
    assert findings(organisation, statements) == []


def test_no_cell_recoverable_from_the_wire(organisation: World, tmp_path: Path) -> None:
    """What a running server sends to browsers, frame by frame."""
    with running(organisation.url, tmp_path) as server:
        asked = [(page, list(addresses(organisation, page))[-1]) for page in PAGES]
        pages = [over_the_wire(server, page, address) for page, address in asked]
    assert findings(organisation, [each for sent in pages for each in understood(sent, organisation)]) == []


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
    assert findings(found, [*told_by_pages, *printed(found, run)]) == []
