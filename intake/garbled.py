"""Text that was read in a wrong encoding once and saved like that: 日本 stands there as æ—¥æœ¬, 譌･譛ｬ or ���.

It is undone only where every cell can be undone strictly, and told; where letters are lost the file is refused.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from intake.encoding import looks_japanese, looks_western
from intake.forms import in_form
from intake.problems import Kind, Problem, Refused
from intake.table import Body, Cells, Form, Kept, Layout, Source

Records = list[list[str]]
_KANA = re.compile(r"[\u3041-\u30fa]")
_KANA_AS_CP932 = re.compile(r"[縺繧繝]")
_DOT = "・".encode("cp932")
"""What spreadsheet programs put where CP932 has nothing for a byte."""
_BEFORE_DOTS = "".join(map(chr, range(ord("、"), ord("龥"), 0x40)))
_LOOKS = (
    re.compile(r"\ufffd"),
    _KANA_AS_CP932,
    re.compile(r"ã[\x80-\x83‚ƒ€]"),  # kana of UTF-8, read as CP1252
    re.compile(r"[‚ƒ\x82\x83][Ÿ\x9f-ñ]"),  # kana of CP932, read as CP1252
    re.compile(f"[{_BEFORE_DOTS}]E"),  # UTF-8 saved as CP932, read as UTF-8: the dot is half a letter and an E
)
_DENSE, _FEWEST = 0.1, 3
_LOST = re.compile(r"[^\w?]*\?{2,}[\W_]*")
"""A cell of which nothing is left but question marks."""


@dataclass(frozen=True)
class Way:
    """One way in which text is garbled: written in `meant`, read as `read`."""

    read: str
    meant: str

    def undone(self, cell: str) -> str | None:
        """The cell as it was written; None where it cannot have come about so."""
        if cell.isascii():
            return cell
        try:
            return _bytes(cell, self.read).decode(self.meant)
        except UnicodeError:
            return None


WAYS = (Way("cp1252", "utf-8"), Way("mac_roman", "utf-8"), Way("cp932", "utf-8"), Way("cp1252", "cp932"))


def _bytes(cell: str, encoding: str) -> bytes:
    """The bytes a cell was read from; those that CP1252 does not know are kept by most programs as they are."""
    if encoding != "cp1252":
        return cell.encode(encoding)
    return b"".join(char.encode("latin-1" if "\x80" <= char <= "\x9f" else encoding) for char in cell)


def mended(source: Source) -> Source:
    """The source as it is, or with its text undone; raises Refused where it is garbled beyond that."""
    records = source.head()
    cells = [cell for record in records for cell in record if not cell.isascii()]
    way = next((way for way in WAYS if cells and _surely(way, cells)), None)
    if way is not None:
        return Undone(source, way)
    if _is_lost(cells, records):
        raise Refused(Problem(kind=Kind.GARBLED, found=_shown(_example(records)), expected="UTF-8"))
    return source


def is_garbled(text: str) -> bool:
    """Whether a text was saved garbled, be it that all of it can be brought back or not."""
    return not text.isascii() and (any(_surely(way, [text]) for way in WAYS) or _looks(text))


def _looks(text: str) -> bool:
    return any(_is_dense(look, text) for look in _LOOKS)


def _surely(way: Way, cells: Sequence[str]) -> bool:
    """Whether every cell can be undone, and reads like a language then."""
    undone = [way.undone(cell) for cell in cells]
    if None in undone:
        return False
    text = "\n".join(cell or "" for cell in undone)
    if looks_japanese(text):
        return way.meant == "utf-8" or bool(_KANA.search(text))
    return way.read != "cp932" and way.meant == "utf-8" and looks_western(text)


def _is_lost(cells: Sequence[str], records: Records) -> bool:
    if _looks("".join(cells)):
        return True
    head = [cell for record in records[:1] for cell in record if cell.strip()]
    return len(head) > 1 and 2 * sum(1 for cell in head if _LOST.fullmatch(cell)) > len(head)


def resaved(data: bytes) -> bool:
    """Whether bytes that are no text were UTF-8 once: opened and saved as CP932, as spreadsheet programs do."""
    beyond = sum(1 for char in data.decode("utf-8", "replace") if not char.isascii())
    return data.count(_DOT) >= max(_FEWEST, _DENSE * beyond) and _is_dense(
        _KANA_AS_CP932, data.decode("cp932", "replace")
    )


def _is_dense(look: re.Pattern[str], text: str) -> bool:
    beyond = sum(1 for char in text if not char.isascii())
    return len(look.findall(text)) >= max(_FEWEST, _DENSE * beyond)


def _example(records: Records) -> str | None:
    """The first heading that is garbled; never a cell of a row, which may tell who answered."""
    return next((cell for cell in (records or [[]])[0] if not cell.isascii() or "??" in cell), None)


def _shown(cell: str | None) -> str | None:
    """The cell without the signs that no screen has a picture for."""
    return cell and "".join(char for char in cell if char.isprintable())


class Undone:
    """A source whose cells are read as they were written before they were garbled."""

    def __init__(self, source: Source, way: Way) -> None:
        self._source, self._way = source, way
        found = _example(source.head())
        self._example = (_shown(found), None if found is None else way.undone(found))
        self._tell()

    def _tell(self) -> None:
        self.facts = replace(self._source.facts, undone=self._example)

    @property
    def size(self) -> tuple[int, int]:
        return self._source.size

    def look_at(self, sheet: str) -> None:
        """Turn to another sheet."""
        self._source.look_at(sheet)
        self._tell()

    def head(self) -> Records:
        return [[self._way.undone(cell) or cell for cell in record] for record in self._source.head()]

    def body(self, layout: Layout, wanted: Mapping[int, Form]) -> Body:
        """The wanted columns, whose cells are undone before anything is made of them."""
        found = self._source.body(layout, dict.fromkeys(wanted, Form.LABELS))
        self._tell()
        columns = {number: in_form(self._cells(kept), wanted[number]) for number, kept in found.columns.items()}
        return replace(found, columns=columns)

    def _cells(self, kept: Kept) -> Cells:
        assert isinstance(kept, Cells), kept  # all columns were asked for as labels
        undone = [self._way.undone(label) for label in kept.labels]
        if None in undone:
            raise Refused(Problem(kind=Kind.GARBLED, found=self._example[0], expected="UTF-8"))
        places: dict[str | None, int] = {}
        codes = np.array([places.setdefault(text, len(places)) for text in undone], dtype=np.int32)
        return Cells(pa.array(places, pa.string()), codes[kept.codes])
