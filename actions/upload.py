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
from intake.mapping import FileKind as FileKind
from intake.mapping import Mapping, to_toml
from intake.sandbox import read_file
from intake.task import Limits, Outcome, Task


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
    """What the person chose: the wave it is for, and how it is to be read where that is not seen from the file."""

    wave: str | None = None
    kind: FileKind | None = None
    mapping: Mapping | None = None
    keep_good_rows: bool = False
    limits: Limits | None = None


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


def inspect(person: Person, store: Store, file: GivenFile, choice: Choice) -> Receipt:
    """Read a file as it would be kept, and keep nothing; without a wave only what the file itself tells."""
    allow(person, Role.HR)
    task, _ = _task(store, file, choice)
    outcome = read_file(task)
    return Receipt(None, _same(store, choice.wave, outcome) if choice.wave else None, outcome, dry=True)


def take_in(person: Person, store: Store, file: GivenFile, choice: Choice) -> Receipt:
    """Read a file and keep it in its open wave, all or nothing; the same content again is told, not kept twice."""
    allow(person, Role.HR)
    task, wave = _task(store, file, choice)
    outcome = read_file(task)
    if outcome.refused or outcome.block is None or wave is None:
        return Receipt(None, None, outcome)
    upload = write.NewUpload(wave.id, person.name, _particulars(file, outcome), _blocks(outcome))
    with store.writing() as connection:
        open_wave(read.waves(connection), wave.wave.name)
        if (earlier := _repeats(read.uploads(connection), wave.wave.name, outcome)) is not None:
            return Receipt(None, earlier, outcome)
        key = write.put_upload(connection, upload)
        about = {"upload": key, "wave": wave.wave.name, "file": file.name, "rows": outcome.rows_stored}
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


def _particulars(file: GivenFile, outcome: Outcome) -> dict[str, object]:
    kind = (outcome.kind or FileKind.RESPONSES).value
    rows: dict[str, object] = {
        "rows_read": outcome.rows_read,
        "rows_stored": outcome.rows_stored,
        "rows_rejected": outcome.rows_rejected,
    }
    mapping = "" if outcome.mapping is None else to_toml(outcome.mapping)
    digest = hashlib.sha256(file.path.read_bytes()).hexdigest()
    return {
        "file_name": file.name,
        "kind": kind,
        "sha256": digest,
        "content": outcome.content,
        "mapping": mapping,
    } | rows


def _blocks(outcome: Outcome) -> dict[str, tuple[int, bytes]]:
    kind = (outcome.kind or FileKind.RESPONSES).value
    blocks = {kind: (outcome.rows_stored, outcome.block or b"")}
    return blocks | ({"text": (outcome.rows_stored, outcome.text_block)} if outcome.text_block else {})


def _same(store: Store, wave: str, outcome: Outcome) -> int | None:
    with store.reading() as connection:
        return _repeats(read.uploads(connection), wave, outcome)


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
