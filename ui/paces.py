"""The norm for speed on a page: half of the units by when, who was fast, and every unit with how far it is behind."""

from actions.pace import Did, PaceReport, UnitPace
from charts.table import Table
from text import formats
from text import pace as words
from text.lookup import say
from ui.pickers import Choice
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


def table(visit: Visit, found: PaceReport, at: int) -> Table:
    """One row a unit: months to the level, to it from the one before, and behind the fast; the nearest first."""
    lang = visit.lang
    heads = tuple(say(f"pace.column.{head}", lang) for head in ("unit", "time", "leg", "behind"))
    rows = sorted(found.units, key=lambda row: _order(row, at))
    cells = tuple(
        (
            row.name.text(lang),
            words.time(row.times[at], row.passings[at], lang),
            words.span(row.legs[at - 1], lang) if at else formats.NOTHING,
            words.late(row.behind[at], lang),
        )
        for row in rows
    )
    return Table(say("pace.table", lang, level=formats.percent(found.levels[at], lang)), heads, cells)


def _order(row: UnitPace, at: int) -> tuple[int, float]:
    found, when = row.times[at], row.passings[at]
    rank = ("before_the_first_wave", "passed", "not_yet").index(when.reach)
    return rank, found.months if found.months is not None else found.low
