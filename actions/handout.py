"""The problems of a file to take away, as CSV and XLSX: what stands on the page, and all of it."""

from collections.abc import Sequence

from actions.mend import Problem
from actions.receipt import message
from reports.sheet import Cell, Sheet, as_csv, as_xlsx
from text.lookup import say

COLUMNS = ("row", "column", "found", "message", "count")


def _sheet(problems: Sequence[Problem], lang: str) -> Sheet:
    rows: list[list[Cell]] = [
        [problem.row, problem.column, problem.found, message(problem, lang), problem.count] for problem in problems
    ]
    return Sheet(say("upload.mend_file", lang), [say(f"upload.problem.{name}", lang) for name in COLUMNS], rows)


def problems_csv(problems: Sequence[Problem], lang: str) -> bytes:
    """One line a problem, with the number its row has in a spreadsheet."""
    return as_csv(_sheet(problems, lang))


def problems_xlsx(problems: Sequence[Problem], lang: str) -> bytes:
    """The same as a workbook."""
    return as_xlsx(_sheet(problems, lang))


def listed_xlsx(name: str, headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """Any list of a page as a workbook."""
    return as_xlsx(Sheet(name, headings, rows))
