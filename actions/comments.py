"""Free text: HR looks at every comment and decides; what is approved is shown where ten or more come together."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from actions.organise import find_survey
from actions.refused import Refused
from actions.sight import sight
from actions.users import READERS, Person, Role, allow
from confidentiality.cube import CellStatus
from confidentiality.freetext import Board, Mark, marks, placed, redacted
from db import comments as kept
from db import read
from db.engine import Store
from db.record import put_audit
from db.survey import Survey, surveys
from db.write import Connection
from intake import block
from measure.wave import WaveState


class Decision(StrEnum):
    """What is to be done with a comment."""

    KEEP = "keep"
    REDACT = "redact"
    WITHHOLD = "withhold"


@dataclass(frozen=True)
class Comment:
    """One comment as it was written, what in it may tell of a person, and what was decided; `key` names it."""

    key: str
    unit: str
    item: str
    text: str
    marks: tuple[Mark, ...]
    decision: Decision | None = None
    words: str | None = None

    @property
    def proposal(self) -> str:
        """What could be shown instead."""
        return redacted(self.text, self.marks)


@dataclass(frozen=True)
class Shown:
    """The comments on one question that are shown at one unit."""

    unit: str
    item: str
    texts: tuple[str, ...]


def queue(person: Person, store: Store, wave: str, undecided: bool = True) -> list[Comment]:
    """The comments of a wave as they were written; that they were looked at is noted."""
    allow(person, Role.HR)
    with store.writing() as connection:
        survey = find_survey(surveys(connection), wave)
        found = [each for each in _comments(connection, survey) if each.decision is None or not undecided]
        put_audit(connection, person.name, "comments_read", {"wave": wave, "comments": len(found)})
    return found


def _comments(connection: Connection, survey: Survey) -> Iterator[Comment]:
    decided = kept.decisions(connection, survey.kept.id)
    for upload, content in kept.blocks(connection, survey.kept.id):
        texts = block.decode(content)
        if not isinstance(texts, block.Texts):
            continue
        rows = zip(texts.unit.tolist(), texts.item.tolist(), texts.text.to_pylist(), strict=True)
        for place, (unit, item, text) in enumerate(rows):
            decision, words = decided.get((upload, place), (None, None))
            known = None if decision is None else Decision(decision)
            names = texts.unit_codes[unit], texts.items[item]
            yield Comment(f"{upload}-{place}", *names, text, tuple(marks(text)), known, words)


def decide(person: Person, store: Store, of: tuple[str, str], decided: tuple[Decision, str | None]) -> Comment:
    """Keep a comment (of a wave, by its key) as it is, show it in other words, or withhold it; the last decision counts."""
    allow(person, Role.HR)
    (wave, key), (decision, words) = of, decided
    with store.writing() as connection:
        survey = find_survey(surveys(connection), wave)
        comment = next((each for each in _comments(connection, survey) if each.key == key), None)
        if comment is None:
            raise Refused("comment_unknown", wave=wave, key=key)
        told = (words or comment.proposal) if decision is Decision.REDACT else None
        upload, place = (int(part) for part in key.split("-"))
        kept.decide(connection, (upload, place), (decision, told), person.name)
        put_audit(connection, person.name, "comment_decided", {"wave": wave, "key": key, "decision": decision})
    return Comment(key, comment.unit, comment.item, comment.text, comment.marks, decision, told)


def published(person: Person, store: Store, wave: str) -> list[Shown]:
    """The approved comments of a closed wave, at the units where they may be shown, as far as the person sees them."""
    allow(person, *READERS)
    with store.reading() as connection:
        survey = find_survey(surveys(connection), wave)
        if survey.kept.wave.state is not WaveState.CLOSED:
            raise Refused("wave_unpublished", wave=wave)
        approved: dict[str, dict[str, list[str]]] = {}
        for comment in _comments(connection, survey):
            if comment.decision in (Decision.KEEP, Decision.REDACT):
                said = approved.setdefault(comment.item, {})
                said.setdefault(comment.unit, []).append(comment.words or comment.text)
        board = Board(survey.tree, _open(connection, survey), survey.kept.wave.minimum_base)
    seen, number = sight(person, survey.tree), survey.kept.id
    found = {item: placed(said, board, number) for item, said in approved.items()}
    return [
        Shown(unit, item, tuple(texts))
        for item, units in found.items()
        for unit, texts in sorted(units.items())
        if unit in seen
    ]


def _open(connection: Connection, survey: Survey) -> set[str]:
    """The units of which no result is hidden: that some answered there tells nothing new."""
    cells = read.published(connection, read.Cells(waves=(survey.kept.wave.name,)))
    whole = [cell for cell in cells if cell.segment is None]
    hidden = {cell.unit for cell in whole if cell.status is CellStatus.HIDDEN}
    return {cell.unit for cell in whole if cell.status in (CellStatus.SHOWN, CellStatus.CODED)} - hidden


def remove(person: Person, store: Store, wave: str) -> int:
    """Delete all free text of a wave for good, with the decisions; answers stay."""
    allow(person, Role.HR)
    with store.writing() as connection:
        survey = find_survey(surveys(connection), wave)
        gone = kept.remove(connection, survey.kept.id)
        put_audit(connection, person.name, "comments_removed", {"wave": wave, "blocks": gone})
    return gone
