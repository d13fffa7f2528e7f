"""Files in formats no library here writes: XLSB, record by record, and SPSS through its reader's own writer."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars
import pyreadstat

from tests.intake.office import Rows

_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _record(kind: int, data: bytes = b"") -> bytes:
    """One record of the binary format: kind and length in groups of seven bits, then the data."""
    number = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = b"", len(data)
    while True:
        length, low = length >> 7, length & 0x7F
        size += bytes([low | (0x80 if length else 0)])
        if not length:
            return number + size + data


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(rows: Rows) -> bytes:
    """A workbook of one sheet with texts and numbers."""
    cells = b""
    for row, line in enumerate(rows):
        cells += _record(0, struct.pack("<I", row) + b"\0" * 13)
        for column, cell in enumerate(line):
            place = struct.pack("<II", column, 0)
            if isinstance(cell, int | float):
                cells += _record(5, place + struct.pack("<d", cell))
            elif cell not in (None, ""):
                cells += _record(6, place + _text(str(cell)))
    extent = struct.pack("<4I", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)
    sheet = _record(129) + _record(148, extent) + _record(145) + cells + _record(146) + _record(130)
    bundle = _record(156, struct.pack("<II", 0, 1) + _text("rId1") + _text("回答"))
    book = _record(131) + _record(143) + bundle + _record(144) + _record(132)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.bin", book)
        archive.writestr(
            "xl/_rels/workbook.bin.rels",
            f'<Relationships><Relationship Id="rId1" Type="{_RELS}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>',
        )
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
    return out.getvalue()


def sav(path: Path, columns: Mapping[str, Sequence[Any]], labels: Mapping[str, str], **how: Any) -> Path:
    """An SPSS file; `labels` are the variables' texts, `how` the value labels and missing ranges as the writer takes them."""
    frame = polars.DataFrame({name: list(values) for name, values in columns.items()}, strict=False)
    pyreadstat.write_sav(frame, str(path), column_labels=[labels.get(name, "") for name in columns], **how)
    return path
