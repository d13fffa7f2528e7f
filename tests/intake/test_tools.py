"""Exports of the tools, made to their documented header layouts: what they are recognised as and what they hold.

Every table says the same of five people: three know the guideline, one does not, one gave no answer; three heard of it
in a training, two from a notice. What a tool writes about people stands in it and is never kept.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from intake import block
from intake.mapping import Role
from intake.problems import Severity
from intake.task import Outcome
from tests.intake.office import ACTS, HOW, KNOWS, Cell, Rows, read, write

UNITS = ["総務局", "総務局", "財務局", "財務局", "総務局"]
KNOW = ["はい", "はい", "はい", "いいえ", ""]
HEARD = [["研修", "掲示、回覧"], ["研修"], ["掲示、回覧"], [], ["研修"]]
NUMBERS = [1, 2, 3, 4, 5]
Q1, Q3 = KNOWS.text.ja, HOW.text.ja
WAYS = ("研修", "掲示、回覧")


def joined(mark: str, end: str = "") -> list[str]:
    return [mark.join(ways) + (end if ways else "") for ways in HEARD]


def ticks(way: str, mark: Cell, none: Cell = "") -> list[Cell]:
    return [mark if way in ways else none for ways in HEARD]


def upright(columns: dict[str, list[Cell]]) -> Rows:
    return [list(columns), *(list(row) for row in zip(*columns.values(), strict=True))]


def same(cell: Cell) -> list[Cell]:
    return [cell] * 5


@dataclass(frozen=True)
class Export:
    tool: str | None
    rows: Rows
    header_rows: int = 1
    dropped: tuple[str, ...] = ()


def microsoft_forms(english: bool = False) -> Export:
    meta = (
        ("ID", "Start time", "Completion time", "Email", "Name")
        if english
        else ("ID", "開始時刻", "完了時刻", "メール", "名前")
    )
    columns: dict[str, list[Cell]] = {
        meta[0]: [*NUMBERS],
        meta[1]: same("2025/4/1 9:00:00"),
        meta[2]: same("2025/4/1 9:05:00"),
        meta[3]: same("anonymous"),
        meta[4]: same(""),
        "所属": [*UNITS],
        Q1: [*KNOW],
        f"点数 - {Q1}": same(""),
        f"フィードバック - {Q1}": same(""),
        Q3: [*joined(";", ";")],
    }
    return Export("Microsoft Forms", upright(columns), dropped=(meta[1], meta[3], meta[4]))


def google_forms(english: bool = False) -> Export:
    stamp, mail = ("Timestamp", "Email Address") if english else ("タイムスタンプ", "メールアドレス")
    columns: dict[str, list[Cell]] = {
        stamp: same("2025/04/01 9:05:00 午前 GMT+9" if not english else "4/1/2025 9:05:00"),
        mail: [f"p{n}@example.jp" for n in NUMBERS],
        "所属": [*UNITS],
        Q1: [*KNOW],
        Q3: [*joined(", ")],
    }
    return Export("Google Forms", upright(columns), dropped=(mail,))


def logo_form() -> Export:
    columns: dict[str, list[Cell]] = {
        "受付番号": [f"2025-{n:06}" for n in NUMBERS],
        "送信日時": same("2025/04/01 09:05:00"),
        "ステータス": same("完了"),
        "氏名": same("都民 太郎"),
        "所属": [*UNITS],
        Q1: [*KNOW],
        Q3: [*joined("\n")],
    }
    return Export("LoGoフォーム", upright(columns), dropped=("氏名",))


def kintone() -> Export:
    columns: dict[str, list[Cell]] = {
        "レコード番号": [*NUMBERS],
        "作成者": same("都民 太郎"),
        "作成日時": same("2025-04-01 09:05"),
        "更新者": same("都民 太郎"),
        "更新日時": same("2025-04-01 09:05"),
        "所属": [*UNITS],
        Q1: [*KNOW],
        **{f"{Q3}[{way}]": ticks(way, 1) for way in WAYS},
    }
    return Export("kintone", upright(columns), dropped=("作成者", "更新者"))


def limesurvey(full: bool) -> Export:
    said = {"はい": "Y", "いいえ": "N", "": ""}
    meta = ("id", "submitdate", "lastpage", "startlanguage", "seed", "ipaddr") if not full else (
        "Response ID", "Date submitted", "Last page", "Start language", "Seed", "IP address"
    )  # fmt: skip
    heads = ("unit", "q1", "q3[SQ001]", "q3[SQ002]", "q3[other]", "q1Time") if not full else (
        "Department", Q1, f"{Q3} [研修]", f"{Q3} [掲示、回覧]", f"{Q3} [その他]", "Question time: q1"
    )  # fmt: skip
    columns: dict[str, list[Cell]] = {
        meta[0]: [*NUMBERS],
        meta[1]: same("2025-04-01 09:05:00"),
        meta[2]: same(3),
        meta[3]: same("ja"),
        meta[4]: [n * 7919 for n in NUMBERS],
        meta[5]: [f"192.0.2.{n}" for n in NUMBERS],
        heads[0]: [*UNITS],
        heads[1]: [said[text] if not full else text for text in KNOW],
        heads[2]: ticks("研修", "Y" if not full else "はい", "" if not full else "いいえ"),
        heads[3]: ticks("掲示、回覧", "Y" if not full else "はい", "" if not full else "いいえ"),
        heads[4]: same(""),
        heads[5]: same(1.5),
    }
    return Export("LimeSurvey", upright(columns), dropped=(meta[4], meta[5]))


def limesurvey_codes_and_texts() -> Export:
    columns: dict[str, list[Cell]] = {
        "id. Response ID": [*NUMBERS],
        "submitdate. Date submitted": same("2025-04-01 09:05:00"),
        "所属": [*UNITS],
        f"q1. {Q1}": [*KNOW],
        f"q3[SQ001]. {Q3} [研修]": ticks("研修", "はい", "いいえ"),
        f"q3[SQ002]. {Q3} [掲示、回覧]": ticks("掲示、回覧", "はい", "いいえ"),
    }
    return Export("LimeSurvey", upright(columns))


def qualtrics(rows: int = 3) -> Export:
    columns: dict[tuple[str, str, str], list[Cell]] = {
        ("StartDate", "Start Date", "startDate"): same("2025-04-01 09:00:00"),
        ("EndDate", "End Date", "endDate"): same("2025-04-01 09:05:00"),
        ("Status", "Response Type", "status"): same("IP Address"),
        ("IPAddress", "IP Address", "ipAddress"): [f"192.0.2.{n}" for n in NUMBERS],
        ("Progress", "Progress", "progress"): same(100),
        ("Duration (in seconds)", "Duration (in seconds)", "duration"): same(300),
        ("Finished", "Finished", "finished"): same("True"),
        ("RecordedDate", "Recorded Date", "recordedDate"): same("2025-04-01 09:05:01"),
        ("ResponseId", "Response ID", "_recordId"): [f"R_{n}xYz" for n in NUMBERS],
        ("RecipientLastName", "Recipient Last Name", "recipientLastName"): same("都民"),
        ("RecipientEmail", "Recipient Email", "recipientEmail"): same("t@example.jp"),
        ("ExternalReference", "External Data Reference", "externalDataReference"): same(""),
        ("LocationLatitude", "Location Latitude", "locationLatitude"): same("35.68"),
        ("LocationLongitude", "Location Longitude", "locationLongitude"): same("139.69"),
        ("DistributionChannel", "Distribution Channel", "distributionChannel"): same("anonymous"),
        ("UserLanguage", "User Language", "userLanguage"): same("JA"),
        ("Q1", "所属", "QID1"): [*UNITS],
        ("Q2", f"{Q1} - Selected Choice", "QID2"): [*KNOW],
        ("Q3_1", f"{Q3} - Selected Choice - 研修", "QID3_1"): ticks("研修", "研修"),
        ("Q3_2", f"{Q3} - Selected Choice - 掲示、回覧", "QID3_2"): ticks("掲示、回覧", "掲示、回覧"),
        ("Q3_4_TEXT", f"{Q3} - その他 - Text", "QID3_4_TEXT"): same(""),
    }
    header: list[list[Cell]] = [[head[n] for head in columns] for n in (0, 1)]
    if rows == 3:
        header.append([json.dumps({"ImportId": head[2]}) for head in columns])
    dropped = ("IP Address", "Recipient Last Name", "Recipient Email", "External Data Reference", "Location Latitude")
    return Export("Qualtrics", [*header, *upright({str(k): v for k, v in columns.items()})[1:]], rows, dropped)


def qualtrics_legacy() -> Export:
    columns: dict[tuple[str, str], list[Cell]] = {
        ("V1", "ResponseID"): [f"R_{n}xYz" for n in NUMBERS],
        ("V2", "ResponseSet"): same("Default Response Set"),
        ("V3", "Name"): same("都民 太郎"),
        ("V5", "EmailAddress"): same("t@example.jp"),
        ("V6", "IPAddress"): same("192.0.2.1"),
        ("V7", "Status"): same(0),
        ("V8", "StartDate"): same("2025-04-01 09:00:00"),
        ("V9", "EndDate"): same("2025-04-01 09:05:00"),
        ("V10", "Finished"): same(1),
        ("Q1", "所属"): [*UNITS],
        ("Q2", Q1): [*KNOW],
        ("Q3_1", f"{Q3}-研修"): ticks("研修", 1),
        ("Q3_2", f"{Q3}-掲示、回覧"): ticks("掲示、回覧", 1),
    }
    header: list[list[Cell]] = [[head[n] for head in columns] for n in (0, 1)]
    return Export(
        "Qualtrics", [*header, *upright({str(k): v for k, v in columns.items()})[1:]], 2, ("Name", "IPAddress")
    )


def surveymonkey() -> Export:
    top: list[Cell] = [
        "Respondent ID",
        "Collector ID",
        "Start Date",
        "End Date",
        "IP Address",
        "Email Address",
        "First Name",
        "所属",
        Q1,
        Q3,
        "",
        "",
    ]
    below: list[Cell] = [*[""] * 7, "Response", "Response", "研修", "掲示、回覧", "Other (please specify)"]
    columns: list[list[Cell]] = [
        [11_000_000_000 + n for n in NUMBERS],
        same(225_985_182),
        same("04/01/2025 09:00:00 AM"),
        same("04/01/2025 09:05:00 AM"),
        same("192.0.2.1"),
        same(""),
        same(""),
        [*UNITS],
        [*KNOW],
        ticks("研修", "研修"),
        ticks("掲示、回覧", "掲示、回覧"),
        same(""),
    ]
    dropped = ("Collector ID", "Start Date", "IP Address", "Email Address", "First Name")
    return Export("SurveyMonkey", [top, below, *(list(row) for row in zip(*columns, strict=True))], 2, dropped)


def typeform(wide: bool) -> Export:
    several: dict[str, list[Cell]] = {way: ticks(way, way) for way in WAYS} if wide else {
        Q3: [" / " + " / ".join(ways) if ways else "" for ways in HEARD]
    }  # fmt: skip
    columns: dict[str, list[Cell]] = {
        "#": [f"{n:032x}" for n in NUMBERS],
        "所属": [*UNITS],
        Q1: [{"はい": "1", "いいえ": "0", "": ""}[text] for text in KNOW],
        **several,
        "Start Date (UTC)": same("2025-04-01 00:00:00"),
        "Submit Date (UTC)": same("2025-04-01 00:05:00"),
        "Network ID": [f"{n:010x}" for n in NUMBERS],
    }
    return Export("Typeform", upright(columns))


def surveygizmo() -> Export:
    columns: dict[str, list[Cell]] = {
        "Response ID": [*NUMBERS],
        "Time Started": same("Apr 1, 2025 9:00:00 am"),
        "Date Submitted": same("Apr 1, 2025 9:05:00 am"),
        "Status": same("Complete"),
        "Contact ID": same(""),
        "Legacy Comments": same(""),
        "Comments": same(""),
        "Language": same("Japanese"),
        "Referer": same(""),
        "SessionID": [f"1743{n:04}" for n in NUMBERS],
        "User Agent": same("Mozilla/5.0"),
        "IP Address": same("192.0.2.1"),
        "Longitude": same("139.69"),
        "Latitude": same("35.68"),
        "Country": same("Japan"),
        "City": same("Tokyo"),
        "所属": [*UNITS],
        Q1: [*KNOW],
        **{f"{way}:{Q3}": ticks(way, way) for way in WAYS},
    }
    return Export("SurveyGizmo", upright(columns), dropped=("Referer", "User Agent", "IP Address", "Longitude", "City"))


def sharepoint() -> Export:
    columns: dict[str, list[Cell]] = {
        "タイトル": same("回答"),
        "所属": [*UNITS],
        Q1: [*KNOW],
        Q3: [*joined(";#")],
        "登録日時": same("2025/04/01 9:05"),
        "登録者": same("都民 太郎"),
        "更新者": same("都民 太郎"),
        "アイテムの種類": same("アイテム"),
        "パス": same("sites/hr/Lists/survey"),
    }
    return Export("SharePoint", upright(columns), dropped=("登録者", "更新者"))


def questant() -> Export:
    columns: dict[str, list[Cell]] = {
        "回答ID": [*NUMBERS],
        "回答開始日時": same("2025/04/01 09:00:00"),
        "回答終了日時": same("2025/04/01 09:05:00"),
        "端末": same("PC"),
        "Q1. 所属": [*UNITS],
        f"Q2. {Q1}": [*KNOW],
        **{f"Q3. {Q3}_{way}": ticks(way, 1, 0) for way in WAYS},
    }
    return Export("Questant", upright(columns), dropped=("回答開始日時", "端末"))


EXPORTS: dict[str, Callable[[], Export]] = {
    "Microsoft Forms ja": microsoft_forms,
    "Microsoft Forms en": lambda: microsoft_forms(english=True),
    "Google Forms ja": google_forms,
    "Google Forms en": lambda: google_forms(english=True),
    "LoGoフォーム": logo_form,
    "kintone": kintone,
    "LimeSurvey codes": lambda: limesurvey(full=False),
    "LimeSurvey texts": lambda: limesurvey(full=True),
    "LimeSurvey both": limesurvey_codes_and_texts,
    "Qualtrics": qualtrics,
    "Qualtrics without ImportId": lambda: qualtrics(rows=2),
    "Qualtrics legacy": qualtrics_legacy,
    "SurveyMonkey": surveymonkey,
    "Typeform": lambda: typeform(wide=True),
    "Typeform one column": lambda: typeform(wide=False),
    "SurveyGizmo": surveygizmo,
    "SharePoint": sharepoint,
    "Questant": questant,
}
SHAPES = (("csv", "utf-8-sig"), ("csv", "cp932"), ("xlsx", ""))


def counted(outcome: Outcome) -> dict[str, object]:
    """What is kept of the answers: units, yes and no, and how often each way was ticked."""
    assert outcome.block is not None, outcome.problems
    kept = block.responses(outcome.block)
    heard = kept.answers["q3"].astype(int)
    return {
        "units": outcome.by_unit,
        "q1": sorted(kept.answers["q1"].tolist()),
        "q3": [int((heard & 1 > 0).sum()), int((heard & 2 > 0).sum()), int((heard >> 2 > 0).sum())],
    }


@pytest.mark.parametrize(("suffix", "encoding"), SHAPES)
@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_reads_as_what_it_is(tmp_path: Path, name: str, suffix: str, encoding: str) -> None:
    made = EXPORTS[name]()
    how = '[[column]]\nname = "unit"\nrole = "unit"' if name == "LimeSurvey codes" else ""
    if name == "LimeSurvey codes":
        how += "".join(
            f'\n[[column]]\nname = "q3[SQ00{n}]"\nrole = "option"\ntarget = "q3"\noption = {n}' for n in (1, 2)
        )
    outcome = read(write(tmp_path, made.rows, suffix, encoding or "utf-8"), how, KNOWS, ACTS, HOW)
    assert [p for p in outcome.problems if p.severity is not Severity.NOTE] == []
    assert (outcome.tool, outcome.header_rows, outcome.rows) == (made.tool, made.header_rows, 5)
    assert outcome.encoding == ({"utf-8-sig": "utf-8", "cp932": "cp932"}[encoding] if suffix == "csv" else None)
    assert counted(outcome) == {
        "units": {"010": 3, "020": 2},
        "q1": [0, 1, 1, 1, 2],
        "q3": [3, 2, 0],
    }
    roles = {column.name: column.role for column in outcome.columns}
    assert {name: roles[name] for name in made.dropped} == dict.fromkeys(made.dropped, Role.PERSON)


@pytest.mark.parametrize("name", EXPORTS)
def test_what_a_tool_writes_about_people_is_kept_nowhere(tmp_path: Path, name: str) -> None:
    outcome = read(write(tmp_path, EXPORTS[name]().rows), "", KNOWS, ACTS, HOW, keep_good_rows=True)
    told = outcome.model_dump_json(exclude={"block", "text_block"}) + str(outcome.block) + str(outcome.text_block)
    for secret in ("192.0.2", "example.jp", "都民", "Mozilla", "35.68", "R_1xYz"):
        assert secret not in told
