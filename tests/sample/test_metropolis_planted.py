"""What was planted in the metropolis comes out: one initiative that helped, one that did not, two that cannot be assessed."""

import csv
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache

import numpy as np
import pytest

from measure.initiative import Effect, Refusal, Verdict, effect
from measure.organisation import OrgTree
from measure.panel import NEVER, Entry, Panel
from sample.metropolis.answers import replies
from sample.metropolis.cases import CASES, WORKSHOP_AT, truth
from sample.metropolis.generate import INITIATIVES_FILE, SEED
from sample.metropolis.staff import sections, sections_on, units
from sample.metropolis.waves import WAVES, quarter_of, step_of

FAVOURABLE = (1, 2)  # the two upper options of every scale of five, and what counts as having read
SHOWN = 10
AIMS = {"practice": "q3", "empathy": "q4", "understanding": "q1"}


@cache
def answers() -> list[tuple[list[str], Mapping[str, object]]]:
    """Who answered, by unit, and what, in every wave."""
    return [(found.unit, found.answers) for found in (replies(wave, SEED) for wave in WAVES)]


def initiative(name: str) -> dict[str, str]:
    with INITIATIVES_FILE.open(encoding="utf-8", newline="") as file:
        return next(row for row in csv.DictReader(file) if row["initiative"] == name)


def departments() -> list[str]:
    return [section.unit for section in sections_on(WAVES[-1].starts_on)]


def holders(row: Mapping[str, str]) -> set[str]:
    """The sections that held it: those named, and all below units that are named."""
    tree = OrgTree.on(WAVES[-1].starts_on, units())
    return {code for code in departments() if set(tree.path(code)) & set(row["unit"].split("|"))}


def assessed(name: str) -> Effect:
    """The effect on what it aims at, counted straight from the sheets."""
    row, codes = initiative(name), departments()
    first = next(place for place, wave in enumerate(WAVES) if wave.starts_on >= date.fromisoformat(row["from"]))
    entries = [
        Entry(place, wave, float(np.isin(given, FAVOURABLE).mean()), float(given.size))
        for wave, (unit, found) in enumerate(answers())
        for place, code in enumerate(codes)
        if (given := _given(unit, found, (code, AIMS[row["stage"]]))).size >= SHOWN
    ]
    return effect(Panel.of([first if code in holders(row) else NEVER for code in codes], len(WAVES), entries))


def _given(
    unit: list[str], found: Mapping[str, object], what: tuple[str, str]
) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    codes = np.asarray(found[what[1]])[np.array(unit) == what[0]]
    return np.asarray(codes[codes > 0])


def planted() -> float:
    """Points by which the workshop raises the share that changed, from the truth behind the answers."""
    gains = []
    for section in (each for each in sections() if each.case == "workshop"):
        for wave in WAVES[WORKSHOP_AT:]:
            when, case = (step_of(wave), quarter_of(wave)), CASES[section.case]
            with_it, without = (
                truth(each, when, section.lift, newcomer=False) for each in (case, replace(case, workshop=0.0))
            )
            reach = [each.know * each.read for each in (with_it, without)]
            shares = [r * each.change + (1 - r) * 0.06 for r, each in zip(reach, (with_it, without), strict=True)]
            gains.append(100 * (shares[0] - shares[1]))
    return sum(gains) / len(gains)


def test_the_workshop_that_helped_is_found_to_have_helped() -> None:
    found = assessed("workshop")
    assert (found.verdict, found.held) == (Verdict.ROSE_MORE, 6)
    assert found.low is not None
    assert found.high is not None
    assert found.low <= planted() <= found.high


def test_the_lecture_that_did_nothing_shows_nothing() -> None:
    """Held by eight steady sections, whose truth has no step at all."""
    found = assessed("lecture")
    assert {s.case for s in sections() if s.unit in holders(initiative("lecture"))} == {"steady"}
    assert (found.verdict, found.held) == (Verdict.NO_DIFFERENCE, 8)
    assert found.low is not None
    assert found.high is not None
    assert found.low <= 0 <= found.high


@pytest.mark.parametrize(("name", "why"), [("coaching", Refusal.HELD), ("message", Refusal.EARLIER_WAVES)])
def test_what_too_few_or_everybody_held_is_not_assessed(name: str, why: Refusal) -> None:
    found = assessed(name)
    assert (found.verdict, found.refusal) == (Verdict.NOT_ASSESSED, why)
