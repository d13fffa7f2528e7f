"""The method in words: its sections, what the labels mean, which works it rests on, and the questions behind indicators."""

from charts.table import Table
from measure.change import ChangeLabel
from measure.questionnaire import Direction, Guideline
from text.lookup import say

SECTIONS = (
    *("measured", "share", "interval", "change", "compare", "funnel", "speed", "moved", "effect", "norms"),
    *("hidden", "totals", "kpi", "sources"),
)
CALCULATIONS = ("interval", "weighting", "change", "fair", "speed", "record", "moved", "effect", "funnel")


def paragraphs(name: str, lang: str) -> tuple[str, ...]:
    """The paragraphs of a section; a blank line in the text begins a new one."""
    return tuple(say(f"method.{name}.text", lang).split("\n\n"))


def labels_table(lang: str) -> Table:
    """Every word used for a difference, and when it is used."""
    rows = tuple((say(f"method.label.{label}", lang), say(f"method.when.{label}", lang)) for label in ChangeLabel)
    heads = (say("table.label", lang), say("method.when_heading", lang))
    return Table(say("method.labels", lang), heads, rows, wide=frozenset({1}))


def sources_table(lang: str) -> Table:
    """Every calculation and the works it rests on."""
    rows = tuple((say(f"method.about.{name}", lang), say(f"method.source.{name}", lang)) for name in CALCULATIONS)
    heads = (say("method.sources.about", lang), say("method.sources.source", lang))
    return Table(say("method.sources.title", lang), heads, rows, wide=frozenset({1}))


def indicators_table(guideline: Guideline, lang: str) -> Table:
    """One row an indicator: what was asked, what counts as favourable, and among whom."""
    rows = []
    for indicator in guideline.indicators:
        item = guideline.item(indicator.item)
        codes = item.codes(Direction.FAVOURABLE)
        favourable = say("finding.comma", lang).join(o.label.text(lang) for o in item.options if o.code in codes)
        defined = indicator.definition.text(lang) if indicator.definition else favourable
        among = _called(guideline, indicator.among, lang) if indicator.among else say("method.everybody", lang)
        rows.append((indicator.name.text(lang), item.text.text(lang), defined or favourable, among))
    heads = tuple(say(f"method.column.{name}", lang) for name in ("indicator", "question", "counted", "among"))
    return Table(say("method.indicators", lang), heads, tuple(rows), wide=frozenset({1, 2}))


def _called(guideline: Guideline, item: str, lang: str) -> str:
    """The name of the first indicator that is read from `item`, else the question itself."""
    named = (indicator.name.text(lang) for indicator in guideline.indicators if indicator.item == item)
    return next(named, guideline.item(item).text.text(lang))
