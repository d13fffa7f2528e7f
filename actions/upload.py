"""Handing in a file: what it holds, what is wrong with it, and keeping it once for one wave."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from actions import mappings, once
from actions.once import Way as Way
from actions.organise import open_survey, open_wave
from actions.refused import Refused
from actions.users import Person, Role, allow
from db import memory, read, uploads, write
from db.engine import Store
from db.survey import surveys
from intake.children import STEM
from intake.mapping import FileKind as FileKind
from intake.mapping import Mapping, to_toml
from intake.problems import listed
from intake.progress import Progress as Progress
from intake.sandbox import Watch, read_file
from intake.task import Limits, Outcome, Task

read_ahead = STEM.start


@dataclass(frozen=True)
class GivenFile:
    """A file handed in: where its bytes are, and what it was called."""

    path: Path
    name: str

    @classmethod
    def at(cls, path: Path) -> "GivenFile":
        return cls(path, path.name)


@dataclass(frozen=True)
class Choice:
    """What the person chose: the wave it is for, and how it is to be read where that is not seen.

    `dry` keeps nothing; `overlap` says what becomes of rows that the wave has already.
    """

    wave: str | None = None
    kind: FileKind | None = None
    mapping: Mapping | None = None
    keep_good_rows: bool = False
    limits: Limits | None = None
    dry: bool = False
    overlap: Way | None = None


@dataclass(frozen=True)
class Receipt:
    """What became of a file: the upload it is kept as, or the earlier upload it repeats, or neither.

    `replaces` names the earlier uploads in whose place it stands, `rows_known` how many of its rows are in any earlier.
    """

    upload: int | None
    duplicate_of: int | None
    outcome: Outcome
    dry: bool = False
    replaces: tuple[int, ...] = ()
    rows_known: int = 0

    @property
    def rows_stored(self) -> int:
        """Rows that were stored, or of a dry run that would be."""
        would = self.dry and self.duplicate_of is None and not self.outcome.refused
        return self.outcome.rows_stored if self.upload is not None or would else 0

    @property
    def rows_new(self) -> int:
        """Rows that no earlier upload has."""
        return max(0, self.outcome.rows_stored - self.rows_known)

    @property
    def rows_rejected(self) -> int:
        return self.outcome.rows_read - self.rows_stored


@dataclass(frozen=True)
class Reading:
    """A file that was read for a wave (or for none), and how it stands to what is there; nothing of it is kept yet."""

    file: GivenFile
    choice: Choice
    wave: read.KeptWave | None
    told: once.Read
    seen: dict[int, once.Seen] = field(default_factory=dict)

    @property
    def outcome(self) -> Outcome:
        return self.told.outcome

    @property
    def storable(self) -> bool:
        return not self.outcome.refused and self.outcome.block is not None and self.wave is not None


def read_in(person: Person, store: Store, asked: tuple[GivenFile, Choice], progress: Watch | None = None) -> Reading:
    """Read a file in a process of its own, and hold it against what its wave has; without a wave it stands alone."""
    allow(person, Role.HR)
    file, choice = asked
    task, wave = _task(store, file, choice)
    with ThreadPoolExecutor(1) as beside, file.path.open("rb") as content:
        digest = beside.submit(hashlib.file_digest, content, "sha256")
        outcome = read_file(task, progress)
        told = once.Read(outcome, digest.result().hexdigest())
    found = Reading(file, choice, wave, told)
    if wave is None or not found.storable:
        return found
    with store.reading() as connection:
        return replace(found, seen=once.seen(connection, wave.id, told, {}))


def inspect(person: Person, store: Store, file: GivenFile, choice: Choice) -> Receipt:
    """Read a file as it would be kept, and keep nothing; without a wave only what the file itself tells."""
    return preview(read_in(person, store, (file, choice)))


def preview(found: Reading) -> Receipt:
    """What would become of a file that was read."""
    return _receipt(found, dry=True)


def take_in(person: Person, store: Store, file: GivenFile, choice: Choice) -> Receipt:
    """Read a file and keep it in its open wave, all or nothing; what is there already is told, not counted twice."""
    return settle(person, store, read_in(person, store, (file, choice)))


def settle(person: Person, store: Store, found: Reading) -> Receipt:
    """Keep a file that was read, unless it cannot be kept or was only to be seen."""
    allow(person, Role.HR)
    if found.choice.dry or not found.storable:
        return _receipt(found, found.choice.dry)
    with store.writing() as connection:
        return keep(connection, person, found)


def _receipt(found: Reading, dry: bool) -> Receipt:
    """What the file comes to beside the others, with what is to be said or asked about it."""
    if not found.storable:
        return Receipt(None, None, found.outcome, dry)
    verdict = once.judged(found.seen.values(), found.outcome.rows_stored, found.choice.overlap)
    problems = listed((*found.outcome.problems, *verdict.problems))
    outcome = found.outcome.model_copy(update={"problems": problems})
    return Receipt(None, verdict.duplicate_of, outcome, dry, verdict.replaces, verdict.known)


def keep(connection: write.Connection, person: Person, found: Reading) -> Receipt:
    """Keep a file that was read, as far as its wave is open still and does not have the same already."""
    if (wave := found.wave) is None or not found.storable:
        return _receipt(found, dry=False)
    if (now := open_wave(read.waves(connection), wave.wave.name)).id != wave.id:
        raise Refused("wave_closed", wave=wave.wave.name)
    if now.guideline_version_id != wave.guideline_version_id:
        raise Refused("questionnaire_since", wave=wave.wave.name)
    found = replace(found, seen=once.seen(connection, wave.id, found.told, found.seen))
    receipt = _receipt(found, dry=False)
    if receipt.duplicate_of is not None or receipt.outcome.refused:
        return receipt
    new = write.NewUpload(wave.id, person.name, _particulars(found), _blocks(receipt.outcome))
    key = write.put_upload(connection, new)
    uploads.replace(connection, receipt.replaces, key)
    mappings.learn(connection, wave.wave.guideline, key, (receipt.outcome, found.choice.mapping))
    about = {"upload": key, "wave": wave.wave.name, "file": found.file.name, "rows": receipt.outcome.rows_stored}
    write.put_audit(connection, person.name, "upload", about | {"replaces": receipt.replaces})
    return replace(receipt, upload=key)


def _task(store: Store, file: GivenFile, choice: Choice) -> tuple[Task, read.KeptWave | None]:
    """What the reader is told: the wave's questionnaire, the units of its day, and the segments of its headcounts."""
    plain = {"path": file.path, "file_name": file.name, "kind": choice.kind, "mapping": choice.mapping}
    rest: dict[str, object] = {"keep_good_rows": choice.keep_good_rows, "limits": choice.limits or Limits()}
    if not file.path.is_file():
        raise Refused("file_missing", file=file.name)
    if choice.wave is None:
        return Task.model_validate(plain | rest), None
    with store.reading() as connection:
        survey = open_survey(surveys(connection), choice.wave)
        remembered = memory.remembered(connection, survey.guideline.key)
    values: dict[str, dict[str, None]] = {}
    for _, segments, _ in survey.people:
        for key, value in segments.items():
            values.setdefault(key, {})[value] = None
    known = {key: tuple(found) for key, found in values.items()}
    units = tuple(survey.tree.units[code] for code in survey.tree.preorder())
    task = plain | rest | {"guideline": survey.guideline, "units": units, "segments": known}
    task |= {"fieldwork": (survey.kept.wave.starts_on, survey.kept.wave.ends_on)}
    task |= {"salt": survey.kept.salt.encode(), "memory": () if choice.mapping else mappings.known(remembered, survey)}
    return Task.model_validate(task), survey.kept


def _particulars(found: Reading) -> dict[str, object]:
    outcome = found.outcome
    return {
        "file_name": found.file.name,
        "kind": (outcome.kind or FileKind.RESPONSES).value,
        "sha256": found.told.digest,
        "content": outcome.content,
        "mapping": "" if outcome.mapping is None else to_toml(outcome.mapping),
        "rows_read": outcome.rows_read,
        "rows_stored": outcome.rows_stored,
        "rows_rejected": outcome.rows_rejected,
    }


def _blocks(outcome: Outcome) -> dict[str, tuple[int, bytes]]:
    kind = (outcome.kind or FileKind.RESPONSES).value
    blocks = {kind: (outcome.rows_stored, outcome.block or b"")}
    if outcome.text_block:
        blocks["text"] = (outcome.rows_stored, outcome.text_block)
    if outcome.ids:
        blocks["ids"] = (0, outcome.ids)
    return blocks
