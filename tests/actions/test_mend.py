"""Every fix is a mapping: what it says, and that a file read under it is read so."""

import tomllib
from datetime import date

import pytest

from actions import mend
from actions.mend import ColumnSeen, Doubt, Mapping, Meaning, Role
from actions.refused import Refused
from intake.mapping import ColumnRule, FileKind, from_toml
from intake.problems import Kind, Problem
from intake.task import Outcome, Reason
from measure.document import from_document
from measure.organisation import Unit
from measure.questionnaire import Direction, Item, ItemKind, Option, Wording
from tests.ui.town import GUIDELINE

UNIT = ColumnSeen(name="所属", number=1, role=Role.UNIT)
Q1 = ColumnSeen(name="問1", number=2, role=Role.ITEM, target="q1")
Q2 = ColumnSeen(name="問2", number=3, role=Role.IGNORE, confidence=0.5, reason=Reason.UNRECOGNISED)


def unit(code: str, name: str, *aliases: str) -> Unit:
    return Unit(code=code, name=Wording(ja=name, en=name), aliases=aliases, valid_from=date(2025, 4, 1), valid_to=None)


def fault(kind: Kind, row: int, found: str, column: str = "所属") -> Problem:
    return Problem(kind=kind, row=row, column=column, found=found)


def test_a_word_is_asked_about_once_with_all_its_rows() -> None:
    problems = (
        fault(Kind.UNKNOWN_UNIT, 2, "秘書"),
        fault(Kind.UNKNOWN_OPTION, 3, "たぶん", "問1"),
        fault(Kind.UNKNOWN_UNIT, 9, "秘書"),
        fault(Kind.NO_UNIT, 4, ""),
        fault(Kind.UNKNOWN_UNIT, 5, "総務"),
    )
    found = mend.doubts(Outcome(columns=(UNIT, Q1), problems=problems))
    assert [(doubt.column.number, doubt.found, doubt.rows) for doubt in found] == [
        (1, "秘書", (2, 9)),
        (2, "たぶん", (3,)),
        (1, "総務", (5,)),
    ]


@pytest.mark.parametrize(
    ("found", "first"),
    [
        ("秘書しつ", "A3"),
        ("人事か", "A1"),
        ("町役場 福祉部 高齢福祉課", "B1"),
        ("Ａ２", "A2"),
        ("コールセンター", None),
    ],
)
def test_the_likeliest_units_come_first(found: str, first: str | None) -> None:
    units = [unit("A1", "人事課"), unit("A2", "文書課"), unit("A3", "秘書室"), unit("B1", "高齢福祉課", "高福")]
    assert next(iter(mend.likely(found, units)), None) == first


def test_words_become_units_and_labels_of_their_column() -> None:
    given: list[tuple[Doubt, str | int]] = [
        (Doubt(UNIT, "秘書", (2,)), "A3"),
        (Doubt(Q1, "たぶん", (3,)), 0),
        (Doubt(Q1, "うん", (4,)), 1),
    ]
    mapping = mend.with_words(Mapping(units={"古い課": "A1"}), given)
    assert mapping.units == {"古い課": "A1", "秘書": "A3"}
    [rule] = mapping.columns
    assert (rule.name, rule.number, rule.role, rule.target) == ("問1", 2, Role.ITEM, "q1")
    assert rule.labels == {"たぶん": 0, "うん": 1}


def test_a_column_that_takes_over_a_meaning_leaves_no_other_rule_with_it() -> None:
    before = Mapping(columns=(ColumnRule(name="問1", role=Role.ITEM, target="q1"),))
    after = mend.with_columns(before, [(Q2, Meaning(Role.ITEM, "q1"))])
    assert [(rule.name, rule.target) for rule in after.columns] == [("問2", "q1")]
    both = mend.with_columns(after, [(Q1, Meaning(Role.IGNORE)), (UNIT, Meaning(Role.IGNORE))])
    assert [(rule.number, rule.role) for rule in both.columns] == [(3, "item"), (2, "ignore"), (1, "ignore")]


def test_a_column_may_be_every_question_and_every_option_of_several_answers() -> None:
    options = tuple(Option(code=code, label=Wording(ja=str(code), en="x")) for code in (1, 2))
    item = Item(key="q9", text=Wording(ja="九", en="nine"), kind=ItemKind.MULTIPLE, options=options)

    guideline = from_document(tomllib.loads(GUIDELINE))
    wide = guideline.model_copy(update={"items": (*guideline.items, item)})
    found = mend.meanings(FileKind.RESPONSES, wide, ["tenure"])
    plain = [(m.role.value, m.target, m.option) for m in found][:6]
    assert plain == [
        ("item", "q1", None),
        ("item", "q2", None),
        ("item", "q9", None),
        ("option", "q9", 1),
        ("option", "q9", 2),
        ("segment", "tenure", None),
    ]
    assert Meaning(Role.SHARE) not in found
    assert Meaning(Role.SHARE) in mend.meanings(FileKind.TOTALS, wide, [])
    assert item.codes(Direction.FAVOURABLE) == ()


def test_the_mapping_to_take_away_reads_back_with_all_that_was_said() -> None:
    q1 = ColumnRule(name="問1", role=Role.ITEM, target="q1", labels={"うん": 1})
    whole = ColumnRule(name="所属", role=Role.UNIT)
    outcome = Outcome(mapping=Mapping(units={"秘書": "A3"}, columns=(whole, q1)))
    mapping, problems = from_toml(mend.as_file(outcome).decode())
    assert problems == ()
    assert mapping is not None
    assert (mapping.units, mapping.columns) == ({"秘書": "A3"}, (whole, q1))


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"columns = 1", b'encoding = "klingon"'])
def test_a_file_that_is_no_mapping_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(Refused, match="mapping_wrong"):
        mend.from_file(data, "m.toml")


MAIL = ColumnSeen(name="メール", number=2, role=Role.PERSON)
SHEET = "部署,メール,問\r\n総務,a@example.jp,①\r\n".encode("cp932")


@pytest.mark.parametrize(
    ("encoding", "lines"), [("cp932", ("部署 | 問", "総務 | ①")), ("utf-8", None), ("euc_jp", None)]
)
def test_first_lines_are_strict_and_show_nobody(encoding: str, lines: tuple[str, ...] | None) -> None:
    seen = Outcome(columns=(UNIT, MAIL, Q2))
    assert mend.first_lines(SHEET, encoding, seen) == lines


def test_of_columns_nobody_knows_yet_only_the_headings_are_shown() -> None:
    assert mend.first_lines(SHEET, "cp932", Outcome()) == ("部署 | メール | 問",)


def test_the_same_fault_is_listed_once_with_its_rows_and_count() -> None:
    problems = [fault(Kind.UNKNOWN_UNIT, row, "秘書") for row in (2, 9, 11)] + [fault(Kind.UNKNOWN_UNIT, 5, "総務")]
    assert [(one.found, rows, count) for one, rows, count in mend.to_do(problems)] == [
        ("秘書", (2, 9, 11), 3),
        ("総務", (5,), 1),
    ]


def test_two_things_that_one_row_lacks_are_two_to_mend() -> None:
    """Headings with neither a department nor a question: each has its own way to be mended."""
    wanted = ("Department", "Do you know the guideline?")
    lacks = [Problem(kind=Kind.MISSING_COLUMN, row=1, found="date, goods", expected=each) for each in wanted]
    assert [(one.expected, rows, count) for one, rows, count in mend.to_do(lacks)] == [
        ("Department", (1,), 1),
        ("Do you know the guideline?", (1,), 1),
    ]
