"""What may be said of a target that was set: where it leads, and whether in time; no surer than the data."""

from dataclasses import replace

from measure.speed import Target
from measure.target import SetTarget
from text import formats, outlook
from text.lookup import say


def sentence(name: str, row: tuple[SetTarget, Target | None, str], lang: str) -> str:
    """The outlook in a sentence, and one on the day it is due."""
    target, ahead, _ = row
    if ahead is None:
        return say("aims.nothing", lang, name=name, target=formats.percent(target.share, lang))
    told = outlook.target_sentence(name, replace(ahead, by=None), lang)
    in_time = [say("aims.told", lang, told=due(row, lang))] if target.day else []
    return say("finding.space", lang).join([told, *in_time])


def due(row: tuple[SetTarget, Target | None, str], lang: str) -> str:
    """Whether it is reached by its day: likely, unlikely, met, missed, or cannot be told yet; with its probability."""
    target, ahead, in_time = row
    if target.day is None:
        return say("aims.in_time.undated", lang)
    chance = None if ahead is None else ahead.probability_by
    told = say(f"aims.in_time.{in_time}", lang, day=formats.day(target.day, lang))
    if chance is None or in_time in ("met", "missed"):
        return told
    return say("aims.chance", lang, told=told, chance=formats.percent(chance, lang))
