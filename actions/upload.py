"""Handing in a file: what it holds, what is wrong with it, and keeping it once for one wave."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from actions.organise import find_survey, open_wave
from actions.refused import Refused
from actions.users import Person, Role, allow
from db import read, write
from db.engine import Store
from db.survey import surveys
from intake.children import STEM
from intake.mapping import FileKind as FileKind
from intake.mapping import Mapping, to_toml
from intake.sandbox import read_file
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
    """What the person chose: the wave it is for, how it is to be read where that is not seen, and (`dry`) only to see."""

    wave: str | None = None
    kind: FileKind | None = None
    mapping: Mapping | None = None
    keep_good_rows: bool = False
    limits: Limits | None = None
    dry: bool = False


@dataclass(frozen=True)
class Receipt:
    """What became of a file: the upload it is kept as, or the earlier upload it repeats, or neither."""

    upload: int | None
    duplicate_of: int | None
    outcome: Outcome
    dry: bool = False

    @property
    def rows_stored(self) -> int:
        """Rows that were stored, or of a dry run that would be."""
        would = self.dry and self.duplicate_of is None and not self.outcome.refused
        return self.outcome.rows_stored if self.upload is not None or would else 0

    @property
    def rows_rejected(self) -> int:
        return self.outcome.rows_read - self.rows_stored


@dataclass(frozen=True)
class Reading:
    """A file that was read for a wave (or for none), with the check sum of its bytes; nothing of it is kept yet."""

    file: GivenFile
    wave: read.KeptWave | None
    outcome: Outcome
    digest: str

    @property
    def storable(self) -> bool:
        return not self.outcome.refused and self.outcome.block is not None and self.wave is not None


def read_in(person: Person, store: Store, file: GivenFile, choice: Choice) -> Reading:
    """Read a file in a process of its own; without a wave only what the file itself tells."""
    allow(person, Role.HR)
    task, wave = _task(store, file, choice)
    outcome = read_file(task)
    with file.path.open("rb") as content:
        return Reading(file, wave, outcome, hashlib.file_digest(content, "sha256").hexdigest())


def inspect(person: Person, store: Store, file: GivenFile, choice: Choice) -> Receipt:
    """Read a file as it would be kept, and keep nothing; without a wave only what the file itself tells."""
    return preview(store, read_in(person, store, file, choice))


def preview(store: Store, found: Reading) -> Receipt:
    """What would become of a file that was read."""
    if found.wave is None:
        return Receipt(None, None, found.outcome, dry=True)
    with store.reading() as connection:
        same = _repeats(read.uploads(connection), found.wave.wave.name, found.outcome)
    return Receipt(None, same, found.outcome, dry=True)


def take_in(person: Person, store: Store, file: GivenFile, choice: Choice) -> Receipt:
    """Read a file and keep it in its open wave, all or nothing; the same content again is told, not kept twice."""
    found = read_in(person, store, file, choice)
    if choice.dry:
        return preview(store, found)
    if not found.storable:
        return Receipt(None, None, found.outcome)
    with store.writing() as connection:
        return keep(connection, person, found)


def keep(connection: write.Connection, person: Person, found: Reading) -> Receipt:
    """Keep a file that was read, unless its wave was closed meanwhile or has the same content already."""
    if not found.storable or found.wave is None:
        return Receipt(None, None, found.outcome)
    wave, outcome = found.wave.wave.name, found.outcome
    open_wave(read.waves(connection), wave)
    if (earlier := _repeats(read.uploads(connection), wave, outcome)) is not None:
        return Receipt(None, earlier, outcome)
    key = write.put_upload(
        connection, write.NewUpload(found.wave.id, person.name, _particulars(found), _blocks(outcome))
    )
    about = {"upload": key, "wave": wave, "file": found.file.name, "rows": outcome.rows_stored}
    write.put_audit(connection, person.name, "upload", about)
    return Receipt(key, None, outcome)


def _task(store: Store, file: GivenFile, choice: Choice) -> tuple[Task, read.KeptWave | None]:
    """What the reader is told: the wave's questionnaire, the units of its day, and the segments of its headcounts."""
    plain = {"path": file.path, "file_name": file.name, "kind": choice.kind, "mapping": choice.mapping}
    rest = {"keep_good_rows": choice.keep_good_rows, "limits": choice.limits or Limits()}
    if not file.path.is_file():
        raise Refused("file_missing", file=file.name)
    if choice.wave is None:
        return Task.model_validate(plain | rest), None
    with store.reading() as connection:
        survey = find_survey(surveys(connection), choice.wave)
    open_wave([survey.kept], choice.wave)
    values: dict[str, dict[str, None]] = {}
    for _, segments, _ in survey.people:
        for key, value in segments.items():
            values.setdefault(key, {})[value] = None
    known = {key: tuple(found) for key, found in values.items()}
    units = tuple(survey.tree.units[code] for code in survey.tree.preorder())
    task = plain | rest | {"guideline": survey.guideline, "units": units, "segments": known}
    return Task.model_validate(task), survey.kept


def _particulars(found: Reading) -> dict[str, object]:
    outcome = found.outcome
    return {
        "file_name": found.file.name,
        "kind": (outcome.kind or FileKind.RESPONSES).value,
        "sha256": found.digest,
        "content": outcome.content,
        "mapping": "" if outcome.mapping is None else to_toml(outcome.mapping),
        "rows_read": outcome.rows_read,
        "rows_stored": outcome.rows_stored,
        "rows_rejected": outcome.rows_rejected,
    }


def _blocks(outcome: Outcome) -> dict[str, tuple[int, bytes]]:
    kind = (outcome.kind or FileKind.RESPONSES).value
    blocks = {kind: (outcome.rows_stored, outcome.block or b"")}
    return blocks | ({"text": (outcome.rows_stored, outcome.text_block)} if outcome.text_block else {})


def _repeats(uploads: list[read.KeptUpload], wave: str, outcome: Outcome) -> int | None:
    """The kept upload of the wave that holds the same rows, however they were written."""
    same = (
        upload.id
        for upload in uploads
        if upload.wave == wave
        and upload.particulars["state"] == "kept"
        and upload.particulars["content"] == outcome.content
    )
    return next(same, None) if outcome.content else None
