"""An audience in words: what it is to come to, and where it stops; no stage is named where the intervals do not part them."""

from dataclasses import dataclass

from text import formats
from text.lookup import say


@dataclass(frozen=True)
class Told:
    """An audience's stages by name in their order, who went on to each from the one before (None: unknown), the barrier."""

    name: str
    stages: tuple[str, ...]
    ways: tuple[float | None, ...] = ()
    barrier: int | None = None


def sentence(told: Told, lang: str) -> str:
    """Where most stop."""
    if len(told.stages) < 2:
        return say("audience.one_stage", lang, audience=told.name)
    if not any(way is not None for way in told.ways):
        return say("audience.untold", lang, audience=told.name)
    if told.barrier is None:
        return say("audience.no_barrier", lang, audience=told.name)
    at, share = told.barrier, formats.percent(told.ways[told.barrier], lang)
    blanks = {"audience": told.name, "stage": told.stages[at], "share": share}
    if at == 0:
        return say("audience.barrier_first", lang, **blanks)
    return say("audience.barrier", lang, before=told.stages[at - 1], **blanks)


def aims(stages: tuple[str, ...], lang: str) -> str:
    """The stages in their order."""
    return say("audience.of", lang, stages=" → ".join(stages))


def size(headcount: int | None, rate: float | None, lang: str) -> str:
    """How many they are, and how many of them answered, as far as that is known."""
    if headcount is None:
        return say("audience.group_unknown", lang)
    people = formats.people(headcount, lang)
    if rate is None:
        return say("audience.group_alone", lang, people=people)
    return say("audience.group", lang, people=people, rate=formats.percent(rate, lang))


def panel_sentence(who: tuple[str, str, str], share: float | None, lang: str) -> str:
    """One figure of a survey beside staff: the panel, its wave and the indicator by name."""
    panel, wave, indicator = who
    blanks = {"panel": panel, "wave": wave, "indicator": indicator}
    if share is None:
        return say("panel.figure_none", lang, **blanks)
    return say("panel.figure", lang, share=formats.percent(share, lang), **blanks)
