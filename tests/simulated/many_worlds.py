"""Many decades without their stores: what the measures say of the same kind of answers, held against the same truth.

A whole decade through the commands takes minutes, and one world is one draw: what happens to all of its departments at
once moves all of its dates. So dates and initiatives are tried on many worlds by the measures alone, fed with what
would be published: departments as they are that day, weighted by sections, and sections with ten answers or more.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from measure.alone import Other, apart
from measure.initiative import Verdict, effect
from measure.kalman import Seen
from measure.panel import NEVER, Panel
from measure.peers import Fellows
from measure.speed import Verdict as Expected
from measure.speed import outlook
from tests.simulated.decade import Ints, Plan, Try, World, codes, day
from tests.simulated.decade_dates import FIRST, judged_of
from tests.simulated.decade_found import Findings, Promise
from tests.simulated.decade_store import HIGHEST, LOWEST, TARGETS

FEWEST = 10
FULL, HALF = range(201, 211), range(301, 313)
"""Seeds by which nothing was chosen: worlds of full and of half size."""


def full(seed: int) -> Plan:
    return Plan(seed)


def half(seed: int) -> Plan:
    return Plan(seed, departments=10, sections=140)


@dataclass(frozen=True)
class Wave:
    """One survey: answers of every team and how many of them know it, and where the teams stood."""

    time: float
    answers: Ints
    knowing: Ints
    section: NDArray[np.str_]
    department: NDArray[np.str_]


def surveyed(world: World) -> Iterator[Wave]:
    """Live the years; who answers is drawn by lot, more in some sections than in others."""
    random, year, teams = np.random.default_rng(world.plan.seed + 10_000), 0, world.base.size
    for time in world.plan.waves:
        while year < int(time):
            year += 1
            world.rotate(year)
        sections, rates = world.chart(time), np.empty(teams)
        department = np.empty(teams, dtype="<U3")
        for section in sections:
            department[list(section.teams)], rates[list(section.teams)] = (
                section.department,
                random.uniform(LOWEST, HIGHEST),
            )
        knows = world.mood[0] < world.chances(time)[0]
        answered = random.random(world.team.size) < rates[world.team]
        counts = [np.bincount(world.team, each, teams) for each in (answered, answered & knows)]
        yield Wave(time, counts[0], counts[1], codes(sections, teams), department)


def _seen(world: World, wave: Wave, own: NDArray[np.bool_]) -> Seen:
    """A department's share, weighted by the people of its sections, and what its answers are worth."""
    _, place = np.unique(wave.section[own], return_inverse=True)
    base, knowing, people = (np.bincount(place, each[own]) for each in (wave.answers, wave.knowing, world.sizes))
    told = base > 0
    weight = people[told] / people[told].sum()
    share = float((weight * knowing[told] / base[told]).sum())
    return Seen(day(wave.time), share, float(1 / (weight**2 / base[told]).sum()))


def dates(plan: Plan) -> Findings:
    """Every year the dates of all departments' targets, as the page of targets would tell them."""
    world, found = World.of(plan), Findings()
    waves = list(surveyed(world))
    for count in range(FIRST, len(waves) + 1, 2):
        now = waves[count - 1]
        keys = np.unique(now.department).tolist()
        own = {key: [_seen(world, wave, now.department == key) for wave in waves[:count]] for key in keys}
        fellows = Fellows.among(own.values())
        for key, share in ((key, share) for key in keys for share in TARGETS):
            target = outlook(own[key], share, fellows=fellows).target
            if target and target.verdict is Expected.EXPECTED and target.earliest and target.latest:
                found.promises.append(Promise(key, share, day(now.time), target.earliest, target.latest))
    judged_of(world, found)
    return found


def initiatives(plan: Plan) -> Findings:
    """Every initiative, compared apart from the others."""
    world, found = World.of(plan), Findings()
    waves = list(surveyed(world))
    sections, place = np.unique(waves[-1].section, return_inverse=True)
    answers, knowing = (
        np.array([np.bincount(place, each) for each in rows]).T
        for rows in ([wave.answers for wave in waves], [wave.knowing for wave in waves])
    )
    there = np.array([np.isin(sections, wave.section) for wave in waves]).T & (answers >= FEWEST)
    shares = np.where(there, knowing / np.maximum(answers, 1), 0.0)
    for each in world.tries:
        begun = _first(waves, each)
        starts = np.where(np.isin(sections, each.sections) & (begun < len(waves)), begun, NEVER)
        beside = [_others(waves, sections, other) for other in world.tries if other is not each]
        said = effect(Panel(shares, np.where(there, answers, 0.0), starts), others=apart(beside, len(sections)))
        _count(each, (said.verdict, said.points or 0.0), found)
    return found


def _first(waves: list[Wave], each: Try) -> int:
    return next((place for place, wave in enumerate(waves) if wave.time >= each.time), len(waves))


def _others(waves: list[Wave], sections: NDArray[np.str_], each: Try) -> list[Other]:
    begun = _first(waves, each)
    return [Other(place, begun, begun) for place in np.flatnonzero(np.isin(sections, each.sections)).tolist()]


def _count(each: Try, said: tuple[Verdict, float], found: Findings) -> None:
    verdict, points = said
    if verdict is Verdict.NOT_ASSESSED:
        found.of("initiatives refused").add(True)
    elif each.works:
        found.of("direction of what worked").add(points > 0)
        found.of("worked and found").add(verdict is Verdict.ROSE_MORE)
        found.of("worked and told the wrong way").add(verdict is Verdict.ROSE_LESS)
    else:
        found.of("called effective, of the useless ones").add(verdict is Verdict.ROSE_MORE)
