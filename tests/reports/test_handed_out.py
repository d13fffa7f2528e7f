"""Reports read back by other programs say what the answers add up to, and nothing of what is hidden."""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pypdf import PdfReader

from actions import reflections
from actions.export import written
from actions.refused import Refused
from actions.subject import Site
from actions.users import LOCAL
from charts.table import Table
from measure.reflection import NextState
from reports import office
from reports.pptx import write as slides
from reports.report import Chart, Part, Report, Series, Shape
from reports.sheet import FORMULA_STARTS, as_csv, as_xlsx, of_table
from tests.reports.handed import CANARIES, HIDDEN_COUNTS, KINDS, MADE, SHOWN_SHARE, found, gathered, said, texts
from text import formats
from text.lookup import say

CELLS = 8  # 4 units, 2 indicators
HIDDEN = 4  # C is too small, B would give it away


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = found(tmp_path_factory.mktemp("handed"))
    yield site
    site.store.close()


def records(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf"), "Excel needs the mark"
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_the_rows_are_those_published_and_hidden_ones_say_why_and_nothing_else(site: Site) -> None:
    of = gathered(site)
    rows = {(row["unit"], row["indicator"]): row for row in records(written(of, "csv"))}
    assert (len(rows), of.cells, of.hidden) == (CELLS, CELLS, HIDDEN)
    own = rows["A", "awareness"]
    assert (own["status"], int(own["base"]), float(own["favourable"])) == ("shown", 53, 41)
    assert float(own["share"]) == pytest.approx(SHOWN_SHARE)
    assert float(own["response_rate"]) == pytest.approx(53 / 60)
    for key in (("B", "awareness"), ("C", "awareness"), ("B", "readership"), ("C", "readership")):
        hidden = rows[key]
        assert hidden["status"] == "hidden"
        assert hidden["reason"] == say("export.why_hidden", "ja")
        figures = ("base", "favourable", "share", "low", "high", "response_rate")
        assert {hidden[name] for name in figures} == {""}


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("kind", KINDS[:4])
def test_no_figure_of_a_hidden_office_is_anywhere_in_a_file(site: Site, kind: str, lang: str) -> None:
    for wave in ("W1", "W2"):
        told = said(texts(gathered(site, lang, wave=wave), kind))
        assert [each for each in CANARIES if each.replace(" ", "\u00a0") in told or each in told] == []


def test_the_canaries_would_be_seen_if_they_were_not_hidden(site: Site) -> None:
    told = said(texts(gathered(site), "html"))
    assert formats.percent(SHOWN_SHARE, "ja") in told
    assert str(SHOWN_SHARE)[:12] in texts(gathered(site), "csv")


def numbers(book: Any) -> set[float]:
    """Every number in a workbook."""
    cells = (cell.value for page in book for row in page.iter_rows() for cell in row)
    return {cell for cell in cells if isinstance(cell, (int, float))}


def test_the_workbook_holds_the_pages_figures_unrounded_its_charts_and_no_formula(site: Site) -> None:
    of = gathered(site)
    data = written(of, "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert any(number == pytest.approx(SHOWN_SHARE) for number in numbers(book))
    assert numbers(book) & HIDDEN_COUNTS == set()
    charts = [chart for page in book for chart in page._charts]
    assert len(charts) == sum(part.chart is not None for part in of.parts) > 2
    everything = {str(cell.value) for page in book for row in page.iter_rows() for cell in row if cell.value}
    assert {of.lead, say("status.hidden", "ja"), say("export.why_hidden", "ja")} <= everything
    assert book.properties.title == "行動指針　町役場（2025年度\u00a0第2回）"
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        drawings = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/drawings/drawing")]
    assert [sheet for sheet in sheets if "<f>" in sheet] == []
    alts = [part.chart.alt for part in of.parts if part.chart]
    assert all(any(alt in drawing for drawing in drawings) for alt in alts)


def test_every_slide_begins_with_its_sentence_and_every_chart_says_what_it_shows(site: Site) -> None:
    of = gathered(site)
    deck = Presentation(io.BytesIO(written(of, "pptx")))
    assert next(iter(deck.slides)).shapes.title.text_frame.text == of.lead
    assert all(slide.shapes.title.text_frame.text for slide in deck.slides)
    assert (deck.core_properties.language, deck.core_properties.author) == ("ja-JP", of.heading.product)
    frames = [shape for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    alts = [frame._element.nvGraphicFramePr.cNvPr.get("descr") for frame in frames]
    assert alts == [part.chart.alt for part in of.parts if part.chart and part.key != "compare-readership"]
    compared = next(frame.chart for frame in frames if "41" not in frame.name and "認知（" in frame.name)
    values = dict(zip(compared.plots[0].categories, compared.plots[0].series[0].values, strict=True))
    assert values["総務課"] == pytest.approx(SHOWN_SHARE)
    assert values["会計室\n非表示"] is None
    assert values["税務課\n非表示"] is None
    told = texts(of, "pptx")
    assert 'lang="ja-JP"' in told
    assert "c:errBars" in told


def test_the_html_file_stands_on_its_own_and_can_be_heard(site: Site) -> None:
    of = gathered(site, "en")
    page = written(of, "html").decode()
    assert '<html lang="en">' in page
    assert "<title>行動指針" not in page
    assert "<script" not in page
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in page
    assert page.count('role="img"') == sum(part.chart is not None for part in of.parts)
    assert page.count("<h1>") == 1
    assert 'scope="col"' in page
    assert 'scope="row"' in page


def test_the_pdf_is_tagged_and_has_its_title_and_language(site: Site) -> None:
    data = written(gathered(site), "pdf")
    assert data.startswith(b"%PDF-1.7")
    for mark in (b"/StructTreeRoot", b"/Lang", b"/MarkInfo", b"pdfuaid", b"/Alt"):
        assert mark in data


def test_without_a_typeface_pdf_says_so(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.pdf.typefaces", tuple)
    with pytest.raises(Refused) as refused:
        written(gathered(site), "pdf")
    assert refused.value.kind == "export_font"


def test_a_report_speaks_of_one_office_and_of_its_own_wave(site: Site) -> None:
    own = gathered(site, "en", "A")
    assert own.heading.unit == "総務課"
    assert {row[1] for row in own.rows.rows} == {"A"}
    assert {"trend", "funnel", "beside"} <= {part.key for part in own.parts}
    first = gathered(site, wave="W1")
    assert formats.percent(SHOWN_SHARE, "ja") not in said(texts(first, "html"))
    assert "findings" not in {part.key for part in first.parts}


def test_what_an_office_wrote_down_is_carried_into_its_report(tmp_path: Path) -> None:
    own = found(tmp_path)
    note = reflections.Written(
        "W2", "A", "読む時間がない", "朝礼で 5 分読んだ", "毎週続ける", "総務課", date(2026, 3, 31)
    )
    reflections.write(LOCAL, own.store, "values", note)
    for unit in (None, "A"):
        [part] = [part for part in gathered(own, unit=unit).parts if part.key == "notes"]
        assert part.table is not None
        said_of = (note.saw, note.did, note.next, note.owner, formats.day(date(2026, 3, 31), "ja"))
        assert part.table.rows == (("総務課", "2025年度\u00a0第2回", *said_of, formats.NOTHING),)
    pages = PdfReader(io.BytesIO(written(gathered(own), "pdf"))).pages
    handed = {kind: said(texts(gathered(own), kind)) for kind in ("xlsx", "pptx", "html")}
    for kind, text in (handed | {"pdf": "".join(page.extract_text() for page in pages)}).items():
        read = "".join(text.split())
        assert [w for w in (note.saw, note.did, note.next, note.owner) if "".join(w.split()) not in read] == [], kind
    assert "notes" not in {part.key for part in gathered(own, unit="B", wave="W1").parts}
    own.store.close()


def test_a_report_carries_the_notes_of_the_wave_before_with_what_happened_since(tmp_path: Path) -> None:
    """Awareness rose from 20 of 51 to 41 of 53 in the office that had noted it, and its next step is done."""
    own = found(tmp_path)
    note = reflections.write(LOCAL, own.store, "values", reflections.Written("W1", "A", "低い", next="朝礼で読む"))
    reflections.settle(LOCAL, own.store, note.number, NextState.DONE)
    for lang, done, since in (("ja", "朝礼で読む（済み）", "その後（"), ("en", "朝礼で読む (Done)", "Since then (")):
        for wave, gap in (("W2", formats.points(100 * (41 / 53 - 20 / 51), lang)), ("W1", None)):
            [part] = [part for part in gathered(own, lang, "A", wave).parts if part.key == "notes"]
            assert part.table is not None
            [row] = part.table.rows
            assert row[4] == done
            assert (since in row[-1]) == (gap is not None)
            assert (row[-1] == formats.NOTHING) if gap is None else (str(gap) in row[-1])
    read = "".join(said(texts(gathered(own, "ja", "A"), "html")).split())
    assert "その後に起きたこと" in read
    own.store.close()


def test_a_file_is_called_after_what_it_holds(site: Site) -> None:
    heading = gathered(site).heading
    assert heading.file("xlsx") == f"行動指針_2025年度-第2回_町役場_{MADE}.xlsx"


@pytest.mark.parametrize(("wave", "unit", "kind"), [("W9", None, "wave_unknown"), ("W2", "Z", "unit_unknown")])
def test_what_there_is_not_is_refused(site: Site, wave: str, unit: str | None, kind: str) -> None:
    with pytest.raises(Refused) as refused:
        gathered(site, unit=unit, wave=wave)
    assert refused.value.kind == kind


def test_a_kind_of_file_nobody_writes_is_refused(site: Site) -> None:
    with pytest.raises(Refused) as refused:
        written(gathered(site), "docx")
    assert refused.value.kind == "export_kind"


def test_a_range_has_two_columns_and_a_hidden_row_its_reason() -> None:
    rows = (
        ("A", formats.percent(0.7734, "ja"), formats.percent_range(0.6, 0.9, "ja")),
        ("C", "非表示", formats.NOTHING),
    )
    sheet = of_table(Table("x", ("部署", "割合", "区間"), rows), "ja")
    assert sheet.headings == ["部署", "割合", "区間（下限）", "区間（上限）", "表示しない理由"]
    read = list(csv.reader(io.StringIO(as_csv(sheet).decode("utf-8-sig"))))
    assert read[1:] == [["A", "0.7734", "0.6", "0.9", ""], ["C", "非表示", "", "", say("export.why_hidden", "ja")]]


NASTY = st.text(
    st.sampled_from([*FORMULA_STARTS, "{", "1", "A", "(", ")", "\u00a0", "!", "'", "\\"]), min_size=1, max_size=8
)


@given(st.lists(NASTY, min_size=1, max_size=5))
@settings(max_examples=60)
def test_no_text_of_ours_or_of_others_can_run_in_a_spreadsheet(names: list[str]) -> None:
    sheet = of_table(Table(names[0], tuple(names), (tuple(names),)), "ja")
    for row in csv.reader(io.StringIO(as_csv(sheet).decode("utf-8-sig"), newline="")):
        assert [cell for cell in row if cell.startswith(FORMULA_STARTS)] == []
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(sheet)))
    assert {cell.data_type for page in book for row in page.iter_rows() for cell in row} <= {"s", "n"}


def test_no_name_in_a_chart_of_a_slide_can_run_or_lead_away(site: Site) -> None:
    names = ("=1+1", "{=1}", "http://example.invalid/", "mailto:a@example.invalid", "internal:'x'!A1", "@x", "+1", "-1")
    series = Series("=HYPERLINK(1)", 0, tuple(0.5 for _ in names))
    part = Part("trend", "x", ("y",), Chart(Shape.BARS, names, (series,), "z"))
    of = gathered(site)
    deck = slides(Report(**{**vars(of), "parts": (part,)}))
    with zipfile.ZipFile(io.BytesIO(deck)) as parts:
        inner = next(parts.read(name) for name in parts.namelist() if name.endswith(".xlsx"))
    with zipfile.ZipFile(io.BytesIO(inner)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
    assert office.inert("総務課") == "総務課"
