"""Dates of targets told year by year, held against the month in which the staff's true share came there."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.simulated.decade import World, codes, day
from tests.simulated.decade_found import Findings, Promise
from tests.simulated.decade_store import ROOT, Told, aimed
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
    judged_of(told.world, found)


def judged_of(world: World, found: Findings) -> None:
    """A stated range is right where the share of all staff comes to the target inside it.

    What has come already when the range is told comes on that day.
    """
    course = list(lived_again(world)) if found.promises else []
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


def lived_again(world: World) -> Iterator[tuple[date, dict[str, float]]]:
    """Month by month, what share of the staff of each department knows it, as it is then; on after the last wave."""
    again, year = World.of(world.plan), 0
    for month in range(2, 12 * (world.plan.years + world.plan.beyond)):
        while year < month // 12:
            year += 1
            again.rotate(year)
        yield day(month / 12), _shares(again, month / 12)


def _shares(world: World, time: float) -> dict[str, float]:
    sections, knows = world.chart(time), world.states(time)[0]
    place = {section.code: section.department for section in sections}
    department: NDArray[np.str_] = np.array([place[code] for code in codes(sections, world.base.size).tolist()])
    keys, at = np.unique(department[world.team], return_inverse=True)
    shares = np.bincount(at, weights=knows) / np.bincount(at)
    return dict(zip(keys.tolist(), shares.tolist(), strict=True)) | {ROOT: float(knows.mean())}
