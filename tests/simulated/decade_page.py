"""Writes docs/method/13-ten-years.md: what ten simulated years say, held against their truth."""

import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from scipy.stats import binomtest

from tests.machine import ROOT
from tests.simulated.decade import Plan
from tests.simulated.decade_checks import compare
from tests.simulated.decade_found import Findings
from tests.simulated.many_worlds import FULL, HALF, dates, full, half, initiatives

PAGE = ROOT / "docs" / "method" / "13-ten-years.md"
PLACEBOS = 20
ROWS = (
    ("levels", "true shares of all staff inside the stated 95 % interval, all shown cells"),
    ("levels, sections", "of these, sections"),
    ("levels, upper units", "of these, departments and the whole"),
    ("levels, tenure groups", "of these, tenure groups"),
    ("changes of upper units", "true changes over a year inside the stated interval, departments and the whole"),
    (
        "clear changes of 10 points or more",
        "true changes of 10 points or more that are called clear: the direction is right",
    ),
    ("direction of what worked", "initiatives that work: the direction is right"),
    ("worked and found", "initiatives that work: found to have risen more"),
    ("called effective, of the useless ones", "useless initiatives called effective"),
    ("useless called effective", "further useless ones on the same answers, called effective"),
    ("initiatives refused", "initiatives that cannot be assessed"),
    ("dates", "stated ranges of dates that hold the month in which the target was reached"),
    ("dates of departments", "of these, departments"),
    ("dates of the whole", "of these, the whole"),
    ("restated", "figures as the organisation is today inside the stated interval"),
    ("restated, departments", "of these, departments"),
    ("restated, merged", "of these, sections that were merged"),
    ("restated, split", "of these, sections that were split"),
    ("restated, moved", "of these, sections that moved"),
    ("restated, renamed", "of these, sections that were renamed"),
    (
        "departments add up to the whole",
        "waves whose departments as of today are made of all of the whole once: the difference is 0",
    ),
    ("the whole is the same on both bases", "the whole's trend is the same on both bases"),
    (
        "changes taken back",
        "changes of units and lineage after whose undoing every figure is what it was, byte for byte",
    ),
    (
        "changes made again",
        "the last of them taken back after ten years and made again: the figures leave and come back, byte for byte",
    ),
    ("arrivals' part of the staff", "arrivals' part of the staff within 5 points"),
    ("turnover's part", "turnover's part of both movements within 5 points, where one is told"),
    ("turnover's interval", "true turnover inside its interval"),
    ("direction of learning", "direction of learning right"),
    ("direction of turnover", "direction of turnover right"),
    ("half-life told, at most or at least", "waves at which a half-life is told, or bounded"),
    ("half-life inside", "of these, the true one lies inside"),
    ("cuts at revisions", "readership cut at revisions and nowhere else, awareness nowhere"),
)
MORE = (
    ("dates", "stated ranges of dates that hold the month in which the target was reached"),
    ("dates no later than stated", "targets reached no later than stated"),
    ("called effective, of the useless ones", "useless initiatives called effective"),
    ("worked and found", "initiatives that work: found to have risen more"),
    ("direction of what worked", "initiatives that work: the estimate, told or not, has the right direction"),
    ("worked and told the wrong way", "initiatives that work: found to have risen less"),
    ("initiatives refused", "initiatives that cannot be assessed"),
)
HEAD = """# 13 Ten simulated years

This page is made by `python -m tests.simulated decade`; do not edit it. An organisation lives ten years from a seed, and
everything that is true of it is known: who knows the guideline, has read it, has changed; who arrived when; which initiatives
work. Its files go through the same doors as anybody's (units, lineage, headcounts, answers, closing with minimum base 10),
and what the commands then answer with `--json` (`show levels`, `show change`, `show trend` on both bases, `show rotation`,
`show initiative`, `initiative review`, `target list`) is held against the truth. In a smaller world a test opens the pages
too: they show what the commands answer.

"""


def write() -> None:
    """Live, compare, print and keep the page."""
    plan = Plan()
    with tempfile.TemporaryDirectory() as folder:
        found = compare(plan, Path(folder), PLACEBOS)
    head = page(plan, found) + made()
    text = head + more(many(full, FULL), many(half, HALF)) + FOOT
    PAGE.write_text(text, encoding="utf-8")
    print(text)


def made() -> str:
    """On which commit, and how much processor time it took."""
    words = ["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()
    return f"\nOne run, on commit {commit}: {time.process_time() / 60:.0f} minutes of processor time. `make test` holds these in a world of four years.\nSeed 1 is among those by which the range of dates was chosen; the worlds below are not.\n"


def many(plan: Callable[[int], Plan], seeds: Sequence[int]) -> list[Findings]:
    """Dates and initiatives of every world."""
    found = [dates(plan(seed)) for seed in seeds]
    for seed, own in zip(seeds, found, strict=True):
        own.join(initiatives(plan(seed)))
    return found


def page(plan: Plan, found: Findings) -> str:
    """The whole page."""
    world = (
        f"Seed {plan.seed}: {found.units} units, {found.people:,} people, {len(plan.waves)} waves (June and December), "
        f"8 % rotation a year, reorganisations in the years {', '.join(str(year + 1) for year in plan.reforms)} "
        f"(one section in twenty split, one in twenty moved, one in twenty renamed, one in ten merged, each time), "
        f"revisions in the years {', '.join(str(year + 1) for year in plan.revisions)}, {plan.initiatives} initiatives "
        f"of which {plan.working} work, each in an eighth of the sections by lot. 55 to 80 % of a section answer; "
        "tenure is published for departments and the whole."
    )
    rows = [_row(found, name, words) for name, words in ROWS if name in found.scores]
    return (
        HEAD + world + "\n\n| what was compared | right | of | part |\n|---|---:|---:|---:|\n" + "\n".join(rows) + "\n"
    )


def more(*kinds: Sequence[Findings]) -> str:
    """Dates and initiatives of more worlds, of full and of half size beside each other."""
    head = "| what was compared | full size | half size | together | its 95 % interval |\n|---|---:|---:|---:|---:|\n"
    worlds = [each for kind in kinds for each in kind]
    found = [_together(each) for each in (*kinds, worlds)]
    rows = [_beside(name, words, found) for name, words in MORE]
    widths = [f"{np.median([promise.months for promise in each.promises]):.0f}" for each in found]
    last = f"| median width of the ranges, months | {' | '.join(widths)} | |"
    parts = sorted(100 * each.of("dates").part for each in worlds)
    return MORE_HEAD + head + "\n".join([*rows, last]) + "\n" + MORE_FOOT.format(*parts[:: len(parts) - 1])


def _together(found: Sequence[Findings]) -> Findings:
    together = Findings()
    for each in found:
        together.join(each)
    return together


def _beside(name: str, words: str, found: Sequence[Findings]) -> str:
    scores = [each.of(name) for each in found]
    cells = [f"{s.right:,}" if name == "initiatives refused" else f"{s.right:,} of {s.asked:,}" for s in scores]
    whole = found[-1].of(name)
    ends = binomtest(whole.right, whole.asked).proportion_ci(method="exact") if whole.asked else None
    told = "" if ends is None or name == "initiatives refused" else f"{100 * ends.low:.1f} to {100 * ends.high:.1f} %"
    return f"| {words} | {' | '.join(cells)} | {told} |"


def _row(found: Findings, name: str, words: str) -> str:
    score = found.scores[name]
    return f"| {words} | {score.right:,} | {score.asked:,} | {100 * score.part:.1f} % |"


MORE_HEAD = f"""
## More worlds

One world is one draw, and what happens to all departments at once moves all their dates. So dates and initiatives are tried
on more worlds, by the measures alone on what would be published ({len(FULL)} worlds of full size, seeds {FULL[0]} to {FULL[-1]}, and {len(HALF)} of
half size, 10 departments of 14 sections, seeds {HALF[0]} to {HALF[-1]}). Nothing was chosen by these seeds: the range of dates was
chosen on seeds 1 to 3 and 101 to 170, where 89 % came inside it.

"""
MORE_FOOT = """
The interval takes every case for independent, which those of one world are not; over worlds the part of dates inside ran from
{:.0f} to {:.0f} %.
"""
FOOT = """
## How to read it

The interval of a share is for this wave's staff, so it is held against all staff of the cell, not against the
model that drew them. Learning and turnover are held against the people who truly stayed, came and left. Figures as of today are held
against the staff of the sections that they are made of; a part of a split is told to have had the split one's share before.

A date is right where the share of all staff comes to the target inside the stated range; shares go on being lived for five
years after the last wave, and units are what they are by then. Ranges are told where at least four paths in five come to
stand at the target (page 5), and not for all: what is said of the others is "cannot be told yet".

For initiatives that do nothing "called effective" counts false alarms: the test lets 2.5 % through in that direction, and each is
assessed by itself. Of 25 that do nothing, one or more are called effective in about half of all organisations; a first finding is
a reason to hold it again in an order drawn by lot. An initiative that works is missed where its departments held others at the same time, or
because the difference could be chance.

Why dates missed before: the range began at the end of the quarter in which one path in twenty stood at the target, up to three months after they
did; where fewer than nine paths in ten ever did, it ended five years on, whatever the paths did; and it was held against the expected share of a model
that no survey sees, not against the staff.

Code: `tests/simulated/decade.py` (the world), `decade_store.py` (its files), `decade_told.py` (the commands), `decade_checks.py`,
`decade_dates.py`, `decade_moved.py` (the comparison), `many_worlds.py`.
"""
