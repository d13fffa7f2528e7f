"""What the parts of an XLSX say beside its cells: columns shown as percents, columns and rows that are hidden.

Only the beginning of a sheet is looked at; what is not found there is only not told.
"""

import re
import zipfile
from collections import Counter
from dataclasses import dataclass
from html import unescape
from pathlib import Path

_BEGINNING = 1 << 20
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*?>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*?>")
_FORMAT = re.compile(r"<(?:\w+:)?numFmt\s[^>]*?>")
_STYLES = re.compile(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_STYLE = re.compile(r"<(?:\w+:)?xf\s[^>]*?>")
_COLUMN = re.compile(r"<(?:\w+:)?col\s[^>]*?>")
_ROW = re.compile(r"<(?:\w+:)?row\s[^>]*?>")
_CELL = re.compile(r"<(?:\w+:)?c\s[^>]*?>")
_ATTRIBUTE = re.compile(r"([\w:]+)=\"([^\"]*)\"")
_LETTERS = re.compile(r"^([A-Z]{1,3})\d+$")
_PERCENTS = frozenset({"9", "10"})
_MOSTLY, _MOST_NAMED = 0.5, 12


@dataclass(frozen=True)
class About:
    """Columns shown as percents, and the names of hidden columns and rows."""

    percents: frozenset[int] = frozenset()
    hidden: tuple[str, ...] = ()


def about(path: Path, sheet: str) -> About:
    """What one sheet's parts say; nothing where they are not as usual."""
    try:
        with zipfile.ZipFile(path) as book:
            beginning = _read(book, _place(book, sheet))
            return About(_percents(beginning, _percent_styles(book)), _hidden(beginning))
    except (KeyError, ValueError, OSError, zipfile.BadZipFile):
        return About()


def _read(book: zipfile.ZipFile, name: str) -> str:
    with book.open(name) as part:
        return part.read(_BEGINNING).decode("utf-8", "replace")


def _attributes(tag: str) -> dict[str, str]:
    return {name.rpartition(":")[2]: unescape(value) for name, value in _ATTRIBUTE.findall(tag)}


def _place(book: zipfile.ZipFile, sheet: str) -> str:
    """The part that holds the sheet of this name."""
    sheets = (_attributes(tag) for tag in _SHEET.findall(_read(book, "xl/workbook.xml")))
    key = next(found["id"] for found in sheets if found.get("name") == sheet) if sheet else ""
    relations = (_attributes(tag) for tag in _RELATION.findall(_read(book, "xl/_rels/workbook.xml.rels")))
    target = next(found["Target"] for found in relations if found.get("Id") == key)
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _percent_styles(book: zipfile.ZipFile) -> frozenset[int]:
    """The places of the styles that show a number as a percent."""
    text = _read(book, "xl/styles.xml")
    formats = (_attributes(tag) for tag in _FORMAT.findall(text))
    own = {found["numFmtId"] for found in formats if "%" in found.get("formatCode", "")}
    styles = _STYLES.search(text)
    found = _STYLE.findall(styles[0]) if styles else []
    return frozenset(n for n, tag in enumerate(found) if _attributes(tag).get("numFmtId") in own | _PERCENTS)


def _percents(beginning: str, styles: frozenset[int]) -> frozenset[int]:
    """The columns most of whose numbers are shown as percents."""
    numbers, percents = Counter[int](), Counter[int]()
    for tag in _CELL.findall(beginning) if styles else ():
        cell = _attributes(tag)
        place = _LETTERS.match(cell.get("r", ""))
        if place and cell.get("t", "n") == "n" and not tag.endswith("/>"):
            numbers[_number(place[1])] += 1
            percents[_number(place[1])] += int(cell.get("s", "0")) in styles
    return frozenset(column for column, n in numbers.items() if percents[column] > _MOSTLY * n)


def _hidden(beginning: str) -> tuple[str, ...]:
    names: list[str] = []
    for tag in _COLUMN.findall(beginning):
        column = _attributes(tag)
        if column.get("hidden") in ("1", "true"):
            first, last = int(column["min"]), min(int(column["max"]), int(column["min"]) + _MOST_NAMED)
            names += [_letters(n) for n in range(first, last + 1)]
    rows = (_attributes(tag) for tag in _ROW.findall(beginning))
    names += [row.get("r", "?") for row in rows if row.get("hidden") in ("1", "true")]
    return (*names[:_MOST_NAMED], "…") if len(names) > _MOST_NAMED else tuple(names)


def _number(letters: str) -> int:
    """Column letters as a number, A = 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _letters(number: int) -> str:
    """A column's number as letters, 1 = A."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
