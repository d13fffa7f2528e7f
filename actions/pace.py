"""The norm for speed: how long units took to 20, 50 and 80 %, who was fast and what they did, how far behind others are."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from actions import view
from actions.query import Query
from actions.series import runs
from actions.sight import sight
from actions.users import READERS, Person, allow
from db.engine import Store
from db.initiative import get_initiatives
from db.survey import Survey, surveys
from measure.organisation import OrgTree
from measure.pace import LEVELS, Months, Norm, Passing, behind, between, norm, passing, since
from measure.programme import Initiative
from measure.questionnaire import Wording
from measure.wave import WaveState


@dataclass(frozen=True)
class UnitPace:
    """One unit: the time from the start to every level, from level to level, and how far it is behind the fast ones."""

    unit: str
    name: Wording
    passings: tuple[Passing, ...]
    times: tuple[Months, ...]
    legs: tuple[Months | None, ...]
    behind: tuple[Months | None, ...]


@dataclass(frozen=True)
class Did:
    """An initiative, and how many of the fast units and of the others had begun it before they were there."""

    name: Wording
    fast: int
    others: int


@dataclass(frozen=True)
class PaceReport:
    """All units of one level on one indicator. `start` is when time begins: the guideline's publication, or the first wave.

    `did` are for every level what was held where it went fast; that is no proof that it helped.
    """

    indicator: str
    start: date | None
    published: bool
    levels: tuple[float, ...]
    norms: tuple[Norm, ...]
    units: tuple[UnitPace, ...]
    did: tuple[tuple[Did, ...], ...]


def pace(person: Person, store: Store, query: Query) -> PaceReport:
    """Units of `query.level` (without one those without units below them); a head sees the rows of the own part."""
    allow(person, *READERS)
    known, series = _closed(store, query), runs(person, store, query)
    if not known:
        return PaceReport(query.indicator or "", None, False, LEVELS, (), (), ())
    newest = known[-1]
    tree, start = newest.tree, newest.guideline.published_on or known[0].kept.wave.midpoint
    units = [code for code in tree.preorder() if _asked(tree, code, query.level)]
    seen = {unit: series.of(unit).seen for unit in units if series.of(unit).seen}
    found = [{unit: at for unit, waves in seen.items() if (at := passing(waves, level))} for level in LEVELS]
    norms = tuple(norm(level, start, at) for level, at in zip(LEVELS, found, strict=True))
    with store.reading() as connection:
        done = [i for i in get_initiatives(connection) if i.guideline in (None, newest.guideline.key)]
    mine = sight(person, tree)
    rows = tuple(_row(tree, unit, start, (found, norms)) for unit in seen if unit in mine)
    did = tuple(_did(tree, done, at, each) for at, each in zip(found, norms, strict=True))
    published = newest.guideline.published_on is not None
    return PaceReport(query.indicator or "", start, published, LEVELS, tuple(_seen(n, mine) for n in norms), rows, did)


def _closed(store: Store, query: Query) -> list[Survey]:
    with store.reading() as connection:
        asking = view.asking(surveys(connection), query)
    return [survey for survey in asking if survey.kept.wave.state is WaveState.CLOSED]


def _asked(tree: OrgTree, code: str, level: int | None) -> bool:
    return not tree.children(code) if level is None else tree.level(code) == level


def _seen(of: Norm, mine: object) -> Norm:
    """The norm with the names of those units alone that are seen."""
    fast, slow = (tuple(u for u in side if u in mine) for side in (of.fast, of.slow))  # type: ignore[operator]  # a Sight
    return Norm(of.level, of.units, of.there, of.before, of.median, of.low, of.high, fast, slow)


def _row(
    tree: OrgTree, unit: str, start: date, told: tuple[Sequence[Mapping[str, Passing]], Sequence[Norm]]
) -> UnitPace:
    found, norms = told
    own = tuple(at[unit] for at in found)
    late = tuple(behind(start, at[unit], [at[u] for u in of.fast]) for at, of in zip(found, norms, strict=True))
    legs = tuple(between(first, second) for first, second in itertools.pairwise(own))
    times = tuple(since(start, each) for each in own)
    return UnitPace(unit, tree.units[unit].name, own, times, legs, late)


def _did(tree: OrgTree, done: Iterable[Initiative], found: Mapping[str, Passing], of: Norm) -> tuple[Did, ...]:
    """What was begun in the fast units before they were there; for the others until their newest wave."""
    rows = []
    for each in done:
        held = [unit for unit, at in found.items() if _held(tree, each, unit, at)]
        fast = sum(unit in of.fast for unit in held)
        rows.append(Did(each.name, fast, len(held) - fast))
    return tuple(sorted((row for row in rows if row.fast), key=lambda row: (-row.fast, row.others)))


def _held(tree: OrgTree, each: Initiative, unit: str, at: Passing) -> bool:
    path, until = tree.path(unit), at.day or at.last
    return any(held.unit in path and held.since <= until for held in each.units)
