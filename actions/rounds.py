"""What becomes of a wave after it was opened: another wording of its questionnaire, a withdrawal, a correction.

A closed wave stays frozen. A correction is a new version beside it, which takes its place when it is closed.
"""

from actions.organise import find_wave, open_wave
from actions.refused import Refused
from actions.users import Person, Role, allow
from db import read, versions, write
from db.engine import Store
from measure.questionnaire import Frozen
from measure.wave import WaveState

LONGEST_REASON = 500


class RoundState(Frozen):
    """A version of a wave, its state, and why it is so."""

    wave: str
    version: int
    state: WaveState
    reason: str


def withdraw(person: Person, store: Store, wave: str, reason: str) -> RoundState:
    """Show nothing of a wave any more, in whatever version; it stays in the lists with the reason."""
    allow(person, Role.HR)
    reason = reason_of(reason)
    with store.writing() as connection:
        known = [kept for kept in read.waves(connection) if kept.wave.name == wave]
        found = find_wave(known or read.waves(connection), wave)
        live = [kept.id for kept in known if kept.wave.state in (WaveState.OPEN, WaveState.CLOSED)]
        if not live:
            raise Refused("wave_withdrawn", wave=wave)
        versions.withdraw(connection, live, reason)
        state = RoundState(wave=wave, version=found.wave.version, state=WaveState.WITHDRAWN, reason=reason)
        write.put_audit(connection, person.name, "withdraw", state.model_dump(mode="json"))
    return state


def correct(person: Person, store: Store, wave: str, reason: str) -> RoundState:
    """Open the next version of a wave with all that counts in it; what was shown is shown until the new one is closed."""
    allow(person, Role.HR)
    reason = reason_of(reason)
    with store.writing() as connection:
        known = [kept for kept in read.waves(connection) if kept.wave.name == wave]
        find_wave(known or read.waves(connection), wave)
        last = max(known, key=lambda kept: kept.wave.version)
        if last.wave.state is WaveState.OPEN:
            raise Refused("wave_still_open", wave=wave)
        versions.open_next(connection, last, reason)
        state = RoundState(wave=wave, version=last.wave.version + 1, state=WaveState.OPEN, reason=reason)
        write.put_audit(connection, person.name, "correct", state.model_dump(mode="json"))
    return state


def reason_of(written: str) -> str:
    """Why, in words: nobody withdraws or corrects what was published, or changes what is asked, without saying so."""
    reason = written.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise Refused("reason_missing", longest=LONGEST_REASON)
    return reason


def ask_newest(person: Person, store: Store, wave: str) -> str:
    """Put the newest version of its guideline under an open wave that holds nothing yet; answers that version's name."""
    allow(person, Role.HR)
    with store.writing() as connection:
        kept = open_wave(read.waves(connection), wave)
        if any(
            u.particulars["wave_id"] == kept.id and u.particulars["state"] == "kept" for u in read.uploads(connection)
        ):
            raise Refused("wave_has_answers", wave=wave)
        if kept.wave.version > 1:
            raise Refused("wave_corrects", wave=wave)
        newest = read.newest_versions(connection)[kept.wave.guideline]
        versions.ask_anew(connection, kept.id, newest)
        name = read.guideline(connection, newest).version
        write.put_audit(connection, person.name, "wave_guideline", {"wave": wave, "version": name})
    return name
