"""How a file was read is remembered for the next of its kind: the same headings of the same tool, and nothing beyond."""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from actions import mappings, undo, upload
from actions.refused import Refused
from actions.upload import Choice, GivenFile, Receipt
from actions.users import LOCAL
from db.engine import Store
from intake.mapping import ColumnRule, Mapping, Role, from_toml
from intake.memory import fitting, signature
from measure.document import from_document
from measure.organisation import Unit
from tests.actions.town import GUIDELINE, ask, town, write

HEAD = ["回答日", "課", "知っていますか", "行動指針を読んだことがありますか。", "前回の設問"]
MAPPING = Mapping(
    columns=(
        ColumnRule(name="課", role=Role.UNIT),
        ColumnRule(name="知っていますか", role=Role.ITEM, target="q1", labels={"まあまあ": 1, "さっぱり": 2}),
        ColumnRule(name="前回の設問", role=Role.IGNORE),
    ),
    units={"そうむ": "A", "ぜいむ": "B"},
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = town(f"sqlite:///{tmp_path / 'store.sqlite3'}", tmp_path)
    for number, wave in enumerate(("W1", "W2", "W3"), start=5):
        ask(opened, tmp_path, wave, date(2025, number, 1))
    yield opened
    opened.close()


def sheet(month: int, head: list[str] = HEAD, people: int = 12) -> str:
    rows = [
        [
            f"2025/{month:02d}/{n % 28 + 1:02d}",
            "そうむ" if n % 3 else "ぜいむ",
            "まあまあ" if n % 2 else "さっぱり",
            "はい",
            "x",
        ]
        for n in range(people)
    ]
    return "\n".join(",".join(row[: len(head)]) for row in [head, *rows]) + "\n"


def hand_in(store: Store, folder: Path, choice: Choice, text: str) -> Receipt:
    return upload.take_in(LOCAL, store, GivenFile.at(write(folder, "f.csv", text)), choice)


def test_the_next_file_of_its_kind_is_read_in_the_same_way(store: Store, tmp_path: Path) -> None:
    """Nothing in the second file says what まあまあ means or who そうむ is; the first one's mapping does."""
    bare = hand_in(store, tmp_path, Choice("W2", dry=True), sheet(6))
    assert bare.outcome.refused
    first = hand_in(store, tmp_path, Choice("W1", mapping=MAPPING), sheet(5))
    assert (first.rows_stored, first.outcome.mapping_from) == (12, None)
    again = hand_in(store, tmp_path, Choice("W2"), sheet(6))
    assert (again.rows_stored, again.outcome.mapping_from) == (12, first.upload)
    assert again.outcome.by_unit == {"A": 8, "B": 4}
    assert {c.name: c.role for c in again.outcome.columns}["前回の設問"] is Role.IGNORE
    third = hand_in(store, tmp_path, Choice("W3"), sheet(7))
    assert third.outcome.mapping_from == again.upload
    assert [row.files for row in mappings.mappings(LOCAL, store)] == [3]
    undo.undo(LOCAL, store, third.upload or 0)
    assert [row.files for row in mappings.mappings(LOCAL, store)] == [2]


def test_what_the_caller_says_goes_before_what_is_remembered(store: Store, tmp_path: Path) -> None:
    hand_in(store, tmp_path, Choice("W1", mapping=MAPPING), sheet(5))
    other = MAPPING.model_copy(update={"units": {"そうむ": "C", "ぜいむ": "B"}})
    found = hand_in(store, tmp_path, Choice("W2", mapping=other), sheet(6))
    assert (found.outcome.by_unit, found.outcome.mapping_from) == ({"B": 4, "C": 8}, None)
    assert hand_in(store, tmp_path, Choice("W3"), sheet(7)).outcome.by_unit == {"B": 4, "C": 8}


def test_another_set_of_headings_is_another_kind_of_file(store: Store, tmp_path: Path) -> None:
    """A column has gone: what was said of the file with it is not applied; in another order it still is."""
    hand_in(store, tmp_path, Choice("W1", mapping=MAPPING), sheet(5))
    fewer = hand_in(store, tmp_path, Choice("W2", dry=True), sheet(6, HEAD[:4]))
    assert (fewer.outcome.mapping_from, fewer.outcome.refused) == (None, True)
    turned = "\n".join(",".join(reversed(line.split(","))) for line in sheet(6).splitlines())
    assert hand_in(store, tmp_path, Choice("W2"), turned).rows_stored == 12


def test_a_mapping_is_shown_and_forgotten(store: Store, tmp_path: Path) -> None:
    first = hand_in(store, tmp_path, Choice("W1", mapping=MAPPING), sheet(5))
    (row,) = mappings.mappings(LOCAL, store)
    assert (row.guideline, row.tool, row.upload, row.units) == ("values", "", first.upload, 2)
    shown, faults = from_toml(mappings.show(LOCAL, store, row.mapping))
    assert (faults, shown and shown.units) == ((), MAPPING.units)
    mappings.forget(LOCAL, store, row.mapping)
    assert mappings.mappings(LOCAL, store) == []
    assert hand_in(store, tmp_path, Choice("W2", dry=True), sheet(6)).outcome.refused
    for act in (mappings.forget, mappings.show):
        with pytest.raises(Refused, match="mapping_unknown"):
            act(LOCAL, store, row.mapping)


def test_a_file_that_was_not_kept_teaches_nothing(store: Store, tmp_path: Path) -> None:
    hand_in(store, tmp_path, replace(Choice("W1", mapping=MAPPING), dry=True), sheet(5))
    assert mappings.mappings(LOCAL, store) == []


def test_what_is_not_asked_any_more_is_left_out_of_a_remembered_mapping() -> None:
    """Item q9, the option 7 of q1 and the unit Z are gone; 0 says "no answer" and "" leaves a row out."""
    guideline = from_document(tomllib.loads(GUIDELINE))
    rules = (
        ColumnRule(name="a", role=Role.ITEM, target="q1", labels={"x": 1, "y": 7, "z": 0}),
        ColumnRule(name="b", role=Role.ITEM, target="q9"),
        ColumnRule(name="c", role=Role.OPTION, target="q1", option=7),
        ColumnRule(name="d", role=Role.UNIT),
    )
    told = Mapping(columns=rules, units={"one": "A", "two": "Z", "all": ""})
    unit = Unit.model_validate({"code": "A", "name": {"ja": "A", "en": "A"}, "valid_from": date(2025, 4, 1)})
    left = fitting(told, guideline, [unit])
    assert [(rule.name, rule.labels) for rule in left.columns] == [("a", {"x": 1, "z": 0}), ("d", {})]
    assert left.units == {"one": "A", "all": ""}


def test_headings_are_the_same_in_any_order_and_width() -> None:
    assert signature(["Ｑ１ 課", "回答日"]) == signature(["回答日", "Q1課"]) != signature(["回答日"])


def test_an_edited_mapping_reads_the_next_file_and_is_taken_back(store: Store, tmp_path: Path) -> None:
    """まあまあ comes to mean no, then yes again; so does one that was forgotten come back, byte for byte."""
    hand_in(store, tmp_path, Choice("W1", mapping=MAPPING), sheet(5))
    (row,) = mappings.mappings(LOCAL, store)
    before = mappings.show(LOCAL, store, row.mapping)
    told = from_toml(before)[0] or Mapping()
    rules = tuple(
        rule.model_copy(update={"labels": {"まあまあ": 2, "さっぱり": 1}}) if rule.target == "q1" else rule
        for rule in told.columns
    )
    mappings.change(LOCAL, store, row.mapping, told.model_copy(update={"columns": rules}))
    again = hand_in(store, tmp_path, Choice("W2", dry=True), sheet(6))
    [rule] = [rule for rule in (again.outcome.mapping or Mapping()).columns if rule.target == "q1"]
    assert (rule.labels["まあまあ"], rule.labels["さっぱり"]) == (2, 1)
    mappings.forget(LOCAL, store, row.mapping)
    assert mappings.take_back(LOCAL, store) == row.mapping
    assert mappings.take_back(LOCAL, store) == row.mapping
    assert (mappings.mappings(LOCAL, store), mappings.show(LOCAL, store, row.mapping)) == ([row], before)
    with pytest.raises(Refused, match="nothing_to_take_back"):
        mappings.take_back(LOCAL, store)


@pytest.mark.parametrize(
    ("mapping", "kind"),
    [
        (Mapping(columns=(ColumnRule(name="a", role=Role.ITEM, target="q9"),)), "mapping_item"),
        (Mapping(columns=(ColumnRule(name="a", role=Role.ITEM, target="q1", labels={"x": 7}),)), "mapping_code"),
        (Mapping(columns=(ColumnRule(name="a", role=Role.OPTION, target="q1", option=7),)), "mapping_code"),
        (Mapping(units={"x": "Z"}), "mapping_unit"),
    ],
)
def test_a_mapping_to_what_is_not_there_is_refused(store: Store, tmp_path: Path, mapping: Mapping, kind: str) -> None:
    hand_in(store, tmp_path, Choice("W1", mapping=MAPPING), sheet(5))
    (row,) = mappings.mappings(LOCAL, store)
    before = mappings.show(LOCAL, store, row.mapping)
    with pytest.raises(Refused, match=kind):
        mappings.change(LOCAL, store, row.mapping, mapping)
    assert mappings.show(LOCAL, store, row.mapping) == before
