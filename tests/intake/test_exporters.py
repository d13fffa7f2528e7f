"""Tools are told by the headings they write."""

import pytest

from intake import layout
from intake.exporters import tool

IDS = ['{"ImportId":"startDate","timeZone":"Asia/Tokyo"}', '{"ImportId":"endDate"}', '{"ImportId":"QID1"}']


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ([["ID", "開始時刻", "完了時刻", "メール", "名前", "設問"]], "Microsoft Forms"),
        ([["ID", "Start time", "Completion time", "Email", "Name", "Question"]], "Microsoft Forms"),
        ([["タイムスタンプ", "設問"]], "Google Forms"),
        ([["タイムスタンプ", "メールアドレス", "設問"]], "Google Forms"),
        ([["Timestamp", "Question [row]"]], "Google Forms"),
        ([["受付番号", "送信日時", "設問"]], "LoGoフォーム"),
        ([["レコード番号", "更新者", "設問"]], "kintone"),
        ([["レコード番号", "設問", "作成者", "作成日時", "更新者", "更新日時"]], "kintone"),
        ([["", "socio1. Country?", "rse3[SQ001]. Who? []", "tool4[SQ002]. Which? [C]"]], "LimeSurvey"),
        ([["id", "submitdate", "lastpage", "startlanguage", "seed", "Q1", "Q2[SQ001]"]], "LimeSurvey"),
        ([["Response ID", "Date submitted", "Last page", "Start language", "Question"]], "LimeSurvey"),
        ([["Q1", "Q2[SQ001]", "Q2[SQ002]", "Q2[other]"]], "LimeSurvey"),
        ([["Respondent ID", "Collector ID", "Question", ""], ["", "", "Yes", "No"]], "SurveyMonkey"),
        ([["RespondentID", "Question", "Other"], ["", "Response", "Response"]], "SurveyMonkey"),
        ([["", "StartDate", "EndDate", "q0001", "q0002", "q0004_0001", "q0004_0002"]], "SurveyMonkey"),
        ([["StartDate", "EndDate", "Status", "ResponseId", "Q1"]], "Qualtrics"),
        ([["StartDate", "EndDate", "Q1"], ["Start Date", "End Date", "Do you?"], IDS], "Qualtrics"),
        ([["V1", "V2", "Q1"], ["ResponseID", "ResponseSet", "Do you?"]], "Qualtrics"),
        ([["#", "Question", "Start Date (UTC)", "Submit Date (UTC)", "Network ID"]], "Typeform"),
        ([["Question", "Submitted At", "Token"]], "Typeform"),
        ([["Response ID", "Time Started", "Date Submitted", "Status", "SessionID", "Yes:Question"]], "SurveyGizmo"),
        ([["タイトル", "設問", "登録者", "更新者", "アイテムの種類", "パス"]], "SharePoint"),
        ([["Title", "Question", "Item Type", "Path"]], "SharePoint"),
        ([["回答ID", "回答開始日時", "回答終了日時", "Q1"]], "Questant"),
        ([["所属", "設問"]], None),
        ([["1. 設問", "2. 設問"]], None),
    ],
)
def test_who_wrote_the_header(header: list[list[str]], name: str | None) -> None:
    place = layout.at(header, len(header), len(header))
    assert place is not None
    assert tool(place) == name
