"""Changes of the structure: whatever is told of units and lineage, taken back it leaves every figure as it was."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

import cli
from actions import organise, structure, view
from actions.lineage import import_lineage
from actions.refused import Refused
from actions.users import LOCAL, Role, acting
from db.engine import Store
from terminal.door import run_program
from tests.actions.county import REFORM, WAVES, county, starts

LATER = starts("W6") + timedelta(days=30)
SHOWN = (
    *(("levels", "--wave", wave) for wave in WAVES),
    *(("trend", "--indicator", "awareness", "--unit", unit) for unit in ("C", "A", "A8", "A6")),
    ("compare", "--wave", "W6", "--indicator", "awareness"),
    ("change", "--from", "W4", "--to", "W6", "--indicator", "readership"),
    ("funnel", "--wave", "W6", "--unit", "A"),
    ("speed", "--indicator", "awareness", "--unit", "A1"),
    ("decompose", "--from", "W4", "--to", "W6", "--indicator", "awareness"),
    ("findings",),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = county(tmp_path_factory.mktemp("county"))
    yield opened
    opened.close()


@pytest.fixture
def everything(store: Store, capsys: pytest.CaptureFixture[str]) -> Iterator[list[str]]:
    """What every `show` command answers, byte for byte, before the test and (checked here) after it."""

    def shown() -> list[str]:
        for words in SHOWN:
            assert run_program(cli.app, ["--database-url", url, "show", *words, "--json"]) == 0, words
        return capsys.readouterr().out.splitlines()

    url = f"sqlite:///{store.engine.url.database}"
    before = shown()
    yield before
    assert shown() == before


def told(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_units_and_lineage_taken_back_leave_every_figure_as_it_was(
    store: Store, everything: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """B1 and B2 become B11, B3 goes below A: then the three changes, the newest first and the others with the first."""
    ended = f"code,name,parent,valid_from,valid_to\nB1,B1,B,2023-01-01,{LATER}\nB2,B2,B,2023-01-01,{LATER}\n"
    begun = f"code,name,parent,valid_from\nB11,B11,B,{LATER}\nB3,B3,A,{LATER}\n"
    merged = f"date,kind,from,to,share\n{LATER},merge,B1,B11,1\n{LATER},merge,B2,B11,1\n{LATER},split,B4,B5,0.5\n"
    organise.import_units(LOCAL, store, told(tmp_path, "e.csv", ended), LATER)
    organise.import_units(LOCAL, store, told(tmp_path, "b.csv", begun), LATER)
    import_lineage(LOCAL, store, told(tmp_path, "l.csv", merged))
    known = structure.changes(LOCAL, store)
    numbers = [change.change for change in known[:3]]
    assert [change.about for change in known[:3]] == [
        {"links": 3},
        {"units": 2, "from": LATER.isoformat()},
        {"units": 2, "from": LATER.isoformat()},
    ]
    assert structure.undo(LOCAL, store) == numbers[:1]
    assert structure.undo(LOCAL, store, numbers[2]) == numbers[1:]
    assert [change.stands for change in structure.changes(LOCAL, store)[:4]] == [False, False, False, True]
    assert "B11" not in {unit.code for unit in organise.units(LOCAL, store)}


def test_lineage_of_published_waves_can_be_taken_back(store: Store, everything: list[str], tmp_path: Path) -> None:
    import_lineage(LOCAL, store, told(tmp_path, "l.csv", f"date,kind,from,to,share\n{REFORM},split,B1,A9,.5\n"))
    assert structure.undo(LOCAL, store)


def test_the_same_again_is_no_change(store: Store, tmp_path: Path) -> None:
    before = structure.changes(LOCAL, store)
    import_lineage(LOCAL, store, told(tmp_path, "l.csv", f"date,kind,from,to,share\n{REFORM},merge,A6,A8,1\n"))
    assert structure.changes(LOCAL, store) == before


def test_a_published_wave_keeps_its_units(store: Store, everything: list[str], tmp_path: Path) -> None:
    """A list that reaches back before published waves changes no figure of theirs; nor does taking everything back."""
    moved = told(tmp_path, "u.csv", "code,name,parent\nB3,B3,A\n")
    organise.import_units(LOCAL, store, moved, date(2024, 1, 1))
    tree = view.tree(LOCAL, store, "W6")
    assert tree.units["B3"].parent == "B"
    structure.undo(LOCAL, store)


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        (f"{REFORM},split,B1,B2,0.6\n{REFORM},split,B1,B3,0.5", "lineage_excess"),
        (f"{REFORM},split,A6,B3,0.1", "lineage_excess"),  # A6 is known to go on in A8, all of it
        (f"{REFORM},rename,B1,B1,1", "lineage_same"),
    ],
)
def test_links_that_cannot_be(store: Store, tmp_path: Path, rows: str, kind: str) -> None:
    with pytest.raises(Refused, match=kind):
        import_lineage(LOCAL, store, told(tmp_path, "l.csv", f"date,kind,from,to,share\n{rows}\n"))


def test_what_cannot_be_taken_back(store: Store) -> None:
    with pytest.raises(Refused, match="change_unknown"):
        structure.undo(LOCAL, store, 999)
    with pytest.raises(Refused, match="no_permission"):
        structure.undo(acting("v", Role.VIEWER), store)


def test_the_log_says_who_took_what_back(store: Store, tmp_path: Path) -> None:
    import_lineage(LOCAL, store, told(tmp_path, "l.csv", f"date,kind,from,to,share\n{LATER},split,B4,B5,.5\n"))
    number = structure.changes(LOCAL, store)[0].change
    assert structure.undo(LOCAL, store, number) == [number]
    newest = structure.changes(LOCAL, store)[0]
    assert (newest.who, newest.stands) == (LOCAL.name, False)
