"""Free text: what in a comment may tell who wrote it or about whom, and which approved comments may be shown where.

Marks are suggestions: a person decides about every comment. A comment is shown at one place only, the lowest shown unit
at which ten or more approved comments come together, so that no difference of two lists tells about a few; shuffled,
without its day and without attributes.
"""

import re
import unicodedata
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from measure.organisation import OrgTree

LEAST = 10
"""Comments of fewer than that many are never shown, whatever a wave's minimum base is."""

BLANK = "〔…〕"


class Kind(StrEnum):
    """What a mark is about."""

    NAME = "name"
    TITLE = "title"
    PHONE = "phone"
    EMAIL = "email"
    NUMBER = "number"
    PLACE = "place"


@dataclass(frozen=True)
class Mark:
    """A stretch of a text, from `start` up to and without `end`, that may tell of a person."""

    start: int
    end: int
    kind: Kind


_KANJI = r"[\u4e00-\u9fff々]"
_KATAKANA = r"[ァ-ヶー]"
_POSTS = "部長|次長|課長補佐|課長|係長|主任|主査|主事|局長|室長|所長|館長|園長|校長|教頭|班長|チームリーダー|リーダー|参事|理事|監督|上司"
_BEFORE = rf"(?<!{_KANJI})"
_LETTERS = "(?<![A-Za-z0-9])", "(?![A-Za-z0-9])"
PATTERNS: tuple[tuple[Kind, str], ...] = (
    (Kind.EMAIL, r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    (Kind.PHONE, r"(?<!\d)(?:\+\d{1,3}[\s-]?)?\(?0?\d{1,4}\)?[\s-]\d{1,4}[\s-]\d{3,4}(?!\d)"),
    (Kind.PHONE, r"(?<!\d)0\d{9,10}(?!\d)|内線\s*[:：]?\s*\d{2,6}|(?i:\bext(?:ension)?\.?\s*\d{2,6})"),
    (Kind.NUMBER, r"(?:職員|社員|個人|従業員)(?:番号|コード|ID)\s*[は:：]?\s*[A-Za-z]{0,3}-?\d{3,10}"),
    (Kind.NUMBER, r"(?i:\b(?:employee|staff|personnel)\s*(?:no\.?|number|id|#)\s*[:#]?\s*)[A-Za-z]{0,3}-?\d{3,10}"),
    (Kind.NUMBER, rf"{_LETTERS[0]}[A-Z]{{0,3}}-?\d{{5,10}}{_LETTERS[1]}"),
    (Kind.PLACE, rf"{_KANJI}{{1,6}}(?:出張所|支所|分室|営業所|事務所|センター|分署|駅|丁目|町|村|島)"),
    (Kind.PLACE, r"\b[A-Z][a-z]+ (?:Office|Branch|Station|Street|Depot|Island|Centre|Center)\b"),
    (
        Kind.NAME,
        rf"{_BEFORE}{_KANJI}{{1,4}}(?:さん|様|氏|君|先生|ちゃん)(?!{_KANJI})|{_KATAKANA}{{2,8}}(?:さん|様|氏|君|先生|ちゃん)",
    ),
    (Kind.NAME, rf"{_KANJI}{{1,4}}(?:{_POSTS})"),
    (Kind.NAME, r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?\s+[A-Z][a-z]+(?:[ -][A-Z][a-z]+)?"),
    (Kind.NAME, r"(?<![.!?]\s)(?<!^)\b[A-Z][a-z]+ [A-Z][a-z]{2,}\b"),
    (Kind.TITLE, rf"{_POSTS}"),
    (
        Kind.TITLE,
        r"(?i:\b(?:director|deputy director|head of [a-z]+|section chief|manager|supervisor|team leader|my boss)\b)",
    ),
)
_FINDERS = tuple((kind, re.compile(pattern, re.MULTILINE)) for kind, pattern in PATTERNS)


def marks(text: str, known: Sequence[str] = ()) -> list[Mark]:
    """What in a text may tell of a person, in its order and without overlaps; `known` are names of small units and the like."""
    plain = _plain(text)
    found = [Mark(hit.start(), hit.end(), kind) for kind, finder in _FINDERS for hit in finder.finditer(plain)]
    for name in filter(None, map(_plain, known)):
        found += [Mark(hit.start(), hit.end(), Kind.PLACE) for hit in re.finditer(re.escape(name), plain)]
    return _apart(found)


def _plain(text: str) -> str:
    """The same length with digits, letters and signs of full width as those of half width."""
    return "".join(thin if len(thin := unicodedata.normalize("NFKC", letter)) == 1 else letter for letter in text)


def _apart(found: Sequence[Mark]) -> list[Mark]:
    """The longest of those that overlap."""
    kept: list[Mark] = []
    for mark in sorted(found, key=lambda each: (each.start - each.end, each.start)):
        if all(mark.end <= other.start or other.end <= mark.start for other in kept):
            kept.append(mark)
    return sorted(kept, key=lambda each: each.start)


def redacted(text: str, found: Sequence[Mark]) -> str:
    """The text with every marked stretch left out: a proposal for whoever decides."""
    for mark in sorted(found, key=lambda each: -each.start):
        text = text[: mark.start] + BLANK + text[mark.end :]
    return text


@dataclass(frozen=True)
class Board:
    """Where comments may be shown: the tree, the units whose own results are shown, and the wave's minimum base."""

    tree: OrgTree
    shown: Container[str]
    minimum: int = LEAST

    @property
    def least(self) -> int:
        return max(self.minimum, LEAST)


def placed(approved: Mapping[str, Sequence[str]], board: Board, seed: int) -> dict[str, list[str]]:
    """The approved comments of one question by the unit at which they are shown; what is too few goes up, or nowhere."""
    waiting = {unit: list(texts) for unit, texts in approved.items()}
    found: dict[str, list[str]] = {}
    for unit in reversed(list(board.tree.preorder())):
        own = waiting.pop(unit, [])
        if len(own) >= board.least and unit in board.shown:
            found[unit] = sorted(own)
            Random(f"{seed}:{unit}").shuffle(found[unit])
        elif (parent := board.tree.units[unit].parent) in board.tree.units and parent is not None:
            waiting.setdefault(parent, []).extend(own)
    return found
