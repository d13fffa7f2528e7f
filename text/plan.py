"""What a unit's survey can detect, and what would have to be done to detect more, in a sentence each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from measure.planning import Plan
from text import formats
from text.lookup import say


@dataclass(frozen=True)
class Told:
    """A plan with the names people read: of the unit, and of the next larger unit that would do (None: there is none)."""

    unit: str
    plan: Plan | None
    until: date | None = None
    larger: str | None = None


def sentence(told: Told, lang: str) -> str:
    """All that is to be said, one sentence after the other."""
    return say("finding.space", lang).join(_sentences(told, lang))


def _sentences(told: Told, lang: str) -> Iterator[str]:
    plan = told.plan
    if plan is None:
        yield say("plan.unknown", lang, unit=told.unit)
    else:
        yield _now(told.unit, plan, lang)
        if not plan.enough:
            yield _answers(plan, lang)
            if told.until is not None:
                yield say("plan.wait", lang, waves=plan.waves, until=formats.day(told.until, lang))
    if told.larger is not None:
        yield say("plan.larger", lang, unit=told.larger)


def _now(unit: str, plan: Plan, lang: str) -> str:
    blanks = {"unit": unit, "detectable": _points(plan.detectable, lang), "wished": _points(plan.wished, lang)}
    blanks |= {"base": formats.number(plan.base), "rate": formats.percent(plan.response_rate, lang)}
    kind = "rate" if plan.headcount else "base"
    return say(f"plan.{'enough' if plan.enough else 'now'}.{kind}", lang, **blanks)


def _answers(plan: Plan, lang: str) -> str:
    """How many more answers it takes, or that the unit has not so many people."""
    kind = {True: "possible", False: "impossible", None: "unknown"}[plan.possible]
    return say(
        f"plan.answers.{kind}",
        lang,
        wished=_points(plan.wished, lang),
        needed=formats.number(plan.needed),
        more=formats.number(plan.more),
        headcount=formats.number(plan.headcount),
        rate=formats.percent(plan.needed_rate, lang),
    )


def _points(value: float, lang: str) -> str:
    return formats.distance(value, lang)
