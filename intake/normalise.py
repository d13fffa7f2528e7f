"""Texts brought to one form before they are compared: width, case, spaces, quotes, numbering; numbers read.

Convention: a folded text is only ever compared, never stored or shown; what is shown is what the file has.
"""

import re
import unicodedata
from functools import lru_cache

BLANK = ""
MISSING = frozenset({"", "na", "n/a", "#n/a", "nan", "null", ".", "-", "--", "---", "―", "ー", "*", "**", ".."})
NO_ANSWER = frozenset(
    {"無回答", "未回答", "回答なし", "回答無し", "未記入", "no answer", "no response", "not answered"}
)
TOO_FEW = re.compile(r"^\[?n\]?\s*[<≤＜]\s*\d+$|^\[?[cx]\]?$")
YES = frozenset({"yes", "y", "true", "はい", "有", "あり", "○", "〇", "◯", "✓", "✔", "☑", "レ", "1", "はい。"})
NO = frozenset({"no", "n", "false", "いいえ", "無", "なし", "×", "✕", "☐", "0", "いいえ。"})
NOT_TICKED = NO | {"not selected", "unchecked", "not checked", "未選択", "選択なし", "0.0"}

_SPACES = re.compile(r"\s+")
_QUOTES = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‚": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "–": "-",
        "—": "-",
        "−": "-",
        "‐": "-",
        "‑": "-",
        "〜": "~",
        "～": "~",
        "\u200b": None,
        "\ufeff": None,
        "\u00ad": None,
    }
)
_NUMBERING = re.compile(
    r"^(?:[(\[【〔<]?\s*(?:q|問|設問|質問|no\.?|項目)?\s*\d{1,3}(?:[-_]\d{1,2})?\s*"
    r"(?:[.):：、,\]】〕>]\s*|\s+(?=\D)|\s*[-]\s+|(?<=\d)(?=[^\d\w.%-]))|[a-z]{1,3}\d{1,3}[.):：]\s*)"
)
_DECORATION = re.compile(r"[\s。．.?？!！:：*＊※]+$|^[\s*＊※]+")
_BRACKETED = re.compile(r"[（(\[【［][^（(\[【［）)\]】］]*[）)\]】］]\s*$")


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """One form for what people write in many: NFKC, case, spaces, quotes and dashes."""
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", text).translate(_QUOTES).casefold()).strip()


@lru_cache(maxsize=16_384)
def bare(text: str) -> str:
    """The folded text without numbering in front (`Q1.`, `問1`, `1．`) and punctuation at the end."""
    folded = fold(text)
    return _DECORATION.sub("", _NUMBERING.sub("", folded, count=1)) or folded


def unbracketed(text: str) -> str:
    """The bare text without a remark in brackets at its end, such as `(% yes)` or `（複数選択可）`."""
    return _DECORATION.sub("", _BRACKETED.sub("", bare(text))) or bare(text)


def compact(text: str) -> str:
    """The folded text without any space: names are written with and without."""
    return fold(text).replace(" ", "")


def is_missing(text: str, more: frozenset[str] = frozenset()) -> bool:
    """Whether a cell stands for no figure; `more` are folded texts the mapping names."""
    folded = fold(text)
    return folded in MISSING or folded in more or bool(TOO_FEW.match(folded))


def is_unanswered(text: str, more: frozenset[str] = frozenset()) -> bool:
    """Whether a cell stands for no answer."""
    folded = fold(text)
    return folded in MISSING or folded in NO_ANSWER or folded in more


_NUMBER = re.compile(r"^([+-]?)(\d{1,3}(?:,\d{3})+|\d+)?(\.\d+)?(?:e([+-]?\d{1,2}))?\s*(%|percent|パーセント)?$")


def number(text: str) -> tuple[float, bool] | None:
    """The number a cell holds and whether it has a percent sign; None when it holds none."""
    match = _NUMBER.match(fold(text))
    if match is None or not (match[2] or match[3]):
        return None
    sign, whole, part, power, percent = match.groups()
    value = float((whole or "0").replace(",", "") + (part or "") + (f"e{power}" if power else ""))
    return (-value if sign == "-" else value), bool(percent)
