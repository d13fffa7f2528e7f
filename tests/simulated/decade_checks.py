"""What the commands report of the ten years, held against the truth that made them."""

from itertools import pairwise
from pathlib import Path

import numpy as np

from actions.effect import initiative_effect
from actions.users import LOCAL
from actions.view import Query
from measure.initiative import Verdict
from tests.simulated.decade import HALF_LIFE, LAG, Plan, World, expit
from tests.simulated.decade_dates import judged, promised
from tests.simulated.decade_found import Findings
from tests.simulated.decade_moved import restated
from tests.simulated.decade_store import STAGES, TENURES, Surveyed, Told, hold, lived, tried
from tests.simulated.decade_told import Row, ask, trend

LARGE = 10.0  # points


def compare(plan: Plan, folder: Path, placebos: int = 0) -> Findings:
    """Live, survey and ask; `placebos` are further initiatives that do nothing, each asked about as if it had been held."""
    found = Findings()
    told = lived(World.of(plan), folder, lambda told: promised(told, folder, found))
    found.people, found.units = told.world.team.size, 1 + plan.departments + len(told.world.chart(plan.years))
    hold(told, folder)
    for now in told.waves:
        _levels(told, now, found)
    for check in (_years, _rotations, _initiatives, _revisions, restated, judged):
        check(told, found)
    _placebos(told, placebos, found)
    told.store.close()
    return found


def _levels(told: Told, now: Surveyed, found: Findings) -> None:
    """Every shown share of the wave."""
    for segment in (None, *TENURES):
        words = () if segment is None else ("--segment", f"tenure={segment}")
        for row in ask(told.url, "show", "levels", "--wave", now.wave, *words):
            if row["indicator"] in STAGES and row["status"] == "shown" and row["low"] is not None:
                _level(now, row, found)


def _level(now: Surveyed, row: Row, found: Findings) -> None:
    inside = row["low"] - 1e-9 <= now.share(row["unit"], row["indicator"], row["segment"]) <= row["high"] + 1e-9
    kind = "tenure groups" if row["segment"] else "sections" if row["unit"][0] == "S" else "upper units"
    found.of(f"levels, {kind}").add(inside)
    found.of("levels").add(inside)


def _years(told: Told, found: Findings) -> None:
    """Changes over a year: what truly moved by 10 points or more is never said to have moved the other way."""
    for before, now in zip(told.waves, told.waves[2:], strict=False):
        for key in STAGES:
            for row in ask(told.url, "show", "change", "--from", before.wave, "--to", now.wave, "--indicator", key):
                if not (now.has(row["unit"]) and before.has(row["unit"])):
                    continue
                moved = 100 * (now.share(row["unit"], key) - before.share(row["unit"], key))
                if abs(moved) >= LARGE and row["label"] == "clear_change":
                    found.of("clear changes of 10 points or more").add(moved * row["points"] > 0)
                if row["low"] is not None and row["unit"][0] != "S":
                    found.of("changes of upper units").add(row["low"] <= moved <= row["high"])


def _rotations(told: Told, found: Findings) -> None:
    for before, now in zip(told.waves, told.waves[2:], strict=False):
        words = ("--indicator", "awareness", "--wave", now.wave, "--since", before.wave)
        report = ask(told.url, "show", "rotation", *words)
        if (said := report["balance"]) is None:
            continue
        learned, turned, arrived = balance(before, now)
        turnover = said["turnover"]
        found.of("arrivals' part of the staff").add(abs(said["arrived"] - arrived) <= 0.05)
        found.of("direction of learning").add(said["learning"]["points"] * learned > 0)
        found.of("direction of turnover").add(turnover["points"] * turned > 0)
        found.of("turnover's interval").add(turnover["low"] <= 100 * turned <= turnover["high"])
        if said["part"] is not None:
            part = abs(turned) / (abs(learned) + abs(turned))
            found.of("turnover's part").add(abs(said["part"]["share"] - part) <= 0.05)
        _half(told.world, now, (report["half_life"], found))


def balance(before: Surveyed, now: Surveyed) -> tuple[float, float, float]:
    """True learning of those who stayed, true turnover, and the arrivals' part, on awareness (0..1)."""
    same = before.people == now.people
    was, did = before.states[0], now.states[0]
    stayed = float(same.mean())
    learned = stayed * float(did[same].mean() - was[same].mean())
    turned = (1 - stayed) * float(did[~same].mean() - was[~same].mean())
    return learned, turned, 1 - stayed


def _half(world: World, now: Surveyed, of: tuple[Row, Findings]) -> None:
    """Whether the stated half-life holds the true one: when half of the expected gap is gone."""
    told, found = of
    found.of("half-life told, at most or at least").add(told["low"] is not None or told["high"] is not None)
    if told["verdict"] in ("told", "at_most", "at_least"):
        true = true_half(world, now.time)
        found.of("half-life inside").add((told["low"] or 0.0) <= true <= (told["high"] or 99.0))


def true_half(world: World, time: float) -> float:
    """Years until half of the mean gap at arrival is gone; LAG is gone on the logit by HALF_LIFE."""
    settled = world.odds(time, np.full(world.team.size, 1e9))
    times = np.linspace(0, 12, 601)
    gaps = np.array([(expit(settled) - expit(settled + LAG * 2 ** (-t / HALF_LIFE))).mean() for t in times])
    return float(times[np.argmax(gaps <= gaps[0] / 2)])


def _initiatives(told: Told, found: Findings) -> None:
    """Every initiative by its command, and the review of all of them together."""
    said = {row["initiative"]: row for row in ask(told.url, "initiative", "review")}
    for each in told.world.tries:
        effect = ask(told.url, "show", "initiative", each.key, "--indicator", "awareness")
        verdict = Verdict(effect["verdict"])
        found.of("review agrees").add(said[each.key]["verdict"] == effect["verdict"])
        if verdict is Verdict.NOT_ASSESSED:
            found.of("initiatives refused").add(True)
        elif each.works:
            found.of("direction of what worked").add(effect["points"] > 0)
            found.of("worked and found").add(verdict is Verdict.ROSE_MORE)
        else:
            found.of("called effective, of the useless ones").add(verdict is Verdict.ROSE_MORE)


def _placebos(told: Told, count: int, found: Findings) -> None:
    """What nobody held, asked about as if it had been."""
    for each in told.world.drawn(count, 0, "P"):
        effect = initiative_effect(LOCAL, told.store, tried(each), Query(indicator="awareness")).effect
        if effect.verdict is not Verdict.NOT_ASSESSED:
            found.of("useless called effective").add(effect.verdict is Verdict.ROSE_MORE)


def _revisions(told: Told, found: Findings) -> None:
    """Readership is cut at the first wave of each edition and nowhere else, awareness nowhere."""
    for key in ("awareness", "readership"):
        points = trend(told.url, "ORG", "then", key)
        for (before, now), point in zip(pairwise(told.waves), points[1:], strict=True):
            revised = any(before.time < year <= now.time for year in told.world.plan.revisions)
            cut = "revision" if revised and key == "readership" else None
            found.of("cuts at revisions").add(point["broken"] == cut)
