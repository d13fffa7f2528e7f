"""The bytes of a text file, read where they are needed: a large file is never held whole."""

import io
from pathlib import Path
from typing import BinaryIO, Protocol

from intake.progress import Stage, report


class Content(Protocol):
    """Bytes that can be looked at by place."""

    size: int

    def read(self, start: int, length: int) -> bytes:
        """At most `length` bytes from `start`."""

    def part(self, start: int, end: int) -> "Part":
        """The bytes from `start` up to `end` as a file of their own."""


class Part(io.RawIOBase):
    """A stretch of an open file, for readers that take one file from its start to its end."""

    def __init__(self, file: BinaryIO, start: int, end: int) -> None:
        self._file, self._left, self.size = file, end - start, end - start
        file.seek(start)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(data)
        return data

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # all that our buffered readers hand over
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def report(self, rows: int) -> None:
        """Tell how many rows were made of what has been read so far."""
        report(Stage.READING, rows, 1 - self._left / max(1, self.size))

    def close(self) -> None:
        self._file.close()
        super().close()


class FileContent:
    """The bytes of a file on disk."""

    def __init__(self, path: Path) -> None:
        self._path, self.size = path, path.stat().st_size

    def read(self, start: int, length: int) -> bytes:
        with self._path.open("rb") as file:
            file.seek(start)
            return file.read(length)

    def part(self, start: int, end: int) -> Part:
        return Part(self._path.open("rb", buffering=0), start, end)


class BytesContent:
    """Bytes in memory."""

    def __init__(self, data: bytes) -> None:
        self._data, self.size = data, len(data)

    def read(self, start: int, length: int) -> bytes:
        return self._data[start : start + length]

    def part(self, start: int, end: int) -> Part:
        return Part(io.BytesIO(self._data), start, end)
