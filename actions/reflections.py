"""Looking back: notes of units on waves, kept, settled, removed and taken back; and what happened since each."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from actions import findings, listing, takeback, view
from actions.listing import Taken
from actions.query import Query
from actions.refused import Refused
from actions.sight import sight
from actions.users import READERS, Person, Role, allow
from actions.view import ChangeRow
from db import reflection as kept
from db.engine import Store
from db.initiative import get_initiatives
from db.survey import Survey, surveys
from measure.programme import Initiative
from measure.questionnaire import Wording
from measure.reflection import NextState, Reflection
from measure.wave import WaveState

NEEDED = ("wave", "unit", "saw")
WRITERS = (Role.HR, Role.DEPARTMENT)
LONGEST = 2000
PERSONAL = re.compile(r"[\w.+-]+@[\w-]+\.\w+|\b0\d{1,3}[-(]\d{2,4}[-)]\d{3,4}\b")
"""E-mail addresses and telephone numbers, which belong in no note."""
SHELF = takeback.Shelf(
    "note",
    Reflection.model_validate,
    lambda connection: {str(note.number): note for note in kept.get_reflections(connection)},
    kept.put_reflections,
    kept.remove_reflection,
)


@dataclass(frozen=True)
class Written:
    """What somebody writes down: what was seen in a wave, what was done, what is next, by which office and until when."""

    wave: str
    unit: str
    saw: str
    did: str = ""
    next: str = ""
    owner: str = ""
    due: date | None = None


@dataclass(frozen=True)
class Moved:
    """How one indicator moved between the note's wave and the newest one."""

    indicator: str
    name: Wording
    change: ChangeRow


@dataclass(frozen=True)
class Since:
    """A note with what happened since: the newest wave, what moved until then, and what was begun there meanwhile.

    `wave` is None while no later wave is closed; `late` says that the next step was still open at that wave, after its
    day had passed.
    """

    note: Reflection
    wave: str | None = None
    moved: tuple[Moved, ...] = ()
    begun: tuple[Wording, ...] = ()
    late: bool = False


def reflections(person: Person, store: Store, guideline: str, query: Query | None = None) -> list[Reflection]:
    """The notes that a person may see, of one wave or unit if the query names one, the newest wave first."""
    allow(person, *READERS)
    query = query or Query()
    with store.reading() as connection:
        known = {s.kept.wave.name: s for s in surveys(connection) if s.guideline.key == guideline}
        notes = [
            note for note in kept.get_reflections(connection) if note.guideline == guideline and note.wave in known
        ]
    seen = [note for note in notes if note.unit in sight(person, known[note.wave].tree)]
    mine = [n for n in seen if query.wave in (None, n.wave) and query.unit in (None, n.unit)]
    return sorted(mine, key=lambda n: (known[n.wave].kept.wave.starts_on, n.number), reverse=True)


def since(person: Person, store: Store, guideline: str, query: Query | None = None) -> list[Since]:
    """The same notes with what happened since each until the newest closed wave."""
    allow(person, *READERS)
    return _told(person, store, reflections(person, store, guideline, query), (guideline, None))


def carried(person: Person, store: Store, guideline: str, waves: Sequence[str]) -> list[Since]:
    """The notes on these waves, with what happened since each until the last of them; what that wave's report carries."""
    allow(person, *READERS)
    notes = [note for note in reflections(person, store, guideline) if note.wave in waves]
    return _told(person, store, notes, (guideline, waves[-1]))


def _told(person: Person, store: Store, notes: Iterable[Reflection], of: tuple[str, str | None]) -> list[Since]:
    guideline, until = of
    with store.reading() as connection:
        own = [s for s in surveys(connection) if s.guideline.key == guideline]
        done = get_initiatives(connection)
    closed = [s for s in own if s.kept.wave.state is WaveState.CLOSED and until in (None, s.kept.wave.name)]
    if not closed:
        return [Since(note) for note in notes]
    return [_since(person, store, note, (own, closed[-1], done)) for note in notes]


def write(person: Person, store: Store, guideline: str, written: Written) -> Reflection:
    """Keep a note; a department writes on its own units alone."""
    allow(person, *WRITERS)
    with store.reading() as connection:
        known = [s for s in surveys(connection) if s.guideline.key == guideline]
    _check(person, known, written)
    with store.writing() as connection:
        note = _numbered(written, guideline, kept.next_number(connection))
        takeback.change(connection, person, SHELF, {str(note.number): note})
    return note


def import_reflections(person: Person, store: Store, path: Path, guideline: str) -> Taken[Reflection]:
    """Keep the notes of a list (wave,unit,saw[,did][,next][,owner][,due]); all of it, or nothing."""
    allow(person, *WRITERS)
    rows = listing.read(path, *NEEDED).rows
    with store.reading() as connection:
        known = [s for s in surveys(connection) if s.guideline.key == guideline]
    found, problems = list[Written](), list[Refused]()
    for row in rows:
        try:
            found.append(_read(person, known, row))
        except Refused as fault:
            problems.append(Refused(fault.kind, **{"row": row.number} | fault.blanks))
    if problems:
        return Taken(problems=tuple(problems))
    with store.writing() as connection:
        first = kept.next_number(connection)
        notes = tuple(_numbered(each, guideline, first + at) for at, each in enumerate(found))
        takeback.change(connection, person, SHELF, {str(note.number): note for note in notes})
    return Taken(notes)


def settle(person: Person, store: Store, number: int, state: NextState) -> Reflection:
    """Say what became of the next step of a note."""
    allow(person, *WRITERS)
    note = _own(person, store, number)
    settled = note.model_copy(update={"state": state})
    with store.writing() as connection:
        takeback.change(connection, person, SHELF, {str(number): settled})
    return settled


def remove(person: Person, store: Store, number: int) -> int:
    """Forget a note."""
    allow(person, *WRITERS)
    _own(person, store, number)
    with store.writing() as connection:
        takeback.change(connection, person, SHELF, {str(number): None})
    return number


def may_write(who: Person, path: Sequence[str]) -> bool:
    """Whether somebody writes on the last unit of this path: HR on every one, a head on the own part."""
    return Role.HR in who.roles or (Role.DEPARTMENT in who.roles and not who.units.isdisjoint(path))


def _numbered(written: Written, guideline: str, number: int) -> Reflection:
    return Reflection(number=number, guideline=guideline, **{name: getattr(written, name) for name in vars(written)})


def _own(person: Person, store: Store, number: int) -> Reflection:
    """A note that the person may change."""
    with store.reading() as connection:
        notes = {note.number: note for note in kept.get_reflections(connection)}
        known = list(surveys(connection))
    if number not in notes:
        raise Refused("note_unknown", number=number, known=", ".join(map(str, notes)) or "-")
    note = notes[number]
    _theirs(person, [s for s in known if s.guideline.key == note.guideline], (note.wave, note.unit))
    return note


def _theirs(person: Person, known: Iterable[Survey], place: tuple[str, str]) -> None:
    """Raise Refused where the wave has no such unit, or the person may not write on it."""
    wave, unit = place
    surveyed = [s for s in known if s.kept.wave.name == wave]
    if not surveyed:
        raise Refused("wave_unknown", wave=wave, known=", ".join(s.kept.wave.name for s in known) or "-")
    if unit not in surveyed[-1].tree.units:
        raise Refused("unit_unknown", code=unit)
    if not may_write(person, surveyed[-1].tree.path(unit)):
        raise Refused("unit_not_yours", code=unit)


def _check(person: Person, known: Sequence[Survey], written: Written) -> None:
    _theirs(person, known, (written.wave, written.unit))
    texts = {name: getattr(written, name) for name in ("saw", "did", "next", "owner")}
    for column, text in texts.items():
        if len(text) > LONGEST:
            raise Refused("note_long", column=column, length=len(text), most=LONGEST)
        if found := PERSONAL.search(text):
            raise Refused("note_personal", column=column, found=found[0])
    if not written.saw.strip():
        raise Refused("note_empty")


def _read(person: Person, known: Sequence[Survey], row: listing.Row) -> Written:
    for column in NEEDED:
        if not row.text(column):
            raise Refused("list_blank", row=row.number, column=column)
    texts = {column: row.text(column) for column in (*NEEDED, "did", "next", "owner")}
    written = Written(**texts, due=row.day("due"))
    _check(person, known, written)
    return written


def _since(
    person: Person, store: Store, note: Reflection, told: tuple[Sequence[Survey], Survey, Sequence[Initiative]]
) -> Since:
    own, newest, done = told
    then = next(s for s in own if s.kept.wave.name == note.wave)
    late = note.state is NextState.OPEN and note.due is not None and note.due < newest.kept.wave.ends_on
    if not then.before(newest):
        return Since(note, late=late)
    path = newest.tree.path(note.unit) if note.unit in newest.tree.units else [note.unit]
    first, last = then.kept.wave.starts_on, newest.kept.wave.ends_on
    mine = [each for each in done if each.guideline in (None, note.guideline)]
    begun = [i.name for i in mine if any(h.unit in path and first <= h.since <= last for h in i.units)]
    moved = tuple(_moved(person, store, note, (then, newest)))
    return Since(note, newest.kept.wave.name, moved, tuple(dict.fromkeys(begun)), late)


def _moved(person: Person, store: Store, note: Reflection, pair: tuple[Survey, Survey]) -> Iterable[Moved]:
    """The leading indicators that both waves asked in the same words and show."""
    then, newest = pair
    for indicator in findings.leading(newest.guideline):
        if then.asked(indicator.key) != newest.asked(indicator.key):
            continue
        query = Query(indicator=indicator.key, guideline=note.guideline)
        rows = view.change(person, store, (note.wave, newest.kept.wave.name), query)
        yield from (Moved(indicator.key, indicator.name, row) for row in rows if row.unit == note.unit)
