"""The organisation on the page: two trees side by side, a new list with what becomes of units that it does not have."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import streamlit as st

from actions import organise, reorganise
from actions.refused import Refused
from actions.reorganise import Plan, Successors
from measure.organisation import Lineage, OrgTree, Unit, rooted
from measure.proposal import Compared, Proposal, compared
from text import formats
from text.lookup import say
from ui.dates import Asked, ask_day
from ui.filing.handed import on_disk
from ui.fresh import LISTED, renew, turn
from ui.markup import Markup, join, literal, tag
from ui.parts import part
from ui.pickers import Choice, select
from ui.pieces import chip, draw, facts, heading, note
from ui.shared import attempt, refusal
from ui.unfolded import unfolded
from ui.visit import Site, Visit

NOBODY = ""
KINDS = ("renamed", "moved", "gone", "new")


@dataclass(frozen=True)
class Known:
    """All that is told of the units a guideline is asked in: every period of them and their lineage."""

    units: tuple[Unit, ...]
    links: tuple[Lineage, ...]

    @classmethod
    def of(cls, visit: Visit) -> "Known":
        """The units that ever stood below the guideline's root, or all where it names none."""
        return part(visit, ("known",), lambda: cls._asked(visit))

    @classmethod
    def _asked(cls, visit: Visit) -> "Known":
        site, root = visit.site, visit.guideline.root_unit
        units = organise.units(site.person, site.store)
        own = {root} if root in {unit.code for unit in units} else {unit.code for unit in units}
        while more := {unit.code for unit in units if unit.parent in own} - own:
            own |= more
        links = [link for link in reorganise.lineage(site.person, site.store) if {link.source, link.target} & own]
        return cls(tuple(unit for unit in units if unit.code in own), tuple(links))

    @cached_property
    def days(self) -> list[date]:
        """The days on which something changed, newest first; the first day of all is none."""
        told = {unit.valid_from for unit in self.units} | {u.valid_to for u in self.units if u.valid_to is not None}
        return sorted(told | {link.day for link in self.links}, reverse=True)[:-1]

    def tree(self, day: date) -> OrgTree:
        return rooted(unit for unit in self.units if unit.valid_on(day))


def trees(visit: Visit, known: Known) -> None:
    """The tree before a change beside the tree after it."""
    lang = visit.lang
    draw(heading(say("organisation.trees", lang), say("organisation.trees_under", lang)))
    if not known.units:
        draw(note(say("organisation.no_units", lang)))
        return
    if not known.days:
        draw(part(visit, ("tree",), lambda: _only(known, lang), known))
        return
    names = {day.isoformat(): say("organisation.change_of", lang, day=formats.day(day, lang)) for day in known.days}
    choice = Choice("day", say("organisation.change", lang), names, next(iter(names)))
    day = date.fromisoformat(select(choice, st.container(key="pickers", horizontal=True)))
    draw(part(visit, ("trees", day), lambda: _changed(known, day, lang), known))


def _only(known: Known, lang: str) -> Markup:
    """The tree where nothing ever changed."""
    first = known.units[0].valid_from
    tree, head = known.tree(first), say("organisation.since", lang, day=formats.day(first, lang))
    return tag("div", _tree(tree, Marks({}, lang), head, tree.roots()), class_="sd-trees")


def _changed(known: Known, day: date, lang: str) -> Markup:
    own = [link for link in known.links if link.day == day]
    return side_by_side((known.tree(day - timedelta(days=1)), known.tree(day)), own, (day, lang))


def side_by_side(both: tuple[OrgTree, OrgTree], links: list[Lineage], told: tuple[date, str]) -> Markup:
    """Two trees with what changed between them marked in words, and what came of what."""
    day, lang = told
    found, (before, after) = compared(*both), both
    heads = [say(f"organisation.{side}", lang, day=formats.day(day, lang)) for side in ("before", "after")]
    left = {code: _chips(found, code, lang, ("renamed", "moved", "gone")) for code in before.units}
    right = {code: _chips(found, code, lang, ("renamed", "moved", "new")) for code in after.units}
    for link in links:
        if link.source in left:
            left[link.source] = join(left[link.source], _arrow("goes", after.units.get(link.target), link, lang))
        if link.target in right:
            right[link.target] = join(right[link.target], _arrow("comes", before.units.get(link.source), link, lang))
    marked = [code for marks in (left, right) for code in marks if marks[code]]
    unfolded = {step for tree in both for code in marked if code in tree.units for step in tree.path(code)[:-1]}
    sides = [
        _tree(tree, Marks(marks, lang), head, unfolded)
        for tree, marks, head in zip(both, (left, right), heads, strict=True)
    ]
    return join(facts(counts(found, lang)), tag("div", *sides, class_="sd-trees"))


def counts(found: Compared, lang: str) -> list[tuple[str, str]]:
    """How many units stayed, and what became of the others."""
    kinds = ("stayed", *KINDS)
    return [(say(f"organisation.kind.{k}", lang), formats.number(len(getattr(found, k)))) for k in kinds]


def _chips(found: Compared, code: str, lang: str, kinds: tuple[str, ...]) -> Markup:
    return join(*(chip(say(f"organisation.kind.{k}", lang), "note") for k in kinds if code in getattr(found, k)))


def _arrow(way: str, unit: Unit | None, link: Lineage, lang: str) -> Markup:
    if unit is None:
        return Markup("")
    share = "" if link.share == 1 else say("organisation.share_unknown", lang)
    if link.share is not None and link.share != 1:
        share = formats.percent(link.share, lang)
    words = say(f"organisation.{way}", lang, unit=unit.name.text(lang), share=share).strip()
    return tag("span", words, class_="sd-link")


@dataclass(frozen=True)
class Marks:
    """What is said beside units, in one language."""

    by_unit: Mapping[str, Markup]
    lang: str


def _tree(tree: OrgTree, marks: Marks, head: str, unfolded: Container[str]) -> Markup:
    """A tree whose upper units can be folded; the same are open on both sides, those with a change below them."""
    branches = [_branch(tree, root, marks, unfolded) for root in tree.roots()]
    return tag("section", tag("h3", head), tag("ul", *branches), aria_label=head)


def _branch(tree: OrgTree, code: str, marks: Marks, unfolded: Container[str]) -> Markup:
    unit, below = tree.units[code], tree.children(code)
    words = join(
        tag("span", unit.name.text(marks.lang)), " ", tag("code", code), " ", marks.by_unit.get(code, Markup(""))
    )
    if not below:
        return tag("li", words)
    inner = tag("ul", *(_branch(tree, child, marks, unfolded) for child in below))
    return tag("li", tag("details", tag("summary", words), inner, open="open" if code in unfolded else ""))


def new_list(site: Site) -> None:
    """A list of all units from a day on; nothing is kept before what becomes of the others is confirmed."""
    lang = site.lang
    place = unfolded(say("organisation.new", lang), "new-list")
    if place is None:
        return
    with place:
        draw(note(say("organisation.new_under", lang)))
        since = ask_day(st, Asked(say("organisation.from", lang), date.today(), "organisation-from"), lang)
        place = f"organisation-{turn(LISTED)}"
        file = st.file_uploader(say("organisation.file", lang), key=place)
        if file is None:
            return
        try:
            with on_disk(file) as given:
                planned = reorganise.plan(site.person, site.store, given.path, since)
        except Refused as refused:
            refusal(refused, lang)
            return
        draw(side_by_side((planned.before, planned.after), [], (since, lang)))
        _confirm(site, planned)


def _confirm(site: Site, planned: Plan) -> None:
    lang = site.lang
    with st.form("reorganise", border=False, enter_to_submit=False):
        draw(heading(say("organisation.successors", lang), say("organisation.successors_under", lang)))
        told = {each.source: _successor(planned, each, lang) for each in planned.proposals}
        if st.form_submit_button(say("organisation.keep", lang), type="primary"):
            attempt(site, lambda: _kept(site, planned, told))


def _successor(planned: Plan, proposal: Proposal, lang: str) -> dict[str, float | None]:
    """What one unit goes on in, and how much of it."""
    name = planned.before.units[proposal.source].name.text(lang)
    row: Any = st.container(horizontal=True, vertical_alignment="bottom", key=f"successor-{proposal.source}")
    names = {NOBODY: say("organisation.nobody", lang)}
    names |= {code: planned.after.units[code].name.text(lang) for code in planned.after.preorder()}
    chosen = row.selectbox(
        literal(say("organisation.successor", lang, unit=name, why=say(f"organisation.why.{proposal.reason}", lang))),
        list(names),
        index=list(names).index(proposal.target or NOBODY),
        format_func=names.__getitem__,
        key=f"goes-on-{proposal.source}",
    )
    label = literal(say("organisation.percent", lang, unit=name))
    percent = row.number_input(label, 1, 100, 100, key=f"percent-{proposal.source}", width=180)
    return {chosen: percent / 100} if chosen else {}


def _kept(site: Site, planned: Plan, told: Successors) -> str:
    links = reorganise.reorganise(site.person, site.store, planned, told)
    renew(LISTED)
    return say("organisation.kept", site.lang, count=len(planned.units), links=len(links))
