"""The form in which HR enters an initiative or edits one: what, when, for whom, in which units of the tree."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from actions import initiatives
from actions.entering import Entered, enter
from measure.organisation import OrgTree
from measure.programme import Aim, Initiative, InitiativeKind
from text.lookup import say
from ui import tried
from ui.dates import Asked, ask_day
from ui.fresh import renew, turn
from ui.pickers import Choice, select
from ui.pieces import draw, note
from ui.scope import unit_choice
from ui.shared import attempt
from ui.unfolded import unfolded
from ui.visit import Visit

NEW, NO_AIM = "new", "none"
FORM = "entered"
LONGEST, LONGEST_NOTE = 200, 1_000


@dataclass(frozen=True)
class Form:
    """The form of one initiative (None: a new one): its place among the widgets and the tree its units are chosen from."""

    visit: Visit
    tree: OrgTree
    of: Initiative | None
    key: str

    def text(self, place: Any, name: str, value: str | None, longest: int = LONGEST) -> str:
        words = say(f"entering.{name}", self.visit.lang)
        found: str = place.text_input(
            words, value or "", max_chars=longest, key=f"{self.key}-{name}", autocomplete="off"
        )
        return found

    def number(self, place: Any, name: str, value: float | None) -> int | None:
        """Whole numbers are enough here; a list may have others."""
        words, first = say(f"entering.{name}", self.visit.lang), None if value is None else round(value)
        found: int | None = place.number_input(words, min_value=0, value=first, step=1, key=f"{self.key}-{name}")
        return found

    def one(self, place: Any, name: str, names: dict[str, str], first: str) -> str:
        words, keys = say(f"entering.{name}", self.visit.lang), list(names)
        found: str = place.selectbox(
            words, keys, keys.index(first), format_func=names.__getitem__, key=f"{self.key}-{name}"
        )
        return found


def section(visit: Visit, tree: OrgTree) -> None:
    """Which one is edited, then its form; removing it below."""
    lang = visit.lang
    names = {NEW: say("entering.new", lang)} | {
        each.key: tried.name(visit, each) for each in reversed(tried.known(visit))
    }
    place = unfolded(say("entering.open", lang), "entering-open")  # every unit is in it, and most never open it
    if place is None:
        return
    with place:
        key = select(Choice("entering", say("entering.which", lang), names, NEW))
        of = next((each for each in tried.known(visit) if each.key == key), None)
        _form(Form(visit, tree, of, f"enter-{key}-{turn(FORM)}"))
        if of is not None and st.button(say("entering.remove", lang), key="enter-remove"):
            attempt(visit.site, lambda: _removed(visit, key))


def _form(form: Form) -> None:
    lang = form.visit.lang
    draw(note(say("entering.under", lang)))
    with st.form(form.key, border=False, enter_to_submit=False):
        own = (
            {"key": form.of.key, "guideline": form.of.guideline} if form.of else {"guideline": form.visit.guideline.key}
        )
        told = Entered(**_what(form), **_where(form), **_spent(form), **own)
        if st.form_submit_button(say("entering.save", lang), type="primary"):
            attempt(form.visit.site, lambda: _kept(form.visit, told))


def _what(form: Form) -> dict[str, Any]:
    """Its names, its kind and what it is to raise."""
    of, lang, row = form.of, form.visit.lang, st.container(horizontal=True, key=f"row-what-{form.key}")
    kinds = {kind.value: say(f"initiatives.kind.{kind}", lang) for kind in InitiativeKind}
    aims = {NO_AIM: say("entering.no_aim", lang)} | {aim.value: say(f"initiatives.aim.{aim}", lang) for aim in Aim}
    name, english = (
        form.text(row, "name", of.name.ja if of else None),
        form.text(row, "english", of.name.en if of else None),
    )
    below = st.container(horizontal=True, key=f"row-kind-{form.key}")
    kind = form.one(below, "kind", kinds, of.kind.value if of else InitiativeKind.TRAINING.value)
    aim = form.one(below, "aim", aims, of.aim.value if of and of.aim else NO_AIM)
    found = {"name": name, "english": english, "kind": InitiativeKind(kind)}
    return found | {"aim": None if aim == NO_AIM else Aim(aim)}


def _where(form: Form) -> dict[str, Any]:
    """The units that held it, and from when to when."""
    of, lang, names = form.of, form.visit.lang, unit_choice(form.visit, form.tree).names
    first = form.visit.closed[-1].ends_on
    ends = (("since", of.starts_on if of else first), ("until", of.ends_on if of else first))
    units = st.multiselect(
        say("entering.units", lang),
        list(names),
        [held.unit for held in of.units if held.unit in names] if of else [],
        format_func=names.__getitem__,
        placeholder=say("entering.units_prompt", lang),
        key=f"{form.key}-units",
    )
    gone = [held.unit for held in of.units if held.unit not in names] if of else []
    days = {end: ask_day(st, Asked(say(f"entering.{end}", lang), day, f"{form.key}-{end}"), lang) for end, day in ends}
    return {"units": (*units, *gone), **days}


def _spent(form: Form) -> dict[str, Any]:
    """For whom, what it cost, whom it reached, and whether its units were drawn by lot."""
    of, lang, row = form.of, form.visit.lang, st.container(horizontal=True, key=f"row-spent-{form.key}")
    audience = form.text(row, "audience", of.audience if of else None)
    before = of.cost if of else None
    cost, reach = form.number(row, "cost", before), form.number(row, "reach", of.reach if of else None)
    exact = before if before is not None and cost == round(before) else cost
    lot = st.checkbox(say("entering.by_lot", lang), bool(of and of.by_lot), key=f"{form.key}-lot")
    remark = form.text(st, "note", of.note if of else None, LONGEST_NOTE)
    return {"audience": audience, "cost": exact, "reach": reach, "by_lot": lot, "note": remark}


def _kept(visit: Visit, told: Entered) -> str:
    found = enter(visit.site.person, visit.site.store, told)
    renew(FORM)
    return say("entering.saved", visit.lang, name=found.name.text(visit.lang))


def _removed(visit: Visit, key: str) -> str:
    found = initiatives.remove_initiative(visit.site.person, visit.site.store, key)
    return say("entering.removed", visit.lang, name=found.name.text(visit.lang))
