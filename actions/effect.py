"""Did an initiative help (METHOD 7), from published cells alone."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from actions import initiatives, view
from actions.refused import Refused
from actions.sight import refuse_unseen
from actions.users import READERS, Person, allow
from confidentiality.cube import CellStatus, Level
from db import read
from db.engine import Store
from db.survey import Survey, surveys
from measure.initiative import Effect, effect
from measure.organisation import OrgTree
from measure.panel import NEVER, Entry, Panel
from measure.programme import Initiative, aimed_at
from measure.wave import WaveState


@dataclass(frozen=True)
class Held:
    """A unit (with all below it) held the initiative from a day on."""

    unit: str
    since: datetime.date


@dataclass(frozen=True)
class EffectReport:
    """The effect on one indicator, over these waves and these departments (units without units below them).

    `effect.around` are the leads and lags for a chart: points against the wave before the start, by waves from it.
    """

    indicator: str
    waves: tuple[str, ...]
    departments: tuple[str, ...]
    effect: Effect
    initiative: Initiative | None = None


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
    held = [Held(each.unit, each.since) for each in found.units]
    return replace(initiative_effect(person, store, held, query), initiative=found)


def _asks(known: Sequence[Survey], found: Initiative) -> str:
    """The guideline whose waves ask the units of the initiative; raises Refused where none does."""
    asked = [s.guideline.key for s in known if any(held.unit in s.tree.units for held in found.units)]
    if not asked:
        raise Refused("initiative_unasked", name=found.key)
    return max(dict.fromkeys(asked), key=asked.count)


def initiative_effect(person: Person, store: Store, held: Sequence[Held], query: view.Query) -> EffectReport:
    """Compare the departments that held it with those that had not, over the waves that asked in the same words."""
    allow(person, *READERS)
    with store.reading() as connection:
        asking = [s for s in view.asking(surveys(connection), query) if s.kept.wave.state is WaveState.CLOSED]
        known = [s for s in asking if s.asked(query.indicator or "") == asking[-1].asked(query.indicator or "")]
        refuse_unseen(person, known, query.unit)
        names = tuple(survey.kept.wave.name for survey in known)
        name, value = view.segment_of(query.segment)
        cells = read.published(connection, read.Cells(names, None, name, value, (query.indicator or "",)))
    if not known:
        raise Refused("wave_none_closed")
    tree = known[-1].tree
    departments = tree.leaves(query.unit or known[-1].root)
    starts = _starts([_start(tree, code, (held, known)) for code in departments], len(known))
    return EffectReport(query.indicator or "", names, departments, effect(_panel((departments, names), cells, starts)))


def _start(tree: OrgTree, department: str, told: tuple[Sequence[Held], Sequence[Survey]]) -> int:
    """The place of the first wave asked once the department held it; the number of waves where none was."""
    held, known = told
    days = [each.since for each in held if each.unit in tree.path(department)]
    if not days:
        return NEVER
    later = (place for place, survey in enumerate(known) if survey.kept.wave.starts_on >= min(days))
    return next(later, len(known))


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
