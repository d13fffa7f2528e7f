"""What a trend says at its latest wave, in the words' terms: text/finding.py makes the sentence from it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from charts.look import drawn, share_text
from confidentiality.cube import CellStatus, Origin, TrendPoint
from measure.speed import Target, Velocity, Verdict
from text import formats, outlook
from text.finding import Reading, lead
from text.formats import WaveLabel
from text.lookup import say

FEW_ANSWERED = 0.3  # below this share of those asked, the overview says so beside its sentence


def latest(points: Sequence[TrendPoint]) -> TrendPoint | None:
    """The last point that has data, shown or hidden; None where no wave ever had any."""
    known = [point for point in points if point.status is not CellStatus.NO_DATA]
    return known[-1] if known else None


def _begins(points: Sequence[TrendPoint]) -> int:
    """Since where the question is what it is now."""
    return max((at for at, point in enumerate(points) if point.broken is not None), default=0)


def whole_way(points: Sequence[TrendPoint]) -> tuple[TrendPoint, TrendPoint] | None:
    """The first and the last point that were asked alike; None where one of them is not shown, or both are one."""
    last = latest(points)
    if last is None:
        return None
    first = next((point for point in points[_begins(points) :] if drawn(point) is not None), last)
    return None if None in (first.share, last.share) or first.wave == last.wave else (first, last)


def reading(name: str, points: Sequence[TrendPoint], labels: Mapping[str, WaveLabel], lang: str) -> Reading | None:
    """The latest point of `points` (in time order) with its change; None where there is none."""
    last = latest(points)
    if last is None:
        return None
    change = last.change
    begins = _begins(points)
    way = whole_way(points)
    return Reading(
        name=name,
        wave=labels[last.wave].long,
        status=last.status,
        share_text=share_text(last, lang),
        qualifier=say("origin.median", lang) if last.origin is Origin.MEDIAN else "",
        points=change.points if change else None,
        label=change.label if change else None,
        since=labels[change.since].long if change else "",
        first=labels[way[0].wave].long if way else "",
        points_since_first=100 * ((last.share or 0.0) - (way[0].share or 0.0)) if way else None,
        alone="coded" if last.status is CellStatus.CODED else (last.broken or "first") if change is None else "",
        newest=last is points[-1],
        from_start=begins == 0,
    )


def alternative(readings: Sequence[Reading], title: str, lang: str) -> str:
    """The alternative text of a chart: what it is, then what it shows."""
    return " ".join([title, *(lead(each, lang) for each in readings)])


def silent(points: Sequence[TrendPoint], lang: str) -> list[str]:
    """That most did not answer, where that may matter more than chance."""
    rate = points[-1].response_rate
    if rate is None or rate >= FEW_ANSWERED:
        return []
    return [say("finding.low_response", lang, rate=formats.percent(rate, lang))]


def ahead(told: Reading, last: TrendPoint, towards: tuple[Velocity | None, Target | None], lang: str) -> list[str]:
    """How fast, and when the target; of a bound no more than that it is beyond the target, of what is hidden nothing."""
    velocity, target = towards
    if last.status is CellStatus.CODED:
        beyond = target is not None and (last.low or 0.0) >= target.share
        reached = replace(target, verdict=Verdict.REACHED) if beyond and target else None
        return [outlook.target_sentence(told.name, reached, lang)] if reached else []
    return [outlook.brief(told.name, velocity, target, lang)] if told.shown else []
