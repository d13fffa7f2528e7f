"""How the file as a whole was read (kind, encoding, sheet, heading row), and choosing otherwise."""

from typing import Any

import streamlit as st

from actions import mend
from actions.receipt import closed
from actions.refused import Refused
from text import formats
from text.lookup import say, section
from ui.filing.reading import Reading
from ui.markup import tag
from ui.pieces import draw, facts, heading, note
from ui.scope import open_wave_choice
from ui.shared import refusal

UNREAD = (
    "unknown_encoding",
    "no_header",
    "no_rows",
    "missing_column",
    "sheet_missing",
    "western_guess",
    "other_sheets",
)
"""Problems that another way of reading may mend."""


def understood(reading: Reading) -> None:
    """What was seen of the file as a whole; what does not apply is left out."""
    lang, seen = reading.lang, reading.outcome
    pairs = [
        ("tool", seen.tool and section("tool", lang).get(seen.tool, seen.tool)),
        ("kind", seen.kind and say(f"upload.kind_of.{seen.kind}", lang)),
        ("format", seen.format and seen.format.upper()),
        ("encoding", seen.encoding and seen.encoding.upper()),
        ("sheet", seen.sheet),
        ("header", None if seen.header_row is None else say("upload.row", lang, row=seen.header_row)),
        ("rows", formats.number(seen.rows)),
    ]
    shown = [(say(f"upload.seen.{key}", lang), str(value)) for key, value in pairs if value]
    draw(heading(say("upload.understood", lang)), facts(shown))
    if seen.mapping_from is not None:
        row = st.container(horizontal=True, vertical_alignment="center", key="remembered")
        with row.container():
            draw(note(say("whole.remembered", lang, upload=seen.mapping_from)))
        if row.button(say("whole.forget", lang)):
            reading.again(mapping=mend.Mapping())


def otherwise(reading: Reading) -> None:
    """The way of reading, open to another choice; unfolded where that is what the file needs, left out where in vain."""
    lang = reading.lang
    needed = any(problem.kind in UNREAD for problem in reading.outcome.problems if problem.severity != "note")
    if not needed and closed(reading.outcome):
        return
    with st.expander(say("whole.title", lang), expanded=needed):
        _choices(reading)
        _mapping_file(reading)


def _choices(reading: Reading) -> None:
    lang, seen = reading.lang, reading.outcome
    row = st.container(horizontal=True, key="whole")
    told: dict[str, Any] = {"wave": _wave(reading, row), "kind": _kind(reading, row)}
    if seen.encoding or not seen.format:
        told["encoding"] = _encoding(reading, row)
    if len(seen.sheets) > 1:
        told["sheet"] = _one(row, (say("upload.seen.sheet", lang), seen.sheet), {name: name for name in seen.sheets})
    if seen.header_row is not None:
        told["header_row"] = row.number_input(
            say("upload.seen.header", lang), min_value=1, value=seen.header_row, step=1, key="whole-header"
        )
    if not any(column.role == "unit" for column in seen.columns):
        told["unit"] = _whole_unit(reading, row)
    if told.get("encoding"):
        _lines(reading, told["encoding"])
    changed = {name: value for name, value in told.items() if value != _now(reading, name)}
    wave = changed.pop("wave", reading.wave)
    if st.button(say("whole.do", lang), disabled=not changed and wave == reading.wave):
        reading.again(mapping=mend.with_reading(reading.mapping, changed), wave=wave)


def _now(reading: Reading, name: str) -> Any:
    own = {"unit": reading.mapping.unit, "wave": reading.wave}
    return own[name] if name in own else getattr(reading.outcome, name)


def _one(place: Any, about: tuple[str, Any], names: dict[Any, str]) -> Any:
    label, now = about
    own = names if now in names or now is None else {now: str(now), **names}
    at = None if now is None else list(own).index(now)
    return place.selectbox(label, list(own), index=at, format_func=own.__getitem__, placeholder=label)


def _wave(reading: Reading, place: Any) -> Any:
    """The wave the file is for; asked for only where there is a choice."""
    choice = open_wave_choice(reading.visit)
    if choice is None or set(choice.names) <= {reading.wave}:
        return reading.wave
    return _one(place, (choice.label, reading.wave), dict(choice.names))


def _kind(reading: Reading, place: Any) -> Any:
    names = {kind: say(f"upload.kind_of.{kind}", reading.lang) for kind in mend.FileKind}
    return _one(place, (say("upload.seen.kind", reading.lang), reading.outcome.kind), names)


def _encoding(reading: Reading, place: Any) -> Any:
    names = {name: section("encoding", reading.lang).get(name, name) for name in mend.ENCODINGS}
    return _one(place, (say("upload.seen.encoding", reading.lang), reading.outcome.encoding), names)


def _whole_unit(reading: Reading, place: Any) -> Any:
    """Files of one department often do not name it."""
    names = {code: reading.unit_name(code) for code in reading.asked.tree.preorder()}
    return _one(place, (say("whole.unit", reading.lang), reading.mapping.unit), names)


def _lines(reading: Reading, encoding: str) -> None:
    """The first lines as they read in the encoding that is chosen now."""
    lang, found = reading.lang, mend.first_lines(reading.head, encoding, reading.outcome)
    if found is None:
        draw(tag("p", say("whole.not_in_it", lang), class_="sd-note"))
        return
    label = say("whole.lines", lang)
    lines = tag("pre", "\n".join(found), class_="sd-lines", tabindex="0", role="region", aria_label=label)
    draw(tag("p", label, class_="sd-note sd-muted"), lines)


def _mapping_file(reading: Reading) -> None:
    """A mapping made elsewhere or an earlier time, and this one to take away."""
    lang = reading.lang
    draw(tag("h3", say("whole.mapping", lang)), tag("p", say("whole.mapping_under", lang), class_="sd-note sd-muted"))
    given = st.file_uploader(say("whole.mapping_drop", lang), type=["toml"], key=f"mapping-{reading.key}")
    if given is not None and st.button(say("whole.mapping_do", lang)):
        try:
            mapping = mend.from_file(given.getvalue(), given.name)
        except Refused as refused:
            refusal(refused, lang)
        else:
            reading.again(mapping=mapping)
    st.download_button(
        say("whole.mapping_save", lang),
        lambda: mend.as_file(reading.outcome),
        f"{say('whole.mapping_name', lang)}.toml",
        "application/toml",
        on_click="ignore",
    )
