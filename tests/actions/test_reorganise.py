"""A reorganisation in one go: what a new list ends, what it leaves alone, and how its links are told."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import cli
from actions import organise, reorganise, structure
from actions.keep import open_store
from actions.refused import Refused
from actions.users import LOCAL
from measure.organisation import LineageKind
from terminal.door import run_program
from tests.actions.borough import write

BEGAN, CHANGED = date(2024, 4, 1), date(2025, 4, 1)
UNITS = "code,name,parent\nR,R,\na,Alpha,R\nb,Beta,R\nc,Gamma,R\nOTHER,Other,\no,Omega,OTHER\n"
NEW = "code,name,parent\nR,R,\nab,AlphaBeta,R\nd,Zulu,R\ne,Epsilon,R\n"


def test_one_list_one_change(tmp_path: Path) -> None:
    """a and b are merged, c is split in d (all that is told: 70 %); the other organisation in the store stays."""
    store = open_store(f"sqlite:///{tmp_path / 'store.sqlite3'}")
    organise.import_units(LOCAL, store, write(tmp_path, "u.csv", UNITS), BEGAN)
    planned = reorganise.plan(LOCAL, store, write(tmp_path, "n.csv", NEW), CHANGED)
    assert set(planned.before.units) == set("Rabc")
    assert {each.source: each.target for each in planned.proposals} == {"a": "ab", "b": "ab", "c": None}
    told: dict[str, dict[str, float | None]] = {"a": {"ab": 1.0}, "b": {"ab": 1.0}, "c": {"d": 0.7, "e": None}}
    links = reorganise.reorganise(LOCAL, store, planned, told)
    merge, split = LineageKind.MERGE, LineageKind.SPLIT
    assert [(link.kind, link.source, link.target, link.share) for link in links] == [
        (merge, "a", "ab", 1.0),
        (merge, "b", "ab", 1.0),
        (split, "c", "d", 0.7),
        (split, "c", "e", None),
    ]
    ends = {unit.code: unit.valid_to for unit in organise.units(LOCAL, store)}
    assert {code for code, end in ends.items() if end == CHANGED} == set("abc")
    assert {code for code, end in ends.items() if end is None} == {"R", "ab", "d", "e", "OTHER", "o"}
    assert len(structure.changes(LOCAL, store)) == 2
    structure.undo(LOCAL, store)
    assert all(unit.valid_to is None for unit in organise.units(LOCAL, store))
    assert reorganise.lineage(LOCAL, store) == []
    store.close()


def test_a_part_of_a_unit_is_a_split(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'store.sqlite3'}")
    organise.import_units(LOCAL, store, write(tmp_path, "u.csv", UNITS), BEGAN)
    planned = reorganise.plan(LOCAL, store, write(tmp_path, "n.csv", NEW), CHANGED)
    [link] = reorganise.reorganise(LOCAL, store, planned, {"c": {"d": 0.7}})
    assert (link.kind, link.share) == (LineageKind.SPLIT, 0.7)
    with pytest.raises(Refused, match="lineage_excess"):
        reorganise.tell(LOCAL, store, link.model_copy(update={"target": "e", "share": 0.4}))
    store.close()


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """A command on a store of its own; what it answers, or its status with what it says."""
    store = open_store(f"sqlite:///{tmp_path / 'store.sqlite3'}")
    organise.import_units(LOCAL, store, write(tmp_path, "u.csv", UNITS), BEGAN)
    store.close()
    file = write(tmp_path, "n.csv", NEW)

    def answer(*words: str) -> Any:
        start = ["--database-url", f"sqlite:///{tmp_path / 'store.sqlite3'}", "--lang", "en", "org"]
        status = run_program(cli.app, [*start, *(str(file) if word == "FILE" else word for word in words), "--json"])
        out = capsys.readouterr()
        return json.loads(out.out) if status == 0 else (status, out.err)

    return answer


def test_by_command_what_is_proposed_is_kept_with_what_is_told_and_taken_back(run: Any) -> None:
    """a and b go on in ab as proposed, c as told in d and e; one change, after which every unit is as before."""
    before = run("show")
    asked = ("FILE", "--from", "2025-04-01")
    assert {(row["from"], row["to"]) for row in run("propose", *asked)} == {("a", "ab"), ("b", "ab"), ("c", None)}
    assert run("show") == before
    kept = run("reorganise", *asked, "--into", "proposed", "--into", "c=d:0.7", "--into", "c=e:0.3")
    assert kept["ended"] == ["a", "b", "c"]
    assert {(row["from"], row["to"], row["kind"], row["share"]) for row in kept["links"]} == {
        ("a", "ab", "merge", 1.0),
        ("b", "ab", "merge", 1.0),
        ("c", "d", "split", 0.7),
        ("c", "e", "split", 0.3),
    }
    assert run("show") != before
    run("undo")
    assert run("show") == before
    for into, said in (("R=d", "no unit that ends"), ("c=d:2", "above 0 and up to 1"), ("c=zz", "zz")):
        status, words = run("reorganise", *asked, "--into", into)
        assert (status, said in words) == (1, True)
    assert run("show") == before
