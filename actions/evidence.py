"""The evidence of a report, part by part: trend, funnel, comparison, norms, findings, and what was tried."""

from collections.abc import Iterator
from dataclasses import replace

from actions import beside, effect, findings, funnel, looked_back, norms, populations, said
from actions.initiatives import initiatives
from actions.refused import Refused
from actions.review import decisions
from actions.subject import Subject
from actions.view import Query
from measure.indicators import Share
from measure.programme import Decision, Initiative
from reports import parts
from reports.report import Part
from text import effect as effect_words
from text import formats
from text import funnel as funnel_words
from text import norm as norm_words
from text.finding import counted
from text.lookup import say
from text.standing import against_words, apart_words

MOST = 40  # units beside each other in one part; the workbook's rows have all
Lines = tuple[parts.Line, ...]


def told(of: Subject, found: funnel.FunnelReport) -> funnel_words.Told:
    """What the funnel says, in names."""
    return said.funnel_told(found, tuple(of.known.stage(found.wave, each.stage) for each in found.stages))


def evidence(of: Subject, lines: Lines, stages: funnel.FunnelReport) -> Iterator[Part]:
    """The parts in the order they are read."""
    yield parts.trend(lines, of.scope, of.foot)
    if stages.stages:
        yield _funnel(of, stages)
    if not of.is_root:
        yield from _beside(of)
    yield from _compared(of)
    yield from _norms(of)
    yield from _findings(of)
    yield from _initiatives(of)
    yield from populations.audience_parts(of)
    yield from looked_back.part(of)
    yield from populations.panel_parts(of)


def _funnel(of: Subject, found: funnel.FunnelReport) -> Part:
    words, steps = told(of, found), []
    ways = dict(enumerate(found.conversions[1:], start=1))
    for at, each in enumerate(found.stages):
        way = ways.get(at)
        name, stops = of.known.stage(found.wave, each.stage), found.barrier == each.stage
        steps.append(parts.Step(name, each.stage, _share(each), _share(way) if way else None, stops))
    sentences = (funnel_words.barrier_sentence(words, of.lang), *funnel_words.quality_sentences(words, of.lang))
    return parts.funnel(steps, sentences, of.scope, of.foot)


def _share(found: funnel.StageShare | beside.Side | norms.Side) -> Share | None:
    """A share with its interval; without one it stands for itself."""
    if found.share is None:
        return None
    low = found.share if found.low is None else found.low
    return Share(found.share, low, found.share if found.high is None else found.high)


def _beside(of: Subject) -> Iterator[Part]:
    """The unit beside its past, its parent, the whole and its peers, on the first leading indicator."""
    first = of.leading[0]
    found = beside.beside(of.site.person, of.site.store, of.query(first.key, of.unit))
    if found.subject != of.unit or not found.sides:
        return
    lang = of.lang
    heads = tuple(say(f"own.column.{head}", lang) for head in ("who", "share", "interval", "gap", "reach", "label"))
    marks = [
        parts.Mark(
            say(f"own.{side.kind}", lang, **_blanks(of, side)),
            _share(side),
            formats.percent(side.share, lang),
            _gap(side, lang),
        )
        for side in found.sides
    ]
    against = (
        against_words(side.gap.label, side.gap.points, say(f"own.who.{side.kind}", lang, **_blanks(of, side)), lang)
        for side in found.sides
        if side.gap
    )
    words = counted(against, lang)
    title = say("own.chart", lang, unit=of.name, indicator=first.name.text(lang))
    plain = Part("beside", title, (words,) if words else (), foot=of.foot)
    yield parts.listed(plain, marks, heads, parts.slots(of.guideline.indicators)[first.key])


def _blanks(of: Subject, side: beside.Side) -> dict[str, object]:
    if side.kind is beside.SideKind.PEERS:
        return {"count": side.count}
    return {"unit": of.known.unit(side.wave, side.unit), "wave": of.scope.labels[side.wave].long}


def _gap(side: beside.Side, lang: str) -> tuple[str, str, str, str]:
    interval = formats.percent_range(side.low, side.high, lang)
    if side.gap is None:
        return interval, formats.NOTHING, formats.NOTHING, formats.NOTHING
    reach = formats.points_range(side.gap.low, side.gap.high, lang)
    return interval, formats.points(side.gap.points, lang), reach, apart_words(side.gap.label, side.gap.points, lang)


def _compared(of: Subject) -> Iterator[Part]:
    """The units below, or beside where there are none below, on every leading indicator."""
    parent = of.unit if of.tree.children(of.unit) else of.tree.units[of.unit].parent
    units = set(of.tree.children(parent or of.unit)[:MOST])
    if len(units) < 2:
        return
    slots = parts.slots(of.guideline.indicators)
    for each in of.leading:
        cells = of.cells[each.key]
        rows = [parts.Row(of.known.unit(cell.wave, cell.unit), cell) for cell in cells if cell.unit in units]
        whole = next((cell for cell in cells if cell.unit == of.tree.roots()[0]), None)
        if whole is not None and rows:
            part = parts.compare(rows, whole, (each.name.text(of.lang), slots[each.key]), of.scope)
            yield replace(part, key=f"compare-{each.key}", foot=of.foot)


def _norms(of: Subject) -> Iterator[Part]:
    lang = of.lang
    marks = []
    for row in norms.norms(of.site.person, of.site.store, of.wave.wave, of.unit):
        liked, done = (side.known if side else None for side in (row.importance, row.practice))
        texts = (_side(row.importance, lang), _side(row.practice, lang), norm_words.gap_words(row.gap, lang))
        name = say("norms.numbered", lang, number=row.number, name=row.name.text(lang))
        marks.append(parts.NormMark(name, liked, done, texts, norm_words.sentence(row.verdict, (liked, done), lang)))
    if marks:
        yield parts.norms(marks, of.scope, of.foot)


def _side(side: norms.Side | None, lang: str) -> str:
    if side is None:
        return formats.NOTHING
    return formats.percent(side.share, lang) if side.share is not None else say(f"status.{side.status}", lang)


def _findings(of: Subject) -> Iterator[Part]:
    """What to look at first, within the unit."""
    if not of.is_newest:
        return
    found = findings.findings(of.site.person, of.site.store, of.guideline.key)
    labels = {name: label.long for name, label in of.scope.labels.items()}
    own = [each for each in found if of.unit in of.tree.path(each.unit)]
    words = tuple(findings.sentence(each, of.lang, labels) for each in own)
    if words or of.is_root:
        yield Part("findings", say("warned.title", of.lang), words or (say("warned.none", of.lang),))


def _initiatives(of: Subject) -> Iterator[Part]:
    """What was tried in the unit, above or below it until this wave, and what may be said of it."""
    lang, path = of.lang, set(of.tree.path(of.unit)) | set(of.tree.subtree(of.unit))
    found = [
        each
        for each in initiatives(of.site.person, of.site.store)
        if each.starts_on <= of.wave.ends_on and any(held.unit in path for held in each.units)
    ]
    decided = decisions(of.site.person, of.site.store)
    words = tuple(_tried(of, each, decided.get(each.key)) for each in found)
    if words:
        yield Part("initiatives", say("overview.tried", lang), words)


def _tried(of: Subject, each: Initiative, decision: Decision | None) -> str:
    when = formats.month_of_year(each.starts_on, of.lang)
    word = _effect(of, each.key, each.by_lot)
    told = say("export.tried", of.lang, name=each.name.text(of.lang), when=when, words=word)
    if decision is None:
        return told
    return say("finding.space", of.lang).join((told, effect_words.decided(decision, of.lang)))


def _effect(of: Subject, key: str, by_lot: bool) -> str:
    try:
        found = effect.effect_of(of.site.person, of.site.store, key, Query(guideline=of.guideline.key))
    except Refused as refused:
        return say(f"refused.{refused.kind}", of.lang, **refused.blanks)
    return effect_words.sentence(found.effect, of.lang, by_lot)
