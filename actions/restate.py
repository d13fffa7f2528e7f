"""Figures as the organisation is at a later wave: earlier cells carried along the lineage, from published cells alone.

Counts are carried, never shares: a merged unit is the sum of what it came from, a unit that lost a section is itself
less that section, a part of a split has its share of the counts. Where one of the figures needed is not shown as it is,
the carried one is a gap with its reason. Nothing is written: taking the lineage back takes every carried figure back.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any
from weakref import WeakKeyDictionary

from confidentiality.cube import Carried, CellStatus, Gap, Level, Restated, Weighting
from confidentiality.together import counted, promised, together
from db import read
from db.lineage import links
from db.survey import Survey
from db.write import Connection
from measure.interval import wilson
from measure.organisation import OrgTree
from measure.succession import History, Parts, parts

Cells = Mapping[str, Level]
"""The cells of one indicator and one segment in one wave, by unit."""


@dataclass(frozen=True)
class Restatement:
    """The waves of one organisation carried to each other's trees; what was worked out once is kept.

    Waves between which nothing was reorganised are of one `age`: among them every unit is itself.
    """

    history: History
    known: Sequence[Survey]
    age: Mapping[int, int]
    made: dict[tuple[int, int], Mapping[str, Parts | None]] = field(default_factory=dict)

    @classmethod
    def of(cls, connection: Connection, known: Sequence[Survey]) -> "Restatement":
        """Of waves in order of time; what was worked out is kept for as long as the store stays as it is."""
        version, waves = read.data_version(connection), tuple(survey.kept.id for survey in known)
        kept = _KEPT.get(connection.engine)
        if kept is None or kept[0] != version:
            kept = _KEPT[connection.engine] = version, {}
        if waves not in kept[1]:
            kept[1][waves] = cls._read(connection, known)
        return kept[1][waves]

    @classmethod
    def _read(cls, connection: Connection, known: Sequence[Survey]) -> "Restatement":
        history = History(known[-1].units if known else (), links(connection))
        new = [_changed(history, pair) for pair in pairwise(known)]
        return cls(history, known, {survey.kept.id: sum(new[:at]) for at, survey in enumerate(known)})

    def parts(self, then: Survey, now: Survey) -> Mapping[str, Parts | None]:
        """Every unit of the later tree from those of the earlier."""
        key = self.age[then.kept.id], self.age[now.kept.id]
        if key not in self.made:
            days = (then.kept.wave.starts_on, now.kept.wave.starts_on)
            flow = self.history.flow((days[0], then.tree.units), (days[1], now.tree))
            self.made[key] = parts(then.tree, now.tree, flow)
        return self.made[key]

    def carried(self, then: Survey, now: Survey, cells: Iterable[Level]) -> list[Restated | Level]:
        """The cells of the earlier wave as those of the later tree's units; a unit that stayed keeps its own cell."""
        if self.age[then.kept.id] == self.age[now.kept.id]:
            return list(cells)
        by_unit, found = {cell.unit: cell for cell in cells}, list[Restated | Level]()
        for unit, own in self.parts(then, now).items():
            if own == {unit: 1}:
                found += [by_unit[unit]] if unit in by_unit else []
            elif not own or any(one in by_unit for one in own):
                found += _carried(unit, own, (by_unit, then, now.tree))
        return found

    def sources(self, units: Iterable[str]) -> tuple[str, ...]:
        """These units, and all that made them up in any wave before any other."""
        wanted = set(units)
        first = {self.age[survey.kept.id]: survey for survey in reversed(self.known)}
        steps = [self.parts(first[then], first[now]) for then in first for now in first if then < now]
        return tuple(wanted.union(*(made.get(unit) or {} for made in steps for unit in wanted)))


_KEPT: WeakKeyDictionary[Any, tuple[int, dict[tuple[int, ...], Restatement]]] = WeakKeyDictionary()
"""What was worked out of each open store at one version of its data; nothing asks for it within a change."""


def _changed(history: History, pair: tuple[Survey, Survey]) -> bool:
    """Whether anything was reorganised between two waves."""
    first, last = pair
    trees = [{unit.code: unit.parent for unit in survey.tree.units.values()} for survey in pair]
    days = [survey.kept.wave.starts_on for survey in (first, last)]
    return trees[0] != trees[1] or any(days[0] < link.day <= days[1] for link in history.links)


def _carried(unit: str, own: Parts | None, among: tuple[Cells, Survey, OrgTree]) -> list[Restated]:
    """One unit's cell, made of others; nothing where the wave has no cells at all."""
    cells, then, now = among
    if not cells:
        return []
    like = next(iter(cells.values())).model_copy(update={"unit": unit, "headcount": None})
    told = sources(unit, own)
    blank = {"wave": like.wave, "unit": unit, "segment": like.segment, "indicator": like.indicator, "carried": told}
    if not own:
        why = Gap.UNSAID if own is None else Gap.NEW
        return [Restated.model_validate(blank | {"status": CellStatus.NO_DATA, "gap": why})]
    held = [(cells[one], float(times)) for one, times in own.items() if one in cells]
    if len(own) == 1 and len(held) == 1 and held[0][1] == 1:
        return [Restated(**(held[0][0].model_dump() | {"unit": unit}), carried=told)]
    if (gap := _gap(held, len(own))) is not None:
        status = CellStatus.HIDDEN if gap is Gap.HIDDEN else CellStatus.NO_DATA
        return [Restated.model_validate(blank | {"status": status, "gap": gap})]
    made = _weighed(together(held, promised(then.kept.wave.minimum_base, then.kept.closing), like), held, now)
    few = Gap.TOO_FEW if made.status is CellStatus.HIDDEN else None
    rate = {"response_rate": _rate(held)} if made.status in (CellStatus.SHOWN, CellStatus.CODED) else {}
    return [Restated(**(made.model_dump() | rate), carried=told, gap=few)]


def _rate(held: Sequence[tuple[Level, float]]) -> float | None:
    """Responses by headcount of all parts; None where one of them does not say."""
    shown = [(cell, times) for cell, times in held if cell.status is CellStatus.SHOWN]
    people = sum(times * (cell.headcount or 0) for cell, times in shown)
    told = all(cell.headcount and cell.response_rate is not None for cell, _ in shown)
    answered = sum(times * (cell.response_rate or 0.0) * (cell.headcount or 0) for cell, times in shown)
    return answered / people if told and people > 0 else None


def sources(unit: str, own: Parts | None) -> tuple[Carried, ...]:
    """What a unit was made of: itself first, then what is added, then what is taken away."""
    found = [Carried(source=one, share=float(times)) for one, times in (own or {}).items()]
    return tuple(sorted(found, key=lambda each: (each.source != unit, each.share < 0)))


def _gap(held: Sequence[tuple[Level, float]], needed: int) -> Gap | None:
    """Why cells cannot be put together; None where they can."""
    cells = [cell for cell, _ in held]
    if len(cells) < needed or any(cell.status in (CellStatus.HIDDEN, CellStatus.CODED) for cell in cells):
        return Gap.HIDDEN
    return None if all(counted(cell) for cell in cells if cell.status is CellStatus.SHOWN) else Gap.NOT_COUNTED


def _weighed(made: Level, held: Sequence[tuple[Level, float]], now: OrgTree) -> Level:
    """The sum as units of its kind are told: above departments each part stands for its people, in one for its answers.

    With W_i people (or answers) a part and W = sum c_i W_i, share = sum c_i W_i p_i / W; what c_i of a part's people
    say is as sure as c_i of its answers, so n_eff = W^2 / (sum c_i W_i^2 / n_i) (METHOD 1, 2).
    """
    shown = [(cell, times) for cell, times in held if cell.status is CellStatus.SHOWN]
    whole = all(cell.headcount for cell, _ in shown)
    weighted = whole and bool(now.children(made.unit))
    if made.status is not CellStatus.SHOWN or not (weighted or any(times % 1 for _, times in shown)):
        return made
    rows = [(times, _weight(cell, weighted), cell) for cell, times in shown]
    total = sum(times * weight for times, weight, _ in rows)
    share = sum(times * weight * (cell.share or 0.0) for times, weight, cell in rows) / total
    plain = sum(times * weight**2 / (cell.effective_base or 1.0) for times, weight, cell in rows)
    finite = sum(times * weight**2 / (cell.effective_base or 1.0) * _unasked(cell) for times, weight, cell in rows)
    worth = total**2 / plain if plain > 0 else float(made.base or 0)
    bounds = wilson(min(max(share, 0.0), 1.0), total**2 / finite if finite > 0 else math.inf)
    how = Weighting.POST_STRATIFIED if weighted else Weighting.NONE
    told = {"share": min(max(share, 0.0), 1.0), "low": bounds.low, "high": bounds.high}
    return made.model_copy(update=told | {"weighting": how, "effective_base": worth})


def _weight(cell: Level, weighted: bool) -> float:
    """The people a cell stands for, or its answers."""
    return float(max(cell.headcount or 0, cell.base or 0) if weighted else cell.base or 0)


def _unasked(cell: Level) -> float:
    """The finite population factor (N - n) / (N - 1); 1 where nobody knows N."""
    base, people = cell.base or 0, max(cell.headcount or 0, cell.base or 0)
    return 1.0 if not cell.headcount or people <= 1 else (people - base) / (people - 1)
