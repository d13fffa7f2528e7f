"""Approved comments: published in batches that are never added to, seen where ten or more come together, taken out on wish."""

import secrets
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from actions.comments import APPROVED
from actions.organise import find_survey
from actions.refused import Refused
from actions.sight import refuse_unseen, sight
from actions.users import READERS, Person, Role, allow
from actions.written import written
from confidentiality.cube import CellStatus
from confidentiality.freetext import Board, Voice, least, placed, plain, readable
from db import comments as kept
from db import read
from db.engine import Store
from db.record import put_audit
from db.survey import Survey, surveys
from db.write import Connection
from measure.questionnaire import Item, ItemKind, Wording
from measure.wave import WaveState

MANY = 2**31


@dataclass(frozen=True)
class Gathered:
    """One list of a batch: how many comments on one question are shown at one unit."""

    unit: str
    item: str
    comments: int


@dataclass(frozen=True)
class Batch:
    """A batch of a wave, published or as it would be: its lists, and how many approved comments have to wait."""

    wave: str
    number: int
    lists: tuple[Gathered, ...]
    waiting: int

    @property
    def comments(self) -> int:
        return sum(each.comments for each in self.lists)


@dataclass(frozen=True)
class Shown:
    """The comments on one question that were put at one unit, in the order that was drawn."""

    unit: str
    item: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Said:
    """Words and how many wrote them."""

    words: str
    times: int


class Silence(StrEnum):
    """Why a unit has no list: nobody was asked for words, nothing was published yet, too few, or its results are hidden."""

    NOT_ASKED = "not_asked"
    NOT_YET = "not_yet"
    FEW = "few"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class Heard:
    """What was said on one question in a unit and below it."""

    item: str
    question: Wording
    norm: int | None
    said: tuple[Said, ...]

    @property
    def comments(self) -> int:
        return sum(each.times for each in self.said)


@dataclass(frozen=True)
class Voices:
    """The comments of a unit by question; where there are none, why, and the nearest larger unit that has some."""

    unit: str
    heard: tuple[Heard, ...]
    least: int
    silence: Silence | None = None
    larger: str | None = None


def prospect(person: Person, store: Store, wave: str) -> Batch:
    """The batch that would be published now."""
    allow(person, Role.HR)
    with store.reading() as connection:
        return _batch(connection, _closed(connection, wave))[0]


def publish(person: Person, store: Store, wave: str) -> Batch:
    """Let readers see the approved comments that come together in tens; what they have seen is not added to later."""
    allow(person, Role.HR)
    with store.writing() as connection:
        survey = _closed(connection, wave)
        batch, rows = _batch(connection, survey)
        if not rows:
            raise Refused("comments_few", wave=wave, least=least(survey.kept.wave.minimum_base))
        kept.publish(connection, survey.kept.id, rows)
        told = {"wave": wave, "batch": batch.number, "comments": batch.comments, "waiting": batch.waiting}
        put_audit(connection, person.name, "comments_published", told)
    return batch


@dataclass(frozen=True)
class _Voice(Voice):
    """An approved comment with the unit where it was written."""

    source: str = ""


def _batch(connection: Connection, survey: Survey) -> tuple[Batch, list[kept.ShownRow]]:
    name = survey.kept.wave.name
    before = kept.shown(connection, name)
    board = replace(_board(connection, survey), known=frozenset(map(plain, kept.words_shown(connection))))
    number = max((row.batch for row in before), default=0) + 1
    approved = _approved(connection, survey, Counter((row.source, row.key) for row in before))
    rows, lists = [], []
    for item, units in approved.items():
        for unit, voices in placed(units, board).items():
            lists.append(Gathered(unit, item, len(voices)))
            rows += [_row((unit, item, number), voice) for voice in voices]
    waiting = sum(len(voices) for units in approved.values() for voices in units.values()) - len(rows)
    order = {unit: at for at, unit in enumerate(survey.tree.preorder())}
    lists.sort(key=lambda each: (order[each.unit], each.item))
    return Batch(name, number, tuple(lists), waiting), rows


def _row(place: tuple[str, str, int], voice: _Voice) -> kept.ShownRow:
    unit, item, number = place
    turn = secrets.randbelow(MANY)
    return kept.ShownRow(unit, voice.source, item, str(voice.key), number, turn, voice.words)


def _approved(
    connection: Connection, survey: Survey, before: Counter[tuple[str, str]]
) -> dict[str, dict[str, list[_Voice]]]:
    """What was approved and not published yet, by question and by the unit where it was written."""
    decided = kept.decisions(connection, survey.kept.wave.name)
    found: dict[str, dict[str, list[_Voice]]] = {}
    for each in written(connection, survey.kept):
        decision, words = decided.get(each.key, (None, None))
        if decision not in APPROVED:
            continue
        for unit, times in Counter(each.units).items():
            own = [_Voice(words or each.text, each.key, unit)] * (times - before[unit, each.key])
            if own:
                found.setdefault(each.item, {}).setdefault(unit, []).extend(own)
    return found


def take_out(person: Person, store: Store, of: tuple[str, str]) -> int:
    """Let readers see a published comment (of a wave, by its key) no more; it is never published again."""
    allow(person, Role.HR)
    wave, key = of
    with store.writing() as connection:
        survey = find_survey(surveys(connection), wave)
        gone = kept.take_out(connection, wave, key)
        if not gone:
            raise Refused("comment_not_shown", wave=wave, key=key)
        kept.decide(connection, (survey.kept.id, wave, key), ("withhold", None), person.name)
        put_audit(connection, person.name, "comment_taken_out", {"wave": wave, "key": key})
    return gone


def published(person: Person, store: Store, wave: str) -> list[Shown]:
    """The published comments of a closed wave at the units where they were put, as far as the person sees those."""
    allow(person, *READERS)
    with store.reading() as connection:
        survey = _closed(connection, wave)
        seen, found = sight(person, survey.tree), dict[tuple[str, str], list[str]]()
        for row in _readable(connection, survey, _board(connection, survey)):
            found.setdefault((row.unit, row.item), []).append(row.words or "")
    return seen.of(Shown(unit, item, tuple(texts)) for (unit, item), texts in sorted(found.items()))


def voices(person: Person, store: Store, wave: str, unit: str | None = None) -> Voices:
    """What was written in a unit (the root without one) and below it, as far as it was published."""
    allow(person, *READERS)
    with store.reading() as connection:
        survey = _closed(connection, wave)
        refuse_unseen(person, [survey], unit)
        unit = unit or survey.root
        board = _board(connection, survey)
        rows = _readable(connection, survey, board)
    asked, below = _asked(survey), set(survey.tree.subtree(unit))
    own = [row for row in rows if row.unit in below] if unit in board.shown else []
    found = tuple(filter(None, (_heard(item, own) for item in asked)))
    if found:
        return Voices(unit, found, board.minimum)
    if not rows:
        return Voices(unit, (), board.minimum, Silence.NOT_YET if asked else Silence.NOT_ASKED)
    heard = {code for row in rows for code in survey.tree.path(row.unit)} & set(board.shown)
    seen, above = sight(person, survey.tree), reversed(survey.tree.path(unit)[:-1])
    larger = next((code for code in above if code in heard and code in seen), None)
    return Voices(unit, (), board.minimum, Silence.FEW if unit in board.shown else Silence.HIDDEN, larger)


def _asked(survey: Survey) -> list[Item]:
    return [item for item in survey.guideline.items if item.kind is ItemKind.TEXT]


def _heard(item: Item, rows: Iterable[kept.ShownRow]) -> Heard | None:
    """What was said on one question, in the order that was drawn; same words once."""
    times: dict[str, list[str]] = {}
    for words in (row.words for row in rows if row.item == item.key and row.words is not None):
        times.setdefault(plain(words), []).append(words)
    said = tuple(Said(each[0], len(each)) for each in times.values())
    return Heard(item.key, item.text, item.norm, said) if said else None


def _closed(connection: Connection, wave: str) -> Survey:
    survey = find_survey(surveys(connection), wave)
    if survey.kept.wave.state is not WaveState.CLOSED:
        raise Refused("wave_unpublished", wave=wave)
    return survey


def _readable(connection: Connection, survey: Survey, board: Board) -> list[kept.ShownRow]:
    """What was published, but lists of which too few are left and those of units that are not shown any more."""
    rows = [row for row in kept.shown(connection, survey.kept.wave.name) if row.words and row.unit in board.shown]
    lists: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        lists.setdefault((row.unit, row.item), []).append(row.words or "")
    full = {of for of, texts in lists.items() if readable(texts, board.minimum)}
    return [row for row in rows if (row.unit, row.item) in full]


def _board(connection: Connection, survey: Survey) -> Board:
    """Shown are units of which no result is hidden: that some answered there tells nothing new."""
    cells = read.published(connection, read.Cells(waves=(survey.kept.wave.name,), segment=""))
    hidden = {cell.unit for cell in cells if cell.status is CellStatus.HIDDEN}
    shown = {cell.unit for cell in cells if cell.status in (CellStatus.SHOWN, CellStatus.CODED)} - hidden
    return Board(survey.tree, shown & survey.tree.units.keys(), least(survey.kept.wave.minimum_base))
