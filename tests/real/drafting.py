"""A questionnaire drafted from a first file as a person would click it together, and the same file counted a second way.

Nothing is mapped by hand: the whole file belongs to one unit, every column that looks like a choice becomes a question.
"""

import csv
import io
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from intake.mapping import FileKind, Role
from intake.sandbox import read_file
from intake.task import ColumnSeen, Outcome, Task
from measure.questionnaire import MAX_MULTIPLE_OPTIONS, Guideline, Indicator, Item, ItemKind, Option
from tests.real.reading import EVERYBODY, words


@dataclass
class Draft:
    """The items of a file, and the columns each of them stands in."""

    items: list[Item] = field(default_factory=list)
    columns: dict[str, list[ColumnSeen]] = field(default_factory=dict)

    def add(self, text: str, values: list[str], kind: ItemKind, columns: list[ColumnSeen]) -> None:
        key = f"column_{columns[0].number}"
        options = tuple(Option(code=code, label=words(value)) for code, value in enumerate(values, 1))
        self.items.append(Item(key=key, kind=kind, text=words(text), options=options))
        self.columns[key] = columns

    def guideline(self) -> Guideline:
        first = Indicator(key="first", item=self.items[0].key, name=words("first"))
        return Guideline(key="drafted", name=words("drafted"), items=tuple(self.items), indicators=(first,))


def surveyed(path: Path) -> Outcome:
    return read_file(Task(path=path, file_name=path.name, survey=True))


def drafted(outcome: Outcome) -> Draft:
    """One item a column, one for all the columns of a question whose choices have a column each."""
    draft, taken = Draft(), Counter[str]()
    several: dict[str, list[ColumnSeen]] = {}
    for column in outcome.columns:
        top, _, option = column.name.partition(" / ")
        if column.role is Role.IGNORE and column.values == (option,):
            several.setdefault(top, []).append(column)
        elif column.role is Role.IGNORE and column.values and not taken[column.name]:
            kind = ItemKind.MULTIPLE if column.several else ItemKind.SINGLE
            draft.add(column.name, list(column.values), kind, [column])
            taken[column.name] += 1
    for top, columns in several.items():
        part = columns[:MAX_MULTIPLE_OPTIONS]
        draft.add(top, [column.values[0] for column in part], ItemKind.MULTIPLE, part)
    return draft


def imported(path: Path, draft: Draft) -> Outcome:
    """The file with the questionnaire that was drafted from it, as responses of one unit."""
    return read_file(
        Task(path=path, file_name=path.name, kind=FileKind.RESPONSES, guideline=draft.guideline(), units=(EVERYBODY,))
    )


def counted(path: Path, encoding: str, lines: slice, columns: list[ColumnSeen]) -> Counter[str]:
    """The cells of columns by Python's own csv module, rows without a single answer aside."""
    text = path.read_bytes().decode("utf-8-sig" if encoding == "utf-8" else encoding)
    rows = list(csv.reader(io.StringIO(text, newline="")))[lines]
    cells = (row[column.number - 1].strip() for row in rows for column in columns)
    return Counter(cell.casefold() for cell in cells if cell)
