"""Findings in words: what a wave says, never more certain than its change label allows (METHOD 3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from text import formats
from text.lookup import say

RISE, FALL, SAME = "rise", "fall", "same"
BROKEN = ("revision", "wording")  # why a series was begun anew
DIRECTED = ("clear_change", "possible")  # labels whose sentence says which way


@dataclass(frozen=True)
class Reading:
    """One indicator at its latest wave. `wave`, `since` and `first` are labels as people read them.

    `label` is a ChangeLabel's value, None where there is no earlier wave; `share_text` already honours coding;
    `qualifier` says what the share is when it is not a plain count (a median of units). Without a change, `alone` is why:
    the first wave, a bound (coded), or what broke the series. `newest` is False where later waves have no data,
    `from_start` where `first` is only the first wave since the question changed.
    """

    name: str
    wave: str
    status: str
    share_text: str = formats.NOTHING
    qualifier: str = ""
    points: float | None = None
    label: str | None = None
    since: str = ""
    first: str = ""
    points_since_first: float | None = None
    label_since_first: str | None = None
    alone: str = "first"
    newest: bool = True
    from_start: bool = True

    @property
    def shown(self) -> bool:
        return self.status in ("shown", "coded")


def direction(points: float) -> str:
    """Which way whole points go, as the reader sees them rounded."""
    whole = round(points)
    return RISE if whole > 0 else FALL if whole < 0 else SAME


def lead(reading: Reading, lang: str) -> str:
    """That this is of an earlier wave, if it is; where the indicator stands and what its change label allows to say."""
    older = "" if reading.newest else say("finding.older", lang, name=reading.name, wave=reading.wave)
    return say("finding.space", lang).join(said for said in (older, _standing(reading, lang)) if said)


def _standing(reading: Reading, lang: str) -> str:
    share = say("finding.qualified", lang, share=reading.share_text, what=reading.qualifier)
    blanks = {"name": reading.name, "wave": reading.wave, "since": reading.since}
    blanks["share"] = share if reading.qualifier else reading.share_text
    if not reading.shown:
        return say(f"finding.lead.{reading.status}", lang, **blanks)
    if reading.label is None or reading.points is None:
        return say(f"finding.lead.{reading.alone}", lang, **blanks)
    blanks["points"] = formats.points(reading.points, lang)
    return say(f"finding.lead.{kind_of(reading.label, reading.points)}", lang, **blanks)


def change_words(label: str | None, points: float | None, lang: str) -> str:
    """The label of a change in words, with its direction where it has one: 確かな上昇."""
    if label is None or points is None:
        return say("finding.label.first", lang)
    return say(f"finding.label.{kind_of(label, points)}", lang)


def others(readings: Sequence[Reading], lang: str) -> list[str]:
    """One sentence for each kind of change among the remaining indicators, the clear ones first."""
    groups: dict[str, list[Reading]] = {}
    for reading in readings:
        if reading.shown and reading.label is not None and reading.points is not None:
            groups.setdefault(_group(reading.label, reading.points), []).append(reading)
        elif reading.shown and reading.alone in BROKEN:
            groups.setdefault(reading.alone, []).append(reading)
    order = ("clear_change_rise", "clear_change_fall", "possible", "no_detectable_change", "too_small_to_tell")
    return [
        say(f"finding.others.{kind}", lang, list=_listed(groups[kind], lang))
        for kind in (*order, "no_interval", *BROKEN)
        if kind in groups
    ]


def rest(readings: Sequence[Reading], lang: str) -> list[str]:
    """What is said after the lead: the other indicators, the way since the first wave, and what cannot be told."""
    if not readings:
        return []
    way = since_first(readings[0], lang)
    caveat = say("finding.no_interval", lang) if any(r.label == "no_interval" for r in readings) else None
    return [*others(readings[1:], lang), *(sentence for sentence in (way, caveat) if sentence)]


def since_first(reading: Reading, lang: str) -> str | None:
    """How far the indicator has come since its first wave, as observed; None while that is the wave before."""
    if not reading.shown or reading.points_since_first is None or reading.first in ("", reading.since):
        return None
    key = "since_first" if reading.from_start else "since_same"
    if direction(reading.points_since_first) == SAME:
        return say("finding.since_even", lang, name=reading.name, first=reading.first)
    return say(f"finding.{key}", lang, name=reading.name, first=reading.first, gap=_gap(reading, lang))


def _gap(reading: Reading, lang: str) -> str:
    """The way in points with its label; where nothing is known of chance, that is said once for all."""
    points, label = formats.points(reading.points_since_first, lang), reading.label_since_first
    if label in (None, "no_interval"):
        return say("finding.gap", lang, points=points)
    return say("finding.gap_sure", lang, points=points, words=change_words(label, reading.points_since_first, lang))


def kind_of(label: str, points: float) -> str:
    """A label with its direction where it has one, as the texts are called."""
    if label in DIRECTED:
        return f"{label}_{direction(points)}"
    return "no_interval_same" if label == "no_interval" and direction(points) == SAME else label


def _group(label: str, points: float) -> str:
    return f"{label}_{direction(points)}" if label == "clear_change" else label


def counted(words: Iterable[str], lang: str) -> str:
    """Short items as one sentence: set apart, begun with a capital where the language has them, and ended."""
    told = say("finding.comma", lang).join(words)
    return say("finding.counted", lang, list=told[:1].upper() + told[1:]) if told else ""


def _listed(readings: Sequence[Reading], lang: str) -> str:
    return say("finding.comma", lang).join(_item(reading, lang) for reading in readings)


def _item(reading: Reading, lang: str) -> str:
    if reading.points is None:
        return say("finding.item_alone", lang, name=reading.name, share=reading.share_text)
    points = formats.points(reading.points, lang)
    return say("finding.item", lang, name=reading.name, share=reading.share_text, points=points)
