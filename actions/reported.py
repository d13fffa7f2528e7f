"""A report of one wave for the whole or one unit, gathered from what the pages are made of: published cells alone."""

from collections.abc import Mapping, Sequence
from datetime import date

from actions import funnel, speed, targets, view
from actions.evidence import Lines, evidence, told
from actions.subject import Asked, Site, Subject, subject
from actions.users import READERS, allow
from actions.view import Query
from confidentiality.cube import CellStatus, Level
from reports import parts
from reports.report import Card, Heading, Report
from text import finding, formats, outlook
from text import funnel as funnel_words
from text.finding import Reading
from text.lookup import say


def report(site: Site, asked: Asked) -> Report:
    """The report of a closed wave; raises Refused where there is no such wave or unit, or the wave is still open."""
    allow(site.person, *READERS)
    of = subject(site, asked)
    lines = _lines(of)
    cards, readings = _cards(of, lines), parts.readings(lines, of.scope)
    funnelled = funnel.funnel(site.person, site.store, of.query(unit=of.unit))
    levels = [cell for cell in view.everything(site.person, site.store, of.wave.wave) if _is_ours(of, cell)]
    return Report(
        Heading(*_heading(of)),
        finding.lead(readings[0], of.lang) if readings else of.name,
        (*_apart(of), *_outlook(of, lines, readings), *_barrier(of, funnelled), *_rest(lines, readings, of.lang)),
        cards,
        tuple(evidence(of, lines, funnelled)),
        _facts(of, levels),
        parts.method(of.guideline, of.lang),
        _closing(of),
        parts.rows_of(levels, _called(of), of.lang),
        len(levels),
        sum(cell.status is CellStatus.HIDDEN for cell in levels),
    )


def _heading(of: Subject) -> tuple[str, str, str, str, str, date]:
    told = of.site.settings.organisation.name.text(of.lang), of.guideline.name.text(of.lang), of.name
    return (of.lang, *told, of.scope.labels[of.wave.wave].long, of.asked.made)


def _lines(of: Subject) -> Lines:
    """The leading indicators of the unit over the waves up to this one."""
    slots, known = parts.slots(of.guideline.indicators), {row.wave for row in of.waves}
    found = []
    for each in of.leading:
        query = Query(None, of.unit, None, each.key, of.guideline.key)
        points = view.trend(of.site.person, of.site.store, query)
        shown = tuple(point for point in points if point.wave in known)
        found.append(parts.Line(each.name.text(of.lang), slots[each.key], shown))
    return tuple(found)


def _apart(of: Subject) -> list[str]:
    """That a survey of others holds nothing of staff."""
    panel = of.guideline.panel
    return [say("panel.of_others", of.lang, name=panel.name.text(of.lang))] if panel else []


def _rest(lines: Lines, readings: Sequence[Reading], lang: str) -> list[str]:
    return [*parts.silent(lines[0].points, lang), *finding.rest(readings, lang)] if lines else []


def _speed(of: Subject, key: str) -> speed.SpeedReport | None:
    if not of.is_newest:
        return None
    query = Query(None, of.unit, None, key, of.guideline.key)
    aim = targets.aim(of.site.person, of.site.store, query) or of.site.settings.target.of(key)
    return speed.speed(of.site.person, of.site.store, query, aim)


def _cards(of: Subject, lines: Lines) -> tuple[Card, ...]:
    found = []
    for each, line in zip(of.leading, lines, strict=True):
        report, more = _speed(of, each.key), []
        if report is not None:
            pace = outlook.pace(report.velocity, of.lang) if report.velocity else ""
            blanks = {"pace": pace, "words": outlook.pace_words(report.velocity, of.lang)}
            more.append(say("export.speed" if pace else "export.speed_none", of.lang, **blanks))
        if report is not None and report.target:
            aim = say("outlook.aim", of.lang, target=formats.percent(report.target.share, of.lang))
            words = outlook.target_words(report.target, of.lang, report.velocity)
            more.append(say("export.target", of.lang, aim=aim, words=words))
        found.append(parts.card(line, more, of.scope))
    return tuple(found)


def _outlook(of: Subject, lines: Lines, readings: Sequence[Reading]) -> list[str]:
    """How fast the first indicator moves and when its target is reached, as the overview says it."""
    found = _speed(of, of.leading[0].key)
    if found is None or not readings:
        return []
    return parts.ahead(readings[0], lines[0].points[-1], (found.velocity, found.target), of.lang)


def _barrier(of: Subject, found: funnel.FunnelReport) -> list[str]:
    if not found.strict or not found.stages:
        return []
    return [funnel_words.barrier_sentence(told(of, found), of.lang)]


def _is_ours(of: Subject, cell: Level) -> bool:
    """A cell of an indicator of the guideline in the unit or below it."""
    return of.guideline.indicator(cell.indicator) is not None and of.unit in of.tree.path(cell.unit)


def _called(of: Subject) -> Mapping[tuple[str, str], str]:
    units = {("unit", code): of.known.unit(of.wave.wave, code) for code in of.tree.units}
    return units | {("indicator", each.key): each.name.text(of.lang) for each in of.guideline.indicators}


def _facts(of: Subject, levels: list[Level]) -> tuple[tuple[str, str], ...]:
    """How good the data are."""
    lang, wave, own = of.lang, of.wave, of.own
    first, last = (formats.day(day, lang) for day in (wave.starts_on, wave.ends_on))
    units = [cell for cell in levels if cell.segment is None and cell.indicator == of.leading[0].key]
    shown = sum(cell.status in (CellStatus.SHOWN, CellStatus.CODED) for cell in units)
    pairs = [
        (say("table.response_rate", lang), formats.percent(own.response_rate if own else None, lang)),
        (say("table.base", lang), formats.people(own.base if own else None, lang)),
        (say("wave.headcount", lang), formats.people(own.headcount if own else None, lang)),
        (say("wave.fieldwork", lang), say("format.days", lang, first=first, last=last)),
        (say("quality.units", lang), say("quality.of", lang, shown=shown, all=len(units))),
        (say("wave.minimum_base", lang), formats.people(wave.minimum_base, lang)),
    ]
    return tuple(pair for pair in pairs if pair[1] != formats.NOTHING)


def _closing(of: Subject) -> tuple[str, ...]:
    """What is hidden, why, and where the figures come from."""
    base = formats.people(of.wave.minimum_base, of.lang)
    rows = [say("export.confidential", of.lang, base=base)]
    rows += [of.guideline.note.text(of.lang)] if of.guideline.note else []
    rows += [say("site.source", of.lang, source=of.guideline.source.text(of.lang))] if of.guideline.source else []
    return tuple(rows)
