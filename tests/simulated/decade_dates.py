"""Dates of targets told year by year, held against the month in which the staff's true share came there."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.simulated.decade import Plan, World, codes, day
from tests.simulated.decade_found import Findings, Promise
from tests.simulated.decade_store import ROOT, Told, aimed, answering
from tests.simulated.decade_told import ask

Course = list[tuple[date, dict[str, float]]]
FIRST = 8  # waves before dates are asked for, once a year from then on


def promised(told: Told, folder: Path, found: Findings) -> None:
    """What `target list` says of the targets of the whole and of every department."""
    if len(told.waves) < FIRST or len(told.waves) % 2:
        return
    if len(told.waves) == FIRST:
        aimed(told, folder)
    today = day(told.waves[-1].time)
    for row in ask(told.url, "target", "list"):
        if row["verdict"] == "expected":
            dates = (date.fromisoformat(row[name]) for name in ("earliest", "latest"))
            found.promises.append(Promise(row["unit"], row["share"], today, *dates))


def judged(told: Told, found: Findings) -> None:
    """Against the same years lived again: who answers is drawn anew too, so that chance takes the same turns."""
    waves = {now.time: now for now in told.waves}

    def surveyed(world: World, time: float) -> None:
        now = waves[time]
        found.of("lived again as before").add(shares(world, time)[ROOT] == now.share(ROOT, "awareness"))
        answering(world, now)

    judged_of(told.world, found, surveyed)


def judged_of(
    world: World, found: Findings, survey: Callable[[World, float], object] = lambda world, time: None
) -> None:
    """A stated range is right where the share of all staff comes to the target inside it.

    What has come already when the range is told comes on that day.
    """
    course = list(lived_again(world.plan, survey)) if found.promises else []
    for promise in found.promises:
        came = _came(course, promise)
        inside = came is not None and promise.earliest <= came <= promise.latest
        kind = "of the whole" if promise.unit == ROOT else "of departments"
        found.of("dates").add(inside)
        found.of(f"dates {kind}").add(inside)
        found.of("dates no later than stated").add(came is not None and came <= promise.latest)


def _came(course: Course, promise: Promise) -> date | None:
    """When a unit first stood at the target since it was promised, on a straight line between two months; None: never."""
    for (first, before), (last, after) in pairwise(course):
        was, now = before[promise.unit], after[promise.unit]
        if last >= promise.told and now >= promise.target:
            part = 0.0 if was >= promise.target else (promise.target - was) / (now - was)
            return max(promise.told, first + (last - first) * part)
    return None


def lived_again(plan: Plan, survey: Callable[[World, float], object]) -> Iterator[tuple[date, dict[str, float]]]:
    """Month by month, what share of the staff of each department knows it, as it is then; on after the last wave."""
    again, year, waves = World.of(plan), 0, list(plan.waves)
    for month in range(2, 12 * (plan.years + plan.beyond)):
        while waves and waves[0] <= month / 12:
            survey(again, waves.pop(0))
        while year < month // 12:
            year += 1
            again.rotate(year)
        yield day(month / 12), shares(again, month / 12)


def shares(world: World, time: float) -> dict[str, float]:
    """What share of the staff of each department knows it, and of the whole."""
    sections, knows = world.chart(time), world.states(time)[0]
    place = {section.code: section.department for section in sections}
    department: NDArray[np.str_] = np.array([place[code] for code in codes(sections, world.base.size).tolist()])
    keys, at = np.unique(department[world.team], return_inverse=True)
    found = np.bincount(at, weights=knows) / np.bincount(at)
    return dict(zip(keys.tolist(), found.tolist(), strict=True)) | {ROOT: float(knows.mean())}
