"""Nothing derived is computed from hidden cells: two worlds with equal published cubes give the same output, byte by byte.

Every `show` command there is, with and without a unit and an attribute, and every page of the menu: intervals, changes,
ranks, estimates, contributions, funnels, forecasts, effects, norms, sentences, chart data, ranges, orders, counts.
"""

import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

import pytest
import typer.main

import cli
from actions import export, view
from actions.export import FORMATS
from actions.keep import open_store
from actions.subject import Asked, Site
from actions.users import LOCAL
from settings import read_settings
from terminal.door import run_program
from tests.confidentiality import twins
from tests.confidentiality.emitted.document import read
from tests.machine import ROOT
from tests.ui.conftest import opened
from tests.ui.reading import bodies, figures

Run = Callable[[str, tuple[str, ...]], str]
UNITS = ("A1", "A")
VALUES = {
    "wave": ("W5",),
    "indicator": ("reception",),
    "since": ("W4",),
    "until": ("W5",),
    "name": ("ws",),
    "initiative": ("ws",),
    "guideline": ("code",),
}
BESIDE = (("attack",), ("wave", "list"), ("initiative", "review"), ("initiative", "list"))
TIMED = r'"seconds": [^,}]*'
APART = {"mapping", "units"}  # of files and of the organisation alone


def shows() -> dict[str, Any]:
    """The commands below `show`, by name."""
    group: Any = typer.main.get_command(cli.app)
    return dict(group.commands["show"].commands)


def calls(name: str, segments: bool) -> Iterator[tuple[str, ...]]:
    """One command with all that it needs, for everybody and for hidden units, for all and for an attribute."""
    given = {each.name: each for each in shows()[name].params}
    needed = [each for each in given.values() if each.required]
    lines: list[tuple[str, ...]] = [("show", name)]
    for each in needed:
        assert each.name in VALUES, f"{name}: say in VALUES what --{each.name} may be"
        option = (each.opts[0],) if each.opts[0].startswith("-") else ()
        lines = [(*line, *option, value) for line in lines for value in VALUES[each.name]]
    for line in lines:
        yield line
        yield from ((*line, "--unit", unit) for unit in UNITS if "unit" in given)
        if segments and "segment" in given:
            yield (*line, "--segment", "tenure=new")
        if "by" in given:
            yield from ((*line, "--by", by) for by in ("funnel", *(["tenure"] if segments else [])))


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Run:
    """What a command prints, the seconds it took left out."""

    def run(url: str, words: tuple[str, ...]) -> str:
        done = run_program(cli.app, ["--database-url", url, *words, "--json"])
        told = capsys.readouterr()
        return f"{done} {re.sub(TIMED, '', told.out)} {told.err}"

    return run


Worlds = tuple[str, str]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Worlds:
    """Both worlds from their files on, published for units alone."""
    one, other = (twins.world(tmp_path_factory.mktemp("world"), is_other) for is_other in (False, True))
    return one, other


@pytest.fixture(scope="module")
def crossed(tmp_path_factory: pytest.TempPathFactory) -> Worlds:
    """Published by tenure too; behind the same published cube the second has the answers of the other world."""
    first, second = (tmp_path_factory.mktemp("world") for _ in range(2))
    url = twins.world(first, segments=True)
    shutil.copyfile(first / "world.sqlite3", second / "world.sqlite3")
    with sqlite3.connect(second / "world.sqlite3") as store:
        for number, block in twins.dealt_blocks():
            store.execute("UPDATE response_block SET bytes = ? WHERE id = ?", (block, number))
    return url, f"sqlite:///{second / 'world.sqlite3'}"


def published(url: str) -> list[str]:
    store = open_store(url)
    try:
        return [row.model_dump_json() for wave in twins.WAVES for row in view.everything(LOCAL, store, wave)]
    finally:
        store.close()


def answered(url: str) -> list[bytes]:
    with sqlite3.connect(url.removeprefix("sqlite:///")) as store:
        return [row[0] for row in store.execute("SELECT bytes FROM response_block ORDER BY id")]


def test_the_worlds_differ_and_do_not_look_it(plain: Worlds) -> None:
    one, other = plain
    assert all(a != b for a, b in zip(answered(one), answered(other), strict=True))
    assert published(one) == published(other)
    assert sum('"hidden"' in row for row in published(one)) > 20


@pytest.mark.slow
def test_nor_do_those_with_segments(crossed: Worlds) -> None:
    one, other = crossed
    assert all(a != b for a, b in zip(answered(one), answered(other), strict=True))
    assert published(one) == published(other)
    assert sum('"hidden"' in row for row in published(one)) > 20


COMMANDS = sorted(shows().keys() - APART)


def different(worlds: Worlds, printed: Run, asked: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Of which commands not the same is printed of both worlds; of one at least something is."""
    told = {words: [printed(url, words) for url in worlds] for words in asked}
    assert any(one.startswith("0 ") for one, _ in told.values()), list(told.values())[:3]
    return [words for words, (one, other) in told.items() if one != other]


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "rotation"])
def test_what_a_command_prints_holds_nothing_hidden(plain: Worlds, printed: Run, name: str) -> None:
    assert different(plain, printed, calls(name, False)) == []


@pytest.mark.slow
@pytest.mark.parametrize("key", ["awareness", "reception", "norm1_practice"])
@pytest.mark.parametrize("name", COMMANDS)
def test_nor_does_it_with_segments_whatever_is_asked(
    crossed: Worlds, printed: Run, monkeypatch: pytest.MonkeyPatch, name: str, key: str
) -> None:
    monkeypatch.setitem(VALUES, "indicator", (key,))
    assert different(crossed, printed, calls(name, True)) == []


@pytest.mark.parametrize("words", BESIDE)
def test_what_other_commands_print_holds_nothing_hidden(plain: Worlds, printed: Run, words: tuple[str, ...]) -> None:
    assert different(plain, printed, [words]) == []


@pytest.mark.parametrize("kind", FORMATS)
def test_what_a_file_holds_tells_nothing_hidden(plain: Worlds, kind: str) -> None:
    """Every part of every report, but for the minute in which it was made and what is numbered after it."""
    for unit in ("R", "A1"):
        one, other = (filed(url, kind, unit) for url in plain)
        assert one == other, unit
        assert len(one) > 1000


MADE = re.compile(r"D:\d{14}|\d{4}-\d\d-\d\dT[\d:.]+|InstanceID>[^<]+")


def filed(url: str, kind: str, unit: str) -> str:
    store = open_store(url)
    try:
        asked = Asked(twins.WAVES[-1], "en", date(2026, 1, 5), unit)
        data = export.made(Site(LOCAL, store, read_settings(ROOT / "config.toml", {})), asked, kind)
    finally:
        store.close()
    return MADE.sub("", data.decode("utf-8-sig") if kind == "csv" else read(data, kind).everything)


PAGES = sorted(path.stem for path in (ROOT / "ui" / "pages").glob("*.py") if path.stem != "log")
"""All but the log, which administrators alone see: its hashes are over what was done, and the files handed in differ."""


def sent(url: str, place: str, unit: str, patch: pytest.MonkeyPatch) -> str:
    """Everything that a page sends: words, chart data, settings of its pickers."""
    patch.setenv("SHINTODO_DATABASE_URL", url)
    app = opened(place, unit=unit, lang="en")
    assert not app.exception
    everything = [*bodies(app), *(json.dumps(figure) for figure in figures(app))]
    everything += [str(element) for kind in ("selectbox", "markdown", "dataframe") for element in app.get(kind)]
    return re.sub(r"id='[^']*'|/[^ '\"]*world\.sqlite3", "", "\n".join(everything))


@pytest.mark.parametrize("place", PAGES)
def test_what_a_page_sends_holds_nothing_hidden(plain: Worlds, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = (sent(url, place, "A1", monkeypatch) for url in plain)
    assert one == other


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["R", "A", "A0"])
@pytest.mark.parametrize("place", PAGES)
def test_nor_does_a_page_with_segments_or_for_another_unit(
    crossed: Worlds, place: str, unit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = (sent(url, place, unit, monkeypatch) for url in crossed)
    assert one == other
