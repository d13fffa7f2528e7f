"""Audiences in counts: everybody who has one of an audience's values, what only one audience is asked, and its stages.

What an audience alone is asked or is to come to is counted for that audience alone: a blank of anybody else was never
asked, and no sum over other groups takes part in it.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from measure.questionnaire import UNION, Audience, Guideline, Indicator
from measure.tally import Codes, Flags, Group, Responses, Tally

LADDER = "stage:"
Place = tuple[str, str]
"""A segment and a value of it; ("", "") is everybody."""


def parts(place: Place) -> tuple[Place, ...]:
    """The values that an audience of several is made of; none where a place is no such audience.

    A remainder, whose value is marked by what cannot be written, is none either.
    """
    key, value = place
    return tuple((key, part) for part in value.split(UNION)) if UNION in value and "\0" not in value else ()


def unions(guideline: Guideline) -> list[Place]:
    """The audiences of several values, each once."""
    return list(dict.fromkeys(audience.place for audience in guideline.audiences if len(audience.values) > 1))


def united(counts: Mapping[Group, Tally], guideline: Guideline, every: bool = False) -> dict[Group, Tally]:
    """The counts with those of audiences of several values; with `every`, only where each of the values has a figure."""
    found = dict(counts)
    units = dict.fromkeys(unit for unit, _, _ in counts)
    for place in unions(guideline):
        for unit in units:
            tallies = [counts[unit, *part] for part in parts(place) if (unit, *part) in counts]
            if tallies and not (every and len(tallies) < len(parts(place))):
                found[unit, *place] = _sum(tallies, every)
    return found


def _sum(tallies: list[Tally], every: bool) -> Tally:
    keys = dict.fromkeys(key for tally in tallies for key in tally)
    known = [key for key in keys if not every or all(key in tally for tally in tallies)]
    held = {key: [tally[key] for tally in tallies if key in tally] for key in known}
    return {key: sum(counts[1:], counts[0]) for key, counts in held.items()}


def people_united(people: Mapping[Group, int], guideline: Guideline) -> dict[Group, int]:
    """Headcounts with those of audiences of several values."""
    found = dict(people)
    for place in unions(guideline):
        for unit in dict.fromkeys(unit for unit, _, _ in people):
            if held := [people[unit, *part] for part in parts(place) if (unit, *part) in people]:
                found[unit, *place] = sum(held)
    return found


def asked_only(responses: Responses, guideline: Guideline) -> Responses:
    """The sheets without answers that people gave to what they were not asked; no value passes for several."""
    answers = dict(responses.answers)
    for item in guideline.items:
        audience = guideline.audience(item.audience)
        if audience is not None and item.key in answers:
            answers[item.key] = np.where(inside(responses, audience), answers[item.key], 0)
    plain = {key: tuple(v.replace(UNION, "U") for v in values) for key, values in responses.segment_values.items()}
    return replace(responses, answers=answers, segment_values=plain)


def inside(responses: Responses, audience: Audience) -> Flags:
    """Who belongs to an audience; nobody where the sheets do not tell."""
    if audience.segment is None:
        return np.ones(responses.rows, np.bool_)
    known: tuple[str, ...] = responses.segment_values.get(audience.segment, ())
    codes: Codes = responses.segments.get(audience.segment, np.zeros(responses.rows, np.uint8))
    return np.isin(codes, [known.index(value) + 1 for value in audience.values if value in known])


def ladder(audience: Audience, guideline: Guideline) -> list[tuple[str, Indicator]]:
    """The keys under which who came so far is counted, each with the stage's indicator; none with fewer than two stages."""
    stages = [
        (f"{LADDER}{audience.key}:{stage.key}", guideline.indicator(stage.indicator)) for stage in audience.stages
    ]
    found = [(key, indicator) for key, indicator in stages if indicator is not None]
    return found if len(found) > 1 else []


def places(guideline: Guideline) -> dict[str, frozenset[Place]]:
    """Where the figures of an indicator stand that speaks of one audience alone, by its key.

    What it alone is asked stands by each of its values too, and by every audience made of some of them: with these all
    sums are known. Its stages stand in its own cells.
    """
    asked = {
        i.key: _parts_of(audience, guideline) for i in guideline.indicators if (audience := guideline.asked_of(i.key))
    }
    ladders = [(audience.place, ladder(audience, guideline)) for audience in guideline.audiences]
    return asked | {key: frozenset({place}) for place, stages in ladders for key, _ in stages}


def _parts_of(whole: Audience, guideline: Guideline) -> frozenset[Place]:
    inner = {audience.place for audience in guideline.audiences if whole.holds(audience)}
    return frozenset(inner | {(whole.place[0], value) for value in whole.values})


def in_place(counts: Mapping[Group, Tally], where: Mapping[str, frozenset[Place]]) -> dict[Group, Tally]:
    """The counts without those of an audience's own indicators in any other group."""
    return {
        group: {key: count for key, count in tally.items() if stands(key, group, where)}
        for group, tally in counts.items()
    }


def stands(key: str, group: Group, where: Mapping[str, frozenset[Place]]) -> bool:
    """Whether a figure, or the indicator that it is counted beside, stands in a group."""
    known = where.get(key if key in where else key.partition(":")[0])
    return known is None or group[1:] in known
