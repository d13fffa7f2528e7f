"""Did an initiative help (METHOD 7), from published cells alone, and apart from what else was done in its departments."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from actions import initiatives, view
from actions.query import place as place_of
from actions.refused import Refused
from actions.sight import refuse_unseen
from actions.users import READERS, Person, allow
from confidentiality.cube import CellStatus, Level
from db import read
from db.engine import Store
from db.initiative import get_initiatives
from db.survey import Survey, surveys
from measure.alone import Other, apart
from measure.initiative import Effect, effect
from measure.organisation import OrgTree
from measure.panel import NEVER, Entry, Panel
from measure.programme import Held, Initiative, aimed_at
from measure.wave import WaveState


@dataclass(frozen=True)
class EffectReport:
    """The effect on one indicator, over these waves and these departments (units without units below them).

    `effect.around` are the leads and lags for a chart: points against the wave before the start, by waves from it.
    """

    indicator: str
    waves: tuple[str, ...]
    departments: tuple[str, ...]
    effect: Effect
    initiative: Initiative


def effect_of(person: Person, store: Store, name: str, query: view.Query) -> EffectReport:
    """The effect of an initiative by its key or name; without an indicator on the one that it aims at.

    Without a guideline it is that of the units which held it, the one with the most waves where several ask them.
    """
    found = initiatives.initiative(person, store, name)
    with store.reading() as connection:
        known = list(surveys(connection))
    query = replace(query, guideline=query.guideline or found.guideline or _asks(known, found))
    if query.indicator is None:
        aimed = aimed_at(next(s.guideline for s in reversed(known) if s.guideline.key == query.guideline), found.aim)
        query = replace(query, indicator=aimed.key)
    return initiative_effect(person, store, found, query)


def _asks(known: Sequence[Survey], found: Initiative) -> str:
    """The guideline whose waves ask the units of the initiative; raises Refused where none does."""
    asked = [s.guideline.key for s in known if any(held.unit in s.tree.units for held in found.units)]
    if not asked:
        raise Refused("initiative_unasked", name=found.key)
    return max(dict.fromkeys(asked), key=asked.count)


def initiative_effect(person: Person, store: Store, of: Initiative, query: view.Query) -> EffectReport:
    """Compare the departments that held it with those that had not, over the waves that asked in the same words.

    What else is kept for the guideline is what its departments held beside it.
    """
    allow(person, *READERS)
    with store.reading() as connection:
        asking = [s for s in view.asking(surveys(connection), query) if s.kept.wave.state is WaveState.CLOSED]
        known = [s for s in asking if s.asked(query.indicator or "") == asking[-1].asked(query.indicator or "")]
        refuse_unseen(person, known, query.unit)
        names = tuple(survey.kept.wave.name for survey in known)
        name, value = place_of(known, query)
        cells = read.published(connection, read.Cells(names, None, name, value, (query.indicator or "",)))
        beside = [each for each in get_initiatives(connection) if each.key != of.key and _same(each, query)]
    if not known:
        raise Refused("wave_none_closed")
    tree = known[-1].tree
    departments = tree.leaves(query.unit or known[-1].root)
    days = [survey.kept.wave.starts_on for survey in known]
    begun = [_days(tree, code, of.units) for code in departments]
    starts = _starts([NEVER if each is None else _first(days, each[0]) for each in begun], len(days))
    others = apart([list(_beside(tree, departments, days, each)) for each in beside], len(departments))
    found = effect(_panel((departments, names), cells, starts), others=others)
    return EffectReport(query.indicator or "", names, departments, found, of)


def _same(each: Initiative, query: view.Query) -> bool:
    return query.guideline is None or each.guideline in (None, query.guideline)


def _days(tree: OrgTree, department: str, held: Sequence[Held]) -> tuple[datetime.date, datetime.date] | None:
    """From which to which day a department, or a unit above it, held an initiative; None where it did not."""
    path = tree.path(department)
    own = [each for each in held if each.unit in path]
    return (min(each.since for each in own), max(each.until for each in own)) if own else None


def _first(days: Sequence[datetime.date], day: datetime.date) -> int:
    """The place of the first wave asked on a day or later; the number of waves where none was."""
    return next((place for place, each in enumerate(days) if each >= day), len(days))


def _beside(
    tree: OrgTree, departments: Sequence[str], days: Sequence[datetime.date], each: Initiative
) -> Iterator[Other]:
    """Another initiative in the departments that held it, by the waves that it lies between."""
    for place, code in enumerate(departments):
        if (told := _days(tree, code, each.units)) is not None:
            yield Other(place, _first(days, told[0]), _first(days, told[1]))


def _starts(found: Sequence[int], waves: int) -> list[int]:
    """Where it came in turns, those whose turn no wave has seen yet are among those that had not held it."""
    if not any(0 <= start < waves for start in found):
        return list(found)
    return [NEVER if start == waves else start for start in found]


def _panel(axes: tuple[Sequence[str], Sequence[str]], cells: Sequence[Level], starts: Sequence[int]) -> Panel:
    """The departments over the waves; what is not shown is left out."""
    departments, waves = ({code: place for place, code in enumerate(axis)} for axis in axes)
    shown = (cell for cell in cells if cell.status is CellStatus.SHOWN and cell.unit in departments)
    entries = [
        Entry(departments[cell.unit], waves[cell.wave], cell.share, cell.base)
        for cell in shown
        if cell.share is not None and cell.base
    ]
    return Panel.of(starts, len(waves), entries)
