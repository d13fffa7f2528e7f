"""Continue, change, stop: every initiative with its evidence, the rule in words, and what was decided for which reason."""

from datetime import date

import streamlit as st

from actions import review
from actions.review import Reviewed
from charts.table import Table
from measure.programme import LONGEST_REASON, Choice
from text import effect, formats
from text.lookup import say
from ui import ask, tried
from ui.fresh import renew, turn
from ui.handed import note_table
from ui.markup import Markup, tag
from ui.pickers import Choice as Picked
from ui.pickers import select, switch
from ui.pieces import chip, draw, heading, prose, together
from ui.shared import attempt, refused_words
from ui.shelf import may_change, undo
from ui.visit import Visit

RULES = ("continue", "stop", "change", "wait")
FORM = "decided"


def section(visit: Visit) -> None:
    """The list, the rules, and for HR the form in which a decision is written down."""
    lang, rows = visit.lang, _rows(visit)
    draw(heading(say("decide.title", lang), say("decide.under", lang)))
    draw(tag("ul", *(_item(visit, row) for row in rows), class_="sd-tried"))
    rules = prose([say(f"decide.rule.{rule}", lang, worth=formats.distance(review.WORTH, lang)) for rule in RULES])
    draw(tag("div", tag("details", tag("summary", say("decide.rules", lang)), rules), class_="sd-folds"))
    note_table(_table(visit, rows))
    if may_change(visit.site):
        _form(visit, rows)
        undo(visit.site, review.DECISIONS)


def _rows(visit: Visit) -> list[Reviewed]:
    """Those of this guideline that are shown on the page, the newest first."""
    known = {each.key for each in tried.known(visit)}
    return [row for row in reversed(ask.reviewed(visit.site, visit.guideline.key)) if row.initiative.key in known]


def _item(visit: Visit, row: Reviewed) -> Markup:
    lang = visit.lang
    head = tag("h3", tried.name(visit, row.initiative), " ", chip(say(f"decide.advice.{row.advice}", lang), row.advice))
    figures = [tried.period(visit, row.initiative), *_spent(visit, row)]
    when = tag("p", *(tag("span", figure) for figure in figures), class_="sd-kicker sd-muted")
    return tag("li", head, when, tag("p", together(_evidence(row, lang))), tag("p", together(_decided(row, lang))))


def _spent(visit: Visit, row: Reviewed) -> list[str]:
    told = {"cost": row.initiative.cost, "reach": row.initiative.reach}
    return [
        say(f"decide.{name}", visit.lang, value=formats.quantity(value))
        for name, value in told.items()
        if value is not None
    ]


def _evidence(row: Reviewed, lang: str) -> str:
    if row.report is None:
        return refused_words(row.refused, lang) if row.refused else formats.NOTHING
    return effect.review(row.report.effect, row.advice, lang, row.initiative.by_lot)


def _decided(row: Reviewed, lang: str) -> str:
    return effect.decided(row.decision, lang) if row.decision else say("decide.open", lang)


def _table(visit: Visit, rows: list[Reviewed]) -> Table:
    """For the menu Export: one row an initiative."""
    lang = visit.lang
    heads = tuple(say(f"decide.column.{name}", lang) for name in ("name", "advice", "evidence", "decision"))
    cells = tuple(
        (
            tried.name(visit, row.initiative),
            say(f"decide.advice.{row.advice}", lang),
            _evidence(row, lang),
            _decided(row, lang),
        )
        for row in rows
    )
    return Table(say("decide.title", lang), heads, cells, wide=frozenset({2, 3}))


def _form(visit: Visit, rows: list[Reviewed]) -> None:
    """Which initiative, what, and why; a decision that is there already is replaced."""
    lang, fresh = visit.lang, turn(FORM)
    names = {row.initiative.key: tried.name(visit, row.initiative) for row in rows}
    with st.expander(say("decide.form", lang), key=f"decide-{fresh}"):
        key = select(Picked("deciding", say("initiatives.one", lang), names, next(iter(names))))
        options = {choice.value: say(f"decide.choice.{choice}", lang) for choice in Choice}
        choice = switch(Picked("choice", say("decide.choice_label", lang), options, Choice.CONTINUE.value))
        reason = st.text_area(say("decide.reason", lang), max_chars=LONGEST_REASON, key=f"decide-reason-{fresh}")
        if st.button(say("decide.save", lang), type="primary", key="decide-save"):
            attempt(visit.site, lambda: _save(visit, key, review.Decided(Choice(choice), reason, date.today())))


def _save(visit: Visit, key: str, what: review.Decided) -> str:
    review.decide(visit.site.person, visit.site.store, key, what)
    renew(FORM)
    return say("decide.saved", visit.lang, choice=say(f"decide.choice.{what.choice}", visit.lang))
