"""Edits by hand of whom a questionnaire addresses: attributes with their values, audiences with their stages, others than staff."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from actions.editing import LONGEST_NAME, changed, distinct, free, wording
from actions.refused import Refused
from measure.questionnaire import AimedStage, Audience, Given, Guideline, Panel, Segment, SegmentValue, Wording

_BOUNDS = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:[-–〜~]\s*(\d+(?:\.\d+)?)?\s*)?")


@dataclass(frozen=True)
class EditedValue:
    """One value of an attribute: the word that files have, its names, and as a band of tenure from which year to which."""

    key: str
    ja: str
    en: str
    years: str = ""


@dataclass(frozen=True)
class EditedSegment:
    """One attribute as it was filled in; `old` is the key it had. A value without a word is none."""

    key: str
    ja: str
    en: str
    given: str = ""
    values: tuple[EditedValue, ...] = ()
    old: str | None = None


@dataclass(frozen=True)
class EditedStage:
    """One step an audience is to come to; one without a name or an indicator is none."""

    key: str | None
    ja: str
    en: str
    indicator: str = ""


@dataclass(frozen=True)
class EditedAudience:
    """One audience as it was filled in; without a key it is new, without an attribute it is everybody."""

    key: str | None
    ja: str
    en: str
    segment: str = ""
    values: tuple[str, ...] = ()
    stages: tuple[EditedStage, ...] = ()


def with_segment(guideline: Guideline, told: EditedSegment) -> Guideline:
    """The questionnaire with an attribute as it was filled in, a new one last."""
    key = told.key.strip()
    if not key or len(key) > LONGEST_NAME:
        raise Refused("edited_word", longest=LONGEST_NAME)
    values = tuple(_value(value) for value in told.values if value.key.strip())
    if twice := _twice(value.key for value in values):
        raise Refused("edited_value_twice", found=twice)
    given = Given(told.given) if told.given else None
    segment = Segment.model_construct(key=key, name=_named(told.ja or key, told.en), values=values, given=given)
    others = {each.key: each for each in guideline.segments}
    if key != told.old and key in others:
        raise Refused("edited_segment_twice", found=key)
    kept = [segment if each.key == told.old else each for each in guideline.segments]
    return changed(guideline, segments=tuple(kept if told.old in others else [*kept, segment]))


def _value(told: EditedValue) -> SegmentValue:
    key = told.key.strip()
    return SegmentValue.model_construct(key=key, name=_named(told.ja or key, told.en), years=_years(told.years))


def _years(told: str) -> tuple[float, ...] | None:
    """3-10 is from 3 up to and without 10 years; 10- has no end."""
    if not told.strip():
        return None
    if (found := _BOUNDS.fullmatch(told)) is None:
        raise Refused("edited_years", found=told.strip())
    return tuple(float(each) for each in found.groups() if each)


def without_segment(guideline: Guideline, key: str) -> Guideline:
    """The questionnaire without what an attribute and its values are called."""
    return changed(guideline, segments=tuple(each for each in guideline.segments if each.key != key))


def with_audience(guideline: Guideline, told: EditedAudience) -> Guideline:
    """The questionnaire with an audience as it was filled in, a new one last."""
    key = told.key or free("audience", [each.key for each in guideline.audiences])
    values = distinct(told.values) if told.segment else ()
    if told.segment and not values:
        raise Refused("edited_no_values", audience=told.ja.strip())
    made = Audience.model_construct(  # checked with the questionnaire as a whole
        key=key, name=_named(told.ja, told.en), segment=told.segment or None, values=values, stages=_stages(told)
    )
    kept = {each.key: each for each in guideline.audiences} | {key: made}
    return changed(guideline, audiences=tuple(kept.values()))


def _stages(told: EditedAudience) -> tuple[AimedStage, ...]:
    found: list[AimedStage] = []
    taken = [stage.key for stage in told.stages if stage.key]
    for stage in told.stages:
        if stage.indicator and (stage.ja + stage.en).strip():
            key = stage.key or free("stage", [*taken, *(each.key for each in found)])
            found.append(AimedStage(key=key, name=_named(stage.ja or stage.en, stage.en), indicator=stage.indicator))
    return tuple(found)


def without_audience(guideline: Guideline, key: str) -> Guideline:
    """The questionnaire without an audience that no question is asked of alone."""
    if asked := [item.key for item in guideline.items if item.audience == key]:
        raise Refused("edited_asked", audience=key, items=", ".join(asked))
    return changed(guideline, audiences=tuple(each for each in guideline.audiences if each.key != key))


def with_panel(guideline: Guideline, told: tuple[str, str, str] | None) -> Guideline:
    """The questionnaire as one of others than staff: who they are, and beside which guideline of staff; or as one of staff."""
    if told is None:
        return changed(guideline, panel=None)
    ja, en, of = told
    key = guideline.panel.key if guideline.panel else guideline.key
    return changed(guideline, panel=Panel(key=key, name=_named(ja, en), of=of or None))


def _named(ja: str, en: str) -> Wording:
    return wording(ja, en, "edited_name", LONGEST_NAME)


def _twice(words: Iterable[str]) -> str:
    known = list(words)
    return ", ".join(sorted({word for word in known if known.count(word) > 1}))
