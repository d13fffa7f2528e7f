"""Free text before anybody else sees it: HR looks at every comment and decides; every look is noted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from actions.organise import find_survey
from actions.refused import Refused
from actions.users import Person, Role, allow
from actions.written import Written, written
from confidentiality.marks import Mark, marks, redacted
from db import comments as kept
from db.engine import Store
from db.record import put_audit
from db.survey import Survey, surveys
from db.write import Connection

FEW = 100
"""The name of a unit of fewer people than that is a rare place."""

LONGEST = 4000


class Decision(StrEnum):
    """What is to be done with a comment."""

    KEEP = "keep"
    REDACT = "redact"
    WITHHOLD = "withhold"


APPROVED = (Decision.KEEP, Decision.REDACT)


class Part(StrEnum):
    """Which comments of a wave are wanted."""

    UNDECIDED = "undecided"
    DECIDED = "decided"
    ALL = "all"


@dataclass(frozen=True)
class Comment:
    """Comments of the same words as they were written, what in them may tell of a person, and what was decided.

    `units` are those where they were written, one for each; `published`: readers see them, or saw them once.
    """

    key: str
    item: str
    text: str
    units: tuple[str, ...]
    marks: tuple[Mark, ...]
    decision: Decision | None = None
    words: str | None = None
    published: bool = False

    @property
    def proposal(self) -> str:
        """What could be shown instead."""
        return redacted(self.text, self.marks)


@dataclass(frozen=True)
class Wanted:
    """A part of a wave's comments: without those passed over, so many from the `start` on."""

    part: Part = Part.UNDECIDED
    passed: frozenset[str] = frozenset()
    start: int = 0
    most: int | None = None


@dataclass(frozen=True)
class Progress:
    """How far HR has come: people who wrote, different comments among theirs, and how many were decided how."""

    written: int
    different: int
    kept: int
    redacted: int
    withheld: int
    published: int

    @property
    def decided(self) -> int:
        return self.kept + self.redacted + self.withheld


def progress(person: Person, store: Store, wave: str) -> Progress:
    """How many comments of a wave there are and were decided; shows none of them."""
    allow(person, Role.HR)
    with store.reading() as connection:
        survey = find_survey(surveys(connection), wave)
        known = written(connection, survey.kept)
        decided, shown = kept.decisions(connection, wave), {row.key for row in kept.shown(connection, wave)}
    made = [decided[each.key][0] for each in known if each.key in decided]
    keep, redact, withhold = (made.count(decision) for decision in Decision)
    people, published = sum(len(each.units) for each in known), sum(each.key in shown for each in known)
    return Progress(people, len(known), keep, redact, withhold, published)


def queue(person: Person, store: Store, wave: str, wanted: Wanted = Wanted()) -> list[Comment]:
    """Comments of a wave as they were written; that they were looked at is noted."""
    allow(person, Role.HR)
    with store.writing() as connection:
        survey = find_survey(surveys(connection), wave)
        told, known = _Told.of(connection, survey), written(connection, survey.kept)
        asked = [each for each in known if told.is_asked(each, wanted)]
        end = None if wanted.most is None else wanted.start + wanted.most
        found = [told.comment(each) for each in asked[wanted.start : end]]
        if found:
            which = {"key": found[0].key} if len(found) == 1 else {}
            put_audit(connection, person.name, "comments_read", {"wave": wave, "comments": len(found)} | which)
    return found


@dataclass(frozen=True)
class _Told:
    """What is known of a wave's comments beside their words."""

    decided: Mapping[str, kept.Decided]
    shown: frozenset[str]
    places: tuple[str, ...]

    @classmethod
    def of(cls, connection: Connection, survey: Survey) -> "_Told":
        name = survey.kept.wave.name
        shown = frozenset(row.key for row in kept.shown(connection, name))
        return cls(kept.decisions(connection, name), shown, tuple(_small(survey)))

    def is_asked(self, each: Written, wanted: Wanted) -> bool:
        part = Part.DECIDED if each.key in self.decided else Part.UNDECIDED
        return each.key not in wanted.passed and wanted.part in (part, Part.ALL)

    def comment(self, each: Written) -> Comment:
        decision, words = self.decided.get(each.key, (None, None))
        known = None if decision is None else Decision(decision)
        found = tuple(marks(each.text, self.places))
        return Comment(each.key, each.item, each.text, each.units, found, known, words, each.key in self.shown)


def _small(survey: Survey) -> Iterator[str]:
    """The names of units so small that who names them says much."""
    for code, unit in survey.tree.units.items():
        if code != survey.root and survey.headcounts.get((code, "", ""), 0) < FEW:
            yield from {name for name in (unit.name.ja, unit.name.en, *unit.aliases) if len(name) > 1}


def decide(person: Person, store: Store, of: tuple[str, str], decided: tuple[Decision, str | None]) -> Comment:
    """Keep a comment (of a wave, by its key) as it is, show it in other words, or withhold it; the last decision counts.

    It holds for every comment of the same words on the same question.
    """
    allow(person, Role.HR)
    (wave, key), (decision, words) = of, decided
    with store.writing() as connection:
        survey, comment = _found(connection, wave, key)
        told = _words(comment, words) if decision is Decision.REDACT else None
        if told == comment.text:
            decision, told = Decision.KEEP, None
        kept.decide(connection, (survey.kept.id, wave, key), (decision.value, told), person.name)
        about = {"wave": wave, "key": key, "decision": decision.value}
        put_audit(connection, person.name, "comment_decided", about)
        return _Told.of(connection, survey).comment(Written(key, comment.item, comment.text, comment.units))


def reconsider(person: Person, store: Store, of: tuple[str, str]) -> None:
    """Take a decision back, so that the comment waits for one again."""
    allow(person, Role.HR)
    wave, key = of
    with store.writing() as connection:
        survey, _ = _found(connection, wave, key)
        kept.decide(connection, (survey.kept.id, wave, key), None, person.name)
        put_audit(connection, person.name, "comment_decided", {"wave": wave, "key": key, "decision": None})


def _found(connection: Connection, wave: str, key: str) -> tuple[Survey, Comment]:
    """A comment that may be decided about: what readers have seen stays as it is, and can only be taken out."""
    survey = find_survey(surveys(connection), wave)
    own = next((each for each in written(connection, survey.kept) if each.key == key), None)
    if own is None:
        raise Refused("comment_unknown", wave=wave, key=key)
    comment = _Told.of(connection, survey).comment(own)
    if comment.published:
        raise Refused("comment_published", key=key)
    return survey, comment


def _words(comment: Comment, words: str | None) -> str:
    """What is shown instead: the words given, else the proposal; blanks alone are no words."""
    told = comment.proposal if words is None else words.strip()
    if not told or len(told) > LONGEST:
        raise Refused("comment_words", longest=LONGEST)
    return told


def remove(person: Person, store: Store, wave: str) -> int:
    """Delete all free text of a wave for good, with the decisions and what was published; answers stay."""
    allow(person, Role.HR)
    with store.writing() as connection:
        find_survey(surveys(connection), wave)
        gone = kept.remove(connection, wave)
        put_audit(connection, person.name, "comments_removed", {"wave": wave, "blocks": gone})
    return gone
