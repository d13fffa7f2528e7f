"""Tools are told by the headings they write."""

import pytest

from intake import layout
from intake.exporters import tool


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ([["ID", "開始時刻", "完了時刻", "メール", "名前", "設問"]], "Microsoft Forms"),
        ([["ID", "Start time", "Completion time", "Email", "Name", "Question"]], "Microsoft Forms"),
        ([["タイムスタンプ", "設問"]], "Google Forms"),
        ([["Timestamp", "Question [row]"]], "Google Forms"),
        ([["受付番号", "送信日時", "設問"]], "LoGoフォーム"),
        ([["レコード番号", "更新者", "設問"]], "kintone"),
        ([["", "socio1. Country?", "rse3[SQ001]. Who? []", "tool4[SQ002]. Which? [C]"]], "LimeSurvey"),
        ([["Respondent ID", "Collector ID", "Question", ""], ["", "", "Yes", "No"]], "SurveyMonkey"),
        ([["RespondentID", "Question", "Other"], ["", "Response", "Response"]], "SurveyMonkey"),
        ([["StartDate", "EndDate", "Status", "ResponseId", "Q1"]], "Qualtrics"),
        ([["#", "Question", "Start Date (UTC)", "Submit Date (UTC)", "Network ID"]], "Typeform"),
        ([["所属", "設問"]], None),
        ([["1. 設問", "2. 設問"]], None),
    ],
)
def test_who_wrote_the_header(header: list[list[str]], name: str | None) -> None:
    place = layout.at(header, len(header), len(header))
    assert place is not None
    assert tool(place) == name
