"""What the child process is asked and what it answers: plain values that travel as JSON."""

from datetime import date
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from intake.mapping import FileKind, Mapping, Role
from intake.memory import Memory
from intake.problems import Problem, Severity
from measure.organisation import Unit
from measure.questionnaire import Frozen, Guideline


class Limits(Frozen):
    """How much a file may be and may cost; beyond it the file is refused in words."""

    file_bytes: int = 50_000_000
    text_bytes: int = 600_000_000
    members: int = 2_000
    unpacked_bytes: int = 300_000_000
    unpacked_ratio: int = 100
    rows: int = 1_100_000
    columns: int = 500
    cell_text: int = 32_767
    memory_bytes: int = 2_000_000_000
    cpu_seconds: int = 120
    wall_seconds: int = 180
    answer_bytes: int = 1_000_000_000


class Task(Frozen):
    """One file to read. Segments hold the known values of each segment; an empty tuple leaves them open.

    `fieldwork` is the wave's first and last day; `salt` is the store's own and makes digests of response ids;
    `survey` asks for the values of every column.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_bytes="base64", val_json_bytes="base64")

    path: Path
    file_name: str
    dry: bool = False
    kind: FileKind | None = None
    mapping: Mapping | None = None
    memory: tuple[Memory, ...] = ()
    guideline: Guideline | None = None
    units: tuple[Unit, ...] = ()
    segments: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    fieldwork: tuple[date, date] | None = None
    keep_good_rows: bool = False
    salt: bytes = Field(default=b"", repr=False)
    survey: bool = False
    limits: Limits = Limits()


class Reason(StrEnum):
    """Why a column was taken for what it is; one phrase each in text/*.toml under `reason.<reason>`."""

    MAPPING = "mapping"
    KEY = "key"
    NUMBER = "number"
    SAME_TEXT = "same_text"
    SIMILAR_TEXT = "similar_text"
    USUAL_HEADING = "usual_heading"
    ITS_VALUES = "its_values"
    PERSONAL = "personal"
    SECOND = "second"
    UNRECOGNISED = "unrecognised"


class ColumnSeen(Frozen):
    """What one column was taken for, how surely (0..1) and why.

    `values` are its distinct answers where the task asks for a survey of them; of a column in whose cells `several`
    answers stand they are the single ones. Columns of persons, ids and free texts have none.
    """

    name: str
    number: int
    role: Role
    target: str | None = None
    option: int | None = None
    confidence: float = 1.0
    reason: Reason = Reason.MAPPING
    values: tuple[str, ...] = ()
    several: bool = False


class Outcome(BaseModel):
    """What was understood of a file, what is wrong with it and, when it is not refused, what to store."""

    model_config = ConfigDict(frozen=True, ser_json_bytes="base64", val_json_bytes="base64")

    format: str | None = None
    tool: str | None = None
    kind: FileKind | None = None
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    header_row: int | None = None
    header_rows: int = 1
    rows: int = 0
    columns: tuple[ColumnSeen, ...] = ()
    problems: tuple[Problem, ...] = ()
    rows_read: int = 0
    rows_stored: int = 0
    rows_rejected: int = 0
    by_unit: dict[str, int] = Field(default_factory=dict)
    content: str = ""
    mapping: Mapping | None = None
    mapping_from: int | None = None
    sample: tuple[tuple[str, ...], ...] = ()
    ids: bytes = Field(default=b"", repr=False)
    block: bytes | None = Field(default=None, repr=False)
    text_block: bytes | None = Field(default=None, repr=False)

    @property
    def refused(self) -> bool:
        """Whether nothing of the file is stored: it was refused, or a row is at fault and good rows were not kept."""
        return any(problem.severity is Severity.REFUSE for problem in self.problems) or self.rows_stored == 0
