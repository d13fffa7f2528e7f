"""Where a table stands: below titles and notes, under one header row or two."""

import pytest

from intake import layout

KNOWN = {"部署", "設問1", "設問2", "Organisation", "B01", "B02"}
Records = list[list[str]]


@pytest.mark.parametrize(
    ("records", "row", "rows", "names"),
    [
        ([["部署", "設問1"], ["010", "はい"]], 1, 1, ["部署", "設問1"]),
        ([["回答一覧", ""], ["", ""], ["部署", "設問1"], ["010", "はい"]], 3, 1, ["部署", "設問1"]),
        ([["作成日", "2025-04-01"], ["担当", "人事課"], ["部署", "設問1"], ["010", "はい"]], 3, 1, ["部署", "設問1"]),
        ([["名称", "値"], ["010", "75"], ["020", "80"]], 1, 1, ["名称", "値"]),
        (
            [["Respondent ID", "設問1", "", "設問2"], ["", "研修", "掲示", "Response"], ["17", "研修", "", "はい"]],
            2,
            2,
            ["Respondent ID", "設問1 / 研修", "設問1 / 掲示", "設問2"],
        ),
        (
            [["Table 2", "", ""], ["Organisation", "Work", ""], ["", "B01", "B02"], ["HQ", "0.9", "0.8"]],
            3,
            2,
            ["Organisation", "Work / B01", "Work / B02"],
        ),
        ([["設問1"], ["はい"], ["いいえ"]], 1, 1, ["設問1"]),
        (
            [
                ["Where?", "", "", "Why?"],
                ["Home", "Office", "Other (please specify)", "Response"],
                ["Home", "", "", "so"],
            ],
            2,
            2,
            ["Where? / Home", "Where? / Office", "Where? / Other (please specify)", "Why?"],
        ),
        (
            [["", "Which?", "", ""], ["", "Go", "Rust", "C"], ["", "Go", "", "C"], ["", "", "Rust", ""]],
            2,
            2,
            ["", "Which? / Go", "Which? / Rust", "Which? / C"],
        ),
        (
            [
                ["Start", "Where?", "Why?"],
                ["", "Response", "Response"],
                ["1 May", "Home", "so"],
                ["2 May", "Home", "so"],
            ],
            2,
            2,
            ["Start", "Where?", "Why?"],
        ),
        (
            [["Name of it", "", "Note"], ["a", "b", "c"], ["d", "e", "f"], ["g", "h", "i"]],
            1,
            1,
            ["Name of it", "", "Note"],
        ),
        ([["theme", "quote", ""], ["設問1", "long", "x"], ["so", "short", "y"]], 1, 1, ["theme", "quote", ""]),
    ],
)
def test_the_header_is_found(records: Records, row: int, rows: int, names: list[str]) -> None:
    found = layout.find(records, KNOWN.__contains__)
    assert found is not None
    assert (found.header_row, found.header_rows) == (row, rows)
    assert [heading.name for heading in found.headings] == names


@pytest.mark.parametrize("records", [[], [[]], [["", " "]]])
def test_there_may_be_none(records: Records) -> None:
    assert layout.find(records, KNOWN.__contains__) is None


def test_the_row_may_be_said() -> None:
    records = [["a", "b"], ["c", ""], ["d", "e"]]
    one, two = layout.at(records, 2, 1), layout.at(records, 2, 2)
    assert one is not None
    assert [heading.name for heading in one.headings] == ["c", ""]
    assert two is not None
    assert [heading.name for heading in two.headings] == ["a / c", "b"]
    assert layout.at(records, 4, 1) is None
    assert layout.at(records, 1, 2) is None
