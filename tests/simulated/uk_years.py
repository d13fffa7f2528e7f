"""The real series of the sample, forecast from every year on: what came, against two plain rules."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median

from measure.kalman import Seen
from measure.speed import Foreseen, foreseen
from tests.machine import ROOT

FIGURES = ROOT / "sample" / "uk_code" / "figures"
INDICATORS = ("aware_code", "raise_concern", "confident")
FIRST_ORIGIN, FEWEST_YEARS = 2012, 6
Years = dict[int, float]


def organisations() -> dict[tuple[str, str], Years]:
    """The published shares by (organisation, indicator) and year; groups and the whole service are not among them."""
    found: dict[tuple[str, str], Years] = {}
    for path in sorted(FIGURES.glob("*.csv")):
        for unit, indicator, share in _figures(path):
            if not unit.startswith("G-") and unit != "CIVILSERVICE":
                found.setdefault((unit, indicator), {})[int(path.stem)] = share
    return found


def _figures(path: Path) -> Iterator[tuple[str, str, float]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["share"] and row["indicator"] in INDICATORS:
                yield row["unit"], row["indicator"], float(row["share"])


def medians(indicator: str) -> Years:
    """The median of all organisations, year by year."""
    by_year: dict[int, list[float]] = {}
    for (_, asked), years in organisations().items():
        for year, share in years.items() if asked == indicator else ():
            by_year.setdefault(year, []).append(share)
    return {year: median(shares) for year, shares in sorted(by_year.items())}


def of_organisations(indicator: str, ahead: int) -> list[Foreseen]:
    """Forecasts `ahead` years on, for every organisation with six years or more."""
    series = (years for (_, asked), years in organisations().items() if asked == indicator)
    return [one for years in series if len(years) >= FEWEST_YEARS for one in forecasts(years, ahead)]


def forecasts(years: Years, ahead: int) -> list[Foreseen]:
    """Forecasts of exactly `ahead` years on, made in 2012 or later from three years or more."""
    order = sorted(years)
    seen = [Seen(date(year, 10, 16), years[year]) for year in order]
    found: list[Foreseen] = []
    for steps in range(1, ahead + 1):  # a year that is missing makes fewer waves of the same distance
        for one in foreseen(seen, steps):
            origin = order[one.origin]
            if origin >= FIRST_ORIGIN and order[one.origin + steps] - origin == ahead:
                found.append(one)
    return found
