"""The effective mapping says everything that was recognised: given back, the same file gives the same result."""

from pathlib import Path

import pytest

from intake.check import judge
from intake.effective import for_another_file
from intake.mapping import Mapping, Role, Scale, from_toml, to_toml
from intake.problems import Kind
from intake.task import Outcome
from measure.questionnaire import Item
from tests.intake.office import ACTS, HOW, KNOWS, SAYS, Rows, read, share_item, task, write

SHEETS: Rows = [
    ["職員意識調査", "", "", "", "", "", ""],
    ["ID", "回答日", "所属", "audience", KNOWS.text.ja, ACTS.text.ja, HOW.text.ja],
    [11, "13/4/2025", "総務局", "全職員", "○", "1 そう思う", "研修;友人から聞いた"],
    [12, "3/4/2025", "010", "専門人材", "×", 2, "掲示、回覧"],
    [13, "4/4/2025", "財務局/企画課", "", "無回答", "5 そう思わない", ""],
]
SHARES: Rows = [["所属", "集計対象数", "B01", "B02"], ["総務局", 200, "75%", "80%"], ["財務局", 100, "50%", ""]]
LONG: Rows = [["unit", "indicator", "share", "base"], ["010", "awareness", 0.75, 200], ["020", "認知", 0.5, 10]]
ITEMS = (share_item("B01", "B01"), share_item("B02", "B02"))


def again(path: Path, first: Outcome, *items: Item) -> Outcome:
    """The same file with the first reading's mapping, which went through TOML as the store keeps it."""
    assert first.mapping is not None
    known, problems = from_toml(to_toml(first.mapping))
    assert problems == ()
    return judge(task(path, "", *items, mapping=known))


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "ods"])
@pytest.mark.parametrize(
    ("rows", "items"), [(SHEETS, (KNOWS, ACTS, HOW)), (SHARES, ITEMS), (LONG, (KNOWS,))], ids=["sheets", "wide", "long"]
)
def test_given_back_it_gives_the_same(tmp_path: Path, rows: Rows, items: tuple[Item, ...], suffix: str) -> None:
    path = write(tmp_path, rows, suffix)
    first = judge(task(path, "", *items))
    assert first.rows_stored == first.rows_read > 0, first.problems
    second = again(path, first, *items)
    assert second.block == first.block
    assert (second.content, second.by_unit, second.rows_stored) == (first.content, first.by_unit, first.rows_stored)
    assert second.mapping == first.mapping
    assert {column.reason for column in second.columns} == {"mapping"}


def test_it_says_what_was_recognised(tmp_path: Path) -> None:
    found = read(write(tmp_path, SHEETS, encoding="cp932"), "", KNOWS, ACTS, HOW).mapping
    assert found is not None
    assert (found.encoding, found.header_row, found.header_rows, found.day_first) == ("cp932", 2, 1, True)
    assert found.units == {"総務局": "010", "010": "010", "財務局/企画課": "021"}
    roles = [(rule.role, rule.target) for rule in found.columns]
    assert roles == [
        *((Role.ID, None), (Role.DATE, None), (Role.UNIT, None), (Role.SEGMENT, "audience")),
        *((Role.ITEM, "q1"), (Role.ITEM, "q2"), (Role.ITEM, "q3")),
    ]
    labels = [rule.labels for rule in found.columns[4:]]
    assert labels == [
        {"○": 1, "×": 2},
        {"1 そう思う": 5, "2": 4, "5 そう思わない": 1},
        {"研修": 1, "掲示、回覧": 2},
    ]


def test_what_people_wrote_themselves_is_not_remembered(tmp_path: Path) -> None:
    found = read(write(tmp_path, SHEETS), "", KNOWS, ACTS, HOW).mapping
    assert found is not None
    assert "友人" not in to_toml(found)


def test_a_whole_file_unit_and_a_scale(tmp_path: Path) -> None:
    path = write(tmp_path, [row[1:] for row in SHARES[:2]])
    found = read(path, 'unit = "010"\nkind = "totals"', *ITEMS).mapping
    assert found is not None
    assert (found.unit, found.scale) == ("010", Scale.PERCENT)


def test_for_another_file_nothing_of_this_one_is_left(tmp_path: Path) -> None:
    """The next wave's file is in another encoding, has a new column in front, and lacks one that was known."""
    known = read(
        write(tmp_path, SHEETS, encoding="cp932"),
        '[[column]]\nnumber = 5\nrole = "item"\ntarget = "q1"',
        KNOWS,
        ACTS,
        HOW,
    ).mapping
    assert known is not None
    rows = [["新しい列", "所属", KNOWS.text.ja], ["x", "010", "はい"]]
    outcome = judge(task(write(tmp_path, rows), "", KNOWS, SAYS, mapping=for_another_file(known)))
    assert outcome.by_unit == {"010": 1}
    assert outcome.columns[2].target == "q1"
    assert Kind.UNKNOWN_COLUMN not in {problem.kind for problem in outcome.problems}


def test_a_refused_file_still_says_how_it_was_understood(tmp_path: Path) -> None:
    outcome = read(write(tmp_path, [["所属", KNOWS.text.ja], ["どこか", "はい"]]), "", KNOWS)
    assert outcome.refused
    assert outcome.mapping is not None
    assert [rule.role for rule in outcome.mapping.columns] == [Role.UNIT, Role.ITEM]
    unread = read(write(tmp_path, [["所属"]], "csv", "utf-16-le"), "", KNOWS)
    assert unread.mapping is None or isinstance(unread.mapping, Mapping)
