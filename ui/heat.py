"""The heat map: every unit of the tree as a row of fields on one absolute scale, searched by name, folded by branch.

It is a real table: a figure in each field, a heading for each row and column that stays in view, and what is hidden
written as hidden. Which levels are open and what is searched for stands in the address; single branches open in place.
"""

import html
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from actions.grid import Grid, Wanted
from actions.view import Query
from charts.heat import STEPS, bounds, shades, step
from charts.look import drawn, share_text
from confidentiality.cube import CellStatus, Level
from measure.organisation import OrgTree
from text import formats
from text.lookup import LANGUAGES, say
from ui import ask
from ui.kept import Kept
from ui.markup import Markup, join, tag
from ui.visit import Visit

LATEST = 8  # waves beside each other
MANY = 32
_DRAWN = Kept(MANY)


@dataclass(frozen=True)
class Map:
    """Which map: over the indicators of one wave or over the waves of one indicator; how deep it is open, what is searched."""

    wave: str
    key: str
    across: str
    depth: int
    find: str = ""
    segment: str | None = None


def heat_map(visit: Visit, tree: OrgTree, wanted: Map, caption: str) -> Markup:
    """The map with its scale, made once for a state of the store and a language."""
    question = (visit.site.data, visit.guideline.key, visit.lang, wanted)
    found: Markup = _DRAWN.get(question, lambda: _whole(visit, tree, wanted, caption))
    return found


def _whole(visit: Visit, tree: OrgTree, wanted: Map, caption: str) -> Markup:
    columns = _columns(visit, wanted)
    chosen = Wanted(tuple(dict.fromkeys(w for w, _, _ in columns)), tuple(dict.fromkeys(k for _, k, _ in columns)))
    found = ask.grid(visit.site, chosen, Query(guideline=visit.guideline.key, segment=wanted.segment))
    head = tag(
        "tr", *(tag("th", text, scope="col") for text in (say("table.unit", visit.lang), *(c[2] for c in columns)))
    )
    body = Markup("".join(_rows(visit, tree, wanted, _Drawn(found, columns, visit.lang))))
    table = tag("table", tag("caption", caption, class_="sd-unseen"), tag("thead", head), tag("tbody", body))
    region = tag("div", table, class_="sd-table sd-map-table", tabindex="0", role="region", aria_label=caption)
    return tag("div", _scale(visit.lang), region, class_="sd-map", style=_colours(visit.site.look.dark))


def _columns(visit: Visit, wanted: Map) -> list[tuple[str, str, str]]:
    """Wave, indicator and heading of every column."""
    if wanted.across == "waves":
        names = [wave.wave for wave in visit.closed]
        until = names.index(wanted.wave) + 1
        return [(wave, wanted.key, visit.labels[wave].long) for wave in names[max(0, until - LATEST) : until]]
    return [(wanted.wave, indicator.key, indicator.name.text(visit.lang)) for indicator in visit.guideline.indicators]


def found_units(tree: OrgTree, find: str) -> tuple[set[str], set[str]]:
    """The units whose name in either language (or code) holds what is searched for, and those above them."""
    sought = _plain(find)
    hits = {
        code
        for code, unit in tree.units.items()
        if sought == _plain(code) or any(sought in _plain(unit.name.text(lang)) for lang in LANGUAGES)
    }
    return hits, {above for code in hits for above in tree.path(code)[:-1]}


def _plain(text: str) -> str:
    """Wide and narrow letters, and large and small ones, are the same."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


@dataclass(frozen=True)
class _Drawn:
    """What the fields are drawn from."""

    grid: Grid
    columns: Sequence[tuple[str, str, str]]
    lang: str


@dataclass(frozen=True)
class _Shown:
    """The units that have a row, those of them that are open, those that can be seen, and those that were searched for."""

    there: Collection[str]
    open: Collection[str]
    seen: Collection[str]
    hits: Collection[str] = ()


def _shown(tree: OrgTree, wanted: Map) -> _Shown:
    """Down to the chosen level; or what was found with all above it, and folded away what is below."""
    if not wanted.find:
        levels = {code: tree.level(code) for code in tree.preorder()}
        unfolded = {code for code, level in levels.items() if level < wanted.depth}
        return _Shown(levels, unfolded, {code for code, level in levels.items() if level <= wanted.depth})
    hits, above = found_units(tree, wanted.find)
    below = {code for hit in hits for code in tree.subtree(hit)}
    return _Shown(above | below, above, hits | above, hits)


def _rows(visit: Visit, tree: OrgTree, wanted: Map, drawn_from: _Drawn) -> Iterator[str]:
    """The rows in the order of the tree; below the open branches they are there, but folded away."""
    shown = _shown(tree, wanted)
    columns = [(wave, key) for wave, key, _ in drawn_from.columns]
    fields: dict[tuple[object, ...], str] = {}
    for code in tree.preorder():
        if code not in shown.there:
            continue
        level, name = tree.level(code), visit.unit_name(tree, code)
        cells = "".join(_field(cell, drawn_from.lang, fields) for cell in drawn_from.grid.row(code, columns))
        button = _button(name, code in shown.open, visit.lang) if tree.children(code) else ""
        kind = ' class="sd-map-found"' if code in shown.hits else ""
        yield (
            f'<tr data-level="{level}"{kind}{"" if code in shown.seen else " hidden"}>'
            f'<th scope="row" style="--sd-level:{level}">{button}{html.escape(name)}</th>{cells}</tr>'
        )


def _button(name: str, unfolded: bool, lang: str) -> str:
    words = html.escape(say("map.fold", lang, unit=name))
    state = "true" if unfolded else "false"
    return f'<button type="button" class="sd-branch" aria-expanded="{state}" aria-label="{words}"></button>'


def _field(cell: Level | None, lang: str, known: dict[tuple[object, ...], str]) -> str:
    """One field; the same figure is written once."""
    share = None if cell is None else drawn(cell)
    status = CellStatus.NO_DATA if cell is None else cell.status
    question = (
        status,
        None if cell is None or share is None else share_text(cell, lang),
        None if share is None else step(share),
    )
    if question not in known:
        words = say("status.no_data", lang) if cell is None else share_text(cell, lang)
        known[question] = f'<td class="{_kind(share, status)}">{html.escape(words)}</td>'
    return known[question]


def _kind(share: float | None, status: CellStatus) -> str:
    if share is not None:
        return f"sd-h{step(share)}"
    return "sd-map-hidden" if status is CellStatus.HIDDEN else "sd-map-none"


def _scale(lang: str) -> Markup:
    """What the colours mean, from 0 to 100 %, and how hidden fields look."""
    steps = [tag("span", formats.percent_range(*bounds(at), lang), class_=f"sd-h{at}") for at in range(STEPS)]
    hidden = tag("span", say("status.hidden", lang), class_="sd-map-hidden")
    return tag("div", join(*steps, hidden), class_="sd-map-scale", role="img", aria_label=say("map.scale", lang))


def _colours(dark: bool) -> str:
    return ";".join(f"--sd-g{at}:{shade.ground};--sd-i{at}:{shade.ink}" for at, shade in enumerate(shades(dark)))
