"""A small office for the intake's tests: its units, its questionnaire, and tables written in every format."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from intake.check import judge
from intake.mapping import Mapping, from_toml
from intake.task import Outcome, Task
from measure.organisation import Unit
from measure.questionnaire import Direction, Guideline, Indicator, Item, ItemKind, Option, Status, Wording

Cell = str | float | bool | date | None
Rows = Sequence[Sequence[Cell]]
SPRING = date(2025, 4, 1)
FORMATS = ("csv", "xlsx", "xls", "ods")
AUDIENCE = {"audience": ("全職員", "専門人材")}


def unit(code: str, name: str, parent: str | None = None, *aliases: str) -> Unit:
    ja, _, en = name.partition("|")
    return Unit(code=code, name=Wording(ja=ja, en=en or ja), parent=parent, valid_from=SPRING, aliases=aliases)


UNITS = (
    unit("R", "みらい都|Mirai"),
    unit("010", "総務局|General Affairs", "R", "総務"),
    unit("011", "企画課|Planning", "010"),
    unit("020", "財務局|Finance", "R"),
    unit("021", "企画課|Planning", "020"),
    unit("030", "Cabinet Office", "R"),
)


def option(code: int, label: str, direction: Direction | None = None, status: Status = Status.VALID) -> Option:
    ja, _, en = label.partition("|")
    return Option(code=code, label=Wording(ja=ja, en=en or ja), direction=direction, status=status)


YES_NO = (
    option(1, "はい|Yes", Direction.FAVOURABLE),
    option(2, "いいえ|No", Direction.UNFAVOURABLE),
    option(9, "わからない|Don't know", status=Status.DONT_KNOW),
)
AGREE = tuple(
    option(5 - place, label)
    for place, label in enumerate(
        ("そう思う|Agree", "ややそう思う", "どちらともいえない", "あまりそう思わない", "そう思わない|Disagree")
    )
)
WAYS = (option(1, "研修"), option(2, "掲示、回覧"), option(3, "上司、先輩, 同僚"), option(4, "その他|Other"))
KNOWS = Item(key="q1", text=Wording(ja="行動指針を知っていますか。", en="Do you know the guideline?"), options=YES_NO)
ACTS = Item(key="q2", text=Wording(ja="行動が変わりましたか。", en="Have you changed what you do?"), options=AGREE)
HOW = Item(
    key="q3",
    kind=ItemKind.MULTIPLE,
    text=Wording(ja="どこで知りましたか（複数選択可）", en="Where did you hear of it?"),
    options=WAYS,
)
SAYS = Item(key="q4", kind=ItemKind.TEXT, text=Wording(ja="ご意見", en="Your opinion"))
AWARE = Indicator(key="awareness", item="q1", name=Wording(ja="認知", en="Awareness"))


def guideline(*items: Item) -> Guideline:
    asked = items or (KNOWS, ACTS, HOW, SAYS)
    indicator = AWARE.model_copy(update={"item": asked[0].key})
    return Guideline(key="g", name=Wording(ja="指針", en="Guideline"), items=asked, indicators=(indicator,))


def share_item(key: str, text: str) -> Item:
    """An item that only ever comes as a total."""
    return Item(key=key, text=Wording(ja=text, en=text))


def mapping(toml: str) -> Mapping:
    found, problems = from_toml(toml)
    assert found is not None, problems
    return found


def task(path: Path, how: str = "", *items: Item, **more: object) -> Task:
    given = {"path": path, "file_name": path.name, "guideline": guideline(*items), "units": UNITS, "segments": AUDIENCE}
    return Task.model_validate(given | ({"mapping": mapping(how)} if how else {}) | more)


def read(path: Path, how: str = "", *items: Item, **more: object) -> Outcome:
    """What comes of a file, judged in this process."""
    return judge(task(path, how, *items, **more))


def csv_text(rows: Rows, delimiter: str = ",", line_end: str = "\r\n") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=line_end).writerows(
        ["" if c is None else c for c in row] for row in rows
    )
    return out.getvalue()


def write(folder: Path, rows: Rows, suffix: str = "csv", encoding: str = "utf-8") -> Path:
    """The rows as a file of one of the four formats."""
    path = folder / f"table.{suffix}"
    if suffix == "csv":
        path.write_bytes(csv_text(rows).encode(encoding))
    else:
        {"xlsx": _xlsx, "xls": _xls, "ods": _ods}[suffix](path, rows)
    return path


def _xlsx(path: Path, rows: Rows) -> None:
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("回答")
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if cell is not None and cell != "":
                    sheet.write(row, column, cell)


def _xls(path: Path, rows: Rows) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("回答")
    a_day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if cell is not None and cell != "":
                sheet.write(row, column, cell, *([a_day] if isinstance(cell, date) else []))
    book.save(str(path))


def _ods(path: Path, rows: Rows) -> None:
    book = OpenDocumentSpreadsheet()
    table = Table(name="回答")
    for cells in rows:
        row = TableRow()
        for cell in cells:
            row.addElement(_ods_cell(cell))
        table.addElement(row)
    book.spreadsheet.addElement(table)
    book.save(str(path))


def _ods_cell(cell: Cell) -> TableCell:
    if cell is None or cell == "":
        return TableCell()
    if isinstance(cell, date):
        return TableCell(valuetype="date", datevalue=cell.isoformat())
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return TableCell(valuetype="float", value=str(cell))
    found = TableCell(valuetype="string")
    found.addElement(P(text=str(cell)))
    return found
