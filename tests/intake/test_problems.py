"""Every kind of problem is a sentence in both languages that says what the file has; lists stay readable."""

import pytest

from intake.problems import LONGEST_WORDS, MOST_LISTED, SEVERITY, Kind, Problem, Severity, listed
from text.lookup import LANGUAGES, say

FULL = Problem(kind=Kind.NO_ROWS, row=17, column="部署", found="見つけた", expected="待った", count=3)
ABOUT_ROWS = [kind for kind in Kind if SEVERITY[kind] is Severity.ROW and kind is not Kind.MORE_FAULTS]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_its_sentence(kind: Kind, lang: str) -> None:
    """Any blank may stay empty; the sentence ends like one."""
    for problem in (FULL.model_copy(update={"kind": kind}), Problem(kind=kind)):
        sentence = say(f"problem.{kind}", lang, **problem.blanks())
        assert sentence.endswith("。" if lang == "ja" else ".")
        assert "{" not in sentence
        assert "None" not in sentence


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", ABOUT_ROWS)
def test_a_fault_of_a_row_names_the_row(kind: Kind, lang: str) -> None:
    assert "17" in say(f"problem.{kind}", lang, **FULL.blanks())


@pytest.mark.parametrize(
    ("kind", "severity"),
    [
        (Kind.EMPTY_FILE, Severity.REFUSE),
        (Kind.TOO_MANY_VALUES, Severity.REFUSE),
        (Kind.NO_UNIT, Severity.ROW),
        (Kind.MORE_FAULTS, Severity.ROW),
        (Kind.SHORT_ROW, Severity.NOTE),
        (Kind.RATE_ABOVE_ALL, Severity.NOTE),
    ],
)
def test_how_grave_a_kind_is(kind: Kind, severity: Severity) -> None:
    assert Problem(kind=kind).severity is severity


def test_the_order_of_judgement() -> None:
    """What refuses first, then rows as they stand in the sheet, then what is worth knowing."""
    given = [Kind.OTHER_SHEETS, Kind.UNKNOWN_OPTION, Kind.MISSING_COLUMN, Kind.NO_UNIT, Kind.TOO_WIDE]
    rows = {Kind.UNKNOWN_OPTION: 2, Kind.NO_UNIT: 5}
    found = listed(Problem(kind=kind, row=rows.get(kind)) for kind in given)
    assert [problem.kind for problem in found] == [
        Kind.TOO_WIDE,
        Kind.MISSING_COLUMN,
        Kind.UNKNOWN_OPTION,
        Kind.NO_UNIT,
        Kind.OTHER_SHEETS,
    ]


@pytest.mark.parametrize(
    ("faults", "length"),
    [(MOST_LISTED, MOST_LISTED), (MOST_LISTED + 1, MOST_LISTED + 1), (MOST_LISTED + 500, MOST_LISTED + 1)],
)
def test_a_thousand_are_listed_and_the_rest_counted(faults: int, length: int) -> None:
    found = listed(Problem(kind=Kind.NO_UNIT, row=row) for row in range(faults))
    assert len(found) == length
    assert sum(problem.count for problem in found) == faults


def test_long_cells_are_cut_in_problems() -> None:
    found = Problem(kind=Kind.UNKNOWN_UNIT, found="x" * 100_000).found
    assert found == "x" * LONGEST_WORDS + "…"
