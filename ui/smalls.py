"""Small multiples on a page: the main units' lines beside the whole's, one picture each, all on one scale."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from actions.grid import Grid, Wanted
from actions.view import Basis, Query
from charts.compare import differs
from charts.look import drawn, share_text
from charts.small import Small, small_picture
from confidentiality.cube import CellStatus, Level
from measure.organisation import OrgTree
from text import formats
from text.lookup import say
from ui import ask
from ui.kept import Kept
from ui.markup import Markup, tag
from ui.pieces import chip, draw, heading, note
from ui.visit import Visit

MOST = 12
MANY = 64
_DRAWN = Kept(MANY)


@dataclass(frozen=True)
class Set:
    """Which pictures: of these units, on one indicator, up to one wave, among everybody or one segment."""

    units: tuple[str, ...]
    key: str
    wave: str
    segment: str | None = None
    basis: Basis = Basis.THEN


def section(visit: Visit, tree: OrgTree, of: tuple[str, str], basis: Basis = Basis.THEN) -> None:
    """The largest units right below the whole; left out where there are no two to set beside each other, or one wave."""
    wave, key = of
    units = main_units(visit, tree, wave, key)
    below = tree.children(tree.roots()[0])
    if len(units) < 2 or len(visit.closed) < 2:
        return
    lang, name = visit.lang, visit.indicator_name(key)
    draw(heading(say("small.title", lang, indicator=name), say("small.under", lang)))
    draw(pictures(visit, tree, Set(units, key, wave, basis=basis)))
    if len(below) > len(units):
        draw(note(say("small.more", lang, count=len(below) - len(units))))


def main_units(visit: Visit, tree: OrgTree, wave: str, key: str) -> tuple[str, ...]:
    """The units right below the root with most people (most answers where nobody knows), in the order of the tree."""
    asked = Query(wave=wave, indicator=key, level=1, guideline=visit.guideline.key)
    cells = {cell.unit: cell for cell in ask.compare(visit.site, asked)}
    below = [code for code in tree.children(tree.roots()[0]) if code in cells]
    largest = sorted(below, key=lambda code: -_people(cells[code]))[:MOST]
    return tuple(code for code in below if code in largest)


def _people(cell: Level) -> int:
    return cell.headcount or cell.base or 0


def pictures(visit: Visit, tree: OrgTree, wanted: Set) -> Markup:
    """All pictures of a set, drawn once for a state of the store and a look."""
    look = visit.site.look
    question = (visit.site.data, visit.guideline.key, look.lang, look.dark, wanted)
    found: Markup = _DRAWN.get(question, lambda: _all(visit, tree, wanted))
    return found


def _all(visit: Visit, tree: OrgTree, wanted: Set) -> Markup:
    names = [wave.wave for wave in visit.closed]
    waves = tuple(names[: names.index(wanted.wave) + 1])
    found = _cells(visit, (tree.roots()[0], *wanted.units), waves, wanted)
    return tag("div", *(_one(visit, tree, (code, waves), (wanted, found)) for code in wanted.units), class_="sd-smalls")


def _cells(visit: Visit, units: tuple[str, ...], waves: tuple[str, ...], wanted: Set) -> Grid:
    """The cells of the units, as they were then or carried to what makes them up at the wave."""
    query = Query(guideline=visit.guideline.key, segment=wanted.segment)
    if wanted.basis is Basis.THEN:
        return ask.grid(visit.site, Wanted(waves, (wanted.key,), units), query)
    today = replace(query, indicator=wanted.key, wave=wanted.wave, basis=wanted.basis)
    points = {unit: ask.trend(visit.site, replace(today, unit=unit)) for unit in units}
    return Grid({(unit, point.wave, wanted.key): point for unit, own in points.items() for point in own})


def _one(visit: Visit, tree: OrgTree, what: tuple[str, tuple[str, ...]], of: tuple[Set, Grid]) -> Markup:
    """One unit: its name as a link to its own page, its share and how it stands to the whole, and the picture."""
    (code, waves), (wanted, found) = what, of
    columns = [(wave, wanted.key) for wave in waves]
    own, whole = found.row(code, columns), found.row(tree.roots()[0], columns)
    labels = visit.labels
    small = Small(own, whole, labels[waves[0]].long, labels[waves[-1]].long)
    name, value = visit.unit_name(tree, code), _value(own[-1], visit.lang)
    words = say(f"small.{_against(own[-1], whole[-1])}", visit.lang)
    alt = say(
        "small.alt",
        visit.lang,
        unit=name,
        indicator=visit.indicator_name(wanted.key),
        share=value,
        words=words,
        way=_way(own, visit.lang),
    )
    link = tag("a", name, href=unit_address(visit, code, wanted), target="_self")
    head = tag("figcaption", tag("span", link, class_="sd-small-name"), tag("strong", value), chip(words, "plain"))
    picture = tag("img", src=small_picture(small, visit.site.look, visit.slots[wanted.key]), alt=alt, loading="lazy")
    return tag("figure", head, picture, class_="sd-small")


def unit_address(visit: Visit, code: str, wanted: Set) -> str:
    """The unit's own page, on the same indicator and in the same language."""
    newest = visit.closed[-1].wave
    query = {"guideline": visit.guideline.key, "unit": code, "indicator": wanted.key}
    query |= {} if wanted.wave == newest else {"wave": wanted.wave}
    query |= {} if visit.lang == visit.site.settings.organisation.language else {"lang": visit.lang}
    return f"unit?{urlencode(query)}"


def _value(cell: Level | None, lang: str) -> str:
    return say("status.no_data", lang) if cell is None else share_text(cell, lang)


def _against(cell: Level | None, whole: Level | None) -> str:
    """How a unit stands to the whole, as far as its interval allows."""
    if cell is None or drawn(cell) is None:
        return "hidden" if cell is not None and cell.status is CellStatus.HIDDEN else "no_data"
    apart = differs(cell, whole)
    if apart is None:
        return "untold"
    return (
        "alike" if not apart else "above" if (cell.share or 0.0) > (whole.share or 0.0 if whole else 0.0) else "below"
    )


def _way(own: Sequence[Level | None], lang: str) -> str:
    """From where the line comes: its first shown share."""
    first = next((cell for cell in own if cell is not None and drawn(cell) is not None), None)
    if first is None or own[-1] is None or first.wave == own[-1].wave:
        return ""
    return say("small.from", lang, share=formats.percent(drawn(first), lang))
