"""What was tried and whether to go on with it: every initiative with the advice that its evidence allows."""

from dataclasses import dataclass
from enum import StrEnum

from actions import initiatives, view
from actions.effect import EffectReport, effect_of
from actions.refused import Refused
from actions.users import READERS, Person, allow
from db.engine import Store
from measure.initiative import Effect, Verdict
from measure.programme import Initiative

WORTH = 5.0  # points; what does less where it was held is not worth holding as it is


class Advice(StrEnum):
    """What the evidence speaks for; WAIT where it speaks for nothing yet."""

    CONTINUE = "continue"
    CHANGE = "change"
    STOP = "stop"
    WAIT = "wait"


@dataclass(frozen=True)
class Reviewed:
    """One initiative, its effect on what it aims at (None where that was refused, then why), and the advice."""

    initiative: Initiative
    report: EffectReport | None
    refused: Refused | None
    advice: Advice


def reviewed(person: Person, store: Store, guideline: str | None = None) -> list[Reviewed]:
    """Every initiative in order of its first day; with a guideline, its effect there."""
    allow(person, *READERS)
    query = view.Query(guideline=guideline)
    return [_reviewed(person, store, each, query) for each in initiatives.initiatives(person, store)]


def _reviewed(person: Person, store: Store, each: Initiative, query: view.Query) -> Reviewed:
    try:
        report = effect_of(person, store, each.key, query)
    except Refused as why:
        return Reviewed(each, None, why, Advice.WAIT)
    return Reviewed(each, report, None, advised(report.effect))


def advised(effect: Effect) -> Advice:
    """To go on where it rose more, to stop where it rose less, to change what certainly adds less than is worth it."""
    if effect.verdict is Verdict.ROSE_MORE:
        return Advice.CONTINUE
    if effect.verdict is Verdict.ROSE_LESS:
        return Advice.STOP
    if effect.verdict is Verdict.NO_DIFFERENCE and effect.high is not None and effect.high < WORTH:
        return Advice.CHANGE
    return Advice.WAIT
