"""What leaves as a file is written down: who took what away, with the file's check sum."""

import hashlib
from collections.abc import Mapping

from actions.users import Person
from db.engine import Store
from db.record import put_audit


def note(store: Store, who: Person, about: Mapping[str, object], data: bytes) -> str:
    """Put a file that somebody takes away into the audit log; answers its SHA-256."""
    digest = hashlib.sha256(data).hexdigest()
    with store.writing() as connection:
        put_audit(connection, who.name, "handed_out", {**about, "sha256": digest})
    return digest
