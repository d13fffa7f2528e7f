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
from tests.mutation.trial import PACKAGE, Fault

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
    """The test that found a fault ("hangs" where it ran on; None: nobody), and the seconds it took."""

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
    """The figures of a module: its faults, how many were found, how many of the others change nothing, the seconds."""

    module: str
    faults: int
    found: int
    same: int
    seconds: float

    @property
    def words(self) -> str:
        counted = self.faults - self.same
        of_others = f"{self.found / counted:.1%}" if counted else ""
        of_all = f"{self.found / self.faults:.1%}" if self.faults else ""
        return f"| {self.module} | {self.faults} | {self.found} | {of_all} | {self.same} | {of_others} | {self.seconds:.0f} |"


def row(module: str, asked: list[Fault], record: Record) -> Row:
    harmless = [fault for fault in asked if fault.name in same()]
    tried = [record.outcomes[fault.name] for fault in asked if fault.name in record.outcomes and fault not in harmless]
    found = sum(outcome.by is not None for outcome in tried)
    return Row(module, len(tried) + len(harmless), found, len(harmless), sum(outcome.seconds for outcome in tried))


def table(rows: list[Row]) -> str:
    whole = Row(
        "**all**", *(sum(getattr(each, name) for each in rows) for name in ("faults", "found", "same", "seconds"))
    )
    head = "| module | faults | found | of all | change nothing | of the others | seconds |\n|---|---|---|---|---|---|---|\n"
    return f"{head}" + "\n".join(each.words for each in (*rows, whole)) + "\n"


def write(rows: list[Row], today: date) -> None:
    """Puts the table of a full run into the document."""
    before, _, rest = PAGE.read_text("utf-8").partition(START)
    told = f"{START}Every fault, {today.isoformat()}:\n\n{table(rows)}{END}"
    PAGE.write_text(before + told + rest.partition(END)[2], "utf-8")
