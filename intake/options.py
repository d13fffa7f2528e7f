"""Labels -> options: every distinct text in an item's column is judged once, by label, alias, code or spelling."""

import re
from collections.abc import Iterable
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from intake import scales, spellings
from intake.normalise import NOT_TICKED, YES, bare, compact, fold, is_unanswered
from measure.questionnaire import Item, ItemKind

UNKNOWN = -1
OTHER = frozenset(
    {"その他", "other", "others", "other(pleasespecify)", "その他(自由記述)", "その他(具体的に)", "その他:"}
)
_SEPARATORS = (";", "|", " / ", ",", "、")
_BREAKS = re.compile(r"(?:;#|[\r\n])+")
_TOO_ALIKE = 0.8
_MARKS = YES | NOT_TICKED


@dataclass(frozen=True)
class Judged:
    """What one text means: an option's code (a bit mask of codes for a multiple choice), 0 none, UNKNOWN neither.

    `why_none` is the folded word for why there is no answer; `from_day` is true of a range that became a day.
    """

    code: int
    other: bool = False
    why_none: str = ""
    from_day: bool = False


@dataclass
class Reader:
    """Reads the texts of one item; `rules` are the mapping's own labels, `missing` further words for no answer."""

    item: Item
    rules: Table[str, int | str] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.learnt: dict[str, int] = {}
        self._exact: dict[str, int] = {}
        self._ruled = {fold(label): int(code) for label, code in self.rules.items()}
        for form in (fold, compact, bare):
            for option in self.item.options:
                for label in spellings.labels(option):
                    self._exact.setdefault(form(label), option.code)
        self._words = dict(self._exact)
        self._numbers = {option.code: option.code for option in self.item.options}
        self._yes_no = spellings.of_yes_and_no(self.item)
        self._status = spellings.of_status(self.item)
        self._ranges = spellings.ranges(self.item)
        self._other = next(
            (o.code for o in self.item.options if compact(o.label.en) in OTHER or compact(o.label.ja) in OTHER), None
        )
        self._prefixes = sorted({**self._exact, **self._ruled}, key=len, reverse=True)

    def see(self, texts: Iterable[str], heading: str = "") -> None:
        """Look at a whole column before it is read: its numbers may run the other way, or be 1 and 0 for yes and no."""
        texts = [text for text in texts if fold(text) not in self._words]
        seen = {number for text in texts if (number := scales.plain(text)) is not None}
        if self._yes_no and 0 in seen and seen <= {0, 1}:
            self._numbers = {1: self._yes_no["1"], 0: self._yes_no["0"]}
        else:
            self._numbers = scales.numbers(texts, heading, self._word, self._numbers)

    def _word(self, words: str) -> int | None:
        return self._words.get(words) or self._words.get(compact(words)) or self._words.get(bare(words))

    def read(self, text: str) -> Judged:
        """What `text` means for this item."""
        judged = self._judged(text)
        if self.item.kind is not ItemKind.MULTIPLE and judged.code > 0 and not judged.other:
            self.learnt[text.strip()] = judged.code
        return judged

    def _judged(self, text: str) -> Judged:
        folded = fold(text)
        if folded in self._ruled:
            return self._as(text, self._ruled[folded])
        if (code := self._option(text)) is not None:
            return self._as(text, code)
        if (code := self._status.get(compact(text))) is not None:
            return self._as(text, code) if code else Judged(0, why_none=folded)
        if is_unanswered(text, self.missing):
            return Judged(0, why_none=folded)
        if self.item.kind is ItemKind.MULTIPLE:
            return self._several(text)
        if (code := spellings.as_range(text, self._ranges)) is not None:
            return Judged(code, from_day=True)
        return self._otherwise(text)

    def _as(self, label: str, code: int) -> Judged:
        several = self.item.kind is ItemKind.MULTIPLE
        return Judged(self._chosen(label.strip(), code) if several else code)

    def _option(self, text: str) -> int | None:
        """The option a text is: to the letter, as a number (1.0 is 1), as yes or no, then without its numbering."""
        for form in (fold(text), compact(text)):
            if form in self._exact:
                return self._exact[form]
        if (value := scales.plain(text)) is not None:
            return self._exact.get(str(value), self._numbers.get(value))
        if (code := self._yes_no.get(fold(text))) is not None:
            return code
        beside = scales.numbered(text)
        return self._exact.get(bare(text)) or (self._word(beside[1]) if beside else None)

    def _otherwise(self, text: str) -> Judged:
        """A text of its own counts as the option "other" when there is one and it is no misspelt option."""
        if self._other is None or fold(text) in _MARKS or self._nearest(text) >= _TOO_ALIKE:
            return Judged(UNKNOWN)
        several = self.item.kind is ItemKind.MULTIPLE
        return Judged(1 << (self._other - 1) if several else self._other, other=True)

    def _nearest(self, text: str) -> float:
        folded = fold(text)
        return max((SequenceMatcher(None, folded, known).ratio() for known in self._exact), default=0.0)

    def _several(self, text: str) -> Judged:
        """The options in one cell, parted by the mark under which most of it is understood."""
        whole = fold(_BREAKS.sub(";", text)).removeprefix("/ ")
        tries = [self._parted(whole, mark) for mark in _SEPARATORS if mark in whole] or [self._parted(whole, ",")]
        plain = (judged for judged in tries if judged.code != UNKNOWN and not judged.other)
        return next(plain, tries[0])

    def _parted(self, rest: str, mark: str) -> Judged:
        """The longest label is taken first, so that commas inside labels do no harm."""
        mask, other = 0, False
        while rest := rest.strip(f" {mark}"):
            if (found := self._at_start(rest, mark)) is not None:
                mask |= self._chosen(found, self._ruled.get(found, self._exact.get(found, 0)))
                rest = rest[len(found) :]
                continue
            piece, _, rest = rest.partition(mark)
            judged = self._piece(piece.strip())
            if judged.code == UNKNOWN:
                return judged
            mask, other = mask | judged.code, other or judged.other
        return Judged(mask, other)

    def _piece(self, piece: str) -> Judged:
        code = self._ruled.get(piece, self._option(piece))
        code = self._status.get(compact(piece)) if code is None else code
        if code is None:
            return self._otherwise(piece)
        return Judged(self._chosen(piece, code))

    def _chosen(self, label: str, code: int) -> int:
        """The bit of one of several choices, whose words are remembered."""
        self.learnt[label] = code
        return 1 << (code - 1) if code else 0

    def _at_start(self, rest: str, mark: str) -> str | None:
        """The longest known label `rest` begins with, followed by the mark or the end."""
        return next(
            (
                known
                for known in self._prefixes
                if rest.startswith(known) and rest[len(known) :].lstrip()[: len(mark.strip())] in ("", mark.strip())
            ),
            None,
        )
