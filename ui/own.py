"""A unit's own page: beside its parent, the organisation, its peers and its past, and by attribute."""

from collections.abc import Sequence

from actions.beside import BesideReport, Side, SideKind
from actions.view import Query
from charts.dots import Dot
from charts.look import drawn, share_text
from charts.table import Table
from confidentiality.cube import CellStatus
from measure.change import ChangeLabel
from measure.organisation import OrgTree
from text import formats
from text.lookup import say
from text.standing import apart_words
from ui import ask
from ui.pickers import Choice
from ui.scope import EVERYBODY, segment_choice, unit_choice
from ui.visit import Visit


def choice(visit: Visit, tree: OrgTree) -> Choice:
    """Every unit; first one's own or the first one below the whole, because the whole has the overview."""
    known = unit_choice(visit, tree)
    own = [code for code in known.names if code in visit.site.person.units]
    below = next((code for code in (*own, *tree.children(known.default)) if code in known.names), known.default)
    return Choice(known.key, known.label, known.names, below)


def name(visit: Visit, tree: OrgTree, side: Side) -> str:
    """Whom a row stands for."""
    lang = visit.lang
    if side.kind is SideKind.PEERS:
        return say("own.peers", lang, count=side.count)
    wave = visit.labels[side.wave].long
    return say(f"own.{side.kind}", lang, unit=visit.unit_name(tree, side.unit), wave=wave, count=side.count)


def words(side: Side, lang: str) -> str:
    """Whether the unit stands above or below the other, as far as that can be said."""
    if side.gap is None:
        return formats.NOTHING
    return apart_words(side.gap.label, side.gap.points, lang)


def dots(visit: Visit, tree: OrgTree, found: BesideReport, slot: int) -> tuple[Dot, ...]:
    """The unit on top, then the others; a filled dot of another differs from the unit clearly."""
    rows = []
    for side in found.sides:
        low, high = (None if end is None else 100 * end for end in (side.low, side.high))
        filled = side.gap is None or side.gap.label is ChangeLabel.CLEAR
        text = formats.percent(side.share, visit.lang)
        rows.append(Dot(name(visit, tree, side), text, 100 * side.share, low, high, slot, filled))
    return tuple(rows)


def table(visit: Visit, tree: OrgTree, found: BesideReport, caption: str) -> Table:
    """One row each: share, interval, the difference with its interval, and its label."""
    lang = visit.lang
    heads = tuple(say(f"own.column.{head}", lang) for head in ("who", "share", "interval", "gap", "reach", "label"))
    body = tuple(
        (
            name(visit, tree, side),
            formats.percent(side.share, lang),
            formats.percent_range(side.low, side.high, lang),
            formats.points(side.gap.points if side.gap else None, lang),
            formats.points_range(side.gap.low, side.gap.high, lang) if side.gap else formats.NOTHING,
            words(side, lang),
        )
        for side in found.sides
    )
    return Table(caption, heads, body, frozenset({1, 2, 3, 4}))


def finding(visit: Visit, tree: OrgTree, found: BesideReport) -> str:
    """Against each in turn, as far as it can be said."""
    lang = visit.lang
    told = [
        say("own.against", lang, who=name(visit, tree, side), words=words(side, lang))
        for side in found.sides
        if side.gap is not None
    ]
    return say("own.counted", lang, list=say("finding.comma", lang).join(told)) if told else ""


def instead(visit: Visit, tree: OrgTree, found: BesideReport) -> str | None:
    """Why the unit itself is not shown, and which larger one is shown instead."""
    if found.subject == found.unit:
        return None
    unit = visit.unit_name(tree, found.unit)
    why = say(
        f"own.why.{CellStatus.HIDDEN if found.status is CellStatus.SHOWN else found.status}", visit.lang, unit=unit
    )
    if found.subject is None:
        return why
    larger = say("own.larger", visit.lang, unit=visit.unit_name(tree, found.subject))
    together = say("own.together", visit.lang) if any(side.kind is SideKind.OTHERS for side in found.sides) else ""
    return say("finding.space", visit.lang).join(filter(None, (why, larger, together)))


def by_attribute(visit: Visit, asked: Query, slot: int) -> tuple[Dot, ...]:
    """Every group by attribute that is asked, with its share in the unit; hidden ones say so."""
    known = segment_choice(visit, asked.wave or "")
    rows = []
    for key, label in known.names.items():
        if key == EVERYBODY:
            continue
        query = Query(wave=asked.wave, unit=asked.unit, segment=key, indicator=asked.indicator)
        for cell in ask.levels(visit.site, query):
            at = drawn(cell)
            low, high = (None if end is None or at is None else 100 * end for end in (cell.low, cell.high))
            text = share_text(cell, visit.lang)
            rows.append(Dot(label, text, None if at is None else 100 * at, low, high, slot, filled=False))
    return tuple(rows)


def dots_table(rows: Sequence[Dot], caption: str, lang: str) -> Table:
    """One row a group: its share and interval."""
    heads = tuple(say(f"own.column.{head}", lang) for head in ("who", "share", "interval"))
    body = tuple(
        (
            dot.name,
            dot.text,
            formats.NOTHING
            if dot.low is None or dot.high is None
            else formats.percent_range(dot.low / 100, dot.high / 100, lang),
        )
        for dot in rows
    )
    return Table(caption, heads, body, frozenset({1, 2}))
