"""What moved a unit's figure between two waves (METHOD 6), from published cells alone.

Parts weigh as the published figure of the whole does, by their people or, where it is not weighted, by their answers,
so that they add up to its change. What is not shown in both waves is pooled in "other": what is left of the whole once
the shown parts are taken off. What classes that were merged for their smallness leave open stands in `unexplained`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from actions import funnel, view
from actions.organise import find_survey
from actions.refused import Refused
from actions.sight import refuse_unseen, sight
from actions.users import READERS, Person, allow
from confidentiality.cube import CellStatus, Level
from db import read
from db.engine import Store
from db.lineage import links
from db.survey import Survey, surveys
from measure.audience import parts
from measure.decomposition import OTHER, Factor, Part, Side, bridge, decompose, factor_effects
from measure.interval import Stratum
from measure.organisation import Lineage, OrgTree
from measure.rollup import Rollup, Weighed, Weighting

UNIT, FUNNEL = "unit", "funnel"
ALONE = 1e-6  # answers or people; what is less than that is left of the whole by rounding only


@dataclass(frozen=True)
class Split:
    """From which wave to which, and by what: `unit`, `funnel`, or the name of a segment such as `tenure`."""

    since: str
    until: str
    by: str = UNIT


@dataclass(frozen=True)
class PartShare:
    """What one part added (0..1): `within` and `composition` of a unit or group, `effect` of a stage of the funnel."""

    part: str
    within: float | None = None
    composition: float | None = None
    effect: float | None = None
    error: float | None = None


@dataclass(frozen=True)
class DecomposeReport:
    """The change of the whole (0..1) and what it is made of; None where the cells do not show it."""

    since: str
    until: str
    unit: str
    by: str
    total: float | None = None
    within: float | None = None
    composition: float | None = None
    entered_left: float | None = None
    within_error: float | None = None
    composition_error: float | None = None
    unexplained: float | None = None
    parts: tuple[PartShare, ...] = ()


Key = tuple[str, str | None]
"""Unit and segment of a cell."""


@dataclass(frozen=True)
class Found:
    """One of the two waves: its survey, its shown cells of the indicator, and how they weigh together."""

    survey: Survey
    shown: Mapping[Key, Level]
    rollup: Rollup

    def side(self, keys: Sequence[Key], weighted: bool) -> Side | None:
        """These cells together; None where one of them is not shown (or has no headcount to weigh by) or there is none."""
        cells = [cell for key in keys if (cell := self.shown.get(key)) and (cell.headcount or not weighted)]
        if not cells or len(cells) < len(keys):
            return None
        if weighted:
            found = sum((self.rollup.classes(cell.group) for cell in cells), Weighed())
            return Side(found.people, found.share, found.effective_base)
        base = sum(cell.base or 0 for cell in cells)
        return Side(base, sum((cell.base or 0) * (cell.share or 0.0) for cell in cells) / base, base)

    def is_weighted(self, key: Key) -> bool:
        return key in self.shown and self.shown[key].weighting is not Weighting.NONE


def decomposition(person: Person, store: Store, split: Split, query: view.Query) -> DecomposeReport:
    """The change of `query.unit` (the root without one) on an indicator, taken apart; `query.level` picks the units."""
    allow(person, *READERS)
    with store.reading() as connection:
        known = view.asking(surveys(connection), query)
        first, last = (find_survey(known, wave) for wave in (split.since, split.until))
        refuse_unseen(person, [last], query.unit)
        wanted = read.Cells((split.since, split.until), indicators=(query.indicator or "",))
        cells, links_known = read.published(connection, wanted), links(connection)
    if (broken := last.broken(first, query.indicator or "")) is not None:
        raise Refused(f"{broken}_differs", indicator=query.indicator, since=split.since, until=split.until)
    blank = DecomposeReport(split.since, split.until, query.unit or last.root, split.by)
    if split.by == FUNNEL:
        asked = [view.Query(wave, blank.unit, query.segment) for wave in (split.since, split.until)]
        return _by_stage(blank, [funnel.funnel(person, store, one) for one in asked])
    found = found_in(first, cells), found_in(last, cells)
    days = [survey.kept.wave.starts_on for survey in (first, last)]
    between = [link for link in links_known if days[0] < link.day <= days[1]]
    parts = _units(blank, found, (between, query.level)) if split.by == UNIT else _values(blank, found)
    return _told(_by_part(blank, found, parts), _unseen(person, found, parts))


def found_in(survey: Survey, cells: Iterable[Level]) -> Found:
    """A wave's shown cells among `cells`, ready to be weighed together."""
    own = [cell for cell in cells if cell.wave == survey.kept.wave.name]
    shown = [cell for cell in own if cell.status is CellStatus.SHOWN and cell.base and cell.share is not None]
    return Found(survey, {(cell.unit, cell.segment): cell for cell in shown}, published_rollup(survey.tree, own))


def published_rollup(tree: OrgTree, cells: Iterable[Level]) -> Rollup:
    """The classes behind weighted figures, from published cells of one indicator in one wave and nothing else."""
    own = list(cells)
    counted = [cell for cell in own if cell.status is CellStatus.SHOWN and cell.base and cell.favourable is not None]
    strata = {cell.group: Stratum(cell.favourable or 0.0, cell.base or 0, cell.headcount) for cell in counted}
    return Rollup.over(tree, strata, {cell.group: cell.headcount for cell in own if cell.headcount is not None})


Places = dict[str, tuple[list[Key], list[Key]]]
"""The cells that each part is made of in the earlier and in the later wave; none where it did not exist."""


def _unseen(person: Person, found: tuple[Found, Found], places: Places) -> set[str]:
    """The parts that hold a unit the person does not look into."""
    seen = [sight(person, each.survey.tree) for each in found]
    return {
        name
        for name, both in places.items()
        if any(unit not in own for own, keys in zip(seen, both, strict=True) for unit, _ in keys)
    }


def _told(report: DecomposeReport, unseen: set[str]) -> DecomposeReport:
    """With those parts pooled with what is not shown."""
    pooled = [part for part in report.parts if part.part in unseen or part.part == OTHER]
    if not unseen or not pooled:
        return report
    sums = (sum(getattr(part, name) or 0.0 for part in pooled) for name in ("within", "composition"))
    kept = tuple(part for part in report.parts if part not in pooled)
    return replace(report, parts=(*kept, PartShare(OTHER, *sums)))


def _units(blank: DecomposeReport, found: tuple[Found, Found], how: tuple[list[Lineage], int | None]) -> Places:
    """The units without units below them (or those of a level), reorganised ones put together by their bridge."""
    between, level = how
    members = [_members(each.survey, blank.unit, level) for each in found]
    common = bridge([unit for units in members for unit in units], between)
    places: Places = {}
    for side, units in enumerate(members):
        for unit in units:
            places.setdefault(common[unit], ([], []))[side].append((unit, None))
    return places


def _members(survey: Survey, unit: str, level: int | None) -> list[str]:
    tree = survey.tree
    below = list(tree.subtree(unit)) if unit in tree.units else []
    if level is None:
        return [code for code in below if not tree.children(code)]
    return [code for code in below if tree.level(code) == level]


def _values(blank: DecomposeReport, found: tuple[Found, Found]) -> Places:
    """The groups of one segment in the unit; an audience of several of them would count its people twice."""
    places: Places = {}
    for side, each in enumerate(found):
        for unit, segment in each.shown:
            inside = unit == blank.unit and segment is not None and segment.startswith(f"{blank.by}=")
            if inside and segment is not None and not parts(view.segment_of(segment)):
                places.setdefault(segment, ([], []))[side].append((unit, segment))
    if not places:
        raise Refused("segment_unknown", name=blank.by)
    return {segment: ([(blank.unit, segment)], [(blank.unit, segment)]) for segment in places}


def _by_part(blank: DecomposeReport, found: tuple[Found, Found], places: Places) -> DecomposeReport:
    own: Key = (blank.unit, None)
    whole = [each.side([own], each.is_weighted(own)) for each in found]
    if whole[0] is None or whole[1] is None:
        return blank
    parts = [part for name, keys in places.items() if (part := _part((name, own), keys, found))]
    rest = [
        rest_of(side, [getattr(part, name) for part in parts])
        for side, name in zip(whole, ("before", "after"), strict=True)
    ]
    result = decompose([*parts, Part(OTHER, *rest)] if any(rest) else parts)
    if result is None:
        return blank
    rows = tuple(PartShare(part.key, part.within, part.composition) for part in result.parts)
    total = whole[1].share - whole[0].share
    sums = (total, result.within, result.composition, result.entered_left)
    errors = (result.within_error, result.composition_error, total - result.total)
    return DecomposeReport(blank.since, blank.until, blank.unit, blank.by, *sums, *errors, parts=rows)


def _part(names: tuple[str, Key], keys: tuple[list[Key], list[Key]], found: tuple[Found, Found]) -> Part | None:
    """A part that is shown wherever it existed; None for what is to be pooled."""
    name, whole = names
    before, after = (each.side(own, each.is_weighted(whole)) for each, own in zip(found, keys, strict=True))
    missing = any(own and side is None for own, side in zip(keys, (before, after), strict=True))
    return None if missing else Part(name, before, after)


def rest_of(whole: Side | None, parts: Iterable[Side | None]) -> Side | None:
    """What is left of the whole; None where the parts are all of it."""
    if whole is None:
        return None
    known = [part for part in parts if part]
    weight = whole.weight - sum(part.weight for part in known)
    if weight <= ALONE:
        return None
    favourable = whole.weight * whole.share - sum(part.weight * part.share for part in known)
    base = (whole.base or 0.0) * weight / whole.weight
    return Side(weight, favourable / weight, base)


def _by_stage(blank: DecomposeReport, reports: list[funnel.FunnelReport]) -> DecomposeReport:
    """What each stage's conversion added to the share that came all the way."""
    first, last = reports
    rates = list(zip(first.conversions, last.conversions, strict=False))
    if not rates or any(rate.share is None for pair in rates for rate in pair):
        return blank
    factors = [
        Factor(a.stage, a.share or 0.0, b.share or 0.0, _came(first, place), _came(last, place))
        for place, (a, b) in enumerate(rates)
    ]
    effects = factor_effects(factors)
    rows = tuple(PartShare(each.key, effect=each.effect, error=each.error) for each in effects)
    total = sum(each.effect for each in effects)
    return DecomposeReport(blank.since, blank.until, blank.unit, blank.by, total, parts=rows)


def _came(report: funnel.FunnelReport, place: int) -> float:
    """How many answers a conversion stands on: those who came to the stage before."""
    before = report.stages[place - 1].share if place else 1.0
    return (report.effective_base or 0.0) * (before or 0.0)
