"""Which tool a file came out of, told by the headings it writes; the names are the tools' own."""

import re
from collections.abc import Sequence

from intake.normalise import compact
from intake.table import Heading, Layout

_LIME = re.compile(r"^[A-Za-z][\w-]*(\[[\w-]+\])?\. ")
_FIRST = {  # the headings a tool's export begins with
    "Microsoft Forms": (("ID", "開始時刻", "完了時刻"), ("ID", "Start time", "Completion time")),
    "Google Forms": (("タイムスタンプ",), ("Timestamp",)),
    "SurveyMonkey": (("Respondent ID", "Collector ID"), ("RespondentID", "CollectorID")),
    "LimeSurvey": (("Response ID", "Date submitted"), ("id", "submitdate"), ("回答ID", "送信日")),
    "LoGoフォーム": (("受付番号", "送信日時"),),
    "kintone": (("レコード番号", "作成日時"), ("レコード番号", "更新者"), ("Record number", "Created datetime")),
}
_SOMEWHERE = {  # headings that stand somewhere in a tool's export
    "Qualtrics": ("StartDate", "EndDate", "ResponseId"),
    "Typeform": ("Start Date (UTC)", "Submit Date (UTC)"),
}
_MOSTLY = 0.5


def tool(place: Layout) -> str | None:
    """The tool whose headings these are, or None."""
    names = [compact(heading.top or heading.text) for heading in place.headings]
    for name, starts in _FIRST.items():
        if any(names[: len(start)] == [compact(word) for word in start] for start in starts):
            return name
    for name, words in _SOMEWHERE.items():
        if {compact(word) for word in words} <= set(names):
            return name
    return "LimeSurvey" if _has_codes(place.headings) else "SurveyMonkey" if _answers_below(place) else None


def _has_codes(headings: Sequence[Heading]) -> bool:
    """LimeSurvey writes `code. text` and `code[SQ001]. text [sub-question]`."""
    named = [heading.text for heading in headings if heading.text]
    coded = [match for text in named if (match := _LIME.match(text))]
    return len(coded) > _MOSTLY * len(named) and any(match[1] for match in coded)


def _answers_below(place: Layout) -> bool:
    """SurveyMonkey's second header row says "Response" or the option that the column is for."""
    return place.header_rows > 1 and any(
        heading.text in ("Response", "Open-Ended Response") for heading in place.headings
    )
