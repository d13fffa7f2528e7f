"""Taking a file back: the past uploads, and undoing one while its wave is open."""

from dataclasses import dataclass
from datetime import datetime

from actions.organise import open_wave
from actions.refused import Refused
from actions.users import Person, Role, allow
from actions.written import forget_gone
from db import read, write
from db import uploads as rows
from db.engine import Store


@dataclass(frozen=True)
class UploadRow:
    """One file handed in: which wave it is for, who brought it when, and whether it is kept, undone or replaced."""

    upload: int
    wave: str
    file: str
    kind: str
    rows: int
    when: datetime
    who: str
    state: str
    replaced_by: int | None = None
    version: int = 1


def uploads(person: Person, store: Store, wave: str | None = None) -> list[UploadRow]:
    """The files handed in, of one wave or of all, in the order they came."""
    allow(person, Role.HR)
    with store.reading() as connection:
        return [_row(kept) for kept in read.uploads(connection) if wave is None or kept.wave == wave]


def _row(kept: read.KeptUpload) -> UploadRow:
    told = kept.particulars
    rest = (told["rows_stored"], told["kept_at"], told["kept_by"], told["state"], told["replaced_by"], told["version"])
    return UploadRow(kept.id, kept.wave, told["file_name"], told["kind"], *rest)


def undo(person: Person, store: Store, upload: int) -> UploadRow:
    """Take back a kept upload of an open wave, forget its rows, and count again what it had replaced."""
    allow(person, Role.HR)
    with store.writing() as connection:
        found = next((kept for kept in read.uploads(connection) if kept.id == upload), None)
        if found is None:
            raise Refused("upload_unknown", upload=upload)
        if found.particulars["state"] == "replaced":
            raise Refused("upload_replaced", upload=upload, by=found.particulars["replaced_by"])
        if found.particulars["state"] != "kept":
            raise Refused("upload_undone", upload=upload)
        wave = open_wave(read.waves(connection), found.wave)
        if wave.id != found.particulars["wave_id"]:
            raise Refused("wave_closed", wave=found.wave)
        write.undo_upload(connection, upload, person.name)
        rows.bring_back(connection, upload)
        forget_gone(connection, wave)
        write.put_audit(connection, person.name, "undo", {"upload": upload, "wave": found.wave})
        return next(_row(kept) for kept in read.uploads(connection) if kept.id == upload)
