"""What may be said of an initiative (METHOD 7): never more than its verdict, and why where nothing can be said."""

from measure.initiative import Effect, Verdict
from measure.programme import Decision
from text import formats
from text.lookup import say


def sentence(effect: Effect, lang: str, by_lot: bool = False) -> str:
    """How much more those that held it rose, on what assumption, or why that cannot be told; and who was left out.

    `by_lot`: the departments were drawn by lot, so that no assumption about the others is needed.
    """
    told = _told(effect, lang, by_lot)
    if not effect.held_mixed + effect.compared_mixed:
        return told
    mixed = say("effect.mixed", lang, held=effect.held_mixed, compared=effect.compared_mixed)
    return say("finding.space", lang).join((told, mixed))


def _told(effect: Effect, lang: str, by_lot: bool) -> str:
    if effect.verdict is Verdict.NOT_ASSESSED:
        return say(f"effect.refused.{effect.refusal}", lang, held=effect.held, compared=effect.compared)
    blanks = {
        "points": formats.distance(effect.points, lang),
        "difference": formats.points(effect.points, lang),
        "interval": formats.points_range(effect.low, effect.high, lang),
    }
    assumed = say(f"effect.assumed.{'by_lot' if by_lot else 'parallel'}", lang)
    return say(f"effect.said.{effect.verdict}", lang, **blanks, assumed=assumed)


def advice_words(advice: str, lang: str) -> str:
    """What the evidence speaks for, in a word: continue, change, stop, or wait for more."""
    return say(f"effect.advice.{advice}", lang)


def review(effect: Effect, advice: str, lang: str, by_lot: bool = False) -> str:
    """What came of an initiative, and what that speaks for."""
    return say("effect.reviewed", lang, found=sentence(effect, lang, by_lot), advice=advice_words(advice, lang))


def decided(decision: Decision, lang: str) -> str:
    """What was decided on which day and why."""
    blanks = {"day": formats.day(decision.day, lang), "reason": decision.reason}
    return say("decide.decided", lang, choice=say(f"decide.choice.{decision.choice}", lang), **blanks)
