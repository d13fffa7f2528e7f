"""How files of one kind were read the last time: a mapping for each guideline, tool and set of headings."""

from dataclasses import dataclass

from sqlalchemy import Connection, ForeignKey, UniqueConstraint, delete, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from db.tables import Base, Code, Document, Guideline, Key


class MappingMemory(Base):
    """The mapping that the newest upload of one kind of file was read with."""

    __tablename__ = "mapping_memory"
    __table_args__ = (UniqueConstraint("guideline_id", "tool", "headings"),)
    id: Mapped[Key]
    guideline_id: Mapped[int] = mapped_column(ForeignKey("guideline.id"))
    upload_id: Mapped[int] = mapped_column(ForeignKey("upload.id"))
    tool: Mapped[Code]
    headings: Mapped[Code]
    mapping: Mapped[Document]


@dataclass(frozen=True)
class Remembered:
    """A mapping in TOML, of which upload it is, and what the files it is for are recognised by."""

    id: int
    guideline: str
    upload: int
    tool: str
    headings: str
    mapping: str


def remembered(connection: Connection, guideline: str | None = None) -> list[Remembered]:
    """Every remembered mapping, of one guideline or of all, in the order of their numbers."""
    memory = MappingMemory.__table__.c
    columns = (memory.id, Guideline.key, memory.upload_id, memory.tool, memory.headings, memory.mapping)
    query = select(*columns).join(Guideline, Guideline.id == memory.guideline_id).order_by(memory.id)
    rows = connection.execute(query if guideline is None else query.where(Guideline.key == guideline))
    return [Remembered(*row) for row in rows]


def remember(connection: Connection, guideline: str, told: tuple[int, str, str, str]) -> None:
    """Remember (upload, tool, headings, mapping), in place of what was remembered of such files."""
    upload, tool, headings, mapping = told
    key = connection.execute(select(Guideline.id).where(Guideline.key == guideline)).scalar_one()
    same = {"guideline_id": key, "tool": tool, "headings": headings}
    connection.execute(delete(MappingMemory).filter_by(**same))
    connection.execute(insert(MappingMemory).values(same | {"upload_id": upload, "mapping": mapping}))


def put(connection: Connection, told: Remembered) -> None:
    """Remember a mapping as it stood, in place of what is remembered of such files, under its number where that is free."""
    remember(connection, told.guideline, (told.upload, told.tool, told.headings, told.mapping))
    taken = connection.execute(select(MappingMemory.id).where(MappingMemory.id == told.id)).scalar()
    if taken is None:
        same = MappingMemory.guideline_id.in_(select(Guideline.id).where(Guideline.key == told.guideline))
        mine = same & (MappingMemory.tool == told.tool) & (MappingMemory.headings == told.headings)
        connection.execute(update(MappingMemory).where(mine).values(id=told.id))


def forget(connection: Connection, number: int) -> bool:
    """Forget one; False where there is none of that number."""
    return bool(connection.execute(delete(MappingMemory).where(MappingMemory.id == number)).rowcount)
