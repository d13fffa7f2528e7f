"""What in a comment may tell who wrote it or about whom: marks for the person who decides, and a wording without them.

Marks are suggestions, found by the shape of words in Japanese and English; what they cannot find is said in METHOD 14.
Each pattern may come with what it is not to be taken for (市町村 is no place, 同様 nobody's name).
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from confidentiality import names

BLANK = "〔…〕"


class Kind(StrEnum):
    """What a mark is about; `self` is what singles out or exposes the writer: "the only woman", an illness."""

    NAME = "name"
    TITLE = "title"
    PHONE = "phone"
    EMAIL = "email"
    NUMBER = "number"
    PLACE = "place"
    SELF = "self"


@dataclass(frozen=True)
class Mark:
    """A stretch of a text, from `start` up to and without `end`, that may tell of a person."""

    start: int
    end: int
    kind: Kind


_KANJI = r"[\u4e00-\u9fff々]"
_KATAKANA = r"[ァ-ヶー]"
_ALONE = rf"(?<!{_KANJI})"
_DASH = r"[-‐‑–—―−ー]"
_WORD = "(?<![A-Za-z0-9])", "(?![A-Za-z0-9])"
_HONORIFICS = "さん|さま|様|氏|君|くん|先生|ちゃん|殿"
_POSTS = (
    "副市長 副町長 副村長 副区長 副知事 教育長 市長 町長 村長 区長 知事 理事長 取締役 社長 会長 専務 常務 学長 院長 署長 支店長"
    " 工場長 センター長 部長 次長 課長補佐 課長代理 課長 係長 主任 主査 主事 局長 室長 所長 館長 園長 校長 教頭 班長 支所長 師長"
    " チームリーダー リーダー マネージャー マネジャー チーフ 参事 理事 監督 議員 教授 上司"
).replace(" ", "|")
_BEFORE_POST = "新|前|元|現|副|各|全|両|同|当|正|次|某|担当|統括|直属|歴代|関係|他部署"
_SITES = (
    "出張所 支所 分室 営業所 事務所 センター 分署 消防署 警察署 交番 駐在所 保健所 診療所 病院 保育園 幼稚園 小学校 中学校 高校"
    " 公民館 図書館 体育館 工場 倉庫 空港 試験場 浄水場 処理場 区役所 市役所 町役場 村役場 分庁舎 総合庁舎 駅 丁目 団地 地区 町 村"
    " 島"
).replace(" ", "|")
_ENGLISH_SITES = (
    "Office Branch Station Street Road Avenue Lane Depot Island Centre Center Site Building House Library School Hospital"
    " Clinic Plant Warehouse Yard Airport Harbour Campus Village"
).replace(" ", "|")
_NUMBERED = "職員|社員|個人|従業員|教職員|行員|会員|識別|整理|受付|社員証|職員証"
_AMOUNT = (
    r"(?!\s*(?:円|人|名|件|年|個|回|部|枚|時間|分|秒|%|万|億|ページ|か所|people|yen|pounds|users|hours|staff|cases))"
)

PATTERNS: tuple[tuple[Kind, str, str], ...] = (
    (Kind.NUMBER, r"(?<!\d)\d{4}[\s-]\d{4}[\s-]\d{4}(?!\d)", ""),
    (Kind.EMAIL, r"[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]+)+|(?<![\w@])@[A-Za-z0-9_]{3,}", ""),
    (Kind.EMAIL, r"[A-Za-z0-9._%+-]{1,64}\s?[\[(]\s?(?i:at|アットマーク|@)\s?[\])]\s?[A-Za-z0-9.-]+", ""),
    (
        Kind.PHONE,
        rf"(?<![\d-])(?:\+\d{{1,3}}[\s-]?)?(?:\(0?\d{{1,5}}\)\s?|0?\d{{1,4}}(?:{_DASH}|\s|\())\d{{1,4}}(?:{_DASH}|\s|\))\d{{3,4}}(?![\d-])",
        "",
    ),
    (Kind.PHONE, r"(?<!\d)0\d{9,10}(?!\d)|\+\d{9,13}(?!\d)", ""),
    (
        Kind.PHONE,
        rf"(?:内線|電話|携帯|TEL|Tel|tel|FAX|Fax|fax)(?:番号)?\s*[は:.]?\s*\d(?:\d|{_DASH}|[()\s](?=\d)){{1,12}}",
        "",
    ),
    (
        Kind.PHONE,
        r"(?i:\b(?:ext(?:ension)?|phone|mobile)\b\.?\s*(?:number|no\.?)?\s*(?:is)?\s*[:#]?\s*\d[\d\s-]{1,12}\d)|\bx\d{3,5}\b",
        "",
    ),
    (
        Kind.NUMBER,
        rf"(?:{_NUMBERED})(?:番号|コード|ID|No\.?|NO|ナンバー)\s*[は:が]?\s*[A-Za-z]{{0,4}}{_DASH}?\d(?:\d|{_DASH}(?=\d)){{2,11}}",
        "",
    ),
    (
        Kind.NUMBER,
        r"(?i:\b(?:employee|staff|personnel|payroll|badge|user)\s*(?:no\.?|number|id|code|#)\s*(?:is\b)?\s*[:#]?\s*)[A-Za-z]{0,4}-?\d[\d-]{2,11}",
        "",
    ),
    (Kind.NUMBER, rf"(?:№|(?i:\bno\.)|#)\s*\d{{4,9}}{_WORD[1]}", ""),
    (Kind.NUMBER, rf"{_WORD[0]}(?!ISO|JIS|RFC|FY)[A-Z]{{1,4}}-?\d{{4,10}}{_WORD[1]}", ""),
    (Kind.NUMBER, rf"(?<![A-Za-z0-9.,])\d{{5,12}}{_WORD[1]}{_AMOUNT}", ""),
    (Kind.PLACE, r"〒\s?\d{3}-\d{4}|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b", ""),
    (
        Kind.PLACE,
        rf"(?:{_KANJI}|{_KATAKANA}|(?<={_KANJI})の(?={_KANJI}(?:島|町|村))|[がヶケ](?=[丘崎浜原])|みどり|ひばり|さくら){{1,8}}?(?:{_SITES})(?!{_KANJI})",
        names.NO_PLACE,
    ),
    (Kind.PLACE, rf"{_ALONE}{_KANJI}{{2,3}}(?<!都)[市区郡](?!{_KANJI})", names.NO_PLACE),
    (Kind.PLACE, rf"\b(?:[A-Z][\w'’-]+ ){{1,3}}(?:{_ENGLISH_SITES})\b", names.NO_ENGLISH_PLACE),
    (Kind.PLACE, r"\b[A-Z][a-z'’-]+ (?:office|branch|site|depot|station|plant|campus)\b", names.NO_ENGLISH_PLACE),
    (Kind.TITLE, rf"{_ALONE}(?:{_BEFORE_POST})(?:{_POSTS})(?!{_KANJI})", ""),
    (
        Kind.TITLE,
        r"(?i:\b(?:deputy |assistant |senior |managing )?(?:director|head of [a-z]+|section chief|(?:line )?manager|supervisor"
        r"|team leader|mayor|headteacher|chief executive)\b|\bmy boss\b)",
        "",
    ),
    (Kind.NAME, rf"{_ALONE}{_KANJI}{{1,5}}(?:{_HONORIFICS})(?!{_KANJI})", names.NO_NAME),
    (Kind.NAME, rf"(?:{_KATAKANA}{{2,8}}|{_WORD[0]}[A-Z][A-Za-z.]{{0,12}})(?:{_HONORIFICS}|-san\b)", names.NO_NAME),
    (Kind.NAME, r"(?:^|(?<=[、。「(\s・]))[ぁ-ん]{2,5}?(?:さん|くん|ちゃん|先生)", names.NO_NAME),
    (Kind.NAME, rf"(?:{_KANJI}{{1,4}}|{_KATAKANA}{{2,8}}|{_WORD[0]}[A-Z])(?:{_POSTS})(?!{_KANJI})", ""),
    (Kind.NAME, rf"{_ALONE}(?:{names.SURNAMES})(?![県市区郡町村駅])(?:\s?{_KANJI}{{1,3}})?(?!{_KANJI})", names.NO_NAME),
    (
        Kind.NAME,
        r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Cllr|Councillor|Rev|Captain)\.?\s+"
        r"(?:[A-Z]\.\s?)?[A-Z][A-Za-z'’]+(?:[ -][A-Z][A-Za-z'’]+)?",
        "",
    ),
    (Kind.NAME, r"(?<![.!?]\s)(?<!^)\b[A-Z][a-z]+ [A-Z][a-z]{2,}\b", names.NO_ENGLISH_NAME),
    (Kind.NAME, rf"\b(?:{names.GIVEN})\b(?: [A-Z][a-z'’]+)?|\b[A-Z]\. ?[A-Z][a-z]+\b", names.NO_ENGLISH_NAME),
    (Kind.TITLE, rf"{_POSTS}", ""),
    (Kind.SELF, r"唯一の|(?:私|自分|一人|1人|ひとり)(?:だけ|しか)|一人職場|紅一点|最年少|最年長|最古参", ""),
    (
        Kind.SELF,
        r"妊娠|出産|育休|育児休業|産休|介護休|病休|休職|うつ病|持病|闘病|障害者手帳|離婚|ハラスメント|パワハラ|セクハラ",
        "",
    ),
    (
        Kind.SELF,
        r"(?i:\bthe only (?:[a-z]+ )?(?:one|person|man|woman|member|manager|officer|part-timer)|\bpregnan(?:t|cy)\b"
        r"|\b(?:maternity|paternity|sick) leave\b|\bmy (?:illness|disability|divorce|diagnosis)\b|\bharass(?:ed|ment)\b"
        r"|\bbull(?:ied|ying)\b)",
        "",
    ),
)
_FINDERS = tuple((kind, re.compile(found, re.MULTILINE), re.compile(but or r"(?!)")) for kind, found, but in PATTERNS)


def marks(text: str, known: Sequence[str] = ()) -> list[Mark]:
    """What in a text may tell of a person, in its order and without overlaps; `known` are names of small units and the like."""
    plain = _plain(text)
    found = list(_found(plain))
    for name in filter(None, map(_plain, known)):
        found += [Mark(hit.start(), hit.end(), Kind.PLACE) for hit in re.finditer(re.escape(name), plain)]
    return _apart(found)


def _found(plain: str) -> Iterator[Mark]:
    for kind, finder, but in _FINDERS:
        for hit in finder.finditer(plain):
            if not but.fullmatch(hit.group()):
                yield Mark(hit.start(), hit.end(), kind)


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
