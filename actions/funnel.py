"""The funnel of one unit in one wave (METHOD 8): stages on one base, conversions, barrier, index and reception."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from actions import view
from actions.organise import find_survey
from actions.sight import refuse_unseen
from actions.users import READERS, Person, allow
from confidentiality.cube import CellStatus, Level
from db import read
from db.engine import Store
from db.survey import Survey, surveys
from measure.indicators import Share, Steps, barrier, conversions, penetration, reception
from measure.interval import Interval, Stratum, implied_size
from measure.joint import CONTRADICTION, FUNNEL, UNFAVOURABLE, chain
from measure.questionnaire import Guideline
from measure.rollup import Weighting


@dataclass(frozen=True)
class StageShare:
    """One stage and its share, of everybody or (a conversion) of those who came to the stage before; None if unknown."""

    stage: str
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class ReceptionShare:
    """How an indicator of reception stands among those who know: favourable, unfavourable, and their difference."""

    indicator: str
    favourable: Share
    unfavourable: Share
    net: Share


@dataclass(frozen=True)
class FunnelReport:
    """`strict`: the stages stand on one base. Otherwise each stage is its own indicator, and nothing is divided.

    `barrier` is the stage of the lowest conversion where that is beyond doubt; `index` is given only with its parts and
    where the stages are a scale. `base` counts answers, `effective_base` what they are worth once weighted.
    """

    wave: str
    unit: str
    segment: str | None
    status: CellStatus
    strict: bool
    base: int | None = None
    effective_base: float | None = None
    headcount: int | None = None
    stages: tuple[StageShare, ...] = ()
    conversions: tuple[StageShare, ...] = ()
    barrier: str | None = None
    contradictions: float | None = None
    index: float | None = None
    scalability: float | None = None
    reception: tuple[ReceptionShare, ...] = ()


Cells = Mapping[str, Level]


def funnel(person: Person, store: Store, query: view.Query) -> FunnelReport:
    """The funnel of a unit (the root without one) in a closed wave; what is hidden leaves it empty."""
    allow(person, *READERS)
    with store.reading() as connection:
        survey = find_survey(surveys(connection), query.wave or "")
        refuse_unseen(person, [survey], query.unit)
        unit = query.unit or survey.root
        name, value = view.segment_of(query.segment)
        found = read.published(connection, read.Cells((survey.kept.wave.name,), (unit,), name, value))
    cells = {cell.indicator: cell for cell in found}
    return _strict(survey, cells) or _loose(survey, cells, unit, query.segment)


def _strict(survey: Survey, cells: Cells) -> FunnelReport | None:
    """The funnel on one base; None where the wave was closed without counting answers together."""
    names = [str(indicator.stage) for indicator in chain(survey.guideline)]
    own = [cells[FUNNEL + name] for name in names if FUNNEL + name in cells]
    if not own or len(own) < len(names):
        return None
    first = own[0]
    plain = FunnelReport(first.wave, first.unit, first.segment, first.status, True, headcount=first.headcount)
    if any(cell.status is not CellStatus.SHOWN or cell.base is None or cell.share is None for cell in own):
        return plain
    return _filled(plain, (survey, cells), (tuple(names), own))


def steps(own: Sequence[Level]) -> Steps:
    """The stages in answers; a weighted figure counts for the answers it is worth."""
    first = own[0]
    if first.weighting is Weighting.NONE:
        return Steps(tuple((cell.share or 0.0) * (first.base or 0) for cell in own), first.base or 0, first.headcount)
    base = first.effective_base or 0.0
    size = min(implied_size(c.share or 0.0, Interval(c.low or 0.0, c.high or 0.0)) for c in own)
    return Steps(tuple((cell.share or 0.0) * base for cell in own), base, first.headcount, size)


def _filled(plain: FunnelReport, of: tuple[Survey, Cells], asked: tuple[tuple[str, ...], list[Level]]) -> FunnelReport:
    (survey, cells), (names, own) = of, asked
    shares = [Share(cell.share or 0.0, cell.low or 0.0, cell.high or 0.0) for cell in own]
    ratios = conversions(steps(own))
    place, contradiction = barrier(ratios), cells.get(CONTRADICTION)
    homogeneity = survey.kept.closing.get("scalability")
    return FunnelReport(
        plain.wave,
        plain.unit,
        plain.segment,
        plain.status,
        strict=True,
        base=own[0].base,
        effective_base=own[0].effective_base,
        headcount=plain.headcount,
        stages=tuple(_stage(name, share) for name, share in zip(names, shares, strict=True)),
        conversions=tuple(_stage(name, share) for name, share in zip(names, ratios, strict=True)),
        barrier=None if place is None else names[place],
        contradictions=contradiction.share if contradiction else None,
        index=penetration(shares, homogeneity),
        scalability=homogeneity,
        reception=_receptions(survey.guideline, cells),
    )


def _stage(name: str, share: Share | None) -> StageShare:
    return StageShare(name, None, None, None) if share is None else StageShare(name, share.share, share.low, share.high)


def _loose(survey: Survey, cells: Cells, unit: str, segment: str | None) -> FunnelReport:
    """Each stage by its own indicator, as figures that came already aggregated have it."""
    rows = [(str(i.stage), cells[i.key]) for i in chain(survey.guideline) if i.key in cells]
    status = rows[0][1].status if rows else CellStatus.NO_DATA
    found = tuple(StageShare(name, cell.share, cell.low, cell.high) for name, cell in rows)
    return FunnelReport(survey.kept.wave.name, unit, segment, status, strict=False, stages=found)


def _receptions(guideline: Guideline, cells: Cells) -> tuple[ReceptionShare, ...]:
    found = []
    for indicator in guideline.indicators:
        good, bad = cells.get(indicator.key), cells.get(indicator.key + UNFAVOURABLE)
        if good and bad and good.base and good.share is not None and bad.share is not None:
            base = max(1, round(good.effective_base or good.base))
            if (both := reception(Stratum(good.share * base, base), bad.share * base)) is not None:
                found.append(ReceptionShare(indicator.key, both.favourable, both.unfavourable, both.net))
    return tuple(found)
