"""Penetration and service KPIs never meet: no function, query, page or export has both, but for the lead-lag view."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from actions import audiences, export, kpis, leadlag, panels, reflections, view
from actions.keep import open_store
from actions.reported import report
from actions.subject import Asked, Site
from actions.users import LOCAL
from db import tables
from settings import Settings
from tests.actions import parish
from tests.confidentiality.emitted.document import read
from tests.machine import ROOT
from tests.ui.conftest import opened
from tests.ui.reading import figures, of_kind, words

KPI_FILE = ROOT / "docs" / "how-to" / "files" / "kpi.csv"
ROOMS = ("kpi", "db", "actions", "charts", "reports", "text", "terminal", "ui", "sample")
KPI_SIDE = ("kpi", "db.kpi", "actions.kpis", "actions.leadlag", "charts.service", "ui.service", "ui.ask.kpi")
RESULTS = (
    "confidentiality",
    "db.read",
    "actions.view",
    "actions.series",
    "actions.speed",
    "actions.effect",
    "actions.funnel",
    "actions.decompose",
    "actions.findings",
    "actions.beside",
    "actions.alike",
    "actions.audiences",
    "actions.behind",
    "actions.earlier",
    "actions.evidence",
    "actions.fair",
    "actions.grid",
    "actions.instead",
    "actions.moves",
    "actions.norms",
    "actions.pace",
    "actions.planning",
    "actions.record",
    "actions.reported",
    "actions.review",
    "actions.rotation",
    "actions.targets",
    "reports.report",
    "ui.ask",
    "actions.looked_back",
    "actions.panels",
    "actions.populations",
    "actions.reflections",
    "ui.audiences",
    "ui.reflected",
    "terminal.audiences",
)
NEITHER = ("actions.attack", "actions.close", "actions.comments", "actions.said", "actions.export", "actions.voices")
"""These read cells to guard or to hand them out; their own tests hold what leaves them."""
LEAD_LAG = {("actions/leadlag.py", "beside"), ("terminal/kpis.py", "beside_indicator"), ("ui/leadlag.py", "section")}
PANEL = ("ui/pages/overview.py", "page")
"""The overview puts the panel below its trend by one call, which is given the axis and nothing else."""


@dataclass
class Module:
    """A module's imports by the name they have in it, and what each of its functions reaches."""

    path: str
    tree: ast.Module
    imports: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, path: str, text: str) -> "Module":
        found = cls(path, ast.parse(text))
        for node in ast.walk(found.tree):
            if isinstance(node, ast.ImportFrom):
                found.imports |= {a.asname or a.name: f"{node.module}.{a.name}" for a in node.names}
            elif isinstance(node, ast.Import):
                found.imports |= {a.asname or a.name: a.name for a in node.names}
        return found

    def reached(self, body: list[ast.stmt]) -> Iterator[str]:
        for node in (node for statement in body for node in ast.walk(statement)):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in self.imports:
                yield f"{self.imports[node.value.id]}.{node.attr}"
            elif isinstance(node, ast.Name) and node.id in self.imports:
                yield self.imports[node.id]

    def parts(self) -> Iterator[tuple[str, list[ast.stmt]]]:
        """Every function, and what stands outside of any (which is what a page does)."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef):
                yield node.name, node.body
        kinds = (ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
        yield "page", [statement for statement in self.tree.body if not isinstance(statement, kinds)]


def on(side: tuple[str, ...], name: str) -> bool:
    return any(name == each or name.startswith((f"{each}.", f"{each}_", f"{each}s")) for each in side)


def both(module: Module) -> set[tuple[str, str]]:
    """The functions that reach KPIs and results; a bare `ask` and a query without an answer are neither."""
    found = set()
    for name, body in module.parts():
        used = {each for each in module.reached(body) if each not in ("ui.ask", "actions.view.Query")}
        ours = {each for each in used if on(KPI_SIDE, each)}
        if ours and {each for each in used - ours if on(RESULTS, each)}:
            found.add((module.path, name))
    return found


def project() -> list[Module]:
    paths = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    return [Module.of(str(path.relative_to(ROOT)), path.read_text("utf-8")) for path in paths]


def test_every_action_that_reads_the_published_cube_is_a_result_here() -> None:
    """An action that reads cells, or another that does, may not be forgotten in the list above."""
    for module in project():
        if module.path.startswith("actions/"):
            own = f"actions.{module.path.removeprefix('actions/').removesuffix('.py')}"
            reads = any(on(("db.read.published", "db.read.Cells"), each) for each in module.reached(module.tree.body))
            assert not reads or on((*RESULTS, *KPI_SIDE, *NEITHER), own), own


def test_no_function_has_both_but_the_lead_lag_view() -> None:
    found = {pair for module in project() for pair in both(module)}
    assert found - LEAD_LAG - {PANEL} == set()
    assert ("actions/leadlag.py", "beside") in found


def test_the_overview_gives_the_panel_its_axis_alone() -> None:
    module = next(each for each in project() if each.path == PANEL[0])
    calls = [
        ast.unparse(n) for n in ast.walk(module.tree) if isinstance(n, ast.Call) and "service." in ast.unparse(n.func)
    ]
    assert calls == ["service.panel(visit, ahead, right_margin(drawn, visit.axis, visit.site.look))"]


@pytest.mark.parametrize(
    "text",
    [
        "from actions import kpis, view\ndef mixed(p, s):\n    return kpis.kpis(p, s), view.levels(p, s, None)",
        "from ui import ask\ndef mixed(site, query):\n    return ask.kpis(site), ask.trend(site, query)",
        "from db import read\nfrom db.kpi import get_kpis\ndef mixed(c):\n    return get_kpis(c), read.published(c, None)",
        "from actions import kpis\nfrom actions.reported import report\ndef mixed(s, a):\n    return report(s, a), kpis.as_csv(s, a)",
        "from actions import kpis, pace\ndef mixed(p, s):\n    return pace.pace(p, s, None), kpis.kpi(p, s, 'a')",
    ],
)
def test_a_mixture_is_found(text: str) -> None:
    assert both(Module.of("actions/mixed.py", text)) == {("actions/mixed.py", "mixed")}


SURVEY_TABLES = {
    table.name
    for table in tables.Base.metadata.tables.values()
    if table.name not in ("service_kpi", "service_kpi_value", "step", "audit_entry")
}


@pytest.fixture
def statements() -> Iterator[list[str]]:
    """Every statement that any store runs meanwhile."""
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        found.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield found
    event.remove(Engine, "before_cursor_execute", note)


def named(statement: str) -> tuple[bool, set[str]]:
    """Whether a statement names a KPI table, and which survey tables it names."""
    parts = set(statement.replace(",", " ").replace(".", " ").replace("(", " ").replace('"', " ").split())
    return any(part.startswith("service_kpi") for part in parts), parts & SURVEY_TABLES


@pytest.fixture
def with_kpis(own_store: str, monkeypatch: pytest.MonkeyPatch) -> str:
    store = open_store(own_store)
    kpis.import_kpis(LOCAL, store, KPI_FILE)
    store.close()
    monkeypatch.setenv("SHINTODO_DATABASE_URL", own_store)
    return own_store


def test_no_query_of_any_page_joins_them(with_kpis: str, statements: list[str]) -> None:
    every = ("overview", "trend", "unit", "speed", "pace", "targets", "change", "compare", "rotation", "norms")
    for page in (*every, "initiatives", "service"):
        assert not opened(page).exception
    assert any(named(statement)[0] for statement in statements)
    assert [statement for statement in statements if named(statement)[0] and named(statement)[1]] == []


def test_the_page_of_kpis_reads_no_result_until_it_is_asked_to(with_kpis: str, statements: list[str]) -> None:
    app = opened("service")
    mark = len(statements)
    app.run()
    assert [statement for statement in statements[mark:] if "published" in named(statement)[1]] == []
    app.selectbox(key="kpi").select("online").run()
    assert [statement for statement in statements[mark:] if "published" in named(statement)[1]]
    assert "まだ分かりません" in words(app)  # two values are too few to say anything


def test_the_export_of_kpis_holds_kpis_alone_and_reads_nothing_else(with_kpis: str, statements: list[str]) -> None:
    store = open_store(with_kpis)
    statements.clear()
    text = kpis.as_csv(LOCAL, store).decode("utf-8-sig")
    assert {table for statement in statements for table in named(statement)[1]} == set()
    assert [line.split(",")[5:7] for line in text.splitlines()[1:]] == [
        ["2026-03-31", "38.5"],
        ["2026-06-30", "41.0"],
        ["2026-03-31", "12.0"],
    ]
    store.close()


def test_what_results_are_handed_out_knows_no_kpi(with_kpis: str, statements: list[str]) -> None:
    store = open_store(with_kpis)
    statements.clear()
    rows = view.everything(LOCAL, store, "2025Q3")
    assert rows
    assert [statement for statement in statements if named(statement)[0]] == []
    store.close()


def test_audiences_panels_and_reports_hold_no_kpi(
    tmp_path: Path, statements: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A parish with audiences, a survey of residents, a note and KPIs: pages, commands and files of every kind."""
    url = parish.found(tmp_path)
    monkeypatch.setenv("SHINTODO_DATABASE_URL", url)
    store = open_store(url)
    kpis.import_kpis(LOCAL, store, KPI_FILE)
    reflections.write(LOCAL, store, "code", reflections.Written("W1", "A", "まだ読まれていない"))
    statements.clear()
    of = report(Site(LOCAL, store, Settings()), Asked("W2", "ja", date(2025, 9, 1)))
    assert {"audience-digital", "panel-code-residents", "notes"} <= {part.key for part in of.parts}
    names = {kpi.name(lang) for kpi in kpis.kpis(LOCAL, store) for lang in ("ja", "en")}
    files = [read(export.written(of, kind), kind).everything for kind in export.FORMATS if kind != "csv"]
    assert [name for name in names for text in files if name in text] == []
    asked = view.Query("W2", "R")
    assert audiences.audiences(LOCAL, store, asked)
    assert panels.panels(LOCAL, store)
    store.close()
    read_kpis = [statement for statement in statements if named(statement)[0]]
    assert len(read_kpis) == 2  # by this test itself: which there are, and their values
    for page in ("overview", "unit"):
        assert not opened(page, guideline="code").exception
    assert [statement for statement in statements if named(statement)[0] and named(statement)[1]] == []


def test_the_page_shows_every_kpi_with_a_scale_of_its_own(with_kpis: str) -> None:
    [chart] = figures(opened("service"))
    assert [trace["y"] for trace in of_kind(chart, "service")] == [[38.5, 41.0], [12.0]]
    assert len({trace["yaxis"] for trace in of_kind(chart, "service")}) == 2


def test_the_overview_has_the_panel_with_its_sentence_only_in_its_own_time(own_store: str, tmp_path: Path) -> None:
    """The town's waves run from May to November 2025: of these values two lie in that time, and one long before it."""
    store = open_store(own_store)
    head = KPI_FILE.read_text("utf-8").splitlines()[0]
    days = ("2019-05-31", "2025-05-31", "2025-08-31")
    rows = [f"a,甲,A,件,課,{day},{at}" for at, day in enumerate(days)] + ["b,乙,B,件,課,2019-01-31,1"]
    (tmp_path / "k.csv").write_text("\n".join([head, *rows]) + "\n", "utf-8")
    kpis.import_kpis(LOCAL, store, tmp_path / "k.csv")
    store.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHINTODO_DATABASE_URL", own_store)
        app = opened()
    panel = next(chart for chart in figures(app) if of_kind(chart, "service"))
    assert [trace["y"] for trace in of_kind(panel, "service")] == [[1, 2]]
    assert "浸透（行動指針がどれだけ広まったか）と、サービスの成果は別のものです" in words(app)
    trend = figures(app)[0]
    assert panel["layout"]["xaxis"]["range"] == trend["layout"]["xaxis"]["range"]
    assert panel["layout"]["margin"]["r"] >= trend["layout"]["margin"]["r"]


def test_the_lead_lag_of_too_few_waves_says_nothing(with_kpis: str) -> None:
    store = open_store(with_kpis)
    found = leadlag.beside(LOCAL, store, "online", view.Query(indicator="awareness")).found
    assert (found.p, found.lags) == (None, ())
    store.close()
