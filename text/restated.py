"""Figures as the organisation is today, in words: what they were made of, why one is missing, what was reorganised."""

from collections.abc import Sequence

from text import formats
from text.lookup import say

NAMED = 5  # so many units are named; the others are counted
Source = tuple[str, float]
"""A unit by name, and how many times its figure stands in the sum."""


def made_of(sources: Sequence[Source], lang: str) -> str:
    """A6 + A7, A less a, 60 % of a."""
    words = [_source(each, first=at == 0, lang=lang) for at, each in enumerate(_ordered(sources)[:NAMED])]
    more = [say("restated.more", lang, count=len(sources) - NAMED)] if len(sources) > NAMED else []
    return say("finding.space", lang).join([*words, *more])


def _ordered(sources: Sequence[Source]) -> list[Source]:
    """What is added before what is taken away."""
    return sorted(sources, key=lambda source: source[1] < 0)


def _source(source: Source, first: bool, lang: str) -> str:
    name, share = source
    part = name if abs(share) == 1 else say("restated.part", lang, unit=name, share=formats.percent(abs(share), lang))
    if first and share > 0:
        return part
    return say("restated.plus" if share > 0 else "restated.less", lang, unit=part)


def carried_sentence(sources: Sequence[Source], lang: str) -> str:
    """From which units of that time a figure was worked out."""
    return say("restated.carried", lang, sources=made_of(sources, lang))


def gap_words(gap: str, lang: str) -> str:
    """Why there is no figure as of today."""
    return say(f"restated.gap.{gap}", lang)


def gap_sentence(names: tuple[str, str], gap: str, lang: str) -> str:
    """The same of a unit and an indicator."""
    return say("restated.none", lang, unit=names[0], name=names[1], reason=gap_words(gap, lang))
