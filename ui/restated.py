"""The organisation as it was then or as it is today: the switch beside a trend, marks on it, and the notes under it."""

from collections.abc import Sequence
from typing import Any

from actions.query import Basis, Query
from actions.reorganised import Reorganised
from charts.ahead import Mark
from measure.organisation import OrgTree
from text import formats
from text.lookup import say
from text.restated import gap_words, made_of
from ui import ask
from ui.pickers import Choice, switch
from ui.pieces import draw, note
from ui.visit import Visit


def changes(visit: Visit, unit: str) -> tuple[Reorganised, ...]:
    """When the unit was reorganised."""
    return ask.reorganised(visit.site, Query(unit=unit, guideline=visit.guideline.key))


def basis(visit: Visit, found: Sequence[Reorganised], place: Any) -> Basis:
    """Which organisation the figures are of; asked only where that makes a difference."""
    if not found:
        return Basis.TODAY
    names = {each.value: say(f"restated.basis.{each}", visit.lang) for each in (Basis.TODAY, Basis.THEN)}
    return Basis(switch(Choice("basis", say("restated.basis_label", visit.lang), names, Basis.TODAY.value), place))


def marks(visit: Visit, found: Sequence[Reorganised]) -> tuple[Mark, ...]:
    """The days of reorganisation."""
    return tuple(Mark(say("restated.mark", visit.lang), each.day) for each in found)


def notes(visit: Visit, found: Sequence[Reorganised], chosen: Basis) -> None:
    """What was reorganised when, in words, and what that means for the line above."""
    for each in found:
        draw(note(_note(visit, each, chosen)))


def _note(visit: Visit, each: Reorganised, chosen: Basis) -> str:
    lang, day = visit.lang, formats.day(each.day, visit.lang)
    if each.gap is not None:
        return say("restated.note_gap", lang, day=day, reason=gap_words(each.gap, lang))
    tree = ask.tree(visit.site, each.since)
    sources = [(_name(visit, tree, part.source), part.share) for part in each.sources]
    return say(f"restated.note_{chosen}", lang, day=day, sources=made_of(sources, lang))


def _name(visit: Visit, tree: OrgTree, code: str) -> str:
    return visit.unit_name(tree, code)
