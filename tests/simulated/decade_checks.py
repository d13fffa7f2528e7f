"""What the actions report of the ten years, held against the truth that made them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np

from actions import view
from actions.effect import initiative_effect
from actions.rotation import Asked, RotationReport, rotation
from actions.speed import speed
from actions.users import LOCAL
from actions.view import Query
from confidentiality.cube import Break, CellStatus, Level
from measure.initiative import Verdict
from measure.rotation import HalfVerdict
from measure.speed import Verdict as Expected
from tests.simulated.decade import HALF_LIFE, LAG, Plan, Try, World, day, expit
from tests.simulated.decade_store import ROOT, STAGES, TENURES, Surveyed, Told, hold, lived, tried

LARGE = 10.0  # points
TARGETS = (0.5, 0.6, 0.7, 0.8)


@dataclass
class Score:
    """How many of how many were right."""

    right: int = 0
    asked: int = 0

    def add(self, right: bool) -> None:
        self.right, self.asked = self.right + right, self.asked + 1

    @property
    def part(self) -> float:
        return self.right / self.asked if self.asked else float("nan")


@dataclass
class Promise:
    """A target's stated range, given at a wave."""

    unit: str
    target: float
    told: date
    earliest: date
    latest: date


@dataclass
class Findings:
    """Everything that was compared, by name."""

    scores: dict[str, Score] = field(default_factory=dict)
    promises: list[Promise] = field(default_factory=list)
    answers: int = 0
    people: int = 0
    units: int = 0

    def of(self, name: str) -> Score:
        return self.scores.setdefault(name, Score())


def compare(plan: Plan, folder: Path, placebos: int = 0) -> Findings:
    """Live, survey and ask; `placebos` are further initiatives that do nothing, each asked about as if it had been held."""
    found, world = Findings(), World.of(plan)
    told = lived(world, folder)
    found.people, found.units = world.team.size, 1 + plan.departments + len(world.chart(plan.years))
    hold(told, folder)
    world.tries += list(world.drawn(placebos, 0, "P"))
    for now in told.waves:
        _levels(told, now, found)
    _years(told, found)
    _rotations(told, found)
    _initiatives(told, found)
    _revisions(told, found)
    told.store.close()
    return found


def dates(plan: Plan, folder: Path) -> Findings:
    """Live and survey, and have the dates of targets told every year."""
    found = Findings()
    told = lived(World.of(plan), folder, lambda told: _promised(told, found))
    _dates(told, found)
    told.store.close()
    return found


def true_share(now: Surveyed, level: Level) -> float:
    """The part of all staff of a cell for whom it is so."""
    own = np.ones(now.tenure.size, dtype=bool)
    if level.unit != ROOT:
        own = (now.section == level.unit) | (now.department == level.unit)
    if level.segment:
        own &= now.tenure == TENURES.index(level.segment.partition("=")[2])
    return float(now.states[list(STAGES).index(level.indicator), own].mean())


def _levels(told: Told, now: Surveyed, found: Findings) -> None:
    """Every shown share of the wave."""
    for level in view.everything(LOCAL, told.store, now.wave):
        if (
            level.indicator in STAGES
            and level.status is CellStatus.SHOWN
            and level.low is not None
            and level.high is not None
        ):
            inside = level.low - 1e-9 <= true_share(now, level) <= level.high + 1e-9
            kind = "tenure groups" if level.segment else "sections" if level.unit[0] == "S" else "upper units"
            found.of(f"levels, {kind}").add(inside)
            found.of("levels").add(inside)


def _years(told: Told, found: Findings) -> None:
    """Changes over a year: what truly moved by 10 points or more is never said to have moved the other way."""
    for before, now in zip(told.waves, told.waves[2:], strict=False):
        for key in STAGES:
            for row in view.change(LOCAL, told.store, (before.wave, now.wave), Query(indicator=key)):
                blank = Level(wave=now.wave, unit=row.unit, indicator=key, status=CellStatus.SHOWN)
                moved = 100 * (true_share(now, blank) - true_share(before, blank))
                if abs(moved) >= LARGE and row.label == "clear_change":
                    found.of("clear changes of 10 points or more").add(moved * row.points > 0)
                if row.low is not None and row.high is not None and row.unit[0] != "S":
                    found.of("changes of upper units").add(row.low <= moved <= row.high)


def _rotations(told: Told, found: Findings) -> None:
    for before, now in zip(told.waves, told.waves[2:], strict=False):
        asked = Asked(Query(wave=now.wave, indicator="awareness"), before.wave)
        report = rotation(LOCAL, told.store, asked)
        if report.balance is None:
            continue
        learned, turned, arrived = balance(before, now)
        found.of("arrivals' part of the staff").add(abs(report.balance.arrived - arrived) <= 0.05)
        found.of("direction of learning").add(report.balance.learning.points * learned > 0)
        found.of("direction of turnover").add(report.balance.turnover.points * turned > 0)
        points = report.balance.turnover
        found.of("turnover's interval").add(points.low <= 100 * turned <= points.high)
        if report.balance.part is not None:
            part = abs(turned) / (abs(learned) + abs(turned))
            found.of("turnover's part").add(abs(report.balance.part.share - part) <= 0.05)
        _half(told.world, now, (report, found))


def balance(before: Surveyed, now: Surveyed) -> tuple[float, float, float]:
    """True learning of those who stayed, true turnover, and the arrivals' part, on awareness (0..1)."""
    same = before.people == now.people
    was, did = before.states[0], now.states[0]
    stayed = float(same.mean())
    learned = stayed * float(did[same].mean() - was[same].mean())
    turned = (1 - stayed) * float(did[~same].mean() - was[~same].mean())
    return learned, turned, 1 - stayed


def _half(world: World, now: Surveyed, of: tuple[RotationReport, Findings]) -> None:
    """Whether the stated half-life holds the true one: when half of the expected gap is gone."""
    report, found = of
    told = report.half_life
    found.of("half-life told, at most or at least").add(told.low is not None or told.high is not None)
    if told.verdict in (HalfVerdict.TOLD, HalfVerdict.AT_MOST, HalfVerdict.AT_LEAST):
        true = true_half(world, now.time)
        found.of("half-life inside").add((told.low or 0.0) <= true <= (told.high or 99.0))


def true_half(world: World, time: float) -> float:
    """Years until half of the mean gap at arrival is gone; LAG is gone on the logit by HALF_LIFE."""
    settled = world.odds(time, np.full(world.team.size, 1e9))
    times = np.linspace(0, 12, 601)
    gaps = np.array([(expit(settled) - expit(settled + LAG * 2 ** (-t / HALF_LIFE))).mean() for t in times])
    return float(times[np.argmax(gaps <= gaps[0] / 2)])


def _initiatives(told: Told, found: Findings) -> None:
    for each in told.world.tries:
        effect = initiative_effect(LOCAL, told.store, tried(each), Query(indicator="awareness")).effect
        if effect.verdict is Verdict.NOT_ASSESSED:
            found.of("initiatives refused").add(True)
        elif each.works:
            found.of("direction of what worked").add((effect.points or 0.0) > 0)
            found.of("worked and found").add(effect.verdict is Verdict.ROSE_MORE)
        else:
            _useless(each, effect.verdict, found)


def _useless(each: Try, verdict: Verdict, found: Findings) -> None:
    name = "of the useless ones" if each.key.startswith("I") else "of further useless ones"
    found.of(f"called effective, {name}").add(verdict is Verdict.ROSE_MORE)
    found.of("useless called effective").add(verdict is Verdict.ROSE_MORE)


def _revisions(told: Told, found: Findings) -> None:
    """Readership is cut at the first wave of each edition and nowhere else, awareness nowhere."""
    for key in ("awareness", "readership"):
        points = view.trend(LOCAL, told.store, Query(indicator=key))
        for (before, now), point in zip(pairwise(told.waves), points[1:], strict=True):
            revised = any(before.time < year <= now.time for year in told.world.plan.revisions)
            cut = Break.REVISION if revised and key == "readership" else None
            found.of("cuts at revisions").add(point.broken is cut)


def _promised(told: Told, found: Findings) -> None:
    """Once a year from the fourth on: the ranges stated for the departments' targets."""
    if len(told.waves) < 8 or len(told.waves) % 2:
        return
    for place in range(told.world.plan.departments):
        unit = f"D{place:02d}"
        for share in TARGETS:
            target = speed(LOCAL, told.store, Query(unit=unit, indicator="awareness"), share).target
            if target and target.verdict is Expected.EXPECTED and target.earliest and target.latest:
                found.promises.append(Promise(unit, share, day(told.waves[-1].time), target.earliest, target.latest))


def _dates(told: Told, found: Findings) -> None:
    """A stated range is right where the department's expected share comes to the target inside it.

    What has come already when the range is told comes on that day.
    """
    course = list(_course(told))
    for promise in found.promises:
        came = _came(course, promise)
        found.of("dates").add(came is not None and promise.earliest <= came <= promise.latest)
        found.of("dates no later than stated").add(came is not None and came <= promise.latest)


def _came(course: list[tuple[date, dict[str, float]]], promise: Promise) -> date | None:
    """When a department first came to the target, on a straight line between two days; None where it never did."""
    for (first, before), (last, after) in pairwise(course):
        was, now = before[promise.unit], after[promise.unit]
        if now >= promise.target:
            part = 0.0 if was >= promise.target else (promise.target - was) / (now - was)
            return max(promise.told, first + (last - first) * part)
    return None


def _course(told: Told) -> Iterator[tuple[date, dict[str, float]]]:
    """Month by month, what share of each department is expected to know it; rotation goes on after the last wave."""
    world, plan = told.world, told.world.plan
    for now in told.waves:
        yield day(now.time), _expected(now.chances[0], now.department)
    department = told.waves[-1].department
    for month in range(12 * plan.years, 12 * (plan.years + plan.beyond)):
        if month % 12 == 0:
            world.rotate(month // 12)
        yield day(month / 12), _expected(world.chances(month / 12)[0], department)


def _expected(chances: "np.ndarray[tuple[int], np.dtype[np.float64]]", department: object) -> dict[str, float]:
    keys, place = np.unique(np.asarray(department), return_inverse=True)
    sums = np.bincount(place, weights=chances) / np.bincount(place)
    return dict(zip(keys.tolist(), sums.tolist(), strict=True))
