"""Holds the house to its plan: who may import whom, where libraries are at home, and how large a piece may be."""

import ast
import io
import re
import sys
import tokenize
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pytest

from tests.machine import ROOT

MAX_BODY, MAX_PARAMETERS, MAX_FILE, MAX_PAGE, MAX_APP = 25, 4, 300, 80, 60
NO_CONCEPT = {"services", "utils", "helpers", "common", "models", "misc"}
CHORES = {"bench", "tests", "bootstrap"}  # they serve the product and may use all of it
SURVEYS = {"measure", "confidentiality", "intake"}

# room: (which of our rooms it may import, which libraries)
ROOMS: dict[str, tuple[set[str], set[str]]] = {
    "measure": (set(), {"pydantic", "numpy", "scipy"}),
    "confidentiality": ({"measure"}, {"numpy", "highspy"}),
    "intake": (
        {"measure"},
        {"pyarrow", "python_calamine", "pyreadstat", "numpy", "pydantic"},
    ),
    "kpi": (set(), {"pydantic"}),
    "db": ({"measure", "confidentiality", "kpi"}, {"sqlalchemy", "alembic", "psycopg"}),
    "settings": ({"measure"}, {"pydantic"}),
    "migrations": ({"db", "settings"}, {"alembic", "sqlalchemy"}),
    "text": ({"measure"}, set()),
    "charts": ({"measure", "confidentiality", "kpi", "text"}, {"plotly"}),
    "reports": ({"measure", "confidentiality", "text", "charts"}, {"pptx", "typst", "xlsxwriter"}),
    "actions": (
        {"measure", "confidentiality", "kpi", "intake", "db", "reports", "text", "settings"},
        set(),
    ),
    "ui": ({"actions", "charts", "text", "measure", "confidentiality", "kpi", "settings"}, {"streamlit"}),
    "sample": ({"actions", "measure", "intake", "settings"}, {"numpy", "xlsxwriter"}),
    "app": ({"ui", "actions", "text", "settings"}, {"streamlit", "starlette"}),
    "cli": ({"terminal", "actions", "text", "settings", "measure", "sample"}, {"typer"}),
    "terminal": ({"actions", "text", "settings", "measure"}, {"pydantic", "typer"}),
}
SOLE_HOMES = {"sqlalchemy": {"db", "migrations"}, "streamlit": {"ui", "app"}, "plotly": {"charts"}}


@dataclass(frozen=True)
class Source:
    """One Python file: where it lies in the project, and its text."""

    path: PurePosixPath
    text: str

    @property
    def room(self) -> str:
        return self.path.parts[0] if len(self.path.parts) > 1 else self.path.stem

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)


def source(path: str, text: str) -> Source:
    return Source(PurePosixPath(path), text)


def project() -> list[Source]:
    """Every Python file of the product; what lies in hidden folders and build leftovers is not of it."""
    paths = [path.relative_to(ROOT) for path in ROOT.rglob("*.py")]
    ours = [path for path in paths if not any(part.startswith(".") or part == "build" for part in path.parts)]
    return [Source(PurePosixPath(path), (ROOT / path).read_text(encoding="utf-8")) for path in sorted(ours)]


def imported(tree: ast.AST) -> set[str]:
    """The top-level names a file imports, also inside functions and through importlib."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in (
            "importlib.import_module",
            "import_module",
            "__import__",
        ):
            names |= {
                ast.literal_eval(given).split(".")[0] for given in node.args[:1] if isinstance(given, ast.Constant)
            }
    return names


def import_faults(file: Source) -> list[str]:
    if file.room in CHORES:
        return []
    if file.room not in ROOMS:
        return [f"{file.path}: no room {file.room} in the plan"]
    rooms, libraries = ROOMS[file.room]
    wanted = imported(file.tree) - {file.room}
    ours = wanted & (ROOMS.keys() | CHORES)
    others = wanted - ours - sys.stdlib_module_names
    faults = [f"{file.path}: {file.room} may not import {name}" for name in sorted(ours - rooms)]
    return faults + [f"{file.path}: {file.room} may not use {name}" for name in sorted(others - libraries)]


def wall_faults(file: Source) -> list[str]:
    """Service KPIs and survey results never meet: in the store only db/kpi.py knows KPIs, and it knows no survey."""
    names = imported(file.tree)
    if file.path == PurePosixPath("db/kpi.py"):
        return [f"{file.path}: service KPIs may not know {name}" for name in sorted(names & SURVEYS)]
    return [f"{file.path}: only db/kpi.py may know service KPIs"] if file.room == "db" and "kpi" in names else []


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines below a function's head and docstring."""
    body = function.body[1:] if ast.get_docstring(function) and len(function.body) > 1 else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1


def parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    given = function.args.posonlyargs + function.args.args + function.args.kwonlyargs
    return sum(argument.arg not in ("self", "cls") for argument in given)


def most_lines(path: PurePosixPath) -> int:
    if path == PurePosixPath("app.py"):
        return MAX_APP
    return MAX_PAGE if path.parts[:2] == ("ui", "pages") else MAX_FILE


def size_faults(file: Source) -> list[str]:
    if file.room == "tests":
        return []
    lines, most = len(file.text.splitlines()), most_lines(file.path)
    faults = [f"{file.path}: {lines} lines, at most {most}"] if lines > most else []
    for function in functions(file.tree):
        where = f"{file.path}:{function.lineno} {function.name}"
        if (body := body_lines(function)) > MAX_BODY:
            faults.append(f"{where}: {body} lines, at most {MAX_BODY}")
        if (given := parameters(function)) > MAX_PARAMETERS and not is_a_command(function):
            faults.append(f"{where}: {given} parameters, at most {MAX_PARAMETERS}")
    return faults


def is_a_command(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Typer reads a command's options off its parameters, so it has as many as the command has options."""
    return any(
        ".command" in ast.unparse(decorator) or ".callback" in ast.unparse(decorator)
        for decorator in function.decorator_list
    )


def habit_faults(file: Source) -> list[str]:
    """Names that hide a concept, modules without a sentence, things left for later, rules silenced without a reason."""
    faults = [
        f"{file.path}: {name} names no concept"
        for name in (*file.path.parts[:-1], file.path.stem)
        if name in NO_CONCEPT
    ]
    if file.text.strip() and not ast.get_docstring(file.tree):
        faults.append(f"{file.path}: does not open with a sentence")
    for number, comment in comments(file.text):
        if re.match(r"#\s*(TODO|FIXME|XXX|HACK)\b", comment):
            faults.append(f"{file.path}:{number}: left for later")
        if re.search(r"#\s*(noqa|type:\s*ignore)(\[[^\]]*\]|:\s*[A-Z0-9, ]+)?\s*$", comment):
            faults.append(f"{file.path}:{number}: silenced without a reason")
    return faults


def comments(text: str) -> Iterator[tuple[int, str]]:
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return ((token.start[0], token.string) for token in tokens if token.type == tokenize.COMMENT)


CHECKS = (import_faults, wall_faults, size_faults, habit_faults)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_house_keeps_its_rules(check: Callable[[Source], list[str]]) -> None:
    files = project()
    assert len(files) > 10
    assert [fault for file in files for fault in check(file)] == []


def test_every_library_has_its_home() -> None:
    homes = {name: {room for room, (_, libraries) in ROOMS.items() if name in libraries} for name in SOLE_HOMES}
    assert homes == SOLE_HOMES


def test_the_arrows_never_lead_back() -> None:
    """No room may import, by whatever way round, a room that imports it."""

    def reachable(room: str) -> set[str]:
        direct = ROOMS[room][0]
        return direct.union(*(reachable(other) for other in direct))

    assert [room for room in ROOMS if room in reachable(room)] == []
    assert "kpi" not in set().union(*(reachable(room) for room in SURVEYS))
    assert reachable("kpi") == set()


@pytest.mark.parametrize(
    ("path", "text", "fault"),
    [
        ("measure/tally.py", "import db.read", "measure/tally.py: measure may not import db"),
        (
            "measure/tally.py",
            "def f():\n    from actions import upload",
            "measure/tally.py: measure may not import actions",
        ),
        ("measure/tally.py", "__import__('streamlit')", "measure/tally.py: measure may not use streamlit"),
        ("actions/view.py", "import sqlalchemy.orm", "actions/view.py: actions may not use sqlalchemy"),
        ("ui/pages/x.py", "from plotly import graph_objects", "ui/pages/x.py: ui may not use plotly"),
        ("ui/pages/x.py", "from db import read", "ui/pages/x.py: ui may not import db"),
        ("intake/check.py", "import kpi", "intake/check.py: intake may not import kpi"),
        ("kpi/values.py", "import measure", "kpi/values.py: kpi may not import measure"),
        ("db/read.py", "import kpi", "db/read.py: only db/kpi.py may know service KPIs"),
        ("db/kpi.py", "import measure", "db/kpi.py: service KPIs may not know measure"),
        ("actions/view.py", "from tests import machine", "actions/view.py: actions may not import tests"),
        ("extra/x.py", "", "extra/x.py: no room extra in the plan"),
        ("app.py", "\n" * 61, "app.py: 61 lines, at most 60"),
        ("ui/pages/x.py", "\n" * 81, "ui/pages/x.py: 81 lines, at most 80"),
        ("ui/widgets.py", "\n" * 301, "ui/widgets.py: 301 lines, at most 300"),
        ("kpi/a.py", "def f():\n" + "    1\n" * 26, "kpi/a.py:1 f: 26 lines, at most 25"),
        ("kpi/a.py", "def f(a, b, c, d, *, e): ...", "kpi/a.py:1 f: 5 parameters, at most 4"),
        ("kpi/utils.py", "", "kpi/utils.py: utils names no concept"),
        ("helpers/a.py", "", "helpers/a.py: helpers names no concept"),
        ("kpi/a.py", "x = 1", "kpi/a.py: does not open with a sentence"),
        ("kpi/a.py", "x = 1  # TO" + "DO later", "kpi/a.py:1: left for later"),
        ("kpi/a.py", "x = 1  # noqa: E501", "kpi/a.py:1: silenced without a reason"),
        ("kpi/a.py", "x = 1  # type: ignore[misc]", "kpi/a.py:1: silenced without a reason"),
    ],
)
def test_a_rule_bites(path: str, text: str, fault: str) -> None:
    assert fault in [found for check in CHECKS for found in check(source(path, text))]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("measure/tally.py", '"""Counts."""\n\nimport math\n\nimport numpy\nfrom measure import wave\n'),
        ("kpi/a.py", '"""A."""\n\n\ndef f(self, a, b, c, d):\n    """Says."""\n' + "    1\n" * 25),
        ("db/kpi.py", '"""KPIs."""\n\nimport kpi\nimport sqlalchemy\n'),
        ("kpi/a.py", '"""A."""\n\nx = 1  # noqa: E501  a table\n'),
        ("cli.py", '"""The door."""\n\n\n@app.command()\ndef f(a, b, c, d, e): ...\n'),
        ("ui/pages/x.py", '"""A page."""\n' + "\n" * 79),
    ],
)
def test_what_is_allowed_passes(path: str, text: str) -> None:
    assert [found for check in CHECKS for found in check(source(path, text))] == []


def test_the_product_is_read_as_a_whole() -> None:
    rooms = {file.room for file in project()}
    assert {"measure", "settings", "tests", "bootstrap"} <= rooms
    assert Path("tests/test_architecture.py") in {Path(file.path) for file in project()}
