"""Excel and PowerPoint files hold together as packages, so that no program offers to repair them."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import fromstring

import openpyxl
import pytest

from actions.export import written
from actions.subject import Site
from reports import office
from reports.pptx import write as slides
from reports.report import Chart, Part, Report, Series, Shape
from tests.reports.handed import found, gathered

TYPES = "[Content_Types].xml"
USED = re.compile(rb'r:(?:id|embed|link|pict)="([^"]+)"')
DRAWN = re.compile(r"ppt/slides/slide\d+\.xml|xl/drawings/drawing\d+\.xml")
KINDS = ("xlsx", "pptx")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = found(tmp_path_factory.mktemp("packages"))
    yield site
    site.store.close()


def unpacked(data: bytes) -> dict[str, bytes]:
    """Every part by its name; no name twice."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == len(set(archive.namelist()))
        return {name: archive.read(name) for name in archive.namelist()}


def relations(parts: dict[str, bytes]) -> Iterator[tuple[str, dict[str, str]]]:
    """Each part that refers to others, with the parts it refers to by id."""
    for name, content in parts.items():
        if name.endswith(".rels"):
            base, of = posixpath.dirname(posixpath.dirname(name)), posixpath.basename(name).removesuffix(".rels")
            rows = [dict(each.attrib) for each in fromstring(content)]
            assert all(row.get("TargetMode") != "External" for row in rows), "leads out of the file"
            assert len({row["Id"] for row in rows}) == len(rows)
            yield posixpath.join(base, of), {row["Id"]: _target(base, row["Target"]) for row in rows}


def _target(base: str, told: str) -> str:
    return told[1:] if told.startswith("/") else posixpath.normpath(posixpath.join(base, told))


def whole(data: bytes) -> None:
    """Every part has a type and somebody who refers to it; every reference leads to a part; no id stands twice."""
    parts = unpacked(data)
    types = [dict(each.attrib) for each in fromstring(parts[TYPES])]
    endings, named = {t["Extension"] for t in types if "Extension" in t}, {t.get("PartName", "")[1:] for t in types}
    plain = {name for name in parts if name != TYPES}
    assert {name for name in plain if name not in named and name.rsplit(".", 1)[-1] not in endings} == set()
    assert named - {""} <= plain
    referred = set()
    for source, targets in relations(parts):
        assert set(targets.values()) <= plain
        assert {used.decode() for used in USED.findall(parts.get(source, b""))} <= targets.keys()
        referred |= set(targets.values())
    assert {name for name in plain - referred if not name.endswith(".rels")} == set()
    for name in filter(DRAWN.fullmatch, parts):
        ids = [each.get("id") for each in fromstring(parts[name]).iter() if each.tag.endswith("}cNvPr")]
        assert len(ids) == len(set(ids)), name
    for name in (name for name in parts if name.endswith(".xlsx")):
        whole(parts[name])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("unit", [None, "A"])
def test_a_report_holds_together(site: Site, kind: str, unit: str | None) -> None:
    whole(written(gathered(site, unit=unit), kind))


def test_every_name_in_a_workbook_leads_to_a_sheet(site: Site) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(gathered(site), "xlsx")))
    names = [name for page in book for name in page.defined_names.values()] + list(book.defined_names.values())
    assert {sheet for name in names for sheet, _ in name.destinations} <= set(book.sheetnames)
    links = {cell.hyperlink.location for page in book for row in page.iter_rows() for cell in row if cell.hyperlink}
    assert {link.rsplit("!", 1)[0].strip("'") for link in links} == set(book.sheetnames[1:])
    assert all(len(name) <= 31 for name in book.sheetnames)


def test_a_template_leaves_nothing_of_its_own(site: Site) -> None:
    parts = unpacked(written(gathered(site), "pptx"))
    assert [name for name in parts if "thumbnail" in name or "printer" in name] == []
    assert b"2013" not in parts["docProps/core.xml"]


def test_a_mark_that_stands_for_a_bound_has_its_words_and_no_number(site: Site) -> None:
    """A under 10 %, B at 50 %, C not shown: only B's bar carries its number."""
    series = Series("Awareness", 0, (0.1, 0.5, None))
    chart = Chart(Shape.DOTS, ("A", "B", "C"), (series,), "z", None, ("10\u00a0%未満", "50\u00a0%", "非表示"))
    part = Part("trend", "x", ("y",), chart)
    deck = slides(Report(**{**vars(gathered(site)), "parts": (part,)}))
    whole(deck)
    drawn = next(part for name, part in unpacked(deck).items() if name.startswith("ppt/charts/chart"))
    assert [chart.told(at) for at in range(3)] == ["10\u00a0%未満", "", "非表示"]
    assert [category.label for category in office.chart_data(chart).categories] == [
        "A\n10\u00a0%未満",
        "B",
        "C\n非表示",
    ]
    assert re.findall(rb'<c:dLbl><c:idx val="(\d)"/><c:delete val="1"/></c:dLbl>', drawn) == [b"0"]
