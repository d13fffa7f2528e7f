"""Looking back (振り返り): what a unit saw in a wave, what it did, what it does next, who sees to that and until when."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from measure.questionnaire import Frozen


class NextState(StrEnum):
    """What became of the next step."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Reflection(Frozen):
    """One note of one unit on one wave; `owner` is an office or a role, never a person's name."""

    number: int = Field(ge=1)
    guideline: str
    wave: str
    unit: str
    saw: str
    did: str = ""
    next: str = ""
    owner: str = ""
    due: date | None = None
    state: NextState = NextState.OPEN
