"""Starting with a first file: what it seems to ask is shown for checking, then questionnaire, units and wave are kept."""

from dataclasses import replace
from typing import Any

import streamlit as st

from actions import draft as drafting
from actions import found, jobs, mend
from actions.draft import Column, Draft, Points, Use
from actions.found import Checked
from actions.mend import ColumnSeen, Outcome
from actions.receipt import limits, unreadable
from actions.refused import Refused
from actions.upload import Choice
from measure.questionnaire import Wording
from text import formats
from text.lookup import LANGUAGES, say
from ui import opening
from ui.filing import desk, verdict
from ui.filing.handed import on_disk
from ui.markup import literal, tag
from ui.pieces import draw, facts, heading, title
from ui.shared import attempt
from ui.visit import Site

NAMED, LONGEST = 5, 60


def founding(site: Site) -> None:
    """From the file to the wave; nothing is kept before the last button."""
    lang = site.lang
    draw(title(say("founding.title", lang), say("founding.under", lang)))
    sizes = site.settings.upload
    file = st.file_uploader(
        say("upload.drop", lang, megabytes=sizes.megabytes, text_megabytes=sizes.text_megabytes),
        max_upload_size=sizes.largest_megabytes,
        key="file-founding",
    )
    if file is None:
        return
    outcome = _examined(site, file, None)
    if unreadable(outcome) or not outcome.columns:
        why = verdict.reasons(mend.to_mend(outcome), lang)
        draw(verdict.boxed((say("upload.verdict.closed", lang), *why, say("founding.otherwise", lang)), "stop"))
        return
    if told := [problem for problem in mend.to_know(outcome) if problem.kind in verdict.FIRST]:
        draw(verdict.boxed(verdict.reasons(told, lang), "note"))
    _check(site, file, outcome)


def _examined(site: Site, file: Any, unit: ColumnSeen | None) -> Outcome:
    """The file with its answers; read once for every column of units."""
    key = (file.file_id, None if unit is None else unit.number)
    kept = st.session_state.get("founding-read")
    if kept is None or kept[0] != key:
        with st.spinner(say("founding.reading", site.lang)), on_disk(file) as given:
            kept = (key, drafting.examine(site.person, given, limits(site.settings), unit))
        st.session_state["founding-read"] = kept
    found_out: Outcome = kept[1]
    return found_out


def _check(site: Site, file: Any, outcome: Outcome) -> None:
    """The draft, open to change, and the button that keeps what was made of it."""
    lang, first = site.lang, drafting.draft(outcome)
    unit = _unit(site, first)
    if unit is not None and not unit.values:
        unit = next(c for c in _examined(site, file, unit).columns if c.number == unit.number)
    columns = tuple(column for column in first.columns if unit is None or column.seen.number != unit.number)
    _units(unit, lang)
    with st.form("founding", border=False, enter_to_submit=False):
        names = _names(site)
        uses = tuple(replace(column, use=_use(column, lang)) for column in _asked(columns, lang))
        points = _points(first, lang)
        draw(heading(say("founding.wave", lang), say("opening.under", lang)))
        filled = opening.fields(site)
        if st.form_submit_button(say("founding.do", lang), type="primary"):
            every = {use: Wording(**{each: say(f"founding.use.{use}", each) for each in LANGUAGES}) for use in Use}
            checked = Checked(*names, uses, points, unit, every)
            attempt(site, lambda: _kept(site, file, (checked, filled)))


def _unit(site: Site, first: Draft) -> ColumnSeen | None:
    """Which column says where a person works; outside the form, for it decides what else is asked."""
    lang = site.lang
    seen = [*([first.unit] if first.unit else []), *(column.seen for column in first.columns)]
    names = {each.number: say("columns.short", lang, number=each.number, name=each.name) for each in seen}
    names[0] = say("founding.no_unit", lang)
    draw(heading(say("founding.units", lang), say("founding.units_under", lang)))
    chosen = st.selectbox(
        say("founding.unit", lang),
        list(names),
        index=0 if first.unit else len(names) - 1,
        format_func=names.__getitem__,
    )
    return next((each for each in seen if each.number == chosen), None)


def _units(unit: ColumnSeen | None, lang: str) -> None:
    if unit is None:
        return
    shown = say("finding.comma", lang).join(unit.values[:NAMED])
    more = say("founding.and_more", lang, names=shown) if len(unit.values) > NAMED else shown
    count = say("founding.unit_count", lang), formats.number(len(unit.values))
    draw(facts([count, (say("founding.unit_names", lang), more)]))


def _names(site: Site) -> tuple[str, str]:
    lang = site.lang
    draw(heading(say("founding.names", lang)))
    row = st.container(horizontal=True, key="founding-names")
    guideline = row.text_input(
        say("founding.guideline", lang), placeholder=say("founding.guideline_example", lang), autocomplete="off"
    )
    whole = row.text_input(
        say("founding.organisation", lang), value=site.settings.organisation.name.text(lang), autocomplete="off"
    )
    return guideline or "", whole or ""


def _asked(columns: tuple[Column, ...], lang: str) -> tuple[Column, ...]:
    draw(heading(say("founding.questions", lang), say("founding.questions_under", lang)))
    return columns


def _use(column: Column, lang: str) -> Use:
    """What one column becomes; beside it the first of its answers."""
    row: Any = st.container(horizontal=True, key=f"founding-column-{column.seen.number}", vertical_alignment="center")
    some = [literal(answer) for answer in column.seen.values[:NAMED]]
    with row.container():
        answers = say("finding.comma", lang).join(column.seen.values[:NAMED])
        draw(tag("p", tag("strong", column.seen.name)), tag("p", answers, class_="sd-note sd-muted") if some else "")
    chosen: Use = row.selectbox(
        say("founding.what", lang, name=literal(column.seen.name[:LONGEST])),
        list(Use),
        index=list(Use).index(column.use),
        format_func=lambda use: say(f"founding.use.{use}", lang),
        label_visibility="collapsed",
        key=f"founding-use-{column.seen.number}",
        width=260,
    )
    return chosen


def _points(first: Draft, lang: str) -> found.ListPoints:
    """Where each answer points, once for every list of answers however many questions have it."""
    draw(heading(say("founding.points", lang), say("founding.points_under", lang)))
    asking = [column for column in first.columns if column.use.asks]
    given: found.ListPoints = {answers: dict(points) for answers, points in first.points.items()}
    for place, answers in enumerate(dict.fromkeys(column.answers for column in asking if column.answers)):
        count = sum(column.answers == answers for column in asking)
        one = next(column.seen.name for column in asking if column.answers == answers)
        label = say("founding.list", lang, name=one[:LONGEST], count=formats.number(count))
        with st.expander(literal(label), expanded=place == 0), st.container(key=f"points-{place}"):
            given[answers] = {
                answer: _point((place, answer), first.points[answers][answer], lang) for answer in answers
            }
    return given


def _point(which: tuple[int, str], now: Points, lang: str) -> Points:
    place: Any = st
    chosen: Points = place.selectbox(
        literal(which[1]),
        list(Points),
        index=list(Points).index(now),
        format_func=lambda points: say(f"founding.point.{points}", lang),
        key=f"founding-point-{which[0]}-{which[1]}",
    )
    return chosen


def _kept(site: Site, file: Any, told: tuple[Checked, opening.Filled]) -> str:
    """Keep what was checked, and lay the file on the desk for its wave."""
    checked, filled = told
    mapping = found.found(site.person, site.store, checked, filled.wave(None))
    choice = Choice(wave=filled.name, mapping=mapping, limits=limits(site.settings), dry=True)
    try:
        with on_disk(file) as given:
            desk.lay(jobs.begin(site.person, site.store, given, choice))
    except Refused:
        return say("founding.done_alone", site.lang)
    st.session_state.pop("founding-read", None)
    return say("founding.done", site.lang)
