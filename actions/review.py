"""What was tried and whether to go on with it: the advice that the evidence allows, and what was decided for which reason."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from actions import initiatives, takeback, view
from actions.effect import EffectReport, effect_of
from actions.refused import Refused
from actions.users import READERS, Person, Role, allow
from db import initiative as kept
from db.engine import Store
from measure.initiative import Effect, Verdict
from measure.programme import LONGEST_REASON, Choice, Decision, Initiative

DECISIONS = takeback.Shelf(
    "decision", Decision.model_validate, kept.get_decisions, kept.put_decisions, kept.remove_decision
)
WORTH = 5.0  # points; what does less where it was held is not worth holding as it is


class Advice(StrEnum):
    """What the evidence speaks for; WAIT where it speaks for nothing yet."""

    CONTINUE = "continue"
    CHANGE = "change"
    STOP = "stop"
    WAIT = "wait"


@dataclass(frozen=True)
class Reviewed:
    """One initiative, its effect on what it aims at (None where that was refused, then why), advice and decision."""

    initiative: Initiative
    report: EffectReport | None
    refused: Refused | None
    advice: Advice
    decision: Decision | None = None


def reviewed(person: Person, store: Store, guideline: str | None = None) -> list[Reviewed]:
    """Every initiative in order of its first day; with a guideline, its effect there."""
    allow(person, *READERS)
    query, decided = view.Query(guideline=guideline), decisions(person, store)
    found = (_reviewed(person, store, each, query) for each in initiatives.initiatives(person, store))
    return [replace(each, decision=decided.get(each.initiative.key)) for each in found]


def decisions(person: Person, store: Store) -> dict[str, Decision]:
    """What was decided, by the key of the initiative."""
    allow(person, *READERS)
    with store.reading() as connection:
        return kept.get_decisions(connection)


def decide(person: Person, store: Store, name: str, what: "Decided") -> Decision:
    """Keep what was decided on an initiative, beside what its evidence speaks for now; the reason must be told."""
    allow(person, Role.HR)
    each, reason = initiatives.initiative(person, store, name), what.reason.strip()
    if not 0 < len(reason) <= LONGEST_REASON:
        raise Refused("decision_reason", most=LONGEST_REASON)
    advised = _reviewed(person, store, each, view.Query()).advice
    found = Decision(initiative=each.key, choice=what.choice, reason=reason, day=what.day, advised=advised)
    with store.writing() as connection:
        takeback.change(connection, person, DECISIONS, {each.key: found})
    return found


@dataclass(frozen=True)
class Decided:
    """What somebody decides, why, and on which day."""

    choice: Choice
    reason: str
    day: date


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
