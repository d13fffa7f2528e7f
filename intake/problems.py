"""What can be wrong with a file: every kind of problem, how grave it is, and the list they are gathered in.

Order of judgement: unreadable; too many rows; no rows; missing column; rows. Later steps are not tried when an
earlier one refused, because their verdicts would only be consequences of the first.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

MOST_LISTED = 1_000
LONGEST_WORDS = 300


def _clipped(words: str) -> str:
    return words if len(words) <= LONGEST_WORDS else words[:LONGEST_WORDS] + "…"


Words = Annotated[str, AfterValidator(_clipped)]


class Severity(StrEnum):
    """Whether the file is refused, a row is at fault, or something is only worth knowing."""

    REFUSE = "refuse"
    ROW = "row"
    NOTE = "note"


class Kind(StrEnum):
    """One sentence each in text/*.toml under `problem.<kind>`."""

    # the file as a whole
    EMPTY_FILE = "empty_file"
    TOO_LARGE = "too_large"
    NOT_A_TABLE = "not_a_table"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    ARCHIVE_MEMBERS = "archive_members"
    ARCHIVE_SIZE = "archive_size"
    ARCHIVE_NAMES = "archive_names"
    ARCHIVE_METHOD = "archive_method"
    ARCHIVE_DOCTYPE = "archive_doctype"
    UNKNOWN_ENCODING = "unknown_encoding"
    GARBLED = "garbled"
    OUT_OF_LIMITS = "out_of_limits"
    READER_STOPPED = "reader_stopped"
    CANCELLED = "cancelled"
    SHEET_MISSING = "sheet_missing"
    MAPPING_UNREADABLE = "mapping_unreadable"
    # its size
    TOO_WIDE = "too_wide"
    TOO_MANY_ROWS = "too_many_rows"
    CELL_TOO_LONG = "cell_too_long"
    NO_HEADER = "no_header"
    NO_ROWS = "no_rows"
    # its columns
    MISSING_COLUMN = "missing_column"
    UNKNOWN_COLUMN = "unknown_column"
    REPEATED_HEADING = "repeated_heading"
    UNKNOWN_TARGET = "unknown_target"
    UNKNOWN_CODE = "unknown_code"
    TWO_COLUMNS = "two_columns"
    NOTHING_TO_STORE = "nothing_to_store"
    AMBIGUOUS_SCALE = "ambiguous_scale"
    TOO_MANY_VALUES = "too_many_values"
    # what its wave has already
    OVERLAP = "overlap"
    PERHAPS_AGAIN = "perhaps_again"
    OTHERWISE_READ = "otherwise_read"
    # its rows
    NO_UNIT = "no_unit"
    UNKNOWN_UNIT = "unknown_unit"
    AMBIGUOUS_UNIT = "ambiguous_unit"
    UNKNOWN_OPTION = "unknown_option"
    UNKNOWN_VALUE = "unknown_value"
    RESERVED_SIGN = "reserved_sign"
    UNREADABLE_TENURE = "unreadable_tenure"
    TENURE_TOO_LONG = "tenure_too_long"
    TENURE_OUT_OF_BANDS = "tenure_out_of_bands"
    ARRIVED_LATER = "arrived_later"
    TWO_OPTIONS = "two_options"
    UNREADABLE_NUMBER = "unreadable_number"
    SHARE_OUT_OF_RANGE = "share_out_of_range"
    UNREADABLE_WEIGHT = "unreadable_weight"
    UNIT_TWICE = "unit_twice"
    LONG_ROW = "long_row"
    MORE_FAULTS = "more_faults"
    # worth knowing
    SHORT_ROW = "short_row"
    UNREADABLE_DAY = "unreadable_day"
    OTHER_TEXT = "other_text"
    RANGE_BECAME_DAY = "range_became_day"
    NO_ANSWER_WORDS = "no_answer_words"
    NOTHING_TICKED = "nothing_ticked"
    DAY_ORDER = "day_order"
    SAME_QUESTION = "same_question"
    STALE_COLUMN = "stale_column"
    COPIED_ROWS = "copied_rows"
    TOTAL_ROWS = "total_rows"
    BELOW_TABLE = "below_table"
    HIDDEN_CELLS = "hidden_cells"
    OTHER_TABLES = "other_tables"
    UNUSED_COLUMN = "unused_column"
    DROPPED_COLUMN = "dropped_column"
    MISSING_ITEM = "missing_item"
    MISSING_AUDIENCE = "missing_audience"
    OTHER_SHEETS = "other_sheets"
    WESTERN_GUESS = "western_guess"
    UNDONE = "undone"
    WHOLE_FILE_UNIT = "whole_file_unit"
    LEFT_OUT = "left_out"
    NO_FIGURES = "no_figures"
    INDICATOR_LEFT_OUT = "indicator_left_out"
    RATE_ABOVE_ALL = "rate_above_all"
    REPLACES = "replaces"
    ADDED = "added"


_ROW_FROM, _NOTE_FROM = list(Kind).index(Kind.NO_UNIT), list(Kind).index(Kind.SHORT_ROW)
SEVERITY: dict[Kind, Severity] = {
    kind: Severity.REFUSE if at < _ROW_FROM else Severity.ROW if at < _NOTE_FROM else Severity.NOTE
    for at, kind in enumerate(Kind)
}
PLACE = {kind: at for at, kind in enumerate(Kind)}


class Problem(BaseModel):
    """One thing to mend or to know; `row` is the spreadsheet's row number, `count` how often it stands there."""

    model_config = ConfigDict(frozen=True)

    kind: Kind
    row: int | None = None
    column: Words | None = None
    found: Words | None = None
    expected: Words | None = None
    count: int = 1

    @property
    def severity(self) -> Severity:
        return SEVERITY[self.kind]

    def blanks(self) -> dict[str, str | int]:
        """What fills the blanks of its sentence."""
        words = {"row": self.row, "column": self.column, "found": self.found, "expected": self.expected}
        return {name: "—" if value is None else value for name, value in words.items()} | {"count": self.count}


class Refused(Exception):
    """The file cannot be judged any further; carries the problems that say why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(", ".join(problem.kind for problem in problems))
        self.problems = problems


def listed(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """In the order of judgement, row faults by row and counted instead of listed after the first thousand."""
    order = list(Severity)
    ordered = sorted(problems, key=lambda p: (order.index(p.severity), p.row or 0, PLACE[p.kind]))
    faults = [problem for problem in ordered if problem.severity is Severity.ROW]
    if len(faults) <= MOST_LISTED:
        return tuple(ordered)
    rest = Problem(kind=Kind.MORE_FAULTS, count=sum(problem.count for problem in faults[MOST_LISTED:]))
    refusals = [problem for problem in ordered if problem.severity is Severity.REFUSE]
    notes = [problem for problem in ordered if problem.severity is Severity.NOTE]
    return (*refusals, *faults[:MOST_LISTED], rest, *notes)
