"""What a file is, from its first records: which sheet, where the table stands, what each column means, which kind."""

from dataclasses import dataclass, field, replace

from intake import layout
from intake.mapping import ColumnRule, FileKind, Mapping, Role
from intake.matching import Known, by_rules
from intake.normalise import is_missing, number
from intake.places import Places
from intake.problems import Kind, Problem, Refused
from intake.recognition import recognise, settle
from intake.table import Facts, Heading, Layout, Source
from intake.task import ColumnSeen, Task

Records = list[list[str]]
_SAMPLE_ROWS = 20
_POINTS = 10
_HIDDEN = (Role.PERSON, Role.ID, Role.DATE)


@dataclass(frozen=True)
class Understood:
    """What is known of a file before all its rows are read; `sample` leaves out what could tell who answered."""

    facts: Facts
    layout: Layout
    kind: FileKind
    columns: tuple[ColumnSeen, ...]
    rules: dict[int, ColumnRule]
    sample: tuple[tuple[str, ...], ...]
    places: Places
    problems: list[Problem] = field(default_factory=list)

    def has(self, *roles: Role) -> bool:
        return any(column.role in roles for column in self.columns)

    def say(self, kind: Kind, **words: str | int | None) -> None:
        """Add a problem."""
        self.problems.append(Problem.model_validate({"kind": kind} | words))


@dataclass(frozen=True)
class _Sheet:
    """The records of one sheet with the table's place in it."""

    records: Records
    place: Layout

    @property
    def below(self) -> Records:
        return self.records[self.place.header_row :]

    def column(self, number: int) -> list[str]:
        return [_at(record, number) for record in self.below]

    def headings(self) -> tuple[Heading, ...]:
        """Headings of the columns that have one, or at least a cell below."""
        return tuple(h for h in self.place.headings if h.name or any(text.strip() for text in self.column(h.number)))


def understand(source: Source, task: Task) -> Understood:
    """Judge a file by its head; raises Refused when there is no table to be found."""
    mapping = task.mapping or Mapping()
    problems: list[Problem] = []
    given = task.kind or mapping.kind
    places = Places(task.units, mapping.units)
    known = Known.of(task.guideline, task.segments, given is FileKind.TOTALS, places)
    sheet = _sheet(source, mapping, known, problems)
    headings = sheet.headings()
    rules, faults = by_rules(mapping, headings)
    columns = _columns(sheet, known, rules, headings)
    kind = given or FileKind.RESPONSES
    if kind is not FileKind.TOTALS:
        as_totals = _columns(sheet, replace(known, totals=True), rules, headings)
        if given is None and _are_totals(sheet, task, as_totals):
            kind, columns = FileKind.TOTALS, as_totals
    shown = [column.number for column in columns if column.role not in _HIDDEN]
    sample = tuple(tuple(_at(record, number) for number in shown) for record in sheet.below[:_SAMPLE_ROWS])
    return Understood(source.facts, sheet.place, kind, columns, rules, sample, places, problems + faults)


def _sheet(source: Source, mapping: Mapping, known: Known, problems: list[Problem]) -> _Sheet:
    if mapping.sheet is None and len(source.facts.sheets) > 1:
        _choose_sheet(source, known)
        others = [name for name in source.facts.sheets if name != source.facts.sheet]
        problems.append(Problem(kind=Kind.OTHER_SHEETS, found=source.facts.sheet, expected=", ".join(others)))
    records = source.head()
    codes = source.facts.codes
    place = layout.at(records, 1, 1) if codes else _place(mapping, records, known)
    if place is not None and codes:
        named = tuple(replace(h, code=code) for h, code in zip(place.headings, codes, strict=True))
        place = replace(place, headings=named)
    if place is None:
        raise Refused(Problem(kind=Kind.NO_HEADER, found=str(mapping.header_row or "") or None))
    if source.facts.hidden:
        problems.append(Problem(kind=Kind.HIDDEN_CELLS, found=", ".join(source.facts.hidden)))
    return _Sheet(records, replace(place, percents=source.facts.percents))


def _choose_sheet(source: Source, known: Known) -> None:
    """Turn to the sheet whose header names most of what is looked for; of equals to the one with the largest head."""
    best, best_score = source.facts.sheets[0], (-1, -1)
    for name in source.facts.sheets:
        source.look_at(name)
        records = source.head()
        place = layout.find(records, known.is_heading)
        names = [heading.name for heading in place.headings] if place else []
        score = (sum(map(known.is_heading, names)), len(records) * len(names))
        if score > best_score:
            best, best_score = name, score
    source.look_at(best)


def _place(mapping: Mapping, records: Records, known: Known) -> Layout | None:
    if mapping.header_row is not None:
        return layout.at(records, mapping.header_row, mapping.header_rows or 1)
    place = layout.find(records, known.is_heading)
    if place is not None and mapping.header_rows is not None and mapping.header_rows != place.header_rows:
        return layout.at(records, place.header_row, mapping.header_rows)
    return place


def _columns(
    sheet: _Sheet, known: Known, rules: dict[int, ColumnRule], headings: tuple[Heading, ...]
) -> tuple[ColumnSeen, ...]:
    seen = []
    for heading in headings:
        if rule := rules.get(heading.number):
            seen.append(
                ColumnSeen(
                    name=heading.name, number=heading.number, role=rule.role, target=rule.target, option=rule.option
                )
            )
        else:
            seen.append(recognise(heading, known, sheet.column(heading.number)))
    return tuple(settle(seen, set(rules)))


def _are_totals(sheet: _Sheet, task: Task, columns: tuple[ColumnSeen, ...]) -> bool:
    """Whether shares are spoken of, or the columns of items hold figures instead of answers."""
    items = task.guideline.items if task.guideline else ()
    roles = {column.role for column in columns}
    if {Role.SHARE, Role.INDICATOR} <= roles or Role.RESPONSE_RATE in roles:
        return True
    if items and not any(item.options for item in items):
        return True
    asked = Role.ITEM if task.guideline else Role.IGNORE  # without a questionnaire, whatever is not known otherwise
    texts = [text for column in columns if column.role is asked for text in sheet.column(column.number)]
    cells = [text for text in texts if not is_missing(text)]
    figures = [value for text in cells if (value := number(text)) and _is_figure(value, bool(task.guideline))]
    return len(figures) > 0.5 * len(cells)


def _is_figure(value: tuple[float, bool], asked: bool) -> bool:
    """A share rather than an answer: a percent, a part of one, or more than the points of any scale."""
    return value[1] or not value[0].is_integer() or (not asked and abs(value[0]) > _POINTS)


def _at(record: list[str], number: int) -> str:
    return record[number - 1] if number <= len(record) else ""
