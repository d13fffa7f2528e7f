"""What an organisation tells: a part of a list leaves the rest where it was, and what is wrong with a file is said in words."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from actions import organise, receipt
from actions.refused import Refused
from actions.users import LOCAL
from db.engine import Store
from intake.problems import Kind, Problem
from measure.organisation import in_order
from tests.actions.town import GUIDELINE, town, write
from text.lookup import LANGUAGES, say


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = town(f"sqlite:///{tmp_path / 'store.sqlite3'}", tmp_path)
    yield opened
    opened.close()


def codes(store: Store) -> list[str]:
    return list(dict.fromkeys(unit.code for unit in organise.units(LOCAL, store)))


def test_a_later_list_of_some_units_leaves_the_others_in_their_order(store: Store, tmp_path: Path) -> None:
    """TOWN, A, B, C are there; B is called otherwise from October on, and B2 begins behind it."""
    later = write(tmp_path, "later.csv", "code,name,parent\nB,納税課,TOWN\nB2,収納係,B\n")
    organise.import_units(LOCAL, store, later, date(2025, 10, 1))
    assert codes(store) == ["TOWN", "A", "B", "B2", "C"]
    names = [unit.name.ja for unit in organise.units(LOCAL, store) if unit.code == "B"]
    assert names == ["税務課", "納税課"]


def test_a_list_of_all_units_brings_its_own_order(store: Store, tmp_path: Path) -> None:
    whole = write(
        tmp_path, "whole.csv", "code,name,parent\nTOWN,町役場,\nC,会計室,TOWN\nB,税務課,TOWN\nA,総務課,TOWN\n"
    )
    organise.import_units(LOCAL, store, whole, date(2025, 10, 1))
    assert codes(store) == ["TOWN", "C", "B", "A"]


@pytest.mark.parametrize(
    ("known", "told", "order"),
    [
        ("", "AB", "AB"),
        ("ABC", "CBA", "CBA"),
        ("ABC", "CBAD", "CBAD"),
        ("ABC", "BX", "ABXC"),
        ("ABC", "XB", "ABCX"),
        ("ABC", "AXYB", "AXYBC"),
        ("AABC", "BB", "ABC"),
    ],
)
def test_the_order_of_units(known: str, told: str, order: str) -> None:
    assert "".join(in_order(known, told)) == order


WRONG = {
    "missing": ('key = "values"', ""),
    "extra": ('key = "values"', 'key = "values"\ncolour = "red"'),
    "choice": ('direction = "favourable"', 'direction = "good"'),
    "value": ("code = 1", 'code = "one"'),
    "code_twice": ("code = 2", "code = 1"),
    "item_twice": ('key = "q2"', 'key = "q1"'),
    "indicator_twice": ('key = "readership"', 'key = "awareness"'),
    "no_item": ('item = "q2"', 'item = "q3"'),
    "no_scale": ('scale = "yes_no"', 'scale = "no"'),
    "no_norm": ('item = "q2"', 'item = "q2"\nnorm = 3'),
    "shape": ("[[scale]]\nkey", "[[scale]]\nname"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_wrong_with_a_guideline_file_is_said_in_both_languages(tmp_path: Path, kind: str) -> None:
    """No word of the library that reads it gets through: in Japanese nothing stands in English but names of the file's."""
    before, after = WRONG[kind]
    assert before in GUIDELINE
    with pytest.raises(Refused) as found:
        organise.read_guideline(write(tmp_path, "g.toml", GUIDELINE.replace(before, after, 1)))
    assert found.value.kind == f"guideline_{kind}"
    for lang in LANGUAGES:
        sentence = say(f"refused.{found.value.kind}", lang, **found.value.blanks)
        assert "g.toml" in sentence
        assert not {"Input", "Field", "valid", "pydantic"} & set(sentence.replace("'", " ").split())


def test_codes_of_several_choices_have_a_limit(tmp_path: Path) -> None:
    many = GUIDELINE.replace('key = "q1"', 'key = "q1"\nkind = "multiple"').replace("code = 2", "code = 64")
    with pytest.raises(Refused, match="guideline_codes_many"):
        organise.read_guideline(write(tmp_path, "g.toml", many))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_unit_without_a_near_name_is_told_without_one(lang: str) -> None:
    alone = Problem(kind=Kind.UNKNOWN_UNIT, row=3, column="所属", found="火星課")
    assert "—" not in receipt.message(alone, lang)
    assert "火星課" in receipt.message(alone, lang)
    near = alone.model_copy(update={"expected": "会計室 [C]"})
    assert "会計室 [C]" in receipt.message(near, lang)
