"""What may be said of one norm: held to be important, practised, both, or not to be told."""

from measure.indicators import Share
from measure.norms import Advice, Gap, NormVerdict
from text import formats
from text.lookup import say


def sentence(verdict: NormVerdict, sides: tuple[Share | None, Share | None], lang: str) -> str:
    """One sentence by the verdict, with the two shares (importance, practice) that it stands on."""
    importance, practice = (formats.percent(side.share if side else None, lang) for side in sides)
    return say(f"norm.said.{verdict}", lang, importance=importance, practice=practice)


def gap_words(gap: Gap | None, lang: str) -> str:
    """The gap between holding it to be important and practising it, with its interval."""
    if gap is None:
        return formats.NOTHING
    interval = formats.points_range(gap.low, gap.high, lang)
    return say("norm.gap", lang, points=formats.points(gap.points, lang), interval=interval)


def advice_words(advice: Advice, lang: str) -> str:
    """What the evidence speaks for, with the rule behind it."""
    return say(f"norm.advice.{advice}", lang)
