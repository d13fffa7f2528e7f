"""Closing a wave: count, hide, audit, freeze. The only way from responses to what people see."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from actions import earlier
from actions.made import Made, asked, count
from actions.organise import open_survey
from actions.refused import Refused
from actions.users import Person, Role, allow
from actions.written import forget_gone
from confidentiality.before import Before
from confidentiality.choices import Bases, Choices, Price, prices
from confidentiality.coding import Coding
from confidentiality.cube import CellStatus, Drafted, HiddenBy, Level
from confidentiality.gaps import unchanged
from confidentiality.proposal import Proposal, propose
from confidentiality.publish import Counted, Publication, publish
from confidentiality.versions import Version
from db import read, uploads, versions, write
from db.engine import Store
from db.survey import Survey, surveys
from measure.audience import places, unions
from measure.indicators import scalability
from measure.joint import FUNNEL
from measure.nests import Nest
from measure.questionnaire import Frozen, Guideline
from measure.tally import RESPONSES
from settings import Settings

TRIES = 3
ALL = Choices()
LOGGED = {"wave", "cells", "shown", "no_data", "audit", "method", "choices"}
"""What the log says of a closing: why which unit is hidden is for HR who closes, and the log is read by others too."""
METHOD = "2026-12"  # the version of counting and hiding that is noted with every closed wave


class Audit(Frozen):
    """Small groups, and answers, that what is published would still give away: none, or the wave is not closed."""

    groups: int
    answers: int


class HiddenUnit(Frozen):
    """A unit of which something is hidden: how many cells, and whether any of them because it is too small itself."""

    unit: str
    cells: int
    hidden_by: HiddenBy


class ClosingReport(Frozen):
    """What closing a wave publishes and hides, counted in cells, and how far its stages are a scale (Loevinger's H).

    `hidden_units` stand in the order of the tree; `more_answers_than_people` are shown units whose headcounts are to be
    checked.
    """

    wave: str
    cells: int
    shown: int
    no_data: int
    hidden_primary: int
    hidden_complementary: int
    audit: Audit
    seconds: float
    method: str = METHOD
    choices: Choices = ALL
    prices: tuple[Price, ...] = ()
    proposal: Proposal | None = None
    hidden_units: tuple[HiddenUnit, ...] = ()
    nests: tuple[Nest, ...] = ()
    scalability: float | None = None
    more_answers_than_people: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draft:
    """A wave as it would be published, and the version of the store it was counted from."""

    wave: read.KeptWave
    version: int
    levels: tuple[Drafted, ...]
    report: ClosingReport
    parents: tuple[tuple[str, str | None], ...] = ()
    """The tree it is published for, each unit with the one it stands in, as it stays with the wave."""
    telling: tuple[str, ...] = ()
    """The cells whose difference from an earlier version of the wave would tell about too few people."""


def choices(settings: Settings) -> Choices:
    """What an organisation's settings say of publishing."""
    told, published = settings.confidentiality, settings.publishing
    bounds = {"up_to_20": told.coded_up_to_20, "up_to_100": told.coded_up_to_100, "above": told.coded_above}
    deep = {"depth": published.depth, "segment_depth": published.segment_depth}
    return Choices(without=published.without, **deep, coding=Coding(**bounds, uncoded=told.uncoded))


def preview(person: Person, store: Store, wave: str, chosen: Choices = ALL) -> Draft:
    """Count an open wave and decide what would be hidden, without writing anything."""
    allow(person, Role.HR)
    started = time.perf_counter()
    with store.reading() as connection:
        survey = open_survey(surveys(connection), wave)
        kept = survey.kept
        blocks, version = read.blocks(connection, kept.id), read.data_version(connection)
    if not blocks:
        raise Refused("wave_empty", wave=wave)
    chosen = _audiences_named(survey.guideline, chosen)
    made = count(survey.guideline, survey.tree, blocks)
    before = earlier.published(store, survey)
    now = Version(made.counts, frozenset(), survey.tree)
    shown = replace(unchanged(before, now), beside=tuple(earlier.beside(store, survey, blocks)))
    counted = _counted(survey, made, (chosen, shown))
    publication = publish(counted, asked(survey.guideline, made.counts))
    report = _report(wave, publication, time.perf_counter() - started)
    whole = [level for level in publication.levels if level.group == (survey.root, "", "")]
    scale = _scale(made, kept.wave.minimum_base, whole)
    told = {"scalability": scale, "choices": chosen, "nests": counted.nests}
    report = report.model_copy(update=told | _costs(counted))
    telling = earlier.telling(before, survey, (made, publication.levels, chosen.coding))
    parents = tuple((code, survey.tree.units[code].parent) for code in survey.tree.preorder())
    return Draft(kept, version, publication.levels, report, parents, telling)


def _audiences_named(guideline: Guideline, chosen: Choices) -> Choices:
    """The choices with an audience of several values, which settings name by its key, as its cells have it."""
    wide = {audience.key: audience.group or "" for audience in guideline.audiences if len(audience.values) > 1}
    return chosen.model_copy(update={"without": tuple(wide.get(name, name) for name in chosen.without)})


def _counted(survey: Survey, made: Made, how: tuple[Choices, Before]) -> Counted:
    chosen, before = how
    wave, nests = survey.kept.wave, made.overlaps.nests(unions(survey.guideline))
    around = (survey.headcounts, made.given, chosen, before, nests, places(survey.guideline))
    return Counted(wave.name, wave.minimum_base, survey.tree, made.counts, *around)


def _scale(made: Made, minimum: int, whole: Iterable[Level]) -> float | None:
    """How far the stages are a scale among all; nothing where a stage of all is only a bound, which it would narrow."""
    told = all(level.status is CellStatus.SHOWN for level in whole if level.indicator.startswith(FUNNEL))
    found = scalability(made.joint) if told and made.joint.base >= minimum else None
    return None if found is None else round(found, 2)


def _costs(counted: Counted) -> dict[str, object]:
    """What choices would cost, and which would show most."""
    people = {group: tally[RESPONSES].base for group, tally in counted.counts.items() if RESPONSES in tally}
    bases = Bases(people, counted.tree, counted.minimum_base, counted.nests)
    return {"prices": tuple(prices(bases, counted.choices)), "proposal": propose(bases, counted.choices)}


def _report(wave: str, publication: Publication, seconds: float) -> ClosingReport:
    levels = publication.levels
    overfull = dict.fromkeys(level.unit for level in levels if (level.response_rate or 0.0) > 1)
    return ClosingReport(
        wave=wave,
        hidden_units=tuple(_hidden_units(levels)),
        cells=len(levels),
        shown=sum(level.status is CellStatus.SHOWN for level in levels),
        no_data=sum(level.status is CellStatus.NO_DATA for level in levels),
        hidden_primary=sum(level.hidden_by is HiddenBy.PRIMARY for level in levels),
        hidden_complementary=sum(level.hidden_by is HiddenBy.COMPLEMENTARY for level in levels),
        audit=Audit(groups=publication.exposed, answers=publication.pinned),
        seconds=round(seconds, 3),
        more_answers_than_people=tuple(overfull),
    )


def _hidden_units(levels: Iterable[Drafted]) -> Iterator[HiddenUnit]:
    """Levels come in the order of the tree, everybody before segments."""
    reasons: dict[str, list[HiddenBy]] = {}
    for level in levels:
        if level.hidden_by is not None:
            reasons.setdefault(level.unit, []).append(level.hidden_by)
        elif level.segment is None:
            reasons.setdefault(level.unit, [])
    for unit, found in reasons.items():
        if found:
            by = HiddenBy.PRIMARY if HiddenBy.PRIMARY in found else HiddenBy.COMPLEMENTARY
            yield HiddenUnit(unit=unit, cells=len(found), hidden_by=by)


def close(person: Person, store: Store, wave: str, chosen: Choices = ALL) -> ClosingReport:
    """Publish an open wave and freeze it; raises Refused where it is not open, is empty or could not be made safe."""
    for _ in range(TRIES):
        draft = preview(person, store, wave, chosen)
        if found := draft.report.audit.groups + draft.report.audit.answers:
            raise Refused("close_unsafe", wave=wave, groups=found)
        if draft.telling:
            raise earlier.refusal(draft.wave.wave, draft.telling)
        if _freeze(person, store, draft):
            return draft.report
    raise Refused("close_changed", wave=wave)


def _freeze(person: Person, store: Store, draft: Draft) -> bool:
    """Write a draft, unless the store has changed since it was counted."""
    with store.writing() as connection:
        if read.data_version(connection) != draft.version:
            return False
        write.put_published(connection, draft.wave.id, draft.levels)
        versions.supersede(connection, draft.wave)
        uploads.drop_replaced(connection, draft.wave.id)
        forget_gone(connection, draft.wave)
        told = draft.report.model_dump(mode="json") | {"tree": list(draft.parents)}
        write.close_wave(connection, draft.wave.id, person.name, told)
        write.put_audit(connection, person.name, "close", draft.report.model_dump(mode="json", include=LOGGED))
    return True
