"""What a page warns of, in words: a clear fall, a response rate that no longer suffices, a stage that stands still, a rise."""

from dataclasses import dataclass

from text import formats
from text.lookup import say


@dataclass(frozen=True)
class Told:
    """One finding with names as people read them; `kind` is a FindingKind's value, figures as its evidence has them."""

    kind: str
    unit: str
    name: str
    since: str
    before: float | None = None
    after: float | None = None
    points: float | None = None
    low: float | None = None
    high: float | None = None
    rate_before: float | None = None
    rate: float | None = None
    detectable_before: float | None = None
    detectable: float | None = None
    held: tuple[str, ...] = ()


def sentence(told: Told, lang: str) -> str:
    """One finding in a few sentences, each with the figures it stands on; last what was begun there meanwhile."""
    said = [_figures(told, lang)]
    if told.held:
        said.append(say("warning.held", lang, list=say("finding.comma", lang).join(told.held)))
    return say("finding.space", lang).join(said)


def _figures(told: Told, lang: str) -> str:
    kind = "unshown" if told.kind == "response" and told.detectable is None else told.kind
    return say(
        f"warning.{kind}",
        lang,
        unit=told.unit,
        name=told.name,
        since=told.since,
        before=formats.percent(told.before, lang),
        after=formats.percent(told.after, lang),
        points=formats.points(told.points, lang),
        interval=formats.points_range(told.low, told.high, lang),
        rate_before=formats.percent(told.rate_before, lang),
        rate=formats.percent(told.rate, lang),
        detectable_before=formats.distance(told.detectable_before, lang),
        detectable=formats.distance(told.detectable, lang),
    )


@dataclass(frozen=True)
class Behind:
    """A unit clearly below its like, with names as people read them; shares 0..1."""

    unit: str
    name: str
    share: float
    typical: float
    rank: tuple[int, int]
    among: int


def behind_sentence(told: Behind, lang: str) -> str:
    """Where it stands, where its like stand, and which ranks it may hold."""
    share, typical = (formats.percent(value, lang) for value in (told.share, told.typical))
    low, high = told.rank
    blanks = {"unit": told.unit, "name": told.name, "share": share, "typical": typical, "among": told.among}
    ranks = say("warning.rank" if low == high else "warning.ranks", lang, low=low, high=high)
    return say("warning.behind", lang, **blanks, ranks=ranks)
