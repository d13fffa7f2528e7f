"""Survey rounds: their fieldwork, their state and the fiscal year they fall in."""

from datetime import date
from enum import StrEnum

from measure.questionnaire import Frozen


class WaveState(StrEnum):
    """Open takes answers, closed is frozen and published, withdrawn shows nothing, superseded gave way to a correction."""

    OPEN = "open"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


class Break(StrEnum):
    """Why a wave's figure is not set against earlier ones: the question's wording, or a revision of what it asks about."""

    WORDING = "wording"
    REVISION = "revision"


class Wave(Frozen):
    """One survey round of one guideline, in one version; `minimum_base` is what its respondents were promised."""

    name: str
    version: int = 1
    guideline: str
    starts_on: date
    ends_on: date
    state: WaveState = WaveState.OPEN
    minimum_base: int = 10

    @property
    def midpoint(self) -> date:
        """The middle of the fieldwork, the point in time the wave stands for."""
        return self.starts_on + (self.ends_on - self.starts_on) / 2


def fiscal_year(day: date, starts: int = 4) -> int:
    """The fiscal year `day` falls in, named by the calendar year it begins in (Japan: April)."""
    return day.year if day.month >= starts else day.year - 1
