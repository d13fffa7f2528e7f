"""Other words for the same answer: yes and no, "don't know", "does not apply", "was not asked"; days Excel made of ranges."""

import re
from collections.abc import Iterator
from datetime import date

from intake.days import day
from intake.normalise import NO, YES, compact, fold
from measure.questionnaire import Item, Option, Status


def _compacted(*lines: str) -> frozenset[str]:
    return frozenset(compact(word) for line in lines for word in line.split("|"))


STATUS = {
    Status.DONT_KNOW: _compacted(
        "わからない | 分からない | わかりません | 分かりません | よくわからない | どちらともわからない | 不明 | don't know",
        "dont know | do not know | i don't know | not sure | unsure | don't know / not sure | dk | can't say | no opinion",
    ),
    Status.NOT_APPLICABLE: _compacted(
        "該当なし | 該当無し | 該当しない | 該当せず | 非該当 | 当てはまらない(対象外) | n/a | na | not applicable",
        "n/a (not applicable) | not applicable (n/a) | does not apply",
    ),
    Status.REFUSED: _compacted(
        "答えたくない | 回答したくない | 回答しない | 回答を控える | 回答拒否 | prefer not to say | prefer not to answer",
        "refused | i prefer not to answer | i'd rather not say | decline to answer",
    ),
    Status.NOT_SHOWN: _compacted(
        "対象外 | 設問対象外 | 回答対象外 | 非表示 | 非提示 | 分岐対象外 | 質問対象外 | スキップ | not shown | not asked | not displayed",
        "routed out | skipped | skipped by logic | {question_not_shown} | question not shown | not presented | -77",
    ),
}
NEVER_IN_A_BASE = (Status.NOT_APPLICABLE, Status.REFUSED, Status.NOT_SHOWN)
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: at for at, name in enumerate(_NAMES, 1)}
_DAY_MONTH = re.compile(r"^(\d{1,4})[- /]([a-z]{3})[a-z]*$")
_MONTH_DAY = re.compile(r"^([a-z]{3})[a-z]*[- /](\d{1,4})$")
_JAPANESE = re.compile(r"^(\d{1,2})月(\d{1,2})日$")
_RANGE = re.compile(r"^(\d{1,2})\s*[-/~]\s*(\d{1,2})$")
_SERIALS = (20_000, 60_000)


def labels(option: Option) -> tuple[str, ...]:
    """Every way in which the questionnaire itself writes an option."""
    return (option.label.ja, option.label.en, *option.aliases)


def of_yes_and_no(item: Item) -> dict[str, int]:
    """Other spellings of yes and no, when the item's own labels are yes and no."""
    spelled: dict[str, int] = {}
    for words in (YES, NO):
        own = [o.code for o in item.options if any(fold(label) in words for label in labels(o))]
        if len(own) == 1:
            spelled |= dict.fromkeys(words, own[0])
    return spelled if len(set(spelled.values())) == len((YES, NO)) else {}


def of_status(item: Item) -> dict[str, int]:
    """Usual words for an answer outside the scale, where the item has one such option; 0 where it needs none."""
    spelled: dict[str, int] = {}
    for status, words in STATUS.items():
        own = [option.code for option in item.options if option.status is status]
        if len(own) == 1:
            spelled |= dict.fromkeys(words, own[0])
        elif not own and status in NEVER_IN_A_BASE:
            spelled |= dict.fromkeys(words, 0)
    return spelled


def ranges(item: Item) -> dict[tuple[int, int], int]:
    """Options that are written as two numbers, such as `2-5`: what a spreadsheet takes for a day."""
    pairs = [(_RANGE.match(fold(label)), option.code) for option in item.options for label in labels(option)]
    return {(int(match[1]), int(match[2])): code for match, code in pairs if match}


def as_range(text: str, known: dict[tuple[int, int], int]) -> int | None:
    """The option that a spreadsheet turned into the day `text`."""
    return next((known[pair] for pair in _pairs(text) if pair in known), None) if known else None


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """The numbers a day may have been made of: month and day in either order, month and year."""
    folded = fold(text)
    if match := _JAPANESE.match(folded):
        yield int(match[1]), int(match[2])
    elif (match := _DAY_MONTH.match(folded)) and match[2] in _MONTHS:
        yield from _either(_MONTHS[match[2]], int(match[1]))
    elif (match := _MONTH_DAY.match(folded)) and match[1] in _MONTHS:
        yield from _either(_MONTHS[match[1]], int(match[2]))
    elif (found := _plain_day(folded)) is not None:
        yield from _either(found.month, found.day)
        if found.day == 1:
            yield found.month, found.year % 100


def _either(month: int, other: int) -> Iterator[tuple[int, int]]:
    yield month, other % 100
    yield other % 100, month


def _plain_day(folded: str) -> date | None:
    if folded.isdigit() and not _SERIALS[0] <= int(folded) <= _SERIALS[1]:
        return None
    return day(folded)
