"""How one unit stands and moved, in words: its share, its change between two waves, and its rank among its like."""

from dataclasses import dataclass

from text import formats
from text.finding import DIRECTED, kind_of
from text.lookup import say


@dataclass(frozen=True)
class Stand:
    """A cell with names as people read them; `origin` and `status` are the values the cell has, shares 0..1."""

    unit: str
    name: str
    status: str
    origin: str = "counted"
    share: float | None = None
    low: float | None = None
    high: float | None = None
    base: int | None = None
    rate: float | None = None


def level_sentence(stand: Stand, lang: str) -> str:
    """Where it stands, how certain that is, and on how many answers; or why it is not shown."""
    blanks = {"unit": stand.unit, "name": stand.name, "share": formats.percent(stand.share, lang)}
    if stand.status != "shown":
        return say(f"stand.level.{stand.status}", lang, **blanks)
    if stand.low is None or stand.high is None:
        return say("stand.level.unsure", lang, **blanks)
    blanks |= {"interval": formats.percent_range(stand.low, stand.high, lang), "base": formats.number(stand.base)}
    rate = formats.percent(stand.rate, lang)
    return say("stand.level.base" if stand.rate is None else "stand.level.shown", lang, **blanks, rate=rate)


@dataclass(frozen=True)
class Others:
    """What is told instead of a unit that is not shown: the next larger unit, and so many of its units together."""

    larger: str
    count: int = 0
    share: float | None = None
    low: float | None = None
    high: float | None = None
    base: int | None = None


def instead_sentence(found: Others, lang: str) -> str:
    """Which larger unit is shown, and how those of its units stand together that are not."""
    blanks = {"unit": found.larger, "count": found.count, "base": formats.number(found.base)}
    said = [say("stand.instead.larger", lang, unit=found.larger)]
    if found.base is not None:
        kind = "shown" if found.share is not None else "below" if not found.low else "above"
        at = found.share if found.share is not None else found.low or found.high
        told = blanks | {"interval": formats.percent_range(found.low, found.high, lang)}
        said.append(say(f"stand.instead.{kind}", lang, share=formats.percent(at, lang), **told))
    return say("finding.space", lang).join(said)


@dataclass(frozen=True)
class Moved:
    """A change with names as people read them; `label` is a ChangeLabel's value, points are percentage points."""

    unit: str
    name: str
    since: str
    until: str
    points: float
    label: str
    low: float | None = None
    high: float | None = None
    detectable: float | None = None


def change_sentence(moved: Moved, lang: str) -> str:
    """What the label allows to say of a change, with its interval or what would have been seen."""
    return say(
        f"stand.change.{kind_of(moved.label, moved.points)}",
        lang,
        unit=moved.unit,
        name=moved.name,
        since=moved.since,
        until=moved.until,
        points=formats.points(moved.points, lang),
        interval=formats.points_range(moved.low, moved.high, lang),
        detectable=formats.distance(moved.detectable, lang),
    )


def apart_words(label: str, points: float, lang: str) -> str:
    """Whether a unit stands above or below another, as far as the label of the difference allows."""
    return say(f"own.word.{_apart(label, points)}", lang)


def against_words(label: str, points: float, who: str, lang: str) -> str:
    """The same as part of a sentence that names whom the unit is held against."""
    return say(f"own.against.{_apart(label, points)}", lang, who=who)


def _apart(label: str, points: float) -> str:
    if label in DIRECTED and round(points):
        return f"{label}_{'above' if points > 0 else 'below'}"
    return "no_detectable_change" if label in DIRECTED else label


def rank_sentence(ranks: tuple[int, int], among: int, lang: str, apart: str | None = None) -> str:
    """Which ranks its interval allows among its like; `apart` is "low", "high" or None where it does not stand out."""
    low, high = ranks
    place = say("warning.rank" if low == high else "warning.ranks", lang, low=low, high=high)
    words = [say("stand.rank", lang, ranks=place, among=among)]
    words += [say(f"stand.apart.{apart}", lang)] if apart else []
    return say("finding.space", lang).join(words)
