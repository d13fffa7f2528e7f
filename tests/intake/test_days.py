"""Days in the ways people and tools write them; a whole column tells which number is the day, or that nobody can."""

from datetime import date
from pathlib import Path

import pytest

from intake import block
from intake.days import day, order, year
from intake.problems import Kind
from tests.intake.office import KNOWS, Rows, read, write


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2025-04-01", date(2025, 4, 1)),
        ("2025/4/1 9:00:00", date(2025, 4, 1)),
        ("2025-04-01T09:00:00+09:00", date(2025, 4, 1)),
        ("2025年4月1日", date(2025, 4, 1)),
        ("令和7年4月1日", date(2025, 4, 1)),
        ("R7.4.1", date(2025, 4, 1)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("昭和64年1月7日", date(1989, 1, 7)),
        ("4/30/2025 13:07:59", date(2025, 4, 30)),
        ("5/10/18 4:01", date(2018, 5, 10)),
        ("20250401", date(2025, 4, 1)),
        ("45748.375", date(2025, 4, 1)),
        ("2024/01/31 9:12:03 午前 GMT+9", date(2024, 1, 31)),
        ("Apr 1, 2025 9:05:00 am", date(2025, 4, 1)),
        ("April 1st 2025", date(2025, 4, 1)),
        ("1 April 2025", date(2025, 4, 1)),
        ("01-Apr-25", date(2025, 4, 1)),
        ("Tue Apr 01 2025 09:05:00 GMT+0900", date(2025, 4, 1)),
        ("Tue Apr 01 09:05:00 2025", date(2025, 4, 1)),
        ("Tuesday, 1 April 2025", date(2025, 4, 1)),
        ("2025年4月1日(火) 9:05", date(2025, 4, 1)),
        ("202504010905", date(2025, 4, 1)),
        ("Ｒ７．４．１", date(2025, 4, 1)),
        ("令和7/4/1", date(2025, 4, 1)),
        ("令7.4.1", date(2025, 4, 1)),
        ("㋿7年4月1日", date(2025, 4, 1)),
        ("Smarch 1, 2025", None),
        ("2025-02-30", None),
        ("きのう", None),
        ("", None),
    ],
)
def test_days(text: str, found: date | None) -> None:
    assert day(text) == found


@pytest.mark.parametrize(
    ("texts", "first", "doubtful"),
    [
        (["13/2/2025", "1/2/2025"], True, False),
        (["2/13/2025", "1/2/2025"], False, False),
        (["1/2/2025"], False, True),
        (["1.2.2025", "3.2.2025"], True, False),
        (["3/4/2025", "4/4/2025", "5/4/2025"], True, True),
        (["4/3/2025", "4/4/2025", "4/5/2025"], False, True),
        (["2025-02-01", "2025-02-13"], False, False),
        (["13/2/2025", "2/13/2025"], False, False),
    ],
)
def test_the_column_tells_the_order(texts: list[str], first: bool, doubtful: bool) -> None:
    """3, 4 and 5 April lie in three days; 4 March, 4 April and 4 May in two months."""
    found = order(texts)
    assert (found.day_first, found.doubtful) == (first, doubtful)
    assert order(texts, not first).doubtful is False


@pytest.mark.parametrize(
    ("texts", "found"), [(["25/04/01", "25/04/13"], date(2025, 4, 1)), (["04/01/25", "04/13/25"], date(2025, 4, 1))]
)
def test_short_years_in_front_or_behind(texts: list[str], found: date) -> None:
    assert day(texts[0], order(texts)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2025年度", 2025),
        ("令和7年度", 2025),
        ("R7年度 調査", 2025),
        ("FY2024", 2024),
        ("第3回", None),
        ("12345678", None),
    ],
)
def test_years(text: str, found: int | None) -> None:
    assert year(text) == found


def test_an_order_that_cannot_be_told_is_said(tmp_path: Path) -> None:
    rows: Rows = [["回答日", "所属", KNOWS.text.ja], ["3/4/2025", "010", "はい"], ["9/4/2025", "010", "はい"]]
    outcome = read(write(tmp_path, rows), "", KNOWS)
    assert [(p.found, p.expected) for p in outcome.problems if p.kind is Kind.DAY_ORDER] == [("3/4/2025", "2025-04-03")]
    assert outcome.columns[0].confidence < 0.9
    told = read(write(tmp_path, rows), "day_first = false", KNOWS)
    assert Kind.DAY_ORDER not in {p.kind for p in told.problems}
    assert told.block is not None
    days = block.responses(told.block).day
    assert days is not None
    assert sorted(days.tolist()) == [(date(2025, month, 4) - date(1970, 1, 1)).days for month in (3, 9)]
