"""Headings -> what they name: the items and segments that are known here, and the columns a mapping speaks of."""

import re
from collections.abc import Mapping as Table
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from intake import likeness, words
from intake.mapping import ColumnRule, Mapping
from intake.normalise import NO, YES, bare, compact, fold, unbracketed
from intake.places import Places
from intake.problems import Kind, Problem
from intake.table import Heading
from intake.task import Reason
from measure.questionnaire import Guideline, Item

_LIME = re.compile(r"^(\w[\w-]*)(?:\[([\w-]+)\])?\. (.*)$", re.DOTALL)
_LIME_CODE = re.compile(r"^([A-Za-z]\w*)\[([\w-]+)\]$")
_NUMBERED = re.compile(r"^[A-Za-z]{0,2}\d+$")
_ALIKE, _APART, _LONG_ENOUGH = 0.85, 0.05, 8


@dataclass(frozen=True)
class Known:
    """What columns may mean here; an index from every written form of a heading to its item or segment."""

    guideline: Guideline | None
    segments: Table[str, tuple[str, ...]] = field(default_factory=dict)
    totals: bool = False
    places: Places | None = None
    items: dict[str, Item] = field(default_factory=dict)
    spaced: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        guideline: Guideline | None,
        segments: Table[str, tuple[str, ...]],
        totals: bool,
        places: Places | None = None,
    ) -> "Known":
        index: dict[str, Item] = {}
        spaced: dict[str, str] = {}
        for item in guideline.items if guideline else ():
            for text in (item.key, item.text.ja, item.text.en, *item.asked_as):
                for form in forms(text):
                    index.setdefault(form, item)
                    spaced.setdefault(form, bare(text))
        if totals and guideline:  # figures are often named by the indicator they are
            named = {item.key: item for item in guideline.items}
            for indicator in guideline.indicators:
                for text in (indicator.key, indicator.name.ja, indicator.name.en):
                    for form in forms(text):
                        index.setdefault(form, named[indicator.item])
                        spaced.setdefault(form, bare(text))
        return cls(guideline, segments, totals, places, index, spaced)

    def item(self, heading: str) -> tuple[Item, Reason] | None:
        """The item a heading names by key or by text."""
        for form in forms(heading):
            if item := self.items.get(form):
                same_key = compact(item.key) == compact(heading)
                return item, Reason.KEY if same_key else Reason.SAME_TEXT
        if lime := _LIME.match(heading.strip()):
            if item := self.item_of_text(lime[3]):
                return item, Reason.KEY
            item = None if words.usual(lime[3], self.totals) else self._keyed(_lime_keys(lime[1], lime[2]))
            if item is not None:
                return item, Reason.NUMBER if _NUMBERED.match(lime[1]) and not lime[2] else Reason.KEY
        if (bare_code := _LIME_CODE.match(heading.strip())) and (item := self._keyed(_lime_keys(*bare_code.groups()))):
            return item, Reason.KEY
        return None

    def coded(self, code: str) -> tuple[Item, Reason] | None:
        """The item that a tool's short name of a column is the key of; a mere number in an order is a weak sign."""
        item = self.items.get(compact(code))
        return None if item is None else (item, Reason.NUMBER if _NUMBERED.match(code) else Reason.KEY)

    def _keyed(self, keys: tuple[str, ...]) -> Item | None:
        return next((self.items[compact(key)] for key in keys if compact(key) in self.items), None)

    def item_of_text(self, text: str) -> Item | None:
        return next((self.items[form] for form in forms(text) if form in self.items), None)

    def similar(self, heading: str) -> Item | None:
        """The one item whose text differs from a long heading by a letter or two, never by a number or in meaning."""
        text, best = compact(bare(heading)), dict[str, float]()
        for known, item in self.items.items():
            if abs(len(known) - len(text)) <= 0.2 * len(text) and likeness.same_meaning(
                bare(heading), self.spaced[known]
            ):
                best[item.key] = max(best.get(item.key, 0.0), SequenceMatcher(None, text, known).ratio())
        first, second, *_ = [*sorted(best.items(), key=lambda pair: -pair[1]), ("", 0.0), ("", 0.0)]
        if len(text) < _LONG_ENOUGH or first[1] < _ALIKE or first[1] - second[1] < _APART:
            return None
        return next(item for item in self.items.values() if item.key == first[0])

    def is_heading(self, text: str) -> bool:
        """Whether a cell is one of the headings looked for; an answer such as "No" is none, though a number may be."""
        if fold(text) in YES or fold(text) in NO:
            return False
        usual = words.usual(text, self.totals) is not None
        return usual or self.item(text) is not None or any(compact(text) == compact(s) for s in self.segments)


def _lime_keys(question: str, part: str | None) -> tuple[str, ...]:
    """The ways in which an item may be called after LimeSurvey's codes."""
    if part is None:
        return (question,)
    return (f"{question}[{part}]", f"{question}_{part}", f"{question}{part}", f"{question}.{part}", part)


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
        elif mapping.remembered:
            continue
        elif len(numbers) != 1:
            kind = Kind.REPEATED_HEADING if numbers else Kind.UNKNOWN_COLUMN
            found = ", ".join(map(str, numbers)) or _near(rule.name or "", headings)
            problems.append(Problem(kind=kind, column=rule.name or str(rule.number), found=found))
        else:
            problems.append(Problem(kind=Kind.TWO_COLUMNS, column=rule.name or str(rule.number)))
    return rules, problems


def _columns_of(rule: ColumnRule, headings: Sequence[Heading]) -> list[int]:
    """The columns a rule means: its number (when the name agrees), else all of its name."""
    at = [h.number for h in headings if h.number == rule.number]
    if rule.name is None:
        return at
    named = _named(rule.name, headings)
    return at if set(at) & set(named) else named


def _named(name: str, headings: Sequence[Heading]) -> list[int]:
    """Columns headed `name`: both rows together before one of the rows, exact before without numbering."""
    for form in (compact, bare):
        wanted = form(name)
        for part in ("name", "text", "top"):
            if numbers := [h.number for h in headings if (own := getattr(h, part)) and form(own) == wanted]:
                return numbers
    return []


def _near(name: str, headings: Sequence[Heading]) -> str:
    """The headings most like `name`, for the sentence."""
    scored = sorted(headings, key=lambda h: -SequenceMatcher(None, fold(name), fold(h.name)).ratio())
    return ", ".join(h.name for h in scored[:3])
