"""Times a piece of work against its rival in turns, and measures the memory of a process of its own."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
KIBIBYTE = 1024  # Linux tells peak memory in these


@dataclass(frozen=True)
class Pair:
    """Medians of both, in the same unit."""

    ours: float
    rival: float

    @property
    def ratio(self) -> float:
        return self.ours / self.rival


def seconds(work: Callable[[], object]) -> float:
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


def processor_seconds(work: Callable[[], object]) -> float:
    """Time that this process alone was computing, whatever else the machine did."""
    before = time.process_time()
    work()
    return time.process_time() - before


def in_turns(ours: Callable[[], float], rival: Callable[[], float], rounds: int) -> Pair:
    """Both measured one after the other, `rounds` times, so that a busy moment falls on both; a first round warms up."""
    ours(), rival()
    taken = [(ours(), rival()) for _ in range(rounds)]
    return Pair(median(own for own, _ in taken), median(other for _, other in taken))


def peak_bytes(*command: str) -> float:
    """The most memory that `python -m bench.alone COMMAND` and its children held, as it tells by itself."""
    words = [sys.executable, "-m", "bench.alone", *command]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    told: dict[str, float] = json.loads(done.stdout)
    return told["peak"] * KIBIBYTE
