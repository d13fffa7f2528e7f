"""The funnel in words: where most are lost, how clean the answers are, and the index beside its parts."""

from dataclasses import dataclass

from measure.indicators import SCALABLE
from text import formats
from text.lookup import say

MANY = 0.05  # of answers against the order of the stages; so many are hardly slips


@dataclass(frozen=True)
class Told:
    """A funnel's findings: names of stages as people read them, shares 0..1, None where it cannot be said."""

    strict: bool
    stages: tuple[str, ...]
    shares: tuple[float | None, ...]
    barrier: str | None = None
    before: str | None = None
    came: float | None = None
    contradictions: float | None = None
    index: float | None = None
    scalability: float | None = None


def barrier_sentence(told: Told, lang: str) -> str:
    """Where most are lost on the way; no stage is named where the intervals do not part them."""
    if not told.strict or not any(share is not None for share in told.shares):
        return say("funnel.hidden" if told.strict else "funnel.loose", lang)
    if told.barrier is None:
        return say("funnel.no_barrier", lang)
    blanks = {"stage": told.barrier, "came": formats.percent(told.came, lang), "before": told.before}
    return say("funnel.barrier" if told.before else "funnel.barrier_first", lang, **blanks)


def quality_sentences(told: Told, lang: str) -> list[str]:
    """How many answers contradict the order of the stages, and the index with its parts."""
    found = []
    if told.contradictions is not None:
        share = f"{100 * told.contradictions:.1f}"
        found.append(say("funnel.contradictions", lang, share=say("format.percent", lang, value=share)))
        found += [say("funnel.contradictions_many", lang)] if told.contradictions >= MANY else []
    if told.index is not None:
        parts = say("finding.comma", lang).join(
            say("funnel.part", lang, name=name, share=formats.percent(share, lang))
            for name, share in zip(told.stages, told.shares, strict=True)
        )
        found.append(say("funnel.index", lang, index=f"{100 * told.index:.0f}", parts=parts))
    elif told.strict and told.scalability is not None and told.scalability < SCALABLE:
        found.append(say("funnel.no_index", lang, scalability=f"{told.scalability:.2f}"))
    return found
