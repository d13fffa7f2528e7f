"""The bytes of a text file, read where they are needed: a large file is never held whole."""

from pathlib import Path
from typing import Protocol

import pyarrow as pa


class Content(Protocol):
    """Bytes that can be looked at by place."""

    size: int

    def read(self, start: int, length: int) -> bytes:
        """At most `length` bytes from `start`."""

    def stream(self, start: int, end: int) -> pa.NativeFile:
        """The bytes from `start` up to `end` for Arrow's readers."""


class FileContent:
    """The bytes of a file on disk."""

    def __init__(self, path: Path) -> None:
        self._path, self.size = path, path.stat().st_size

    def read(self, start: int, length: int) -> bytes:
        with self._path.open("rb") as file:
            file.seek(start)
            return file.read(length)

    def stream(self, start: int, end: int) -> pa.NativeFile:
        return pa.OSFile(str(self._path)).get_stream(start, end - start)


class BytesContent:
    """Bytes in memory."""

    def __init__(self, data: bytes) -> None:
        self._data, self.size = data, len(data)

    def read(self, start: int, length: int) -> bytes:
        return self._data[start : start + length]

    def stream(self, start: int, end: int) -> pa.NativeFile:
        return pa.BufferReader(pa.py_buffer(self._data).slice(start, end - start))
