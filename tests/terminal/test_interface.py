"""What `show` answers with --json has every field that other programs were promised, of the kind they were promised."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import cli
from terminal.door import run_program
from tests.actions.county import HELD, HELD_SINCE, county

Number = (int, float)
Maybe = (int, float, type(None))
LEVEL = {
    "wave": str, "unit": str, "segment": (str, type(None)), "indicator": str, "status": str, "base": Maybe, "favourable": Maybe,
    "share": Maybe, "low": Maybe, "high": Maybe, "headcount": Maybe, "response_rate": Maybe, "sentence": str,
}  # fmt: skip
CHANGE = {"points": Number, "low": Number, "high": Number, "label": str}
STAGE = {"stage": str, "share": Number, "low": Number, "high": Number}
EFFECT = {"points": Number, "low": Number, "high": Number, "p": Number, "verdict": str, "sentence": str}

PROMISED: list[tuple[str, list[tuple[str, dict[str, Any]]]]] = [
    ("levels --wave W6 --indicator awareness", [("*", LEVEL)]),
    ("trend --indicator awareness", [("*", LEVEL | {"change": (dict, type(None))}), ("1.change", CHANGE)]),
    ("compare --wave W6 --indicator awareness --level 2", [("*", LEVEL | {"unusual": (bool, type(None)), "rank": (dict, type(None))}), ("0.rank", {"low": int, "high": int})]),
    ("change --from W5 --to W6 --indicator awareness", [("*", {"unit": str, "q": Number, "p": Number, "minimum_detectable": Number, "sentence": str} | CHANGE)]),
    ("funnel --wave W6", [("", {"stages": list, "conversions": list, "barrier": (str, type(None)), "contradictions": Number, "index": Number, "scalability": Number, "sentence": str}), ("stages.*", STAGE), ("conversions.*", STAGE)]),
    ("speed --indicator awareness --target 0.8", [("", {"velocity": dict, "forecast": list, "target": dict, "backtest": dict, "sentence": str}), ("velocity", {"points_per_quarter": Number, "low": Number, "high": Number}), ("forecast.*", {"date": str, "share": Number, "low": Number, "high": Number}), ("target", {"probability": Number, "earliest": (str, type(None)), "latest": (str, type(None)), "verdict": str})]),
    ("decompose --from W1 --to W6 --indicator awareness", [("", {"total": Number, "within": Number, "composition": Number, "entered_left": Number, "parts": list, "sentence": str})]),
    ("initiative ws --indicator awareness", [("", EFFECT | {"around": list, "initiative": str, "indicator": str})]),
    ("findings", [("", {"findings": list, "behind": list})]),
    ("plan --indicator awareness", [("", {"detectable": Number, "needed": int, "more": int, "possible": bool, "waves": int, "sentence": str})]),
]  # fmt: skip


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The county with a workshop held by five departments."""
    folder = tmp_path_factory.mktemp("county")
    county(folder).close()
    return f"sqlite:///{folder / 'county.sqlite3'}"


@pytest.fixture
def answered(url: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Callable[..., Any]:
    def run(*words: str, status: int = 0) -> Any:
        assert run_program(cli.app, ["--database-url", url, "--lang", "en", *words, "--json"]) == status
        return json.loads(capsys.readouterr().out)

    file = tmp_path / "done.csv"
    file.write_text(f"initiative,name,kind,from,unit\nws,Workshop,workshop,{HELD_SINCE},{'|'.join(HELD)}\n", "utf-8")
    run("initiative", "import", str(file))
    return run


def at(answer: Any, path: str) -> list[Any]:
    """What stands at a path: keys and places, * for every entry of a list."""
    found = [answer]
    for step in filter(None, path.split(".")):
        found = [
            part
            for one in found
            for part in (one if step == "*" else [one[int(step)] if step.isdigit() else one[step]])
        ]
    return found


@pytest.mark.parametrize(
    ("words", "promises"), PROMISED, ids=lambda value: value.split()[0] if isinstance(value, str) else ""
)
def test_every_promised_field_is_there(
    answered: Callable[..., Any], words: str, promises: list[tuple[str, dict[str, Any]]]
) -> None:
    answer = answered("show", *words.split())
    for path, fields in promises:
        records = at(answer, path)
        assert records, path
        for record in records:
            assert [
                name for name, kind in fields.items() if name not in record or not isinstance(record[name], kind)
            ] == []


def test_a_list_at_fault_is_told_row_by_row_with_status_1(answered: Callable[..., Any], tmp_path: Path) -> None:
    file = tmp_path / "wrong.csv"
    file.write_text("initiative,name,kind,from,unit\nx,X,party,2024-04-10,A1\nx,X,pilot,2024-04-10,Z\n", "utf-8")
    answer = answered("initiative", "import", str(file), status=1)
    assert answer["initiatives"] == []
    assert [(p["kind"], p["row"], p["column"], p["found"]) for p in answer["problems"]] == [
        ("list_choice", 2, "kind", "party"),
        ("list_unit", 3, "unit", "Z"),
    ]
    assert answer["problems"][0]["expected"].startswith("training, workshop")
    assert "“party”" in answer["problems"][0]["message"]
    assert [each["initiative"] for each in answered("initiative", "list")] == ["ws"]


def test_what_was_tried_is_reviewed(answered: Callable[..., Any], tmp_path: Path) -> None:
    """The workshop aims at nothing told, so at awareness; what nobody asks about cannot be told of."""
    file = tmp_path / "more.csv"
    file.write_text("initiative,name,kind,from,unit\nlate,Late,message,2030-01-01,A1\n", "utf-8")
    answered("initiative", "import", str(file))
    found = answered("initiative", "review")
    assert [(each["initiative"], each["indicator"], each["advice"]) for each in found] == [
        ("ws", "awareness", "continue"),
        ("late", "awareness", "wait"),
    ]
    assert found[0]["sentence"].endswith("What that speaks for: continue.")
    answered("initiative", "remove", "late")
