"""What a file tells of cells: its tables, the values its charts were drawn from, and the lines that name a figure."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace

from tests.confidentiality.emitted.document import Document, Drawn
from tests.confidentiality.emitted.equations import as_told
from tests.confidentiality.emitted.told import BASE, POOLED, Cell, Names, Told, rows_told

RESULTS = ("Share", "Of everybody", "Base", "Important")
STANDS = re.compile(r"(?:stands at )?(\d+) %(?!\w)")
BOUND, FUNNEL = re.compile(r"[<>] \d+ %"), "how far it has come"


def filed(document: Document, names: Names, start: Cell) -> list[Told]:
    """Everything that a file says of cells, `start` being what the whole file is about."""
    found = list[Told]()
    for caption, rows in document.tables:
        if rows[0][0] == "wave":
            found += as_told(json.dumps([dict(zip(map(str, rows[0]), row, strict=True)) for row in rows[1:]]))
        elif any(head in RESULTS for head in rows[0]):
            found += rows_told(caption.replace("\xa0", " "), rows, names, start)
    for chart in document.charts:
        found += _drawn(chart, names, start)
    for line in document.lines:
        found += _line(line, names, start)
    return found


def _drawn(chart: Drawn, names: Names, start: Cell) -> Iterator[Told]:
    """Every value of a native chart; one that stands for a bound says so beside its name."""
    about = names.about(chart.title, start)
    for series, values in chart.series:
        for category, value in zip(chart.categories, values, strict=True):
            if value is None or POOLED.search(category):
                continue
            words = " ".join(category.replace("\xa0", " ").split())
            cell = names.about(f"{series} | {words}", about)
            if FUNNEL in chart.title:
                cell = replace(cell, indicator=f"funnel:{cell.indicator}")
            yield Told(cell, None, None if BOUND.search(words) else 100 * value, True, (f"{100 * value:.0f} %",))


def _line(line: str, names: Names, start: Cell) -> Iterator[Told]:
    """A sentence that says where an indicator stands, and the line of what a figure stands on."""
    words = line.replace("\xa0", " ")
    for name, key in names.indicators.items():
        stands = re.search(rf"(?<!\w){name} {STANDS.pattern}", words)
        if stands and words.startswith(f"{name} stands at"):
            yield Told(replace(start, indicator=key), None, float(stands[1]), False, (f"{stands[1]} %",))
    if (base := BASE.search(words)) and words.startswith(tuple(names.waves)):
        yield Told(start, int(base[1].replace(",", "")), None, False, (base[0],))
