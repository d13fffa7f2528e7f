"""The real series of the sample, forecast from every year on: what came, against two plain rules."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median

from measure.kalman import Seen
from measure.peers import Fellows
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


def of_organisations(indicator: str, ahead: int) -> list[list[Foreseen]]:
    """Forecasts `ahead` years on, for every organisation with six years or more, each among all organisations."""
    series = [years for (_, asked), years in organisations().items() if asked == indicator]
    fellows = Fellows.among(seen(years) for years in series)
    return [forecasts(years, ahead, fellows) for years in series if len(years) >= FEWEST_YEARS]


def together(found: list[list[Foreseen]]) -> list[Foreseen]:
    return [one for own in found for one in own]


def gain(found: list[list[Foreseen]]) -> tuple[float, float]:
    """How many points nearer than "same as last year", and the standard error of that over organisations."""
    held = [own for own in found if own]
    sums = [sum(abs(one.same - one.outcome) - abs(one.share - one.outcome) for one in own) for own in held]
    count = sum(len(own) for own in held)
    mean = sum(sums) / count
    squares = sum((own - mean * len(each)) ** 2 for own, each in zip(sums, held, strict=True))
    return 100 * mean, 100 * squares**0.5 / count


def seen(years: Years) -> list[Seen]:
    return [Seen(date(year, 10, 16), years[year]) for year in sorted(years)]


def forecasts(years: Years, ahead: int, fellows: Fellows | None = None) -> list[Foreseen]:
    """Forecasts of exactly `ahead` years on, made in 2012 or later from three years or more."""
    order = sorted(years)
    found: list[Foreseen] = []
    for steps in range(1, ahead + 1):  # a year that is missing makes fewer waves of the same distance
        for one in foreseen(seen(years), steps, fellows):
            origin = order[one.origin]
            if origin >= FIRST_ORIGIN and order[one.origin + steps] - origin == ahead:
                found.append(one)
    return found
