"""How far the reading of one file is: told by the reader, noted in a small file by the child, asked for by the parent."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from pathlib import Path

from measure.questionnaire import Frozen

_WIDTH = 64
_NOTHING = "-"


class Stage(StrEnum):
    """What is being done with the file."""

    OPENING = "opening"
    READING = "reading"
    CHECKING = "checking"
    WRITING = "writing"


class Progress(Frozen):
    """The stage, the rows read so far and the share of the file (0..1) they are, where that is known."""

    stage: Stage
    rows: int | None = None
    share: float | None = None


Tell = Callable[[Progress], None]
_LISTENER: ContextVar[Tell | None] = ContextVar("listener", default=None)


def report(stage: Stage, rows: int | None = None, share: float | None = None) -> None:
    """Tell whoever listens; cheap where nobody does."""
    if (listener := _LISTENER.get()) is not None:
        listener(Progress(stage=stage, rows=rows, share=share))


@contextmanager
def told(listener: Tell) -> Iterator[None]:
    """What is reported inside goes to `listener`."""
    before = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(before)


@contextmanager
def noted(path: Path) -> Iterator[None]:
    """What is reported inside stands in the file at `path`, always the last of it."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with told(lambda progress: _note(file, progress)):
            yield
    finally:
        os.close(file)


def _note(file: int, progress: Progress) -> None:
    values = (progress.stage, progress.rows, None if progress.share is None else f"{progress.share:.4f}")
    words = " ".join(_NOTHING if value is None else str(value) for value in values)
    os.pwrite(file, words.ljust(_WIDTH).encode("ascii"), 0)


def noted_at(path: Path) -> Progress | None:
    """What stands in the file at `path`; None when nothing that can be read does."""
    try:
        with path.open("rb") as file:
            stage, rows, share = file.read(_WIDTH).decode("ascii").split()
        return Progress(
            stage=Stage(stage),
            rows=None if rows == _NOTHING else int(rows),
            share=None if share == _NOTHING else min(1.0, max(0.0, float(share))),
        )
    except (OSError, ValueError):
        return None
