"""How far an open wave has come, in words: the whole against its target, and how many of its units are there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from measure.fieldwork import Course
from text import formats
from text.lookup import say


@dataclass(frozen=True)
class Named:
    """A unit that is followed day by day, by its name."""

    name: str
    course: Course

    @property
    def rate(self) -> float:
        """The response rate of the last day; 0 where nobody said how many were asked."""
        return (self.course.rates() or (0.0,))[-1]


def sentence(loud: Sequence[Named], main: Sequence[Named], to: tuple[date, float], lang: str) -> str:
    """What is to be seen up to a day against a target (0..1): the whole, its main units, and the unit that is followed."""
    whole, (day, target) = loud[0], to
    blanks = {
        "day": formats.day(day, lang),
        "unit": whole.name,
        "count": formats.people(whole.course.answered[-1], lang),
        "rate": formats.percent(whole.rate, lang),
        "target": formats.percent(target, lang),
    }
    parts, named = [say("daily.whole", lang, **blanks)], list(loud[1:])
    if len(main) > 1:
        reached, low = sum(unit.rate >= target for unit in main), min(main, key=lambda unit: unit.rate)
        counts = {"all": formats.number(len(main)), "reached": formats.number(reached)}
        parts.append(say("daily.reached", lang, **counts))
        parts.append(_stands("lowest", low, lang))
        named = [unit for unit in named if unit != low]
    parts += [_stands("chosen", unit, lang) for unit in named]
    return say("finding.space", lang).join(parts)


def _stands(kind: str, unit: Named, lang: str) -> str:
    return say(f"daily.{kind}", lang, unit=unit.name, rate=formats.percent(unit.rate, lang))
