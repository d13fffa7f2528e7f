"""The forms of whom the questionnaire addresses: attributes and their values, audiences with their stages, others than staff."""

from typing import Any

import streamlit as st

from actions import addressing
from actions.addressing import EditedAudience, EditedSegment, EditedStage, EditedValue
from actions.editing import LONGEST_NAME
from measure.questionnaire import AimedStage, Audience, Given, Segment, SegmentValue
from text.lookup import say
from ui import ask
from ui.pickers import Choice, select
from ui.pieces import draw, note
from ui.questionnaire.asking import NEW, NONE, Fields
from ui.questionnaire.desk import Desk
from ui.questionnaire.measured import two
from ui.shared import attempt

MORE = 2


def segments(desk: Desk) -> None:
    """Which attribute is edited or added, its form, and the button that drops it."""
    lang = desk.lang
    names = {each.key: each.name.text(lang) for each in desk.now.segments}
    names[NEW] = say("questionnaire.new_segment", lang)
    key = select(Choice("attribute", say("questionnaire.which_segment", lang), names, next(iter(names))))
    found = next((each for each in desk.now.segments if each.key == key), None)
    draw(note(say("questionnaire.segments_under", lang)))
    fields = Fields(desk, f"attribute-{key}")
    with st.form(desk.key(f"form-{fields.of}"), border=True, enter_to_submit=False):
        told = _segment(fields, found)
        if st.form_submit_button(say("questionnaire.into_draft", lang), type="primary"):
            attempt(desk.visit.site, lambda: desk.edit(addressing.with_segment(desk.now, told)))
    if found is not None and st.button(say("questionnaire.drop_segment", lang), key=desk.key("drop-attribute")):
        attempt(desk.visit.site, lambda: desk.edit(addressing.without_segment(desk.now, key)))


def _segment(fields: Fields, found: Segment | None) -> EditedSegment:
    lang = fields.desk.lang
    row: Any = st.container(horizontal=True, key=f"row-names-{fields.of}")
    word = fields.text(row, "word", found.key if found else "", LONGEST_NAME)
    ja, en = two(fields, row, ("name", found.name if found else None))
    given = {NONE: say("questionnaire.given.none", lang)}
    given |= {each.value: say(f"questionnaire.given.{each}", lang) for each in Given}
    how = fields.one(st, "given", given, found.given.value if found and found.given else NONE)
    rows: list[SegmentValue | None] = [*(found.values if found else ()), *[None] * MORE]
    values = tuple(_value(fields, at, value) for at, value in enumerate(rows, 1))
    return EditedSegment(word, ja, en, "" if how == NONE else how, values, found.key if found else None)


def _value(fields: Fields, at: int, found: SegmentValue | None) -> EditedValue:
    row: Any = st.container(horizontal=True, vertical_alignment="bottom", key=f"row-value-{fields.of}-{at}")
    word = fields.text(row, f"value-{at}", found.key if found else "", LONGEST_NAME)
    ja, en = two(fields, row, (f"value-{at}", found.name if found else None))
    return EditedValue(word, ja, en, fields.text(row, f"years-{at}", _years(found), LONGEST_NAME))


def _years(found: SegmentValue | None) -> str:
    """3-10, or 10- for a band without an end."""
    if found is None or not found.years:
        return ""
    return "-".join([f"{year:g}" for year in found.years] + [""] * (len(found.years) == 1))


def audiences(desk: Desk) -> None:
    """Which audience is edited or added, its form, and the button that drops it."""
    lang = desk.lang
    names = {each.key: each.name.text(lang) for each in desk.now.audiences}
    names[NEW] = say("questionnaire.new_audience", lang)
    key = select(Choice("addressed", say("questionnaire.which_audience", lang), names, next(iter(names))))
    found = desk.now.audience(key)
    draw(note(say("questionnaire.audiences_under", lang)))
    known = _known(desk, found)
    wanted = {NONE: say("revised.everybody", lang)} | {name: called for name, (called, _) in known.items()}
    by = (found.segment if found else None) or NONE
    segment = select(Choice(f"by-{key}", say("questionnaire.field.segment", lang), wanted, by))
    fields = Fields(desk, f"addressed-{key}-{segment}")
    with st.form(desk.key(f"form-{fields.of}"), border=True, enter_to_submit=False):
        told = _audience(fields, found, (segment, known.get(segment, ("", {}))[1]))
        if st.form_submit_button(say("questionnaire.into_draft", lang), type="primary"):
            attempt(desk.visit.site, lambda: desk.edit(addressing.with_audience(desk.now, told)))
    if found is not None and st.button(say("questionnaire.drop_audience", lang), key=desk.key("drop-addressed")):
        attempt(desk.visit.site, lambda: desk.edit(addressing.without_audience(desk.now, key)))


def _known(desk: Desk, found: Audience | None) -> dict[str, tuple[str, dict[str, str]]]:
    """Attributes with their values by name: those of the questionnaire, of the newest wave, and what the audience has."""
    lang, visit = desk.lang, desk.visit
    known: dict[str, tuple[str, dict[str, str]]] = {}
    if found is not None and found.segment:
        known[found.segment] = found.segment, {value: value for value in found.values}
    listed = ask.segments(visit.site, visit.waves[-1].wave) if visit.waves else ()
    for each in (*listed, *desk.now.segments):
        before = known.get(each.key, ("", {}))[1]
        single = {value.key: value.name.text(lang) for value in each.values if "∪" not in value.key}
        known[each.key] = each.name.text(lang), before | single
    return known


def _audience(fields: Fields, found: Audience | None, of: tuple[str, dict[str, str]]) -> EditedAudience:
    (segment, values), lang = of, fields.desk.lang
    row: Any = st.container(horizontal=True, key=f"row-names-{fields.of}")
    ja, en = two(fields, row, ("name", found.name if found else None))
    chosen: list[str] = []
    if segment != NONE:
        chosen = st.multiselect(
            say("questionnaire.field.values", lang),
            list(values),
            [value for value in values if found and found.segment == segment and value in found.values],
            format_func=lambda value: values.get(value, value),
            placeholder=say("questionnaire.values_none", lang),
            accept_new_options=True,
            key=fields.desk.key(f"{fields.of}-values"),
        )
    draw(note(say("questionnaire.stages_under", lang)))
    rows: list[AimedStage | None] = [*(found.stages if found else ()), *[None] * MORE]
    stages = tuple(_stage(fields, at, stage) for at, stage in enumerate(rows, 1))
    by = "" if segment == NONE else segment
    return EditedAudience(found.key if found else None, ja, en, by, tuple(chosen), stages)


def _stage(fields: Fields, at: int, found: AimedStage | None) -> EditedStage:
    lang = fields.desk.lang
    row: Any = st.container(horizontal=True, vertical_alignment="bottom", key=f"row-stage-{fields.of}-{at}")
    ja, en = two(fields, row, (f"stage-{at}", found.name if found else None))
    told = {NONE: say("questionnaire.no_indicator", lang)}
    told |= {each.key: each.name.text(lang) for each in fields.desk.now.indicators}
    by = fields.one(row, f"by-{at}", told, found.indicator if found else NONE)
    return EditedStage(found.key if found else None, ja, en, "" if by == NONE else by)


def panel(desk: Desk) -> None:
    """Whether others than staff are asked, who they are, and beside which guideline of staff."""
    lang, now = desk.lang, desk.now.panel
    draw(note(say("questionnaire.panel_under", lang)))
    others = st.checkbox(say("questionnaire.panel_is", lang), now is not None, key=desk.key("is-panel"))
    fields = Fields(desk, "panel")
    with st.form(desk.key("form-panel"), border=True, enter_to_submit=False):
        told: tuple[str, str, str] | None = None
        if others:
            row: Any = st.container(horizontal=True, key="row-panel")
            staff = {NONE: say("revised.none", lang)}
            staff |= {g.key: g.name.text(lang) for g in ask.guidelines(desk.visit.site) if g.panel is None}
            staff.pop(desk.now.key, None)
            names = two(fields, row, ("panel", now.name if now else None))
            of = fields.one(st, "beside", staff, (now.of if now else None) or NONE)
            told = (*names, "" if of == NONE else of)
        if st.form_submit_button(say("questionnaire.into_draft", lang), type="primary"):
            attempt(desk.visit.site, lambda: desk.edit(addressing.with_panel(desk.now, told)))
