"""The parts of a report from published cells: chart, table and sentences of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from charts import definitions
from charts.compare import Row as Row
from charts.funnel import Bar, funnel_table
from charts.look import drawn
from charts.look import share_text as share_text
from charts.palette import STAGE_SLOTS
from charts.palette import slots as slots
from charts.reading import ahead as ahead
from charts.reading import alternative, latest, reading
from charts.reading import silent as silent
from charts.standing import standing
from charts.table import Table, compare_table, trend_table
from charts.trend import Line as Line
from confidentiality.cube import CellStatus, Comparison, Level
from measure.indicators import Share
from measure.questionnaire import Guideline, Stage
from reports.report import Card, Chart, Part, Series, Shape
from reports.sheet import Cell, Sheet
from text import finding, formats
from text.finding import Reading
from text.formats import WaveLabel
from text.lookup import say

PRACTICE_SLOT, IMPORTANCE_SLOT = 0, 3
CROWDED = 6  # above this many waves a year with one wave has no room for its name


@dataclass(frozen=True)
class Scope:
    """Whose report it is: language, the unit's name, and the waves it knows in order of time."""

    lang: str
    unit: str
    waves: tuple[WaveLabel, ...]

    @property
    def labels(self) -> Mapping[str, WaveLabel]:
        return {wave.name: wave for wave in self.waves}


def readings(lines: Sequence[Line], scope: Scope) -> list[Reading]:
    """What every line says at its latest wave."""
    found = (reading(line.name, line.points, scope.labels, scope.lang) for line in lines)
    return [each for each in found if each is not None]


def trend(lines: Sequence[Line], scope: Scope, foot: str) -> Part:
    """The leading indicators over the waves."""
    lang, told = scope.lang, readings(lines, scope)
    title = say("trend.chart", lang, unit=scope.unit)
    series = tuple(_line(line, scope.waves) for line in lines)
    chart = Chart(Shape.LINES, _ticks(scope.waves), series, alternative(told, title, lang))
    sentences = tuple(finding.lead(each, lang) for each in told)
    return Part("trend", title, sentences, chart, trend_table(lines, scope.waves, title, lang), foot)


def _line(line: Line, waves: Sequence[WaveLabel]) -> Series:
    by_wave = {point.wave: point for point in line.points}
    cells = [by_wave.get(wave.name) for wave in waves]
    values = tuple(None if cell is None else drawn(cell) for cell in cells)
    lows, highs = _ends(cells)
    return Series(line.name, line.slot, values, lows, highs)


def _ends(cells: Sequence[Level | None]) -> tuple[tuple[float | None, ...], tuple[float | None, ...]]:
    """Both ends of the intervals of shown cells."""
    shown = [cell if cell is not None and cell.status is CellStatus.SHOWN else None for cell in cells]
    return tuple(cell.low if cell else None for cell in shown), tuple(cell.high if cell else None for cell in shown)


def _ticks(waves: Sequence[WaveLabel]) -> tuple[str, ...]:
    """The mark of every wave, and under the first of a year that year; a row lower where the next year's name is near."""
    found = []
    for at, wave in enumerate(waves):
        begins = wave.year and (at == 0 or waves[at - 1].year != wave.year)
        covered = len(waves) > CROWDED and at + 1 < len(waves) and waves[at + 1].year != wave.year
        below = "\n\n" if covered else "\n"
        found.append(f"{wave.short}{below}{wave.year}" if begins else wave.short)
    return tuple(found)


def card(line: Line, more: Sequence[str], scope: Scope) -> Card:
    """An indicator's latest wave; `more` are the words on its speed and target."""
    lang, point = scope.lang, latest(line.points)
    if point is None or drawn(point) is None:
        status = point.status if point else CellStatus.NO_DATA
        return Card(line.name, line.slot, say(f"status.{status}", lang), (say(f"card.{status}", lang),))
    rows = []
    if point.low is not None and point.status is CellStatus.SHOWN:
        interval = formats.percent_range(point.low, point.high, lang)
        rows.append(say("chart.hover.interval", lang, interval=interval))
    if point.change is not None:
        words = finding.change_words(point.change.label, point.change.points, lang)
        rows.append(say("export.change", lang, points=formats.points(point.change.points, lang), words=words))
    else:
        rows.append(say("finding.label.first", lang))
    return Card(line.name, line.slot, share_text(point, lang), (*rows, *more))


@dataclass(frozen=True)
class Step:
    """A stage of the funnel: its share, the part of the stage before that came to it, and whether most are lost here."""

    name: str
    stage: str
    share: Share | None
    came: Share | None = None
    stops: bool = False


def funnel(steps: Sequence[Step], sentences: Sequence[str], scope: Scope, foot: str) -> Part:
    """How far people came, on one base."""
    lang, title = scope.lang, say("own.funnel", scope.lang, unit=scope.unit)
    bars = [_bar(step) for step in steps]
    texts = tuple(
        formats.percent(bar.share, lang) if bar.share is not None else say("status.hidden", lang) for bar in bars
    )
    slots = tuple(bar.slot for bar in bars)
    ends = tuple(bar.low for bar in bars), tuple(bar.high for bar in bars)
    series = Series(say("table.share", lang), 0, tuple(bar.share for bar in bars), *ends, slots)
    alt = " ".join([title, *sentences[:1]])
    chart = Chart(Shape.BARS, tuple(bar.name for bar in bars), (series,), alt, None, texts)
    return Part("funnel", title, tuple(sentences), chart, funnel_table(bars, title, lang), foot)


def _bar(step: Step) -> Bar:
    share, came = step.share, step.came
    low, high = (share.low, share.high) if share else (None, None)
    reach = (came.low, came.high) if came else None
    slot, part = STAGE_SLOTS[Stage(step.stage)], came.share if came else None
    return Bar(step.name, slot, share.share if share else None, low, high, part, reach, step.stops)


def compare(rows: Sequence[Row], whole: Comparison, named: tuple[str, int], scope: Scope) -> Part:
    """Units beside each other on one indicator (its name and slot), with the whole as a line."""
    (name, slot), lang = named, scope.lang
    title = say("compare.chart", lang, indicator=name, wave=scope.labels[whole.wave].long)
    told = _verdict(rows, whole, lang)
    texts = tuple(share_text(row.cell, lang) for row in rows)
    cells = [row.cell for row in rows]
    series = Series(name, slot, tuple(drawn(cell) for cell in cells), *_ends(cells))
    chart = Chart(
        Shape.DOTS, tuple(row.name for row in rows), (series,), f"{title} {told}", _line_of(whole, lang), texts
    )
    rest = [say("compare.hidden_why", lang)] if any(cell.status is CellStatus.HIDDEN for cell in cells) else []
    return Part("compare", title, (told, *rest), chart, compare_table(rows, title, lang))


def _line_of(whole: Level, lang: str) -> tuple[float, str] | None:
    if whole.share is None:
        return None
    return whole.share, say("chart.whole", lang, share=formats.percent(whole.share, lang))


def _verdict(rows: Sequence[Row], whole: Comparison, lang: str) -> str:
    """How many stand above, below and about the whole; those that differ by name while they are few."""
    found = standing(rows, whole)
    counts = {"above_count": found.above, "below_count": found.below}
    words = [_named(say(f"standing.{kind}", lang, count=len(own)), own, lang) for kind, own in counts.items() if own]
    plain = {"untold": len(found.untold), "alike": found.alike, "hidden": found.hidden, "missing": found.missing}
    keys = {"untold": "standing.untold_count"}
    words += [say(keys.get(kind, f"standing.{kind}"), lang, count=count) for kind, count in plain.items() if count]
    return finding.counted(words, lang)


def _named(words: str, rows: Sequence[Row], lang: str) -> str:
    if len(rows) > 3:
        return words
    names = say("finding.comma", lang).join(row.name for row in rows)
    return say("export.named", lang, words=words, names=names)


@dataclass(frozen=True)
class Mark:
    """One row of a list of shares: whose, how much, and further cells for its table."""

    name: str
    share: Share | None
    text: str
    more: tuple[str, ...] = ()


def listed(part: Part, marks: Sequence[Mark], headings: Sequence[str], slot: int) -> Part:
    """Shares of different things beside each other: the unit and its past, parent, whole and peers."""
    shares = tuple(mark.share for mark in marks)
    ends = tuple(s.low if s else None for s in shares), tuple(s.high if s else None for s in shares)
    series = Series(headings[1], slot, tuple(s.share if s else None for s in shares), *ends)
    texts = tuple(mark.text for mark in marks)
    alt = " ".join([part.title, *part.sentences[:1]])
    chart = Chart(Shape.DOTS, tuple(mark.name for mark in marks), (series,), alt, None, texts)
    rows = tuple((mark.name, mark.text, *mark.more) for mark in marks)
    table = Table(part.title, tuple(headings), rows, frozenset(range(1, len(headings) - 1)))
    return Part(part.key, part.title, part.sentences, chart, table, part.foot)


@dataclass(frozen=True)
class NormMark:
    """One norm: its name, both shares, the gap in words and what may be said of it."""

    name: str
    importance: Share | None
    practice: Share | None
    texts: tuple[str, str, str]
    said: str


def norms(marks: Sequence[NormMark], scope: Scope, foot: str) -> Part:
    """Norms one by one, importance beside practice."""
    lang, title = scope.lang, say("norms.chart", scope.lang, unit=scope.unit)
    heads = tuple(say(f"norms.column.{head}", lang) for head in ("norm", "importance", "practice", "gap", "said"))
    sides = (
        _side(heads[1], IMPORTANCE_SLOT, [mark.importance for mark in marks]),
        _side(heads[2], PRACTICE_SLOT, [mark.practice for mark in marks]),
    )
    chart = Chart(Shape.DOTS, tuple(mark.name for mark in marks), sides, title)
    rows = tuple((mark.name, *mark.texts, mark.said) for mark in marks)
    return Part("norms", title, (), chart, Table(title, heads, rows, frozenset({1, 2, 3}), frozenset({4})), foot)


def _side(name: str, slot: int, shares: Sequence[Share | None]) -> Series:
    values = tuple(share.share if share else None for share in shares)
    ends = (
        tuple(share.low if share else None for share in shares),
        tuple(share.high if share else None for share in shares),
    )
    return Series(name, slot, values, *ends)


METHOD = ("measured", "share", "interval", "change", "compare", "funnel", "speed", "hidden", "kpi")


def method(guideline: Guideline, lang: str) -> tuple[Part, ...]:
    """Definitions: what is measured and how sure it is, the words for differences, the questions, the works."""
    told = [
        Part(f"method-{name}", say(f"method.{name}.title", lang), definitions.paragraphs(name, lang)) for name in METHOD
    ]
    tables = (
        definitions.indicators_table(guideline, lang),
        definitions.labels_table(lang),
        definitions.sources_table(lang),
    )
    return (*told, *(Part(f"method-table-{at}", table.caption, (), None, table) for at, table in enumerate(tables)))


FIELDS = ("wave", "unit", "segment", "indicator", "status", "base", "favourable", "share", "low", "high")
OF_ALL = ("headcount", "response_rate")


def rows_of(levels: Sequence[Level], called: Mapping[tuple[str, str], str], lang: str) -> Sheet:
    """One published cell a row, under the names that `show levels --json` has; `called` names units and indicators.

    A cell that is not shown has no figure but how many were asked.
    """
    rows: list[list[Cell]] = []
    for cell in levels:
        seen = cell.status in (CellStatus.SHOWN, CellStatus.CODED)
        asked = cell if seen else Level(**cell.model_dump(include={"wave", "unit", "segment", "indicator", "status"}))
        plain: list[Cell] = [_cell(getattr(asked, field)) for field in FIELDS]
        rate = cell.response_rate if cell.status is not CellStatus.HIDDEN else None
        names: list[Cell] = [called.get((kind, getattr(cell, kind))) for kind in ("unit", "indicator")]
        why = say("export.why_hidden", lang) if cell.status is CellStatus.HIDDEN else None
        rows.append([*plain, cell.headcount, rate, *names, why])
    return Sheet(say("export.rows", lang), (*FIELDS, *OF_ALL, "unit_name", "indicator_name", "reason"), rows)


def _cell(value: object) -> Cell:
    return value if value is None or isinstance(value, (int, float)) else str(value)
