"""The form of one question: its wording, answers and how they count, where it stands, and by which headings it is known."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from actions import editing
from actions.editing import BETWEEN, COUNTS, GONE, EditedItem, EditedOption
from measure.questionnaire import Item, ItemKind, Option
from measure.revision import counted
from text.lookup import say
from ui.markup import literal
from ui.pickers import Choice, select, switch
from ui.pieces import draw, note
from ui.questionnaire.desk import Desk
from ui.shared import attempt

NEW, NONE = "new", "none"
BLANKS, FIRST_BLANKS = 1, 4  # answers to be added to a question, and to one that is new


@dataclass(frozen=True)
class Fields:
    """The form's widgets, by the name of what they ask."""

    desk: Desk
    of: str

    def text(self, place: Any, name: str, value: str, longest: int = editing.LONGEST_TEXT) -> str:
        key = self.desk.key(f"{self.of}-{name}")
        found = place.text_input(self._label(name), value, max_chars=longest, key=key, autocomplete="off")
        return str(found or "")

    def area(self, place: Any, name: str, value: str) -> str:
        key = self.desk.key(f"{self.of}-{name}")
        longest = editing.LONGEST_TEXT
        return str(place.text_area(self._label(name), value, max_chars=longest, key=key, height=88) or "")

    def one(self, place: Any, name: str, names: dict[str, str], value: str) -> str:
        keys = list(names)
        key = self.desk.key(f"{self.of}-{name}")
        at = keys.index(value) if value in keys else 0
        return str(place.selectbox(self._label(name), keys, at, format_func=names.__getitem__, key=key))

    def _label(self, name: str) -> str:
        """The last number in a name is the answer's own."""
        field, _, number = name.partition("-")
        return literal(say(f"questionnaire.field.{field}", self.desk.lang, number=number))


def section(desk: Desk) -> None:
    """Which question is edited or added, its form, and the button that drops it."""
    lang = desk.lang
    names = {item.key: f"{item.key} {item.text.text(lang)}" for item in desk.now.items}
    names[NEW] = say("questionnaire.new_item", lang)
    key = select(Choice("question", say("questionnaire.which_item", lang), names, desk.now.items[0].key))
    item = next((each for each in desk.now.items if each.key == key), None)
    kind, like = (item.kind, item.options) if item else _new(desk)
    _form(desk, item, (kind, like))
    if item is not None and st.button(say("questionnaire.drop_item", lang), key=desk.key("drop-item")):
        attempt(desk.visit.site, lambda: desk.edit(editing.without_item(desk.now, key)))


def _new(desk: Desk) -> tuple[ItemKind, tuple[Option, ...]]:
    """How a new question is answered, and from which other one its answers are copied."""
    lang = desk.lang
    kinds = {kind.value: say(f"revised.kind.{kind}", lang) for kind in ItemKind}
    kind = ItemKind(switch(Choice("answered", say("questionnaire.field.kind", lang), kinds, ItemKind.SINGLE.value)))
    if kind is ItemKind.TEXT:
        return kind, ()
    names = {NONE: say("questionnaire.no_copy", lang)}
    names |= {item.key: f"{item.key} {item.text.text(lang)}" for item in desk.now.items if item.options}
    like = select(Choice("copy", say("questionnaire.copy", lang), names, NONE))
    return kind, () if like == NONE else desk.now.item(like).options


def _form(desk: Desk, item: Item | None, answered: tuple[ItemKind, tuple[Option, ...]]) -> None:
    lang, (kind, options) = desk.lang, answered
    copied = "" if item else "-".join(str(option.code) for option in options)
    fields = Fields(desk, f"{item.key if item else NEW}-{kind}{copied}")
    with st.form(desk.key(f"form-{fields.of}"), border=True, enter_to_submit=False):
        row: Any = st.container(horizontal=True, key=f"row-text-{fields.of}")
        ja = fields.area(row, "ja", item.text.ja if item else "")
        en = fields.area(row, "en", item.text.en if item and item.text.en != item.text.ja else "")
        told = _options(fields, options, item is not None) if kind is not ItemKind.TEXT else ()
        where = _where(fields, item)
        if st.form_submit_button(say("questionnaire.into_draft", lang), type="primary"):
            edited = EditedItem(item.key if item else None, kind, ja, en, options=told, **where)
            attempt(desk.visit.site, lambda: desk.edit(editing.with_item(desk.now, edited)))


def _options(fields: Fields, options: tuple[Option, ...], known: bool) -> tuple[EditedOption, ...]:
    """One row an answer, and rows for more; its number stays with an answer for good."""
    lang = fields.desk.lang
    draw(note(say("questionnaire.options_under", lang)))
    more = BLANKS if options else FIRST_BLANKS
    found = [_option(fields, at, option) for at, option in enumerate((*options, *(None for _ in range(more))), 1)]
    return tuple(found) if known else tuple(EditedOption(None, o.ja, o.en, o.counts, o.words) for o in found)


def _option(fields: Fields, at: int, option: Option | None) -> EditedOption:
    lang, number = fields.desk.lang, option.code if option else at
    row: Any = st.container(horizontal=True, vertical_alignment="bottom", key=f"option-{fields.of}-{at}")
    counts = {each: say(f"revised.counts.{each}", lang) for each in COUNTS}
    counts |= {GONE: say("questionnaire.gone", lang)} if option else {}
    plain = option is None or option.label.en == option.label.ja
    ja = fields.text(row, f"label-{number}", option.label.ja if option else "")
    en = fields.text(row, f"label_en-{number}", "" if option is None or plain else option.label.en)
    how = fields.one(row, f"counts-{number}", counts, counted(option) if option else "plain")
    words = fields.text(row, f"words-{number}", f" {BETWEEN} ".join(option.aliases) if option else "")
    return EditedOption(option.code if option else None, ja, en, how, words)


def _where(fields: Fields, item: Item | None) -> dict[str, Any]:
    """About which norm, asked of whom, under which headings, and its place."""
    desk, lang = fields.desk, fields.desk.lang
    row: Any = st.container(horizontal=True, key=f"row-where-{fields.of}")
    norms = {NONE: say("revised.none", lang)}
    norms |= {str(each.number): f"{each.number}. {each.name.text(lang)}" for each in desk.now.norms}
    whom = {NONE: say("revised.everybody", lang)}
    whom |= {each.key: each.name.text(lang) for each in desk.now.audiences if each.segment}
    norm = fields.one(row, "norm", norms, str(item.norm) if item else NONE) if len(norms) > 1 else NONE
    asked_of = fields.one(row, "audience", whom, (item.audience or NONE) if item else NONE) if len(whom) > 1 else NONE
    last = len(desk.now.items) + (item is None)
    places = {str(at): say("questionnaire.place", lang, at=at) for at in range(1, last + 1)}
    place = fields.one(row, "place", places, str(desk.now.items.index(item) + 1 if item else last))
    headings = fields.area(st, "headings", "\n".join(item.asked_as) if item else "")
    found: dict[str, Any] = {"norm": None if norm == NONE else int(norm), "place": int(place), "headings": headings}
    return found | {"audience": None if asked_of == NONE else asked_of}
