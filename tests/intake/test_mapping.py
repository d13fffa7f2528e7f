"""Mapping files: read strictly, written so that they read back to the same, their faults in the words of the file."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.mapping import ColumnRule, FileKind, Mapping, Role, Scale, from_toml, to_toml
from intake.problems import Kind, Problem, Severity
from tests.intake.office import KNOWS, SAYS, Rows, read, write

FULL = """
kind = "totals"
encoding = "cp932"
sheet = "Sheet1"
header_row = 3
header_rows = 2
missing = ["NA", "n/a"]
scale = "percent"
unit = "010"

[[column]]
name = "部署コード"
role = "unit"

[[column]]
number = 3
role = "item"
target = "q1"
[column.labels]
"Yes" = 1
"「はい」" = 1

[units]
"Civil Service benchmark" = ""
"""


def test_a_full_mapping() -> None:
    mapping, problems = from_toml(FULL)
    assert problems == ()
    assert mapping == Mapping(
        kind=FileKind.TOTALS,
        encoding="cp932",
        sheet="Sheet1",
        header_row=3,
        header_rows=2,
        missing=("NA", "n/a"),
        scale=Scale.PERCENT,
        unit="010",
        columns=(
            ColumnRule(name="部署コード", role=Role.UNIT),
            ColumnRule(number=3, role=Role.ITEM, target="q1", labels={"Yes": 1, "「はい」": 1}),
        ),
        units={"Civil Service benchmark": ""},
    )


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("kind = ", "Invalid value"),
        ('kind = "answers"', "kind"),
        ('colour = "red"', "colour"),
        ('encoding = "klingon"', "klingon"),
        ("header_row = 0", "header_row"),
        ('[[column]]\nrole = "unit"', "column.1"),
        ('[[column]]\nname = "a"\nrole = "boss"', "column.1.role"),
        ('[[column]]\nname = "a"\nrole = "item"', "target"),
        ('[[column]]\nname = "a"\nrole = "option"\ntarget = "q1"', "option"),
    ],
)
def test_faults(toml: str, words: str) -> None:
    mapping, problems = from_toml(toml)
    assert mapping is None
    assert [problem.kind for problem in problems] == [Kind.MAPPING_UNREADABLE]
    assert words in (problems[0].found or "")


WORDS = st.text(max_size=6)
NAMES = st.text(min_size=1, max_size=6)
RULES = st.builds(
    ColumnRule,
    name=NAMES,
    number=st.none() | st.integers(1, 500),
    role=st.just(Role.OPTION),
    target=NAMES,
    option=st.integers(1, 254),
    labels=st.dictionaries(WORDS, st.integers(0, 254) | WORDS, max_size=2),
)
MAPPINGS = st.builds(
    Mapping,
    kind=st.none() | st.sampled_from(FileKind),
    encoding=st.none() | st.just("cp932"),
    sheet=st.none() | WORDS,
    header_row=st.none() | st.integers(1, 9),
    header_rows=st.sampled_from((None, 1, 2)),
    missing=st.lists(WORDS, max_size=2).map(tuple),
    scale=st.sampled_from(Scale),
    unit=st.none() | WORDS,
    columns=st.lists(RULES, max_size=2).map(tuple),
    units=st.dictionaries(WORDS, WORDS, max_size=2),
)


@given(MAPPINGS)
def test_what_is_remembered_reads_back(mapping: Mapping) -> None:
    assert from_toml(to_toml(mapping)) == (mapping, ())


HEAD = ["所属", "行動指針を知っていますか。", "行動指針を知っていますか。", "ご意見"]
TABLE: Rows = [HEAD, ["010", "はい", "いいえ", "x"]]


def refusals(tmp_path: Path, how: str) -> list[Problem]:
    return [p for p in read(write(tmp_path, TABLE), how, KNOWS, SAYS).problems if p.severity is Severity.REFUSE]


@pytest.mark.parametrize(
    ("rule", "kind", "column", "found"),
    [
        ('name = "意見"\nrole = "ignore"', Kind.UNKNOWN_COLUMN, "意見", "ご意見, 所属, 行動指針を知っていますか。"),
        ('number = 9\nrole = "ignore"', Kind.UNKNOWN_COLUMN, "9", None),
        (f'name = "{HEAD[1]}"\nrole = "item"\ntarget = "q1"', Kind.REPEATED_HEADING, HEAD[1], "2, 3"),
        ('name = "ご意見"\nrole = "item"\ntarget = "q9"', Kind.UNKNOWN_TARGET, "ご意見", "q9"),
        ('number = 2\nrole = "item"\ntarget = "q1"\nlabels = {"ok" = 5}', Kind.UNKNOWN_CODE, HEAD[1], "5"),
        ('number = 2\nrole = "option"\ntarget = "q1"\noption = 7', Kind.UNKNOWN_CODE, HEAD[1], "7"),
    ],
)
def test_a_mapping_that_does_not_fit_the_file(
    tmp_path: Path, rule: str, kind: Kind, column: str, found: str | None
) -> None:
    problem = refusals(tmp_path, f"[[column]]\n{rule}")[0]
    assert (problem.kind, problem.column) == (kind, column)
    assert found is None or problem.found == found


def test_a_column_that_moved_is_found_by_its_name(tmp_path: Path) -> None:
    outcome = read(write(tmp_path, TABLE), '[[column]]\nnumber = 2\nname = "ご意見"\nrole = "ignore"', KNOWS, SAYS)
    assert [column.role for column in outcome.columns] == [Role.UNIT, Role.ITEM, Role.IGNORE, Role.IGNORE]


def test_a_remembered_rule_is_silent_where_its_column_is_missing(tmp_path: Path) -> None:
    how = 'remembered = true\n[[column]]\nname = "去年の設問"\nrole = "item"\ntarget = "q1"'
    assert refusals(tmp_path, how) == []


def test_two_rules_for_the_same_thing(tmp_path: Path) -> None:
    how = "\n".join(f'[[column]]\nnumber = {number}\nrole = "item"\ntarget = "q1"' for number in (2, 3))
    assert [p.kind for p in refusals(tmp_path, how)] == [Kind.TWO_COLUMNS]
    twice = '[[column]]\nnumber = 2\nrole = "ignore"\n' * 2
    assert [p.kind for p in refusals(tmp_path, twice)] == [Kind.TWO_COLUMNS]


@pytest.mark.parametrize("how", ['sheet = "ない"', "header_row = 99"])
def test_a_place_the_file_does_not_have(tmp_path: Path, how: str) -> None:
    outcome = read(write(tmp_path, TABLE, "xlsx"), how, KNOWS, SAYS)
    assert [p.kind for p in outcome.problems] == [Kind.SHEET_MISSING if "sheet" in how else Kind.NO_HEADER]


def test_names_are_compared_as_people_write_them(tmp_path: Path) -> None:
    """Width and spaces do not matter; the numbering in front does not, unless two headings differ by it alone."""
    rows = [["所属", "Ｑ１． 質問", "Ｑ２． 質問"], ["010", "はい", "いいえ"]]
    for name, code in (("Q1.質問", 1), ("Q2. 質問", 2)):
        outcome = read(write(tmp_path, rows), f'[[column]]\nname = "{name}"\nrole = "item"\ntarget = "q1"', KNOWS)
        assert outcome.rows_stored == 1, code
    assert Kind.REPEATED_HEADING in {
        p.kind
        for p in read(write(tmp_path, rows), '[[column]]\nname = "質問"\nrole = "item"\ntarget = "q1"', KNOWS).problems
    }
