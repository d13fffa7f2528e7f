"""The norm for speed in words: months with their bounds, "not yet" with how long at least, and who was fast."""

from measure.pace import Months, Norm, Passing, Reach
from text import formats
from text.lookup import say


def time(found: Months, at: Passing, lang: str) -> str:
    """From the start to a level."""
    if at.reach is Reach.NOT_YET:
        return say("pace.not_yet", lang)
    if at.reach is Reach.BEFORE:
        return say("pace.before", lang)
    return span(found, lang)


def span(found: Months | None, lang: str) -> str:
    """Some months with their bounds, or at least so many."""
    if found is None:
        return formats.NOTHING
    if found.months is None:
        return say("pace.at_least", lang, months=_number(found.low))
    bounds = {"low": _number(found.low), "high": say("pace.open", lang) if found.high is None else _number(found.high)}
    return say("pace.months", lang, months=_number(found.months), **bounds)


def brief(at: Passing, months: float, lang: str) -> str:
    """The same in a word: months, more than so many, or before the first wave."""
    return say(f"pace.brief.{at.reach}", lang, months=_number(months))


def late(found: Months | None, lang: str) -> str:
    """How far behind the fast units."""
    if found is None:
        return formats.NOTHING
    if found.months is None:
        return say("pace.at_least" if found.high is None else "pace.none_behind", lang, months=_number(found.low))
    return say("pace.none_behind", lang) if found.months <= 0 else span(found, lang)


def sentence(of: Norm, lang: str) -> str:
    """How long half of the units took, and how many are there."""
    blanks = {"level": formats.percent(of.level, lang), "units": of.units, "there": of.there, "before": of.before}
    if of.units and 2 * of.before >= of.units:
        return say("pace.said.before", lang, **blanks)
    if of.median is None:
        return say("pace.said.none", lang, **blanks)
    bounds = {"low": _number(of.low or 0.0), "high": say("pace.open", lang) if of.high is None else _number(of.high)}
    return say(
        "pace.said.median", lang, months=_number(of.median), fast=len(of.fast), slow=len(of.slow), **blanks, **bounds
    )


def _number(months: float) -> str:
    return f"{months:.0f}"
