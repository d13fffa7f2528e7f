"""A unit's own page: beside its parent, the organisation, its peers and its past, and by attribute."""

from collections.abc import Sequence
from dataclasses import replace

from actions.beside import BesideReport, Side, SideKind
from actions.view import Query
from charts.dots import Dot, beside
from charts.look import drawn, share_text
from charts.table import Table
from confidentiality.cube import CellStatus, Level
from measure.change import ChangeLabel
from measure.organisation import OrgTree
from text import formats
from text.finding import counted
from text.lookup import say
from text.standing import against_words, apart_words
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
    return say(f"own.{side.kind}", visit.lang, **_blanks(visit, tree, side))


def whom(visit: Visit, tree: OrgTree, side: Side) -> str:
    """The same as a sentence names them."""
    return say(f"own.who.{side.kind}", visit.lang, **_blanks(visit, tree, side))


def _blanks(visit: Visit, tree: OrgTree, side: Side) -> dict[str, object]:
    if side.kind is SideKind.PEERS:
        return {"count": side.count}
    wave, unit = visit.labels[side.wave].long, visit.unit_name(tree, side.unit)
    return {"wave": wave, "unit": unit, "count": side.count}


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
    told = (
        against_words(side.gap.label, side.gap.points, whom(visit, tree, side), lang)
        for side in found.sides
        if side.gap is not None
    )
    return counted(told, lang)


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


def by_attribute(visit: Visit, asked: Query, slot: int) -> tuple[float | None, tuple[Dot, ...]]:
    """The unit's share in percent, and every group by attribute with its share in the unit; hidden ones say so.

    A filled dot leaves the whole unit out of its interval.
    """
    known, left = segment_choice(visit, asked.wave or ""), _elsewhere(visit)
    whole = next((100 * at for cell in ask.levels(visit.site, asked) if (at := drawn(cell)) is not None), None)
    rows = []
    for key, label in known.names.items():
        if key != EVERYBODY and key not in left and key.partition("=")[0] not in left:
            found = ask.levels(visit.site, replace(asked, segment=key))
            rows += [_group(cell, (label, share_text(cell, visit.lang)), slot, whole) for cell in found]
    return whole, tuple(rows)


def _elsewhere(visit: Visit) -> set[str]:
    """What sections of their own tell: the bands of tenure, and audiences made of several groups."""
    wide = {"=".join(each.place) for each in visit.guideline.audiences if len(each.values) > 1}
    return wide | ({visit.guideline.tenure.key} if visit.guideline.tenure else set())


def _group(cell: Level, told: tuple[str, str], slot: int, whole: float | None) -> Dot:
    at = drawn(cell)
    if at is None or cell.low is None or cell.high is None:
        return Dot(*told, None if at is None else 100 * at, slot=slot, filled=False)
    return beside(told, at, (cell.low, cell.high), (slot, whole))


def attributes_finding(rows: Sequence[Dot], whole: float | None, lang: str) -> str:
    """Which groups' intervals leave out the whole unit, by name; the others counted."""
    shown = [row for row in rows if row.value is not None]
    apart = {row.name: row.value - (whole or 0.0) for row in shown if row.filled and row.value is not None}
    sides = {
        "above": [name for name, gap in apart.items() if gap > 0],
        "below": [name for name, gap in apart.items() if gap < 0],
    }
    comma = say("finding.comma", lang)
    told = [say(f"own.group.{side}", lang, list=comma.join(names)) for side, names in sides.items() if names]
    counts = {"alike": len(shown) - len(apart), "unseen": len(rows) - len(shown)}
    told += [say(f"own.group.{kind}", lang, count=count) for kind, count in counts.items() if count]
    return say("finding.space", lang).join(told)


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
