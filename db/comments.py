"""Free text and what was decided about each comment; apart from answers, reached by nothing that counts or shows."""

from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select

from db import tables as t

KIND = "text"
Place = tuple[int, int]
"""An upload, and the place of a comment in its block of free text, which is in the order of the texts."""


def blocks(connection: Connection, wave: int) -> Iterator[tuple[int, bytes]]:
    """The blocks of free text of a wave's kept uploads, with the upload of each."""
    query = (
        select(t.ResponseBlock.upload_id, t.ResponseBlock.bytes)
        .join(t.Upload, t.Upload.id == t.ResponseBlock.upload_id)
        .where(t.Upload.wave_id == wave, t.Upload.state == "kept", t.ResponseBlock.kind == KIND)
        .order_by(t.ResponseBlock.upload_id)
    )
    for upload, content in connection.execute(query):
        yield upload, bytes(content)


def decisions(connection: Connection, wave: int) -> dict[Place, tuple[str, str | None]]:
    """What was decided about comments of a wave, and in which words they are to be shown."""
    query = select(t.CommentDecision).join(t.Upload, t.Upload.id == t.CommentDecision.upload_id)
    rows = connection.execute(query.where(t.Upload.wave_id == wave).with_only_columns(*t.CommentDecision.__table__.c))
    return {(row.upload_id, row.place): (row.decision, row.words) for row in rows}


def decide(connection: Connection, place: Place, decided: tuple[str, str | None], person: str) -> None:
    """Note a decision in place of the one before."""
    upload, number = place
    own = (t.CommentDecision.upload_id == upload) & (t.CommentDecision.place == number)
    connection.execute(delete(t.CommentDecision).where(own))
    row = {"upload_id": upload, "place": number, "decision": decided[0], "words": decided[1]}
    connection.execute(insert(t.CommentDecision).values(row | {"decided_at": datetime.now(UTC), "decided_by": person}))


def remove(connection: Connection, wave: int) -> int:
    """Delete all free text of a wave with what was decided about it; answers how many blocks there were."""
    uploads = select(t.Upload.id).where(t.Upload.wave_id == wave)
    connection.execute(delete(t.CommentDecision).where(t.CommentDecision.upload_id.in_(uploads)))
    gone = (t.ResponseBlock.upload_id.in_(uploads)) & (t.ResponseBlock.kind == KIND)
    return connection.execute(delete(t.ResponseBlock).where(gone)).rowcount
