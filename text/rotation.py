"""What may be said of those who come and go: how arrivals stand, what learning and turnover did, when half is gone."""

from dataclasses import dataclass

from measure.change import ChangeLabel
from measure.rotation import Balance, HalfLife, HalfVerdict
from text import formats
from text.lookup import say

MONTHS = 12
AS_YEARS = 2.0  # from here on times are told in years


@dataclass(frozen=True)
class Beside:
    """Arrivals beside stayers: the band's years, the arrivals' part of the people, both shares, and the difference."""

    indicator: str
    years: float
    arrived: float
    arrivals: float
    stayers: float
    points: float
    bounds: tuple[float, float]
    label: ChangeLabel
    pull: float


def gap_sentence(told: Beside | None, lang: str) -> str:
    """How arrivals stand beside those who stayed, and what that does to the whole."""
    if told is None:
        return say("rotation.gap.unshown", lang)
    blanks = {
        "indicator": told.indicator,
        "years": time(told.years, lang),
        "arrived": formats.percent(told.arrived, lang),
        "arrivals": formats.percent(told.arrivals, lang),
        "stayers": formats.percent(told.stayers, lang),
        "points": formats.points(told.points, lang),
        "interval": formats.points_range(*told.bounds, lang),
        "pull": formats.fine_points(told.pull, lang),
    }
    return say(f"rotation.gap.{gap_kind(told.label, told.points)}", lang, **blanks)


def gap_kind(label: ChangeLabel, points: float) -> str:
    """The kind of a difference between arrivals and stayers: clear or possible with its direction, or neither."""
    if label in (ChangeLabel.CLEAR, ChangeLabel.POSSIBLE):
        return f"{label}_{'below' if points < 0 else 'above'}"
    return "too_small_to_tell" if label is ChangeLabel.TOO_SMALL else "no_difference"


def balance_sentence(found: Balance | None, waves: tuple[str, str], lang: str) -> str:
    """What of a change the stayers learned and what arrivals in place of leavers brought or took."""
    if found is None:
        return say("rotation.balance.none", lang)
    since, until = waves
    blanks = {
        "since": since,
        "until": until,
        "total": formats.fine_points(found.total, lang),
        "learning": _range(found.learning.points, found.learning.low, found.learning.high, lang),
        "turnover": _range(found.turnover.points, found.turnover.low, found.turnover.high, lang),
    }
    words = say("rotation.balance.told", lang, **blanks)
    if found.part is None:
        return say("finding.space", lang).join((words, say("rotation.balance.no_part", lang)))
    part = {
        "part": formats.percent(found.part.share, lang),
        "interval": formats.percent_range(found.part.low, found.part.high, lang),
    }
    return say("finding.space", lang).join((words, say("rotation.balance.part", lang, **part)))


def _range(points: float, low: float, high: float, lang: str) -> str:
    interval = say("format.points_range", lang, low=formats.fine(low), high=formats.fine(high))
    return say("rotation.balance.points", lang, points=formats.fine_points(points, lang), interval=interval)


def half_sentence(found: HalfLife, lang: str) -> str:
    """When half of the difference at arrival is gone, or why that cannot be told."""
    blanks = {"years": found.years, "low": found.low, "high": found.high}
    times = {name: formats.NOTHING if years is None else time(years, lang) for name, years in blanks.items()}
    levels = {"arriving": formats.percent(found.arriving, lang), "settled": formats.percent(found.settled, lang)}
    way = "rise" if (found.settled or 0.0) >= (found.arriving or 0.0) else "fall"
    kind = f"told_{way}" if found.verdict is HalfVerdict.TOLD else str(found.verdict)
    return say(f"rotation.half.{kind}", lang, **times, **levels)


def time(years: float, lang: str) -> str:
    """A length of time: a year, else months below two years and years from there on."""
    if years == 1:
        return say("rotation.year", lang)
    if years >= AS_YEARS:
        return say("rotation.years", lang, value=f"{years:.0f}" if years == round(years) else f"{years:.1f}")
    return say("rotation.months", lang, value=f"{max(1, round(MONTHS * years))}")
