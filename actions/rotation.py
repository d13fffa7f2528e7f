"""Rotation: arrivals beside stayers, what is learning and what is turnover, a half-life; from published cells alone.

Bands of tenure are a segment of the guideline whose values say their years. Arrivals are those in the bands below an
edge (the first, unless two waves lie another edge apart); stayers are what is left of the whole once they are taken off.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from actions import view
from actions.decompose import Found, found_in, rest_of
from actions.organise import find_survey
from actions.refused import Refused
from actions.sight import Sight, refuse_unseen, sight
from actions.users import READERS, Person, allow
from confidentiality.cube import CellStatus, ChangeLabel, Level
from db import read
from db.engine import Store
from db.survey import Survey, surveys
from measure.change import Pair, family_q, label, mover, score_p
from measure.decomposition import Side
from measure.kalman import DAYS_A_QUARTER
from measure.questionnaire import Segment, SegmentValue, Wording
from measure.rotation import Balance, Band, HalfLife, balance, edge, half_life
from measure.wave import WaveState

DAYS_A_YEAR = 4 * DAYS_A_QUARTER


@dataclass(frozen=True)
class BandRow:
    """One band of tenure in the unit: its years, its part of the people, and its cell as published."""

    value: str
    name: Wording
    since: float
    until: float | None
    status: CellStatus
    base: int | None
    share: float | None
    low: float | None
    high: float | None
    people: float | None = None


@dataclass(frozen=True)
class Gap:
    """Arrivals less stayers in points with the 95 % interval, q within the level of the tree, and its label.

    `pull` is by how many points the whole stands off the stayers' level because of the arrivals.
    """

    unit: str
    arrived: float
    arrivals: float
    stayers: float
    points: float
    low: float
    high: float
    q: float | None
    label: ChangeLabel
    pull: float
    change: float | None = None


@dataclass(frozen=True)
class RotationReport:
    """`since` is the earlier wave of the balance, an edge's years before `wave`; None where no wave lies so.

    `units` are those of a level that show arrivals and stayers, the one pulled down the most first; `unshown` counts
    the others.
    """

    wave: str
    since: str | None
    unit: str
    indicator: str
    segment: str
    years: float
    bands: tuple[BandRow, ...]
    half_life: HalfLife
    gap: Gap | None = None
    balance: Balance | None = None
    units: tuple[Gap, ...] = ()
    unshown: int = 0


@dataclass(frozen=True)
class Asked:
    """A unit and an indicator at `query.wave`, its units of `query.level`, and the wave to compare with if one is named."""

    query: view.Query
    since: str | None = None


@dataclass(frozen=True)
class Waves:
    """The two waves, their cells, and the bands in years with the edge that tells arrivals from stayers."""

    now: Found
    before: Found | None
    tenure: Segment
    years: float
    cells: Mapping[tuple[str, str | None], Level] = field(default_factory=dict)

    @property
    def arriving(self) -> tuple[SegmentValue, ...]:
        return tuple(
            band for band in self.tenure.bands if band.years and band.years[-1] <= self.years and band.years[1:]
        )


def rotation(person: Person, store: Store, asked: Asked) -> RotationReport:
    """How arrivals stand beside stayers in a closed wave, and what they did to its change."""
    allow(person, *READERS)
    query = asked.query
    with store.reading() as connection:
        known = [s for s in view.asking(surveys(connection), query) if s.kept.wave.state is WaveState.CLOSED]
        now = find_survey(known, query.wave or (known[-1].kept.wave.name if known else ""))
        refuse_unseen(person, [now], query.unit)
        newest = read.guideline(connection, read.newest_versions(connection)[now.guideline.key])
        tenure = newest.tenure or now.guideline.tenure
        if tenure is None:
            raise Refused("rotation_no_tenure", guideline=now.guideline.key)
        before, years = _earlier(known, (now, asked.since), (tenure, query.indicator or ""))
        names = tuple(s.kept.wave.name for s in (before, now) if s)
        cells = read.published(connection, read.Cells(names, indicators=(query.indicator or "",)))
    own = {(cell.unit, cell.segment): cell for cell in cells if cell.wave == now.kept.wave.name}
    waves = Waves(found_in(now, cells), found_in(before, cells) if before else None, tenure, years, own)
    return _report(waves, query, sight(person, now.tree))


def _earlier(
    known: Sequence[Survey], pair: tuple[Survey, str | None], of: tuple[Segment, str]
) -> tuple[Survey | None, float]:
    """The wave a band's edge before, the nearest edge first, and that edge; the first edge where there is none."""
    (now, named), (tenure, indicator) = pair, of
    edges = [band.years[1] for band in tenure.bands if band.years and len(band.years) > 1]
    if not edges:
        raise Refused("rotation_no_tenure", guideline=now.guideline.key)
    if named is not None:
        found = find_survey(known, named)
        years = edge(edges, _years(found, now))
        if years is None or found.asked(indicator) != now.asked(indicator):
            raise Refused("rotation_no_edge", since=named, edges=", ".join(f"{e:g}" for e in edges))
        return found, years
    same = [s for s in known if s.before(now) and s.asked(indicator) == now.asked(indicator)]
    for years in edges:
        near = [survey for survey in same if edge([years], _years(survey, now)) is not None]
        if near:
            return min(near, key=lambda survey: abs(_years(survey, now) - years)), years
    return None, edges[0]


def _years(first: Survey, last: Survey) -> float:
    return (last.kept.wave.midpoint - first.kept.wave.midpoint).days / DAYS_A_YEAR


def _report(waves: Waves, query: view.Query, seen: Sight) -> RotationReport:
    """Units are one family whoever looks; those out of sight are left out at the end."""
    survey = waves.now.survey
    unit = query.unit or survey.root
    rows = [_band(waves, unit, band) for band in waves.tenure.bands]
    fitted = [Band(r.since, r.until, r.share, _size(waves, unit, r)) for r in rows if r.share is not None]
    level = survey.tree.level(unit) + 1 if query.level is None else query.level
    same = [code for code in survey.tree.subtree(unit) if survey.tree.level(code) == level]
    gaps = seen.of(_gaps(waves, same))
    own = _gaps(waves, [unit])
    return RotationReport(
        survey.kept.wave.name,
        waves.before.survey.kept.wave.name if waves.before else None,
        unit,
        query.indicator or "",
        waves.tenure.key,
        waves.years,
        tuple(rows),
        half_life(fitted),
        own[0] if own else None,
        _balance(waves, unit),
        tuple(sorted(gaps, key=lambda gap: gap.pull)),
        sum(code in seen for code in same) - len(gaps),
    )


def _key(waves: Waves, band: SegmentValue) -> str:
    return f"{waves.tenure.key}={band.key}"


def _band(waves: Waves, unit: str, band: SegmentValue) -> BandRow:
    cell, years = waves.cells.get((unit, _key(waves, band))), band.years or (0.0,)
    since, until = years[0], years[1] if len(years) > 1 else None
    if cell is None:
        return BandRow(band.key, band.name, since, until, CellStatus.NO_DATA, None, None, None, None)
    whole = waves.cells.get((unit, None))
    part = cell.headcount / whole.headcount if whole and whole.headcount and cell.headcount is not None else None
    shown = (cell.share, cell.low, cell.high) if cell.status is CellStatus.SHOWN else (None, None, None)
    return BandRow(band.key, band.name, since, until, cell.status, cell.base, *shown, part)


def _size(waves: Waves, unit: str, row: BandRow) -> float:
    cell = waves.cells[(unit, f"{waves.tenure.key}={row.value}")]
    return float(cell.effective_base or cell.base or 0)


def _sides(waves: Waves, unit: str) -> tuple[Side, Side] | None:
    """Arrivals and stayers as the figure of the whole weighs them; None where one of the two is not shown."""
    own, keys = (unit, None), [(unit, _key(waves, band)) for band in waves.arriving]
    weighted = waves.now.is_weighted(own)
    whole, arrivals = waves.now.side([own], weighted), waves.now.side(keys, weighted)
    rest = None if whole is None or arrivals is None else rest_of(whole, [arrivals])
    if arrivals is None or rest is None or not (arrivals.base and rest.base):
        return None
    return arrivals, rest


def _balance(waves: Waves, unit: str) -> Balance | None:
    sides = _sides(waves, unit)
    if waves.before is None or sides is None:
        return None
    own = (unit, None)
    before = waves.before.side([own], waves.before.is_weighted(own))
    return None if before is None else balance(before, *sides)


def _gaps(waves: Waves, units: Sequence[str]) -> list[Gap]:
    """Units of one level are one family."""
    found = [(unit, sides) for unit in units if (sides := _sides(waves, unit))]
    pairs = [Pair(rest.share, rest.base or 0.0, new.share, new.base or 0.0) for _, (new, rest) in found]
    qs = family_q([score_p(pair) for pair in pairs])
    return [_gap(waves, one, (pair, q)) for one, pair, q in zip(found, pairs, qs, strict=True)]


def _gap(waves: Waves, one: tuple[str, tuple[Side, Side]], tested: tuple[Pair, float | None]) -> Gap:
    (unit, (new, rest)), (pair, q) = one, tested
    bounds, arrived = mover(pair), new.weight / (new.weight + rest.weight)
    return Gap(
        unit,
        arrived,
        new.share,
        rest.share,
        pair.points,
        100 * bounds.low,
        100 * bounds.high,
        q,
        label(pair, q),
        arrived * pair.points,
        _change(waves, unit),
    )


def _change(waves: Waves, unit: str) -> float | None:
    """How the unit's published figure moved since the earlier wave."""
    was = waves.before.shown.get((unit, None)) if waves.before else None
    now = waves.now.shown.get((unit, None))
    return None if was is None or now is None else 100 * ((now.share or 0.0) - (was.share or 0.0))
