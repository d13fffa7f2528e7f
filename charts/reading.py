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


def reading(name: str, points: Sequence[TrendPoint], labels: Mapping[str, WaveLabel], lang: str) -> Reading | None:
    """The latest point of `points` (in time order) with its change; None where there is none."""
    last = latest(points)
    if last is None:
        return None
    change = last.change
    begins = max((at for at, point in enumerate(points) if point.broken is not None), default=0)
    first = next((point for point in points[begins:] if drawn(point) is not None), last)
    whole_way = 100 * (last.share - first.share) if last.share is not None and first.share is not None else None
    return Reading(
        name=name,
        wave=labels[last.wave].long,
        status=last.status,
        share_text=share_text(last, lang),
        qualifier=say("origin.median", lang) if last.origin is Origin.MEDIAN else "",
        points=change.points if change else None,
        label=change.label if change else None,
        since=labels[change.since].long if change else "",
        first=labels[first.wave].long,
        points_since_first=whole_way if first.wave != last.wave else None,
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
