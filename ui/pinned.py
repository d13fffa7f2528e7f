"""Pinned units beside each other: their dots on one indicator, their lines, and all indicators in a table."""

from actions.grid import Wanted
from actions.view import Query
from charts.dots import Dot, dots_figure, share_scale
from charts.look import drawn, share_text
from charts.table import Table
from confidentiality.cube import CellStatus, Comparison, Level
from measure.organisation import OrgTree
from text import finding, formats
from text.lookup import say
from ui import ask, smalls
from ui.pickers import Choice, many
from ui.pieces import draw, heading
from ui.plots import Plot, plot
from ui.scope import segment_of, unit_choice
from ui.summary import foot
from ui.visit import Visit

MOST, FIRST = 6, 2


def choice(visit: Visit, tree: OrgTree) -> Choice:
    """Every unit of the tree by name."""
    known = unit_choice(visit, tree)
    names = {code: name.strip() for code, name in known.names.items()}
    return Choice("pin", say("pinned.label", visit.lang, most=MOST), names, known.default)


def section(visit: Visit, tree: OrgTree, asked: Query, segment: str) -> None:
    """Choose units, then see them beside each other and the whole."""
    first = tree.children(tree.roots()[0])[:FIRST]
    units = tuple(many(choice(visit, tree), first, MOST, say("pinned.choose", visit.lang)))
    _dots(visit, tree, asked, units)
    wanted = smalls.Set(units, asked.indicator or "", asked.wave or "", segment_of(segment))
    if len(visit.closed) > 1:
        draw(heading(say("small.title_pinned", visit.lang), say("small.under", visit.lang)))
        draw(smalls.pictures(visit, tree, wanted))


def _dots(visit: Visit, tree: OrgTree, asked: Query, units: tuple[str, ...]) -> None:
    """The pinned units' dots with the whole as a line; the table has every indicator."""
    lang, key = visit.lang, asked.indicator or ""
    cells = {row.unit: row for row in ask.compare(visit.site, asked)}
    whole = cells.get(tree.roots()[0])
    rows = [_dot(visit.unit_name(tree, code), cells.get(code), visit.slots[key], lang) for code in units]
    title = say("pinned.title", lang, indicator=visit.indicator_name(key), wave=visit.labels[asked.wave or ""].long)
    line = None if whole is None or drawn(whole) is None else 100 * (drawn(whole) or 0.0)
    words = "" if whole is None else say("chart.whole", lang, share=share_text(whole, lang))
    said = _said([(visit.unit_name(tree, code), cells.get(code)) for code in units], lang)
    plot(
        visit,
        Plot(
            key=("pinned", asked.wave, key, asked.segment or "", *units),
            title=title,
            under=say("pinned.under", lang),
            alt=f"{title} {said}",
            make=lambda: dots_figure(rows, share_scale(line, words), visit.site.look),
            table=_table(visit, tree, asked, units),
            finding=said,
            how="pinned",
            foot=foot(visit, asked.wave or ""),
            unfolded=True,
        ),
    )


def _dot(name: str, cell: Comparison | None, slot: int, lang: str) -> Dot:
    at = None if cell is None else drawn(cell)
    if cell is None or at is None:
        return Dot(name, _text(cell, lang), slot=slot)
    low, high = (None if end is None else 100 * end for end in (cell.low, cell.high))
    return Dot(name, share_text(cell, lang), 100 * at, low, high, slot)


def _said(cells: list[tuple[str, Comparison | None]], lang: str) -> str:
    """Each unit's share, and what its change allows to say."""
    told = []
    for name, cell in cells:
        change = cell.change if cell is not None and cell.status is CellStatus.SHOWN else None
        words = finding.change_words(change.label, change.points, lang) if change else ""
        key = "pinned.said_changed" if words else "pinned.said"
        told.append(say(key, lang, unit=name, share=_text(cell, lang), words=words))
    return finding.counted(told, lang)


def _table(visit: Visit, tree: OrgTree, asked: Query, units: tuple[str, ...]) -> Table:
    """One row an indicator, one column a unit, first the whole: share and interval."""
    lang, codes, wave = visit.lang, (tree.roots()[0], *units), asked.wave or ""
    keys = tuple(indicator.key for indicator in visit.guideline.indicators)
    found = ask.grid(
        visit.site, Wanted((wave,), keys, codes), Query(guideline=visit.guideline.key, segment=asked.segment)
    )
    heads = (say("table.indicator", lang), *(visit.unit_name(tree, code) for code in codes))
    rows = tuple(
        (visit.indicator_name(key), *(_figure(found.cells.get((code, wave, key)), lang) for code in codes))
        for key in keys
    )
    return Table(say("pinned.table", lang), heads, rows, frozenset(range(1, len(heads))))


def _figure(cell: Level | None, lang: str) -> str:
    if cell is None or cell.low is None or cell.status is not CellStatus.SHOWN:
        return _text(cell, lang)
    reach = formats.percent_range(cell.low, cell.high, lang)
    return say("pinned.figure", lang, share=share_text(cell, lang), interval=reach)


def _text(cell: Level | None, lang: str) -> str:
    return say("status.no_data", lang) if cell is None else share_text(cell, lang)
