"""A file somebody dropped on the page, and where it lies while it is read."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from actions.upload import GivenFile

TYPES = ["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods", "zip"]


@dataclass(frozen=True)
class Handed:
    """A file somebody dropped on the page: its name, its bytes, and a key that is new for every file."""

    key: str
    name: str
    content: Any

    @contextmanager
    def at(self) -> Iterator[GivenFile]:
        """The file on disk for as long as it is read."""
        with tempfile.TemporaryDirectory(prefix="shintodo-") as folder:
            path = Path(folder) / f"file{Path(self.name).suffix[:8]}"
            path.write_bytes(self.content)
            yield GivenFile(path, self.name)
