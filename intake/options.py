"""Labels -> options: every distinct text in an item's column is judged once, by label, alias, code or spelling."""

import re
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from intake.normalise import NO, NOT_TICKED, YES, bare, compact, fold, is_unanswered, number
from measure.questionnaire import Item, ItemKind, Option

UNKNOWN = -1
OTHER = frozenset(
    {"その他", "other", "others", "other(pleasespecify)", "その他(自由記述)", "その他(具体的に)", "その他:"}
)
_SEPARATORS = (";", "|", ",", "、")
_BREAKS = re.compile(r"(?:;#|[\r\n])+")
_LEADING_NUMBER = re.compile(r"^\D?(\d{1,3})\D")
_TOO_ALIKE = 0.8
_MARKS = YES | NOT_TICKED


@dataclass(frozen=True)
class Judged:
    """What one text means: an option's code (a bit mask of codes for a multiple choice), 0 none, UNKNOWN neither."""

    code: int
    other: bool = False


@dataclass
class Reader:
    """Reads the texts of one item; `rules` are the mapping's own labels, `missing` further words for no answer."""

    item: Item
    rules: Table[str, int | str] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self._exact: dict[str, int] = {}
        self._ruled = {fold(label): int(code) for label, code in self.rules.items()}
        for form in (fold, compact, bare):
            for option in self.item.options:
                for label in _labels(option):
                    self._exact.setdefault(form(label), option.code)
        for option in self.item.options:
            self._exact.setdefault(str(option.code), option.code)
        for yes_no, code in self._yes_no().items():
            self._exact.setdefault(yes_no, code)
        self._other = next(
            (o.code for o in self.item.options if compact(o.label.en) in OTHER or compact(o.label.ja) in OTHER), None
        )
        self._prefixes = sorted(self._exact, key=len, reverse=True)

    def _yes_no(self) -> dict[str, int]:
        """Other spellings of yes and no, when the item's own labels are yes and no."""
        spelled: dict[str, int] = {}
        for words in (YES, NO):
            own = [o.code for o in self.item.options if any(fold(label) in words for label in _labels(o))]
            if len(own) == 1:
                spelled |= dict.fromkeys(words, own[0])
        return spelled if len(set(spelled.values())) == len((YES, NO)) else {}

    def read(self, text: str) -> Judged:
        """What `text` means for this item."""
        folded = fold(text)
        if folded in self._ruled:
            return self._as(self._ruled[folded])
        if (code := self._option(text)) is not None:
            return self._as(code)
        if is_unanswered(text, self.missing):
            return Judged(0)
        if self.item.kind is ItemKind.MULTIPLE:
            return self._several(text)
        return self._otherwise(text)

    def _as(self, code: int) -> Judged:
        return Judged(1 << (code - 1) if self.item.kind is ItemKind.MULTIPLE and code else code)

    def _option(self, text: str) -> int | None:
        """The option a text is: to the letter, then as a number (1.0 is 1), then without its numbering."""
        for form in (fold(text), compact(text)):
            if form in self._exact:
                return self._exact[form]
        value = number(text)
        if value is not None and value[0].is_integer() and not value[1]:
            return self._exact.get(str(int(value[0])))
        return self._exact.get(bare(text)) or self._numbered(text)

    def _numbered(self, text: str) -> int | None:
        """`5 (agree)`, `5：そう思う`: the number is an option's code and the rest does not name another option."""
        match = _LEADING_NUMBER.match(fold(text))
        if match is None:
            return None
        rest = fold(text)[match.end() - 1 :].strip(" ()[].:-")
        return self._exact.get(rest)

    def _otherwise(self, text: str) -> Judged:
        """A text of its own counts as the option "other" when there is one and it is no misspelt option."""
        if self._other is None or fold(text) in _MARKS or self._nearest(text) >= _TOO_ALIKE:
            return Judged(UNKNOWN)
        return Judged(self._as(self._other).code, other=True)

    def _nearest(self, text: str) -> float:
        folded = fold(text)
        return max((SequenceMatcher(None, folded, known).ratio() for known in self._exact), default=0.0)

    def _several(self, text: str) -> Judged:
        """The options in one cell, parted by the mark under which most of it is understood."""
        whole = fold(_BREAKS.sub(";", text))
        tries = [self._parted(whole, mark) for mark in _SEPARATORS if mark in whole] or [self._parted(whole, ",")]
        plain = (judged for judged in tries if judged.code != UNKNOWN and not judged.other)
        return next(plain, tries[0])

    def _parted(self, rest: str, mark: str) -> Judged:
        """The longest label is taken first, so that commas inside labels do no harm."""
        mask, other = 0, False
        while rest := rest.strip(f" {mark}"):
            if (found := self._at_start(rest, mark)) is not None:
                mask |= 1 << (self._exact[found] - 1)
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
        return self._otherwise(piece) if code is None else self._as(code)

    def _at_start(self, rest: str, mark: str) -> str | None:
        """The longest known label `rest` begins with, followed by the mark or the end."""
        return next(
            (
                known
                for known in self._prefixes
                if rest.startswith(known) and rest[len(known) :].lstrip()[: len(mark)] in ("", mark)
            ),
            None,
        )


def _labels(option: Option) -> tuple[str, ...]:
    return (option.label.ja, option.label.en, *option.aliases)
