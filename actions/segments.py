"""Which groups by attribute a wave asked and what they are called, so that a page can offer what the cube holds."""

from collections.abc import Iterable

from actions.organise import find_survey
from actions.users import READERS, Person, allow
from db.engine import Store
from db.survey import surveys
from measure.questionnaire import Audience, Segment, SegmentValue, Wording
from text.lookup import LANGUAGES, section


def segments(person: Person, store: Store, wave: str) -> dict[str, tuple[str, ...]]:
    """The values of every segment that the wave's headcounts name, in their order; empty where they name none."""
    allow(person, *READERS)
    found: dict[str, dict[str, None]] = {}
    with store.reading() as connection:
        for _, given, _ in find_survey(surveys(connection), wave).people:
            for name, value in given.items():
                found.setdefault(name, {})[value] = None
    return {name: tuple(values) for name, values in found.items()}


def segment_names(person: Person, store: Store, wave: str) -> tuple[Segment, ...]:
    """The same with their names: those the guideline gives, else our own for usual ones, else as headcounts have them."""
    found = segments(person, store, wave)
    with store.reading() as connection:
        told = {segment.key: segment for segment in find_survey(surveys(connection), wave).guideline.segments}
        audiences = find_survey(surveys(connection), wave).guideline.audiences
    named = (_named(told.get(name), name, values) for name, values in found.items())
    return tuple(_widened(segment, audiences) for segment in named)


def _widened(segment: Segment, audiences: Iterable[Audience]) -> Segment:
    """The segment with the audiences made of several of its values behind them."""
    wide = [each for each in audiences if len(each.values) > 1 and each.segment == segment.key]
    more = tuple(SegmentValue(key=each.place[1], name=each.name) for each in wide)
    return segment.model_copy(update={"values": segment.values + more})


def _named(told: Segment | None, name: str, values: tuple[str, ...]) -> Segment:
    names = {value.key: value.name for value in told.values} if told else {}
    own = tuple(SegmentValue(key=value, name=names.get(value, Wording(ja=value, en=value))) for value in values)
    ours = Wording.model_validate({lang: section("segment", lang).get(name, name) for lang in LANGUAGES})
    return Segment(key=name, name=told.name if told else ours, values=own)
