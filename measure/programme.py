"""What an organisation does to raise a guideline: initiatives, when, for whom and in which units they were held."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from measure.questionnaire import Frozen, Guideline, Indicator, Stage, Wording

LONGEST_REASON = 1_000


class InitiativeKind(StrEnum):
    """What is done."""

    TRAINING = "training"
    WORKSHOP = "workshop"
    LECTURE = "lecture"
    ARTICLE = "article"
    MESSAGE = "message"
    PILOT = "pilot"


class Aim(StrEnum):
    """What an initiative is to raise: one of the three steps of taking a code to heart, or an indicator's stage."""

    UNDERSTANDING = "understanding"
    EMPATHY = "empathy"
    PRACTICE = "practice"
    AWARENESS = "awareness"
    READERSHIP = "readership"
    BEHAVIOUR_CHANGE = "behaviour_change"
    RECEPTION = "reception"


STAGE_OF = {
    Aim.UNDERSTANDING: Stage.AWARENESS,
    Aim.PRACTICE: Stage.BEHAVIOUR_CHANGE,
    Aim.AWARENESS: Stage.AWARENESS,
    Aim.READERSHIP: Stage.READERSHIP,
    Aim.BEHAVIOUR_CHANGE: Stage.BEHAVIOUR_CHANGE,
}
"""The stage an aim is read from; empathy and reception are read from how the guideline is received."""


class Held(Frozen):
    """A unit (with all below it) held the initiative from one day to another."""

    unit: str
    since: date
    until: date


class Initiative(Frozen):
    """One initiative for a guideline (None: for any) with the units that held it; `by_lot` where these were drawn by lot."""

    key: str = Field(min_length=1)
    name: Wording
    kind: InitiativeKind
    units: tuple[Held, ...] = Field(min_length=1)
    guideline: str | None = None
    audience: str | None = None
    aim: Aim | None = None
    by_lot: bool = False
    cost: float | None = Field(default=None, ge=0)
    reach: int | None = Field(default=None, ge=0)
    note: str | None = None

    @property
    def starts_on(self) -> date:
        return min(held.since for held in self.units)

    @property
    def ends_on(self) -> date:
        return max(held.until for held in self.units)

    def called(self, name: str) -> bool:
        """Whether `name` is its key or its name in either language."""
        return name in (self.key, self.name.ja, self.name.en)


def aimed_at(guideline: Guideline, aim: Aim | None) -> Indicator:
    """The indicator that tells of the aim: that of its stage, of reception, or the guideline's first."""
    stage, known = STAGE_OF.get(aim) if aim else None, guideline.indicators
    if stage is None and aim is not None:
        return next((indicator for indicator in known if indicator.reception), known[0])
    return next((i for i in known if stage is not None and i.stage is stage and not i.among), known[0])


class Choice(StrEnum):
    """What was decided on an initiative, whatever the evidence speaks for."""

    CONTINUE = "continue"
    CHANGE = "change"
    STOP = "stop"


class Decision(Frozen):
    """Whether to go on with an initiative, decided on a day for a reason; `advised` is what the evidence then spoke for."""

    initiative: str
    choice: Choice
    reason: str = Field(min_length=1, max_length=LONGEST_REASON)
    day: date
    advised: str
