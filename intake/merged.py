"""Merged cells of a spreadsheet: a unit written once beside several rows is every one of these rows' unit."""

from collections.abc import Iterable, Iterator
from typing import Any

Range = tuple[tuple[int, int], tuple[int, int]]
_MOST_CELLS = 200_000


def down(ranges: Iterable[Range], first_row: int) -> dict[tuple[int, int], tuple[int, int]]:
    """For every cell below the first of a merged range that starts in or below `first_row`, where its value stands."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for (top, left), (bottom, right) in ranges:
        if top >= first_row and bottom > top and left == right and len(found) + bottom - top <= _MOST_CELLS:
            found |= {(row, left): (top, left) for row in range(top + 1, bottom + 1)}
    return found


def filled(
    rows: Iterable[list[Any]], first_row: int, down: dict[tuple[int, int], tuple[int, int]]
) -> Iterator[list[Any]]:
    """The rows with every merged cell's value in all the rows it reaches over."""
    if not down:
        yield from rows
        return
    origins, kept = set(down.values()), dict[tuple[int, int], Any]()
    columns = {column for _, column in down}
    for row, cells in enumerate(rows, first_row):
        for column in columns:
            place = (row, column)
            if place in origins:
                kept[place] = cells[column]
            elif place in down:
                cells[column] = kept.get(down[place], "")
        yield cells
