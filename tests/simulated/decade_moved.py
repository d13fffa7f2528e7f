"""Trends as the organisation is today, held against the truth carried over by the teams that never change.

A section that was split is told to have had the split one's share before: its truth is that of the whole of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import numpy as np

from tests.simulated.decade import Section, codes
from tests.simulated.decade_found import Findings
from tests.simulated.decade_store import ROOT, Surveyed, Told
from tests.simulated.decade_told import Row, trend

MOST = 8  # sections of a kind that are asked for
KINDS = {"merged": "M", "split": "A", "renamed": "R"}


def restated(told: Told, found: Findings) -> None:
    """Departments, and sections that were merged, split, moved or renamed; and whether anybody was lost on the way."""
    last = told.world.chart(told.world.plan.years)
    whole = trend(told.url, ROOT, "then")
    departments = sorted({section.department for section in last})
    rows = {code: trend(told.url, code, "today") for code in departments}
    for code in departments:
        teams = [team for section in last if section.department == code for team in section.teams]
        _held_against(told, (teams, rows[code]), (found, "departments"))
    for kind, section in _sections(told):
        _held_against(told, (section.teams, trend(told.url, section.code, "today")), (found, kind))
    found.of("the whole is the same on both bases").add(_figures(whole) == _figures(trend(told.url, ROOT, "today")))
    for place in range(len(whole)):
        added_up({code: own[place] for code, own in rows.items()}, found)
    for name, came in (("changes taken back", told.undone), ("changes made again", told.remade)):
        for same in came:
            found.of(name).add(same)


def _figures(rows: Sequence[Row]) -> list[Row]:
    return [{key: row[key] for key in ("wave", "share", "low", "high", "base", "headcount")} for row in rows]


def _sections(told: Told) -> Iterator[tuple[str, Section]]:
    """Of those that are there at the end, the first few of every kind."""
    charts = [{section.code: section for section in chart} for _, chart in told.world.charts]
    for kind, mark in KINDS.items():
        yield from [(kind, section) for code, section in charts[-1].items() if mark in code[4:]][:MOST]
    moved = [s for code, s in charts[-1].items() if code in charts[0] and charts[0][code].department != s.department]
    yield from [("moved", section) for section in moved[:MOST]]


def _held_against(told: Told, unit: tuple[Sequence[int], list[Row]], of: tuple[Findings, str]) -> None:
    """Every figure of the line that is shown, against all staff that are behind it."""
    (teams, rows), (found, kind) = unit, of
    for now, row in zip(told.waves, rows, strict=True):
        if row["status"] == "shown" and row["low"] is not None:
            inside = row["low"] - 1e-9 <= carried(told, now, teams) <= row["high"] + 1e-9
            found.of("restated").add(inside)
            found.of(f"restated, {kind}").add(inside)
        else:
            found.of("restated gaps").add(bool(row["gap"]) or row["status"] != "no_data")


def carried(told: Told, now: Surveyed, teams: Sequence[int]) -> float:
    """The share of the sections that these teams stood in, each for as many people as it brings."""
    world = told.world
    names = codes(world.chart(now.time), world.base.size)
    people: dict[str, int] = {}
    for team in teams:
        people[str(names[team])] = people.get(str(names[team]), 0) + int(world.sizes[team])
    shares = [now.share(code, "awareness") for code in people]
    return float(np.average(shares, weights=list(people.values())))


def added_up(parts: Mapping[str, Row], found: Findings) -> None:
    """All departments as of today together are made of every department of then once and of nothing else: no one is lost."""
    totals: dict[str, Fraction] = {}
    for code, row in parts.items():
        for each in row.get("carried") or [{"source": code, "share": 1}]:
            totals[each["source"]] = totals.get(each["source"], Fraction(0)) + Fraction(str(each["share"]))
    wrong = [source for source, total in totals.items() if total != (source in parts)]
    found.of("departments add up to the whole").add(not wrong)
