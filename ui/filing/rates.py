"""What keeping the file would change: the response rate before and after, of the whole and of each unit."""

from actions.fieldwork import UnitRate
from charts.table import Table
from text import formats
from text.lookup import say
from ui import ask
from ui.filing.reading import Reading
from ui.pieces import draw, facts, heading, note, table


def rates(reading: Reading) -> None:
    """Nothing where the file would not be kept, or holds figures instead of responses."""
    lang, seen = reading.lang, reading.outcome
    if not reading.found.rows_stored or seen.kind != "responses":
        return
    table_of, root = changes(reading)
    draw(heading(say("rates.title", lang), say("rates.under", lang)), facts(root))
    if any(unit.people is None for unit in ask.fieldwork(reading.site, reading.wave).units):
        draw(note(say("rates.no_headcount", lang)))
    draw(table(table_of, titled=False))


def changes(reading: Reading) -> tuple[Table, list[tuple[str, str]]]:
    """Every unit the file has responses of, and the top of the tree in figures."""
    lang, tree, own = reading.lang, reading.asked.tree, reading.outcome.by_unit
    rows: list[tuple[str, ...]] = []
    whole: list[tuple[str, str]] = []
    left = ask.fieldwork(reading.site, reading.wave, reading.found.replaces).units
    for unit, rest in zip(ask.fieldwork(reading.site, reading.wave).units, left, strict=True):
        after = rest + sum(own.get(code, 0) for code in tree.subtree(unit.unit))
        more = after.responses - unit.responses
        if tree.level(unit.unit) == 0:
            whole += _top(unit, after, lang)
        if more:
            told = formats.percent(unit.rate, lang), formats.percent(after.rate, lang)
            rows.append((reading.unit_name(unit.unit), formats.number(unit.people), formats.change(more), *told))
    heads = tuple(say(f"rates.column.{key}", lang) for key in ("unit", "people", "more", "before", "after"))
    return Table(say("rates.title", lang), heads, tuple(rows), frozenset({1, 2, 3, 4})), whole


def _top(unit: UnitRate, after: UnitRate, lang: str) -> list[tuple[str, str]]:
    """The whole organisation: response rate and responses, before and after."""
    rates_told = {"before": formats.percent(unit.rate, lang), "after": formats.percent(after.rate, lang)}
    counts = {"before": formats.number(unit.responses), "after": formats.number(after.responses)}
    return [
        (say("rates.rate", lang), say("rates.from_to", lang, **rates_told)),
        (say("rates.responses", lang), say("rates.from_to", lang, **counts)),
        (say("wave.headcount", lang), formats.people(unit.people, lang)),
    ]
