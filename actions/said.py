"""The sentence beside every figure: from actions' results to text, with names as people read them."""

from collections.abc import Sequence

from actions.audiences import AudienceReport
from actions.decompose import FUNNEL, UNIT, DecomposeReport
from actions.funnel import FunnelReport
from actions.names import Names
from actions.rotation import RotationReport
from actions.speed import SpeedReport
from actions.view import ChangeRow, Query
from confidentiality.cube import Change, Comparison, Instead, Level, Standing, TrendPoint
from text import audience, funnel, moved, outlook, rotation, standing
from text.lookup import say
from text.restated import carried_sentence, gap_sentence


def level(row: Level, names: Names) -> str:
    """How a cell stands; behind it how it moved since an earlier wave, where that is told."""
    said = [_stands(row, names)]
    if isinstance(row, (TrendPoint, Comparison)) and row.change is not None:
        said.append(_since(row, row.change, names))
    if isinstance(row, Standing) and row.instead is not None and row.instead.larger is not None:
        said.append(instead(row, row.instead, names))
    return say("finding.space", names.lang).join(said)


def instead(row: Level, told: Instead, names: Names) -> str:
    """What is told instead of a hidden cell."""
    others = told.others
    figures = () if others is None else (others.share, others.low, others.high, others.base)
    found = standing.Others(names.unit(row.wave, told.larger or ""), told.count, *figures)
    return standing.instead_sentence(found, names.lang)


def _stands(row: Level, names: Names) -> str:
    """Where a cell stands; of a carried one also from what, or why it is none."""
    if not isinstance(row, TrendPoint) or not (row.gap or row.carried):
        return standing.level_sentence(_stand(row, names), names.lang)
    if row.gap is not None:
        return gap_sentence(
            (names.unit(row.wave, row.unit), names.indicator(row.wave, row.indicator)), row.gap, names.lang
        )
    sources = [(names.unit(row.wave, each.source), each.share) for each in row.carried]
    words = (standing.level_sentence(_stand(row, names), names.lang), carried_sentence(sources, names.lang))
    return say("finding.space", names.lang).join(words)


def _since(row: Level, found: Change, names: Names) -> str:
    told = standing.Moved(
        names.unit(row.wave, row.unit),
        names.indicator(row.wave, row.indicator),
        found.since,
        row.wave,
        found.points,
        found.label,
        found.low,
        found.high,
        found.minimum_detectable,
    )
    return standing.change_sentence(told, names.lang)


def compared(row: Comparison, rows: Sequence[Comparison], names: Names) -> str:
    """A unit beside `rows`, with the ranks it may hold among those of its level that are shown."""
    plain = level(row, names)
    if row.rank is None:
        return plain
    ranked = [each.share or 0.0 for each in rows if each.depth == row.depth and each.rank is not None]
    middle = sorted(ranked)[len(ranked) // 2]
    apart = None if not row.unusual else "low" if (row.share or 0.0) < middle else "high"
    rank = standing.rank_sentence((row.rank.low, row.rank.high), len(ranked), names.lang, apart)
    return say("finding.space", names.lang).join((plain, rank))


def _stand(row: Level, names: Names) -> standing.Stand:
    names_of = (names.unit(row.wave, row.unit), names.indicator(row.wave, row.indicator))
    return standing.Stand(*names_of, row.status, row.origin, row.share, row.low, row.high, row.base, row.response_rate)


def change(row: ChangeRow, between: tuple[str, str], of: tuple[Query, Names]) -> str:
    """How a unit moved, in words."""
    query, names = of
    since, until = between
    place = (names.unit(until, row.unit), names.indicator(until, query.indicator or ""), since, until)
    told = standing.Moved(*place, row.points, row.label, row.low, row.high, row.minimum_detectable)
    return standing.change_sentence(told, names.lang)


def audience_told(found: AudienceReport, lang: str) -> audience.Told:
    """What the sentences of an audience are made of."""
    keys = [each.stage for each in found.stages]
    return audience.Told(
        found.name.text(lang),
        tuple(each.name.text(lang) for each in found.stages),
        tuple(each.conversion.share if each.conversion else None for each in found.stages),
        keys.index(found.barrier) if found.barrier in keys else None,
    )


def funnel_told(found: FunnelReport, called: tuple[str, ...]) -> funnel.Told:
    """What the sentences of a funnel are made of; `called` names its stages."""
    keys = [each.stage for each in found.stages]
    at = keys.index(found.barrier) if found.barrier in keys else None
    return funnel.Told(
        strict=found.strict,
        stages=called,
        shares=tuple(each.share for each in found.stages),
        barrier=None if at is None else called[at],
        before=called[at - 1] if at else None,
        came=None if at is None else found.conversions[at].share,
        contradictions=found.contradictions,
        index=found.index,
        scalability=found.scalability,
    )


def funnelled(found: FunnelReport, names: Names) -> str:
    """How far people came: where most are lost, then how clean the answers are and the index."""
    told = funnel_told(found, tuple(names.stage(found.wave, each.stage) for each in found.stages))
    said = (funnel.barrier_sentence(told, names.lang), *funnel.quality_sentences(told, names.lang))
    return say("finding.space", names.lang).join(said)


def speed(found: SpeedReport, indicator: str, names: Names) -> str:
    """How fast, when the target, and how earlier forecasts came out."""
    name = names.indicator(found.waves[-1], indicator) if found.waves else indicator
    said = [outlook.speed_sentence(name, found.velocity, names.lang)]
    said += [outlook.target_sentence(name, found.target, names.lang, found.velocity)] if found.target else []
    said.append(outlook.record_sentence(found.backtest, "own", names.lang))
    return say("finding.space", names.lang).join(said)


def decomposed(found: DecomposeReport, indicator: str, names: Names) -> str | None:
    """What the whole's change is made of; None where it is not shown in both waves."""
    if found.total is None:
        return None
    if found.by == FUNNEL:
        effects = {
            names.stage(found.until, part.part): (100 * (part.effect or 0), _points(part.error)) for part in found.parts
        }
        whole = names.stage(found.until, found.parts[-1].part) if found.parts else indicator
        return moved.parts_sentence((whole, 100 * found.total), effects, names.lang)
    way = UNIT if found.by == UNIT else "segment"
    sums = {
        "within": (found.within, found.within_error),
        "composition": (found.composition, found.composition_error),
        "entered_left": (found.entered_left, None),
        "unexplained": (found.unexplained, None),
    }
    parts = {
        say(f"moved.part_of.{way}_{kind}", names.lang): (100 * value, _points(error))
        for kind, (value, error) in sums.items()
        if value is not None
    }
    return moved.parts_sentence((names.indicator(found.until, indicator), 100 * found.total), parts, names.lang)


def _points(error: float | None) -> float | None:
    return None if error is None else 100 * error


def rotated(found: RotationReport, names: Names) -> str:
    """How arrivals stand, what was learning and what turnover, and when half of the difference is gone."""
    gap, lang = found.gap, names.lang
    told = None
    if gap is not None:
        shares = (gap.arrived, gap.arrivals, gap.stayers, gap.points)
        name = names.indicator(found.wave, found.indicator)
        told = rotation.Beside(name, found.years, *shares, (gap.low, gap.high), gap.label, gap.pull)
    balance = rotation.balance_sentence(found.balance, (found.since or "", found.wave), lang)
    said = (rotation.gap_sentence(told, lang), balance, rotation.half_sentence(found.half_life, lang))
    return say("finding.space", lang).join(said)
