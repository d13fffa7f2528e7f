"""Prints the tables of docs/method: `python -m tests.simulated [interval|families|pages|forecasts|initiatives|years|decade]`."""

import sys
from collections import Counter
from itertools import product

from measure.speed import Verdict, summary
from tests.simulated import curves, decade_page, families, initiatives, intervals, pages, uk_years


def main() -> None:
    tables = {"interval": _intervals, "families": _families, "pages": _pages, "forecasts": _forecasts}
    tables |= {"initiatives": _initiatives, "years": _real_years, "decade": decade_page.write}
    for name in sys.argv[1:] or tables:
        tables[name]()


def _intervals() -> None:
    cells = list(intervals.cells())
    print(f"interval: {len(cells)} cells, mean {sum(c.mean for c in cells) / len(cells):.3f}, ", end="")
    print(f"lowest cell {min(c.mean for c in cells):.3f}, lowest single truth {min(c.worst for c in cells):.3f}")
    for people in intervals.PEOPLE:
        print(
            f"| {people} |", " ".join(f"{c.answers}: {c.mean:.3f}/{c.worst:.3f}" for c in cells if c.people == people)
        )
    for design in intervals.STRATA:
        print(f"| strata, {design} | {intervals.stratified(design, 4000):.3f} |")


def _families() -> None:
    for name, rate in (("clear change", families.clear), ("unusual", families.unusual)):
        found = {world: rate(world, 300) for world in families.WORLDS}
        print(f"{name}: mean {sum(found.values()) / len(found):.3f}, highest {max(found.values()):.3f}")
        for departments, spread in product((10, 20, 40, 80), (0.0, 0.3, 0.6)):
            own = [r for w, r in found.items() if (w.departments, w.spread) == (departments, spread)]
            print(f"| {departments} | {spread} | {sum(own) / len(own):.3f} | {max(own):.3f} |")


def _pages() -> None:
    print(f"pages on which nothing moved and something is flagged: {100 * pages.false_moves(600):.1f} %", flush=True)
    print(f"pages on which all rose and something stands still: {100 * pages.false_stalls(300, 0.01):.1f} %")


def _forecasts() -> None:
    for row in curves.rows(800):
        errors = f"{row.error:.1f} | {row.error_same:.1f} | {row.error_line:.1f}"
        print(f"| {row.curve} | {100 * row.inside:.1f} % | {errors} |")
    promises = curves.promises(200)
    for curve, verdict in product(curves.CURVES, Verdict):
        own = Counter(p.came for p in promises if (p.curve, p.verdict) == (curve, verdict))
        if own:
            print(f"| {curve} | {verdict} | {own.total()} | came {own[True]} |")


def _initiatives() -> None:
    for chosen, design in product(("by lot", "smallest", "largest"), initiatives.DESIGNS):
        rounds = 1000 if chosen == "by lot" else 500
        print(
            f"| {design[1]} of {design[0]} | {chosen} | {100 * initiatives.size(design, chosen, rounds):.1f} % |",
            flush=True,
        )
    for side in ("those that held it", "the others"):
        plain, clean = initiatives.beside(side, 200)
        print(f"| half of {side} | {100 * plain:.1f} % | {100 * clean:.1f} % |", flush=True)


def _real_years() -> None:
    for ahead in (1, 2, 3):
        own = {name: uk_years.of_organisations(name, ahead) for name in uk_years.INDICATORS}
        own["all three"] = [each for found in own.values() for each in found]
        print(
            "nearer than last year by", {name: "{:.2f} ({:.2f})".format(*uk_years.gain(f)) for name, f in own.items()}
        )
        everything = {name: uk_years.together(found) for name, found in own.items()}
        for name in uk_years.INDICATORS:
            everything[f"median, {name}"] = uk_years.forecasts(uk_years.medians(name), ahead)
        for name, found in everything.items():
            b = summary(found)
            errors = f"{b.error:.2f} | {b.error_same:.2f} | {b.error_line:.2f}"
            print(f"| {ahead} | {name} | {b.forecasts} | {100 * b.inside:.1f} % | {errors} |")


main()
