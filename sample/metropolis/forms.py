"""The files as four form tools would hand them out, personal columns, encodings and habits included."""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

import xlsxwriter

from measure.questionnaire import Guideline, Item, ItemKind
from measure.wave import Wave
from sample.metropolis.answers import Replies
from sample.metropolis.staff import AUDIENCES, TENURES

Cell = str | int | datetime
Row = list[Cell]
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
WRITTEN_ON = datetime(2022, 3, 31)  # xlsxwriter would put today's date into the file


@dataclass(frozen=True)
class Source:
    """What a file is made from: the sheets of a wave, the questions and the names of the units by code."""

    wave: Wave
    replies: Replies
    guideline: Guideline
    names: dict[str, str]
    paths: dict[str, str]

    def moment(self, row: int) -> datetime:
        return datetime.combine(self.wave.starts_on, time()) + timedelta(minutes=int(self.replies.minute[row]))


@dataclass(frozen=True)
class Shape:
    """One tool's file: its ending, how it is written, and the name of the mapping that reads it."""

    mapping: str
    suffix: str
    write: Callable[[Source, Path], None]


def label(item: Item, code: int) -> str:
    """The Japanese label of an option; an empty string for no answer."""
    return next((option.label.ja for option in item.options if option.code == code), "")


def chosen(item: Item, mask: int) -> list[str]:
    """The labels of the options ticked in a multiple answer."""
    return [option.label.ja for option in item.options if mask >> (option.code - 1) & 1]


def answer(source: Source, item: Item, row: int, joint: str = ";") -> str:
    """One answer as text; several choices joined by `joint`."""
    if item.kind is ItemKind.TEXT:
        return source.replies.comments[row]
    code = int(source.replies.answers[item.key][row])
    return joint.join(chosen(item, code)) if item.kind is ItemKind.MULTIPLE else label(item, code)


def microsoft_rows(source: Source) -> Iterable[Row]:
    """Microsoft Forms: who filled it in comes along, several choices end in a semicolon."""
    items = source.guideline.items
    opening: Row = ["ID", "開始時刻", "完了時刻", "メール", "名前", "所属", "対象層", "在籍年数"]
    yield [*opening, *(item.text.ja for item in items)]
    replies = source.replies
    for row in range(replies.rows):
        ended = source.moment(row)
        who: Row = [f"shokuin{row + 1:05d}@mirai.example", f"架空 職員{row + 1:05d}"]
        place: Row = [source.names[replies.unit[row]], AUDIENCES[replies.audience[row]], TENURES[replies.tenure[row]]]
        texts = [answer(source, item, row) for item in items]
        ended_texts = [f"{t};" if t and i.kind is ItemKind.MULTIPLE else t for i, t in zip(items, texts, strict=True)]
        yield [row + 1, ended - timedelta(minutes=4), ended, *who, *place, *ended_texts]


def google_rows(source: Source) -> Iterable[Row]:
    """Google Forms: a timestamp of its own making, grid questions as `text [row]`, choices joined by a comma."""
    items, replies = source.guideline.items, source.replies
    opening: Row = ["タイムスタンプ", "メールアドレス", "所属（局・部・課）", "対象層", "在籍年数"]
    yield [*opening, *(item.asked_as[0] if item.asked_as else item.text.ja for item in items)]
    for row in range(replies.rows):
        moment = source.moment(row)
        half = "午前" if moment.hour < 12 else "午後"
        stamp = f"{moment:%Y/%m/%d} {moment.hour % 12 or 12}:{moment:%M:%S} {half} GMT+9"
        place: Row = [source.paths[replies.unit[row]], AUDIENCES[replies.audience[row]], TENURES[replies.tenure[row]]]
        answers = [answer(source, item, row, ", ") for item in items]
        yield [stamp, f"shokuin{row + 1:05d}@mirai.example", *place, *answers]


def logo_rows(source: Source) -> Iterable[Row]:
    """LoGo form: unit codes, numbered questions, one column for every choice, full-width digits."""
    items, replies = source.guideline.items, source.replies
    yield ["受付番号", "送信日時", "部署コード", "業務区分", "現在の職場での年数", *logo_headings(items)]
    for row in range(replies.rows):
        tenure = TENURES[replies.tenure[row]].translate(FULL_WIDTH)
        opening: Row = [f"{source.wave.name}-{row + 1:05d}", f"{source.moment(row):%Y-%m-%d %H:%M:%S}"]
        place: Row = [replies.unit[row], AUDIENCES[replies.audience[row]], tenure]
        yield [*opening, *place, *(cell for item in items for cell in _logo_cells(source, item, row))]


def logo_headings(items: Iterable[Item]) -> list[str]:
    """`Q1．text`, and for a multiple question one such heading for every option."""
    headings: list[str] = []
    for number, item in enumerate(items, 1):
        start = f"Q{number}．{item.text.ja}"
        several = item.kind is ItemKind.MULTIPLE
        headings += [f"{start}：{option.label.ja}" for option in item.options] if several else [start]
    return headings


def _logo_cells(source: Source, item: Item, row: int) -> list[str]:
    if item.kind is not ItemKind.MULTIPLE:
        return [answer(source, item, row)]
    ticked = chosen(item, int(source.replies.answers[item.key][row]))
    return ["○" if option.label.ja in ticked else "" for option in item.options]


def _write_csv(rows: Iterable[Row], path: Path, encoding: str) -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        for row in rows:
            writer.writerow([f"{c:%Y/%m/%d %H:%M:%S}" if isinstance(c, datetime) else c for c in row])


def _write_workbook(source: Source, path: Path) -> None:
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy/m/d h:mm"}) as book:
        book.set_properties({"created": WRITTEN_ON})
        sheet = book.add_worksheet("Form1")
        for number, row in enumerate(microsoft_rows(source)):
            for column, cell in enumerate(row):
                if cell != "":
                    sheet.write(number, column, cell)


MICROSOFT = Shape("microsoft", ".csv", lambda source, path: _write_csv(microsoft_rows(source), path, "utf-8-sig"))
GOOGLE = Shape("google", ".csv", lambda source, path: _write_csv(google_rows(source), path, "utf-8"))
LOGO = Shape("logo", ".csv", lambda source, path: _write_csv(logo_rows(source), path, "cp932"))
WORKBOOK = Shape("microsoft", ".xlsx", _write_workbook)
SHAPES = (MICROSOFT, GOOGLE, LOGO, WORKBOOK)


def shape_of(quarter: int) -> Shape:
    """The tool used in a calendar quarter (1 ... 4): another one every quarter, as offices do."""
    return SHAPES[quarter - 1]
