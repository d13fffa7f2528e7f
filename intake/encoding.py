"""Which encoding a text file is in, decided strictly: a text that does not decode is never patched.

The ladder: byte order mark; ESC means ISO-2022-JP; NUL bytes mean UTF-16; UTF-8; then CP932 against EUC-JP by their
half-width kana (misread Japanese is full of them); CP1252 or Mac Roman last, and only for plainly Western text.
"""

import re
from unicodedata import category

BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_UTF_32 = b"\xff\xfe\0\0"
KNOWN = ("utf-8", "cp932", "euc_jp", "iso2022_jp", "utf-16-le", "utf-16-be", "cp1252", "mac_roman")
UNICODE = frozenset({"utf-8", "utf-16-le", "utf-16-be"})
BYTEWISE = frozenset({"utf-8", "cp932", "euc_jp", "cp1252", "mac_roman"})
"""Encodings in which the bytes of comma, tab, semicolon, quotation mark and line end never mean anything else."""

NAMES = {
    "shift_jis": "cp932",
    "sjis": "cp932",
    "windows_31j": "cp932",
    "ms932": "cp932",
    "utf8": "utf-8",
    "utf_8": "utf-8",
    "utf_8_sig": "utf-8",
    "utf-8-sig": "utf-8",
    "eucjp": "euc_jp",
    "iso_2022_jp": "iso2022_jp",
    "jis": "iso2022_jp",
    "utf_16": "utf-16-le",
    "utf_16_le": "utf-16-le",
    "utf_16_be": "utf-16-be",
    "windows_1252": "cp1252",
    "latin_1": "cp1252",
    "iso_8859_1": "cp1252",
    "macroman": "mac_roman",
}
_CODECS = {"euc_jp": ("euc_jp", "euc_jisx0213"), "iso2022_jp": ("iso2022_jp", "iso2022_jp_2004", "iso2022_jp_ext")}
_HALF_KANA = re.compile(r"[\uff61-\uff9f]")
_JAPANESE = re.compile(r"[\u3005-\u3007\u3040-\u30ff\u4e00-\u9fff\uff01-\uff9f]+")
_EDGES = {"", ",", ";", "\t", "\r", "\n", '"'}
_WESTERN = re.compile(r"[À-ÖØ-öø-ÿŒœŠšŽžŸ£€©®°·–—‘’“”…•\xa0½¼¾²³]")
_HIGH, _LETTER, _MOST_ACCENTED = re.compile(rb"[\x80-\xff]"), re.compile(rb"[A-Za-z\x80-\xff]"), 0.3
_RARE = frozenset("ŒœŠšŽžŸƒ")
_SMALL = frozenset("abcdefghijklmnopqrstuvwxyz")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x80-\x9f]")


def canonical(name: str) -> str | None:
    """Our name of an encoding that was written by hand; None when it is not one we read."""
    plain = name.strip().lower().replace("-", "_")
    plain = NAMES.get(plain, plain)
    return plain if plain in KNOWN else None


def bom(data: bytes) -> tuple[bytes, str | None]:
    """The byte order mark at the start and the encoding it names."""
    return next(((mark, name) for mark, name in BOMS if data.startswith(mark)), (b"", None))


def decode(data: bytes, encoding: str) -> str | None:
    """The text, or None when a single byte does not fit."""
    for codec in _CODECS.get(encoding, (encoding,)):
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    return None


def detect(data: bytes) -> str | None:
    """The encoding of `data` (whole characters only), or None when none fits."""
    _, marked = bom(data)
    if marked is not None:
        return None if data.startswith(_UTF_32) else marked
    if b"\x1b$" in data or b"\x1b(" in data:
        return "iso2022_jp" if decode(data, "iso2022_jp") is not None else None
    if b"\x00" in data:
        return _wide(data)
    if decode(data, "utf-8") is not None:
        return "utf-8"
    return _eastern(data) or _western(data)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: in every text some characters are ASCII, whose high byte is NUL."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    order = ("utf-16-le", "utf-16-be") if odd >= even else ("utf-16-be", "utf-16-le")
    for name in order:
        text = decode(data, name)
        if text is not None and not _CONTROL.search(text) and not any(category(char) == "Cn" for char in set(text)):
            return name
    return None


def _eastern(data: bytes) -> str | None:
    """CP932 or EUC-JP, whichever has fewer half-width kana among those that look Japanese."""
    fits = []
    for name in ("cp932", "euc_jp"):
        text = decode(data, name)
        if text is not None and not _CONTROL.search(text) and looks_japanese(text):
            fits.append((len(_HALF_KANA.findall(text)), name))
    return min(fits)[1] if fits else None


def looks_japanese(text: str) -> bool:
    """Japanese stands in words or fills a cell; accented bytes misread as kanji stand singly inside Western words."""
    runs = [match for match in _JAPANESE.finditer(text) if len(match[0]) > 1 or _fills_a_cell(text, match)]
    above = sum(1 for char in text if ord(char) > 0x7F)
    return sum(len(match[0]) for match in runs) >= 0.5 * above


def _fills_a_cell(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    return before in _EDGES and after in _EDGES


def _western(data: bytes) -> str | None:
    """CP1252 or Mac Roman, whichever reads less oddly; CP1252 when they read the same."""
    fits: list[tuple[float, int, str]] = []
    if len(_HIGH.findall(data)) > _MOST_ACCENTED * len(_LETTER.findall(data)):
        return None
    for place, name in enumerate(("cp1252", "mac_roman")):
        text = decode(data, name)
        if text is not None and not _CONTROL.search(text):
            above = sum(1 for char in text if ord(char) > 0x7F)
            fits.append((_oddity(text) / above, place, name))
    return min(fits)[2] if fits and min(fits)[0] < 0.5 else None


def looks_western(text: str) -> bool:
    """Whether all its letters beyond ASCII are such as Western writers use."""
    return all(char.isascii() or _WESTERN.match(char) for char in text)


def _oddity(text: str) -> float:
    """How much of a text Western writers do not write: strange signs, rare letters, capitals after small letters."""
    odd = 0.0
    for before, char in zip(" " + text, text, strict=False):
        if ord(char) > 0x7F:
            strange = not _WESTERN.match(char) or (char.isupper() and before in _SMALL)
            odd += 1.0 if strange else 0.5 if char in _RARE else 0.0
    return odd


def sample(data: bytes, size: int) -> bytes:
    """The first `size` bytes, cut after a line end so that no character is cut in two."""
    if len(data) <= size:
        return data
    cut = max(data.rfind(b"\n", 0, size), data.rfind(b"\r", 0, size))
    return data[: cut + 1] if cut > 0 else data[:size]
