"""What may be unpacked: a zip archive is looked through before anything opens it as a spreadsheet."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from intake.problems import Kind, Problem, Refused
from intake.task import Limits

_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_CHUNK = 1 << 20
_OVERLAP = 256
_XML = (".xml", ".rels", ".vml")
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_SHEET = re.compile(r"^xl/worksheets/[^/]+\.xml$")
_ROW = re.compile(rb"row [^>]*?\br=\"(\d{7,})\"")
_FAR = re.compile(rb" r=\"([A-Za-z]{3,}|[S-Zs-z][A-Za-z])(\d+)\"")  # from column SA on; what is within is let pass
_ODDLY_FAR = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{3,}|[S-Zs-z][A-Za-z])(\d+)[\"']")
_DRIVE = re.compile(r"^[a-z]:")
_END, _END_SIZE = b"PK\x05\x06", 22
_MERGE = re.compile(rb"mergeCell ref=\"([A-Z]+)(\d+):([A-Z]+)(\d+)\"")


def check(path: Path, limits: Limits) -> None:
    """Raises Refused when the archive breaks a limit; reads every member once, in small pieces."""
    try:
        _check_end(path)
        with zipfile.ZipFile(path) as book:
            _check_directory(book, path.stat().st_size, limits)
            _check_members(book, path.stat().st_size, limits)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as reason:
        raise Refused(Problem(kind=Kind.DAMAGED, found="zip")) from reason
    except Exception as reason:
        if isinstance(reason, Refused):
            raise
        raise Refused(Problem(kind=Kind.DAMAGED, found="zip")) from reason


def _refuse(kind: Kind, found: str, expected: object = None) -> Refused:
    return Refused(Problem(kind=kind, found=found, expected=None if expected is None else str(expected)))


def _check_end(path: Path) -> None:
    """Whatever reads the archive must find the same directory: it ends the file, and nothing stands behind it."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _END_SIZE - 0xFFFF))
        tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) != at + _END_SIZE + int.from_bytes(tail[at + 20 : at + 22], "little"):
        raise _refuse(Kind.DAMAGED, "zip")


def _check_directory(book: zipfile.ZipFile, size: int, limits: Limits) -> None:
    """What the archive says about itself."""
    members = book.infolist()
    names = [member.filename.casefold().replace("\\", "/") for member in members]
    if len(members) > limits.members:
        raise _refuse(Kind.ARCHIVE_MEMBERS, str(len(members)), limits.members)
    if len(set(names)) < len(names):
        raise _refuse(Kind.ARCHIVE_NAMES, next(name for name in names if names.count(name) > 1))
    if any(member.flag_bits & 0x1 for member in members):
        raise Refused(Problem(kind=Kind.ENCRYPTED))
    if any(member.compress_type not in _PLAIN for member in members):
        raise _refuse(Kind.ARCHIVE_METHOD, "zip")
    if outside := [name for name in names if name[:1] == "/" or ".." in name.split("/") or _DRIVE.match(name)]:
        raise _refuse(Kind.ARCHIVE_NAMES, outside[0])
    _check_size(sum(member.file_size for member in members), size, limits)


def _check_size(unpacked: int, size: int, limits: Limits) -> None:
    if unpacked > limits.unpacked_bytes or unpacked > max(size, 1_000) * limits.unpacked_ratio:
        raise _refuse(Kind.ARCHIVE_SIZE, f"{unpacked / 1e6:,.1f} MB", f"{limits.unpacked_bytes / 1e6:,.0f} MB")


def _check_members(book: zipfile.ZipFile, size: int, limits: Limits) -> None:
    """What really comes out: sizes, DOCTYPEs and far cells, whatever the directory says."""
    unpacked = 0
    for member in book.infolist():
        lower = member.filename.lower()
        for piece in _pieces(book, member):
            unpacked += min(len(piece), _CHUNK)
            _check_size(unpacked, size, limits)
            if lower.endswith(_XML) and _has_doctype(piece):
                raise _refuse(Kind.ARCHIVE_DOCTYPE, member.filename)
            if _SHEET.match(lower):
                _check_cells(piece, limits)


def _has_doctype(piece: bytes) -> bool:
    """Whether there is one, also where every letter takes two bytes."""
    plain = piece.replace(b"\0", b"") if b"\0" in piece else piece
    return b"<!" in plain and _DOCTYPE.search(plain) is not None


def _pieces(book: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The member in pieces that overlap, so that nothing hides across a border."""
    tail = b""
    with book.open(member) as file:
        while piece := file.read(_CHUNK):
            yield tail + piece
            tail = piece[-_OVERLAP:]


def _check_cells(piece: bytes, limits: Limits) -> None:
    """Cells and merged ranges far outside any survey make a small file ask for all memory there is."""
    far = _ROW.search(piece)
    if far and int(far[1]) > limits.rows:
        raise Refused(Problem(kind=Kind.TOO_MANY_ROWS, found=far[1].decode(), expected=str(limits.rows)))
    usual = piece.count(b' r="') == piece.count(b"r=")
    for letters, _ in (_FAR if usual else _ODDLY_FAR).findall(piece):
        if _number(letters) > limits.columns:
            raise Refused(Problem(kind=Kind.TOO_WIDE, found=letters.decode()[:9], expected=str(limits.columns)))
    for merge in _MERGE.finditer(piece) if b"mergeCell " in piece else ():
        wide, tall = _number(merge[3]) - _number(merge[1]), int(merge[4]) - int(merge[2])
        if wide >= limits.columns or tall >= limits.rows:
            raise Refused(Problem(kind=Kind.TOO_WIDE, found=_range(merge), expected=str(limits.columns)))


def _range(merge: re.Match[bytes]) -> str:
    """A merged range as spreadsheets write it."""
    left, top, right, bottom = (part.decode() for part in merge.groups())
    return f"{left}{top}:{right}{bottom}"


def _number(letters: bytes) -> int:
    """Column letters as a number, A = 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
