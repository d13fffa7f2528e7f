"""Reads back what was sent: every figure of a table, a point or a line of words, as a statement about one cell.

A reader knows what anybody knows: the names of units, indicators, waves and attributes, and what an address asks for.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Any, TypeVar

from streamlit.proto.Element_pb2 import Element

from measure.tally import Group
from tests.confidentiality.emitted.frames import Address, Sent

HTML, CHART = "html", "plotly_chart"
ASKING = {"button", "button_group", "page_link", "download_button", "file_uploader", "checkbox", "radio"}
ASKING |= {"selectbox", "multiselect", "text_input", "text_area", "number_input"}
EMPTY = "empty"  # a place that is filled by what comes after
LEFT = ("left", "")
"""Beside a unit: all of it that is not shown by itself."""
SHARES = ("Share", "Of everybody")
HEADINGS = ("Wave", "Unit", "Stage", "Beside", "Indicator", "Norm", "wave")
"""What the first column of a table of results is called."""
OF_THE_WHOLE = (("Wave", "Responses"), ("File", "Rows"))
"""Columns of tables that say how many took part in a whole survey or file, which is no secret, and of no result."""
Value = str | int | float | None
Rows = list[list[Value]]
T = TypeVar("T")
HALF = 0.5 + 1e-9
SIDES = ("Important", "Practised")
"""The two figures in the row of a norm, each with its interval."""
PERCENT = re.compile(r"^(\d+)\s%$")
WITH_INTERVAL = re.compile(r"^(\d+\s%) \(.*\)$")
HEADING = re.compile(r"<h[12][^>]*>(.*?)</h[12]>")
FIGURE = re.compile(r"\d\s?(%|pt)|^[+−±]?[\d,.]+$|Base \d")
NO_ANSWER = re.compile(r"Months until \d+ %: |enlarged to \d+ %|The 95 % interval of")
"""What a row is asked about (how long a unit took to come so far is told from the waves that show it), a page's zoom, and how sure an interval is."""
FROM_TO = re.compile(r"^(\d+)\s% → (\d+)\s%$")
NOT_ANSWERS = ("Wave", "Indicator", "Round in which it begins", "Place")
POOLED = re.compile(r"\d+ units of similar size")
"""Three shown units or more taken together: of none of them by itself."""
BASE = re.compile(r"\bBase ([\d,]+)")


@dataclass(frozen=True)
class Cell:
    """One cell of the cube: which wave, which group, which indicator."""

    wave: str
    group: Group
    indicator: str


@dataclass(frozen=True)
class Told:
    """What one place of a page says of a cell: its base, its share in percent (exact where a chart holds it), words."""

    cell: Cell
    base: int | None = None
    share: float | None = None
    exact: bool = False
    words: tuple[str, ...] = ()

    @property
    def figures(self) -> bool:
        return any(FIGURE.search(NO_ANSWER.sub("", word)) for word in self.words)


def named(names: Mapping[str, T], words: str, otherwise: T) -> T:
    """What the longest name in these words stands for."""
    found = [name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words)]
    return names[max(found, key=len)] if found else otherwise


@dataclass(frozen=True)
class Names:
    """What is called how: units, indicators, waves and groups by attribute."""

    units: Mapping[str, str]
    indicators: Mapping[str, str]
    waves: Mapping[str, str]
    attributes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    sides: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Columns and series of norms: which indicator each is of, by the one that is named after the norm."""

    def at(self, address: Address) -> Cell:
        """What an address asks for, else what a page opens with; an attribute counts where the page itself names it."""
        unit = address.get("unit", next(iter(self.units.values())))
        wave = address.get("wave", list(self.waves.values())[-1])
        return Cell(wave, (unit, "", ""), address.get("indicator", next(iter(self.indicators.values()))))

    def about(self, words: str, cell: Cell) -> Cell:
        """The same cell, as far as these words name another unit, wave, indicator, attribute, or what is left of a unit."""
        unit = named(self.units, words, cell.group[0])
        key = LEFT if re.search(r"the \d+ units not shown", words) else named(self.attributes, words, cell.group[1:])
        wave = named(self.waves, words, cell.wave)
        indicator = named(self.indicators, words, cell.indicator)
        return Cell(wave, (unit, *key), named(self.sides, words, {}).get(indicator, indicator))


class Tables(HTMLParser):
    """The tables of a piece of HTML, each as its caption and its rows of cells, headings first."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.found: list[tuple[str, Rows]] = []
        self._caption, self._rows, self._into = "", list[list[str]](), ""
        self.feed(body)

    def handle_starttag(self, name: str, attrs: object) -> None:
        if name == "table":
            self._caption, self._rows = "", []
        elif name == "tr":
            self._rows.append([])
        elif name in ("th", "td"):
            self._rows[-1].append("")
        if name in ("caption", "th", "td"):
            self._into = name

    def handle_endtag(self, name: str) -> None:
        if name == "table":
            self.found.append((self._caption, [list[Value](row) for row in self._rows]))
        if name == self._into:
            self._into = ""

    def handle_data(self, data: str) -> None:
        if self._into == "caption":
            self._caption += data
        elif self._into:
            self._rows[-1][-1] += data.replace("\u3000", "").replace("\xa0", " ")


def told(sent: Sent, names: Names) -> list[Told]:
    """Everything that a page says of cells."""
    start, found = names.at(sent.address), list[Told]()
    title = ""
    for element in sent.elements:
        kind = element.WhichOneof("type")
        if kind == HTML:
            title = " ".join(HEADING.findall(element.html.body)) or title
            for caption, rows in Tables(element.html.body).found:
                found += rows_told(caption, rows, names, start)
        elif kind == CHART:
            found += points_told(json.loads(element.plotly_chart.spec), names, names.about(title, start))
        else:
            assert kind in (EMPTY, *ASKING), f"{sent.page} sends a {kind}, which nobody reads back"
    return found


def rows_told(caption: str, rows: Rows, names: Names, start: Cell) -> Iterator[Told]:
    """The rows of a table, on a page or in a file, whose first cells say what they are about; a number is exact."""
    heads, about = [str(head) for head in rows[0]], names.about(caption, start)
    if any(heads[0] == first and counted in heads for first, counted in OF_THE_WHOLE):
        return
    funnel = heads[0] == "Stage"
    for row in rows[1:]:
        if POOLED.search(str(row[0])):
            continue
        cells = dict(zip(heads, row, strict=False))
        if set(SIDES) <= set(heads):
            yield from _of_a_norm(cells, names, about)
            continue
        cell = names.about(" | ".join(map(str, row[:2] if "Indicator" in heads else row[:1])), about)
        if funnel:
            cell = replace(cell, indicator=f"funnel:{cell.indicator}")
        share = next((cells[head] for head in SHARES if head in cells), None)
        words = tuple(str(cell) for head, cell in cells.items() if head not in (heads[0], *NOT_ANSWERS) and cell)
        yield Told(cell, _count(cells.get("Base")), _percent(share), isinstance(share, float), words)


def _of_a_norm(cells: Mapping[str, Value], names: Names, about: Cell) -> Iterator[Told]:
    """Both sides of a norm; their difference tells of either."""
    for head in SIDES:
        share = WITH_INTERVAL.sub(r"\1", str(cells[head]))
        cell = names.about(f"{head} | {cells['Norm']}", about)
        yield Told(cell, None, _percent(share), False, (str(cells[head]), str(cells["Gap"])))


def _count(found: Value) -> int | None:
    plain = str(found).replace(",", "")
    return int(plain) if plain.isdigit() else None


def _percent(found: Value) -> float | None:
    if isinstance(found, int | float):
        return 100.0 * found
    read = PERCENT.match(found or "")
    return float(read[1]) if read else None


def points_told(spec: Mapping[str, Any], names: Names, start: Cell) -> Iterator[Told]:
    """The points of a chart that say in a hover text what they are; their place tells the share exactly."""
    for trace in spec["data"]:
        hovers = trace.get("customdata") or []
        for at, hover in enumerate(hovers):
            words = [re.sub(r"<[^>]+>", "", part).replace("\xa0", " ") for part in str(hover).split("<br>")]
            name = re.sub(r"<[^>]+>", " ", trace.get("hovertemplate", "")).replace("%{customdata}", "")
            series = trace.get("name") or ""
            cell = names.about(" | ".join((name, series, words[0])), start)
            words = [word.removeprefix(series).strip() for word in words]
            if POOLED.search(words[0]):
                continue
            if trace["type"] == "bar" and not trace.get("meta"):
                cell = replace(cell, indicator=f"funnel:{cell.indicator}")
            if moved := next((found for word in words if (found := FROM_TO.match(word))), None):
                wave = list(names.waves.values())[-1 if at else 0]
                cell, words = replace(cell, wave=wave), [words[0], f"{moved[at + 1]} %"]
            yield _point(cell, words, _places(trace, at))


def _point(cell: Cell, words: list[str], places: list[float]) -> Told:
    bases = [int(found[1].replace(",", "")) for word in words if (found := BASE.search(word))]
    percents = [float(found[1]) for word in words if (found := PERCENT.match(word))]
    exact = [place for place in places if percents and abs(place - percents[0]) <= HALF]
    share = exact[0] if exact else percents[0] if percents else None
    return Told(cell, bases[0] if bases else None, share, bool(exact), tuple(words[1:]))


def _places(trace: Mapping[str, Any], at: int) -> list[float]:
    found = [trace.get(axis, [])[at] for axis in ("x", "y") if len(trace.get(axis, [])) > at]
    return [float(place) for place in found if isinstance(place, int | float)]


def words_of(elements: Iterable[Element]) -> str:
    """Every text in every element, whatever its kind: what a search for a number looks through."""
    return "\n".join(_strings(element) for element in elements)


def _strings(message: Any) -> str:
    found = []
    for field_, value in message.ListFields():
        for each in value if field_.is_repeated else [value]:
            found.append(_strings(each) if field_.message_type else str(each))
    return "\n".join(found)
