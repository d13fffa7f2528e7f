"""The norm for speed on a page: half of the units by when, who was fast, and every unit with how far it is behind."""

from actions.pace import Did, PaceReport, UnitPace
from charts.pace import Course, Lane, Middle, pace_figure
from charts.table import Table
from measure.pace import stretch
from text import formats
from text import pace as words
from text.lookup import say
from ui.pickers import Choice
from ui.plots import Plot, plot
from ui.summary import foot
from ui.visit import Visit


def level_choice(visit: Visit, found: PaceReport) -> Choice:
    """The level that most units have passed is looked at first."""
    names = {f"{100 * level:.0f}": formats.percent(level, visit.lang) for level in found.levels}
    passed = [sum(row.passings[at].day is not None for row in found.units) for at in range(len(found.levels))]
    first = list(names)[passed.index(max(passed))] if passed and found.units else next(iter(names))
    return Choice("reach", say("pace.level", visit.lang), names, first)


def sentences(visit: Visit, found: PaceReport) -> list[str]:
    return [words.sentence(norm, visit.lang) for norm in found.norms]


def fast(visit: Visit, found: PaceReport, at: int) -> list[str]:
    """Who was surely faster than half of all, and what was begun there before."""
    lang, comma = visit.lang, say("finding.comma", visit.lang)
    names = {row.unit: row.name.text(lang) for row in found.units}
    units = [names[unit] for unit in found.norms[at].fast if unit in names]
    if not units:
        return [say("pace.nobody", lang)]
    told = [say("pace.fast", lang, list=comma.join(units))]
    did = [_did(each, found, at, lang) for each in found.did[at]]
    return [*told, say("pace.did", lang, list=comma.join(did)) if did else say("pace.did_none", lang)]


def _did(each: Did, found: PaceReport, at: int, lang: str) -> str:
    norm = found.norms[at]
    counts = {"fast": each.fast, "all_fast": len(norm.fast), "others": each.others, "rest": norm.units - len(norm.fast)}
    return say("pace.one_did", lang, name=each.name.text(lang), **counts)


def chart(visit: Visit, found: PaceReport, at: int, of: tuple[str, int]) -> None:
    """Every unit's times to all levels, in the order of the table, on one scale of months; `of` an indicator and a depth."""
    lang, norm = visit.lang, found.norms[at]
    level, title = formats.percent(norm.level, lang), say("pace.chart", lang)
    rows = tuple(_course(visit, found, row, at) for row in _sorted(found, at))
    middle = Middle(at, norm.median, norm.low, norm.high, say("pace.chart_median", lang))
    plot(
        visit,
        Plot(
            key=("pace", *of, at),
            title=title,
            under=say("pace.chart_under", lang, level=level),
            alt=say("finding.space", lang).join((title, *sentences(visit, found), *fast(visit, found, at)[:1])),
            make=lambda: pace_figure(rows, middle, visit.site.look, visit.slots[of[0]]),
            table=_times(visit, found, at),
            how="pace",
            foot=foot(visit, visit.closed[-1].wave),
        ),
    )


def _course(visit: Visit, found: PaceReport, row: UnitPace, at: int) -> Course:
    lang = visit.lang
    lanes = tuple(_lane(visit, found, row, each) for each in range(len(found.levels)))
    text = words.brief(row.passings[at], lanes[at].at.months, lang)
    return Course(row.name.text(lang), lanes, text, row.unit in found.norms[at].fast)


def _lane(visit: Visit, found: PaceReport, row: UnitPace, at: int) -> Lane:
    when = row.passings[at]
    text = say("pace.table", visit.lang, level=formats.percent(found.levels[at], visit.lang))
    told = f"{text}: {words.time(row.times[at], when, visit.lang)}"
    return Lane(when.reach, stretch(found.start or when.first, when), told)


def _times(visit: Visit, found: PaceReport, at: int) -> Table:
    """One row a unit: months to every level, and whether it is surely fast or slow on the one that is looked at."""
    lang = visit.lang
    levels = (say("pace.table", lang, level=formats.percent(level, lang)) for level in found.levels)
    rows = tuple(
        (
            row.name.text(lang),
            *(words.time(told, when, lang) for told, when in zip(row.times, row.passings, strict=True)),
            say(f"pace.mark_{_side(found, row, at)}", lang),
        )
        for row in _sorted(found, at)
    )
    return Table(say("pace.chart", lang), (say("pace.column.unit", lang), *levels, say("pace.column.side", lang)), rows)


def _side(found: PaceReport, row: UnitPace, at: int) -> str:
    norm = found.norms[at]
    return "fast" if row.unit in norm.fast else "slow" if row.unit in norm.slow else "between"


def _sorted(found: PaceReport, at: int) -> list[UnitPace]:
    return sorted(found.units, key=lambda row: _order(row, at))


def table(visit: Visit, found: PaceReport, at: int) -> Table:
    """One row a unit: months to the level, to it from the one before, and behind the fast; the nearest first."""
    lang = visit.lang
    heads = tuple(say(f"pace.column.{head}", lang) for head in ("unit", "time", "leg", "behind"))
    cells = tuple(
        (
            row.name.text(lang),
            words.time(row.times[at], row.passings[at], lang),
            words.span(row.legs[at - 1], lang) if at else formats.NOTHING,
            words.late(row.behind[at], lang),
        )
        for row in _sorted(found, at)
    )
    return Table(say("pace.table", lang, level=formats.percent(found.levels[at], lang)), heads, cells)


def _order(row: UnitPace, at: int) -> tuple[int, float]:
    found, when = row.times[at], row.passings[at]
    rank = ("before_the_first_wave", "passed", "not_yet").index(when.reach)
    return rank, found.months if found.months is not None else found.low
