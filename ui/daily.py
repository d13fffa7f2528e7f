"""An open wave day by day: its response rate against the target, with one unit to follow in front of the others."""

from collections.abc import Iterator
from dataclasses import dataclass

from actions.fieldwork import Fieldwork
from charts.daily import Course, daily_figure, daily_table
from measure.organisation import OrgTree
from text import formats
from text.fieldwork import Named, sentence
from text.lookup import say
from ui.pickers import Choice
from ui.pieces import draw, heading, note, table
from ui.plots import Plot, plot
from ui.visit import Visit


@dataclass(frozen=True)
class Days:
    """The whole, the units right below it, and all that may be followed day by day."""

    whole: Named
    main: tuple[Named, ...]
    units: tuple[Named, ...]

    def chosen(self, code: str) -> list[Named]:
        """The whole and the unit that is followed, where there is one."""
        return [self.whole, *(unit for unit in self.units if unit.course.unit == code)]


def days(visit: Visit, tree: OrgTree, found: Fieldwork) -> Days | None:
    """None where no day is known, or where nobody may be told of by day."""
    if not (found.days and found.courses):
        return None
    named = [Named(visit.unit_name(tree, course.unit), course) for course in found.courses]
    whole, *units = named
    rated = tuple(unit for unit in units if unit.course.people)
    return Days(whole, tuple(unit for unit in rated if tree.level(unit.course.unit) == 1), rated)


def follow_choice(visit: Visit, tree: OrgTree, told: Days) -> Choice:
    """Whom to follow; first the main unit that is furthest behind."""
    names = {u.course.unit: f"{chr(0x3000) * (tree.level(u.course.unit) - 1)}{u.name}" for u in told.units}
    first = min(told.main or told.units, key=lambda unit: unit.rate).course.unit
    return Choice("follow", say("daily.follow", visit.lang), names, first)


def daily(visit: Visit, found: Fieldwork, told: Days, wanted: tuple[str, float]) -> None:
    """The chart with its table; where nobody said how many were asked, the table alone."""
    code, target = wanted
    notes = [note(line) for line in _notes(found, visit.lang)]
    if told.whole.course.people:
        plot(visit, _plot(visit, found, told, (code, target)))
    else:
        title = say("daily.title", visit.lang)
        listed = daily_table([told.whole], found.days, title, visit.lang)
        notes = [heading(title, _counted(found, told, visit.lang)), *notes, table(listed, titled=False)]
    draw(*notes)


def _plot(visit: Visit, found: Fieldwork, told: Days, wanted: tuple[str, float]) -> Plot:
    (code, target), lang, title = wanted, visit.lang, say("daily.title", visit.lang)
    loud = told.chosen(code)
    quiet = [unit for unit in told.main if unit not in loud]
    course = Course(found.days, found.wave.starts_on, found.wave.ends_on, target)
    said = sentence(loud, told.main, (found.days[-1], target), lang)
    return Plot(
        key=("daily", found.wave.name, code, target),
        title=title,
        under=say("daily.under", lang),
        alt=f"{title} {said}",
        make=lambda: daily_figure(loud, quiet, course, visit.site.look),
        table=daily_table([*loud, *quiet], found.days, title, lang),
        finding=said,
        how="daily",
        apart=True,
    )


def _notes(found: Fieldwork, lang: str) -> Iterator[str]:
    """Who is left out of it, and what."""
    if len(found.courses) < len(found.units):
        yield say("daily.small", lang, least=formats.people(found.wave.minimum_base, lang))
    if found.undated:
        yield say("daily.undated", lang, count=formats.people(found.undated, lang))


def _counted(found: Fieldwork, told: Days, lang: str) -> str:
    count = formats.people(told.whole.course.answered[-1], lang)
    return say("daily.counted", lang, day=formats.day(found.days[-1], lang), count=count)
