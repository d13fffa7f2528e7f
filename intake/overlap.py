"""How the responses of a file stand to those of an earlier one: apart, all in it, all of it, partly, or nobody can tell.

Where both files have response ids these decide. Where not, equal rows do (unit, attributes and answers that both have),
held against the equal rows of different people that are to be expected: of a unit in whose rows a share C stands at
least twice, C of any further rows would find an equal one (Good and Turing's coverage).
"""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from intake import block, fingerprint
from intake.table import Words
from measure.tally import Responses, Totals

SURELY = log(0.001)
FEWEST = 5
DEVIATIONS = 3.0
NONE: Words = np.zeros(0, dtype=np.uint64)


class Stand(StrEnum):
    """A new file to an earlier one: apart; holding all of it; held by it; partly the same; perhaps only by chance."""

    APART = "apart"
    HOLDS = "holds"
    HELD = "held"
    PARTLY = "partly"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Overlap:
    """How a new file stands to an earlier one, and how many of its rows are known from there."""

    stand: Stand
    known: int = 0


@dataclass(frozen=True)
class Kept:
    """What is compared of a file: its block, and the short digests of its response ids in order, if it has any."""

    content: bytes
    ids: Words = field(default_factory=lambda: NONE)

    @cached_property
    def block(self) -> Responses | Totals | block.Texts:
        return block.decode(self.content)


def compare(new: Kept, old: Kept) -> Overlap:
    """How the new file stands to the old one; responses and figures stand apart."""
    if len(new.ids) and len(old.ids):
        return _by_ids(new, old)
    if isinstance(new.block, Responses) and isinstance(old.block, Responses):
        return _by_rows(*_numbered(new.block, old.block))
    if isinstance(new.block, Totals) and isinstance(old.block, Totals):
        return _by_figures(new.block, old.block)
    return Overlap(Stand.APART)


def _by_ids(new: Kept, old: Kept) -> Overlap:
    """Only old ids: nothing new, unless an answer was mended. All of the old ids: later answers."""
    known = len(np.intersect1d(new.ids, old.ids, assume_unique=True))
    if known == len(new.ids) and isinstance(new.block, Responses) and isinstance(old.block, Responses):
        if _equal(*_numbered(new.block, old.block)) == known:
            return Overlap(Stand.HELD, known)
    elif known == 0:
        return Overlap(Stand.APART)
    return Overlap(Stand.HOLDS if known == len(old.ids) else Stand.PARTLY, known)


@dataclass(frozen=True)
class _Rows:
    """Each row of a file as a number, and the unit it stands in as another."""

    rows: Words
    units: Words


def _numbered(new: Responses, old: Responses) -> tuple[_Rows, _Rows]:
    shared = fingerprint.names(new) & fingerprint.names(old)
    return _rows(new, shared), _rows(old, shared)


def _rows(block: Responses, shared: set[str]) -> _Rows:
    return _Rows(fingerprint.rows(block, shared), fingerprint.rows(block, {"unit"}))


def _equal(new: _Rows, old: _Rows) -> int:
    """How many rows of one file find an equal row of their own in the other."""
    (mine, times), (theirs, others) = (np.unique(each.rows, return_counts=True) for each in (new, old))
    _, here, there = np.intersect1d(mine, theirs, assume_unique=True, return_indices=True)
    return int(np.minimum(times[here], others[there]).sum())


def _by_rows(new: _Rows, old: _Rows) -> Overlap:
    known = _equal(new, old)
    if known and known == len(new.rows):
        return Overlap(Stand.HELD if _surely(new, old) else Stand.UNSURE, known)
    if known and known == len(old.rows):
        return Overlap(Stand.HOLDS if _surely(old, new) else Stand.UNSURE, known)
    few, many = (old, new) if len(old.rows) < len(new.rows) else (new, old)
    chances = _chances(few, many)
    most = chances.sum() + DEVIATIONS * sqrt((chances * (1 - chances)).sum())
    return Overlap(Stand.PARTLY if known >= max(FEWEST, most) else Stand.APART, known)


def _surely(few: _Rows, many: _Rows) -> bool:
    """Whether it would be a wonder if all those rows found an equal one among others by chance."""
    chances = _chances(few, many)
    return float(np.log(chances).sum()) < SURELY if chances.all() else True


def _chances(few: _Rows, many: _Rows) -> NDArray[np.float64]:
    """For each of the few rows the chance that somebody else of its unit among the many answered alike."""
    _, first, times = np.unique(many.rows, return_index=True, return_counts=True)
    units, people = np.unique(many.units, return_counts=True)
    alone = np.bincount(np.searchsorted(units, many.units[first[times == 1]]), minlength=len(units))
    coverage = 1 - alone / (people + 1)
    place = np.searchsorted(units, few.units).clip(max=len(units) - 1)
    return np.where(units[place] == few.units, coverage[place], 0.0)


def _by_figures(new: Totals, old: Totals) -> Overlap:
    """Figures of the same groups: the same again, a later state of all of them, or of some."""
    mine, theirs = ({(r.unit, r.segment, r.value, r.item): r for r in each.rows} for each in (new, old))
    known = len(mine.keys() & theirs.keys())
    if known and known == len(mine) and all(theirs[key] == row for key, row in mine.items()):
        return Overlap(Stand.HELD, known)
    return Overlap((Stand.HOLDS if known == len(theirs) else Stand.PARTLY) if known else Stand.APART, known)
