"""Texts brought to one form before they are compared: width, case, spaces, quotes, numbering; numbers and days read.

Convention: a folded text is only ever compared, never stored or shown; what is shown is what the file has.
"""

import re
import unicodedata
from datetime import date, timedelta
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


_ERAS = {"令和": 2018, "r": 2018, "平成": 1988, "h": 1988, "昭和": 1925, "s": 1925}
_ERA_DAY = re.compile(r"^(令和|平成|昭和|[rhs])\s*(\d{1,2}|元)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?")
_YEAR_FIRST = re.compile(r"^(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?")
_YEAR_LAST = re.compile(r"^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?!\d)")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:\d{6})?$")
_SERIAL = re.compile(r"^(\d{5})(?:\.\d+)?$")
_EXCEL_EPOCH = date(1899, 12, 30)


def day(text: str, day_first: bool = False) -> date | None:
    """The day a cell names, its time left aside; None when it names none."""
    folded = fold(text)
    if era := _ERA_DAY.match(folded):
        year = _ERAS[era[1]] + (1 if era[2] == "元" else int(era[2]))
        return _day(year, int(era[3]), int(era[4]))
    if first := _YEAR_FIRST.match(folded) or _COMPACT.match(folded):
        return _day(int(first[1]), int(first[2]), int(first[3]))
    if last := _YEAR_LAST.match(folded):
        one, two, year = int(last[1]), int(last[2]), int(last[3])
        month, of_month = (two, one) if day_first else (one, two)
        return _day(year + 2000 if year < 100 else year, month, of_month)
    if serial := _SERIAL.match(folded):
        return _EXCEL_EPOCH + timedelta(days=int(serial[1]))
    return None


def _day(year: int, month: int, of_month: int) -> date | None:
    try:
        return date(year, month, of_month)
    except ValueError:
        return None


def is_day_first(texts: list[str]) -> bool:
    """Whether days like 13/2/2025 are written day first: some first number is above 12 and no second one is."""
    pairs = [match for match in (_YEAR_LAST.match(fold(text)) for text in texts) if match]
    return any(int(match[1]) > 12 for match in pairs) and not any(int(match[2]) > 12 for match in pairs)
