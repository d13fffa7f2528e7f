"""The uploads of one wave and what they hold, beside one another: which of them count, and which stand for others."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select, update

from db import tables as t


@dataclass(frozen=True)
class Counted:
    """An upload that counts: the fingerprint of what it says and the check sum of its file."""

    id: int
    content: str
    sha256: str


def counted(connection: Connection, wave: int) -> list[Counted]:
    """The kept uploads of a wave in the order they came."""
    query = select(t.Upload.id, t.Upload.content, t.Upload.sha256).where(
        t.Upload.wave_id == wave, t.Upload.state == "kept"
    )
    return [Counted(*row) for row in connection.execute(query.order_by(t.Upload.id))]


def mappings(connection: Connection) -> list[tuple[int, str, str, bool]]:
    """Of every upload the guideline of its wave, how its file was read, and whether it was kept and not undone."""
    columns = (t.Upload.id, t.Guideline.key, t.Upload.mapping, t.Upload.state != "undone")
    version = t.GuidelineVersion.id == t.Wave.guideline_version_id
    joined = select(*columns).join(t.Wave, t.Wave.id == t.Upload.wave_id).join(t.GuidelineVersion, version)
    rows = connection.execute(joined.join(t.Guideline, t.Guideline.id == t.GuidelineVersion.guideline_id))
    return [(upload, guideline, mapping, bool(stands)) for upload, guideline, mapping, stands in rows]


def blocks_of(connection: Connection, upload: int) -> dict[str, bytes]:
    """The blocks of an upload by kind."""
    query = select(t.ResponseBlock.kind, t.ResponseBlock.bytes).where(t.ResponseBlock.upload_id == upload)
    return {kind: bytes(content) for kind, content in connection.execute(query)}


def replace(connection: Connection, uploads: Iterable[int], by: int) -> None:
    """Let an upload stand for others, which keep their blocks and count no more."""
    chosen = t.Upload.id.in_(list(uploads)) & (t.Upload.state == "kept")
    connection.execute(update(t.Upload).where(chosen).values(state="replaced", replaced_by=by))


def bring_back(connection: Connection, by: int) -> None:
    """Let what an upload stood for count again."""
    chosen = (t.Upload.replaced_by == by) & (t.Upload.state == "replaced")
    connection.execute(update(t.Upload).where(chosen).values(state="kept", replaced_by=None))


def drop_replaced(connection: Connection, wave: int) -> None:
    """Forget the rows of what was replaced in a wave, which nobody can bring back any more."""
    gone = select(t.Upload.id).where(t.Upload.wave_id == wave, t.Upload.state == "replaced")
    connection.execute(delete(t.ResponseBlock).where(t.ResponseBlock.upload_id.in_(gone)))
