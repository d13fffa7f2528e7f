"""Exports of the tools, made to their documented header layouts from any sheets of answers."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.intake.office import HOW, KNOWS, Cell, Rows

Q1, Q3 = KNOWS.text.ja, HOW.text.ja
WAYS = ("研修", "掲示、回覧")


@dataclass(frozen=True)
class Sheets:
    """What people answered: their unit's name, yes or no or nothing, and the ways they ticked."""

    units: Sequence[str]
    know: Sequence[str]
    heard: Sequence[Sequence[str]]

    @property
    def numbers(self) -> list[int]:
        return list(range(1, len(self.units) + 1))

    def same(self, cell: Cell) -> list[Cell]:
        return [cell] * len(self.units)

    def joined(self, mark: str, end: str = "") -> list[str]:
        return [mark.join(ways) + (end if ways else "") for ways in self.heard]

    def ticks(self, way: str, mark: Cell, none: Cell = "") -> list[Cell]:
        return [mark if way in ways else none for ways in self.heard]


def upright(columns: dict[str, list[Cell]]) -> Rows:
    return [list(columns), *(list(row) for row in zip(*columns.values(), strict=True))]


@dataclass(frozen=True)
class Export:
    tool: str | None
    rows: Rows
    header_rows: int = 1
    dropped: tuple[str, ...] = ()


def microsoft_forms(s: Sheets, english: bool = False) -> Export:
    meta = (
        ("ID", "Start time", "Completion time", "Email", "Name")
        if english
        else ("ID", "開始時刻", "完了時刻", "メール", "名前")
    )
    columns: dict[str, list[Cell]] = {
        meta[0]: [*s.numbers],
        meta[1]: s.same("2025/4/1 9:00:00"),
        meta[2]: s.same("2025/4/1 9:05:00"),
        meta[3]: s.same("anonymous"),
        meta[4]: s.same(""),
        "所属": [*s.units],
        Q1: [*s.know],
        f"点数 - {Q1}": s.same(""),
        f"フィードバック - {Q1}": s.same(""),
        Q3: [*s.joined(";", ";")],
    }
    return Export("Microsoft Forms", upright(columns), dropped=(meta[1], meta[3], meta[4]))


def google_forms(s: Sheets, english: bool = False) -> Export:
    stamp, mail = ("Timestamp", "Email Address") if english else ("タイムスタンプ", "メールアドレス")
    columns: dict[str, list[Cell]] = {
        stamp: s.same("2025/04/01 9:05:00 午前 GMT+9" if not english else "4/1/2025 9:05:00"),
        mail: [f"p{n}@example.jp" for n in s.numbers],
        "所属": [*s.units],
        Q1: [*s.know],
        Q3: [*s.joined(", ")],
    }
    return Export("Google Forms", upright(columns), dropped=(mail,))


def logo_form(s: Sheets) -> Export:
    columns: dict[str, list[Cell]] = {
        "受付番号": [f"2025-{n:06}" for n in s.numbers],
        "送信日時": s.same("2025/04/01 09:05:00"),
        "ステータス": s.same("完了"),
        "氏名": s.same("都民 太郎"),
        "所属": [*s.units],
        Q1: [*s.know],
        Q3: [*s.joined("\n")],
    }
    return Export("LoGoフォーム", upright(columns), dropped=("氏名",))


def kintone(s: Sheets) -> Export:
    columns: dict[str, list[Cell]] = {
        "レコード番号": [*s.numbers],
        "作成者": s.same("都民 太郎"),
        "作成日時": s.same("2025-04-01 09:05"),
        "更新者": s.same("都民 太郎"),
        "更新日時": s.same("2025-04-01 09:05"),
        "所属": [*s.units],
        Q1: [*s.know],
        **{f"{Q3}[{way}]": s.ticks(way, 1) for way in WAYS},
    }
    return Export("kintone", upright(columns), dropped=("作成者", "更新者"))


def limesurvey(s: Sheets, full: bool) -> Export:
    said = {"はい": "Y", "いいえ": "N", "": ""}
    meta = ("id", "submitdate", "lastpage", "startlanguage", "seed", "ipaddr") if not full else (
        "Response ID", "Date submitted", "Last page", "Start language", "Seed", "IP address"
    )  # fmt: skip
    heads = ("unit", "q1", "q3[SQ001]", "q3[SQ002]", "q3[other]", "q1Time") if not full else (
        "Department", Q1, f"{Q3} [研修]", f"{Q3} [掲示、回覧]", f"{Q3} [その他]", "Question time: q1"
    )  # fmt: skip
    columns: dict[str, list[Cell]] = {
        meta[0]: [*s.numbers],
        meta[1]: s.same("2025-04-01 09:05:00"),
        meta[2]: s.same(3),
        meta[3]: s.same("ja"),
        meta[4]: [n * 7919 for n in s.numbers],
        meta[5]: [f"192.0.2.{n}" for n in s.numbers],
        heads[0]: [*s.units],
        heads[1]: [said[text] if not full else text for text in s.know],
        heads[2]: s.ticks("研修", "Y" if not full else "はい", "" if not full else "いいえ"),
        heads[3]: s.ticks("掲示、回覧", "Y" if not full else "はい", "" if not full else "いいえ"),
        heads[4]: s.same(""),
        heads[5]: s.same(1.5),
    }
    return Export("LimeSurvey", upright(columns), dropped=(meta[4], meta[5]))


def limesurvey_codes_and_texts(s: Sheets) -> Export:
    columns: dict[str, list[Cell]] = {
        "id. Response ID": [*s.numbers],
        "submitdate. Date submitted": s.same("2025-04-01 09:05:00"),
        "所属": [*s.units],
        f"q1. {Q1}": [*s.know],
        f"q3[SQ001]. {Q3} [研修]": s.ticks("研修", "はい", "いいえ"),
        f"q3[SQ002]. {Q3} [掲示、回覧]": s.ticks("掲示、回覧", "はい", "いいえ"),
    }
    return Export("LimeSurvey", upright(columns))


def qualtrics(s: Sheets, rows: int = 3) -> Export:
    columns: dict[tuple[str, str, str], list[Cell]] = {
        ("StartDate", "Start Date", "startDate"): s.same("2025-04-01 09:00:00"),
        ("EndDate", "End Date", "endDate"): s.same("2025-04-01 09:05:00"),
        ("Status", "Response Type", "status"): s.same("IP Address"),
        ("IPAddress", "IP Address", "ipAddress"): [f"192.0.2.{n}" for n in s.numbers],
        ("Progress", "Progress", "progress"): s.same(100),
        ("Duration (in seconds)", "Duration (in seconds)", "duration"): s.same(300),
        ("Finished", "Finished", "finished"): s.same("True"),
        ("RecordedDate", "Recorded Date", "recordedDate"): s.same("2025-04-01 09:05:01"),
        ("ResponseId", "Response ID", "_recordId"): [f"R_{n}xYz" for n in s.numbers],
        ("RecipientLastName", "Recipient Last Name", "recipientLastName"): s.same("都民"),
        ("RecipientEmail", "Recipient Email", "recipientEmail"): s.same("t@example.jp"),
        ("ExternalReference", "External Data Reference", "externalDataReference"): s.same(""),
        ("LocationLatitude", "Location Latitude", "locationLatitude"): s.same("35.68"),
        ("LocationLongitude", "Location Longitude", "locationLongitude"): s.same("139.69"),
        ("DistributionChannel", "Distribution Channel", "distributionChannel"): s.same("anonymous"),
        ("UserLanguage", "User Language", "userLanguage"): s.same("JA"),
        ("Q1", "所属", "QID1"): [*s.units],
        ("Q2", f"{Q1} - Selected Choice", "QID2"): [*s.know],
        ("Q3_1", f"{Q3} - Selected Choice - 研修", "QID3_1"): s.ticks("研修", "研修"),
        ("Q3_2", f"{Q3} - Selected Choice - 掲示、回覧", "QID3_2"): s.ticks("掲示、回覧", "掲示、回覧"),
        ("Q3_4_TEXT", f"{Q3} - その他 - Text", "QID3_4_TEXT"): s.same(""),
    }
    header: list[list[Cell]] = [[head[n] for head in columns] for n in (0, 1)]
    if rows == 3:
        header.append([json.dumps({"ImportId": head[2]}) for head in columns])
    dropped = ("IP Address", "Recipient Last Name", "Recipient Email", "External Data Reference", "Location Latitude")
    return Export("Qualtrics", [*header, *upright({str(k): v for k, v in columns.items()})[1:]], rows, dropped)


def qualtrics_legacy(s: Sheets) -> Export:
    columns: dict[tuple[str, str], list[Cell]] = {
        ("V1", "ResponseID"): [f"R_{n}xYz" for n in s.numbers],
        ("V2", "ResponseSet"): s.same("Default Response Set"),
        ("V3", "Name"): s.same("都民 太郎"),
        ("V5", "EmailAddress"): s.same("t@example.jp"),
        ("V6", "IPAddress"): s.same("192.0.2.1"),
        ("V7", "Status"): s.same(0),
        ("V8", "StartDate"): s.same("2025-04-01 09:00:00"),
        ("V9", "EndDate"): s.same("2025-04-01 09:05:00"),
        ("V10", "Finished"): s.same(1),
        ("Q1", "所属"): [*s.units],
        ("Q2", Q1): [*s.know],
        ("Q3_1", f"{Q3}-研修"): s.ticks("研修", 1),
        ("Q3_2", f"{Q3}-掲示、回覧"): s.ticks("掲示、回覧", 1),
    }
    header: list[list[Cell]] = [[head[n] for head in columns] for n in (0, 1)]
    return Export(
        "Qualtrics", [*header, *upright({str(k): v for k, v in columns.items()})[1:]], 2, ("Name", "IPAddress")
    )


def surveymonkey(s: Sheets) -> Export:
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
        [11_000_000_000 + n for n in s.numbers],
        s.same(225_985_182),
        s.same("04/01/2025 09:00:00 AM"),
        s.same("04/01/2025 09:05:00 AM"),
        s.same("192.0.2.1"),
        s.same(""),
        s.same(""),
        [*s.units],
        [*s.know],
        s.ticks("研修", "研修"),
        s.ticks("掲示、回覧", "掲示、回覧"),
        s.same(""),
    ]
    dropped = ("Collector ID", "Start Date", "IP Address", "Email Address", "First Name")
    return Export("SurveyMonkey", [top, below, *(list(row) for row in zip(*columns, strict=True))], 2, dropped)


def typeform(s: Sheets, wide: bool) -> Export:
    several: dict[str, list[Cell]] = {way: s.ticks(way, way) for way in WAYS} if wide else {
        Q3: [" / " + " / ".join(ways) if ways else "" for ways in s.heard]
    }  # fmt: skip
    columns: dict[str, list[Cell]] = {
        "#": [f"{n:032x}" for n in s.numbers],
        "所属": [*s.units],
        Q1: [{"はい": "1", "いいえ": "0", "": ""}[text] for text in s.know],
        **several,
        "Start Date (UTC)": s.same("2025-04-01 00:00:00"),
        "Submit Date (UTC)": s.same("2025-04-01 00:05:00"),
        "Network ID": [f"{n:010x}" for n in s.numbers],
    }
    return Export("Typeform", upright(columns))


def surveygizmo(s: Sheets) -> Export:
    columns: dict[str, list[Cell]] = {
        "Response ID": [*s.numbers],
        "Time Started": s.same("Apr 1, 2025 9:00:00 am"),
        "Date Submitted": s.same("Apr 1, 2025 9:05:00 am"),
        "Status": s.same("Complete"),
        "Contact ID": s.same(""),
        "Legacy Comments": s.same(""),
        "Comments": s.same(""),
        "Language": s.same("Japanese"),
        "Referer": s.same(""),
        "SessionID": [f"1743{n:04}" for n in s.numbers],
        "User Agent": s.same("Mozilla/5.0"),
        "IP Address": s.same("192.0.2.1"),
        "Longitude": s.same("139.69"),
        "Latitude": s.same("35.68"),
        "Country": s.same("Japan"),
        "City": s.same("Tokyo"),
        "所属": [*s.units],
        Q1: [*s.know],
        **{f"{way}:{Q3}": s.ticks(way, way) for way in WAYS},
    }
    return Export("SurveyGizmo", upright(columns), dropped=("Referer", "User Agent", "IP Address", "Longitude", "City"))


def sharepoint(s: Sheets) -> Export:
    columns: dict[str, list[Cell]] = {
        "タイトル": s.same("回答"),
        "所属": [*s.units],
        Q1: [*s.know],
        Q3: [*s.joined(";#")],
        "登録日時": s.same("2025/04/01 9:05"),
        "登録者": s.same("都民 太郎"),
        "更新者": s.same("都民 太郎"),
        "アイテムの種類": s.same("アイテム"),
        "パス": s.same("sites/hr/Lists/survey"),
    }
    return Export("SharePoint", upright(columns), dropped=("登録者", "更新者"))


def questant(s: Sheets) -> Export:
    columns: dict[str, list[Cell]] = {
        "回答ID": [*s.numbers],
        "回答開始日時": s.same("2025/04/01 09:00:00"),
        "回答終了日時": s.same("2025/04/01 09:05:00"),
        "端末": s.same("PC"),
        "Q1. 所属": [*s.units],
        f"Q2. {Q1}": [*s.know],
        **{f"Q3. {Q3}_{way}": s.ticks(way, 1, 0) for way in WAYS},
    }
    return Export("Questant", upright(columns), dropped=("回答開始日時", "端末"))


EXPORTS: dict[str, Callable[[Sheets], Export]] = {
    "Microsoft Forms ja": microsoft_forms,
    "Microsoft Forms en": lambda s: microsoft_forms(s, english=True),
    "Google Forms ja": google_forms,
    "Google Forms en": lambda s: google_forms(s, english=True),
    "LoGoフォーム": logo_form,
    "kintone": kintone,
    "LimeSurvey codes": lambda s: limesurvey(s, full=False),
    "LimeSurvey texts": lambda s: limesurvey(s, full=True),
    "LimeSurvey both": limesurvey_codes_and_texts,
    "Qualtrics": qualtrics,
    "Qualtrics without ImportId": lambda s: qualtrics(s, rows=2),
    "Qualtrics legacy": qualtrics_legacy,
    "SurveyMonkey": surveymonkey,
    "Typeform": lambda s: typeform(s, wide=True),
    "Typeform one column": lambda s: typeform(s, wide=False),
    "SurveyGizmo": surveygizmo,
    "SharePoint": sharepoint,
    "Questant": questant,
}

LIME_CODES = '[[column]]\nname = "unit"\nrole = "unit"' + "".join(
    f'\n[[column]]\nname = "q3[SQ00{n}]"\nrole = "option"\ntarget = "q3"\noption = {n}' for n in (1, 2)
)
"""What a person says of LimeSurvey's codes alone, which name neither the unit nor an option."""
