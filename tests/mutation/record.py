"""What became of every fault, kept from run to run so that an interrupted one goes on; and the table for the document."""

import json
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from tests.machine import ROOT
from tests.mutation.mutants import mutants
from tests.mutation.trial import CRASHES, HANGS, PACKAGE, Fault

TESTS = ROOT / "tests" / "confidentiality"
KEPT = ROOT / "build" / "mutation"
SAME = Path(__file__).parent / "same.toml"
PAGE = ROOT / "docs" / "method" / "15-faults-in-the-guard.md"
START, END = "<!-- table: written by `make mutate` -->\n", "<!-- end of table -->\n"
READ = {path: path.read_bytes() for folder in (PACKAGE, TESTS) for path in sorted(folder.glob("*.py"))}
"""As the files were at the start: somebody may be writing in them."""
LEAST = 0.95
Name = tuple[str, str, str]


def faults(module: str) -> list[Fault]:
    return [Fault(module, mutant) for mutant in mutants((PACKAGE / f"{module}.py").read_text("utf-8"))]


@cache
def same() -> dict[Name, str]:
    """The faults that change nothing anybody could notice, each with the reason."""
    told = tomllib.loads(SAME.read_text("utf-8"))
    return {
        (each["function"], each["line"], fault): each["why"]
        for each in told.get("same", [])
        for fault in each["faults"]
    }


@dataclass(frozen=True)
class Outcome:
    """The test that found a fault (HANGS or CRASHES where none came to its end; None: nobody), and the seconds it took."""

    by: str | None
    seconds: float


class Record:
    """The outcomes of one module's faults.

    One that a test found stays found as long as the module and that test's file read the same; one that none found is
    tried again when anything in the package or its tests has changed.
    """

    def __init__(self, module: str) -> None:
        self._module, self._path = module, KEPT / f"{module}.jsonl"
        self.outcomes: dict[Name, Outcome] = {}
        for line in self._path.read_text("utf-8").splitlines() if self._path.exists() else ():
            row = json.loads(line)
            if row["read"] == self._read(row["by"]):
                self.outcomes[row["function"], row["line"], row["fault"]] = Outcome(row["by"], row["seconds"])

    def keep(self, fault: Fault, outcome: Outcome) -> None:
        self.outcomes[fault.name] = outcome
        names = dict(zip(("function", "line", "fault"), fault.name, strict=True))
        row = names | {"by": outcome.by, "seconds": outcome.seconds, "read": self._read(outcome.by)}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")

    def _read(self, by: str | None) -> str:
        """The check sum of what an outcome depends on."""
        if by is None:
            return digest(tuple(READ))
        test = (ROOT / by.partition("::")[0],) if "::" in by else ()
        return digest((PACKAGE / f"{self._module}.py", *test))


@cache
def digest(files: tuple[Path, ...]) -> str:
    return sha256(b"".join(READ.get(path, b"") for path in files)).hexdigest()


@dataclass(frozen=True)
class Row:
    """The figures of a module: its faults, those that change nothing, how many of the others were tried and found.

    `cut` of those found hung or crashed.
    """

    module: str
    faults: int
    same: int
    tried: int
    found: int
    cut: int
    seconds: float

    @property
    def words(self) -> str:
        shares = [f"{self.found / of:.1%}" if of else "" for of in (self.tried + self.same, self.tried)]
        counts = (self.module, self.faults, self.same, self.tried, self.found, self.cut)
        cells = (*counts, *shares, f"{self.seconds:.0f}")
        return f"| {' | '.join(map(str, cells))} |"


def row(module: str, asked: list[Fault], record: Record) -> Row:
    others = [fault for fault in asked if fault.name not in same()]
    tried = [record.outcomes[fault.name] for fault in others if fault.name in record.outcomes]
    found = [outcome.by for outcome in tried if outcome.by is not None]
    cut = sum(by in (HANGS, CRASHES) for by in found)
    counts = (len(asked), len(asked) - len(others), len(tried), len(found), cut)
    return Row(module, *counts, sum(outcome.seconds for outcome in tried))


HEAD = """| module | faults | change nothing | others tried | found | of them by a hang or crash | found of all | found of the others | seconds |
|---|---|---|---|---|---|---|---|---|
"""


def table(rows: list[Row]) -> str:
    counts = {name: sum(getattr(r, name) for r in rows) for name in ("faults", "same", "tried", "found", "cut")}
    whole = Row("**all**", seconds=sum(each.seconds for each in rows), **counts)
    return HEAD + "\n".join(each.words for each in (*rows, whole)) + "\n"


def write(rows: list[Row], today: date) -> None:
    """Puts the table of a full run into the document."""
    before, _, rest = PAGE.read_text("utf-8").partition(START)
    told = f"{START}{today.isoformat()}:\n\n{table(rows)}{END}"
    PAGE.write_text(before + told + rest.partition(END)[2], "utf-8")
