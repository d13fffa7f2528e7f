"""The questionnaire as a version after another: what an edit changes, keeping it with a reason, and taking it back.

A wave that was closed keeps the version that it asked, so nothing that is shown ever changes. A wave that is open may
be given the new version: one without answers always, one with answers where every one of them still means the same.
"""

from dataclasses import dataclass
from datetime import datetime

from actions import fitted, guidelines
from actions.guidelines import KIND, Why
from actions.refused import Refused
from actions.rounds import reason_of
from actions.users import Person, Role, allow
from db import questionnaire as rows
from db import read, step, write
from db import versions as waves
from db.engine import Store
from measure.questionnaire import Guideline
from measure.revision import Difference, anew, cut, differences, settled
from measure.wave import WaveState


@dataclass(frozen=True)
class Wanted:
    """A questionnaire as it is to be; `same` names items that are only mended, `base` the version it was made from."""

    guideline: Guideline
    same: frozenset[str] = frozenset()
    base: int | None = None


@dataclass(frozen=True)
class OpenWave:
    """A wave that still takes answers: whether it has any, and why it cannot ask the new version."""

    wave: str
    answered: bool
    refused: Refused | None = None


@dataclass(frozen=True)
class Plan:
    """What would be kept, what of it is new, whose lines are cut, and which waves could ask it."""

    before: Guideline
    after: Guideline
    changes: tuple[Difference, ...]
    cut: tuple[str, ...]
    anew: tuple[str, ...]
    waves: tuple[OpenWave, ...]


@dataclass(frozen=True)
class Saved:
    """A version that was kept: its number and mark, how much it changes, whose lines are cut, and who asks it."""

    guideline: str
    number: int
    version: str
    changes: int
    cut: tuple[str, ...]
    waves: tuple[str, ...]


def newest(person: Person, store: Store, guideline: str) -> tuple[Guideline, int]:
    """The questionnaire as it is kept, and the number of its version."""
    allow(person, Role.HR)
    with store.reading() as connection:
        known = _versions(connection, guideline)
        return read.guideline(connection, known[-1].id), known[-1].number


def version(person: Person, store: Store, guideline: str, number: int) -> Guideline:
    """The questionnaire as it was in one of its versions."""
    allow(person, Role.HR)
    with store.reading() as connection:
        known = _versions(connection, guideline)
        found = next((each for each in known if each.number == number), None)
        if found is None:
            raise Refused("version_unknown", version=number, known=", ".join(str(each.number) for each in known))
        return read.guideline(connection, found.id)


def _versions(connection: write.Connection, guideline: str) -> list[rows.KeptVersion]:
    if not (known := rows.versions(connection, guideline)):
        raise Refused("guideline_unknown", guideline=guideline, known=", ".join(read.newest_versions(connection)))
    return known


def plan(person: Person, store: Store, wanted: Wanted) -> Plan:
    """What an edit changes; nothing is kept."""
    allow(person, Role.HR)
    with store.reading() as connection:
        return _plan(connection, wanted)


def _plan(connection: write.Connection, wanted: Wanted) -> Plan:
    known = _versions(connection, wanted.guideline.key)
    if wanted.base not in (None, known[-1].number):
        raise Refused("questionnaire_moved", guideline=wanted.guideline.key)
    history = [read.guideline(connection, each.id) for each in known]
    after = settled(history, wanted.guideline, wanted.same)
    guidelines.refuse_unfounded(read.newest_versions(connection), after, wanted.guideline.key)
    before = history[-1]
    found = tuple(_open(connection, after, wanted.same))
    return Plan(before, after, differences(before, after), cut(before, after), anew(before, after), found)


def _open(connection: write.Connection, after: Guideline, same: frozenset[str]) -> list[OpenWave]:
    """The first versions of waves that are open; a correction is counted as what it corrects."""
    found = []
    for kept in _taking_answers(connection, after.key):
        before = read.guideline(connection, kept.guideline_version_id)
        answers = fitted.used(connection, kept.id, before)
        found.append(OpenWave(kept.wave.name, bool(answers), fitted.misfit((before, after), answers, same)))
    return found


def _taking_answers(connection: write.Connection, guideline: str) -> list[read.KeptWave]:
    opened = (kept for kept in read.waves(connection) if kept.wave.state is WaveState.OPEN)
    return [kept for kept in opened if kept.wave.guideline == guideline and kept.wave.version == 1]


def save(person: Person, store: Store, wanted: Wanted, why: tuple[str, tuple[str, ...]]) -> Saved:
    """Keep an edit as the newest version for a reason, and give it to the open waves that are named; all or nothing."""
    allow(person, Role.HR)
    reason, names = reason_of(why[0]), why[1]
    with store.writing() as connection:
        made = _plan(connection, wanted)
        if made.before == made.after:
            raise Refused("questionnaire_same")
        asking = _asking(connection, made, names)
        key = write.put_guideline(connection, made.after)
        for kept in asking:
            waves.ask_anew(connection, kept.id, key)
        rows.drop_draft(connection, made.after.key)
        moved = tuple((kept.id, kept.guideline_version_id) for kept in asking)
        guidelines.note(connection, person, (made.before, made.after, key), Why(reason, wanted.same, moved))
        number = rows.versions(connection, made.after.key)[-1].number
        told = {"guideline": made.after.key, "number": number, "changes": len(made.changes), "cut": made.cut}
        write.put_audit(connection, person.name, KIND, told | {"reason": reason, "waves": names})
    return Saved(made.after.key, number, made.after.version, len(made.changes), made.cut, names)


def _asking(connection: write.Connection, made: Plan, names: tuple[str, ...]) -> list[read.KeptWave]:
    """The open waves of these names; Refused where one cannot ask the new version."""
    known = {each.wave: each for each in made.waves}
    for name in names:
        if name not in known:
            raise Refused("questionnaire_wave", wave=name, known=", ".join(known) or "-")
        if (refused := known[name].refused) is not None:
            raise Refused(refused.kind, **refused.blanks)
    return [kept for kept in _taking_answers(connection, made.after.key) if kept.wave.name in names]


@dataclass(frozen=True)
class PastVersion:
    """One version: when, whose, why, how much it changed and whose lines it cut; taken back, it has no number any more."""

    number: int | None
    when: datetime | None
    who: str | None
    reason: str
    changes: dict[str, int]
    cut: tuple[str, ...]
    taken_back: bool = False


def history(person: Person, store: Store, guideline: str) -> list[PastVersion]:
    """Every version of a questionnaire and every one that was taken back, the newest first."""
    allow(person, Role.HR)
    with store.reading() as connection:
        noted = [(one, guidelines.told(one)) for one in step.steps(connection, KIND)]
        own = [(one, about) for one, about in noted if about["guideline"] == guideline]
        standing = {about["version"]: (one, about) for one, about in own if one.stands}
        found = [_past(each.number, standing.get(each.id)) for each in _versions(connection, guideline)]
    return [*(_past(None, (one, about)) for one, about in own if not one.stands), *found[::-1]]


def _past(number: int | None, noted: tuple[step.Step, guidelines.Noted] | None) -> PastVersion:
    if noted is None:
        return PastVersion(number, None, None, "", {}, ())
    one, about = noted
    cut, gone = tuple(about["cut"]), not one.stands
    return PastVersion(number, one.at, one.person, about["reason"], about["changes"], cut, gone)


def take_back(person: Person, store: Store, guideline: str) -> int:
    """Take back the newest version, whoever kept it; the waves that ask it ask again what they asked before.

    Refused where a wave was published with it, or has answers that the version before cannot tell.
    """
    allow(person, Role.HR)
    with store.writing() as connection:
        known = _versions(connection, guideline)
        one, about = _standing(connection, known[-1])
        now, before = (read.guideline(connection, each.id) for each in (known[-1], known[-2]))
        back = dict(about["waves"])
        for kept in read.waves(connection):
            if kept.guideline_version_id == known[-1].id:
                _refuse_asked(connection, kept, (now, before), frozenset(about["same"]))
                waves.ask_anew(connection, kept.id, back.get(kept.id, known[-2].id))
        rows.drop_draft(connection, guideline)
        rows.drop(connection, known[-1].id)
        step.mark_taken_back(connection, one.id, person.name)
        told = {"guideline": guideline, "number": known[-1].number}
        write.put_audit(connection, person.name, f"{KIND}_taken_back", told)
    return known[-1].number


def _standing(connection: write.Connection, kept: rows.KeptVersion) -> tuple[step.Step, guidelines.Noted]:
    """The change by which a version came."""
    for one in step.steps(connection, KIND):
        if one.stands and (about := guidelines.told(one))["version"] == kept.id:
            return one, about
    raise Refused("nothing_to_take_back")


def _refuse_asked(
    connection: write.Connection, kept: read.KeptWave, change: tuple[Guideline, Guideline], same: frozenset[str]
) -> None:
    if kept.wave.state is not WaveState.OPEN or kept.wave.version > 1:
        raise Refused("questionnaire_asked", wave=kept.wave.name)
    answers = fitted.used(connection, kept.id, change[0])
    if (refused := fitted.misfit(change, answers, same)) is not None:
        raise Refused("questionnaire_answered", wave=kept.wave.name, item=str(refused.blanks["item"]))
