"""What the child process does with its one file: takes its limits on, reads `task.json`, leaves `answer.json` and the blocks."""

import os
import resource
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from intake.guard import cut_off

if TYPE_CHECKING:
    from intake.task import Outcome

ANSWER, TASK, PROGRESS = "answer.json", "task.json", "progress"
BLOCK, TEXTS, IDS = "block.parquet", "texts.parquet", "ids.bin"
FAILED, OUT_OF_MEMORY = 1, 12
_HEADROOM = 4_000_000_000


class Order(NamedTuple):
    """One line: where the task is, and the limits of its reading."""

    folder: str
    memory: int
    cpu: int
    answer: int

    def line(self) -> str:
        return "\t".join(map(str, self))

    @classmethod
    def of(cls, line: str) -> "Order":
        folder, *limits = line.split("\t")
        return cls(folder, *map(int, limits))


def limit(order: Order) -> None:
    """Never more memory, time or output than this, whatever the file makes its reader do."""
    memory, cpu = order.memory, order.cpu
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_AS, (memory + _HEADROOM, memory + _HEADROOM))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (order.answer, order.answer))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (128, 128))


class WithoutPandas:
    """An import finder under which pandas is not installed: Arrow would load it, a second long, to ask for its types."""

    @staticmethod
    def find_spec(name: str, _path: object = None, _target: object = None) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name)


def read(order: Order) -> int:
    """Judge the task in the order's folder; the exit status tells a shortage of memory from other ends."""
    limit(order)
    cut_off(order.folder)
    folder = Path(order.folder)
    os.chdir(folder)
    os.environ["TMPDIR"] = order.folder
    try:
        _leave(folder, _judged(folder))
    except MemoryError:
        return OUT_OF_MEMORY
    return 0


def _judged(folder: Path) -> "Outcome":
    from intake.check import judge  # without pandas
    from intake.progress import Stage, noted, report
    from intake.task import Task

    with noted(folder / PROGRESS):
        outcome = judge(Task.model_validate_json((folder / TASK).read_bytes()))
        report(Stage.WRITING, outcome.rows)
    return outcome


def _leave(folder: Path, outcome: "Outcome") -> None:
    """The answer, what is large in it as files of their own."""
    for name, data in ((BLOCK, outcome.block), (TEXTS, outcome.text_block), (IDS, outcome.ids or None)):
        if data is not None:
            (folder / name).write_bytes(data)
    bare = outcome.model_copy(update={"block": None, "text_block": None, "ids": b""})
    (folder / ANSWER).write_text(bare.model_dump_json(), encoding="utf-8")
