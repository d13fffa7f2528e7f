"""`python -m tests.mutation [MODULE ...]`: tries every fault of these modules, and prints those that no test finds."""

import argparse
import sys
import time
from datetime import date

import pytest

from tests.mutation.record import LEAST, TESTS, Outcome, Record, faults, row, same, table, write
from tests.mutation.trial import PACKAGE, Fault, Trial

WHOLE_PROGRAM = ("differential", "no_cell_recoverable", "roles")
"""Tests that lead the whole program, seconds each: what they would find is to be found by a quicker one."""
MODULES = sorted(path.stem for path in PACKAGE.glob("[a-z]*.py"))


def main() -> None:
    """Fails where fewer than 95 % are found of those that change anything."""
    asked = _asked()
    records = {module: Record(module) for module in asked.modules}
    wanted = {module: faults(module)[:: asked.every] for module in asked.modules}
    harmless = same()
    todo = [
        fault
        for module in asked.modules
        for fault in wanted[module]
        if fault.name not in harmless and fault.name not in records[module].outcomes
    ]
    if todo and not asked.known:
        _run(todo, records, asked)
    _report(wanted, records)
    rows = [row(module, wanted[module], records[module]) for module in asked.modules]
    print(table(rows))
    if asked.write:
        write(rows, date.today())
    sys.exit(sum(each.found for each in rows) < LEAST * sum(each.tried for each in rows))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", default=MODULES)
    parser.add_argument("--every", type=int, default=1, help="only each so manieth fault")
    parser.add_argument("--processes", type=int, default=1, help="so many at once")
    parser.add_argument("--seconds", type=float, default=1.5, help="only with tests that take no longer")
    parser.add_argument("--known", action="store_true", help="try none, tell what is known")
    parser.add_argument("--write", action="store_true", help="put the table into the document")
    return parser.parse_args()


def _run(todo: list[Fault], records: dict[str, Record], asked: argparse.Namespace) -> None:
    def told(fault: Fault, by: str | None, seconds: float) -> None:
        records[fault.module].keep(fault, Outcome(by, seconds))

    files = [str(path) for path in sorted(TESTS.glob("test_*.py")) if path.stem[5:] not in WHOLE_PROGRAM]
    trial = Trial(todo, told, asked.processes, asked.seconds)
    start = time.monotonic()
    pytest.main(
        ["-qq", "-s", "--no-summary", "-p", "no:cacheprovider", "-p", "no:faulthandler", "-m", "not slow", *files],
        plugins=[trial],
    )
    if trial.clean.failed:
        sys.exit("without any fault these fail: " + ", ".join(trial.clean.failed))
    print(f"{len(todo)} faults tried in {time.monotonic() - start:.0f} s")


def _report(wanted: dict[str, list[Fault]], records: dict[str, Record]) -> None:
    """The faults that were not found and are not on the list."""
    known = same()
    for module, all_of_it in wanted.items():
        for fault in all_of_it:
            outcome = records[module].outcomes.get(fault.name)
            if outcome is not None and outcome.by is None and fault.name not in known:
                print(
                    f"confidentiality/{module}.py:{fault.mutant.number}: {fault.mutant.line}\n    {fault.mutant.what}"
                )


if __name__ == "__main__":
    main()
