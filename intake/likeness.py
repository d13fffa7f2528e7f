"""Whether two wordings that differ a little still ask the same: a typing slip or an ending may differ, no word of content.

"Are you aware?" and "Are you aware of how to raise a concern?" are two questions, as are "can" and "cannot".
"""

import re
from difflib import SequenceMatcher

_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_CONTENT = re.compile(r"[\u30a1-\u30fa\u3400-\u9fffa-z0-9]")
_DENIED = ("ない", "ません", "なか", "ず", "ぬ")
_EMPTY = frozenset(
    {
        *("a", "an", "the", "of", "in", "on", "at", "to", "for", "by", "with", "and", "or", "do", "does", "did", "is"),
        *("are", "was", "were", "be", "been", "have", "has", "had", "you", "your", "i", "my", "we", "our", "it", "its"),
        *("this", "that", "these", "those", "there", "please", "any", "some", "would", "will", "about"),
    }
)
_SLIP = 0.8


def same_meaning(one: str, other: str) -> bool:
    """Whether two folded wordings, with their spaces, differ in nothing that matters."""
    if _DIGITS.findall(one) != _DIGITS.findall(other):
        return False
    if _JAPANESE.search(one) and _JAPANESE.search(other):
        return _same_japanese(one.replace(" ", ""), other.replace(" ", ""))
    return _same_words(_WORD.findall(one), _WORD.findall(other))


def _same_words(one: list[str], other: list[str]) -> bool:
    """Words that stand in one wording only are little words, or slips of a word that stands in the other."""
    only, missing = _beyond(one, other), _beyond(other, one)
    return all(_is_slip(word, missing) for word in only) and all(_is_slip(word, only) for word in missing)


def _beyond(words: list[str], others: list[str]) -> list[str]:
    return [word for word in words if word not in others and word not in _EMPTY]


def _is_slip(word: str, others: list[str]) -> bool:
    return any(_alike(word, other) for other in others)


def _alike(word: str, other: str) -> bool:
    """A slip of the pen or another ending, but no word that a prefix turns round (like, dislike)."""
    turned = len(word) != len(other) and (word.endswith(other) or other.endswith(word))
    return not turned and SequenceMatcher(None, word, other).ratio() >= _SLIP


def _same_japanese(one: str, other: str) -> bool:
    """Only kana endings differ: no kanji, katakana or Latin letter, and nothing that says "not"."""
    if any((one.count(word) > 0) != (other.count(word) > 0) for word in _DENIED):
        return False
    changes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return not any(_CONTENT.search(one[a:b] + other[c:d]) for kind, a, b, c, d in changes if kind != "equal")
