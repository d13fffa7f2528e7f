"""The promise, put to the proof: nothing that was really emitted lets anybody work out what is hidden.

Everything is parsed back from what the terminal prints and the pages send to the browser; no inner figure is used but
the sizes of groups, which the attacker is granted.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

import cli
from actions import view
from actions.keep import open_store
from actions.users import LOCAL
from confidentiality import protect
from confidentiality.attack import Known, Learned, attack, learn
from confidentiality.cube import Level
from measure.organisation import OrgTree
from measure.tally import Group
from terminal.door import run_program
from tests.confidentiality.organisations import MINIMUM, WAVES, Section, founded, sections, sheet
from tests.ui.conftest import opened
from tests.ui.reading import bodies, figures

Emitted = Callable[..., Any]
SEGMENTS = (None, "tenure=new", "tenure=old", "tenure=oldest")
STAGES = ("awareness", "readership", "change", "reception")
FIGURES = ("base", "favourable", "share", "low", "high", "response_rate", "effective_base", "change", "rank", "unusual")
QUICK = (0, 1)
PLANTED = ("1237", "1,237", "1,237人", "871", "70.4", "0.704", "70.41")


@pytest.fixture
def emitted(capsys: pytest.CaptureFixture[str]) -> Emitted:
    """What a command prints with --json."""

    def run(url: str, *words: str) -> Any:
        assert run_program(cli.app, ["--database-url", url, *words, "--json"]) == 0, words
        return json.loads(capsys.readouterr().out)

    return run


def rows(run: Emitted, url: str, wave: str) -> list[Level]:
    """Every row of a wave that `show levels` prints, as published rows again."""
    found = []
    for segment in SEGMENTS:
        asked = ("--segment", segment) if segment else ()
        told = run(url, "show", "levels", "--wave", wave, *asked)
        found += [Level.model_validate({k: row[k] for k in row.keys() & Level.model_fields.keys()}) for row in told]
    return found


def organisation(url: str) -> OrgTree:
    store = open_store(url)
    try:
        return view.tree(LOCAL, store, "W1")
    finally:
        store.close()


def sizes(table: str, tree: OrgTree) -> dict[tuple[str, Group], int]:
    """How many answered each question in every group, counted from the file that was handed in."""
    found: dict[tuple[str, Group], int] = {}
    for unit, tenure, *said in (line.split(",") for line in table.splitlines()[1:]):
        valid = dict(zip(STAGES, (*said[:3], said[3] if said[0] == "yes" else ""), strict=True))
        for above in tree.path(unit):
            for group in ((above, "", ""), (above, "tenure", tenure)):
                for key in STAGES:
                    found[key, group] = found.get((key, group), 0) + bool(valid[key])
    return found


def granted(levels: list[Level], tree: OrgTree, counts: dict[tuple[str, Group], int]) -> Iterator[Learned]:
    """The attack of somebody who knows how many answered everywhere."""
    for key in STAGES:
        own = {level.group: level for level in levels if level.indicator == key}
        held = {group: row for group, row in own.items() if counts.get((key, group))}
        yield attack(key, Known(held, tree, MINIMUM, {group: counts[key, group] for group in held}))


def check(run: Emitted, folder: Path, seed: int, waves: Sequence[str]) -> None:
    url = founded(folder, sections(seed), seed, waves)
    tree = organisation(url)
    for place, wave in enumerate(waves):
        levels = rows(run, url, wave)
        found = learn(levels, tree, MINIMUM)
        assert (found.pinned, found.below) == ((), ()), seed
        counts = sizes(sheet(sections(seed), seed + place), tree)
        assert [each.pinned for each in granted(levels, tree, counts)] == [()] * len(STAGES), seed
        small = {(key, group) for (key, group), count in counts.items() if 0 < count < MINIMUM}
        shown = {(level.indicator, level.group) for level in levels if level.base is not None}
        assert small & shown == set()


@pytest.mark.parametrize("seed", QUICK)
def test_no_cell_is_recoverable(emitted: Emitted, tmp_path: Path, seed: int) -> None:
    check(emitted, tmp_path, seed, tuple(WAVES))
    told = emitted(f"sqlite:///{tmp_path / 'organisation.sqlite3'}", "attack")
    assert told["hidden"] > 0
    assert told["pinned"] == told["below_base"] == 0


@pytest.mark.slow
@pytest.mark.parametrize("seed", sorted(set(range(202)) - set(QUICK)))
def test_no_cell_is_recoverable_in_two_hundred_organisations(emitted: Emitted, tmp_path: Path, seed: int) -> None:
    check(emitted, tmp_path, seed, ("W1",))


def test_without_complementary_hiding_the_same_test_fails(
    emitted: Emitted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protect, "exposed", lambda *_: [])
    monkeypatch.setattr(protect, "_answers", lambda *_: None)
    monkeypatch.setattr(protect, "_sizes", lambda *_: 0)
    monkeypatch.setattr("confidentiality.pattern.exposed", lambda *_: [])
    few = [Section("A0", "A", 3, 1.0), Section("A1", "A", 25, 0.5), Section("A2", "A", 40, 0.5)]
    url = founded(tmp_path, [*few, Section("B0", "B", 30, 0.4), Section("B1", "B", 30, 0.6)])
    found = learn(rows(emitted, url, "W1"), organisation(url), MINIMUM)
    assert "A0" in {unit for (unit, _, _), _ in found.below}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A team of three beside its only sister of 1,237 people, of whom 871 know: both are hidden."""
    team = [Section("A0", "A", 3, 1.0), Section("A1", "A", 1237, 0.0)]
    others = [each for each in sections(1) if each.division != "A"]
    return _planted(tmp_path_factory.mktemp("planted"), [*team, *others])


def _planted(folder: Path, found: list[Section]) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tests.confidentiality.organisations.sheet", lambda told, seed: _with_canary(sheet(told, seed)))
        return founded(folder, found)


def _with_canary(text: str) -> str:
    """The first 871 of A1 know, read and changed."""
    lines, left = [], 871
    for line in text.splitlines():
        if line.startswith("A1,"):
            tenure, word = line.split(",")[1], "yes" if left > 0 else "no"
            left -= 1
            line = ",".join(("A1", tenure, word, word, word, ""))
        lines.append(line)
    return "\n".join(lines) + "\n"


def commands() -> Iterator[tuple[str, ...]]:
    for wave in WAVES:
        yield "show", "levels", "--wave", wave
        yield "show", "funnel", "--wave", wave, "--unit", "A1"
        for key in STAGES:
            yield "show", "compare", "--wave", wave, "--indicator", key
    for key in STAGES:
        yield "show", "trend", "--indicator", key, "--unit", "A1"
        yield "show", "speed", "--indicator", key, "--unit", "A1"
        yield "show", "change", "--from", "W1", "--to", "W2", "--indicator", key
        yield "show", "decompose", "--from", "W1", "--to", "W2", "--indicator", key
    yield ("attack",)
    yield "wave", "list"


def test_no_planted_number_is_printed_by_any_command(emitted: Emitted, planted: str) -> None:
    for words in commands():
        told = emitted(planted, *words)
        text = json.dumps([hide_sums(row) for row in told] if isinstance(told, list) else told)
        assert not [number for number in PLANTED if re.search(rf"(?<![\d.]){number}(?!\d)", text)], words


def hide_sums(row: Any) -> Any:
    """The wave's own number of responses is everybody's and may be shown."""
    return {key: value for key, value in row.items() if key != "responses"} if isinstance(row, dict) else row


@pytest.mark.parametrize("place", ["overview", "trend", "compare", "change", "speed", "method"])
@pytest.mark.parametrize("unit", ["R", "A", "A1"])
def test_no_planted_number_reaches_a_page(planted: str, place: str, unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither in its text nor in what a chart is sent: points, hover texts, ranges, alternative texts."""
    monkeypatch.setenv("SHINTODO_DATABASE_URL", planted)
    app = opened(place, unit=unit, level="2")
    assert not app.exception
    sent = "\n".join([*bodies(app), *(json.dumps(figure) for figure in figures(app))])
    assert not [number for number in PLANTED if re.search(rf"(?<![\d.]){number}(?!\d)", sent)]


def test_no_derived_figure_of_a_hidden_cell_is_printed(emitted: Emitted, planted: str) -> None:
    """Neither interval nor change, rank, verdict or estimate; a coded cell has its bound and its base."""
    seen = set()
    for words in commands():
        told = emitted(planted, *words)
        for row in told if isinstance(told, list) else []:
            status = row.get("status")
            if status == "hidden":
                assert [name for name in FIGURES if row.get(name) is not None] == [], (words, row)
            if status == "coded":
                assert [row.get(name) for name in ("favourable", "share", "change", "rank")] == [None] * 4, (words, row)
                assert (row["low"] == 0.0) != (row["high"] == 1.0)
            seen.add(status)
    assert "hidden" in seen


def test_the_order_of_rows_is_that_of_the_tree(emitted: Emitted, planted: str) -> None:
    """Rows are never sorted by what is hidden."""
    tree = organisation(planted)
    for key in STAGES:
        told = emitted(planted, "show", "compare", "--wave", "W1", "--indicator", key)
        assert [row["unit"] for row in told] == list(tree.preorder())
