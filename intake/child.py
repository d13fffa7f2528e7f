"""The child process that reads one file: takes its limits on, reads `task.json`, leaves `answer.json` and the blocks."""

import os
import resource
import sys
from pathlib import Path
from typing import NamedTuple

ANSWER, TASK, PROGRESS = "answer.json", "task.json", "progress"
BLOCK, TEXTS, IDS = "block.parquet", "texts.parquet", "ids.bin"
OUT_OF_MEMORY = 12
_HEADROOM = 4_000_000_000


class Order(NamedTuple):
    """One line on the child's input: where the task is, and the limits of its reading."""

    folder: str
    memory: int
    cpu: int
    answer: int

    def line(self) -> str:
        return "\t".join(map(str, self)) + "\n"


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


def main(folder: Path) -> int:
    """Judge the task in `folder`; the exit status tells a shortage of memory from other ends."""
    from intake.check import judge  # without pandas
    from intake.progress import Stage, noted, report
    from intake.task import Task

    try:
        with noted(folder / PROGRESS):
            outcome = judge(Task.model_validate_json((folder / TASK).read_bytes()))
            report(Stage.WRITING, outcome.rows)
    except MemoryError:
        return OUT_OF_MEMORY
    for name, data in ((BLOCK, outcome.block), (TEXTS, outcome.text_block)):
        if data is not None:
            (folder / name).write_bytes(data)
    (folder / IDS).write_bytes(bytes.fromhex("".join(outcome.ids)))
    bare = outcome.model_copy(update={"block": None, "text_block": None, "ids": ()})
    (folder / ANSWER).write_text(bare.model_dump_json(), encoding="utf-8")
    return 0


def wait() -> int:
    """Load the readers, then wait for one order: the folder of a task and its limits. No order, no work."""
    sys.meta_path.insert(0, WithoutPandas)
    import intake.check
    import intake.delimited
    import intake.workbook  # noqa: F401  # loaded ahead, so that a child that waits is ready

    words = sys.stdin.readline().rstrip("\n").split("\t")
    if len(words) != len(Order._fields):
        return 0
    order = Order(words[0], *map(int, words[1:]))
    limit(order)
    os.chdir(order.folder)
    os.environ["TMPDIR"] = order.folder
    return main(Path(order.folder))


if __name__ == "__main__":
    sys.exit(wait())
