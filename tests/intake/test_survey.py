"""What stands in a file of which no questionnaire is known: answers of choices, never texts, persons or ids."""

from pathlib import Path

import pytest

from tests.intake.office import Cell, read, write


def seen(folder: Path, cells: list[Cell], heading: str = "設問") -> tuple[tuple[str, ...], bool]:
    path = write(folder, [["回答日", heading], *(["2025-04-01", cell] for cell in cells)])
    column = read(path, guideline=None, units=(), segments={}, survey=True).columns[1]
    return column.values, column.several


@pytest.mark.parametrize(
    ("cells", "values", "several"),
    [
        (["はい", "いいえ", "", "はい", "無回答", "はい"], ("はい", "いいえ"), False),
        (["5", "4", "5", "4"], ("5", "4"), False),
        (["研修;掲示;", "掲示;", "研修;", "研修;掲示;"], ("研修", "掲示"), True),
        (["A;#B", "A", "B;#C", "C", "A;#B;#C", "B"], ("A", "B", "C"), True),
        (["A, B", "B, C", "A, C", "A, B, C"] * 2, ("A", "B", "C"), True),
        (["Talks (at work, at home), Mail", "Mail", "Talks (at work, at home)", "Web, Mail", "Web"] * 2, ("Talks (at work, at home)", "Mail", "Web"), True),
        (["Yes, often, Mail", "Yes, often", "Mail, Web", "Web", "Web, Yes, often"] * 2, ("Yes, often", "Mail", "Web"), True),
        (["Yes, of course", "No, never", "Yes, of course", "No, never"], ("Yes, of course", "No, never"), False),
        ([f"意見その{n}" for n in range(9)], (), False),
        ([f"{n}番" for n in range(61)] * 3, (), False),
        (["x" * 201, "x" * 201, "y"], (), False),
    ],
)  # fmt: skip
def test_answers(tmp_path: Path, cells: list[Cell], values: tuple[str, ...], several: bool) -> None:
    assert seen(tmp_path, cells) == (values, several)


@pytest.mark.parametrize("heading", ["氏名", "メールアドレス", "ID", "タイムスタンプ"])
def test_persons_ids_and_moments_are_not_told(tmp_path: Path, heading: str) -> None:
    assert seen(tmp_path, ["a", "b", "a", "b"], heading) == ((), False)


def test_addresses_are_not_told_whatever_their_heading(tmp_path: Path) -> None:
    assert seen(tmp_path, ["a@example.jp", "b@example.jp"] * 3) == ((), False)


def test_nothing_is_told_that_was_not_asked_for(tmp_path: Path) -> None:
    path = write(tmp_path, [["回答日", "設問"], ["2025-04-01", "はい"], ["2025-04-01", "はい"]])
    assert [column.values for column in read(path, guideline=None, units=()).columns] == [(), ()]
