"""Which tool a file came out of, told by the headings it writes; the names are the tools' own."""

import re
from collections.abc import Callable, Sequence

from intake.normalise import compact
from intake.table import Layout

Names = Sequence[str]
_LIME = re.compile(r"^[A-Za-z][\w-]*(\[[\w-]+\])?\. ")
_LIME_NAME = re.compile(r"^[A-Za-z]{3,}[\w-]*\d\w*(?:\[[\w-]+\])?\. ")
_LIME_CODE = re.compile(r"^[a-z]\w*\[(?:sq\d+\w*|other|comment|[\w-]{1,12})\](?:\[[\w-]+\])?$")
_FIRST = {  # the headings a tool's export begins with
    "Microsoft Forms": (
        ("ID", "開始時刻", "完了時刻"),
        ("ID", "Start time", "Completion time"),
        ("ID", "開始時間", "完了時間"),
    ),
    "Google Forms": (("タイムスタンプ",), ("Timestamp",), ("Marca temporal",), ("Horodateur",), ("Zeitstempel",)),
    "SurveyMonkey": (
        *(("Respondent ID", "Collector ID"), ("RespondentID", "CollectorID"), ("回答者 ID", "コレクター ID")),
        *(
            ("回答者ID", "コレクターID"),
            ("Respondent ID", "Date Created"),
            ("respondent_id", "collector_id"),
            ("SurveyMonkey summary question",),
        ),
    ),
    "LimeSurvey": (
        *(("Response ID", "Date submitted"), ("id", "submitdate"), ("回答ID", "送信日"), ("回答ID", "送信日時")),
        *(("id. Response ID", "submitdate. Date submitted"), ("回答 ID", "送信日")),
    ),
    "SurveyGizmo": (("Response ID", "Time Started", "Date Submitted"), ("Response ID", "Date Submitted", "Status")),
    "LoGoフォーム": (
        *(
            ("受付番号", "送信日時"),
            ("受付番号", "受付日時"),
            ("受付番号", "ステータス", "送信日時"),
            ("回答番号", "送信日時"),
        ),
        *(("受付番号", "申請日時"), ("受付番号", "回答日時"), ("受付番号", "処理状況")),
    ),
    "kintone": (
        *(
            ("レコード番号", "作成日時"),
            ("レコード番号", "作成者"),
            ("レコード番号", "更新者"),
            ("レコード番号", "更新日時"),
        ),
        *(("Record number", "Created datetime"), ("Record number", "Created by"), ("Record number", "Updated by")),
    ),
    "Questant": (
        ("回答ID", "回答開始日時", "回答終了日時"),
        ("回答者ID", "回答開始日時"),
        ("回答番号", "回答開始日時"),
    ),
}
_SOMEWHERE = {  # headings that stand somewhere in a tool's export
    "Qualtrics": (
        *(
            ("StartDate", "EndDate", "ResponseId"),
            ("StartDate", "EndDate", "RecordedDate"),
            ("ResponseID", "ResponseSet"),
        ),
        *(("StartDate", "EndDate", "IPAddress"), ("StartDate", "EndDate", "DistributionChannel")),
        ("Start Date", "End Date", "Response Type", "Recorded Date"),
    ),
    "Typeform": (
        *(("Start Date (UTC)", "Submit Date (UTC)"), ("#", "Network ID"), ("Response Type", "Submit Date (UTC)")),
        *(("#", "Submitted At", "Token"), ("Submitted At", "Token"), ("Submit Date (UTC)", "Network ID")),
    ),
    "Microsoft Forms": (("Start time", "Completion time", "Email", "Name"), ("開始時刻", "完了時刻", "メール", "名前")),
    "SurveyGizmo": (
        ("Response ID", "Time Started", "Legacy Comments"),
        ("Response ID", "SessionID", "Extended Referer"),
    ),
    "SharePoint": (
        *(("Item Type", "Path"), ("アイテムの種類", "パス"), ("Created By", "Modified By"), ("登録者", "更新者")),
        ("作成者", "更新日時", "タイトル"),
    ),
    "kintone": (("レコード番号", "作成日時"), ("レコード番号", "更新日時"), ("Record number", "Updated datetime")),
    "LimeSurvey": (("submitdate", "lastpage", "startlanguage"), ("Date submitted", "Last page", "Start language")),
    "Questant": (("回答開始日時", "回答完了日時", "デバイス"), ("回答開始日時", "回答終了日時", "端末")),
}
_MOSTLY = 0.5
_LONGEST = 200  # the beginning of a heading tells; none is looked through
_NUMBERED = re.compile(r"^q\d{4}(?:_\d{4})*(?:_other)?$")


def tool(place: Layout) -> str | None:
    """The tool whose headings these are, or None."""
    names = [compact((heading.top or heading.code or heading.text)[:_LONGEST]) for heading in place.headings]
    texts = {*names, *(compact(heading.text[:_LONGEST]) for heading in place.headings)}
    for name, starts in _FIRST.items():
        if any(names[: len(start)] == [compact(word) for word in start] for start in starts):
            return name
    for name, sets in _SOMEWHERE.items():
        if any({compact(word) for word in words} <= texts for words in sets):
            return name
    return next((name for name, looks in _LOOKS.items() if looks(place, names)), None)


def _limesurvey(place: Layout, names: Names) -> bool:
    """LimeSurvey writes `code. text` and `code[SQ001]. text [sub-question]`, or the codes alone."""
    if sum(1 for name in names if _LIME_CODE.match(name)) > 1:
        return True
    named = [heading.text[:_LONGEST] for heading in place.headings if heading.text]
    if sum(1 for text in named if _LIME_NAME.match(text)) > _MOSTLY * len(named):
        return True
    coded = [match for text in named if (match := _LIME.match(text))]
    return len(coded) > _MOSTLY * len(named) and any(match[1] for match in coded)


def _surveymonkey(place: Layout, names: Names) -> bool:
    """Its second header row says "Response" or the option that the column is for; codes are q0001 or q0004_0002."""
    captions = ("Response", "Open-Ended Response", "回答", "自由回答")
    below = place.header_rows > 1 and any(heading.text in captions for heading in place.headings)
    return below or sum(1 for name in names if _NUMBERED.match(name)) > _MOSTLY * len(names)


def _qualtrics(place: Layout, names: Names) -> bool:
    return place.header_rows == 3 and any(heading.code for heading in place.headings)


def _typeform(place: Layout, names: Names) -> bool:
    return bool(names) and names[-1] == "token" and "id" not in names


_LOOKS: dict[str, Callable[[Layout, Names], bool]] = {
    "Qualtrics": _qualtrics,
    "Typeform": _typeform,
    "LimeSurvey": _limesurvey,
    "SurveyMonkey": _surveymonkey,
}
