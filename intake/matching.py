"""Columns -> roles: what a mapping says first, then what headings, texts of items and the cells themselves tell."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from intake import words
from intake.mapping import ColumnRule, Mapping, Role
from intake.normalise import bare, compact, fold, unbracketed
from intake.problems import Kind, Problem
from intake.table import Heading
from intake.task import ColumnSeen, Reason
from measure.questionnaire import Guideline, Item, ItemKind

_LIME = re.compile(r"^(\w[\w-]*)(?:\[([\w-]+)\])?\. (.*)$", re.DOTALL)
_GRID = re.compile(r"^(.*\S)\s*\[([^\[\]]*)\]\s*$", re.DOTALL)
_ALIKE, _LONG_ENOUGH = 0.9, 8


@dataclass(frozen=True)
class Known:
    """What columns may mean here; an index from every written form of a heading to its item or segment."""

    guideline: Guideline | None
    segments: Sequence[str] = ()
    totals: bool = False
    items: dict[str, Item] = field(default_factory=dict)

    @classmethod
    def of(cls, guideline: Guideline | None, segments: Iterable[str], totals: bool) -> "Known":
        index: dict[str, Item] = {}
        for item in guideline.items if guideline else ():
            for text in (item.key, item.text.ja, item.text.en, *item.asked_as):
                for form in forms(text):
                    index.setdefault(form, item)
        return cls(guideline, tuple(segments), totals, index)

    def item(self, heading: str) -> tuple[Item, Reason] | None:
        """The item a heading names by key or by text."""
        for form in forms(heading):
            if item := self.items.get(form):
                same_key = compact(item.key) == compact(heading)
                return item, Reason.KEY if same_key else Reason.SAME_TEXT
        if lime := _LIME.match(heading.strip()):
            code = lime[2] or lime[1]
            if item := self.items.get(compact(code)) or self.item_of_text(lime[3]):
                return item, Reason.KEY
        return None

    def item_of_text(self, text: str) -> Item | None:
        return next((self.items[form] for form in forms(text) if form in self.items), None)

    def similar(self, heading: str) -> Item | None:
        """The one item whose text differs from a long heading by a letter or two."""
        text = bare(heading)
        if len(text) < _LONG_ENOUGH:
            return None
        scored = [(SequenceMatcher(None, text, known).ratio(), item.key, item) for known, item in self.items.items()
                  if abs(len(known) - len(text)) <= 0.2 * len(text)]
        ratio, _, item = max(scored, default=(0.0, "", None), key=lambda score: score[:2])
        return item if ratio >= _ALIKE else None

    def is_heading(self, text: str) -> bool:
        """Whether a cell is one of the headings looked for."""
        usual = words.usual(text, self.totals) is not None
        return usual or self.item(text) is not None or any(compact(text) == compact(s) for s in self.segments)


def forms(text: str) -> tuple[str, ...]:
    """The forms under which a heading is compared, the most exact first."""
    found = (compact(text), compact(bare(text)), compact(unbracketed(text)))
    return tuple(form for form in dict.fromkeys(found) if form)


def by_rules(mapping: Mapping, headings: Sequence[Heading]) -> tuple[dict[int, ColumnRule], list[Problem]]:
    """The rule for each column the mapping speaks of, by column number."""
    rules: dict[int, ColumnRule] = {}
    problems = []
    for rule in mapping.columns:
        numbers = _columns_of(rule, headings)
        if len(numbers) == 1 and numbers[0] not in rules:
            rules[numbers[0]] = rule
        elif len(numbers) != 1:
            kind = Kind.REPEATED_HEADING if numbers else Kind.UNKNOWN_COLUMN
            found = ", ".join(map(str, numbers)) or _near(rule.name or "", headings)
            problems.append(Problem(kind=kind, column=rule.name or str(rule.number), found=found))
        else:
            problems.append(Problem(kind=Kind.TWO_COLUMNS, column=rule.name or str(rule.number)))
    return rules, problems


def _columns_of(rule: ColumnRule, headings: Sequence[Heading]) -> list[int]:
    """The columns a rule means: its number (when the name agrees), else all of its name."""
    if rule.number is not None:
        named = [h.number for h in headings if h.number == rule.number]
        return named if rule.name is None or set(named) & set(_named(rule.name, headings)) else []
    return _named(rule.name or "", headings)


def _named(name: str, headings: Sequence[Heading]) -> list[int]:
    """Columns headed `name`: both rows together before one of the rows, exact before without numbering."""
    for form in (fold, bare):
        wanted = form(name)
        for written in (lambda h: h.name, lambda h: h.text, lambda h: h.top):
            if numbers := [h.number for h in headings if written(h) and form(written(h)) == wanted]:
                return numbers
    return []


def _near(name: str, headings: Sequence[Heading]) -> str:
    """The headings most like `name`, for the sentence."""
    scored = sorted(headings, key=lambda h: -SequenceMatcher(None, fold(name), fold(h.name)).ratio())
    return ", ".join(h.name for h in scored[:3])


def recognise(heading: Heading, known: Known, cells: list[str]) -> ColumnSeen:
    """What one column is, judged by itself."""
    seen = _as_item(heading, known) or _as_segment(heading, known) or _as_usual(heading, known)
    if seen is None and words.looks_personal(cells):
        seen = ColumnSeen(name=heading.name, number=heading.number, role=Role.PERSON, confidence=0.95,
                          reason=Reason.PERSONAL)
    if seen is None and (item := known.similar(heading.name)):
        seen = ColumnSeen(name=heading.name, number=heading.number, role=Role.ITEM, target=item.key, confidence=0.7,
                          reason=Reason.SIMILAR_TEXT)
    return seen or ColumnSeen(name=heading.name, number=heading.number, role=Role.IGNORE, confidence=0.5,
                              reason=Reason.UNRECOGNISED)


def _as_item(heading: Heading, known: Known) -> ColumnSeen | None:
    if option := _as_option(heading, known):
        return option
    for text in dict.fromkeys((heading.name, heading.text)):
        if text and (match := known.item(text)):
            return ColumnSeen(name=heading.name, number=heading.number, role=Role.ITEM, target=match[0].key,
                              reason=match[1])
    return None


def _as_option(heading: Heading, known: Known) -> ColumnSeen | None:
    """One column per option: the item above (or before) it, the option's label below (or in brackets)."""
    grid = _GRID.match(heading.text)
    parts = (heading.top, heading.text) if heading.top else (grid[1], grid[2]) if grid else None
    found = known.item(parts[0]) if parts else None
    if parts is None or found is None or found[0].kind is ItemKind.TEXT:
        return None
    wanted = compact(parts[1])
    for option in found[0].options:
        labels = (option.label.ja, option.label.en, *option.aliases)
        if wanted in {compact(label) for label in labels}:
            return ColumnSeen(name=heading.name, number=heading.number, role=Role.OPTION, target=found[0].key,
                              option=option.code, reason=Reason.SAME_TEXT)
    return None


def _as_segment(heading: Heading, known: Known) -> ColumnSeen | None:
    key = next((key for key in known.segments if compact(key) in forms(heading.name)), None)
    if key is None:
        return None
    return ColumnSeen(name=heading.name, number=heading.number, role=Role.SEGMENT, target=key, reason=Reason.SAME_TEXT)


def _as_usual(heading: Heading, known: Known) -> ColumnSeen | None:
    match = words.usual(heading.name, known.totals) or words.usual(heading.text, known.totals)
    if match is None:
        return None
    return ColumnSeen(name=heading.name, number=heading.number, role=match[0], confidence=0.9,
                      reason=Reason.USUAL_HEADING)


def settle(seen: Sequence[ColumnSeen], ruled: set[int]) -> list[ColumnSeen]:
    """Where several columns were taken for the same thing, the surest (then the first) keeps it."""
    order = sorted(seen, key=lambda c: (c.number not in ruled, -c.confidence, _rank(c), c.number))
    taken: Counter[tuple[Role, str | None, int | None]] = Counter()
    settled = []
    wide = any(column.role is Role.ITEM for column in seen)
    for column in order:
        key = (column.role, column.target, column.option)
        single = column.role not in (Role.PERSON, Role.IGNORE, Role.ID)
        beside = wide and column.role in (Role.INDICATOR, Role.SHARE) and column.number not in ruled
        if column.number not in ruled and ((single and taken[key]) or beside):
            column = column.model_copy(update={"role": Role.IGNORE, "target": None, "option": None,
                                               "reason": Reason.SECOND})
        taken[key] += 1
        settled.append(column)
    return sorted(settled, key=lambda c: c.number)


def _rank(column: ColumnSeen) -> int:
    usual = words.usual(column.name)
    return usual[1] if usual else 0
