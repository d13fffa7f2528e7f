"""Mending how a file is read without touching it: every fix answers a mapping, under which the file is read again."""

import csv
from collections.abc import Iterable
from collections.abc import Mapping as Table
from dataclasses import dataclass
from difflib import get_close_matches

from actions.refused import Refused
from intake import encoding
from intake.effective import for_another_file
from intake.mapping import ColumnRule as ColumnRule
from intake.mapping import FileKind as FileKind
from intake.mapping import Mapping as Mapping
from intake.mapping import Role as Role
from intake.mapping import from_toml, to_toml
from intake.normalise import compact, fold
from intake.problems import Kind, Severity
from intake.problems import Problem as Problem
from intake.task import ColumnSeen as ColumnSeen
from intake.task import Outcome as Outcome
from measure.organisation import Unit
from measure.questionnaire import Guideline, Item, ItemKind

LEFT_OUT, NO_ANSWER = "", 0
"""The unit whose rows are left out, and the code of an answer that was not given."""
ENCODINGS = encoding.KNOWN
UNSURE = 0.9
"""Below this confidence a column's reading is called doubtful."""
MENDABLE = {
    Kind.UNKNOWN_UNIT: Role.UNIT,
    Kind.AMBIGUOUS_UNIT: Role.UNIT,
    Kind.UNKNOWN_OPTION: Role.ITEM,
    Kind.UNKNOWN_VALUE: Role.SEGMENT,
}
FIRST_BYTES, FIRST_LINES, LIKELY, BETWEEN = 65_536, 6, 3, " | "
UNSHOWN = (Role.PERSON, Role.ID, Role.DATE)
"""Columns whose cells are not shown: they could tell who answered."""


@dataclass(frozen=True)
class Doubt:
    """One word of the file that was not understood: in which column, and in which rows of the spreadsheet."""

    column: ColumnSeen
    found: str
    rows: tuple[int, ...]

    @property
    def meant(self) -> Role:
        """What the word should name: a unit, an option of a question, a value of a segment."""
        return self.column.role


def doubts(outcome: Outcome) -> tuple[Doubt, ...]:
    """Every word that a person can give a meaning, once, in the order of the file."""
    columns = {(column.name, column.role): column for column in outcome.columns}
    rows: dict[tuple[str, Role, str], list[int]] = {}
    for problem in outcome.problems:
        role = MENDABLE.get(problem.kind)
        if role is not None and problem.found and problem.row and (problem.column or "", role) in columns:
            rows.setdefault((problem.column or "", role, problem.found), []).append(problem.row)
    return tuple(Doubt(columns[name, role], found, tuple(at)) for (name, role, found), at in rows.items())


def likely(found: str, units: Iterable[Unit]) -> list[str]:
    """Codes of the units whose name, code or alias is most like `found`, the likeliest first."""
    names: dict[str, list[str]] = {}
    for unit in units:
        for name in (unit.name.ja, unit.name.en, unit.code, *unit.aliases):
            names.setdefault(fold(name), []).append(unit.code)
    near = get_close_matches(fold(found), names, n=LIKELY, cutoff=0.5)
    inside = [name for name in names if len(name) > 1 and compact(name) in compact(found)]
    return list(dict.fromkeys(code for name in (*near, *sorted(inside, key=len)[::-1]) for code in names[name]))[
        :LIKELY
    ]


def likely_options(found: str, item: Item) -> list[int]:
    """Codes of the options whose label is most like `found`, the likeliest first."""
    names = {fold(text): o.code for o in item.options for text in (o.label.ja, o.label.en, *o.aliases)}
    return list(dict.fromkeys(names[name] for name in get_close_matches(fold(found), names, n=LIKELY, cutoff=0.4)))


def with_words(mapping: Mapping, given: Iterable[tuple[Doubt, str | int]]) -> Mapping:
    """The mapping under which each doubtful word means what was chosen for it."""
    for doubt, meaning in given:
        if doubt.meant is Role.UNIT:
            mapping = mapping.model_copy(update={"units": mapping.units | {doubt.found: str(meaning)}})
        else:
            rule = _rule(mapping, doubt.column)
            mapping = _ruled(mapping, rule.model_copy(update={"labels": rule.labels | {doubt.found: meaning}}))
    return mapping


@dataclass(frozen=True)
class Meaning:
    """What a column may be: its role, and what it is about where the role needs that."""

    role: Role
    target: str | None = None
    option: int | None = None

    @classmethod
    def by(cls, told: ColumnSeen | ColumnRule) -> "Meaning":
        return cls(told.role, told.target, told.option)


SHARED = (Role.ID, Role.PERSON, Role.IGNORE)
"""What more than one column may be."""
PLAIN = {
    FileKind.RESPONSES: (Role.UNIT, Role.DATE, Role.WEIGHT, Role.ID, Role.PERSON, Role.IGNORE),
    FileKind.TOTALS: (Role.UNIT, Role.GROUP, Role.INDICATOR, Role.SHARE, Role.BASE, Role.RESPONSE_RATE, Role.IGNORE),
}


def meanings(kind: FileKind | None, guideline: Guideline, segments: Iterable[str]) -> list[Meaning]:
    """Everything a column can be: a question, one option of a question with several answers, a segment, and the rest."""
    found = []
    for item in guideline.items:
        found.append(Meaning(Role.ITEM, item.key))
        if item.kind is ItemKind.MULTIPLE:
            found += [Meaning(Role.OPTION, item.key, option.code) for option in item.options]
    found += [Meaning(Role.SEGMENT, name) for name in segments]
    return [*found, *(Meaning(role) for role in PLAIN[kind or FileKind.RESPONSES])]


def with_columns(mapping: Mapping, given: Iterable[tuple[ColumnSeen, Meaning]]) -> Mapping:
    """The mapping under which each column is what was chosen for it; another one that was the same lets go of it."""
    for column, meaning in given:
        known = tuple(rule for rule in mapping.columns if meaning.role in SHARED or Meaning.by(rule) != meaning)
        rule = ColumnRule.model_validate(_place(column) | vars(meaning))
        mapping = _ruled(mapping.model_copy(update={"columns": known}), rule)
    return mapping


def _place(column: ColumnSeen) -> dict[str, object]:
    return {"name": column.name or None, "number": column.number}


def _speaks_of(rule: ColumnRule, column: ColumnSeen) -> bool:
    if rule.number is not None:
        return rule.number == column.number
    return compact(rule.name or "") == compact(column.name)


def _rule(mapping: Mapping, column: ColumnSeen) -> ColumnRule:
    """The mapping's rule for a column, or one that says what was seen of it."""
    own = next((rule for rule in mapping.columns if _speaks_of(rule, column)), None)
    return own or ColumnRule.model_validate(_place(column) | vars(Meaning.by(column)))


def _ruled(mapping: Mapping, rule: ColumnRule) -> Mapping:
    """The mapping with `rule` instead of what it said of that column."""
    place = ColumnSeen(name=rule.name or "", number=rule.number or 0, role=rule.role)
    others = tuple(known for known in mapping.columns if not _speaks_of(known, place))
    return mapping.model_copy(update={"columns": (*others, rule)})


def with_reading(mapping: Mapping, told: Table[str, object]) -> Mapping:
    """The mapping under which the file as a whole is read as told: kind, encoding, sheet, header_row, unit."""
    return Mapping.model_validate(mapping.model_dump() | dict(told))


def from_file(data: bytes, name: str) -> Mapping:
    """The mapping of a TOML file; raises Refused where it is none."""
    try:
        mapping, problems = from_toml(data.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise Refused("mapping_wrong", file=name, found=str(fault.reason)) from None
    if mapping is None:
        raise Refused("mapping_wrong", file=name, found="; ".join(problem.found or "" for problem in problems))
    return mapping


def as_file(outcome: Outcome) -> bytes:
    """How the file was read, as a mapping that reads the next file of its kind in the same way."""
    return to_toml(for_another_file(outcome.mapping or Mapping())).encode()


def first_lines(head: bytes, name: str, outcome: Outcome) -> tuple[str, ...] | None:
    """The first lines of a text file, of which `head` is the beginning, in an encoding; None where it is not in it.

    Columns that could tell who answered are left out; where columns are not known yet, only the headings are shown.
    """
    mark, _ = encoding.bom(head)
    text = encoding.decode(encoding.sample(head, FIRST_BYTES - 1)[len(mark) :], name)
    if text is None:
        return None
    shown = [column.number for column in outcome.columns if column.role not in UNSHOWN]
    rows = csv.reader(text.splitlines()[: FIRST_LINES if shown else 1], delimiter=outcome.delimiter or ",")
    return tuple(BETWEEN.join(_cells(row, shown)) for row in rows)


def _cells(row: list[str], shown: list[int]) -> list[str]:
    return [row[number - 1] for number in shown if number <= len(row)] if shown else row


def doubtful(outcome: Outcome) -> tuple[ColumnSeen, ...]:
    """The columns whose reading is not sure, the least sure first."""
    unsure = [column for column in outcome.columns if column.confidence < UNSURE]
    return tuple(sorted(unsure, key=lambda column: (column.confidence, column.number)))


def to_do(problems: Iterable[Problem]) -> list[tuple[Problem, tuple[int, ...], int]]:
    """Problems with those of the same kind, column, word and remedy taken together: the first, its rows, and how many."""
    groups: dict[tuple[object, ...], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.kind, problem.column, problem.found, problem.expected), []).append(problem)
    return [
        (same[0], tuple(one.row for one in same if one.row is not None), sum(one.count for one in same))
        for same in groups.values()
    ]


def to_mend(outcome: Outcome) -> list[Problem]:
    """What keeps the file or some of its rows from being taken in."""
    return [problem for problem in outcome.problems if problem.severity is not Severity.NOTE]


def to_know(outcome: Outcome) -> list[Problem]:
    """What is only worth knowing."""
    return [problem for problem in outcome.problems if problem.severity is Severity.NOTE]


def row_faults(outcome: Outcome) -> list[Problem]:
    """What is wrong with single rows, which may be left out."""
    return [problem for problem in outcome.problems if problem.severity is Severity.ROW]
