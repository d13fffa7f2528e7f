"""Nothing is counted twice: how a file that was read stands to what its wave has, and what is done about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from db import uploads, write
from intake import identity, overlap
from intake.overlap import Overlap, Stand
from intake.problems import Kind, Problem
from intake.table import Words
from intake.task import Outcome

Way = Literal["replace", "add"]
"""What a person may choose about rows that are there already: put the file in the place of the earlier, or add it."""
ASKED = {Stand.PARTLY: Kind.OVERLAP, Stand.UNSURE: Kind.PERHAPS_AGAIN}


@dataclass(frozen=True)
class Seen:
    """How a file stands to one earlier upload: as a whole, by its bytes, and by its rows."""

    upload: int
    same_content: bool
    same_bytes: bool
    overlap: Overlap

    @property
    def asked(self) -> Kind | None:
        """The question to be asked about it, if any."""
        otherwise = self.same_bytes and self.overlap.stand is not Stand.HOLDS
        return Kind.OTHERWISE_READ if otherwise else ASKED.get(self.overlap.stand)

    @property
    def apart(self) -> bool:
        return self.overlap.stand is Stand.APART and not self.same_bytes


@dataclass(frozen=True)
class Verdict:
    """What becomes of a file beside the others: a repetition, in the place of some, beside them, or a question."""

    duplicate_of: int | None = None
    replaces: tuple[int, ...] = ()
    known: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Read:
    """A file that was read: what it says and the check sum of its bytes."""

    outcome: Outcome
    digest: str


def seen(connection: write.Connection, wave: int, file: Read, known: Mapping[int, Seen]) -> dict[int, Seen]:
    """How the file stands to every kept upload of the wave; what is known of one already is not looked at again."""
    if not (counted := uploads.counted(connection, wave)):
        return {}
    new = overlap.Kept(file.outcome.block or b"", _ids(file.outcome.ids))
    found: dict[int, Seen] = {}
    for kept in counted:
        if kept.id in known:
            found[kept.id] = known[kept.id]
            continue
        same = kept.content == file.outcome.content
        rows = Overlap(Stand.HELD) if same else _compared(connection, kept.id, new)
        found[kept.id] = Seen(kept.id, same, kept.sha256 == file.digest, rows)
    return found


def _compared(connection: write.Connection, upload: int, new: overlap.Kept) -> Overlap:
    blocks = uploads.blocks_of(connection, upload)
    content = blocks.get("responses", blocks.get("totals"))
    if content is None:
        return Overlap(Stand.APART)
    return overlap.compare(new, overlap.Kept(content, _ids(blocks.get("ids", b""))))


def _ids(packed: bytes) -> Words:
    return identity.unpacked(packed) if packed else overlap.NONE


def judged(found: Iterable[Seen], rows: int, way: Way | None) -> Verdict:
    """What is to be done with a file of so many rows: as the person chose, else what cannot be wrong, else asked."""
    others = [each for each in found if not each.apart]
    known = min(rows, sum(each.overlap.known for each in others))
    for each in others:
        if each.same_content:
            return Verdict(each.upload, known=rows)
    if way == "add":
        return Verdict(known=known, problems=_told(others, Kind.ADDED, rows))
    if way is None and (asked := [each for each in others if each.asked]):
        return Verdict(known=known, problems=tuple(_problem(each, each.asked, rows) for each in asked if each.asked))
    held = [each.upload for each in others if each.overlap.stand is Stand.HELD]
    if way is None and held:
        return Verdict(held[0], known=rows)
    return Verdict(None, tuple(each.upload for each in others), known, _told(others, Kind.REPLACES, rows))


def _told(others: list[Seen], kind: Kind, rows: int) -> tuple[Problem, ...]:
    return tuple(_problem(each, kind, rows) for each in others)


def _problem(each: Seen, kind: Kind, rows: int) -> Problem:
    """The earlier upload, how many rows are known from it, and how many are not (replaced) or there are in all."""
    count = each.overlap.known
    return Problem(
        kind=kind, found=str(each.upload), count=count, expected=str(rows - count if kind is Kind.REPLACES else rows)
    )
