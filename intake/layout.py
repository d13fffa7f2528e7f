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


def find(records: Sequence[Record], is_known: Callable[[str], bool]) -> Layout | None:
    """The most likely header among the first records; `is_known` says whether a heading is one we look for."""
    if (coded := _with_codes(records)) is not None:
        return coded
    width = _usual_width(records)
    best, best_score = None, 0.0
    for at, record in enumerate(records[:_SEARCHED]):
        filled = [cell for cell in record if cell.strip()]
        if not filled or (len(filled) < 2 and width > 1):
            continue
        known = sum(1 for cell in set(filled) if is_known(cell))
        spread = len(filled) / max(1, width)
        score = known + spread * _textual(filled) - at * 0.02
        if score > best_score:
            best, best_score = at, score
    return None if best is None else _shape(records, best)


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
    """The share of cells that look like headings: texts, not numbers, each its own."""
    words = [cell for cell in cells if not cell.strip().rstrip("%").replace(".", "", 1).isdigit()]
    return len(set(words)) / len(cells)


def _shape(records: Sequence[Record], best: int) -> Layout:
    """One header row or two: the other one groups columns above, or names options below."""
    upper, row = records[best], best + 1
    if best + 1 < len(records) and _goes_below(upper, records[best + 1], least=2):
        return _layout(records, row + 1, 2)
    if best and _goes_below(records[best - 1], upper, least=1):
        return _layout(records, row, 2)
    return _layout(records, row, 1)


def _goes_below(upper: Record, lower: Record, least: int) -> bool:
    """Whether `lower` only fills in what `upper` groups: it leaves the first column to the row above."""
    if not _cell(upper, 0) or _cell(lower, 0):
        return False
    filled = [n for n in range(len(lower)) if _cell(lower, n)]
    below = [n for n in filled if not _cell(upper, n) or bare(_cell(lower, n)) in ANSWER_CAPTIONS]
    return len(filled) > 1 and len(below) >= least and _textual([_cell(lower, n) for n in filled]) > _MOSTLY_WORDS


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
