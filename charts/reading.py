"""What a trend says at its latest wave, in the words' terms: text/finding.py makes the sentence from it."""

from collections.abc import Mapping, Sequence

from charts.look import drawn, share_text
from confidentiality.cube import CellStatus, Origin, TrendPoint
from text.finding import Reading, lead
from text.formats import WaveLabel
from text.lookup import say


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
