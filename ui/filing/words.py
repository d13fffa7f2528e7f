"""Words of the file that were not understood: each is given a meaning on the page, and the file is read again."""

from collections.abc import Iterable, Iterator
from typing import Any

import streamlit as st

from actions import mend
from actions.mend import LEFT_OUT, NO_ANSWER, Doubt, Role
from measure.questionnaire import Item
from text import formats
from text.lookup import say
from ui.filing.reading import Reading
from ui.markup import literal, tag
from ui.pieces import draw

MOST, MOST_CHOICES = 20, 9_000
"""Words offered at once, and choices in all of them together: beyond that a browser is slow to draw them."""
Names = dict[Any, str]


def words(reading: Reading) -> None:
    """The form, with one list to choose from for every such word; nothing where all was understood."""
    lang, found = reading.lang, mend.doubts(reading.outcome)
    offered = [(doubt, _choices(reading, doubt)) for doubt in found[:MOST]]
    offered = list(_few(offered))
    if not offered:
        return
    with st.form("words", border=True, enter_to_submit=False):
        draw(tag("h3", say("mend.words", lang)), tag("p", say("mend.words_under", lang), class_="sd-note sd-muted"))
        with st.container(key="pairs"):
            given = [(doubt, _asked(reading, (doubt, names), at)) for at, (doubt, names) in enumerate(offered)]
        if (rest := len(found) - len(offered)) > 0:
            draw(tag("p", say("mend.words_more", lang, count=formats.number(rest)), class_="sd-note sd-muted"))
        if st.form_submit_button(say("mend.words_do", lang), type="primary"):
            chosen = [(doubt, meaning) for doubt, meaning in given if meaning is not None]
            reading.again(mapping=mend.with_words(reading.mapping, chosen))


def _few(offered: Iterable[tuple[Doubt, Names]]) -> Iterator[tuple[Doubt, Names]]:
    """As many as a browser draws at once; always the first."""
    room = MOST_CHOICES
    for doubt, names in offered:
        if room < MOST_CHOICES and room < len(names):
            return
        room -= len(names)
        yield doubt, names


def _asked(reading: Reading, offered: tuple[Doubt, Names], at: int) -> str | int | None:
    """The list for one word; None while nothing was chosen."""
    (doubt, names), lang = offered, reading.lang
    rest = len(doubt.rows) - 1
    blanks = {"found": literal(doubt.found), "row": doubt.rows[0], "column": literal(doubt.column.name)}
    label = say("mend.word_rows" if rest else "mend.word", lang, **blanks, rest=formats.number(rest))
    chosen: str | int | None = st.selectbox(
        label,
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder=say(f"mend.choose.{doubt.meant}", lang),
        key=f"word-{reading.key}-{at}-{doubt.found}",
    )
    return chosen


def _choices(reading: Reading, doubt: Doubt) -> Names:
    """What a word may mean, the likeliest first, then leaving it out, then everything."""
    if doubt.meant is Role.UNIT:
        return _units(reading, doubt.found)
    if doubt.meant is Role.ITEM:
        return _options(reading, doubt, reading.asked.guideline.item(doubt.column.target or ""))
    values = reading.asked.segments.get(doubt.column.target or "", ())
    return {"": say("mend.no_value", reading.lang)} | {value: value for value in values}


def _units(reading: Reading, found: str) -> Names:
    tree, lang = reading.asked.tree, reading.lang
    likely = mend.likely(found, tree.units.values())
    near = {code: say("mend.likely", lang, name=_unit(reading, code)) for code in likely}
    rest = {code: _unit(reading, code) for code in tree.preorder() if code not in near}
    return {**near, LEFT_OUT: say("mend.left_out", lang), **rest}


def _unit(reading: Reading, code: str) -> str:
    return say("mend.unit", reading.lang, name=reading.unit_name(code), code=code)


def _options(reading: Reading, doubt: Doubt, item: Item) -> Names:
    lang, labels = reading.lang, {option.code: option.label.text(reading.lang) for option in item.options}
    near = {code: say("mend.likely", lang, name=labels[code]) for code in mend.likely_options(doubt.found, item)}
    rest = {code: label for code, label in labels.items() if code not in near}
    return {**near, NO_ANSWER: say("mend.no_answer", lang), **rest}
