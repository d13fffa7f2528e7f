"""Free text, what was decided about it and what of it readers see; apart from answers, reached by nothing that counts.

Comments are told apart by a key made of their words under the wave's salt, so that a decision holds for every comment
of the same words, in every version of the wave; all selects go by the wave's name for that reason.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Select, delete, insert, select, update

from db import tables as t
from db.write import unit_ids

KIND = "text"
Decided = tuple[str, str | None]
"""What was decided, and in which words the comment is to be shown where they are not its own."""


@dataclass(frozen=True)
class ShownRow:
    """One published comment: the unit at which it is shown, that at which it was written, and its turn by lot.

    `words` are gone where it was taken out.
    """

    unit: str
    source: str
    item: str
    key: str
    batch: int
    turn: int
    words: str | None


def _versions(wave: str) -> Select[int]:
    return select(t.Wave.id).where(t.Wave.name == wave)


def blocks(connection: Connection, wave: int) -> Iterator[bytes]:
    """The blocks of free text of the kept uploads of one version of a wave."""
    query = (
        select(t.ResponseBlock.bytes)
        .join(t.Upload, t.Upload.id == t.ResponseBlock.upload_id)
        .where(t.Upload.wave_id == wave, t.Upload.state == "kept", t.ResponseBlock.kind == KIND)
        .order_by(t.ResponseBlock.upload_id)
    )
    return (bytes(content) for content in connection.execute(query).scalars())


def all_blocks(connection: Connection, wave: str) -> Iterator[bytes]:
    """Every block of free text that a wave has in any version, replaced ones too."""
    query = (
        select(t.ResponseBlock.bytes)
        .join(t.Upload, t.Upload.id == t.ResponseBlock.upload_id)
        .where(t.Upload.wave_id.in_(_versions(wave)), t.ResponseBlock.kind == KIND)
    )
    return (bytes(content) for content in connection.execute(query).scalars())


def decisions(connection: Connection, wave: str) -> dict[str, Decided]:
    """What was decided about the comments of a wave, by key."""
    query = select(t.CommentDecision.key, t.CommentDecision.decision, t.CommentDecision.words)
    rows = connection.execute(query.where(t.CommentDecision.wave_id.in_(_versions(wave))))
    return {key: (decision, words) for key, decision, words in rows}


def decide(connection: Connection, of: tuple[int, str, str], decided: Decided | None, person: str) -> None:
    """Note a decision about a comment (wave by id and by name, key) in place of the one before; None forgets it."""
    wave, name, key = of
    own = t.CommentDecision.wave_id.in_(_versions(name)) & (t.CommentDecision.key == key)
    connection.execute(delete(t.CommentDecision).where(own))
    if decided is not None:
        row = {"wave_id": wave, "key": key, "decision": decided[0], "words": decided[1]}
        told = {"decided_at": datetime.now(UTC), "decided_by": person}
        connection.execute(insert(t.CommentDecision).values(row | told))


def keep_only(connection: Connection, wave: str, keys: Collection[str]) -> None:
    """Forget decisions about comments that the wave does not hold any more."""
    gone = [key for key in decisions(connection, wave) if key not in keys]
    own = t.CommentDecision.wave_id.in_(_versions(wave))
    for key in gone:
        connection.execute(delete(t.CommentDecision).where(own, t.CommentDecision.key == key))


def shown(connection: Connection, wave: str) -> list[ShownRow]:
    """What of a wave's comments was published, in the order that was drawn; taken out ones too."""
    unit, source = t.Unit.__table__.alias("unit_shown"), t.Unit.__table__.alias("unit_source")
    own = t.ShownComment
    columns = (own.item, own.key, own.batch, own.turn, own.words)
    query = (
        select(unit.c.code, source.c.code, *columns)
        .join(unit, unit.c.id == own.unit_id)
        .join(source, source.c.id == own.source_id)
        .where(own.wave_id.in_(_versions(wave)))
        .order_by(own.turn, own.id)
    )
    return [ShownRow(*row) for row in connection.execute(query)]


def words_shown(connection: Connection) -> list[str]:
    """Every text of a comment that readers have seen, of all waves."""
    query = select(t.ShownComment.words).where(t.ShownComment.words.is_not(None)).distinct()
    return [words for words in connection.execute(query).scalars() if words is not None]


def publish(connection: Connection, wave: int, rows: Sequence[ShownRow]) -> None:
    """Let a batch be seen."""
    ids = unit_ids(connection, {code for row in rows for code in (row.unit, row.source)})
    plain = ("item", "key", "batch", "turn", "words")
    values = [
        {"wave_id": wave, "unit_id": ids[row.unit], "source_id": ids[row.source]}
        | {name: getattr(row, name) for name in plain}
        for row in rows
    ]
    connection.execute(insert(t.ShownComment), values)


def take_out(connection: Connection, wave: str, key: str) -> int:
    """Forget the words of a published comment; answers how many of these words there were."""
    own = t.ShownComment.wave_id.in_(_versions(wave)) & (t.ShownComment.key == key)
    there = own & t.ShownComment.words.is_not(None)
    return connection.execute(update(t.ShownComment).where(there).values(words=None)).rowcount


def remove(connection: Connection, wave: str) -> int:
    """Delete all free text of a wave, what was decided about it and what was published; answers how many blocks there were."""
    versions = _versions(wave)
    connection.execute(delete(t.ShownComment).where(t.ShownComment.wave_id.in_(versions)))
    connection.execute(delete(t.CommentDecision).where(t.CommentDecision.wave_id.in_(versions)))
    uploads = select(t.Upload.id).where(t.Upload.wave_id.in_(versions))
    gone = (t.ResponseBlock.upload_id.in_(uploads)) & (t.ResponseBlock.kind == KIND)
    return connection.execute(delete(t.ResponseBlock).where(gone)).rowcount
