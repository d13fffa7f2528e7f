"""Where the table stands in a sheet: titles and notes above it are passed over, headers of one to three rows are read.

Some tools write codes above the texts, and below them a row for machines (Qualtrics): the row of texts is the heading.
"""

import re
from collections.abc import Callable, Sequence

from intake.normalise import bare, compact
from intake.table import BLANK, Heading, Layout

Record = Sequence[str]
ANSWER_CAPTIONS = frozenset({"response", "open-ended response", "other (please specify)", "回答", "自由回答"})
_SEARCHED = 40
_MOSTLY_WORDS = 0.2
_WIDE_ENOUGH = 0.5
_OPTION_COLUMNS = 2
_CLEARLY_MORE = 2


def find(records: Sequence[Record], is_known: Callable[[str], bool]) -> Layout | None:
    """The most likely header among the first records; `is_known` says whether a heading is one we look for.

    It is the first row that is about as wide as the table, unless a later one holds clearly more headings that are
    known: two more, or nothing else, or half of what it fills where the first has none.
    """
    if (coded := _with_codes(records)) is not None:
        return coded
    wide = _wide(records)
    if not wide:
        return None
    known = {at: sum(map(is_known, {*_filled(records[at])})) for at in wide}
    best = max(wide, key=lambda at: (known[at], -at))
    first, most, cells = known[wide[0]], known[best], len(_filled(records[best]))
    clearly = most >= first + _CLEARLY_MORE or most == cells > first or (not first and 2 * most >= cells)
    return _shape(records, best if clearly else wide[0])


def _wide(records: Sequence[Record]) -> list[int]:
    """Where the first records fill half of what most fill or more; a single cell is a title where the table has more."""
    width = _usual_width(records)
    least = max(2 if width > 1 else 1, _WIDE_ENOUGH * width)
    rows = ((at, _filled(record)) for at, record in enumerate(records[:_SEARCHED]))
    return [at for at, filled in rows if len(filled) >= least and _textual(filled)]


def _filled(record: Record) -> list[str]:
    return [cell for cell in record if cell.strip()]


def at(records: Sequence[Record], row: int, rows: int) -> Layout | None:
    """The header whose last row is the sheet's row `row`; None when the file is not that long."""
    if row > len(records) or rows > row:
        return None
    return _layout(records, row, rows)


_FOR_MACHINES = re.compile(r'^\s*\{\s*"?ImportId"?')
_SEARCHED_FOR_CODES = 8
_FIRST_TEXTS = {"startdate": ("startdate", "開始日"), "responseid": ("responseid", "回答id"), "v1": ("responseid",)}


def has_codes(header: Sequence[Record]) -> bool:
    """Whether the rows of a header are codes, texts, and then perhaps a row for machines."""
    if len(header) < 2:
        return False
    if len(header) == 3 and _is_for_machines(header[2]):
        return True
    codes, texts = (next((compact(cell) for cell in row if cell.strip()), "") for row in header[:2])
    return len(header) == 2 and texts in _FIRST_TEXTS.get(codes, ()) and _all_short(header[0])


def _all_short(codes: Record) -> bool:
    return all(" " not in cell.strip() for cell in codes[:3])


def _is_for_machines(record: Record) -> bool:
    filled = [cell for cell in record if cell.strip()]
    return bool(filled) and all(_FOR_MACHINES.match(cell) for cell in filled[:3])


def _with_codes(records: Sequence[Record]) -> Layout | None:
    """A header of codes above texts among the first records."""
    for row in range(2, min(len(records), _SEARCHED_FOR_CODES) + 1):
        for rows in (3, 2):
            if row >= rows and has_codes(records[row - rows : row]):
                more = rows == 2 and row < len(records) and _is_for_machines(records[row])
                return _layout(records, row + more, rows + more)
    return None


def _usual_width(records: Sequence[Record]) -> int:
    """How many cells most records fill, the wider half deciding."""
    widths = sorted(sum(1 for cell in record if cell.strip()) for record in records)
    widths = [width for width in widths if width]
    return widths[len(widths) * 3 // 4] if widths else 0


def _textual(cells: Sequence[str]) -> float:
    """The share of cells that are words, not numbers."""
    return sum(1 for cell in cells if not cell.strip().rstrip("%").replace(".", "", 1).isdigit()) / len(cells)


def _shape(records: Sequence[Record], best: int) -> Layout:
    """One header row or two: the other one groups columns above, or names options below."""
    pairs = ((best, best + 1, 2), (best - 1, best, 1))
    for upper, lower, least in pairs:
        if upper < 0 or lower >= len(records):
            continue
        below = records[lower + 1 :]
        if _goes_below(records[upper], records[lower], least) or _names_options(records[upper], records[lower], below):
            return _layout(records, lower + 1, 2)
    return _layout(records, best + 1, 1)


def _goes_below(upper: Record, lower: Record, least: int) -> bool:
    """Whether `lower` only fills in what `upper` groups: it leaves the first column to the row above."""
    if not _cell(upper, 0) or _cell(lower, 0):
        return False
    filled = [n for n in range(len(lower)) if _cell(lower, n)]
    below = [n for n in filled if not _cell(upper, n) or _is_caption(_cell(lower, n))]
    grouped = all(not _cell(upper, n) or not _cell(upper, n + 1) for n in filled)
    enough = len(below) >= least or (grouped and len(below) > 0)
    return len(filled) > 1 and enough and _textual([_cell(lower, n) for n in filled]) > _MOSTLY_WORDS


def _names_options(upper: Record, lower: Record, records: Sequence[Record]) -> bool:
    """Whether `lower` says what stands in columns that `upper` leaves unnamed: captions, or an option in each.

    An option's column holds the option's own words wherever it was ticked, and nothing where it was not.
    """
    if not _filled(upper):
        return False
    unnamed = [n for n in range(len(lower)) if _cell(lower, n) and not _cell(upper, n)]
    captions = sum(1 for cell in lower if _is_caption(cell))
    answers = [{_cell(record, n) for record in records} - {BLANK} for n in unnamed]
    options = sum(1 for n, found in zip(unnamed, answers, strict=True) if found == {_cell(lower, n)})
    gaps = sum(1 for n in range(len(lower)) if not _cell(upper, n) and not _cell(lower, n) and _held(records, n))
    return gaps <= len(unnamed) and captions + options >= _OPTION_COLUMNS


def _held(records: Sequence[Record], n: int) -> bool:
    return any(_cell(record, n) for record in records)


def _is_caption(cell: str) -> bool:
    return bare(cell) in ANSWER_CAPTIONS


def _layout(records: Sequence[Record], row: int, rows: int) -> Layout:
    width = max(len(record) for record in records[row - rows : row])
    if has_codes(records[row - rows : row]):
        codes, named = records[row - rows], records[row - rows + 1]
        coded = ((_cell(codes, n), _cell(named, n)) for n in range(width))
        return Layout(row, rows, tuple(Heading(n, text or code, code=code) for n, (code, text) in enumerate(coded, 1)))
    last = records[row - 1]
    texts = [_cell(last, n) for n in range(width)]
    tops = _carried(records[row - 2], texts) if rows == 2 else [BLANK] * width
    headings = tuple(Heading(n + 1, texts[n], tops[n]) for n in range(width))
    return Layout(row, rows, headings)


def _carried(record: Record, below: Sequence[str]) -> list[str]:
    """The upper header row, each cell carried over the empty ones to its right that have something below them."""
    carried, last = [], BLANK
    for n, text in enumerate(below):
        last = _cell(record, n) or last
        carried.append(last if text else _cell(record, n))
    return carried


def _cell(record: Record, n: int) -> str:
    return record[n].strip() if n < len(record) else BLANK
