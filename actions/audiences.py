"""Audiences: how each stands on the stages it is to come to, which stage stops it, and its own questions and targets.

All of it is read from published cells: an audience's shares from its own group, how far its people came from the counts
of its own stages (METHOD 8), which are made when a wave is closed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from actions import speed, targets, view
from actions.funnel import steps
from actions.organise import find_survey
from actions.refused import Refused
from actions.sight import refuse_unseen
from actions.users import READERS, Person, allow
from confidentiality.cube import CellStatus, Level, TrendPoint
from db import read
from db.engine import Store
from db.survey import Survey, surveys
from measure.audience import ladder
from measure.indicators import Share, barrier, conversions
from measure.questionnaire import Audience, Guideline, Wording
from measure.speed import Aim, Target


@dataclass(frozen=True)
class Standing:
    """One indicator in an audience: its level with the change up to this wave, and what is aimed at.

    `aim` is the audience's own target; None where none was set.
    """

    indicator: str
    name: Wording
    level: TrendPoint
    aim: Aim | None = None
    outlook: Target | None = None


@dataclass(frozen=True)
class StageStanding:
    """One stage: its indicator in the audience; who came to it and all before it, and how many of those before it."""

    stage: str
    name: Wording
    standing: Standing
    came: Share | None = None
    conversion: Share | None = None


@dataclass(frozen=True)
class AudienceReport:
    """One audience in a unit and wave; `segment` is where its figures stand, None for everybody.

    `barrier` is the stage at which most stop, named only where that is beyond doubt. `own` are the indicators that it
    alone is asked and that tell of none of its stages.
    """

    audience: str
    name: Wording
    segment: str | None
    wave: str
    unit: str
    headcount: int | None
    response_rate: float | None
    stages: tuple[StageStanding, ...] = ()
    barrier: str | None = None
    own: tuple[Standing, ...] = ()


Cells = Mapping[str, Level]


def audiences(person: Person, store: Store, query: view.Query) -> list[AudienceReport]:
    """Every audience that a closed wave's guideline names, in one unit (the root without one)."""
    allow(person, *READERS)
    with store.reading() as connection:
        survey = find_survey(surveys(connection), query.wave or "")
        refuse_unseen(person, [survey], query.unit)
        unit = query.unit or survey.root
        found = read.published(connection, read.Cells((survey.kept.wave.name,), (unit,)))
    asked = replace(query, unit=unit, guideline=survey.guideline.key)
    groups: dict[str | None, dict[str, Level]] = {}
    for cell in found:
        groups.setdefault(cell.segment, {})[cell.indicator] = cell
    return [
        _report((person, store), (survey, groups.get(audience.group, {})), asked, audience)
        for audience in survey.guideline.audiences
    ]


def _report(
    who: tuple[Person, Store], where: tuple[Survey, Cells], query: view.Query, audience: Audience
) -> AudienceReport:
    survey, cells = where
    asked, guideline = replace(query, segment=audience.group), survey.guideline
    stages, stops = _stages(who, where, asked, audience)
    told = {stage.indicator for stage in audience.stages}
    own = [i.key for i in guideline.indicators if i.key not in told and guideline.asked_of(i.key) == audience]
    first = next(iter(cells.values()), None)
    return AudienceReport(
        audience.key,
        audience.name,
        audience.group,
        survey.kept.wave.name,
        query.unit or "",
        first.headcount if first else None,
        next((cell.response_rate for cell in cells.values() if cell.response_rate is not None), None),
        tuple(stages),
        stops,
        tuple(_standing(who, guideline, replace(asked, indicator=key)) for key in own),
    )


def _stages(
    who: tuple[Person, Store], where: tuple[Survey, Cells], query: view.Query, audience: Audience
) -> tuple[list[StageStanding], str | None]:
    """The stages in their order, and the one that stops."""
    survey, cells = where
    climbed = _climbed(audience, survey.guideline, cells)
    ways = conversions(steps(climbed)) if climbed else []
    place = barrier(ways)
    found = []
    for number, stage in enumerate(audience.stages):
        standing = _standing(who, survey.guideline, replace(query, indicator=stage.indicator))
        cell = climbed[number] if climbed else None
        came = Share(cell.share or 0.0, cell.low or 0.0, cell.high or 0.0) if cell else None
        found.append(StageStanding(stage.key, stage.name, standing, came, ways[number] if ways else None))
    return found, None if place is None else audience.stages[place].key


def _climbed(audience: Audience, guideline: Guideline, cells: Cells) -> list[Level]:
    """The cells of who came how far; none where any of them is not shown."""
    own = [cells.get(key) for key, _ in ladder(audience, guideline)]
    shown = [cell for cell in own if cell is not None and cell.status is CellStatus.SHOWN and cell.share is not None]
    return shown if len(shown) == len(own) else []


def _standing(who: tuple[Person, Store], guideline: Guideline, query: view.Query) -> Standing:
    """The level up to the query's wave, with the audience's own target where one was set."""
    person, store = who
    points = view.trend(person, store, replace(query, wave=None, basis=view.Basis.TODAY))
    level = next(point for point in points if point.wave == query.wave)
    aim = targets.aim(person, store, replace(query, wave=None)) if query.segment else None
    ahead = speed.speed(person, store, replace(query, wave=None), aim).target if aim else None
    indicator = guideline.indicator(query.indicator or "")
    return Standing(query.indicator or "", indicator.name if indicator else Wording(ja="", en=""), level, aim, ahead)


def within(person: Person, store: Store, key: str | None, query: view.Query) -> view.Query:
    """The query of one audience by its key; raises Refused where no guideline that is asked has it."""
    allow(person, *READERS)
    if key is None:
        return query
    if query.segment:
        raise Refused("audience_or_segment")
    known = {audience.key: audience for audience in _known(person, store, query)}
    if key not in known:
        raise Refused("audience_unknown", found=key, known=", ".join(known) or "-")
    return replace(query, segment=known[key].group)


def _known(person: Person, store: Store, query: view.Query) -> Iterable[Audience]:
    """The audiences of the guideline that is asked about: by its key, its wave or its indicator."""
    with store.reading() as connection:
        found = [s for s in surveys(connection) if query.guideline in (None, s.guideline.key)]
    named = [s for s in found if query.wave in (None, s.kept.wave.name)]
    having = [s for s in named if query.indicator is None or s.guideline.indicator(query.indicator)]
    return having[-1].guideline.audiences if having else ()
