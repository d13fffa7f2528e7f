"""The organisation as it was then or as it is today: the switch beside a trend, marks on it, and the notes under it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from actions.query import Basis, Query
from actions.reorganised import Reorganised
from actions.sight import sight
from charts.ahead import Mark
from measure.organisation import OrgTree
from text import formats
from text.lookup import say
from text.restated import gap_words, made_of
from ui import ask
from ui.markup import tag
from ui.pickers import Choice, switch
from ui.pieces import draw, note
from ui.visit import Visit

MOST = 4  # names of units in a note
FEW = 2  # notes that are not folded


def changes(visit: Visit, unit: str) -> tuple[Reorganised, ...]:
    """When the unit was reorganised."""
    return ask.reorganised(visit.site, Query(unit=unit, guideline=visit.guideline.key))


def below(visit: Visit, tree: OrgTree) -> tuple[Reorganised, ...]:
    """When the whole and the units right below it were reorganised, in order of time."""
    root = tree.roots()[0]
    seen = sight(visit.site.person, tree)
    units = (root, *(code for code in tree.children(root) if code in seen))
    return tuple(sorted((each for unit in units for each in changes(visit, unit)), key=lambda each: each.day))


def basis(visit: Visit, found: Sequence[Reorganised], place: Any) -> Basis:
    """Which organisation the figures are of; asked only where that makes a difference."""
    if not found:
        return Basis.TODAY
    names = {each.value: say(f"restated.basis.{each}", visit.lang) for each in (Basis.TODAY, Basis.THEN)}
    return Basis(switch(Choice("basis", say("restated.basis_label", visit.lang), names, Basis.TODAY.value), place))


def marks(visit: Visit, found: Sequence[Reorganised]) -> tuple[Mark, ...]:
    """The days of reorganisation."""
    return tuple(Mark(say("restated.mark", visit.lang), day) for day in dict.fromkeys(each.day for each in found))


def notes(visit: Visit, found: Sequence[Reorganised], chosen: Basis) -> None:
    """What was reorganised when, in words, and what that means for the line above."""
    for each in found:
        draw(note(_note(visit, each, chosen)))


def notes_below(visit: Visit, tree: OrgTree, found: Sequence[Reorganised], chosen: Basis) -> None:
    """The same under the line of the whole: which of its units, and what that means for the line and for theirs."""
    root, lang = tree.roots()[0], visit.lang
    notes(visit, [each for each in found if each.unit == root], chosen)
    below = [each for each in found if each.unit != root]
    told = [note(_note_below(visit, tree, day, found)) for day in dict.fromkeys(each.day for each in below)]
    if len(told) > FEW:
        fold = tag("details", tag("summary", say("restated.folded", lang, count=len(told))), *told)
        told = [tag("div", fold, class_="sd-folds")]
    if below:
        draw(*told, note(say(f"restated.small_{chosen}", lang)))


def _note_below(visit: Visit, tree: OrgTree, day: date, found: Sequence[Reorganised]) -> str:
    units = [each.unit for each in found if each.day == day]
    kind = "changed" if tree.roots()[0] in units else "same"
    names = [visit.unit_name(tree, unit) for unit in units if unit != tree.roots()[0]]
    blanks = {"day": formats.day(day, visit.lang), "units": _listed(names, visit.lang)}
    return say(f"restated.below_{kind}", visit.lang, **blanks)


def _listed(names: Sequence[str], lang: str) -> str:
    told = [*names[:MOST], *([say("restated.more", lang, count=len(names) - MOST)] if len(names) > MOST else [])]
    return say("finding.comma", lang).join(told)


def _note(visit: Visit, each: Reorganised, chosen: Basis) -> str:
    lang, day = visit.lang, formats.day(each.day, visit.lang)
    if each.gap is not None:
        return say("restated.note_gap", lang, day=day, reason=gap_words(each.gap, lang))
    tree = ask.tree(visit.site, each.since)
    sources = [(_name(visit, tree, part.source), part.share) for part in each.sources]
    return say(f"restated.note_{chosen}", lang, day=day, sources=made_of(sources, lang))


def _name(visit: Visit, tree: OrgTree, code: str) -> str:
    return visit.unit_name(tree, code)
