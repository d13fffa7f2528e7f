"""A file somebody dropped on the page: put on disk for as long as an action needs it there."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from actions.spool import FOLDER
from actions.upload import GivenFile

LONGEST = 60
"""Of a file's name the last letters: what a sentence calls it."""


@contextmanager
def on_disk(file: Any) -> Iterator[GivenFile]:
    """The file under its own name in a folder of its own, gone afterwards; its bytes are not held a second time."""
    with tempfile.TemporaryDirectory(prefix=FOLDER) as folder:
        path = Path(folder) / (Path(file.name).name.lstrip(".")[-LONGEST:] or "file")
        file.seek(0)
        with path.open("wb") as there:
            shutil.copyfileobj(file, there)
        yield GivenFile(path, file.name)
