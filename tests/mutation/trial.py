"""Tries faults on tests that were collected once: each in a forked child that changes one function and runs what reaches it.

A test reaches a function when it calls it, which a run without any fault tells, with the seconds each test takes. The
quickest run first, and those that found faults of the same function before.
"""

import gc
import importlib
import json
import math
import os
import pickle
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import zip_longest
from types import CodeType, FrameType, FunctionType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from hypothesis import Phase, settings

from tests.machine import ROOT
from tests.mutation.mutants import Mutant

PACKAGE = ROOT / "confidentiality"
TIMES, BESIDE = 5, 3.0
"""With a fault a test may take so many times its seconds without, and these besides; more is a hang."""
SECONDS = ROOT / "build" / "mutation" / "seconds.json"
"""How long each test took the last time."""
NOBODY = b"nobody"
HANGS, CRASHES = "hangs", "crashes"
"""Noticed, though by no test's words: with the fault the tests do not come to their end."""
Function = tuple[str, str]
"""A module of the package, and a function in it."""


@dataclass(frozen=True)
class Fault:
    """A fault of a module."""

    module: str
    mutant: Mutant

    @property
    def function(self) -> Function:
        return self.module, self.mutant.function

    @property
    def name(self) -> tuple[str, str, str]:
        """The same as long as its line reads the same, wherever that stands."""
        return f"{self.module}.{self.mutant.function}", self.mutant.line, self.mutant.what


@dataclass
class Clean:
    """The run without a fault: the seconds of each test (by its place), what it reaches, and which tests failed."""

    seconds: list[float] = field(default_factory=list)
    reached: dict[Function, set[int]] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)


@dataclass
class Trial:
    """The plugin: in place of running the tests collected, tries every fault on them; `told` hears who found each."""

    faults: list[Fault]
    told: Callable[[Fault, str | None, float], None]
    children: int = 1
    longest: float = math.inf
    clean: Clean = field(default_factory=Clean)
    found: Counter[tuple[Function, int]] = field(default_factory=Counter)
    known: dict[str, float] = field(default_factory=dict)

    def pytest_collection(self) -> None:
        """Examples that fail need not be made smaller here."""
        settings.register_profile("faults", derandomize=True, deadline=None, phases=[Phase.explicit, Phase.generate])
        settings.load_profile("faults")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leaves out what took longer than it may the last time."""
        self.known = json.loads(SECONDS.read_text("utf-8")) if SECONDS.exists() else {}
        items[:] = [item for item in items if self.known.get(item.nodeid, 0.0) <= self.longest]

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.clean = pickle.loads(_read(*_forked(lambda: pickle.dumps(_clean(session.items)))))
        names = (item.nodeid for item in session.items)
        SECONDS.parent.mkdir(parents=True, exist_ok=True)
        SECONDS.write_text(json.dumps(self.known | dict(zip(names, self.clean.seconds, strict=True))), "utf-8")
        if not self.clean.failed:
            self._all(session.items)
        return True

    def _all(self, items: list[pytest.Item]) -> None:
        gc.disable()  # no child lives long enough
        waiting, running = list(reversed(self.faults)), dict[int, tuple[Fault, int]]()
        while waiting or running:
            while waiting and len(running) < self.children:
                fault = waiting.pop()
                child, end = _forked(partial(self._tried, fault, items))
                running[child] = fault, end
            child, status, used = os.wait3(0)
            fault, end = running.pop(child)
            finder = _cut_off(status) if os.WIFSIGNALED(status) else self._finder(fault, _said(end), items)
            self.told(fault, finder, round(used.ru_utime + used.ru_stime, 2))

    def _finder(self, fault: Fault, said: bytes, items: list[pytest.Item]) -> str | None:
        if said == NOBODY:
            return None
        self.found[fault.function, int(said)] += 1
        return items[int(said)].nodeid

    def order(self, function: Function) -> list[int]:
        """The tests that reach a function and are no longer than they may be; those first that take little or have found much."""
        reaching = self.clean.reached.get(function, set())
        quick = [place for place in reaching if self.clean.seconds[place] <= self.longest]
        return sorted(quick, key=lambda place: self.clean.seconds[place] / (1 + 9 * self.found[function, place]))

    def _tried(self, fault: Fault, items: list[pytest.Item]) -> bytes:
        """The place of the test that finds a fault."""
        order = self.order(fault.function)
        put_in(fault)
        for place, following in zip_longest(order, order[1:]):
            most = math.ceil(time.process_time() + TIMES * self.clean.seconds[place] + BESIDE)
            resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))
            if not _passes(items[place], None if following is None else items[following]):
                return str(place).encode()
        return NOBODY


def _cut_off(status: int) -> str:
    """What a child was doing that did not come to its end: the limit of time, or anything else that kills a process."""
    return HANGS if os.WTERMSIG(status) == signal.SIGXCPU else CRASHES


def _clean(items: list[pytest.Item]) -> Clean:
    """Runs every test once, in a child: what it reaches is heard from the interpreter."""
    clean = Clean()
    seen: set[CodeType] = set()

    def heard(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            seen.add(frame.f_code)

    for place, (item, following) in enumerate(zip(items, [*items[1:], None], strict=True)):
        seen.clear()
        start = time.process_time()
        sys.setprofile(heard)
        passes = _passes(item, following)
        sys.setprofile(None)
        clean.seconds.append(time.process_time() - start)
        clean.failed += [] if passes else [item.nodeid]
        for code in seen:
            if code.co_filename.startswith(f"{PACKAGE}{os.sep}"):
                clean.reached.setdefault(_owner(code), set()).add(place)
    return clean


def _owner(code: CodeType) -> Function:
    """The function at the top of which a piece of code is a part."""
    module = code.co_filename.rpartition(os.sep)[2].removesuffix(".py")
    return module, code.co_qualname.partition(".<locals>")[0]


def _passes(item: pytest.Item, following: pytest.Item | None) -> bool:
    return not any(report.failed for report in runtestprotocol(item, log=False, nextitem=following))


def put_in(fault: Fault) -> None:
    """Whoever holds the function runs the fault from now on."""
    holder: Any = importlib.import_module(f"confidentiality.{fault.module}")
    for name in fault.mutant.function.split("."):
        holder = vars(holder)[name]
    _function(holder).__code__ = fault.mutant.code


def _function(held: Any) -> FunctionType:
    """What a property, a cached one or a class method calls."""
    for name in ("fget", "func", "__func__"):
        held = getattr(held, name, held)
    assert isinstance(held, FunctionType)
    return held


def _forked(work: Callable[[], bytes]) -> tuple[int, int]:
    """A silent child that writes what it found to a pipe: its number, and the end to read from."""
    end, start = os.pipe()
    child = os.fork()
    if child:
        os.close(start)
        return child, end
    silent = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(silent, stream)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        os.write(start, work())
    finally:
        os._exit(0)


def _read(child: int, end: int) -> bytes:
    said = _said(end)
    os.waitpid(child, 0)
    return said


def _said(end: int) -> bytes:
    with os.fdopen(end, "rb") as pipe:
        return pipe.read()
