"""What became of every fault, kept from run to run so that an interrupted one goes on; and the table for the document."""

import hashlib
import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.machine import ROOT
from tests.mutation.mutants import mutants
from tests.mutation.trial import PACKAGE, Fault

KEPT = ROOT / "build" / "mutation"
SAME = Path(__file__).parent / "same.toml"
PAGE = ROOT / "docs" / "method" / "14-faults-in-the-guard.md"
START, END = "<!-- table: written by `make mutate` -->\n", "<!-- end of table -->\n"
LEAST = 0.95
Name = tuple[str, str, str]


def faults(module: str) -> list[Fault]:
    return [Fault(module, mutant) for mutant in mutants((PACKAGE / f"{module}.py").read_text("utf-8"))]


def same() -> dict[Name, str]:
    """The faults that change nothing anybody could notice, each with the reason."""
    told = tomllib.loads(SAME.read_text("utf-8"))
    return {(each["function"], each["line"], each["fault"]): each["why"] for each in told.get("same", [])}


@dataclass(frozen=True)
class Outcome:
    """The test that found a fault ("hangs" where it ran on; None: nobody), and the seconds it took."""

    by: str | None
    seconds: float


class Record:
    """The outcomes of one module's faults; it starts anew when the package or its tests have changed."""

    def __init__(self, module: str, now: str) -> None:
        self._path = KEPT / f"{module}.jsonl"
        lines = self._path.read_text("utf-8").splitlines() if self._path.exists() else []
        self.current = lines[:1] == [now]
        told = [json.loads(line) for line in lines[1:]]
        self.outcomes = {
            (each["function"], each["line"], each["fault"]): Outcome(each["by"], each["seconds"]) for each in told
        }

    def starts(self, now: str) -> None:
        if not self.current:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_text(f"{now}\n", "utf-8")
            self.outcomes, self.current = {}, True

    def keep(self, fault: Fault, outcome: Outcome) -> None:
        self.outcomes[fault.name] = outcome
        names = dict(zip(("function", "line", "fault"), fault.name, strict=True))
        row = names | {"by": outcome.by, "seconds": outcome.seconds}
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")

    def of(self, fault: Fault) -> Outcome | None:
        return self.outcomes.get(fault.name)


def digest(folders: Iterable[Path]) -> str:
    """Of all that the outcomes depend on."""
    files = sorted(path for folder in folders for path in folder.glob("*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


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
    known = [(fault, outcome) for fault in asked if (outcome := record.of(fault)) is not None]
    found = sum(outcome.by is not None for _, outcome in known)
    unnoticed = sum(outcome.by is None and fault.name in same() for fault, outcome in known)
    return Row(module, len(known), found, unnoticed, sum(outcome.seconds for _, outcome in known))


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
