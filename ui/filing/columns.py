"""The columns of the file: what each was taken for and why, the doubtful ones first and open to another reading."""

from collections.abc import Sequence

import streamlit as st

from actions import mend
from actions.mend import ColumnSeen, Meaning, Role
from charts.table import Table
from measure.questionnaire import Guideline
from text import formats
from text.lookup import say, section
from ui.filing.reading import Reading
from ui.markup import literal, tag
from ui.pieces import draw, heading, note, table

MOST, EXAMPLES, LONGEST = 20, 3, 40


def columns(reading: Reading) -> None:
    """What is not sure with lists to choose from, and the table of all."""
    lang, seen = reading.lang, reading.outcome.columns
    if not seen:
        return
    unsure = mend.doubtful(reading.outcome)
    under = say("columns.doubtful" if unsure else "columns.sure", lang, count=len(unsure))
    draw(heading(say("columns.title", lang), under))
    if unsure:
        _without_headcounts(reading)
        _form(reading, unsure[:MOST])
    draw(table(listed(reading), titled=False))
    _another(reading)


def _without_headcounts(reading: Reading) -> None:
    """Attributes are known from the headcounts: before those are there, their columns are not."""
    row = next((row for row in reading.visit.waves if row.wave == reading.wave), None)
    if row is not None and not row.headcount:
        draw(note(say("columns.no_headcount", reading.lang)))


def _form(reading: Reading, unsure: Sequence[ColumnSeen]) -> None:
    lang, names = reading.lang, _meanings(reading)
    with st.form("columns", border=True, enter_to_submit=False):
        draw(tag("h3", say("columns.ask", lang)), tag("p", say("columns.ask_under", lang), class_="sd-note sd-muted"))
        with st.container(key="points"):
            given = [(column, _chosen(reading, column, names)) for column in unsure]
        if st.form_submit_button(say("columns.do", lang)):
            reading.again(mapping=mend.with_columns(reading.mapping, given))


def _chosen(reading: Reading, column: ColumnSeen, names: dict[Meaning, str]) -> Meaning:
    """The list for one column: what it is taken for, why, and the first of its cells."""
    lang, now = reading.lang, Meaning.by(column)
    own = names if now in names else {now: _name(reading, now), **names}
    cells = say("finding.comma", lang).join(literal(text) for text in _examples(reading, column))
    blanks = {"number": column.number, "name": literal(column.name), "why": section("reason", lang)[column.reason]}
    label = say("columns.one_with", lang, **blanks, cells=cells) if cells else say("columns.one", lang, **blanks)
    key = f"column-{reading.key}-{column.number}"
    found: Meaning = st.selectbox(
        label, list(own), index=list(own).index(now), format_func=own.__getitem__, key=key, filter_mode="contains"
    )
    return found


def _another(reading: Reading) -> None:
    """Any one column, taken for something else."""
    lang, names = reading.lang, _meanings(reading)
    seen = {column.number: column for column in reading.outcome.columns}
    with (
        st.expander(say("columns.another", lang)),
        st.form("another-column", border=False, enter_to_submit=False),
    ):
        which = st.selectbox(
            say("columns.which", lang),
            list(seen),
            format_func=lambda n: say("columns.short", lang, number=n, name=seen[n].name),
        )
        meant = st.selectbox(say("columns.meant", lang), list(names), format_func=names.__getitem__)
        if st.form_submit_button(say("columns.another_do", lang)):
            reading.again(mapping=mend.with_columns(reading.mapping, [(seen[which], meant)]))


def _meanings(reading: Reading) -> dict[Meaning, str]:
    asked = reading.asked
    found = mend.meanings(reading.outcome.kind, asked.guideline, asked.segments)
    return {meaning: _name(reading, meaning) for meaning in found}


def _name(reading: Reading, meaning: Meaning) -> str:
    return named(reading.asked.guideline, meaning, reading.lang)


def named(guideline: Guideline, meaning: Meaning, lang: str) -> str:
    """What a column is taken for, in words."""
    target = meaning.target or ""
    item = next((item for item in guideline.items if item.key == target), None)
    if meaning.role is Role.SEGMENT:
        return say("columns.segment", lang, name=section("segment", lang).get(target, target))
    if meaning.role not in (Role.ITEM, Role.OPTION):
        return say(f"upload.role.{meaning.role}", lang)
    if item is None:
        return say("columns.gone", lang, code=target)
    words = {"code": item.key, "text": item.text.text(lang)}
    if meaning.role is Role.ITEM:
        return say("columns.item", lang, **words)
    label = next((option.label.text(lang) for option in item.options if option.code == meaning.option), "")
    return say("columns.option", lang, **words, option=label)


def _examples(reading: Reading, column: ColumnSeen) -> list[str]:
    """The first different cells of a column, shortened; none of a column that could tell who answered."""
    shown = [seen.number for seen in reading.outcome.columns if seen.role not in mend.UNSHOWN]
    if column.number not in shown:
        return []
    at = shown.index(column.number)
    cells = dict.fromkeys(row[at].strip() for row in reading.outcome.sample if row[at].strip())
    return [cell if len(cell) <= LONGEST else f"{cell[:LONGEST]}…" for cell in list(cells)[:EXAMPLES]]


def listed(reading: Reading) -> Table:
    """Every column: what it was taken for, how surely and why; the doubtful ones first."""
    lang, reasons = reading.lang, section("reason", reading.lang)
    ordered = sorted(reading.outcome.columns, key=lambda column: (column.confidence >= mend.UNSURE, column.number))
    rows = tuple(
        (
            say("columns.short", lang, number=column.number, name=column.name),
            _name(reading, Meaning.by(column)),
            formats.percent(column.confidence, lang),
            reasons[column.reason],
        )
        for column in ordered
    )
    heads = tuple(say(f"upload.column.{key}", lang) for key in ("name", "role", "confidence", "reason"))
    return Table(say("columns.title", lang), heads, rows, frozenset({2}), frozenset({1}))


def stored(reading: Reading) -> None:
    """What of the file is kept, and which columns are not and why."""
    lang, seen = reading.lang, reading.outcome.columns
    if not seen:
        return
    counts = {role: sum(column.role is role for column in seen) for role in Role}
    asks = len({column.target for column in seen if column.role in (Role.ITEM, Role.OPTION)})
    kept = [say("stored.items", lang, count=asks)] if asks else []
    plain = (Role.UNIT, Role.SEGMENT, Role.WEIGHT, Role.DATE, Role.SHARE, Role.BASE)
    kept += [say(f"stored.{role}", lang, count=counts[role]) for role in plain if counts[role]]
    draw(heading(say("stored.title", lang), say("stored.under", lang)))
    draw(tag("p", say("finding.comma", lang).join(kept), class_="sd-stored"))
    if dropped := _dropped(reading):
        draw(table(dropped))


def _dropped(reading: Reading) -> Table | None:
    """The columns that are not kept, each with its reason."""
    lang = reading.lang
    reasons = {role: say(f"stored.why.{role}", lang) for role in (Role.PERSON, Role.ID, Role.IGNORE)}
    order = list(reasons)
    gone = sorted(
        (c for c in reading.outcome.columns if c.role in reasons), key=lambda c: (order.index(c.role), c.number)
    )
    if not gone:
        return None
    rows = tuple((say("columns.short", lang, number=c.number, name=c.name), reasons[c.role]) for c in gone)
    heads = (say("upload.column.name", lang), say("stored.reason", lang))
    return Table(say("stored.dropped", lang, count=len(rows)), heads, rows, wide=frozenset({1}))


def first_rows(reading: Reading) -> Table:
    """The first rows as they were read, without the columns that could tell who answered."""
    rows = reading.outcome.sample[:8]
    heads = tuple(column.name for column in reading.outcome.columns if column.role not in mend.UNSHOWN)
    return Table(say("upload.preview", reading.lang, count=len(rows)), heads, rows)
