"""What moved a unit's figure between two waves (METHOD 6), from published cells alone.

Parts weigh by the answers behind them, as the published figure of the whole does, so that they add up to its change.
What is not shown in both waves is pooled in "other": what is left of the whole once the shown parts are taken off.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from actions import funnel, view
from actions.organise import find_survey
from actions.refused import Refused
from actions.users import Person, Role, allow
from confidentiality.cube import CellStatus, Level
from db import read
from db.engine import Store
from db.lineage import links
from db.survey import Survey, surveys
from measure.decomposition import OTHER, Factor, Part, Side, bridge, decompose, factor_effects
from measure.organisation import Lineage

UNIT, FUNNEL = "unit", "funnel"
ALONE = 1e-6  # answers; what is less than that is left of the whole by rounding only


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
    parts: tuple[PartShare, ...] = ()


Key = tuple[str, str | None]
"""Unit and segment of a cell."""


@dataclass(frozen=True)
class Found:
    """One of the two waves: its survey and its shown cells of the indicator."""

    survey: Survey
    shown: Mapping[Key, Level]

    def side(self, keys: Iterable[Key]) -> Side | None:
        """These cells together; None where one of them is not shown or there is none."""
        cells = [self.shown.get(key) for key in keys]
        known = [(cell.base or 0, cell.share or 0.0) for cell in cells if cell]
        if not known or len(known) < len(cells):
            return None
        base = sum(n for n, _ in known)
        return Side(base, sum(n * share for n, share in known) / base, base)


def decomposition(person: Person, store: Store, split: Split, query: view.Query) -> DecomposeReport:
    """The change of `query.unit` (the root without one) on an indicator, taken apart; `query.level` picks the units."""
    allow(person, *Role)
    with store.reading() as connection:
        known = view.asking(surveys(connection), query)
        first, last = (find_survey(known, wave) for wave in (split.since, split.until))
        view.know_unit([last], query.unit)
        wanted = read.Cells((split.since, split.until), indicators=(query.indicator or "",))
        cells, links_known = read.published(connection, wanted), links(connection)
    if first.asked(query.indicator or "") != last.asked(query.indicator or ""):
        raise Refused("wording_differs", indicator=query.indicator, since=split.since, until=split.until)
    blank = DecomposeReport(split.since, split.until, query.unit or last.root, split.by)
    if split.by == FUNNEL:
        asked = [view.Query(wave, blank.unit, query.segment) for wave in (split.since, split.until)]
        return _by_stage(blank, [funnel.funnel(person, store, one) for one in asked])
    found = _found(first, cells), _found(last, cells)
    days = [survey.kept.wave.starts_on for survey in (first, last)]
    between = [link for link in links_known if days[0] < link.day <= days[1]]
    parts = _units(blank, found, (between, query.level)) if split.by == UNIT else _values(blank, found)
    return _by_part(blank, found, parts)


def _found(survey: Survey, cells: Iterable[Level]) -> Found:
    own = (cell for cell in cells if cell.wave == survey.kept.wave.name and cell.status is CellStatus.SHOWN)
    return Found(survey, {(cell.unit, cell.segment): cell for cell in own if cell.base and cell.share is not None})


Places = dict[str, tuple[list[Key], list[Key]]]
"""The cells that each part is made of in the earlier and in the later wave; none where it did not exist."""


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
    """The groups of one segment in the unit."""
    places: Places = {}
    for side, each in enumerate(found):
        for unit, segment in each.shown:
            if unit == blank.unit and segment is not None and segment.startswith(f"{blank.by}="):
                places.setdefault(segment, ([], []))[side].append((unit, segment))
    if not places:
        raise Refused("segment_unknown", name=blank.by)
    return {segment: ([(blank.unit, segment)], [(blank.unit, segment)]) for segment in places}


def _by_part(blank: DecomposeReport, found: tuple[Found, Found], places: Places) -> DecomposeReport:
    whole = [each.side([(blank.unit, None)]) for each in found]
    if whole[0] is None or whole[1] is None:
        return blank
    parts = [part for name, keys in places.items() if (part := _part(name, keys, found))]
    rest = [
        _rest(side, [getattr(part, name) for part in parts])
        for side, name in zip(whole, ("before", "after"), strict=True)
    ]
    result = decompose([*parts, Part(OTHER, *rest)] if any(rest) else parts)
    if result is None:
        return blank
    rows = tuple(PartShare(part.key, part.within, part.composition) for part in result.parts)
    sums = (result.total, result.within, result.composition, result.entered_left)
    errors = (result.within_error, result.composition_error)
    return DecomposeReport(blank.since, blank.until, blank.unit, blank.by, *sums, *errors, parts=rows)


def _part(name: str, keys: tuple[list[Key], list[Key]], found: tuple[Found, Found]) -> Part | None:
    """A part that is shown wherever it existed; None for what is to be pooled."""
    before, after = (each.side(own) for each, own in zip(found, keys, strict=True))
    missing = any(own and side is None for own, side in zip(keys, (before, after), strict=True))
    return None if missing else Part(name, before, after)


def _rest(whole: Side | None, parts: Iterable[Side | None]) -> Side | None:
    """What is left of the whole; None where the parts are all of it."""
    if whole is None:
        return None
    known = [part for part in parts if part]
    base = whole.weight - sum(part.weight for part in known)
    if base <= ALONE:
        return None
    favourable = whole.weight * whole.share - sum(part.weight * part.share for part in known)
    return Side(base, min(max(favourable / base, 0.0), 1.0), round(base))


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
    return (report.base or 0) * (before or 0.0)
