"""How files were read and are read the next time: the remembered mappings, one opened and edited, forgotten, taken back."""

from typing import Any

import streamlit as st

from actions import mappings, mend, undo
from actions.mappings import MappingRow, Meant
from actions.mend import ColumnRule, Mapping, Meaning, Role
from actions.undo import UploadRow
from charts.table import Table
from measure.questionnaire import Option
from text import formats
from text.lookup import say
from ui import ask
from ui.filing.columns import named
from ui.fresh import renew
from ui.markup import literal
from ui.pickers import Choice, select
from ui.pieces import draw, heading, note, table
from ui.questionnaire.desk import FORM, Desk
from ui.scope import wave_name
from ui.shared import attempt

AUTO = "auto"
Names = dict[Any, str]


def section(desk: Desk) -> None:
    """All that is remembered for this guideline's files, the one that is open, and taking back."""
    lang, site = desk.lang, desk.visit.site
    draw(heading(say("kept_mapping.title", lang), say("kept_mapping.under", lang)))
    files = {row.upload: row for row in undo.uploads(site.person, site.store)}
    rows = {str(row.mapping): row for row in _rows(desk)}
    if rows:
        draw(table(_listed(desk, [(row, files[row.upload]) for row in rows.values()]), titled=False))
        names = {key: _called(desk, row, files[row.upload]) for key, row in rows.items()}
        key = select(Choice("mapping", say("kept_mapping.which", lang), names, next(iter(names))))
        _opened(desk, rows[key], files[rows[key].upload].file)
    else:
        draw(note(say("kept_mapping.none", lang)))
    draw(note(say("kept_mapping.undo_under", lang)))
    if st.button(say("kept_mapping.undo", lang), key=desk.key("undo-mapping")):
        attempt(site, lambda: _undone(desk))


def _rows(desk: Desk) -> list[MappingRow]:
    """Those of this guideline, the newest first."""
    found = mappings.mappings(desk.visit.site.person, desk.visit.site.store)
    return sorted((row for row in found if row.guideline == desk.kept.key), key=lambda row: -row.upload)


def _called(desk: Desk, row: MappingRow, file: UploadRow) -> str:
    blanks = {"number": row.mapping, "file": file.file, "wave": wave_name(desk.visit, file.wave)}
    return say("kept_mapping.one", desk.lang, **blanks)


def _listed(desk: Desk, rows: list[tuple[MappingRow, UploadRow]]) -> Table:
    lang = desk.lang
    names = ("file", "wave", "when", "columns", "units", "files")
    heads = tuple(say(f"kept_mapping.column.{name}", lang) for name in names)
    cells = tuple(
        (
            f"{row.mapping}. {file.file}",
            wave_name(desk.visit, file.wave),
            formats.day(file.when.date(), lang),
            formats.number(row.columns),
            formats.number(row.units),
            formats.number(row.files),
        )
        for row, file in rows
    )
    return Table(say("kept_mapping.title", lang), heads, cells, frozenset({3, 4, 5}))


def _opened(desk: Desk, row: MappingRow, file: str) -> None:
    """Every column of one, the form for one of them, and the button that forgets it all."""
    lang, site = desk.lang, desk.visit.site
    mapping = mappings.opened(site.person, site.store, row.mapping)
    draw(heading(say("kept_mapping.all", lang)), table(_columns(desk, mapping), titled=False))
    draw(heading(say("kept_mapping.edit", lang), say("kept_mapping.edit_under", lang)))
    _column(desk, row.mapping, mapping)
    with st.popover(say("kept_mapping.forget", lang)):
        draw(note(say("kept_mapping.forget_sure", lang)))
        if st.button(say("kept_mapping.forget_do", lang), key=desk.key(f"forget-{row.mapping}"), type="primary"):
            attempt(site, lambda: _forgotten(desk, row.mapping, file))


def _columns(desk: Desk, mapping: Mapping) -> Table:
    lang = desk.lang
    heads = tuple(say(f"kept_mapping.all_{name}", lang) for name in ("heading", "meaning", "words"))
    rows = [
        (rule.name or str(rule.number), named(desk.kept, Meaning.by(rule), lang), _words(desk, rule))
        for rule in mapping.columns
    ]
    return Table(say("kept_mapping.all", lang), heads, tuple(rows), wide=frozenset({1, 2}), quoted=frozenset({0, 2}))


def _words(desk: Desk, rule: ColumnRule) -> str:
    """What the words of a column mean, in words."""
    lang, codes = desk.lang, _codes(desk, Meaning.by(rule))
    asks = rule.role in (Role.ITEM, Role.OPTION)
    meanings = {code: codes.get(code, _gone(code, lang)) if asks else str(code) for code in rule.labels.values()}
    told = [say("kept_mapping.word", lang, word=word, meaning=meanings[code]) for word, code in rule.labels.items()]
    return say("finding.comma", lang).join(told) or formats.NOTHING


def _column(desk: Desk, number: int, mapping: Mapping) -> None:
    """One column: what it is, what its words mean, and the button that saves it."""
    lang = desk.lang
    if not mapping.columns:
        return
    heads = {str(at): rule.name or str(rule.number) for at, rule in enumerate(mapping.columns)}
    at = select(Choice("heading", say("kept_mapping.heading", lang), heads, "0"))
    rule, of = mapping.columns[int(at)], f"{number}-{at}"
    with st.container(key=f"points-mapping-{of}"):
        meaning = _one(
            desk, f"meaning-{of}", say("kept_mapping.meaning", lang), (_meanings(desk, mapping), Meaning.by(rule))
        )
        labels = _labels(desk, of, (meaning, rule.labels, meaning == Meaning.by(rule)))
        units = _unit(desk, of, mapping.units) if meaning.role is Role.UNIT else {}
    if st.button(say("kept_mapping.save", lang), key=desk.key(f"save-{of}"), type="primary"):
        attempt(desk.visit.site, lambda: _saved(desk, number, Meant(rule, meaning, labels, units)))


def _one(desk: Desk, name: str, label: str, offered: tuple[Names, Any]) -> Any:
    """A list to choose from; what stands now is in it whatever has become of it."""
    names, now = offered
    keys = list(names)
    key = desk.key(name)
    at = keys.index(now)
    return st.selectbox(label, keys, at, format_func=names.__getitem__, key=key, filter_mode="contains")


def _meanings(desk: Desk, mapping: Mapping) -> Names:
    segments = [rule.target or "" for rule in mapping.columns if rule.role is Role.SEGMENT]
    offered = mend.meanings(mapping.kind, desk.kept, segments)
    all_of = dict.fromkeys((*(Meaning.by(rule) for rule in mapping.columns), *offered))
    return {meaning: named(desk.kept, meaning, desk.lang) for meaning in all_of}


def _labels(desk: Desk, of: str, told: tuple[Meaning, dict[str, int | str], bool]) -> dict[str, int | str]:
    """What each word of the column means; a column that became another begins with words left open."""
    meaning, labels, same = told
    if meaning.role not in (Role.ITEM, Role.OPTION):
        return labels if same else {}
    codes = {AUTO: say("kept_mapping.auto", desk.lang)} | _codes(desk, meaning)
    found = {}
    for at, (word, code) in enumerate(labels.items()):
        now = code if same else AUTO
        names = codes if now in codes else {now: _gone(now, desk.lang)} | codes
        label = say("kept_mapping.label", desk.lang, word=literal(word))
        name = f"word-{of}-{meaning.target}-{meaning.option}-{at}"
        found[word] = _one(desk, name, label, (names, now))
    return {word: code for word, code in found.items() if code != AUTO}


def _codes(desk: Desk, meaning: Meaning) -> Names:
    """The answers of the question that a column is about."""
    options: tuple[Option, ...] = next((item.options for item in desk.kept.items if item.key == meaning.target), ())
    if not options:
        return {}
    none = {mend.NO_ANSWER: say("mend.no_answer", desk.lang)}
    return {option.code: option.label.text(desk.lang) for option in options} | none


def _gone(code: object, lang: str) -> str:
    return say("kept_mapping.gone", lang, code=code)


def _unit(desk: Desk, of: str, units: dict[str, str]) -> dict[str, str]:
    """One of the names of units that are remembered, and which unit it is."""
    if not units:
        return {}
    lang, visit = desk.lang, desk.visit
    tree = ask.tree(visit.site, visit.waves[-1].wave)
    word = _one(desk, f"name-{of}", say("kept_mapping.name", lang), ({name: name for name in units}, next(iter(units))))
    names: Names = {mend.LEFT_OUT: say("mend.left_out", lang)}
    names |= {code: say("mend.unit", lang, name=visit.unit_name(tree, code), code=code) for code in tree.preorder()}
    now = units[word]
    names = names if now in names else {now: _gone(now, lang)} | names
    label = say("kept_mapping.unit", lang, word=literal(word))
    return {word: _one(desk, f"unit-{of}-{list(units).index(word)}", label, (names, now))}


def _saved(desk: Desk, number: int, told: Meant) -> str:
    mappings.change_column(desk.visit.site.person, desk.visit.site.store, number, told)
    renew(FORM)
    return say("kept_mapping.saved", desk.lang, column=told.column.name or told.column.number)


def _forgotten(desk: Desk, number: int, file: str) -> str:
    mappings.forget(desk.visit.site.person, desk.visit.site.store, number)
    renew(FORM)
    return say("kept_mapping.forgotten", desk.lang, file=file)


def _undone(desk: Desk) -> str:
    number = mappings.take_back(desk.visit.site.person, desk.visit.site.store)
    renew(FORM)
    return say("kept_mapping.undone", desk.lang, number=number)
