"""`python -m tests.mutation [MODULE ...]`: runs a module's tests on each fault, and prints the faults that none finds."""

import argparse
import importlib
import os
import signal
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

from tests.machine import ROOT
from tests.mutation.mutants import Mutant, mutants

OWN = "tests/confidentiality/test_"
TESTS = {
    "pattern": ("pattern", "edges", "cost", "protect"),
    "flow": ("pattern", "cost", "protect"),
    "audit": ("audit", "protect"),
    "moves": ("audit", "pattern", "moves", "protect"),
    "answers": ("audit", "protect"),
    "coding": ("coding",),
    "versions": ("versions",),
    "again": ("again",),
    "together": ("together",),
    "mend": ("protect",),
    "protect": ("protect", "edges"),
    "families": ("protect",),
}
SECONDS = 300
LEAST = 0.95
PRELOADED = ("numpy", "highspy", "hypothesis", "scipy.stats", "pydantic", "measure.tally", "measure.interval")


def main() -> None:
    """Fails where fewer than 95 % are found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", default=list(TESTS))
    parser.add_argument("--every", type=int, default=1, help="only each so manieth fault")
    asked = parser.parse_args()
    for name in PRELOADED:
        importlib.import_module(name)
    found = every = 0
    for module in asked.modules:
        faults = list(mutants((ROOT / "confidentiality" / f"{module}.py").read_text("utf-8")))[:: asked.every]
        left = [fault for fault in faults if _survives(module, fault)]
        found, every = found + len(faults) - len(left), every + len(faults)
        print(f"{module}: {len(faults) - len(left)} of {len(faults)} found", flush=True)
        for fault in left:
            print(f"  {module}.py:{fault.line}: {fault.what}", flush=True)
    print(f"{found} of {every} found ({found / every:.1%})")
    sys.exit(found < LEAST * every)


def _survives(module: str, fault: Mutant) -> bool:
    """Whether the module's tests pass with the fault in it, in a process of its own."""
    child = os.fork()
    if child == 0:
        os._exit(_tested(module, fault))
    ends = time.monotonic() + SECONDS
    while time.monotonic() < ends:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) == 0
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)  # it hangs, which is noticed
    os.waitpid(child, 0)
    return False


def _tested(module: str, fault: Mutant) -> int:
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    try:
        _put_in(f"confidentiality.{module}", fault)
    except Exception:  # a fault that cannot even be loaded is found
        return 1
    files = [f"{OWN}{name}.py" for name in TESTS[module] if Path(f"{OWN}{name}.py").exists()]
    return int(pytest.main(["-q", "-x", "-p", "no:cacheprovider", "-m", "not slow", *files]))


def _put_in(name: str, fault: Mutant) -> None:
    package = importlib.import_module("confidentiality")
    module = ModuleType(name)
    module.__file__ = str(ROOT / f"{name.replace('.', '/')}.py")
    sys.modules[name] = module
    setattr(package, name.rpartition(".")[2], module)
    exec(compile(fault.tree, module.__file__, "exec"), module.__dict__)  # our own source, one sign changed


if __name__ == "__main__":
    main()
